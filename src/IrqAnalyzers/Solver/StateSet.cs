namespace IrqAnalyzers.Solver;

/// <summary>
/// The disjuncts at one point of a body. If there are more than <see cref="MaximumDisjuncts"/>, coarser and coarser differences are ignored and disjuncts
/// merged, for good: that bounds the time to the fixpoint.
/// </summary>
internal sealed class StateSet<TState>
    where TState : class
{
    /// <summary>How many disjuncts a point has at most.</summary>
    public const int MaximumDisjuncts = 8;

    private readonly IDisjunctDomain<TState> domain;
    private readonly List<TState> states = new();
    private Coarseness coarseness;

    /// <param name="domain">How disjuncts are compared and joined.</param>
    /// <param name="isLoopHead">Whether the point is where a loop begins its next round, or ends.</param>
    public StateSet(IDisjunctDomain<TState> domain, bool isLoopHead = false)
    {
        this.domain = domain;
        coarseness = isLoopHead && domain.Finest < Coarseness.LoopHead ? Coarseness.LoopHead : domain.Finest;
    }

    public int Count => states.Count;

    public IReadOnlyList<TState> States => states;

    /// <summary>Joins a disjunct in; tells whether anything changed. The set owns the state from then on.</summary>
    public bool Add(TState state)
    {
        if (domain.IsUnreachable(state)) return false;
        foreach (var known in states)
        {
            if (!domain.AreCompatible(known, state, coarseness)) continue;
            if (!domain.Join(known, state)) return false;
            Settle();
            return true;
        }

        states.Add(state);
        while (states.Count > MaximumDisjuncts && coarseness < Coarseness.None)
        {
            coarseness++;
            Settle();
        }

        return true;
    }

    /// <summary>Copies of the disjuncts, which the caller may change.</summary>
    public TState[] Copy()
    {
        var copies = new TState[states.Count];
        for (var index = 0; index < copies.Length; index++) copies[index] = domain.Copy(states[index]);
        return copies;
    }

    // A merge can make two disjuncts compatible that were not.
    private void Settle()
    {
        for (var index = 0; index < states.Count; index++)
        {
            for (var other = states.Count - 1; other > index; other--)
            {
                if (!domain.AreCompatible(states[index], states[other], coarseness)) continue;
                domain.Join(states[index], states[other]);
                states.RemoveAt(other);
                (index, other) = (0, states.Count);
            }
        }
    }
}
