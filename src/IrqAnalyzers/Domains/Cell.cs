using IrqAnalyzers.Contracts;

namespace IrqAnalyzers.Domains;

/// <summary>
/// What is known of one object: the kinds it may have, and its facts for each of them. Keeping the kinds apart makes a join of "is a VF"
/// with "is a PF" lossless. A reduced product: where a kind is ruled out its facts are the empty set. Join is that of each part.
/// </summary>
internal sealed class Cell : ILattice<Cell>, IEquatable<Cell>
{
    public Cell(Kinds kinds, FactSet physical, FactSet @virtual, ulong asked = 0)
    {
        Asked = asked;
        // Facts of a kind that is ruled out would make equal cells unequal, and loops would not end.
        Kinds = kinds;
        Physical = (kinds & Kinds.Physical) != 0 ? physical : default;
        Virtual = (kinds & Kinds.Virtual) != 0 ? @virtual : default;
    }

    public Kinds Kinds { get; }

    public FactSet Physical { get; }

    public FactSet Virtual { get; }

    /// <summary>
    /// What was required of the object, on some path, while it was not known whether it holds: a bit for each place in the body. If it is brought about
    /// only later, the order is wrong, or somebody does it twice.
    /// </summary>
    public ulong Asked { get; }

    public Cell WithAsked(ulong asked) => asked == Asked ? this : new(Kinds, Physical, Virtual, asked);

    public Cell With(Kinds kinds) => kinds == Kinds ? this : new(kinds, Physical, Virtual, Asked);

    /// <summary>The cell with some facts as they are in another.</summary>
    public Cell With(FactMask facts, Cell other) => new(Kinds, Physical.With(facts, other.Physical), Virtual.With(facts, other.Virtual), Asked);

    public FactSet For(Kinds kind) => kind == Kinds.Physical ? Physical : Virtual;

    /// <summary>Applies an effect to the kinds it is meant for.</summary>
    public Cell Apply(Effect effect) => new(
        Kinds,
        (effect.When & Kinds.Physical) != 0 ? Apply(effect, Physical) : Physical,
        (effect.When & Kinds.Virtual) != 0 ? Apply(effect, Virtual) : Virtual,
        Asked);

    public Cell Ensure(FactMask facts) => new(Kinds, Physical.Ensure(facts), Virtual.Ensure(facts), Asked);

    public Cell Revoke(FactMask facts) => new(Kinds, Physical.Revoke(facts), Virtual.Revoke(facts), Asked);

    public Cell Forget(FactMask facts) => new(Kinds, Physical.Forget(facts), Virtual.Forget(facts), Asked);

    public Cell Forget(FactMask facts, Kinds kinds) => new(
        Kinds,
        (kinds & Kinds.Physical) != 0 ? Physical.Forget(facts) : Physical,
        (kinds & Kinds.Virtual) != 0 ? Virtual.Forget(facts) : Virtual, Asked);

    /// <summary>What may be true and may be false has been decided by something that is not seen.</summary>
    public Cell Undecide() => new(Kinds, Physical.Undecide(), Virtual.Undecide(), Asked);

    public Cell Ground() => new(Kinds, Physical.Ground(), Virtual.Ground(), Asked);

    public Cell MayHave(FactMask facts) => facts == 0 ? this : new(Kinds, Physical.MayHave(facts), Virtual.MayHave(facts), Asked);

    public Cell MayChange(FactMask facts, Kinds kinds) => new(
        Kinds,
        (kinds & Kinds.Physical) != 0 ? Physical.MayChange(facts) : Physical,
        (kinds & Kinds.Virtual) != 0 ? Virtual.MayChange(facts) : Virtual, Asked);

    public Cell Confirm(FactMask facts) => new(Kinds, Physical.Confirm(facts), Virtual.Confirm(facts), Asked);

    public Cell MayLack(FactMask facts) => new(Kinds, Physical.MayLack(facts), Virtual.MayLack(facts), Asked);

    /// <summary>The facts that hold for no kind that the object may have.</summary>
    public FactMask SurelyFalse => OfEveryKind(Physical.OnlyFalse, Virtual.OnlyFalse);

    /// <summary>The facts that hold for every kind that the object may have.</summary>
    public FactMask SurelyTrue => OfEveryKind(Physical.OnlyTrue, Virtual.OnlyTrue);

    /// <summary>The facts that hold, or may hold for all that can be known, for every kind that the object may have.</summary>
    public FactMask TrueOrUnknown => OfEveryKind(Physical.TrueOrUnknown, Virtual.TrueOrUnknown);

    public Cell Escape(FactMask revocable) => new(Kinds, Physical.Escape(revocable), Virtual.Escape(revocable), Asked);

    public Cell MayEscape(FactMask revocable) => new(Kinds, Physical.MayEscape(revocable), Virtual.MayEscape(revocable), Asked);

    /// <summary>The cell after a callee whose exit is this one, for a caller that had the other.</summary>
    public Cell After(Cell caller) => new(Kinds & caller.Kinds, Physical.After(caller.Physical), Virtual.After(caller.Virtual), caller.Asked);

    /// <summary>The facts that have been established or taken back since the cell was another.</summary>
    public FactMask ChangesFrom(Cell before) =>
        Equals(before) ? 0 : (Physical.True | Physical.False | Virtual.True | Virtual.False) & ~FlowFacts.Stowed;

    /// <summary>Whether it is the same cell, but for what a collection may have.</summary>
    public bool IsAs(Cell other) => Equals(other) || (IsStowed && Forget(FlowFacts.Stowed).Equals(other.Forget(FlowFacts.Stowed)));

    /// <summary>Whether the same is known of some facts, for each kind that it can be.</summary>
    public bool IsAs(Cell other, FactMask facts) =>
        ((Kinds & Kinds.Physical) == 0 || Physical.With(facts, other.Physical).Equals(Physical)) && ((Kinds & Kinds.Virtual) == 0 || Virtual.With(facts, other.Virtual).Equals(Virtual));

    /// <summary>Whether a collection may have it, out of which others take it.</summary>
    public bool IsStowed => ((Physical.True | Virtual.True) & FlowFacts.Stowed) != 0;

    public Cell Join(Cell other)
    {
        if (ReferenceEquals(this, other)) return this;
        var joined = new Cell(Kinds | other.Kinds, Physical.Join(other.Physical), Virtual.Join(other.Virtual), Asked | other.Asked);
        return joined.Equals(this) ? this : joined.Equals(other) ? other : joined;
    }

    public bool IsAtMost(Cell other) => (Kinds & ~other.Kinds) == Kinds.None && (Asked & ~other.Asked) == 0 && Physical.IsAtMost(other.Physical) && Virtual.IsAtMost(other.Virtual);

    public bool Equals(Cell? other) =>
        other is not null && Kinds == other.Kinds && Asked == other.Asked && Physical.Equals(other.Physical) && Virtual.Equals(other.Virtual);

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
