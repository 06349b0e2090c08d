using System.Numerics;
using IrqModel;

namespace BugMuseum.R;

/// <summary>its_setup_deviceid(): bits enough for all events.</summary>
internal sealed class R20After(Machine machine) : Kernel(machine)
{
    // its_map_intid(): events beyond the table are refused.
    protected override MsiDomain? MsiDomainForVectors(PciFunction function) =>
        function.VectorCapacity <= 1 << EventBits(function.VectorCapacity) ? function.MsiDomain : null;

    private static int EventBits(int events) => BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)events));
}
