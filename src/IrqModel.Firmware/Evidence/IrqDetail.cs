using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>An interrupt as <c>/sys/kernel/debug/irq/irqs/N</c> shows it.</summary>
/// <param name="Source">The input.</param>
/// <param name="Line">The first line, counted from 1, or null where there are no lines.</param>
public sealed record IrqDetail(string Source, int? Line)
{
    /// <summary>The interrupt number, where it is known (from the file's name), or null.</summary>
    public int? Number { get; init; }

    /// <summary>The device, e.g. "0000:3b:10.0", or null.</summary>
    public string? Device { get; init; }

    /// <summary>The device as a PCI function, or null.</summary>
    public Bdf? Function { get; init; }

    /// <summary>The status word, or null.</summary>
    public ulong? Status { get; init; }

    /// <summary>The domains from the device's own down to the CPU's, e.g. "IR-PCI-MSI-0", "INTEL-IR-0", "VECTOR".</summary>
    public ImmutableArray<IrqDomainLink> Chain { get; init; } = [];
}
