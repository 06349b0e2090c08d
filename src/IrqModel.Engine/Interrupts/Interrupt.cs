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

    /// <summary>Software's handle of it, if it was requested separately.</summary>
    public InterruptVector? Handle;

    /// <summary>Its place in the block of entries of multi-message MSI; 0 for MSI-X.</summary>
    public byte Subhandle;

    /// <summary>The processor that was requested for it; -1 for any.</summary>
    public int Affinity = -1;

    /// <summary>The vector of an Intel VMD that it rides on; null if it has one of its own.</summary>
    public Interrupt? Carrier;

    /// <summary>How many interrupts ride on this one.</summary>
    public int Riders;

    /// <summary>The vCPU that software has it posted to; null for the host.</summary>
    public VirtualProcessor? PostedTo;

    public int Processor;

    /// <summary>Where it was before it was moved, while that vector is still its own.</summary>
    public int OldProcessor;

    public byte Vector;
    public byte OldVector;

    /// <summary>The vector that the vCPU waits on, while <see cref="PostedTo"/> names one.</summary>
    public byte GuestVector;

    public MsiMessage Message;
    public bool Masked = true;
    public bool Requested;

    /// <summary>Whether its entry was changed and its unit was not told.</summary>
    public bool IsStale;

    /// <summary>Whether it has a vector of its own, and not the shutdown vector.</summary>
    public bool HasVector => Vector != VectorAllocator.Shutdown;

    /// <summary>Whether it has been moved and none has arrived at the new place yet.</summary>
    public bool IsMoving => OldVector != 0;
}
