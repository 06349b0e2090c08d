namespace IrqAnalyzers.Flow;

/// <summary>How much of the valuation of tests keeps disjuncts apart.</summary>
internal enum Coarseness : byte
{
    /// <summary>Kinds of all objects, and flags.</summary>
    Full,

    /// <summary>Kinds of all objects.</summary>
    Kinds,

    /// <summary>Kinds of the objects that the body was entered with.</summary>
    FormalKinds,

    /// <summary>Nothing: one disjunct.</summary>
    None,
}

/// <summary>Compares disjuncts by the valuation of the tests that keeps them apart.</summary>
internal sealed class Partition
{
    private readonly ObjectTable table;
    private readonly TestedSymbols tested;

    public Partition(ObjectTable table, TestedSymbols tested, Coarseness finest)
    {
        this.table = table;
        this.tested = tested;
        Finest = finest;
    }

    /// <summary>How fine it is before there are too many disjuncts.</summary>
    public Coarseness Finest { get; }

    public bool Same(State one, State other, Coarseness coarseness)
    {
        if (coarseness == Coarseness.None) return true;
        var count = Math.Max(one.CellCount, other.CellCount);
        for (var id = 0; id < count; id++)
        {
            if (coarseness == Coarseness.FormalKinds && !table[id].IsFormal) continue;
            var kinds = one.CellOf(id).Kinds;
            var others = other.CellOf(id).Kinds;

            // Where an object is not there yet it tells nothing apart.
            if (kinds != others && kinds != Contracts.Kinds.None && others != Contracts.Kinds.None) return false;
        }

        return coarseness != Coarseness.Full || (one.IsDoubtful == other.IsDoubtful && Thrown.AreAlike(one.Thrown, other.Thrown) && SameFlags(one, other));
    }

    private bool SameFlags(State first, State second)
    {
        var count = Math.Max(first.ValueCount, second.ValueCount);
        for (var id = 0; id < count; id++)
        {
            var variable = table.VariableAt(id);
            if (!tested.IsTested(variable)) continue;
            var mine = first.ValueOf(variable);
            var theirs = second.ValueOf(variable);
            if (ReferenceEquals(mine, theirs)) continue;
            if ((mine?.Boolean ?? Tri.Unknown) != (theirs?.Boolean ?? Tri.Unknown)) return false;
            if ((mine?.IsNull ?? Tri.Unknown) != (theirs?.IsNull ?? Tri.Unknown)) return false;
            if (mine?.Scalar is { } one && theirs?.Scalar is { } other && Scalar.AreApart(one, other) && tested.KeepsApart(variable)) return false;
        }

        return true;
    }
}
