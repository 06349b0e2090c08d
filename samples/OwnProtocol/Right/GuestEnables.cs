using IrqModel;
using OwnProtocol.Protocol;

namespace OwnProtocol.Right;

internal sealed class GuestEnables(Machine machine) : Vmm(machine)
{
    protected override void Start()
    {
        var device = new PassedThrough();
        device.SetUpInterrupts();
        device.WriteEnableThrough();
        Harm = string.Join(", ", device.Harm);
    }
}
