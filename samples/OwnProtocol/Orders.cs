using IrqModel;
using OwnProtocol.Protocol;

namespace OwnProtocol;

/// <summary>One order of operations from a public report, before it was mended and after.</summary>
/// <param name="Name">What happens, in a few words.</param>
/// <param name="Report">Where it was reported.</param>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="Before">The VMM of the report.</param>
/// <param name="After">The same VMM, mended.</param>
internal sealed record Order(string Name, string Report, string Rule, Func<Machine, Vmm> Before, Func<Machine, Vmm> After);

/// <summary>The six orders of this sample.</summary>
internal static class Orders
{
    public static IReadOnlyList<Order> All { get; } =
    [
        new("irqfd before route", "cloud-hypervisor#6348, openvmm#3900", VmmRules.IrqfdBeforeRoute, machine => new Wrong.IrqfdAndRoute(machine), machine => new Right.IrqfdAndRoute(machine)),
        new("guest masks", "cloud-hypervisor#795", VmmRules.UnroutedUnderIrqfd, machine => new Wrong.GuestMasks(machine), machine => new Right.GuestMasks(machine)),
        new("device is reset", "cloud-hypervisor#460", VmmRules.DisabledWhileRouted, machine => new Wrong.DeviceIsReset(machine), machine => new Right.DeviceIsReset(machine)),
        new("guest enables MSI-X", "kata-containers#8727", VmmRules.EnabledBeforeSetUp, machine => new Wrong.GuestEnables(machine), machine => new Right.GuestEnables(machine)),
        new("message before doorbell", "riscv-iommu#528", VmmRules.ComposedUnmapped, machine => new Wrong.DoorbellAndMessage(machine), machine => new Right.DoorbellAndMessage(machine)),
        new("early exit", "NVIDIA/QEMU#22", VmmRules.AttachedUnmapped, machine => new Wrong.EarlyExit(machine), machine => new Right.EarlyExit(machine)),
    ];

    /// <summary>A NIC and nothing that remaps: the protocol is the VMM's own.</summary>
    public static Machine Machine()
    {
        var machine = new Machine("one NIC");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 2);
        return machine;
    }
}
