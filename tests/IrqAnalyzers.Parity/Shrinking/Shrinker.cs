using System.Globalization;
using System.Text;
using IrqAnalyzers.Parity.Checking;
using IrqAnalyzers.Parity.Generation;

namespace IrqAnalyzers.Parity.Shrinking;

/// <summary>Makes a program on which analyzers and engine differ as small as it can be and still differ in the same way.</summary>
internal static class Shrinker
{
    private const int MaximumAttempts = 120;

    /// <summary>The smallest program found, and what both say of it.</summary>
    public static string Describe(ModelProgram program, Findings findings, int maximumRuns, CancellationToken cancellation)
    {
        if (findings.Failure is null) (program, findings) = Shrink(program, findings, maximumRuns, cancellation);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"--- program {program.Number} ---");
        text.Append(program.HostSource()).Append(program.DriverSource());
        if (findings.Failure is { } failure) text.AppendLine(CultureInfo.InvariantCulture, $"the run failed: {failure}");
        Append(text, "missed", findings.Misses);
        Append(text, "false definite", findings.FalseDefinites);
        Append(text, "analyzers", findings.Reported.Select(finding => $"{finding.Key} {(finding.Value ? "definite" : "possible")}"));
        Append(text, "engine", findings.Shown);
        return text.ToString();
    }

    private static (ModelProgram Program, Findings Findings) Shrink(ModelProgram program, Findings findings, int maximumRuns, CancellationToken cancellation)
    {
        var wanted = Difference.Of(findings);
        var attempts = 0;
        var hasShrunk = true;
        while (hasShrunk && attempts < MaximumAttempts)
        {
            hasShrunk = false;
            foreach (var smaller in Reductions.Of(program))
            {
                if (++attempts > MaximumAttempts) break;
                if (Check(smaller, maximumRuns, cancellation) is not { Failure: null } found || !wanted.IsIn(found)) continue;
                (program, findings) = (smaller, found);
                hasShrunk = true;
                break;
            }
        }

        return (program, findings);
    }

    private static Findings? Check(ModelProgram program, int maximumRuns, CancellationToken cancellation)
    {
        try
        {
            return Batch.Check([program], maximumRuns, cancellation)[0];
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static void Append(StringBuilder text, string title, IEnumerable<string> keys)
    {
        foreach (var key in keys.Order(StringComparer.Ordinal)) text.AppendLine(CultureInfo.InvariantCulture, $"{title}: {key}");
    }

    /// <summary>The way in which analyzers and engine differ: rule and operation, not the line, which moves.</summary>
    private sealed record Difference(string Rule, string Operation, bool IsMiss)
    {
        public static Difference Of(Findings findings)
        {
            var isMiss = findings.Misses.Any();
            var parts = (isMiss ? findings.Misses : findings.FalseDefinites).First().Split('|');
            return new(parts[0], parts[1], isMiss);
        }

        public bool IsIn(Findings findings) =>
            (IsMiss ? findings.Misses : findings.FalseDefinites).Any(key => key.StartsWith($"{Rule}|{Operation}|", StringComparison.Ordinal));
    }
}
