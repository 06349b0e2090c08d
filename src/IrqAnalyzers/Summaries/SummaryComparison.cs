using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Summaries;

/// <summary>
/// Compares two summaries of the same body, each with its own numbers for the same objects: has the fixpoint of a recursion been reached?
/// </summary>
internal sealed class SummaryComparison
{
    private readonly Summary one;
    private readonly Summary other;
    private readonly int[] counterparts;

    private SummaryComparison(Summary one, Summary other)
    {
        this.one = one;
        this.other = other;
        counterparts = new int[one.Table.ObjectCount];
        for (var id = 0; id < counterparts.Length; id++) counterparts[id] = one.Table[id].IsFormal ? Find(one.Table[id]) : -1;
    }

    /// <summary>Whether callers are told the same.</summary>
    public static bool AreAlike(Summary? one, Summary? other)
    {
        if (one is null || other is null) return one is null && other is null;
        return new SummaryComparison(one, other).AreAlike() && new SummaryComparison(other, one).AreAlike();
    }

    private bool AreAlike()
    {
        if (one.ThrowsUnforeseen != other.ThrowsUnforeseen || one.Thrown.Count != other.Thrown.Count) return false;
        if (one.Exits.Count != other.Exits.Count || one.Requirements.Count != other.Requirements.Count) return false;
        for (var index = 0; index < one.Exits.Count; index++)
        {
            if (!AreAlike(one.Exits[index], other.Exits[index])) return false;
        }

        for (var index = 0; index < one.Thrown.Count; index++)
        {
            if (!one.Thrown[index].What.Equals(other.Thrown[index].What) || !AreAlike(one.Thrown[index].State, other.Thrown[index].State)) return false;
        }

        foreach (var requirement in one.Requirements)
        {
            if (!other.Requirements.Exists(its => AreAlike(requirement, its))) return false;
        }

        foreach (var forgotten in one.Forgotten)
        {
            if (!other.Forgotten.Exists(its => its.Id == counterparts[forgotten.Id])) return false;
        }

        return true;
    }

    private bool AreAlike(Exit mine, Exit theirs)
    {
        if (!AreAlike(mine.State, theirs.State) || !AreAlike(mine.Result, theirs.Result)) return false;
        for (var index = 0; index < one.GivenBack.Count; index++)
        {
            if (!AreAlike(mine.State.ValueOf(one.GivenBack[index].Variable), theirs.State.ValueOf(other.GivenBack[index].Variable))) return false;
        }

        return true;
    }

    private bool AreAlike(State mine, State theirs)
    {
        if (!mine.IsAlike(theirs) || one.Flags.Count != other.Flags.Count) return false;
        for (var index = 0; index < one.Flags.Count; index++)
        {
            if (mine.ValueOf(one.Flags[index].AtEntry)?.Boolean != theirs.ValueOf(other.Flags[index].AtEntry)?.Boolean) return false;
        }

        for (var id = 0; id < counterparts.Length; id++)
        {
            if (!one.Table[id].IsFormal) continue;
            var cell = mine.CellOf(id);
            if (counterparts[id] >= 0 ? !cell.Equals(theirs.CellOf(counterparts[id])) : !cell.Equals(one.Table[id].Initial)) return false;
        }

        foreach (var variable in one.Assigned)
        {
            // What objects hold that the body made itself nobody has known before.
            if (variable.Owner is { IsFormal: false }) continue;
            if (other.Assigned.Find(its => IsSame(variable, its)) is not { } counterpart) return false;
            if (!AreAlike(mine.ValueOf(variable), theirs.ValueOf(counterpart))) return false;
        }

        return true;
    }

    private bool AreAlike(Value? mine, Value? theirs)
    {
        if (mine is null || theirs is null) return ReferenceEquals(mine, theirs);
        if (mine.MayBeOther != theirs.MayBeOther || mine.Boolean != theirs.Boolean || mine.IsNull != theirs.IsNull) return false;
        if (!Scalar.IsSameValue(mine.Scalar, theirs.Scalar)) return false;
        if (!AreAlike(mine.Truth, theirs.Truth) || !AreAlike(mine.Nullness, theirs.Nullness)) return false;
        foreach (var id in mine.Objects)
        {
            if (counterparts[id] >= 0 && !theirs.Holds(counterparts[id])) return false;
        }

        return true;
    }

    private bool AreAlike(Condition? mine, Condition? theirs)
    {
        if (mine is not { SpeaksOfObject: true } || theirs is not { SpeaksOfObject: true })
        {
            return mine is { SpeaksOfObject: true } == theirs is { SpeaksOfObject: true };
        }

        return counterparts[mine.Target] >= 0 ? mine.For(counterparts[mine.Target]).Equals(theirs) : !other.Table[theirs.Target].IsFormal;
    }

    private bool AreAlike(ConditionalRequirement mine, ConditionalRequirement theirs) =>
        ReferenceEquals(mine.Requirement, theirs.Requirement) && counterparts[mine.Formal.Id] == theirs.Formal.Id && mine.Cell.Equals(theirs.Cell)
        && mine.Key == theirs.Key && mine.AtMostPossible == theirs.AtMostPossible && mine.HasGuardsOf(theirs);

    private bool IsSame(Variable mine, Variable theirs) =>
        mine.Slot == theirs.Slot && mine.IsMember == theirs.IsMember && SymbolEqualityComparer.Default.Equals(mine.Symbol, theirs.Symbol)
        && (mine.Owner is null ? theirs.Owner is null : theirs.Owner is { } owner && counterparts[mine.Owner.Id] == owner.Id);

    // An object comes after its owner.
    private int Find(AbstractObject formal)
    {
        for (var id = 0; id < other.Table.ObjectCount; id++)
        {
            var candidate = other.Table[id];
            if (!candidate.IsFormal || candidate.Origin != formal.Origin || !SymbolEqualityComparer.Default.Equals(candidate.Symbol, formal.Symbol)) continue;
            if (formal.Owner is null ? candidate.Owner is null : candidate.Owner is { } owner && owner.Id == counterparts[formal.Owner.Id]) return id;
        }

        return -1;
    }
}
