using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Checks;

/// <summary>The findings of one body, one for each rule, place and key, in the order in which they were first seen.</summary>
internal sealed class FindingSet
{
    private readonly Dictionary<(string Rule, Location Location, string Key), Finding> byKey = new();
    private readonly Dictionary<(string Rule, Location Location, string Key), (Kinds Kinds, bool IsKept)> reaching = new();
    private readonly List<Finding> findings = new();

    public IReadOnlyList<Finding> All => findings;

    public void Add(
        Requirement requirement, Location location, string key, string subject, bool leaves, bool definite, Kinds @class, bool classIsStatic,
        Location? operation)
    {
        var identity = (requirement.Rule, location, key);
        if (!byKey.TryGetValue(identity, out var finding))
        {
            finding = new(requirement, location, key, subject, leaves) { ClassIsStatic = classIsStatic, Operation = operation };
            if (reaching.TryGetValue(identity, out var reach)) (finding.Reaching, finding.IsKeptElsewhere) = reach;
            byKey.Add(identity, finding);
            findings.Add(finding);
        }

        // What is wrong under any circumstance is not excused by one that cannot arise.
        if (finding.Requirement.Assumption != 0 && requirement.Assumption == 0) finding.Adopt(requirement);
        else if (finding.Requirement.Assumption == 0 && requirement.Assumption != 0) return;
        finding.Merge(definite, @class);
    }

    /// <summary>Adds to a finding that was reported what its message says of the way to it.</summary>
    public void Explain(Requirement requirement, Location location, string key, string? method, bool isMetSomewhere, string? helper, FactMask held)
    {
        if (byKey.TryGetValue((requirement.Rule, location, key), out var finding)) finding.Explain(method, isMetSomewhere, helper, held);
    }

    /// <summary>Notes which functions get to an exit, and whether the duty towards some of them may have been kept.</summary>
    public void Reach(Requirement requirement, Location location, string key, Kinds kinds, bool isKept)
    {
        var identity = (requirement.Rule, location, key);
        reaching.TryGetValue(identity, out var known);
        var reach = (known.Kinds | kinds, known.IsKept | isKept);
        reaching[identity] = reach;
        if (byKey.TryGetValue(identity, out var finding)) (finding.Reaching, finding.IsKeptElsewhere) = reach;
    }
}
