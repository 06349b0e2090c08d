using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Solver;

/// <summary>
/// Compares disjuncts by the valuation of the tests that keeps them apart. A number of which nothing is known is compatible with every number, because
/// the paths to it may have been taken for what it is. Compatible is therefore no equivalence; <see cref="StateSet{TState}"/> merges until no two disjuncts are
/// compatible. The result does not depend on the order in which disjuncts arrive: a merge leaves only less known, and so more compatible.
/// </summary>
internal sealed class Partition : IDisjunctDomain<State>
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

    public State Copy(State state) => state.Clone();

    public bool IsUnreachable(State state) => state.IsDead;

    public bool Join(State into, State from) => into.Join(from);

    public bool AreCompatible(State one, State other, Coarseness coarseness)
    {
        if (coarseness == Coarseness.None) return true;
        var count = Math.Max(one.CellCount, other.CellCount);
        for (var id = 0; id < count; id++)
        {
            if (coarseness == Coarseness.FormalKinds && !table[id].IsFormal) continue;
            if (KindsOf(one, id) != KindsOf(other, id)) return false;
        }

        return coarseness > Coarseness.LoopHead || (AreAsSure(one, other, coarseness) && Thrown.AreAlike(one.Thrown, other.Thrown) && HaveCompatibleFlags(one, other));
    }

    // At the head of a loop, a test that is not understood and came out one way in an earlier round is no reason to keep paths apart from those
    // without a round. Something that threw is: handlers set flags that the loop asks.
    private static bool AreAsSure(State one, State other, Coarseness coarseness) =>
        coarseness == Coarseness.LoopHead ? ((one.Doubt ^ other.Doubt) & Doubt.Exception) == 0 : one.IsDoubtful == other.IsDoubtful && one.IsHarmless == other.IsHarmless && one.HaveSameReports(other);

    // How much an operation has done, and a number from before it, as the 0 that a loop starts with: the one says what the operation did, the other nothing.
    private static bool IsCount(Value? one, Value? other) => one is { TellsCount: true } && other is { TellsCount: false, Scalar.IsConstant: true };

    // An object that is not there yet, as the element of a loop before its first round, is as one of which nothing is known.
    private Contracts.Kinds KindsOf(State state, int id) =>
        state.CellOf(id).Kinds is not Contracts.Kinds.None and var kinds ? kinds : table[id].StaticKinds;

    private bool HaveCompatibleFlags(State first, State second)
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
            if (tested.KeepsApart(variable) && (Scalar.AreApart(mine?.Scalar, theirs?.Scalar) || IsCount(mine, theirs) || IsCount(theirs, mine))) return false;
            if (variable.Symbol is { } counter && tested.IsBeforeFirstRound(counter, mine) != tested.IsBeforeFirstRound(counter, theirs)) return false;
        }

        return true;
    }
}
