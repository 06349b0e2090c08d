using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.C;

/// <summary>Linux since 44bda4b7d26e: PCI_DEV_ADDED is a bit in dev->priv_flags, which is set atomically.</summary>
internal sealed class C05After(Machine machine) : C05Host(machine)
{
    private bool isAdded;
    private bool isBusMaster;

    public override bool IsBusMaster => isAdded && isBusMaster;

    protected override async Flow SetAdded()
    {
        await Flow.Completed;
        isAdded = true;                         // set_bit(PCI_DEV_ADDED)
    }

    protected override async Flow SetBusMaster() => isBusMaster = true;
}
