namespace IrqModel.Contracts;

/// <summary>
/// A circumstance that decides whether a contract matters and that the source of a method does not show. The engine evaluates it;
/// the analyzers, which cannot, report a violation under an assumption as possible, never as definite.
/// </summary>
public enum Assumption
{
    /// <summary>The contract always matters.</summary>
    None = 0,

    /// <summary>Interrupt remapping is enabled and the function's domain does not remap.</summary>
    RemappingEnabled = 1,

    /// <summary>More than one remapping unit serves the function's bus.</summary>
    SeveralUnitsServeBus = 2,

    /// <summary>The function's bus is a virtual one, which no bridge leads to.</summary>
    BusIsVirtual = 3,

    /// <summary>A platform has put its own MSI domain there.</summary>
    PlatformDomains = 4,

    /// <summary>The function that is named does not send with the requester id of the one that it is named for.</summary>
    SourceDiffers = 5,

    /// <summary>Nothing else decides the MSI domains of the functions, and one of them allocates vectors while interrupts are remapped.</summary>
    NobodyDecides = 6,

    /// <summary>Functions that were added before keep a domain that does not remap.</summary>
    FunctionsKeepDomains = 7,

    /// <summary>A function that was added before has no domain at all and asks for vectors.</summary>
    FunctionsHaveNoDomain = 8,

    /// <summary>Handlers wait for interrupts that are not sent.</summary>
    HandlersWait = 9,

    /// <summary>The operation did not do what was asked for.</summary>
    OperationFailed = 10,

    /// <summary>Guests hold functions that the host has passed through to them.</summary>
    GuestsHoldFunctions = 11,

    /// <summary>A remapping unit cannot name processors beyond 255 in its entries.</summary>
    UnitsLackExtendedMode = 12,

    /// <summary>Table entries of the remapping unit are in use: the system runs, or another kernel ran before.</summary>
    EntriesInUse = 13,
}
