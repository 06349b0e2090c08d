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

    /// <summary>
    /// Whether it is a VF that S1's notifier skipped and that arrives all the same: its virtual bus was created after boot and took the
    /// domain of the bridge above it (Linux <c>pci_set_bus_msi_domain()</c>). Right only where one unit covers both.
    /// </summary>
    public bool ArrivesByAccident => IsVirtual && Before is { Arrives: true, Format: "remappable" };
}
