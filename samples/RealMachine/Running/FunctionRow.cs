using IrqModel;

namespace RealMachine.Running;

/// <summary>A function and what becomes of its interrupts.</summary>
/// <param name="Address">Its address.</param>
/// <param name="PhysicalFunction">Its PF, for a VF.</param>
/// <param name="IsBridge">Whether it is a bridge.</param>
/// <param name="Description">What it is, in words.</param>
/// <param name="ClassCode">Class, subclass and programming interface; null where nothing says it.</param>
/// <param name="Coverage">Which unit covers it.</param>
/// <param name="Before">Its interrupts under S1, Linux 5.10-rc3.</param>
/// <param name="After">Its interrupts under S2, with the cure.</param>
public sealed record FunctionRow(
    Bdf Address, Bdf? PhysicalFunction, bool IsBridge, string Description, int? ClassCode, Coverage Coverage, Fate Before, Fate After)
{
    /// <summary>Whether it is a VF.</summary>
    public bool IsVirtual => PhysicalFunction is not null;
}
