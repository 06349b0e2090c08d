using IrqModel;

namespace BugMuseum.D;

/// <summary>A non-transparent bridge between two hosts, and a NIC that is plugged in later.</summary>
internal static class NtbMachine
{
    /// <summary>Where the bridge is.</summary>
    public static readonly Bdf Ntb = Bdf.Parse("01:00.0");

    /// <summary>Where the NIC will be.</summary>
    public static readonly Bdf Nic = Bdf.Parse("00:03.0");

    /// <summary>
    /// What the other host's devices send through the bridge goes on under ids that the bridge has reserved on its own bus, as
    /// <c>quirk_switchtec_ntb_dma_alias()</c> tells the kernel.
    /// </summary>
    public static Machine Build(Action<Machine> addUnits)
    {
        var machine = new Machine("non-transparent bridge");
        var root = machine.AddRootBus();
        root.AddFunction("03.0", "nic", msixVectors: 4, plugged: false);
        var port = root.AddBridge("1c.0", secondaryBus: 1);
        port.SecondaryBus.AddFunction("00.0", "ntb", msixVectors: 4).ProxyIds = [new(0x0108), new(0x0110), new(0x0118)];
        addUnits(machine);
        return machine;
    }
}
