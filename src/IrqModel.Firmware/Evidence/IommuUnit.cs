using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>An IOMMU as sysfs (<c>/sys/class/iommu</c>) or debugfs (<c>/sys/kernel/debug/iommu</c>) shows it.</summary>
/// <param name="Source">The input.</param>
/// <param name="Name">The kernel's name, e.g. "dmar0" or "ivhd0".</param>
public sealed record IommuUnit(string Source, string Name)
{
    /// <summary>The line, counted from 1, or null where there are no lines.</summary>
    public int? Line { get; init; }

    /// <summary>The physical address of its registers, or null.</summary>
    public ulong? RegisterBase { get; init; }

    /// <summary>The capability register, or null.</summary>
    public ulong? Capabilities { get; init; }

    /// <summary>The extended capability register; bit 3 says interrupt remapping. Null where it is not shown.</summary>
    public ulong? ExtendedCapabilities { get; init; }

    /// <summary>
    /// Whether interrupt remapping is on: bit 25 of the global status register, or what debugfs says in words. Null if not shown.
    /// </summary>
    public bool? RemapsInterrupts { get; init; }

    /// <summary>Whether compatibility format interrupts pass: bit 23 of the global status register, or null.</summary>
    public bool? PassesCompatibilityFormat { get; init; }

    /// <summary>The requester ids for which it has an entry for DMA: functions that it covers. Empty where they are not shown.</summary>
    public ImmutableArray<RequesterId> Requesters { get; init; } = [];
}
