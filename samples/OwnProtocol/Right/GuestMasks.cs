using IrqModel;
using OwnProtocol.Protocol;

namespace OwnProtocol.Right;

internal sealed class GuestMasks(Machine machine) : Vmm(machine)
{
    protected override void Start()
    {
        var gsi = new Gsi();
        gsi.SetRoute();
        gsi.AssignIrqfd();
        gsi.Mask();
        gsi.Signal();
        gsi.Unmask();
        Harm = gsi.Lost == 0 ? "" : $"{gsi.Lost} interrupt lost";
    }
}
