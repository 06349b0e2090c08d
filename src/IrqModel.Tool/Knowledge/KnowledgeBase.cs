using System.Collections.Frozen;
using IrqModel.Rules;

namespace IrqModel.Tool.Knowledge;

/// <summary>The rules that hosts break on real machines, in the words of their users.</summary>
public static class KnowledgeBase
{
    private const string CostOfOff =
        "it costs the protection against devices that forge interrupts, x2APIC and with it processors with ids above 254, and VFIO without unsafe options";

    private const string CostOfNoVmd = "a RAID that VMD makes is gone then, and a system that was installed behind it may not start";

    // vfio_iommu_type1_attach_group() and iommufd_device_bind() ask for isolated MSIs.
    private const string OffIsNoWay =
        "intremap=off alone is no way here: VFIO has functions of this machine for guests, and without remapping it refuses them, unless vfio_iommu_type1 (or iommufd) is "
        + "loaded with allow_unsafe_interrupts=1. A guest can send the host any interrupt then: only for guests that you trust as the host";

    private static readonly FrozenDictionary<string, RuleKnowledge> ByRule = new RuleKnowledge[]
    {
        new(RuleIds.VirtualFunctionWithoutDomain,
            "The IOMMU driver skips VFs when they appear. A VF keeps the MSI domain that every function gets at first, which knows nothing of remapping. "
            + "Its messages are in the old (compatibility) format, and a unit that remaps refuses those.",
            "ff828729be44", "iommu/vt-d: Cure VF irqdomain hickup", "Linux 5.10-rc4",
            $"start Linux 5.9, which does not skip them, or do not enable VFs, or boot with intremap=off ({CostOfOff})",
            "sudo grep -h -A12 ADDRESS /sys/kernel/debug/irq/irqs/* shows 'domain: PCI-MSI' and no INTEL-IR, or an INTEL-IR of another unit than the PF's; dmesg shows fault reason 37 (0x25), or 34 or 38 (0x22, 0x26)")
        {
            InWordsOfForeignEntries = "The IOMMU driver skips VFs when they appear. A VF on a bus of its own takes the MSI domain of the bridge above. Another unit covers that bridge than the PF, "
                + "so the VF's messages name entries that the PF's unit does not have, or has for another function.",
            WorkaroundWithVfio = "start Linux 5.9, which does not skip them, or pass the PF to a guest in place of its VFs (one guest then has all of the device). "
                + OffIsNoWay,
        },
        new(RuleIds.BusDomainAfterScan,
            "The driver of a controller that hides a bus sets the MSI domain of that bus after its functions were found. They have taken the default domain by then and keep it.",
            "886e67100b90", "PCI: vmd: Assign VMD IRQ domain before enumeration", "Linux 6.1",
            $"switch VMD off in the firmware setup ({CostOfNoVmd}), or boot with intremap=off ({CostOfOff})",
            "sudo grep -h -A12 ADDRESS /sys/kernel/debug/irq/irqs/* shows 'domain: PCI-MSI' and no INTEL-IR; dmesg shows timeouts and fault reason 37 (0x25)")
        {
            WorkaroundWithVfio = $"switch VMD off in the firmware setup ({CostOfNoVmd}). {OffIsNoWay}",
        },
        new(RuleIds.FunctionUncovered,
            "Firmware's table puts the function under no remapping unit. Since Linux 5.10 such a function ends without an MSI domain when remapping is on: its driver gets no vectors and falls back "
            + "to its interrupt pin, or fails.",
            null, null, null,
            $"update the firmware; until then the interrupt pin, if the driver can use it (one interrupt for all queues), or boot with intremap=off ({CostOfOff})",
            "ls /sys/bus/pci/devices/ADDRESS/iommu: no such link; the driver says that MSI and MSI-X are not available")
        {
            WorkaroundWithVfio = $"update the firmware; until then the interrupt pin, if the driver can use it (one interrupt for all queues). {OffIsNoWay}",
        },
        new(RuleIds.ScopesOverlap,
            "Firmware's table names the function under two remapping units. Its requests pass one of them; software that picks the other makes entries where no request looks.",
            null, null, null,
            "update the firmware",
            "ls -l /sys/bus/pci/devices/ADDRESS/iommu shows the unit that Linux picked; dmesg shows fault reason 34 (0x22)"),
        new(RuleIds.SecondCatchAll,
            "Firmware's table has two units for all the rest of one segment. No request passes the second.",
            null, null, null,
            "update the firmware",
            "dmesg | grep 'DRHD base' shows flags: 0x1 twice for one segment"),
        new(RuleIds.VfsBeyondBuses,
            "The VFs would have bus numbers beyond those that the bridge above the PF routes. Enabling them fails.",
            null, null, null,
            "boot with pci=assign-busses or pci=hpbussize=N, or enable fewer VFs",
            "dmesg shows \"can't enable N VFs (bus XX out of range)\""),
        new(RuleIds.IoApicUncovered,
            "Firmware's table names an IOAPIC under no unit. Linux leaves interrupt remapping off for the whole machine.",
            null, null, null,
            "update the firmware",
            "dmesg shows \"DMAR-IR: ... not enumerated under DRHD\" or \"Not all IOAPIC's listed under remapping hardware\""),
        new(RuleIds.ForeignSourceId,
            "The table entry admits another requester id than the one that the messages carry. The unit refuses them. Behind VMD the messages carry "
            + "the id of the VMD controller; behind a bridge to conventional PCI or a proxy they carry an id of the bridge's bus (for several ids of one bus: "
            + "3f0c625c6ae7, Linux 5.5).",
            "9b4a824b889e", "iommu/vt-d: Use Real PCI DMA device for IRTE", "Linux 5.13",
            "boot with intremap=nosid (no requester id is verified then: a device can use the entries of any other; VFIO goes on working)",
            "dmesg shows fault reason 38 (0x26)"),
    }.ToFrozenDictionary(rule => rule.Rule);

    /// <summary>All that is known.</summary>
    public static IEnumerable<RuleKnowledge> All => ByRule.Values.OrderBy(rule => rule.Rule, StringComparer.Ordinal);

    /// <summary>What is known of a rule. Of one without an entry the catalogue says what it is, and of one of a model's own the model.</summary>
    public static RuleKnowledge Of(string rule)
    {
        if (ByRule.TryGetValue(rule, out var known)) return known;
        var text = RuleText.Of(rule);
        var words = text.Consequence.Length > 0 ? $"{text.Title}. {text.Consequence}" : $"{text.Title}.";
        return new(rule, words, null, text.Evidence, null, "none is known", text.HelpLink);
    }
}
