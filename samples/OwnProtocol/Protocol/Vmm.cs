using IrqModel;

namespace OwnProtocol.Protocol;

/// <summary>A VMM that is right; each model changes one thing of it.</summary>
internal abstract class Vmm(Machine machine) : Host(machine)
{
    /// <summary>What went wrong in the run, as the guest or the device sees it.</summary>
    public string Harm { get; protected set; } = "";

    public override async Flow Boot()
    {
        CreateDefaultMsiDomain();
        await ScanBuses();
        await RegisterDriver(new Driver());
        Start();
    }

    /// <summary>A guest starts and stops.</summary>
    protected virtual void Start()
    {
    }

    private sealed class Driver() : PciDriver("vfio")
    {
        public override bool Matches(PciFunction function) => function.VectorCapacity > 0;
    }
}
