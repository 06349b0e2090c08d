using IrqModel;
using OwnProtocol.Protocol;

namespace OwnProtocol.Wrong;

internal sealed class GuestEnables(Machine machine) : Vmm(machine)
{
    protected override void Start()
    {
        var device = new PassedThrough();
        device.WriteEnableThrough();
        device.SetUpInterrupts();
        Harm = string.Join(", ", device.Harm);
    }
}
