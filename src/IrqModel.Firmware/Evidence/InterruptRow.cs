using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>A row of <c>/proc/interrupts</c>.</summary>
/// <param name="Name">The interrupt number, e.g. "128", or a name such as "NMI".</param>
/// <param name="Counts">How often it came, one number for each CPU.</param>
/// <param name="Line">The line, counted from 1.</param>
public sealed record InterruptRow(string Name, ImmutableArray<ulong> Counts, int Line)
{
    /// <summary>The number, or null for a row such as NMI.</summary>
    public int? Number => int.TryParse(Name, out int number) ? number : null;

    /// <summary>The chip, e.g. "IR-PCI-MSI", "IR-PCI-MSIX-0000:3b:00.0" or "DMAR-MSI", or null.</summary>
    public string? Chip { get; init; }

    /// <summary>The chip's own number with its trigger, e.g. "327680-edge", or null.</summary>
    public string? HardwareIrq { get; init; }

    /// <summary>Who handles it, e.g. "xhci_hcd" or "ens1f0-TxRx-0"; empty where nobody does.</summary>
    public string Actions { get; init; } = "";

    /// <summary>
    /// The function that the chip's name or number says, or null: since 6.2 in the name, before it in the number of PCI-MSI.
    /// </summary>
    public Bdf? Function { get; init; }

    /// <summary>All counts together.</summary>
    public ulong Total => Counts.Aggregate(0ul, (sum, count) => sum + count);
}
