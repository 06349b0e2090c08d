using IrqAnalyzers.Contracts;

namespace IrqAnalyzers.Domains;

/// <summary>
/// What is known of one object: the kinds it may have, and its facts for each of them. Keeping the kinds apart makes a join of "is a VF"
/// with "is a PF" lossless. A reduced product: where a kind is ruled out its facts are the empty set. Join is that of each part.
/// </summary>
internal sealed class Cell : ILattice<Cell>, IEquatable<Cell>
{
    public Cell(Kinds kinds, FactSet physical, FactSet @virtual, ulong asked = 0, Parts? parts = null)
    {
        Asked = asked;
        // Facts of a kind that is ruled out would make equal cells unequal, and loops would not end.
        Kinds = kinds;
        Physical = (kinds & Kinds.Physical) != 0 ? physical : default;
        Virtual = (kinds & Kinds.Virtual) != 0 ? @virtual : default;
        Parts = parts?.For(Physical.True | Virtual.True, Physical.Entry | Virtual.Entry);
    }

    public Kinds Kinds { get; }

    public FactSet Physical { get; }

    public FactSet Virtual { get; }

    /// <summary>
    /// What was required of the object, on some path, while it was not known whether it holds: a bit for each place in the body. If it is brought about
    /// only later, the order is wrong, or somebody does it twice.
    /// </summary>
    public ulong Asked { get; }

    /// <summary>For which of its parts a fact holds; <see langword="null"/> where none has been told apart.</summary>
    public Parts? Parts { get; }

    public Cell WithAsked(ulong asked) => asked == Asked ? this : new(Kinds, Physical, Virtual, asked, Parts);

    public Cell With(Kinds kinds) => kinds == Kinds ? this : new(kinds, Physical, Virtual, Asked, Parts);

    /// <summary>The cell with some facts as they are in another.</summary>
    public Cell With(FactMask facts, Cell other) => new(Kinds, Physical.With(facts, other.Physical), Virtual.With(facts, other.Virtual), Asked, Parts);

    public FactSet For(Kinds kind) => kind == Kinds.Physical ? Physical : Virtual;

    /// <summary>Applies an effect to the kinds it is meant for.</summary>
    public Cell Apply(Effect effect) => new(
        Kinds,
        (effect.When & Kinds.Physical) != 0 ? Apply(effect, Physical) : Physical,
        (effect.When & Kinds.Virtual) != 0 ? Apply(effect, Virtual) : Virtual,
        Asked, Parts);

    public Cell Ensure(FactMask facts) => new(Kinds, Physical.Ensure(facts), Virtual.Ensure(facts), Asked, Parts);

    public Cell Revoke(FactMask facts) => new(Kinds, Physical.Revoke(facts), Virtual.Revoke(facts), Asked, Parts);

    public Cell Forget(FactMask facts) => new(Kinds, Physical.Forget(facts), Virtual.Forget(facts), Asked, Parts);

    public Cell Forget(FactMask facts, Kinds kinds) => new(
        Kinds,
        (kinds & Kinds.Physical) != 0 ? Physical.Forget(facts) : Physical,
        (kinds & Kinds.Virtual) != 0 ? Virtual.Forget(facts) : Virtual, Asked, Parts);

    /// <summary>What may be true and may be false has been decided by something that is not seen.</summary>
    public Cell Undecide() => new(Kinds, Physical.Undecide(), Virtual.Undecide(), Asked, Parts);

    /// <summary>The object is in use: those facts that it may have, it may well have, though that is not shown.</summary>
    public Cell Presume(FactMask facts) => new(Kinds, Physical.Presume(facts), Virtual.Presume(facts), Asked, Parts);

    /// <summary>The same of some facts, and so has what was so at entry.</summary>
    public Cell UndecideAll(FactMask facts) => new(Kinds, Physical.UndecideAll(facts), Virtual.UndecideAll(facts), Asked, Parts);

    public Cell Ground() => new(Kinds, Physical.Ground(), Virtual.Ground(), Asked, Parts);

    public Cell MayHave(FactMask facts) => facts == 0 ? this : new(Kinds, Physical.MayHave(facts), Virtual.MayHave(facts), Asked, Parts);

    public Cell MayChange(FactMask facts, Kinds kinds) => new(
        Kinds,
        (kinds & Kinds.Physical) != 0 ? Physical.MayChange(facts) : Physical,
        (kinds & Kinds.Virtual) != 0 ? Virtual.MayChange(facts) : Virtual, Asked, Parts);

    public Cell Confirm(FactMask facts) => new(Kinds, Physical.Confirm(facts), Virtual.Confirm(facts), Asked, Parts);

    public Cell MayLack(FactMask facts) => new(Kinds, Physical.MayLack(facts), Virtual.MayLack(facts), Asked, Parts);

    /// <summary>The facts that hold for no kind that the object may have.</summary>
    public FactMask SurelyFalse => OfEveryKind(Physical.OnlyFalse, Virtual.OnlyFalse);

    /// <summary>The facts that hold for every kind that the object may have.</summary>
    public FactMask SurelyTrue => OfEveryKind(Physical.OnlyTrue, Virtual.OnlyTrue);

    /// <summary>The facts that hold, or may hold for all that can be known, for every kind that the object may have.</summary>
    public FactMask TrueOrUnknown => OfEveryKind(Physical.TrueOrUnknown, Virtual.TrueOrUnknown);

    public Cell Escape(FactMask revocable) => new(Kinds, Physical.Escape(revocable), Virtual.Escape(revocable), Asked, Parts);

    public Cell MayEscape(FactMask revocable) => new(Kinds, Physical.MayEscape(revocable), Virtual.MayEscape(revocable), Asked, Parts);

    /// <summary>The cell after a callee whose exit is this one, for a caller that had the other.</summary>
    public Cell After(Cell caller)
    {
        var gone = Parts is { PerhapsGone: not 0 } taken ? taken : null;
        return new(
            Kinds & caller.Kinds, Physical.After(Without(gone, caller.Physical, caller.Parts)), Virtual.After(Without(gone, caller.Virtual, caller.Parts)),
            caller.Asked, Parts.After(Parts, caller.Parts, Parts is not null && caller.MayBeLost(Parts.Fact)));
    }

    /// <summary>The fact holds for one part of the object.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="part">The part: a bit of <see cref="Domains.Parts"/>.</param>
    public Cell EnsureFor(FactMask fact, ulong part)
    {
        var isPerhapsAsAtEntry = ((Physical.Entry | Virtual.Entry) & fact) != 0;
        return new(
            Kinds, Physical.Ensure(fact), Virtual.Ensure(fact), Asked, Parts.Establish(Parts, fact, part, isPerhapsAsAtEntry, MayBeLost(fact)));
    }

    /// <summary>The fact no longer holds for one part of the object; for others it may.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="part">The part: a bit of <see cref="Domains.Parts"/>.</param>
    public Cell RevokeFor(FactMask fact, ulong part)
    {
        if (part == Parts.Several) return Revoke(fact);
        var taken = Parts.TakeBack(null, fact, part);
        return new(Kinds, Without(taken, Physical, Parts), Without(taken, Virtual, Parts), Asked, Parts.TakeBack(Parts, fact, part));
    }

    private bool MayBeLost(FactMask fact) => ((Physical.False | Physical.Unknown | Virtual.False | Virtual.Unknown) & fact) != 0;

    // Where a fact neither holds nor is as it was at entry, it makes no difference for which parts.
    private bool HasPartsOf(FactMask fact) => ((Physical.True | Physical.Entry | Virtual.True | Virtual.Entry) & fact) != 0;

    private Parts? JoinParts(Cell other)
    {
        if (Parts is null && other.Parts is null) return null;
        var fact = (Parts ?? other.Parts)!.Fact;
        return !HasPartsOf(fact) ? other.Parts : !other.HasPartsOf(fact) ? Parts : Parts.Join(Parts, other.Parts);
    }

    // What is left of a fact that was taken back for some parts. Where nobody knows for which parts it held, nothing is.
    private static FactSet Without(Parts? taken, FactSet facts, Parts? held)
    {
        if (taken is null || ((facts.True | facts.Unknown) & taken.Fact) == 0) return facts;
        if (held is not null && (held.Surely & ~taken.PerhapsGone) != 0) return facts;
        var isPerhapsLeft = taken.SurelyGone == 0 || (held is not null && (held.Perhaps & ~taken.SurelyGone) != 0);
        return isPerhapsLeft ? facts.Join(facts.Lose(taken.Fact)) : facts.Lose(taken.Fact);
    }

    /// <summary>The facts that have been established or taken back since the cell was another.</summary>
    public FactMask ChangesFrom(Cell before) =>
        Equals(before) ? 0 : (Physical.True | Physical.False | Virtual.True | Virtual.False | (Parts?.Fact ?? FactMask.None)) & ~FlowFacts.Shared;

    /// <summary>Whether it is the same cell, but for what a collection may have.</summary>
    public bool IsAs(Cell other) => Equals(other) || (IsShared && Forget(FlowFacts.Shared).Equals(other.Forget(FlowFacts.Shared)));

    /// <summary>Whether the same is known of some facts, for each kind that it can be.</summary>
    public bool IsAs(Cell other, FactMask facts) =>
        ((Kinds & Kinds.Physical) == 0 || Physical.With(facts, other.Physical).Equals(Physical))
            && ((Kinds & Kinds.Virtual) == 0 || Virtual.With(facts, other.Virtual).Equals(Virtual));

    /// <summary>Whether a collection may have it, out of which others take it.</summary>
    public bool IsStowed => ((Physical.True | Virtual.True) & FlowFacts.Stowed) != 0;

    /// <summary>Whether a collection or code that is not followed may have it.</summary>
    public bool IsShared => ((Physical.True | Virtual.True) & FlowFacts.Shared) != 0;

    public Cell Join(Cell other)
    {
        if (ReferenceEquals(this, other)) return this;
        var joined = new Cell(Kinds | other.Kinds, Physical.Join(other.Physical), Virtual.Join(other.Virtual), Asked | other.Asked, JoinParts(other));
        return joined.Equals(this) ? this : joined.Equals(other) ? other : joined;
    }

    public bool IsAtMost(Cell other) =>
        (Kinds & ~other.Kinds) == Kinds.None && (Asked & ~other.Asked) == 0 && Physical.IsAtMost(other.Physical) && Virtual.IsAtMost(other.Virtual)
        && ((Parts is null && other.Parts is { } parts && !HasPartsOf(parts.Fact)) || Parts.IsAtMost(Parts, other.Parts));

    public bool Equals(Cell? other) =>
        other is not null && Kinds == other.Kinds && Asked == other.Asked && Physical.Equals(other.Physical)
            && Virtual.Equals(other.Virtual) && Equals(Parts, other.Parts);

    public override bool Equals(object? obj) => Equals(obj as Cell);

    public override int GetHashCode() => unchecked((((int)Kinds * 31) + Physical.GetHashCode()) * 31 + Virtual.GetHashCode());

    private FactMask OfEveryKind(FactMask physical, FactMask @virtual) =>
        ((Kinds & Kinds.Physical) != 0 ? physical : FactMask.All) & ((Kinds & Kinds.Virtual) != 0 ? @virtual : FactMask.All);

    private static FactSet Apply(Effect effect, FactSet facts) => effect.Kind switch
    {
        EffectKind.Ensure => facts.Ensure(effect.Facts),
        EffectKind.MayEnsure => facts.MayEnsure(effect.Facts),
        _ => facts.Revoke(effect.Facts),
    };
}
