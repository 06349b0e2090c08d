namespace IrqModel.Firmware;

/// <summary>An interrupt remapping entry that debugfs shows.</summary>
/// <param name="Source">The input.</param>
/// <param name="Unit">The unit's name, e.g. "dmar0", or null.</param>
/// <param name="Index">The index of the entry.</param>
/// <param name="Requester">The requester id that may use it, or null where the entry does not check it.</param>
public sealed record RemappingEntry(string Source, string? Unit, int Index, RequesterId? Requester)
{
    /// <summary>The line, counted from 1, or null where there are no lines.</summary>
    public int? Line { get; init; }

    /// <summary>The vector, or null.</summary>
    public int? Vector { get; init; }

    /// <summary>The destination's APIC id, or null.</summary>
    public uint? Destination { get; init; }

    /// <summary>Whether it is a posted entry.</summary>
    public bool IsPosted { get; init; }
}
