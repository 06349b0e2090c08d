namespace IrqAnalyzers.Testing;

/// <summary>Checks beyond those of the test library.</summary>
[Flags]
public enum ExtraChecks
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A fix gives the same result in files with LF and with CRLF.</summary>
    LineEndings = 1,

    /// <summary>An analyzer reports the same again, without concurrency, by a new instance, and with the files in another order.</summary>
    Determinism = 2,

    /// <summary>A cancelled analyzer throws nothing but <see cref="OperationCanceledException"/> and works as before afterwards.</summary>
    Cancellation = 4,

    /// <summary>An analyzer does not throw on half-typed code.</summary>
    Typing = 8,

    /// <summary>Nothing is left to fix in the fixed state.</summary>
    Idempotence = 16,

    /// <summary>A fix neither loses nor doubles a comment.</summary>
    Comments = 32,

    /// <summary>
    /// Those of a test that asks for none. A host with another Roslyn, in which all tests run once more, leaves out what does not depend
    /// on the host and costs most.
    /// </summary>
#if OTHER_HOST
    Default = Idempotence | Comments,
#else
    Default = LineEndings | Determinism | Idempotence | Comments,
#endif

    /// <summary>All.</summary>
    All = LineEndings | Determinism | Cancellation | Typing | Idempotence | Comments,
}
