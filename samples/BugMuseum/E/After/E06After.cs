using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.E;

/// <summary>A kernel that asks whether there is a bridge.</summary>
internal sealed class E06After(Machine machine) : Linux(machine)
{
    private readonly Dictionary<PciBus, PciBus> windows = [];

    // pcibios_fixup_bus(): pci_read_bridge_bases()
    protected override void SetUpBus(PciBus bus)
    {
        base.SetUpBus(bus);
        if (bus.Bridge is { } bridge) windows[bus] = bridge.Bus; // if (!dev) return
    }
}
