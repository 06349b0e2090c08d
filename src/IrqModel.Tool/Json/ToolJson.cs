using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IrqModel.Tool.Comparing;
using IrqModel.Tool.Describing;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Json;

/// <summary>Reads and writes machines and runs as JSON.</summary>
public static class ToolJson
{
    /// <summary>
    /// How machines and runs look as JSON. By reflection: generated code would give members that are missing no default of their own.
    /// </summary>
    internal static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        // Schemas are made before anything is written.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>A machine as JSON.</summary>
    public static string Write(MachineDescription machine) => JsonSerializer.Serialize(machine, Options);

    /// <summary>Runs as JSON.</summary>
    public static string Write(RunDocument runs) => JsonSerializer.Serialize(runs, Options);

    /// <summary>A comparison as JSON.</summary>
    public static string Write(RunComparison comparison) => JsonSerializer.Serialize(comparison, Options);

    /// <summary>Reads a machine.</summary>
    /// <param name="json">The document.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InputException">It is no machine. The message names the line and what was expected.</exception>
    public static MachineDescription ReadMachine(string json, string name)
    {
        var machine = Read<MachineDescription>(json, name, "a machine (docs/machine.schema.json)");
        CheckVersion(name, machine.SchemaVersion, MachineDescription.CurrentSchemaVersion);
        return machine;
    }

    /// <summary>Reads runs.</summary>
    /// <param name="json">The document.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InputException">It is no document of runs. The message names the line and what was expected.</exception>
    public static RunDocument ReadRuns(string json, string name)
    {
        var runs = Read<RunDocument>(json, name, "runs (docs/run.schema.json)");
        CheckVersion(name, runs.SchemaVersion, RunDocument.CurrentSchemaVersion);
        return runs;
    }

    /// <summary>Whether a document is one of runs, by its members; false for a machine, and for what is no JSON.</summary>
    public static bool HoldsRuns(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("runs", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static T Read<T>(string json, string name, string expected)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new InputException($"{name}: null, expected {expected}.");
        }
        catch (JsonException wrong)
        {
            var line = wrong.LineNumber is { } number ? $" line {number + 1}" : "";
            var path = wrong.Path is { Length: > 0 } where and not "$" ? $" at {where}" : "";
            throw new InputException($"{name}{line}{path}: {Reason(wrong)}; expected {expected}.");
        }
    }

    // System.Text.Json appends "Path: ... | LineNumber: ..." to what it says.
    private static string Reason(JsonException wrong)
    {
        var text = wrong.Message;
        var end = text.IndexOf(" Path: ", StringComparison.Ordinal);
        if (end >= 0) text = text[..end];
        end = text.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        return (end >= 0 ? text[..end] : text).TrimEnd('.', ' ');
    }

    private static void CheckVersion(string name, int found, int known)
    {
        if (found != known) throw new InputException(
            $"{name}: schemaVersion {found}, expected {known}: it was written by another version of irqmodel.");
    }
}
