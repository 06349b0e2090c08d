namespace IrqModel.Engine;

/// <summary>Why an interrupt was lost, or why a function that asked for vectors got none.</summary>
public enum LossCause
{
    /// <summary>The engine cannot tell. A run without mistakes in the engine never has it.</summary>
    Unknown = 0,

    /// <summary>The function has no MSI domain, so no vectors.</summary>
    NoDomain,

    /// <summary>The function has neither MSI nor MSI-X.</summary>
    NoCapability,

    /// <summary>The domain has nothing left: no table entries, no vectors of processors, or none for a function that it does not know.</summary>
    DomainExhausted,

    /// <summary>The host never decided the function's domain, and the provisional one does not remap.</summary>
    DomainUndecided,

    /// <summary>The domain that was decided does not remap, although the function's requests pass through a unit that does.</summary>
    DomainDoesNotRemap,

    /// <summary>The domain is that of a unit through which the function's requests do not pass.</summary>
    DomainOfOtherUnit,

    /// <summary>Vectors were allocated before remapping was switched on, and kept their messages.</summary>
    RemappingCameLater,

    /// <summary>The unit has no table any more, or never had one.</summary>
    UnitWithoutTable,

    /// <summary>The table entry was cleared, or never written.</summary>
    EntryNotPresent,

    /// <summary>The table entry admits other requester ids than the request carries.</summary>
    SourceRejected,

    /// <summary>The function's table of messages holds nothing, or what it held before.</summary>
    MessageNotWritten,

    /// <summary>The function lost its messages with its power.</summary>
    MessageLost,

    /// <summary>The vector is masked.</summary>
    Masked,

    /// <summary>MSI is off.</summary>
    MsiOff,

    /// <summary>The function has no power.</summary>
    PoweredDown,

    /// <summary>The function was switched off, and may not write to memory.</summary>
    SwitchedOff,

    /// <summary>The function is gone from hardware: a VF whose PF took it away, or one that failed for good.</summary>
    FunctionGone,

    /// <summary>The vector has no handler.</summary>
    NoHandler,

    /// <summary>The vector belongs to another interrupt.</summary>
    OtherHandler,

    /// <summary>It is posted to a vCPU, and the host got it.</summary>
    HostHandler,

    /// <summary>The unit uses a stale cached table entry, because the changed entry was not invalidated.</summary>
    EntryStale,
}
