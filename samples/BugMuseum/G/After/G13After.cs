using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.G;

/// <summary>Linux since b4b77778ecc5.</summary>
internal sealed class G13After(Machine machine) : G13Host(machine)
{
    public override async Flow Retarget(PciFunction function)
    {
        for (var vector = 0; vector < function.VectorCapacity; vector++)
            function.SetAffinity(vector, 1);    // HVCALL_RETARGET_INTERRUPT: the mapping stays
    }
}
