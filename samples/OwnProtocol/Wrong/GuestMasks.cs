using IrqModel;
using OwnProtocol.Protocol;

namespace OwnProtocol.Wrong;

internal sealed class GuestMasks(Machine machine) : Vmm(machine)
{
    protected override void Start()
    {
        var gsi = new Gsi();
        gsi.SetRoute();
        gsi.AssignIrqfd();
        gsi.RemoveRoute();
        gsi.Signal();
        gsi.SetRoute();
        Harm = gsi.Lost == 0 ? "" : $"{gsi.Lost} interrupt lost";
    }
}
