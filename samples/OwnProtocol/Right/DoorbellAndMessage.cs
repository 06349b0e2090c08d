using IrqModel;
using OwnProtocol.Protocol;

namespace OwnProtocol.Right;

internal sealed class DoorbellAndMessage(Machine machine) : Vmm(machine)
{
    private readonly Doorbells doorbells = new();

    protected override void Start() => Harm = string.Join(", ", doorbells.Harm);

    protected override async Flow AddDevice(PciFunction function)
    {
        function.MatchDriver = false;
        doorbells.Map(function);
        doorbells.Compose(function);
        await function.Add();
        function.MatchDriver = true;
        await function.Attach();
    }
}
