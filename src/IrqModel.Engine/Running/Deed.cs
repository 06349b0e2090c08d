namespace IrqModel.Engine;

/// <summary>What was done to a function, as far as it can account for an interrupt that is lost later.</summary>
internal enum Deed : byte
{
    Found,
    Added,
    DefaultDomain,
    DomainDecided,
    Bound,
    Configured,
    Allocated,
    AskedInVain,
    MessagesWritten,
    Requested,
    Released,
    Masked,
    Unmasked,
    MsiOn,
    MsiOff,
    EntriesCleared,
    Suspended,
    SwitchedOff,
    Gone,
    SourceSet,
    Moved,
    Posted,
    EntryChanged,
}
