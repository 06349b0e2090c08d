namespace IrqAnalyzers.Parity.Generation;

/// <summary>What the facts of a program's own belong to, and how the operations are called that speak of them.</summary>
internal enum OwnSort
{
    /// <summary>A class: the operations are its methods.</summary>
    Class,

    /// <summary>An interface that one class implements; the contracts are the interface's.</summary>
    Interface,

    /// <summary>An abstract class from which two derive.</summary>
    Derived,

    /// <summary>Functions; the operations are extension methods.</summary>
    Extension,

    /// <summary>Functions; the operations are static methods.</summary>
    Static,
}
