using IrqAnalyzers.Contracts;

namespace IrqAnalyzers.Domains;

/// <summary>
/// For which parts of an object a fact holds, where operations name the part by a number, as those that change and invalidate single table entries do.
/// Each set of parts is a mask: a bit for each small number, one for the parts that a loop goes through, and one for a part that is not known. The order
/// is that of the sets: what holds perhaps grows, what holds surely shrinks.
/// </summary>
internal sealed class Parts : IEquatable<Parts>
{
    /// <summary>The parts that a loop goes through, whichever they are.</summary>
    public const ulong Several = 1UL << 62;

    /// <summary>One part, and it is not known which.</summary>
    public const ulong Unknown = 1UL << 63;

    /// <summary>The numbers that have a bit.</summary>
    public const int Numbers = 62;

    private static readonly Parts Nothing = new(FactMask.None, 0, 0, 0, 0);

    private Parts(FactMask fact, ulong perhaps, ulong surely, ulong surelyGone, ulong perhapsGone)
    {
        Fact = fact;
        Perhaps = perhaps;
        Surely = surely;
        SurelyGone = surelyGone;
        PerhapsGone = perhapsGone;
    }

    /// <summary>The fact that holds for parts.</summary>
    public FactMask Fact { get; }

    /// <summary>The parts for which it was established and perhaps not taken back.</summary>
    public ulong Perhaps { get; }

    /// <summary>The parts for which it was established on every path, and not taken back on any.</summary>
    public ulong Surely { get; }

    /// <summary>The parts for which it no longer holds if it held when the body was entered; all of them where it was taken back altogether.</summary>
    public ulong SurelyGone { get; }

    /// <summary>Those for which it perhaps no longer holds.</summary>
    public ulong PerhapsGone { get; }

    /// <summary>The parts after the fact was established for one.</summary>
    /// <param name="before">What was known of the parts.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="part">The part.</param>
    /// <param name="isPerhapsAsAtEntry">Whether perhaps nothing has been done to the fact so far.</param>
    /// <param name="isPerhapsLost">Whether the fact perhaps did not hold for any part.</param>
    public static Parts Establish(Parts? before, FactMask fact, ulong part, bool isPerhapsAsAtEntry, bool isPerhapsLost)
    {
        var gone = isPerhapsAsAtEntry ? 0 : ulong.MaxValue;
        var known = before ?? new(fact, 0, 0, gone, gone);
        if (isPerhapsLost) known = new(fact, known.Perhaps, 0, known.SurelyGone, ulong.MaxValue);
        var sure = part is Several or Unknown ? 0 : part;
        return new(fact, known.Perhaps | part, known.Surely | sure, known.SurelyGone, known.PerhapsGone);
    }

    /// <summary>The parts after the fact was taken back for one. One that is not known may be any, but not all that a loop went through.</summary>
    public static Parts TakeBack(Parts? before, FactMask fact, ulong part)
    {
        var gone = part switch { Several => ulong.MaxValue, Unknown => ~Several, _ => part | Unknown };
        var known = before ?? Nothing;
        return new(fact, known.Perhaps & ~gone, known.Surely & ~gone, known.SurelyGone | gone, known.PerhapsGone | gone);
    }

    public static Parts? Join(Parts? one, Parts? other)
    {
        if (Equals(one, other)) return one;
        var (left, right) = (one ?? Nothing, other ?? Nothing);
        return new(
            left.Fact | right.Fact, left.Perhaps | right.Perhaps, left.Surely & right.Surely, left.SurelyGone & right.SurelyGone,
            left.PerhapsGone | right.PerhapsGone);
    }

    /// <summary>What is known after a callee, for a caller who knew something before.</summary>
    /// <param name="callee">What the callee did.</param>
    /// <param name="caller">What the caller knew.</param>
    /// <param name="isPerhapsLost">Whether the fact perhaps did not hold for any part when the callee was called.</param>
    public static Parts? After(Parts? callee, Parts? caller, bool isPerhapsLost)
    {
        if (callee is null) return caller;
        var before = caller ?? Nothing;
        return new(
            callee.Fact, callee.Perhaps | (before.Perhaps & ~callee.SurelyGone),
            callee.Surely | (isPerhapsLost ? 0 : before.Surely & ~callee.PerhapsGone),
            callee.SurelyGone | before.SurelyGone, callee.PerhapsGone | before.PerhapsGone);
    }

    /// <summary>What is left of it for facts: nothing where the fact cannot hold.</summary>
    public Parts? For(FactMask isTrue, FactMask entry)
    {
        if ((isTrue & Fact) != 0) return this;
        return (entry & Fact) != 0 && PerhapsGone != 0 ? Perhaps == 0 && Surely == 0 ? this : new(Fact, 0, 0, SurelyGone, PerhapsGone) : null;
    }

    public static bool IsAtMost(Parts? one, Parts? other)
    {
        var (left, right) = (one ?? Nothing, other ?? Nothing);
        return (left.Perhaps & ~right.Perhaps) == 0 && (right.Surely & ~left.Surely) == 0 && (right.SurelyGone & ~left.SurelyGone) == 0
            && (left.PerhapsGone & ~right.PerhapsGone) == 0 && (left.Fact & ~right.Fact) == 0;
    }

    public bool Equals(Parts? other) =>
        other is not null && Fact == other.Fact && Perhaps == other.Perhaps && Surely == other.Surely && SurelyGone == other.SurelyGone
        && PerhapsGone == other.PerhapsGone;

    public override bool Equals(object? obj) => Equals(obj as Parts);

    public override int GetHashCode() => unchecked((Perhaps.GetHashCode() * 31) + SurelyGone.GetHashCode());
}
