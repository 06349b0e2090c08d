namespace IrqModel.Engine;

/// <summary>One allocated interrupt of a function: where it is delivered, its table entry, its message.</summary>
internal sealed class Interrupt
{
    public required PciFunction Function { get; init; }

    /// <summary>The domain it was allocated through, which may not be the one the function has now.</summary>
    public required MsiDomain Domain { get; init; }

    /// <summary>Its place in the function's table of messages.</summary>
    public required int Index { get; init; }

    /// <summary>Software's number for it.</summary>
    public required int Number { get; init; }

    /// <summary>The table that holds its entry; null without remapping.</summary>
    public RemappingTable? Table;

    /// <summary>Index of its entry; -1 without remapping.</summary>
    public int EntryIndex = -1;

    public int Processor;
    public byte Vector;
    public MsiMessage Message;
    public bool Masked = true;
    public bool Requested;
}
