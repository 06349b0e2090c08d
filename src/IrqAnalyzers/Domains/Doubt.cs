namespace IrqAnalyzers.Domains;

/// <summary>Why nothing on some paths is sure. Paths without doubt make what they share with doubtful ones sure; else the reasons add up.</summary>
[Flags]
internal enum Doubt : byte
{
    /// <summary>The paths can be taken, as far as is known.</summary>
    None = 0,

    /// <summary>A test came out against what is known, or is not understood.</summary>
    Test = 1,

    /// <summary>Something threw that need not.</summary>
    Exception = 2,

    /// <summary>
    /// A test that is not understood asked for an object of which nothing was known. It can only rule out what callers know: what the body does to the
    /// object afterwards is as sure as ever.
    /// </summary>
    Callers = 4,

    /// <summary>
    /// No doubt, but kept with it: a test has shown that no interrupt can be lost, so that no domain is owed. Where such paths meet others, it is.
    /// </summary>
    Harmless = 8,
}
