using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.E;

/// <summary>A kernel that takes every bus below another for one behind a bridge.</summary>
internal sealed class E06Before(Machine machine) : Linux(machine)
{
    private readonly Dictionary<PciBus, PciBus> windows = [];

    // pcibios_fixup_bus(): pci_read_bridge_bases()
    protected override void SetUpBus(PciBus bus)
    {
        base.SetUpBus(bus);
        if (bus.Parent is null) return;                 // pci_is_root_bus()
        windows[bus] = bus.Bridge!.Bus;                 // dev = child->self
    }
}
