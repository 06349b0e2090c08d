namespace IrqModel.Engine;

/// <summary>Ways to use a remapping unit that its specification leaves undefined, and what the model makes of them.</summary>
public enum MisuseKind : byte
{
    /// <summary>One write to GCMD changes more than one bit. None of them takes effect.</summary>
    SeveralCommandsInOneWrite = 1,

    /// <summary>IRE is set before SIRTP ever was. Remapping comes on without a table: each remappable request faults with 0x23.</summary>
    RemappingEnabledWithoutTable,

    /// <summary>A table larger than 4 KiB is not aligned to its size. The low bits of the address are taken as 0.</summary>
    TableNotAligned,

    /// <summary>An address has bits set above the host address width. They are taken as 0.</summary>
    AddressBeyondHostWidth,

    /// <summary>A descriptor is submitted while queued invalidation is off. It is not read.</summary>
    InvalidationQueueOff,

    /// <summary>An entry-cache invalidation asks for more entries than ECAP.MHMV allows. Nothing is invalidated.</summary>
    InvalidationMaskTooLarge,
}
