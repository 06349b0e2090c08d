using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using static IrqAnalyzers.Transfer.TypeFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Weak updates. An object that comes from somewhere unknown may be another one under another name: what is done to it may have been
/// done to that one.
/// </summary>
internal sealed class Aliases(BodyContext context, Cursor at)
{
    private readonly ObjectTable table = context.Table;

    /// <summary>A weak update: facts of a subject change. If it is not known which object it is, they may have changed for any object that it can be.</summary>
    public void Scatter(Value subject, FactMask facts, Kinds kinds)
    {
        if (subject.IsNull == Tri.True) return;
        var isAnonymous = subject.MayBeOther;
        foreach (var id in subject.Objects) isAnonymous |= table[id].IsAnonymous;
        if (!isAnonymous) return;
        at.State.Scattered |= facts;
        for (var id = 0; id < table.ObjectCount; id++)
        {
            var candidate = table[id];
            var cell = at.State.CellOf(id);
            if ((candidate.IsNew && !cell.IsShared) || candidate.Handle is not null || subject.Holds(id)) continue;
            var alike = MayBe(subject, candidate) & kinds;
            if (alike != Kinds.None) at.State.Set(id, cell.IsStowed ? cell.Forget(facts, alike) : cell.MayChange(facts, alike));
        }
    }

    /// <summary>A callee changed facts of objects that may be any.</summary>
    public void ScatterFromCallee(FactMask facts)
    {
        if (facts != 0) Scatter(Value.Unknown, facts, Kinds.Any);
    }

    /// <summary>The kinds of which a subject may be an object that is known by another name.</summary>
    private Kinds MayBe(Value subject, AbstractObject candidate)
    {
        if (subject.MayBeOther) return Kinds.Any;
        var kinds = Kinds.None;
        foreach (var id in subject.Objects)
        {
            var other = table[id];
            if (other.IsAnonymous && CanBeSame(other.Type, candidate.Type)) kinds |= at.State.CellOf(id).Kinds & at.State.CellOf(candidate.Id).Kinds;
        }

        return kinds;
    }

    public void SetFacts(Value owner, FactMask facts, Tri value, bool factsWhile)
    {
        var isCertain = owner.Single is var single && single >= 0 && !table[single].IsSummary;
        foreach (var id in owner.Objects)
        {
            var cell = at.State.CellOf(id);
            var changed = value == Tri.Unknown ? cell.Ensure(facts).Join(cell.Revoke(facts)) : (value == Tri.True) == factsWhile ? cell.Ensure(facts) : cell.Revoke(facts);
            at.State.Set(id, isCertain ? changed : cell.Join(changed), facts);
        }

        Scatter(owner, facts, Contracts.Kinds.Any);
    }
}
