using IrqModel;
using OwnProtocol.Protocol;

namespace OwnProtocol.Right;

internal sealed class EarlyExit(Machine machine) : Vmm(machine)
{
    protected override void Start()
    {
        var doorbells = new Doorbells();
        var nic = Machine[Bdf.Parse("00:02.0")];
        new Attachment(doorbells).OnAttach(nic);
        Harm = doorbells.Has(nic) ? "" : "the guest has no MSI domain for the device";
    }
}

internal sealed class Attachment(Doorbells doorbells) : DoorbellAttachment(doorbells)
{
    public override void OnAttach(PciFunction function)
    {
        Doorbells.Map(function);
        if (IsUntranslated(function)) return;
        Doorbells.Compose(function);
    }
}
