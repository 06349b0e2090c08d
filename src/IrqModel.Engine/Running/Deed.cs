namespace IrqModel.Engine;

/// <summary>The operations on a function that can account for an interrupt that is lost later.</summary>
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
