using System.Text.Json;
using System.Text.Json.Serialization;
using IrqModel.Tool.Describing;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Json;

/// <summary>How machines and runs look as JSON.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, NewLine = "\n")]
[JsonSerializable(typeof(MachineDescription))]
[JsonSerializable(typeof(RunDocument))]
internal sealed partial class ToolJsonContext : JsonSerializerContext;
