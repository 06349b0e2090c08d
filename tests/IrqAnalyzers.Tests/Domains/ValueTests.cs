using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Tests.Domains;

/// <summary>What an expression holds, and how sure what follows a test of it can be.</summary>
public sealed class ValueTests
{
    private static readonly Condition Flag = Condition.OfBool(3);
    private static readonly Condition Null = Condition.OfNull(3);
    private static readonly Condition Fact = Condition.OfFacts(1, 1, positive: true);
    private static readonly Condition Count = Condition.OfCount(1, 1);

    public static TheoryData<object, long> Constants => new()
    {
        { 7, 7 }, { (byte)8, 8 }, { (sbyte)-8, -8 }, { (short)-9, -9 }, { (ushort)9, 9 }, { 10u, 10 }, { -11L, -11 }, { 12UL, 12 }, { 'a', 97 },
        { (ulong)long.MaxValue, long.MaxValue }, { int.MinValue, int.MinValue },
    };

    [Fact]
    public void A_value_is_known_if_it_is_a_flag_a_number_or_a_string_that_is_known()
    {
        Assert.All([Value.OfBoolean(false), Value.OfNumber(7), Value.OfConstant("text")], value => Assert.True(value.IsKnown));
        Assert.All(
            [Value.Unknown, Value.Free, Value.Of(1), Value.OfTruth(Fact), Value.OfScalar(Scalar.UpTo(7)), Value.Of(1, Tri.True)],
            value => Assert.False(value.IsKnown));
    }

    [Fact]
    public void A_value_is_open_if_nothing_is_known_of_it_and_it_says_nothing_of_others()
    {
        Assert.All([Value.Free, Value.OfScalar(Scalar.In(3)).WithFree(true)], value => Assert.True(value.IsOpen));
        Assert.All(
            [
                Value.Unknown, Value.Of(1), Value.OfBoolean(true), Value.OfTruth(Fact), Value.OfTruth(Fact, isFree: false),
                Value.OfScalar(Scalar.UpTo(7)).WithFree(true), Value.OfBoolean(true).WithFree(true),
            ],
            value => Assert.False(value.IsOpen));
    }

    [Fact]
    public void A_value_names_an_object_until_it_meets_one_that_names_another()
    {
        var named = Value.Free.WithNamed(4);

        Assert.Equal((-1, 4), (Value.Free.Named, named.Named));
        Assert.Same(named, named.WithNamed(4));
        Assert.Equal(4, named.WithNull(Tri.False).Named);
        Assert.Equal(4, named.WithFree(false).Named);
        Assert.Equal(4, Value.OfBoolean(true).WithNamed(4).Join(Value.OfBoolean(false).WithNamed(4)).Named);
        Assert.Equal(-1, Value.OfBoolean(true).WithNamed(4).Join(Value.OfBoolean(false).WithNamed(5)).Named);
        Assert.Equal(-1, Value.OfBoolean(true).WithNamed(0).Join(Value.OfBoolean(false)).Named);
    }

    [Theory]
    [MemberData(nameof(Constants))]
    public void A_constant_number_has_its_value(object constant, long number)
    {
        var value = Value.OfConstant(constant);

        Assert.Equal((number, number), (value.Scalar!.Least, value.Scalar.Most));
        Assert.True(value.MayBeOther && value.IsFree);
    }

    // Small numbers and objects are made once.
    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-65)]
    [InlineData(-64)]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(long.MaxValue)]
    public void A_number_has_its_value_whether_it_is_kept_or_not(long number)
    {
        for (var time = 0; time < 2; time++) Assert.Equal((number, number), (Value.OfNumber(number).Scalar!.Least, Value.OfNumber(number).Scalar!.Most));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(1000)]
    public void An_object_is_itself_whether_it_is_kept_or_not(int id)
    {
        foreach (var isNull in Enum.GetValues<Tri>())
        {
            for (var time = 0; time < 2; time++)
            {
                var value = Value.Of(id, isNull);
                Assert.Equal((id, isNull, isNull == Tri.Unknown), (value.Single, value.IsNull, value.IsFree));
                Assert.False(value.MayBeOther);
            }
        }
    }

    [Fact]
    public void Other_constants_are_what_they_are()
    {
        Assert.Same(Value.Nothing, Value.OfConstant(null));
        Assert.Same(Value.True, Value.OfConstant(true));
        Assert.Same(Value.False, Value.OfConstant(false));
        Assert.Same(Value.NotNull, Value.OfConstant(1.5));
        Assert.Same(Value.NotNull, Value.OfConstant(ulong.MaxValue));
        Assert.Equal(("text", Tri.False), (Value.OfConstant("text").Scalar!.Text, Value.OfConstant("text").IsNull));
        Assert.Equal(Tri.Unknown, Value.OfConstant(1).IsNull);
        Assert.Same(Value.Unknown, Value.OfTruth(null));
    }

    [Fact]
    public void The_constants_of_the_domain_say_what_they_are_called()
    {
        Assert.Equal((Tri.True, Tri.False), (Value.True.Boolean, Value.True.IsNull));
        Assert.Equal((Tri.False, Tri.False), (Value.False.Boolean, Value.False.IsNull));
        Assert.Equal((Tri.True, false), (Value.Nothing.IsNull, Value.Nothing.MayBeOther));
        Assert.Equal((Tri.False, true), (Value.NotNull.IsNull, Value.NotNull.IsFree));
        Assert.True(Value.Unknown is { IsFree: false, IsLossy: true, MayBeOther: true });
        Assert.True(Value.Free is { IsFree: true, IsLossy: false, MayBeOther: true });
    }

    [Fact]
    public void Only_a_test_of_something_unknown_that_is_not_shown_to_be_free_loses()
    {
        Value Objects(Tri isNull) => new([1], mayBeOther: false, isNull: isNull);
        Value Others(Tri boolean = Tri.Unknown, Tri isNull = Tri.Unknown, Scalar? scalar = null) => new([], mayBeOther: true, boolean, isNull, scalar: scalar);

        Assert.True(Others().IsLossy);
        Assert.True(Others(isNull: Tri.False).IsLossy);
        Assert.True(Others(scalar: Scalar.Between(1, 2)).IsLossy);
        Assert.False(Others(boolean: Tri.True).IsLossy);
        Assert.False(Others(boolean: Tri.False).IsLossy);
        Assert.False(Others(isNull: Tri.True).IsLossy);
        Assert.False(Others(scalar: Scalar.Of(1)).IsLossy);
        Assert.False(Others().WithFree(isFree: true).IsLossy);
        Assert.True(Objects(Tri.Unknown).IsLossy);
        Assert.False(Objects(Tri.False).IsLossy);
    }

    [Fact]
    public void What_says_something_of_the_state_may_rule_out_where_nobody_sees_what_it_says()
    {
        Assert.True(Value.OfTruth(Flag).MayRuleOut);
        Assert.True(Value.Free.WithNullness(Count).MayRuleOut);
        Assert.True(Value.Unknown.MayRuleOut);
        Assert.False(Value.Free.WithNullness(Null).MayRuleOut);
        Assert.False(Value.Free.MayRuleOut);
    }

    [Fact]
    public void A_value_is_a_single_object_if_it_can_be_no_other()
    {
        Assert.Equal(4, new Value([4], mayBeOther: false).Single);
        Assert.Equal(-1, new Value([4], mayBeOther: true).Single);
        Assert.Equal(-1, new Value([4, 5], mayBeOther: false).Single);
        Assert.Equal(-1, Value.Nothing.Single);
    }

    [Fact]
    public void Objects_of_a_join_are_those_of_both_each_once_and_in_order()
    {
        Assert.Equal([1, 2, 5], new Value([1, 5], mayBeOther: false).Join(new([2, 5], mayBeOther: false)).Objects);
        Assert.Equal([1, 2], new Value([], mayBeOther: false).Join(new([1, 2], mayBeOther: false)).Objects);
        Assert.Equal([1, 2], new Value([1, 2], mayBeOther: false).Join(new([], mayBeOther: false)).Objects);
        Assert.True(new Value([1], mayBeOther: false).Join(new([1], mayBeOther: true)).MayBeOther);
    }

    [Fact]
    public void A_join_is_free_only_if_it_says_the_same_either_way()
    {
        Assert.True(Value.OfNumber(1).Join(Value.OfNumber(1)).IsFree);
        Assert.False(Value.OfNumber(1).Join(Value.OfNumber(2)).IsFree);
        Assert.False(Value.OfTruth(Flag).Join(Value.OfTruth(Flag.Negate())).IsFree);
        Assert.False(Value.Free.WithNullness(Null).Join(Value.Free).IsFree);
        Assert.False(Value.Free.Join(Value.Unknown).IsFree);
        Assert.True(Value.Of(1).Join(Value.Of(2)).IsFree);
    }

    [Fact]
    public void An_object_can_be_exchanged_for_another()
    {
        var value = new Value([1, 3, 5], mayBeOther: true, scalar: Scalar.Of(2), isFree: true);

        Assert.Equal([3, 5, 9], value.Replace(1, 9).Objects);
        Assert.Equal([0, 1, 3], value.Replace(5, 0).Objects);
        Assert.Equal([3, 5], value.Replace(1, 3).Objects);
        Assert.Same(value, value.Replace(2, 9));
        Assert.True(value.Replace(1, 9) is { MayBeOther: true, IsFree: true, Scalar.IsConstant: true });
        Assert.False(value.WithTruth(Fact).Replace(1, 9).IsFree);
        Assert.False(value.WithNullness(Null).Replace(1, 9).IsFree);
        Assert.Null(value.WithTruth(Fact).Replace(1, 9).Truth);
    }

    [Fact]
    public void Values_overlap_if_they_may_be_one_object()
    {
        var value = new Value([1, 3], mayBeOther: true);

        Assert.True(value.Holds(1) && value.Holds(3));
        Assert.False(value.Holds(2) || value.Holds(-1) || value.Holds(4));
        Assert.True(value.Overlaps(new([3, 4], mayBeOther: false)));
        Assert.False(value.Overlaps(new([2, 4], mayBeOther: true)));
        Assert.False(Value.Unknown.Overlaps(value));
    }

    [Fact]
    public void What_is_learned_of_a_value_changes_nothing_else_of_it()
    {
        var value = new Value([1], mayBeOther: false, truth: Flag, nullness: Null, scalar: Scalar.Of(1).From(2));

        Assert.Equal(new Value([1], mayBeOther: false, truth: Fact, nullness: Null, scalar: Scalar.Of(1).From(2)), value.WithTruth(Fact));
        Assert.Equal(new Value([1], mayBeOther: false, truth: Flag, nullness: Count, scalar: Scalar.Of(1).From(2)), value.WithNullness(Count));
        Assert.Equal(new Value([1], mayBeOther: false, truth: Flag, nullness: Null, scalar: Scalar.Of(3)), value.WithScalar(Scalar.Of(3)));
        Assert.Equal(new Value([1], mayBeOther: false, isNull: Tri.False, truth: Flag, nullness: Null, scalar: Scalar.Of(1).From(2)), value.WithNull(Tri.False));
        Assert.Equal(new Value([1], mayBeOther: false, boolean: Tri.True, truth: Flag, nullness: Null, scalar: Scalar.Of(1).From(2)), value.WithBoolean(Tri.True));
        Assert.Equal(new Value([1], mayBeOther: false, truth: Flag, nullness: Null, scalar: Scalar.Of(1).From(2), isFree: true), value.WithFree(isFree: true));
        Assert.Same(value, value.WithNull(Tri.Unknown));
        Assert.Same(value, value.WithBoolean(Tri.Unknown));
        Assert.Same(value, value.WithFree(isFree: false));
        Assert.Same(value, value.WithScalar(value.Scalar));
    }

    [Fact]
    public void An_object_that_is_known_to_be_there_or_not_depends_on_the_way_there()
    {
        Assert.False(Value.Of(1).WithNull(Tri.True).IsFree);
        Assert.False(Value.Of(1).WithNull(Tri.False).IsFree);
        Assert.True(Value.Free.WithNull(Tri.False).IsFree);
        Assert.True(new Value([1], mayBeOther: false, isNull: Tri.False, isFree: true).WithNull(Tri.Unknown).IsFree);
        Assert.False(Value.Free.WithBoolean(Tri.True).IsFree);
        Assert.True(new Value([], mayBeOther: true, boolean: Tri.True, isFree: true).WithBoolean(Tri.Unknown).IsFree);
    }

    [Fact]
    public void Without_what_it_says_of_others_a_value_is_no_longer_free_of_them()
    {
        Assert.Same(Value.Free, Value.Free.WithoutConditions());
        Assert.Equal(Value.Unknown, Value.OfTruth(Flag).WithoutConditions());
        Assert.Equal(Value.Unknown, Value.Free.WithNullness(Null).WithoutConditions());
        Assert.Equal(Value.Free, Value.Free.WithNullness(Count).WithoutConditions());
        Assert.Equal(Value.OfNumber(1), Value.OfScalar(Scalar.Of(1).From(2)).WithoutConditions());
        Assert.Equal(Value.Free, Value.OfScalar(Scalar.In(2)).WithoutConditions());
        Assert.Equal(new Value([1], mayBeOther: true, boolean: Tri.True, isNull: Tri.False), new Value([1], mayBeOther: true, boolean: Tri.True, isNull: Tri.False, truth: Flag).WithoutConditions());
    }

    [Fact]
    public void What_a_value_says_of_facts_is_not_kept_for_later_and_what_it_says_of_variables_is()
    {
        Assert.Equal(Value.Unknown, Value.OfTruth(Fact).ToKeep());
        Assert.Equal(new Value([], mayBeOther: true, truth: Flag), Value.OfTruth(Flag).WithNullness(Fact).ToKeep());
        Assert.Equal(new Value([], mayBeOther: true, nullness: Null), Value.OfTruth(Fact).WithNullness(Null).ToKeep());
        var ofVariables = Value.OfTruth(Flag).WithNullness(Null);
        Assert.Same(ofVariables, ofVariables.ToKeep());
    }

    [Fact]
    public void How_much_was_done_is_an_outcome_unless_the_value_says_more_of_facts()
    {
        Assert.Equal(Count, Value.Free.WithNullness(Count).Outcome);
        Assert.Equal(Count, Value.OfTruth(Count).Outcome);
        Assert.Equal(Count, Value.OfTruth(Flag).WithNullness(Count).Outcome);
        Assert.Null(Value.OfTruth(Fact).WithNullness(Count).Outcome);
        Assert.Null(Value.OfTruth(Count).WithNullness(Fact).Outcome);
        Assert.Null(Value.OfTruth(Count.AndIf(outcome: true, Flag)).Outcome);
        Assert.Null(Value.OfTruth(Fact).Outcome);
        Assert.Null(Value.Free.Outcome);

        var counted = Value.OfTruth(Count);
        Assert.Same(counted, counted.ToKeepInMember());
        Assert.Equal(Value.Unknown, Value.OfTruth(Fact).ToKeepInMember());
    }

    [Fact]
    public void What_is_known_of_a_number_is_known_wherever_it_was_read_and_a_place_alone_is_not()
    {
        Assert.Equal(Scalar.Of(1), Value.OfScalar(Scalar.Of(1).From(2)).ScalarAnywhere);
        Assert.Null(Value.OfScalar(Scalar.In(2)).ScalarAnywhere);
        Assert.Null(Value.Free.ScalarAnywhere);
    }
}
