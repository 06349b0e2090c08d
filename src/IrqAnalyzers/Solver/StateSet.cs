using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Solver;

/// <summary>
/// The disjuncts at one point of a body. If there are more than eight, coarser and coarser differences are ignored and disjuncts merged,
/// for good: that bounds the time to the fixpoint.
/// </summary>
internal sealed class StateSet
{
    private const int Limit = 8;

    private readonly Partition partition;
    private readonly List<State> states = new();
    private Coarseness coarseness;

    public StateSet(Partition partition)
    {
        this.partition = partition;
        coarseness = partition.Finest;
    }

    public int Count => states.Count;

    public IReadOnlyList<State> States => states;

    /// <summary>Joins a disjunct in; tells whether anything changed. The set owns the state from then on.</summary>
    public bool Add(State state)
    {
        if (state.IsDead) return false;
        foreach (var known in states)
        {
            if (!partition.AreCompatible(known, state, coarseness)) continue;
            if (!known.Join(state)) return false;
            Settle();
            return true;
        }

        states.Add(state);
        while (states.Count > Limit && coarseness < Coarseness.None)
        {
            coarseness++;
            Settle();
        }

        return true;
    }

    // A merge can make two disjuncts compatible that were not.
    private void Settle()
    {
        for (var index = 0; index < states.Count; index++)
        {
            for (var other = states.Count - 1; other > index; other--)
            {
                if (!partition.AreCompatible(states[index], states[other], coarseness)) continue;
                states[index].Join(states[other]);
                states.RemoveAt(other);
                (index, other) = (0, states.Count);
            }
        }
    }
}
