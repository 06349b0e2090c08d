using System.Text.Json;

namespace Packages.Tests;

/// <summary>The compiler's report of a project, in SARIF 2.1.</summary>
internal sealed class SarifLog
{
    private SarifLog(string version, IReadOnlyList<SarifFinding> findings, IReadOnlyDictionary<string, string> helpLinks) =>
        (Version, Findings, HelpLinks) = (version, findings, helpLinks);

    public string Version { get; }

    /// <summary>What our rules say, by rule and line; suppressed findings are left out.</summary>
    public IReadOnlyList<SarifFinding> Findings { get; }

    /// <summary>Help links of the rules that have findings.</summary>
    public IReadOnlyDictionary<string, string> HelpLinks { get; }

    public static SarifLog Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var run = document.RootElement.GetProperty("runs")[0];
        var findings = run.GetProperty("results").EnumerateArray()
            .Where(result => Id(result).StartsWith("IRQ", StringComparison.Ordinal))
            .Where(result => !result.TryGetProperty("suppressions", out var suppressions) || suppressions.GetArrayLength() == 0)
            .Select(Finding).OrderBy(finding => finding.Rule, StringComparer.Ordinal).ThenBy(finding => finding.Line);
        var links = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()
            .Where(rule => rule.GetProperty("id").GetString()!.StartsWith("IRQ", StringComparison.Ordinal))
            // A rule that the project declares comes after the one that keeps its place.
            .GroupBy(rule => rule.GetProperty("id").GetString()!).ToDictionary(rule => rule.Key, rule => rule.Last().GetProperty("helpUri").GetString()!);
        return new(document.RootElement.GetProperty("version").GetString()!, [.. findings], links);
    }

    private static string Id(JsonElement result) => result.GetProperty("ruleId").GetString()!;

    private static SarifFinding Finding(JsonElement result)
    {
        var level = result.TryGetProperty("level", out var written) ? written.GetString()! : "warning";
        if (!result.TryGetProperty("locations", out var locations) || locations.GetArrayLength() == 0) return new(Id(result), level, "", 0);
        var place = locations[0].GetProperty("physicalLocation");
        var file = Path.GetFileName(new Uri(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath);
        return new(Id(result), level, file, place.GetProperty("region").GetProperty("startLine").GetInt32());
    }
}
