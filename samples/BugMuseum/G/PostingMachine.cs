using IrqModel;

namespace BugMuseum.G;

/// <summary>A NIC that a guest has, behind a unit that can post.</summary>
internal static class PostingMachine
{
    /// <summary>The guest's vCPU.</summary>
    public static VirtualProcessor Vcpu { get; } = new("vcpu0", processor: 2);

    /// <summary>The machine.</summary>
    public static Machine Build()
    {
        var machine = new Machine("NIC of a guest") { Processors = 4 };
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 1);
        machine.AddCatchAllUnit().SupportsPostedInterrupts = true;
        return machine;
    }

    /// <summary>The NIC.</summary>
    public static PciFunction Nic(Host host) => host.Machine[Bdf.Parse("00:02.0")];
}
