using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.D;

/// <summary>Linux before 3f0c625c6ae7.</summary>
internal sealed class D01Before(Machine machine) : Linux_5_10(machine, new EndpointDriver())
{
    // set_msi_sid(); set_msi_sid_cb() keeps the last alias only
    protected override SourceCheck SourceCheckFor(PciFunction function)
    {
        var own = function.Address.RequesterId;
        var last = function.DmaAliases.Last();
        if (last.Id.Bus != last.Device.Address.Bus) return SourceCheck.Buses(last.Id.Bus, own.Bus); // below a PCIe-to-PCI bridge
        if (last.Device.Address.Bus != own.Bus) return SourceCheck.Exactly(last.Id);                // below a conventional bridge
        return SourceCheck.Exactly(own);        // a quirk of DMA: "we cannot assume that MSI uses the same requester ID"
    }
}
