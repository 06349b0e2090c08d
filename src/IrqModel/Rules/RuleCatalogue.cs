using System.Collections.Frozen;

namespace IrqModel.Rules;

/// <summary>All rules, in the order of their identifiers.</summary>
public static class RuleCatalogue
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        Of(RuleIds.DomainBeforeRegistration, "the seed thread of November 2020", hasFix: true),
        Of(RuleIds.VectorsBeforeDomain, "85a8dfc57a0b", hasFix: true),
        Of(RuleIds.DomainFromSharedBus, "the seed thread of November 2020", hasFix: true),
        Of(RuleIds.MessageBeforeEnable, "f3b0946d629c, 4c457e8cb75e", hasFix: true),
        Of(RuleIds.BusDomainAfterScan, "886e67100b90, 9e7f9178ab49", hasFix: true),
        Of(RuleIds.OverrideAfterDefault, "70245f86c109", hasFix: true),
        Of(RuleIds.SpecialDomainOverwritten, "pci_dev_has_special_msi_domain()", hasFix: true),
        Of(RuleIds.NotifierAfterScan, "316f92a705a4", hasFix: true),
        Of(RuleIds.RemappingOutOfOrder, "iommu_enable_irq_remapping(), enable_IR_x2apic()", hasFix: true),
        Of(RuleIds.DomainNeverDecided, "intel_irq_remap_add_device(), 9f0ffb4bb350", hasFix: false),
        Of(RuleIds.DefaultDomainAfterScan, "x86_create_pci_msi_domain()", hasFix: true),
        Of(RuleIds.VirtualFunctionWithoutDomain, "ff828729be44", hasFix: true),
        Of(RuleIds.VfBeforePfDomain, "vf_inherit_msi_domain()", hasFix: true),
        Of(RuleIds.DomainFromVirtualBus, "38ea72bdb65d, 1c387188c60f", hasFix: true),
        Of(RuleIds.VfsOutliveSriov, "sriov_release()", hasFix: true),
        Of(RuleIds.ForeignSourceId, "9b4a824b889e, 3f0c625c6ae7", hasFix: true),
        Of(RuleIds.BindingBeforeDomain, "58d9a38f6fac", hasFix: true),
        Of(RuleIds.BindingNeverAllowed, "58d9a38f6fac", hasFix: true),
        Of(RuleIds.FreedWhileRequested, "free_msi_irqs() BUG_ON(irq_has_action())", hasFix: true),
        Of(RuleIds.RemovedWithVectors, "msi_device_data_release()", hasFix: true),
        Of(RuleIds.EntryClearedWhileEnabled, "pci_msix_shutdown()", hasFix: true),
        Of(RuleIds.UnitRemovedInUse, "dmar_ir_remove()", hasFix: true),
        Of(RuleIds.UsedAfterRemoval, "9eee5330656b", hasFix: false),
        Of(RuleIds.ResumedWithoutMessages, "pci_restore_msi_state(), e045fa29e893", hasFix: true),
        Of(RuleIds.HandlersLeftWaiting, "pci_disable_device(), pci_msi_unmask_irq()", hasFix: true),
        Of(RuleIds.FunctionUncovered, "a60b990798eb; dmar_find_matched_drhd_unit()", hasFix: false),
        Of(RuleIds.ScopesOverlap, "dmar_register_drhd_unit(), first match", hasFix: false),
        Of(RuleIds.AddressTaken, "PCI Local Bus 3.0, 3.2.2.3", hasFix: false),
        Of(RuleIds.SecondCatchAll, "acpi_parse_one_drhd()", hasFix: false),
        Of(RuleIds.VfsBeyondBuses, "sriov_enable(): can't enable %d VFs (bus %02x out of range)", hasFix: false),
        Of(RuleIds.IoApicUncovered, "parse_ioapics_under_ir()", hasFix: false),
        Of(RuleIds.WeakenedContract, "Liskov and Wing 1994, behavioural subtyping", hasFix: false),
        Of(RuleIds.FlowNotAwaited, "the engine's scheduler", hasFix: true),
        Of(RuleIds.UnreadableContract, "the contract reader", hasFix: false),
        Of(RuleIds.UnknownOption, "the option reader", hasFix: false),
        Of(RuleIds.UncheckedContract, "the compiler's interceptors", hasFix: false),
    ];

    private static readonly FrozenDictionary<string, Rule> ById = All.ToFrozenDictionary(rule => rule.Id);

    private static Rule Of(string id, string evidence, bool hasFix) => new(id, RuleTexts.TitleOf(id), RuleTexts.ConsequenceOf(id), evidence, hasFix);

    /// <summary>The rule with an identifier.</summary>
    /// <exception cref="KeyNotFoundException">There is no such rule.</exception>
    public static Rule Get(string id) =>
        ById.TryGetValue(id, out var rule) ? rule : throw new KeyNotFoundException($"There is no rule {id}.");
}
