using System.Text.Encodings.Web;
using System.Text.Json;

namespace IrqModel.Tool.Output;

/// <summary>Findings as SARIF 2.1.0, for code scanning and editors.</summary>
public static class SarifLog
{
    private const string Root = "%SRCROOT%";

    /// <summary>The log.</summary>
    /// <param name="results">The findings.</param>
    /// <param name="rules">The rules that they break.</param>
    public static string Write(IEnumerable<SarifResult> results, IEnumerable<SarifRule> rules)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(rules);
        SarifResult[] found = [.. results];
        SarifRule[] used = [.. rules.Where(rule => found.Any(result => result.Rule == rule.Id))
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(
            stream, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            writer.WriteString("version", "2.1.0");
            writer.WriteStartArray("runs");
            writer.WriteStartObject();
            WriteTool(writer, used);
            writer.WriteStartObject("originalUriBaseIds");
            writer.WriteStartObject(Root);
            writer.WriteString("uri", Uri(Path.TrimEndingDirectorySeparator(Environment.CurrentDirectory) + "/"));
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteString("columnKind", "utf16CodeUnits");
            writer.WriteStartArray("results");
            foreach (var result in found) WriteResult(writer, result, Array.FindIndex(used, rule => rule.Id == result.Rule));
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteTool(Utf8JsonWriter writer, SarifRule[] rules)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "irqmodel");
        writer.WriteString("semanticVersion", typeof(SarifLog).Assembly.GetName().Version!.ToString(3));
        writer.WriteString("informationUri", "https://github.com/irqanalyzers/irqanalyzers");
        writer.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            writer.WriteStartObject();
            writer.WriteString("id", rule.Id);
            WriteText(writer, "shortDescription", rule.Title);
            WriteText(writer, "fullDescription", rule.Consequence);
            writer.WriteString("helpUri", rule.HelpLink);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, SarifResult result, int rule)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", result.Rule);
        if (rule >= 0) writer.WriteNumber("ruleIndex", rule);
        writer.WriteString("level", result.Level);
        WriteText(writer, "message", result.Message);
        writer.WriteStartArray("locations");
        if (result.File is not null || result.Subject is not null)
        {
            writer.WriteStartObject();
            if (result.File is { } file) WritePlace(writer, result, file);
            if (result.Subject is { } subject)
            {
                writer.WriteStartArray("logicalLocations");
                writer.WriteStartObject();
                writer.WriteString("fullyQualifiedName", subject);
                writer.WriteEndObject();
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter writer, SarifResult result, string file)
    {
        writer.WriteStartObject("physicalLocation");
        writer.WriteStartObject("artifactLocation");
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, file);
        var isBelow = !relative.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(relative);
        writer.WriteString("uri", isBelow ? System.Uri.EscapeDataString(relative.Replace('\\', '/'))
            .Replace("%2F", "/", StringComparison.Ordinal) : Uri(file));
        if (isBelow) writer.WriteString("uriBaseId", Root);
        writer.WriteEndObject();
        if (result.Line is { } line)
        {
            writer.WriteStartObject("region");
            writer.WriteNumber("startLine", line);
            writer.WriteEndObject();
        }
        else if (result.Offset is { } offset)
        {
            writer.WriteStartObject("region");
            writer.WriteNumber("byteOffset", offset);
            writer.WriteNumber("byteLength", 1);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static string Uri(string path) => new UriBuilder { Scheme = "file", Host = "", Path = Path.GetFullPath(path) }.Uri.AbsoluteUri;

    private static void WriteText(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }
}
