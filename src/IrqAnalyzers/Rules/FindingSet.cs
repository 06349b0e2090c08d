using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Rules;

/// <summary>The findings of one body, one for each rule, place and key, in the order in which they were first seen.</summary>
internal sealed class FindingSet
{
    private readonly Dictionary<(string Rule, Location Location, string Key), Finding> byKey = new();
    private readonly Dictionary<(string Rule, Location Location, string Key), Kinds> reaching = new();
    private readonly List<Finding> findings = new();

    public IReadOnlyList<Finding> All => findings;

    public void Add(Requirement requirement, Location location, string key, string subject, bool leaves, bool definite, Kinds @class, bool classIsStatic, Location? operation)
    {
        var identity = (requirement.Rule, location, key);
        if (!byKey.TryGetValue(identity, out var finding))
        {
            finding = new(requirement, location, key, subject, leaves) { ClassIsStatic = classIsStatic, Operation = operation };
            if (reaching.TryGetValue(identity, out var kinds)) finding.Reaching = kinds;
            byKey.Add(identity, finding);
            findings.Add(finding);
        }

        finding.Merge(definite, @class);
    }

    /// <summary>Notes which functions get to an exit, whether anything is wrong with them or not.</summary>
    public void Reach(Requirement requirement, Location location, string key, Kinds kinds)
    {
        var identity = (requirement.Rule, location, key);
        if (reaching.TryGetValue(identity, out var known)) kinds |= known;
        reaching[identity] = kinds;
        if (byKey.TryGetValue(identity, out var finding)) finding.Reaching = kinds;
    }
}
