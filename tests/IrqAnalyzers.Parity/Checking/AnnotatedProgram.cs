using System.Globalization;
using System.Text;
using IrqAnalyzers.Parity.Generation;

namespace IrqAnalyzers.Parity.Checking;

/// <summary>Writes programs with findings that no run shows into files, each finding at the end of its line.</summary>
internal static class AnnotatedProgram
{
    /// <summary>Writes a program, if it has such findings.</summary>
    /// <param name="folder">The folder, which must exist.</param>
    /// <param name="program">The program.</param>
    /// <param name="findings">What analyzers and runs say of it.</param>
    public static void Write(string folder, ModelProgram program, Findings findings)
    {
        if (!findings.Unshown.Any() && !findings.FalseDefinites.Any()) return;
        var text = new StringBuilder();
        Append(text, program.HostFile, program.HostSource(), findings);
        Append(text, program.DriverFile, program.DriverSource(), findings);
        File.WriteAllText(Path.Combine(folder, program.HostFile), text.ToString());
    }

    private static void Append(StringBuilder text, string file, string source, Findings findings)
    {
        var marks = findings.Reported.ToLookup(finding => finding.Key.Split('|')[2], finding => $"{finding.Key.Split('|')[0]} {Outcome(finding.Key, finding.Value, findings)}");
        var lines = source.Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            text.Append(lines[index]);
            foreach (var mark in marks[string.Create(CultureInfo.InvariantCulture, $"{file}:{index + 1}")]) text.Append(CultureInfo.InvariantCulture, $" // {mark}");
            text.Append('\n');
        }
    }

    private static string Outcome(string key, bool isDefinite, Findings findings) =>
        isDefinite ? findings.Shown.Contains(key) ? "definite" : "definite, NOT SHOWN"
        : findings.Shown.Contains(key) ? "shown"
        : findings.ShownElsewhere.TryGetValue(key, out var where) ? $"shown where: {where}"
        : findings.Explained.Contains(key) ? "explained by another finding"
        : findings.Harmless.Contains(key) ? "NOT SHOWN, broken where it did not matter"
        : "NOT SHOWN";
}
