namespace IrqAnalyzers.Contracts;

/// <summary>The circumstances of contracts that the analyzers look into themselves, as the DSL numbers them, and one of their own.</summary>
internal static class Circumstance
{
    /// <summary>Interrupt remapping is on, and the function has a domain that does not remap.</summary>
    public const int RemappingEnabled = 1;

    /// <summary>A platform has put its own MSI domain there.</summary>
    public const int PlatformDomains = 4;

    /// <summary>Nothing else decides the MSI domains of the functions.</summary>
    public const int NobodyDecides = 6;

    /// <summary>Functions that were added before keep a domain that does not remap.</summary>
    public const int FunctionsKeepDomains = 7;

    /// <summary>Handlers wait for interrupts that are not sent.</summary>
    public const int HandlersWait = 9;

    /// <summary>The operation did not do what was asked for.</summary>
    public const int OperationFailed = 10;

    /// <summary>Guests hold functions that the host has passed through to them.</summary>
    public const int GuestsHoldFunctions = 11;

    /// <summary>A remapping unit cannot name processors beyond 255 in its entries.</summary>
    public const int UnitsLackExtendedMode = 12;

    /// <summary>Table entries of a remapping unit are in use.</summary>
    public const int EntriesInUse = 13;

    /// <summary>A method is called from outside the model, with a function that is in use. No contract names it.</summary>
    public const int FromOutside = 1_000;

    /// <summary>A method of a host is called after its boot, which has added functions and switched no remapping on. No contract names it.</summary>
    public const int AfterBoot = 1_002;

    /// <summary>Nobody who calls a method invalidates the entries that it has changed and left. No contract names it.</summary>
    public const int LeftStale = 1_001;
}
