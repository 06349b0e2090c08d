using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Tests.Domains;

/// <summary>One disjunct: copies, answers, and what variables say of objects.</summary>
public sealed class StateTests : StateTest
{
    [Fact]
    public void What_is_done_to_a_copy_is_not_done_to_the_original_nor_the_other_way_round()
    {
        state.Set(receiver.Id, receiver.Initial.Ensure(Fact));
        state.Set(one, Value.OfNumber(1));
        var copy = state.Clone();

        copy.Set(receiver.Id, receiver.Initial.Revoke(Fact));
        copy.Set(one, Value.OfNumber(2));
        Assert.Equal((receiver.Initial.Ensure(Fact), Value.OfNumber(1)), (state.CellOf(receiver.Id), state.ValueOf(one)));

        state.Set(receiver.Id, receiver.Initial.Ensure(OtherFact));
        state.Set(one, Value.OfNumber(3));
        Assert.Equal((receiver.Initial.Revoke(Fact), Value.OfNumber(2)), (copy.CellOf(receiver.Id), copy.ValueOf(one)));
    }

    [Fact]
    public void A_copy_is_alike_in_everything()
    {
        state.AddDoubt(isDoubtful: true);
        (state.IsDead, state.DependsOnFlags) = (true, true);
        (state.Elsewhere, state.Widespread, state.Recalled, state.Granted, state.Achieved, state.Failed, state.Scattered) = (1, 2, 4, 8, 16, 32, 64);
        state.Thrown = Thrown.ByOperation;
        state.NoteAnswer(receiver.Id, Fact);
        var copy = state.Clone();

        Assert.True(copy.IsAlike(state));
        Assert.Equal((state.IsDead, state.Thrown, state.Answers, state.KeepsAnswers), (copy.IsDead, copy.Thrown, copy.Answers, copy.KeepsAnswers));
        Assert.Equal((1UL, 2UL, 4UL, 8UL, 16UL, 32UL, 64UL), (copy.Elsewhere.OfDsl, copy.Widespread.OfDsl, copy.Recalled.OfDsl, copy.Granted.OfDsl, copy.Achieved.OfDsl, copy.Failed.OfDsl, copy.Scattered.OfDsl));
    }

    [Fact]
    public void An_answer_of_which_one_of_several_facts_may_be_true_says_nothing()
    {
        state.NoteAnswer(receiver.Id, Fact | OtherFact);
        Assert.Null(state.Answers);

        state.NoteAnswers(receiver.Id, Fact | OtherFact);
        state.Withdraw(receiver.Id, Fact);
        Assert.Equal(OtherFact, Answer.Of(state.Answers, receiver.Id));
    }

    [Fact]
    public void Of_one_setting_the_tests_leave_all_sure_and_those_of_two_do_not()
    {
        state.Assume(1, outcome: true);
        state.Assume(1, outcome: false);
        Assert.Equal(Doubt.None, state.Doubt);

        state.Assume(2, outcome: true);
        Assert.NotEqual(Doubt.None, state.Doubt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_second_setting_is_as_good_as_the_first_once_something_has_changed(bool isChanged)
    {
        state.Assume(1, outcome: true);
        state.Set(receiver.Id, isChanged ? receiver.Initial.Ensure(Fact) : receiver.Initial, Fact);
        state.Assume(2, outcome: true);

        Assert.Equal(isChanged, state.Doubt == Doubt.None);
    }

    [Fact]
    public void A_test_that_shows_that_nothing_can_be_lost_makes_nothing_doubtful()
    {
        Assert.False(state.IsHarmless);
        state.AddDoubt(isDoubtful: true, Doubt.Harmless);
        state.AddDoubt(isDoubtful: true, Doubt.Harmless);

        Assert.Equal((true, false), (state.IsHarmless, state.IsDoubtfulToCallers));
    }

    [Fact]
    public void Doubt_of_callers_alone_leaves_the_body_sure_until_it_hands_over()
    {
        state.AddDoubt(isDoubtful: false);
        Assert.False(state.IsDoubtfulToCallers);
        state.AddDoubt(isDoubtful: true, Doubt.Callers);
        Assert.True(state is { IsDoubtful: false, IsDoubtfulToCallers: true });

        state.Set(receiver.Id, receiver.Initial.WithAsked(3));
        state.HandOver();

        Assert.True(state.IsDoubtful);
        Assert.Equal(0UL, state.CellOf(receiver.Id).Asked);
    }

    [Fact]
    public void An_answer_holds_beside_what_is_known_of_the_object_until_the_fact_is_touched()
    {
        state.NoteAnswer(receiver.Id, Fact);
        Assert.Equal(receiver.Initial, state.CellOf(receiver.Id));
        Assert.Equal(receiver.Initial.Ensure(Fact), state.KnownOf(receiver.Id));
        Assert.Equal(path.Initial, state.KnownOf(path.Id));

        state.Set(receiver.Id, receiver.Initial.Ensure(OtherFact), OtherFact);
        Assert.Equal(receiver.Initial.Ensure(Fact | OtherFact), state.KnownOf(receiver.Id));
        state.Set(receiver.Id, receiver.Initial.Revoke(Fact), Fact);
        Assert.Equal(receiver.Initial.Revoke(Fact), state.KnownOf(receiver.Id));
    }

    [Fact]
    public void What_a_variable_says_of_facts_ends_when_something_is_done_to_the_object()
    {
        state.Assign(one, Value.OfTruth(Condition.OfAnyFact(receiver.Id, new(Fact, -1, isExact: false, isWider: true, isOneWay: false, denied: 0))));
        state.Assign(other, Value.OfTruth(Condition.OfAnyFact(path.Id, new(Fact, -1, isExact: false, isWider: true, isOneWay: false, denied: 0))));
        Assert.True(state.KeepsAnswers);

        state.Set(receiver.Id, receiver.Initial.Ensure(OtherFact));

        Assert.Null(state.ValueOf(one)!.Truth);
        Assert.NotNull(state.ValueOf(other)!.Truth);
    }

    [Fact]
    public void A_count_is_told_until_the_facts_that_it_counts_are_touched()
    {
        var counted = Value.Free.WithNullness(Condition.OfCount(receiver.Id, Fact));
        state.Assign(one, counted);

        state.Set(receiver.Id, receiver.Initial.Ensure(OtherFact), OtherFact);
        Assert.Equal(counted, state.ValueOf(one));
        state.Set(receiver.Id, receiver.Initial.Ensure(Fact), Fact);
        Assert.Equal(counted.ToKeep(), state.ValueOf(one));
    }

    [Fact]
    public void What_one_fact_was_shown_to_be_is_held_when_the_object_changes()
    {
        state.Assign(one, Value.OfTruth(Condition.OfFacts(receiver.Id, Fact, positive: true)));

        state.Set(receiver.Id, receiver.Initial.Ensure(Fact));

        Assert.Equal((ConditionKind.Held, receiver.Initial), (state.ValueOf(one)!.Truth!.Kind, state.ValueOf(one)!.Truth!.Held));
    }

    [Fact]
    public void An_assignment_ends_what_others_say_of_the_variable()
    {
        state.Assign(one, Value.OfNumber(5));
        state.Assign(other, Value.OfTruth(Condition.OfBool(one.Id)));
        state.Assign(one, Value.OfNumber(6));
        Assert.Null(state.ValueOf(other)!.Truth);

        state.Assign(other, Value.Free.WithNullness(Condition.OfNull(one.Id)));
        state.Assign(one, Value.OfNumber(7));
        Assert.Null(state.ValueOf(other)!.Nullness);

        state.Assign(one, Value.OfTruth(Condition.OfBool(one.Id)).WithNullness(Condition.OfNull(one.Id)));
        Assert.True(state.ValueOf(one) is { Truth: null, Nullness: null });
    }

    [Fact]
    public void A_copy_of_a_variable_keeps_what_the_variable_was_known_to_be_when_it_is_assigned()
    {
        state.Assign(one, Value.OfNumber(5));
        state.Assign(other, Value.OfScalar(Scalar.In(one.Id)));
        state.Assign(one, Value.OfNumber(6));

        Assert.Equal(Scalar.Of(5), state.ValueOf(other)!.Scalar);

        state.Assign(other, Value.OfScalar(Scalar.Of(4).From(one.Id)));
        state.Assign(one, Value.OfNumber(7));
        Assert.Equal(Scalar.Of(4), state.ValueOf(other)!.Scalar);

        state.Assign(one, Value.OfScalar(Scalar.Between(1, 2).From(one.Id)));
        Assert.Equal(-1, state.ValueOf(one)!.Scalar?.Source ?? -1);
    }
}
