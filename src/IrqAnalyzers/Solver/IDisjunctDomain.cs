namespace IrqAnalyzers.Solver;

/// <summary>The states of an analysis as disjuncts: how two are joined, and which are kept apart.</summary>
/// <typeparam name="TState">A state. It can be changed, and is compared by what it says, not by reference.</typeparam>
internal interface IDisjunctDomain<TState>
    where TState : class
{
    /// <summary>How fine the partition is before there are too many disjuncts.</summary>
    Coarseness Finest { get; }

    TState Copy(TState state);

    /// <summary>Whether no path leads here, so that the state says nothing.</summary>
    bool IsUnreachable(TState state);

    /// <summary>Joins a state into another; tells whether that changed it.</summary>
    bool Join(TState into, TState from);

    /// <summary>Whether two states may be joined. What makes two states compatible must not be lost by a join.</summary>
    bool AreCompatible(TState one, TState other, Coarseness coarseness);
}
