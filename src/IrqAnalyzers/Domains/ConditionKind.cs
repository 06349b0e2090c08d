namespace IrqAnalyzers.Domains;

/// <summary>The subject of a condition.</summary>
internal enum ConditionKind : byte
{
    /// <summary>The kinds of an object.</summary>
    Kind,

    /// <summary>Facts of an object that a property shows.</summary>
    Fact,

    /// <summary>Whether at least one of some facts of an object holds.</summary>
    AnyFact,

    /// <summary>Whether an operation that reports how much it has done has done anything.</summary>
    Count,

    /// <summary>The value of a Boolean variable.</summary>
    Bool,

    /// <summary>Whether a variable is null.</summary>
    Null,

    /// <summary>Whether the number or the string in a variable is among some.</summary>
    Scalar,

    /// <summary>Facts of an object as they were when a property showed them.</summary>
    Held,

    /// <summary>Whether an object is found in a collection that is not followed.</summary>
    LookUp,

    /// <summary>Whether an enumeration has another element.</summary>
    More,

    /// <summary>Whether nothing can be lost of an object, or by it.</summary>
    Harmless,
}
