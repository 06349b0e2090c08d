using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.D;

/// <summary>Linux with 3f0c625c6ae7 and without 2c70010867f1. What came after is <see cref="D01After"/>.</summary>
internal sealed class D02Before(Machine machine) : Linux_5_10(machine, new EndpointDriver())
{
    protected override SourceCheck SourceCheckFor(PciFunction function)
    {
        var own = function.Address.RequesterId;
        var last = default(DmaAlias);
        var (count, onOneBus) = (0, 0);
        foreach (var alias in function.DmaAliases)
        {
            if (alias.Id.Bus == alias.Device.Address.Bus) onOneBus++; // PCI_BUS_NUM(alias) == pdev->bus->number: which pdev?
            last = alias;
            count++;
        }

        if (last.Id.Bus != last.Device.Address.Bus) return SourceCheck.Buses(last.Id.Bus, own.Bus);
        if (count >= 2 && onOneBus == count) return SourceCheck.Buses(own.Bus, own.Bus);
        if (last.Device.Address.Bus != own.Bus) return SourceCheck.Exactly(last.Id);
        return SourceCheck.Exactly(own);
    }
}
