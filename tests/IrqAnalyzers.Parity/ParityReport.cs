using IrqAnalyzers.Parity.Checking;
using IrqAnalyzers.Parity.Generation;

namespace IrqAnalyzers.Parity;

/// <summary>The figures of a whole check, and the programs on which analyzers and engine differ.</summary>
internal sealed class ParityReport
{
    private readonly Lock gate = new();
    private readonly List<(ModelProgram Program, Findings Findings)> differing = [];
    private int programs;
    private int runs;
    private int capped;
    private int incomplete;
    private int shown;
    private int misses;
    private int definite;
    private int falseDefinites;
    private int possible;
    private int unshown;
    private int arrivals;
    private readonly SortedDictionary<string, (int All, int Unshown)> byRule = new(StringComparer.Ordinal);
    private int unreported;
    private int undecided;

    /// <summary>The programs on which they differ, or that failed, the smallest first.</summary>
    public IReadOnlyList<(ModelProgram Program, Findings Findings)> Differing =>
        [.. differing.OrderBy(difference => difference.Program.HostSource().Length)];

    public void Add(ModelProgram program, Findings findings)
    {
        lock (gate)
        {
            programs++;
            runs += findings.Runs;
            if (findings.IsCapped) capped++;
            if (findings.IsIncomplete)
            {
                incomplete++;
                unreported += findings.Unreported.Count();
            }

            shown += findings.Shown.Count;
            misses += findings.Misses.Count();
            definite += findings.Reported.Count(finding => finding.Value);
            if (findings.IsCapped) undecided += findings.FalseDefinites.Count();
            else falseDefinites += findings.FalseDefinites.Count();
            possible += findings.Possibles.Count();
            foreach (var key in findings.Possibles)
            {
                var isUnshown = !findings.Shown.Contains(key);
                if (isUnshown) unshown++;
                var known = byRule.GetValueOrDefault(RuleOf(key));
                byRule[RuleOf(key)] = (known.All + 1, known.Unshown + (isUnshown ? 1 : 0));
            }

            arrivals += findings.Arrivals;
            if (findings.Failure is not null || findings.Misses.Any() || (!findings.IsCapped && findings.FalseDefinites.Any())) differing.Add((program, findings));
        }
    }

    /// <summary>
    /// Of a thousand definite findings, how many no run showed in programs that have more runs than were made. They are not refuted: the
    /// runs that come to the place may be among the others.
    /// </summary>
    public double UndecidedPerThousand => definite == 0 ? 0 : 1000.0 * undecided / definite;

    /// <summary>The figures, one a line.</summary>
    public string Figures(TimeSpan elapsed) => $"""
        programs            {programs:N0} in {elapsed.TotalSeconds:F0} s
        runs                {runs:N0} ({capped:N0} programs have more)
        found by runs       {shown:N0}, of which missed {misses:N0}
        definite findings   {definite:N0}, of which false {falseDefinites:N0}, and {undecided:N0} shown by none of the runs that were made where there are more
        possible findings   {possible:N0}, of which no run shows {unshown:N0} ({(possible == 0 ? 0 : 100.0 * unshown / possible):F1} %)
                            {string.Join(", ", byRule.Select(rule => $"{rule.Key} {rule.Value.Unshown:N0}/{rule.Value.All:N0}"))}
        seen in a driver    {arrivals:N0} (vectors of a function that arrived undecided)
        not analysed whole  {incomplete:N0} programs, in which IRQ9001 says so: {unreported:N0} findings of runs are not reported there
        """;

    private static string RuleOf(string key) => key[..key.IndexOf('|', StringComparison.Ordinal)];
}
