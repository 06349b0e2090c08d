using IrqModel;
using OwnProtocol.Protocol;

namespace OwnProtocol.Wrong;

internal sealed class DeviceIsReset(Machine machine) : Vmm(machine)
{
    protected override void Start()
    {
        var gsi = new Gsi();
        var device = new PassedThrough();
        gsi.SetRoute();
        gsi.AssignIrqfd();
        device.SetUpInterrupts();
        device.WriteEnableThrough();
        gsi.DeassignIrqfd();
        device.DisableInterrupts(gsi);
        gsi.RemoveRoute();
        Harm = string.Join(", ", device.Harm);
    }
}
