using IrqModel;
using OwnProtocol.Protocol;

namespace OwnProtocol.Wrong;

internal sealed class IrqfdAndRoute(Machine machine) : Vmm(machine)
{
    protected override void Start()
    {
        var gsi = new Gsi();
        gsi.AssignIrqfd();
        gsi.SetRoute();
        gsi.Signal();
        Harm = gsi.Lost == 0 ? "" : $"{gsi.Lost} interrupt lost";
    }
}
