using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Tests.Domains;

/// <summary>What the outcome of a test says about the state.</summary>
public sealed class ConditionTests
{
    private const int Function = 1;
    private const int Another = 2;

    private static readonly Kinds[] EachKind = [Kinds.None, Kinds.Physical, Kinds.Virtual, Kinds.Any];

    private static readonly FactTest Exact = new(1, subject: -1, isExact: true, isWider: false, isOneWay: false, denied: 2);
    private static readonly FactTest Wider = new(1, subject: -1, isExact: false, isWider: true, isOneWay: true, denied: 0);

    private static readonly Condition HasFact = Condition.OfAnyFact(Function, Exact);
    private static readonly Condition IsVirtual = Condition.OfKind(Function, Kinds.Virtual, Kinds.Physical);

    private static IEnumerable<Condition> All =>
    [
        IsVirtual, Condition.OfKind(Function, Kinds.Any, Kinds.Physical), Condition.OfKind(Function, Kinds.Virtual, Kinds.Any), HasFact, Condition.OfAnyFact(Function, Wider), Condition.OfFacts(Function, 1, positive: true), Condition.OfFacts(Function, 1, positive: false),
        Condition.OfOutcome(Function, 1), Condition.OfCount(Function, 1), Condition.OfCount(Function, 1).ButPerhaps(), Condition.OfBool(4), Condition.OfNull(4),
        Condition.OfScalar(4, Scalar.Of(1)), Condition.OfScalar(4, Scalar.Of(2)), Condition.OfLookUp(Function), Condition.OfLookUp(Function, isOneWay: true),
        Condition.OfMore(Function), Condition.OfHarmless(Function), Condition.OfBool(4).AndIf(outcome: true, HasFact), Condition.OfBool(4).AndIf(outcome: false, HasFact),
        Condition.OfFacts(Function, 1, positive: true).AsHeld(new Cell(Kinds.Any, FactSet.AtEntry, FactSet.AtEntry)),
        Condition.OfFacts(Function, 2, positive: true), Condition.OfFacts(Another, 1, positive: true),
    ];

    [Fact]
    public void Conditions_that_say_different_things_are_different()
    {
        var all = All.ToArray();
        foreach (var one in all) Assert.Single(all, other => one.Equals(other));
        Assert.All(all.Zip(All), pair => Assert.True(pair.First.Equals(pair.Second) && pair.First.GetHashCode() == pair.Second.GetHashCode()));
    }

    [Fact]
    public void A_test_of_the_kind_is_half_of_a_test_if_some_kind_has_both_outcomes() => Assert.All(All, condition => Assert.Equal(
        condition.Equals(Condition.OfKind(Function, Kinds.Any, Kinds.Physical)) || condition.Equals(Condition.OfKind(Function, Kinds.Virtual, Kinds.Any)),
        condition.IsPartial));

    [Fact]
    public void A_condition_is_positive_unless_it_asks_for_what_is_missing() => Assert.All(
        All, condition => Assert.Equal(!condition.Equals(Condition.OfFacts(Function, 1, positive: false)), condition.Positive));

    [Fact]
    public void The_opposite_of_the_opposite_says_the_same_and_the_opposite_does_not() => Assert.All(All, condition =>
    {
        Assert.Equal(condition, condition.Negate().Negate());
        Assert.NotEqual(condition, condition.Negate());
        Assert.Equal((condition.IfTrue, condition.IfFalse, condition.Positive), (condition.Negate().IfFalse, condition.Negate().IfTrue, !condition.Negate().Positive));
    });

    [Fact]
    public void The_same_can_be_said_of_another_object() => Assert.All(All, condition =>
    {
        var same = condition.For(Another);
        Assert.Equal((condition.Kind, condition.IfTrue, condition.IfFalse, condition.Facts, condition.Positive), (same.Kind, same.IfTrue, same.IfFalse, same.Facts, same.Positive));
        Assert.Equal(Another, same.Target);
        Assert.Equal(condition.Also?.For(Another), same.Also);
    });

    [Fact]
    public void Both_of_two_tests_of_kinds_are_true_where_both_are_and_false_where_either_is()
    {
        foreach (var (one, other) in Pairs())
        {
            var both = Condition.Combine(one, other, both: true)!;
            Assert.Equal((one.IfTrue & other.IfTrue, one.IfFalse | other.IfFalse), (both.IfTrue, both.IfFalse));
            var either = Condition.Combine(one, other, both: false)!;
            Assert.Equal((one.IfTrue | other.IfTrue, one.IfFalse & other.IfFalse), (either.IfTrue, either.IfFalse));
        }
    }

    [Fact]
    public void Either_of_two_tests_says_nothing_unless_both_are_of_kinds_of_one_object()
    {
        Assert.Null(Condition.Combine(IsVirtual, IsVirtual.For(Another), both: false));
        Assert.Null(Condition.Combine(IsVirtual, HasFact, both: false));
        Assert.Null(Condition.Combine(HasFact, IsVirtual, both: false));
        Assert.Null(Condition.Combine(IsVirtual, null, both: false));
        Assert.Null(Condition.Combine(IsVirtual, IsVirtual.AndIf(true, HasFact), both: false));
        Assert.Null(Condition.Combine(IsVirtual.AndIf(true, HasFact), IsVirtual, both: false));
    }

    [Fact]
    public void A_kind_and_a_fact_of_one_object_are_a_fact_of_that_kind()
    {
        var both = Condition.Combine(IsVirtual, HasFact, both: true)!;

        Assert.Equal((ConditionKind.AnyFact, Kinds.Virtual, HasFact.Facts, HasFact.Denied, true), (both.Kind, both.OfKinds, both.Facts, both.Denied, both.IsExact));
        Assert.Equal(Kinds.Virtual, both.Negate().OfKinds);
        Assert.False(Condition.Combine(Condition.OfKind(Function, Kinds.Virtual, Kinds.Any), HasFact, both: true)!.IsExact);
        Assert.False(Condition.Combine(IsVirtual, Condition.OfAnyFact(Function, Wider), both: true)!.IsExact);
    }

    [Fact]
    public void Of_a_conjunction_that_is_half_understood_the_outcome_true_says_as_much_as_the_half()
    {
        foreach (var half in new[] { Condition.Combine(IsVirtual, null, both: true)!, Condition.Combine(null, IsVirtual, both: true)!, Condition.Combine(IsVirtual, Condition.OfBool(4), both: true)! })
            Assert.Equal((Function, Kinds.Virtual, Kinds.Any), (half.Target, half.IfTrue, half.IfFalse));

        var fact = Condition.Combine(HasFact, null, both: true)!;
        Assert.Equal((Kinds.Any, Kinds.Any, HasFact, true), (fact.IfTrue, fact.IfFalse, fact.Also, fact.AlsoIf));
        Assert.Null(Condition.Combine(null, null, both: true));
        Assert.Null(Condition.Combine(Condition.OfBool(4), Condition.OfNull(5), both: true));
    }

    [Fact]
    public void Of_two_objects_a_conjunction_speaks_of_the_first() =>
        Assert.Equal((Function, Kinds.Virtual), Condition.Combine(IsVirtual, IsVirtual.For(Another), both: true) is { } both ? (both.Target, both.IfTrue) : default);

    [Fact]
    public void A_conjunction_of_two_facts_says_both_where_it_is_true()
    {
        var second = Condition.OfFacts(Function, 2, positive: true);
        var both = Condition.Combine(HasFact, second, both: true)!;

        Assert.Equal((HasFact.AndIf(outcome: true, second), true), (both.Also, both.AlsoIf));
        Assert.Equal((Kinds.Any, Kinds.Any), (both.IfTrue, both.IfFalse));
    }

    [Fact]
    public void Only_a_first_addition_to_a_condition_is_kept()
    {
        var more = Condition.OfBool(4).AndIf(outcome: true, HasFact);

        Assert.Same(more, more.AndIf(outcome: true, IsVirtual));
        Assert.True(more.IsPassing);
        Assert.False(Condition.OfBool(4).AndIf(outcome: true, IsVirtual).IsPassing);
    }

    [Fact]
    public void Conditions_on_objects_are_told_from_conditions_on_variables() => Assert.All(All, condition =>
    {
        Assert.Equal(condition.Kind is not (ConditionKind.Bool or ConditionKind.Null or ConditionKind.Scalar), condition.SpeaksOfObject);
        Assert.Equal(condition.Kind is ConditionKind.Fact or ConditionKind.AnyFact or ConditionKind.Count || condition.Also is not null, condition.IsPassing);
    });

    [Fact]
    public void One_fact_of_an_object_can_be_held_and_what_is_vaguer_cannot()
    {
        Assert.True(HasFact.CanBeHeld);
        Assert.True(Condition.OfFacts(Function, 3, positive: false).CanBeHeld);
        Assert.False(Condition.OfAnyFact(Function, Wider).CanBeHeld);
        Assert.False(Condition.OfAnyFact(Function, new(3, -1, isExact: true, isWider: false, isOneWay: false, denied: 0)).CanBeHeld);
        Assert.False(Condition.Combine(IsVirtual, HasFact, both: true)!.CanBeHeld);
        Assert.False(HasFact.AndIf(outcome: true, IsVirtual).CanBeHeld);
        Assert.False(IsVirtual.CanBeHeld);
    }

    [Fact]
    public void A_count_of_which_it_is_not_said_that_it_is_none_is_not_exact()
    {
        var count = Condition.OfCount(Function, 1);

        Assert.True(count.IsExact);
        Assert.False(count.ButPerhaps().IsExact);
        Assert.Equal(count.Denied, count.ButPerhaps().Denied);
    }

    private static IEnumerable<(Condition One, Condition Other)> Pairs() =>
        from one in EachKind
        from ifFalse in EachKind
        from other in EachKind
        from otherIfFalse in EachKind
        select (Condition.OfKind(Function, one, ifFalse), Condition.OfKind(Function, other, otherIfFalse));
}
