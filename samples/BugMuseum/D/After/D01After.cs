using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.D;

/// <summary>Linux since 3f0c625c6ae7, with what 2c70010867f1 put right in it.</summary>
internal sealed class D01After(Machine machine) : Linux_5_10(machine, new EndpointDriver())
{
    // set_msi_sid(); set_msi_sid_cb() counts the aliases, and how many are on one bus
    protected override SourceCheck SourceCheckFor(PciFunction function)
    {
        var own = function.Address.RequesterId;
        var last = default(DmaAlias);
        var (count, onOneBus) = (0, 0);
        foreach (var alias in function.DmaAliases)
        {
            if (count == 0 || alias.Id.Bus == last.Id.Bus) onOneBus++;
            last = alias;
            count++;
        }

        if (last.Id.Bus != last.Device.Address.Bus) return SourceCheck.Buses(last.Id.Bus, own.Bus);
        if (count >= 2 && onOneBus == count) return SourceCheck.Buses(own.Bus, own.Bus);
        if (last.Device.Address.Bus != own.Bus) return SourceCheck.Exactly(last.Id);
        return SourceCheck.Exactly(own);
    }
}
