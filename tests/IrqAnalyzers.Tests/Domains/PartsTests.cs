using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Tests.Domains;

/// <summary>For which parts of an object a fact holds: what is left for facts, and what a caller knows after a callee.</summary>
public sealed class PartsTests
{
    private const ulong One = 1;
    private const ulong Two = 2;

    private static readonly FactMask Fact = 1;

    private static readonly Parts Established = Parts.Establish(null, Fact, One, isPerhapsAsAtEntry: true, isPerhapsLost: false);
    private static readonly Parts TakenBack = Parts.TakeBack(null, Fact, Two);

    [Fact]
    public void Where_the_fact_may_hold_all_is_kept() => Assert.All([Established, TakenBack], parts => Assert.Same(parts, parts.For(Fact, entry: 0)));

    [Fact]
    public void Where_the_fact_is_at_most_as_at_entry_what_was_taken_back_is_kept()
    {
        var both = Parts.TakeBack(Established, Fact, Two);
        var left = both.For(isTrue: 0, entry: Fact)!;

        Assert.Same(TakenBack, TakenBack.For(isTrue: 0, entry: Fact));
        Assert.Equal((0UL, 0UL), (left.Perhaps, left.Surely));
        Assert.Equal((both.SurelyGone, both.PerhapsGone), (left.SurelyGone, left.PerhapsGone));
        Assert.Null(Established.For(isTrue: 0, entry: Fact));
    }

    [Fact]
    public void Where_the_fact_cannot_hold_nothing_is_kept() =>
        Assert.All([Established, TakenBack], parts => Assert.Null(parts.For(isTrue: FactMask.None, entry: FactMask.None)));

    [Fact]
    public void After_a_callee_both_have_taken_back_what_either_has()
    {
        var after = Parts.After(TakenBack, Parts.TakeBack(null, Fact, One), isPerhapsLost: false)!;

        Assert.Equal(One | Two, after.SurelyGone & (One | Two));
        Assert.Equal(One | Two, after.PerhapsGone & (One | Two));
    }

    [Theory]
    [InlineData(false, One)]
    [InlineData(true, 0)]
    public void After_a_callee_what_the_caller_had_established_is_sure_unless_it_was_perhaps_lost(bool isPerhapsLost, ulong surely)
    {
        Assert.Equal(surely, Parts.After(TakenBack, Established, isPerhapsLost)!.Surely);
        Assert.Same(Established, Parts.After(null, Established, isPerhapsLost));
    }

    [Fact]
    public void Parts_that_are_several_or_unknown_are_established_perhaps_and_not_surely() => Assert.All([Parts.Several, Parts.Unknown], part =>
    {
        var parts = Parts.Establish(null, Fact, part, isPerhapsAsAtEntry: true, isPerhapsLost: false);
        Assert.Equal((part, 0UL), (parts.Perhaps, parts.Surely));
    });

    [Fact]
    public void Parts_are_alike_if_they_are_of_one_fact_and_say_the_same()
    {
        Assert.True(Established.Equals(Parts.Establish(null, Fact, One, isPerhapsAsAtEntry: true, isPerhapsLost: false)));
        Assert.False(Established.Equals(Parts.Establish(null, 2, One, isPerhapsAsAtEntry: true, isPerhapsLost: false)));
        Assert.False(Established.Equals(TakenBack));
        Assert.False(Established.Equals(null));
    }
}
