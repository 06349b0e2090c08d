using System.Globalization;
using System.Text;
using IrqAnalyzers.Parity.Checking;
using IrqAnalyzers.Parity.Generation;

namespace IrqAnalyzers.Parity.Shrinking;

/// <summary>Makes a program on which analyzers and engine differ as small as it can be and still differ in the same way.</summary>
internal static class Shrinker
{
    private const int MaximumAttempts = 120;
    private const int PatientAttempts = 300;

    /// <summary>The smallest program found, and what both say of it.</summary>
    public static string Describe(ModelProgram program, Findings findings, int maximumRuns, CancellationToken cancellation)
    {
        if (findings.Failure is null) (program, findings) = Shrink(program, findings, Difference.Of(findings), maximumRuns, MaximumAttempts, cancellation);
        return Print(program, findings);
    }

    /// <summary>The smallest program found that has a possible finding of a rule which no run shows, and what both say of it.</summary>
    public static string DescribeUnshown(ModelProgram program, Findings findings, string rule, int maximumRuns, CancellationToken cancellation)
    {
        (program, findings) = Shrink(program, findings, new Difference(rule, found => found.Unshown), maximumRuns, PatientAttempts, cancellation);
        return Print(program, findings);
    }

    private static string Print(ModelProgram program, Findings findings)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"--- program {program.Number} ---");
        text.Append(program.HostSource()).Append(program.DriverSource());
        if (findings.Failure is { } failure) text.AppendLine(CultureInfo.InvariantCulture, $"the run failed: {failure}");
        Append(text, "missed", findings.Misses);
        Append(text, "false definite", findings.FalseDefinites);
        Append(text, "analyzers", findings.Reported.Select(finding => $"{finding.Key} {(finding.Value ? "definite" : "possible")}"));
        Append(text, "not shown", findings.Unshown);
        Append(text, "engine", findings.Shown.Concat(findings.ShownElsewhere.Select(static shown => $"{shown.Key} {shown.Value}")));
        return text.ToString();
    }

    private static (ModelProgram Program, Findings Findings) Shrink(
        ModelProgram program, Findings findings, Difference wanted, int maximumRuns, int maximumAttempts, CancellationToken cancellation)
    {
        // What could not be left out of a program can seldom be left out of a smaller one: go on where the last step was found.
        var position = 0;
        var since = 0;
        for (var attempts = 0; attempts < maximumAttempts; attempts++)
        {
            var smaller = Reductions.Of(program).Skip(position).FirstOrDefault();
            if (smaller is null)
            {
                if (since >= position) break;
                (position, since) = (0, 0);
            }
            else if (Check(smaller, maximumRuns, cancellation) is { Failure: null } found && wanted.IsIn(found))
            {
                (program, findings) = (smaller, found);
                since = 0;
            }
            else
            {
                position++;
                since++;
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

    /// <summary>
    /// The way in which analyzers and engine differ: rule and operation, not the line, which moves. A smaller program that differs in other ways too
    /// is another story: most often nobody gets to the place any more.
    /// </summary>
    /// <param name="Prefix">How the keys begin.</param>
    /// <param name="Keys">What they are looked for in.</param>
    /// <param name="Known">How the keys of all differences begin, if others are of account.</param>
    private sealed record Difference(string Prefix, Func<Findings, IEnumerable<string>> Keys, HashSet<string>? Known = null)
    {
        public static Difference Of(Findings findings)
        {
            Func<Findings, IEnumerable<string>> keys = findings.Misses.Any() ? static found => found.Misses : static found => found.FalseDefinites;
            return new(What(keys(findings).First()), keys, keys(findings).Select(What).ToHashSet(StringComparer.Ordinal));
        }

        public bool IsIn(Findings findings) =>
            Keys(findings).Any(key => key.StartsWith(Prefix, StringComparison.Ordinal)) && (Known is null || Keys(findings).Select(What).All(Known.Contains));

        private static string What(string key)
        {
            var parts = key.Split('|');
            return $"{parts[0]}|{parts[1]}|";
        }
    }
}
