using System.Text.Json.Serialization;

namespace IrqModel.Tool.Pages.Document;

/// <summary>
/// Writes documents as JSON, without reflection: a report of a server is written in less time than reflection takes to start.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(PageDocument))]
internal sealed partial class PageJson : JsonSerializerContext;
