using System.Collections.Frozen;

namespace IrqModel.Rules;

/// <summary>All rules, in the order of their identifiers.</summary>
public static class RuleCatalogue
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(RuleIds.DomainBeforeRegistration,
            "MSI domain assigned or looked up before the function is registered with its IOMMU",
            "The look-up finds nothing or the wrong unit; the function's messages are blocked (fault 0x25) or remapped by a unit that does not know them (0x22, 0x26).",
            "the seed thread of November 2020",
            HasFix: true),
        new(RuleIds.VectorsBeforeDomain,
            "Vectors allocated before the function's MSI domain is final",
            "The messages are composed by the provisional domain; with interrupt remapping on they are blocked (fault 0x25).",
            "85a8dfc57a0b",
            HasFix: false),
        new(RuleIds.DomainFromSharedBus,
            "MSI domain taken from the bus although more than one remapping unit serves it",
            "At least one function allocates its entries in a unit that its requests never reach: entry not present (0x22) or source-id mismatch (0x26).",
            "the seed thread of November 2020",
            HasFix: false),
        new(RuleIds.OverrideAfterDefault,
            "Platform override of the MSI domain after the default was created",
            "Functions use the native domain under the hypervisor, which blocks their messages (fault 0x25).",
            "70245f86c109",
            HasFix: false),
        new(RuleIds.VirtualFunctionWithoutDomain,
            "VF leaves its ADD handler, or binds, without an inherited MSI domain",
            "The VF keeps the plain PCI-MSI domain and sends compatibility-format messages, which the remapping unit blocks (fault 0x25).",
            "ff828729be44",
            HasFix: true),
        new(RuleIds.BindingBeforeDomain,
            "Driver may bind before the MSI domain is final",
            "The driver binds while the function is being added and allocates its vectors in the old domain; they are blocked (fault 0x25).",
            "58d9a38f6fac",
            HasFix: false),
        new(RuleIds.WeakenedContract,
            "An override weakens the contract of what it overrides",
            "Who calls the base keeps the base's contract and relies on it: the operation comes in an order that its override cannot stand, or leaves undone what it promised, and nothing is reported at the call.",
            "Liskov and Wing 1994, behavioural subtyping",
            HasFix: false),
        new(RuleIds.FlowNotAwaited,
            "A flow is started and not awaited, or awaits something that is not a flow",
            "What a flow does after its first await happens at any time later, and what comes after the call cannot rely on it; a flow that awaits anything but a flow ends the run with an error.",
            "the engine's scheduler",
            HasFix: true),
        new(RuleIds.UnreadableContract,
            "A contract cannot be read",
            "The contract has no effect: what it demands is not checked, and what it promises is not known.",
            "the contract reader",
            HasFix: false),
    ];

    private static readonly FrozenDictionary<string, Rule> ById = All.ToFrozenDictionary(rule => rule.Id);

    /// <summary>The rule with an identifier.</summary>
    /// <exception cref="KeyNotFoundException">There is no such rule.</exception>
    public static Rule Get(string id) =>
        ById.TryGetValue(id, out var rule) ? rule : throw new KeyNotFoundException($"There is no rule {id}.");
}
