using IrqModel.Engine;
using IrqModel.Rules;
using SeedThread.Machines;
using SeedThread.Report;
using SeedThread.Right;
using SeedThread.Wrong;

namespace SeedThread;

/// <summary>The nine systems and what must come out of each.</summary>
public static class Systems
{
    private const string Plain = "PCI-MSI-3 > VECTOR";
    private const string Unit0 = "INTEL-IR-MSI-0-3 > INTEL-IR-0 > VECTOR";
    private const string Unit1 = "INTEL-IR-MSI-1-3 > INTEL-IR-1 > VECTOR";
    private const string Unit2 = "INTEL-IR-MSI-2-3 > INTEL-IR-2 > VECTOR";
    private const string Unit3 = "INTEL-IR-MSI-3-3 > INTEL-IR-3 > VECTOR";

    private const string Pf = "0000:00:02.0";
    private const string Vf0 = "0000:00:12.0";
    private const string Vf1 = "0000:00:12.2";
    private const string Gpu = "0000:00:01.0";

    private static readonly string[] Clean = [];

    /// <summary>S1 to S9.</summary>
    public static IReadOnlyList<SeedSystem> All { get; } =
    [
        new("S1", "Linux 5.10-rc3: the DMAR notifier skips VFs",
            "a VF device gets the plain PCI-MSI domain assigned and then issues compat MSI messages which get caught by the interrupt remapping unit",
            "PF arrives; VFs keep plain PCI-MSI, send compatibility-format messages and are blocked: fault 0x25",
            [
                new("", SeedMachines.OneUnit, machine => new S1(machine), 2, [RuleIds.VirtualFunctionWithoutDomain],
                [
                    new(Pf, Unit0, Remappable: true),
                    new(Vf0, Plain, Remappable: false, FaultReason.CompatibilityBlocked),
                    new(Vf1, Plain, Remappable: false, FaultReason.CompatibilityBlocked),
                ]),
            ]),
        new("S2", "the cure: a VF inherits the PF's domain in the notifier",
            "Cure that by inheriting the irq domain from the physical function device",
            "all arrive; each VF's entry verifies the VF's own requester id",
            [new("", SeedMachines.OneUnit, machine => new S2(machine), 2, Clean, AllRemapped(Unit0))]),
        new("S3", "inherit the domain from the bus",
            "not really going to work ... Intel/DMAR can have more than one DMAR unit on a bus",
            "right with one unit on the bus; with two, functions of the second are remapped by the wrong unit: fault 0x22",
            [
                new("one unit", SeedMachines.OneUnit, machine => new S3(machine), 2, Clean, AllRemapped(Unit0)),
                new("two units", SeedMachines.TwoUnitsOnOneBus, machine => new S3(machine), 2, [RuleIds.DomainFromSharedBus],
                [
                    new(Gpu, Unit0, Remappable: true),
                    new(Pf, Unit0, Remappable: true, FaultReason.EntryNotPresent),
                    new(Vf0, Unit0, Remappable: true, FaultReason.EntryNotPresent),
                    new(Vf1, Unit0, Remappable: true, FaultReason.EntryNotPresent),
                ]),
            ]),
        new("S4", "reorder: device_add(); pci_set_msi_domain();",
            "I *think* it works as long as we keep the \"match_driver = false\" hack",
            "all arrive",
            [new("", SeedMachines.OneUnit, machine => new S4(machine), 2, Clean, AllRemapped(Unit0))]),
        new("S5", "the same reorder without match_driver = false",
            "Otherwise, we risk binding to a driver early, and game over",
            "the VF's driver binds inside device_add() and allocates in the old domain: fault 0x25",
            [
                new("", SeedMachines.OneUnit, machine => new S5(machine), 2, [RuleIds.BindingBeforeDomain],
                [
                    new(Pf, Unit0, Remappable: true),
                    new(Vf0, Unit0, Remappable: false, FaultReason.CompatibilityBlocked),
                    new(Vf1, Unit0, Remappable: false, FaultReason.CompatibilityBlocked),
                ]),
            ]),
        new("S6", "look the domain up for each device",
            "the current ordering creates a hen and egg problem ... at that point the device is not registered in the IOMMU",
            "before registration nothing is found: fault 0x25; after it every function arrives, with several units on the bus",
            [
                new("before", SeedMachines.OneUnit, machine => new S6Before(machine), 2, [RuleIds.DomainBeforeRegistration],
                [
                    new(Pf, Plain, Remappable: false, FaultReason.CompatibilityBlocked),
                    new(Vf0, Plain, Remappable: false, FaultReason.CompatibilityBlocked),
                    new(Vf1, Plain, Remappable: false, FaultReason.CompatibilityBlocked),
                ]),
                new("after", SeedMachines.TwoUnitsOnOneBus, machine => new S6After(machine), 2, Clean,
                    [new(Gpu, Unit0, Remappable: true), .. AllRemapped(Unit1)]),
            ]),
        new("S7", "the notifier sets the domain during device_add, over a default",
            "dmar_pci_bus_add_dev() ... calls intel_irq_remap_add_device(), which tries to set the MSI domain. Why isn't that enough?",
            "for the PF it is: the notifier's decision replaces the default, and it arrives. It is not for S1's VF, which the notifier skips",
            [new("", SeedMachines.HotPluggedNic, machine => new S7(machine), 0, Clean, [new(Pf, Unit0, Remappable: true)])]),
        new("S8", "several units on a bus: the device scopes decide",
            "no 1:1 mapping between a PCI bus and a DMAR unit, and no firmware topology information to indicate which one to pick?",
            "each function is remapped by the unit whose scope names it; named twice, the first match wins; the catch-all takes the rest",
            [
                new("", SeedMachines.SeveralUnitsOnOneBus, machine => new S2(machine), 2, [RuleIds.ScopesOverlap],
                [
                    new(Gpu, Unit0, Remappable: true),
                    new(Pf, Unit3, Remappable: true),
                    new("0000:00:03.0", Unit2, Remappable: true),
                    new("0000:01:00.0", Unit1, Remappable: true),
                    new("0000:01:10.0", Unit1, Remappable: true),
                    new("0000:01:10.2", Unit1, Remappable: true),
                ]),
            ]),
        new("S9", "Xen replaces the platform's MSI domain",
            "taking all the other horrors of x86 (including XEN) into account",
            "the special domain stays and all arrive; replaced after the default was created, the native domain is blocked: fault 0x25",
            [
                new("in time", SeedMachines.OneUnit, machine => new S9(machine), 2, Clean, AllRemapped("XEN-MSI")),
                new("too late", SeedMachines.OneUnit, machine => new S9Late(machine), 2, [RuleIds.OverrideAfterDefault],
                [
                    new(Pf, Plain, Remappable: false, FaultReason.CompatibilityBlocked),
                    new(Vf0, Plain, Remappable: false, FaultReason.CompatibilityBlocked),
                    new(Vf1, Plain, Remappable: false, FaultReason.CompatibilityBlocked),
                ]),
            ]),
    ];

    private static Expectation[] AllRemapped(string chain) =>
        [new(Pf, chain, Remappable: true), new(Vf0, chain, Remappable: true), new(Vf1, chain, Remappable: true)];
}
