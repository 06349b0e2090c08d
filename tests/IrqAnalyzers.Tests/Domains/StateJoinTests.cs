using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Tests.Domains;

/// <summary>What two disjuncts know where their paths meet.</summary>
public sealed class StateJoinTests : StateTest
{
    [Fact]
    public void Disjuncts_that_differ_in_more_than_objects_and_variables_are_not_alike()
    {
        Action<State>[] differences =
        [
            apart => apart.AddDoubt(isDoubtful: true), apart => apart.DependsOnFlags = true, apart => apart.Elsewhere = Fact, apart => apart.Widespread = Fact,
            apart => apart.Recalled = Fact, apart => apart.Granted = Fact, apart => apart.Achieved = Fact, apart => apart.Failed = Fact, apart => apart.Scattered = Fact,
        ];
        Assert.All(differences, differ =>
        {
            var apart = state.Clone();
            differ(apart);
            Assert.False(apart.IsAlike(state));
            Assert.False(state.IsAlike(apart));
        });
        Assert.True(state.Clone().IsAlike(state));
    }

    [Fact]
    public void Where_paths_meet_what_is_marked_on_either_is_marked_and_only_what_was_reported_on_both_was_reported()
    {
        Action<State>[] marks =
        [
            marked => marked.DependsOnFlags = true, marked => marked.Elsewhere = Fact, marked => marked.Widespread = Fact, marked => marked.Recalled = Fact,
            marked => marked.Granted = Fact, marked => marked.Scattered = Fact,
        ];
        Assert.All(marks, mark =>
        {
            var (plain, marked) = (state.Clone(), state.Clone());
            mark(marked);
            Assert.False(marked.Clone().Join(plain));
            Assert.True(plain.Join(marked));
            Assert.True(plain.IsAlike(marked));
        });

        var (reported, silent) = (state.Clone(), state.Clone());
        (reported.Achieved, reported.Failed) = (Fact, OtherFact);
        Assert.False(silent.Join(reported));
        Assert.True(reported.Join(silent));
        Assert.Equal((FactMask.None, FactMask.None), (reported.Achieved, reported.Failed));
    }

    [Fact]
    public void Paths_without_doubt_make_what_they_share_with_doubtful_ones_sure_and_reasons_of_doubt_add_up()
    {
        var (tested, thrown) = (state.Clone(), state.Clone());
        tested.AddDoubt(isDoubtful: true);
        thrown.AddDoubt(isDoubtful: true, Doubt.Exception);

        var both = tested.Clone();
        Assert.True(both.Join(thrown));
        Assert.Equal(Doubt.Test | Doubt.Exception, both.Doubt);
        Assert.True(both.Join(state));
        Assert.Equal(Doubt.None, both.Doubt);
        Assert.False(both.Join(tested));
    }

    [Fact]
    public void Where_paths_meet_an_object_is_as_on_either_and_one_that_a_path_has_not_met_is_as_at_first()
    {
        var changed = state.Clone();
        changed.Set(receiver.Id, receiver.Initial.Ensure(Fact));
        changed.Set(path.Id, path.Initial.Revoke(Fact));

        Assert.True(state.Join(changed));
        Assert.Equal(receiver.Initial.Join(receiver.Initial.Ensure(Fact)), state.CellOf(receiver.Id));
        Assert.Equal(path.Initial.Join(path.Initial.Revoke(Fact)), state.CellOf(path.Id));
        Assert.False(state.Join(changed));
    }

    [Fact]
    public void Where_paths_meet_a_local_is_as_on_the_path_that_has_it_and_a_member_is_no_longer_known()
    {
        var flag = table.VariableOf(receiver, Member("Flag"));
        var next = table.VariableOf(receiver, Member("Next"));
        var changed = state.Clone();
        changed.Set(one, Value.OfNumber(1));
        changed.Set(flag, Value.True);
        changed.Set(next, Value.Nothing);

        Assert.True(state.Join(changed));
        Assert.Equal(Value.OfNumber(1), state.ValueOf(one));
        Assert.Null(state.ValueOf(flag));
        Assert.Equal(Value.Nothing.Join(Value.Of(path.Id)), state.ValueOf(next));
        Assert.False(state.Join(changed));
    }

    [Fact]
    public void Where_paths_meet_exceptions_and_answers_meet_too()
    {
        var changed = state.Clone();
        changed.Thrown = Thrown.ByOperation;
        changed.NoteAnswer(receiver.Id, Fact);

        var joined = changed.Clone();
        Assert.True(joined.Join(state));
        Assert.Equal((Thrown.ByOperation, FactMask.None), (joined.Thrown, Answer.Of(joined.Answers, receiver.Id)));
        Assert.True(state.Join(changed));
        Assert.Same(Thrown.ByOperation, state.Thrown);
        Assert.False(state.Join(changed));
    }

    [Fact]
    public void Where_collections_with_other_elements_meet_it_is_not_sure_that_all_are_there()
    {
        var elements = table.SlotOf(table.OfSymbol(Member("Next"), Owner, handle: new Container(Owner)), Container.Elements);
        Value Whole(params int[] objects) => new(objects, mayBeOther: false, isNull: Tri.False);

        Assert.Equal(Whole(1), Meet(elements, Whole(1), null));
        Assert.Equal(Whole(1), Meet(elements, null, Whole(1)));
        Assert.Equal(Whole(1), Meet(elements, Whole(1), Whole(1)));
        Assert.Equal(new Value([1, 2], mayBeOther: false), Meet(elements, Whole(1), Whole(2)));
        Assert.Equal(new Value([1, 2], mayBeOther: false), Meet(elements, Whole(1), Whole(1, 2)));
    }

    [Fact]
    public void Where_collections_meet_a_place_is_known_if_it_is_on_both_sides_and_their_size_if_it_is_the_same()
    {
        var container = table.OfSymbol(Member("Next"), Owner, handle: new Container(Owner));
        var (place, last, size) = (table.SlotOf(container, Container.FirstPlace), table.SlotOf(container, Container.FirstCount - 1), table.SlotOf(container, Container.FirstCount));

        foreach (var known in new[] { place, last })
        {
            Assert.Null(Meet(known, Value.Of(1), null));
            Assert.Null(Meet(known, null, Value.Of(1)));
            Assert.Equal(Value.Of(1).Join(Value.Of(2)), Meet(known, Value.Of(1), Value.Of(2)));
        }

        Assert.Equal(Value.True, Meet(size, Value.True, Value.True));
        Assert.Null(Meet(size, Value.True, Value.False));
        Assert.Null(Meet(size, Value.True, null));
    }

    [Fact]
    public void Where_enumerations_meet_that_are_not_as_far_they_are_anywhere()
    {
        var enumeration = table.OfSymbol(Member("Next"), Owner, handle: new Enumeration());

        foreach (var slot in new[] { Enumeration.Source, Enumeration.Rest, Enumeration.Visited })
        {
            Assert.Equal(Value.Of(1), Meet(table.SlotOf(enumeration, slot), Value.Of(1), null));
            Assert.Equal(Value.Of(1), Meet(table.SlotOf(enumeration, slot), null, Value.Of(1)));
            Assert.Equal(Value.Of(1).Join(Value.Of(2)), Meet(table.SlotOf(enumeration, slot), Value.Of(1), Value.Of(2)));
        }

        foreach (var slot in new[] { Enumeration.Focus, Enumeration.FirstGiven })
        {
            Assert.Equal(Value.True, Meet(table.SlotOf(enumeration, slot), Value.True, Value.True));
            Assert.Equal(Value.Unknown, Meet(table.SlotOf(enumeration, slot), Value.True, Value.False));
            Assert.Equal(Value.Unknown, Meet(table.SlotOf(enumeration, slot), Value.True, null));
        }

        Assert.True(table.SlotOf(enumeration, Enumeration.FirstGiven).IsGiven);
        Assert.False(table.SlotOf(enumeration, Enumeration.Focus).IsGiven);
    }

    [Fact]
    public void Where_paths_meet_facts_that_a_variable_may_tell_of_on_either_are_watched()
    {
        var telling = state.Clone();
        telling.Assign(one, Value.OfTruth(Condition.OfFacts(receiver.Id, Fact, positive: true)));

        state.Join(telling);

        Assert.True(state.KeepsAnswers);
    }

    private Value? Meet(Variable variable, Value? mine, Value? theirs)
    {
        var (one, other) = (new State(table), new State(table));
        one.Set(variable, mine);
        other.Set(variable, theirs);
        one.Join(other);
        return one.ValueOf(variable);
    }
}
