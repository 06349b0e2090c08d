using IrqAnalyzers.Parity.Checking;
using IrqAnalyzers.Parity.Generation;

namespace IrqAnalyzers.Parity;

/// <summary>The figures of a whole check, and the programs on which analyzers and engine differ.</summary>
internal sealed class ParityReport
{
    private static readonly int MostExamples = Settings.Of("IRQ_PARITY_EXAMPLES", 5);

    private readonly Lock gate = new();
    private readonly List<string> examples = [];
    private int wanted;
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
    private int dead;
    private int arrivals;
    private readonly SortedDictionary<string, PossibleCount> byRule = new(StringComparer.Ordinal);
    private int unreported;
    private readonly SortedSet<string> undecided = new(StringComparer.Ordinal);

    /// <summary>The programs on which they differ, or that failed, the smallest first.</summary>
    public IReadOnlyList<(ModelProgram Program, Findings Findings)> Differing =>
        [.. differing.OrderBy(difference => difference.Program.HostSource().Length)];

    /// <summary>Definite findings that none of the runs that were made showed, though there are more runs.</summary>
    public IReadOnlyCollection<string> Undecided => undecided;

    /// <summary>Programs with possible findings that no run shows, as text.</summary>
    public IReadOnlyList<string> Examples => examples;

    /// <summary>Whether another example is wanted; if so, it has been counted.</summary>
    public bool WantsExample() => Interlocked.Increment(ref wanted) <= MostExamples;

    public void AddExample(string example)
    {
        lock (gate) examples.Add(example);
    }

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
            if (findings.IsCapped) undecided.UnionWith(findings.FalseDefinites.Select(key => $"program {program.Number}: {key}"));
            else falseDefinites += findings.FalseDefinites.Count();
            possible += findings.Possibles.Count();
            dead += findings.Dead.Count();
            foreach (var key in findings.Possibles) Count(key, findings);
            arrivals += findings.Arrivals;
            if (findings.Failure is not null || findings.Misses.Any() || (!findings.IsCapped && findings.FalseDefinites.Any())) differing.Add((program, findings));
        }
    }

    private void Count(string key, Findings findings)
    {
        var rule = RuleOf(key);
        var known = byRule.GetValueOrDefault(rule) ?? new();
        byRule[rule] = known;
        known.All++;
        if (findings.Shown.Contains(key)) known.Shown++;
        else if (findings.ShownElsewhere.TryGetValue(key, out var name)) known.Elsewhere[name] = known.Elsewhere.GetValueOrDefault(name) + 1;
        else if (findings.Explained.Contains(key)) known.Explained++;
        else if (findings.Harmless.Contains(key)) known.Harmless++;
        else known.Unreached++;
    }

    /// <summary>
    /// Of a thousand definite findings, how many no run showed in programs that have more runs than were made. They are not refuted: the
    /// runs that come to the place may be among the others.
    /// </summary>
    public double UndecidedPerThousand => definite == 0 ? 0 : 1000.0 * undecided.Count / definite;

    /// <summary>Of a hundred possible findings, how many no run shows anywhere, nor breaks as a consequence.</summary>
    public double UnshownPercent => possible == 0 ? 0 : 100.0 * Unshown / possible;

    /// <summary>The figures, one a line.</summary>
    public string Figures(TimeSpan elapsed) => $"""
        programs            {programs:N0} in {elapsed.TotalSeconds:F0} s
        runs                {runs:N0} ({capped:N0} programs have more)
        found by runs       {shown:N0}, of which missed {misses:N0}
        definite findings   {definite:N0}, of which false {falseDefinites:N0}, and {undecided.Count:N0} shown by none of the runs that were made where there are more; {dead:N0} in code that no run comes to
        possible findings   {possible:N0}: runs show {Sum(rule => rule.Shown):N0}; shown elsewhere {Sum(rule => rule.AllElsewhere):N0}; seen by the engine and explained by an earlier finding {Sum(rule => rule.Explained):N0}; no run shows {Unshown:N0} ({UnshownPercent:F1} %)
          elsewhere         {string.Join(", ", Elsewhere.All.Select(elsewhere => $"{elsewhere.Name} {Sum(rule => rule.Elsewhere.GetValueOrDefault(elsewhere.Name)):N0}"))}
          not shown         {Sum(rule => rule.Harmless):N0} broken where it did not matter in any run, {Sum(rule => rule.Unreached):N0} never broken
        {string.Join("\n", byRule.Select(rule => $"  {rule.Key}           {rule.Value}"))}
        seen in a driver    {arrivals:N0} (vectors of a function that arrived undecided)
        not analysed whole  {incomplete:N0} programs, in which IRQ9001 says so: {unreported:N0} findings of runs are not reported there
        """;

    private int Unshown => Sum(static rule => rule.Harmless + rule.Unreached);

    private int Sum(Func<PossibleCount, int> of) => byRule.Values.Sum(of);

    private static string RuleOf(string key) => key[..key.IndexOf('|', StringComparison.Ordinal)];
}
