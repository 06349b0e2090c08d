using IrqModel;
using OwnProtocol.Protocol;

namespace OwnProtocol.Right;

internal sealed class IrqfdAndRoute(Machine machine) : Vmm(machine)
{
    protected override void Start()
    {
        var gsi = new Gsi();
        gsi.SetRoute();
        gsi.AssignIrqfd();
        gsi.Signal();
        Harm = gsi.Lost == 0 ? "" : $"{gsi.Lost} interrupt lost";
    }
}
