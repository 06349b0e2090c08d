using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.C;

/// <summary>Linux before 44bda4b7d26e: read, change, write.</summary>
internal sealed class C05Before(Machine machine) : C05Host(machine)
{
    private const int Added = 1;
    private const int BusMaster = 2;

    private int bits;

    public override bool IsBusMaster => (bits & BusMaster) != 0;

    protected override async Flow SetAdded()
    {
        var read = bits;
        await Flow.Completed;                   // the other processor writes the word
        await Flow.Completed;
        bits = read | Added;
    }

    protected override async Flow SetBusMaster() => bits |= BusMaster;
}
