namespace IrqAnalyzers.Contracts;

/// <summary>What the outcome of a query says about facts.</summary>
internal sealed class FactTest
{
    public FactTest(FactMask anyOf, int subject, bool isExact, bool isWider, bool isOneWay, FactMask denied)
    {
        AnyOf = anyOf;
        Subject = subject;
        IsExact = isExact;
        IsWider = isWider;
        IsOneWay = isOneWay;
        Denied = isExact ? anyOf | denied : anyOf;
    }

    /// <summary>One of them holds if the query comes out true, or not null.</summary>
    public FactMask AnyOf { get; }

    /// <summary>Ordinal of the parameter whose facts are meant; -1 is the receiver.</summary>
    public int Subject { get; }

    /// <summary>Whether none of them holds otherwise.</summary>
    public bool IsExact { get; }

    /// <summary>Whether it comes out true elsewhere too, so that it establishes nothing that is known to be missing.</summary>
    public bool IsWider { get; }

    /// <summary>Whether it says nothing if it comes out false, or null.</summary>
    public bool IsOneWay { get; }

    /// <summary>The facts that the other outcome concerns.</summary>
    public FactMask Denied { get; }

    /// <summary>Facts that do not hold if the query comes out true, or not null.</summary>
    public FactMask Excluded { get; set; }
}
