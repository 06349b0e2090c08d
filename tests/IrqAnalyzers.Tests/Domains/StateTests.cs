using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IrqAnalyzers.Tests.Domains;

/// <summary>One disjunct: objects and variables, and what happens to them where paths part and meet.</summary>
public sealed class StateTests
{
    private static readonly FactMask Fact = 1;
    private static readonly FactMask OtherFact = 2;

    private static readonly CSharpCompilation Compilation = CSharpCompilation.Create(
        "states", [CSharpSyntaxTree.ParseText("class Owner { public bool Flag; public readonly bool Fixed; public Owner Next; public int Number { get; set; } public int Given { get; init; } }")],
        [
            MetadataReference.CreateFromFile(typeof(object).Assembly.Location), MetadataReference.CreateFromFile(typeof(IrqModel.Host).Assembly.Location),
            // Where the attributes of the DSL have their base class from.
            MetadataReference.CreateFromFile(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.Runtime.dll")),
        ]);

    private static readonly INamedTypeSymbol Owner = Compilation.GetTypeByMetadataName("Owner")!;

    private readonly ObjectTable table = new(ContractTable.Create(Compilation)!);
    private readonly AbstractObject receiver;
    private readonly AbstractObject path;
    private readonly Variable one;
    private readonly Variable other;
    private readonly State state;

    public StateTests()
    {
        receiver = table.Receiver(Owner, without: FactMask.None);
        path = table.OfPath(receiver, Member("Next"), Owner);
        one = table.AddTemporary();
        other = table.AddTemporary();
        state = new(table);
    }

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

    [Fact]
    public void What_an_operation_takes_back_at_large_is_no_longer_known_of_any_object_that_had_it()
    {
        state.Set(receiver.Id, receiver.Initial.Ensure(Fact));
        state.Set(path.Id, path.Initial.Ensure(OtherFact));
        state.Recall(Fact);

        Assert.Equal(Fact, state.Recalled);
        Assert.Equal(receiver.Initial.Forget(Fact), state.CellOf(receiver.Id));
        Assert.Equal(path.Initial.Ensure(OtherFact), state.CellOf(path.Id));
    }

    [Fact]
    public void Members_that_others_can_assign_are_no_longer_known_when_others_have_the_object()
    {
        var (flag, @fixed) = (table.VariableOf(receiver, Member("Flag")), table.VariableOf(receiver, Member("Fixed")));
        var foreign = table.VariableOf(path, Member("Flag"));
        foreach (var variable in new[] { flag, @fixed, foreign }) state.Set(variable, Value.True);
        state.Set(path.Id, path.Initial.Ensure(Fact));

        state.ForgetShared(receiver.Id);

        Assert.Null(state.ValueOf(flag));
        Assert.Equal((Value.True, Value.True), (state.ValueOf(@fixed), state.ValueOf(foreign)));
        Assert.Equal(path.Initial.Forget(FactMask.All), state.CellOf(path.Id));
    }

    [Fact]
    public void Members_are_shared_if_anybody_can_assign_them_after_the_object_was_made()
    {
        bool IsShared(string member) => table.VariableOf(receiver, Member(member)).IsShared;

        Assert.True(IsShared("Flag") && IsShared("Number") && IsShared("Next"));
        Assert.False(IsShared("Fixed") || IsShared("Given"));
        Assert.False(one.IsShared);
    }

    [Fact]
    public void Waiting_makes_flags_that_others_can_assign_unknown_but_not_those_of_objects_that_nobody_else_has()
    {
        var (flag, mine) = (table.VariableOf(receiver, Member("Flag")), table.VariableOf(path, Member("Flag")));
        foreach (var variable in new[] { flag, mine, one }) state.Set(variable, Value.True);

        state.ForgetFlags(areStructuresOwn: true, confined: [path.Id]);

        Assert.Equal(Value.Unknown, state.ValueOf(flag));
        Assert.Equal((Value.True, Value.True), (state.ValueOf(mine), state.ValueOf(one)));
    }

    [Fact]
    public void Objects_that_nothing_refers_to_are_dropped_and_those_that_callers_can_name_are_kept()
    {
        var site = table.OfElement(receiver, Owner, isRest: false);
        foreach (var id in new[] { receiver.Id, path.Id, site.Id }) state.Set(id, table[id].Initial.Ensure(Fact).With(Kinds.Any));
        state.Set(one, Value.Of(site.Id));

        state.Collect();
        Assert.NotEqual(site.Initial, state.CellOf(site.Id));
        state.Set(one, Value.Nothing);
        state.Collect();

        Assert.Equal(site.Initial, state.CellOf(site.Id));
        Assert.NotEqual(receiver.Initial, state.CellOf(receiver.Id));
        Assert.NotEqual(path.Initial, state.CellOf(path.Id));
    }

    [Fact]
    public void A_disjunct_is_blank_if_nothing_is_known_of_any_object_that_counts()
    {
        Assert.True(state.IsBlank(apartFrom: FactMask.None));
        state.Set(path.Id, path.Initial.Ensure(Fact));

        Assert.False(state.IsBlank(apartFrom: FactMask.None));
        Assert.False(state.IsBlank(apartFrom: OtherFact));
        Assert.True(state.IsBlank(apartFrom: Fact));
        state.Set(path.Id, path.Initial.With(Kinds.Virtual));
        Assert.False(state.IsBlank(apartFrom: FactMask.All));
    }

    [Fact]
    public void An_object_that_is_made_again_leaves_the_old_one_to_those_who_have_it()
    {
        var made = table.OfElement(receiver, Owner, isRest: false);
        var flag = table.VariableOf(made, Member("Flag"));
        var known = new Cell(Kinds.Any, FactSet.AtEntry.Ensure(Fact), FactSet.AtEntry.Ensure(Fact));
        state.Set(made.Id, known);
        state.Set(one, Value.Of(made.Id));
        state.Set(flag, Value.True);

        state.Renew(made);

        var older = table.FindOlder(made)!;
        Assert.Equal((older.Id, known), (state.ValueOf(one)!.Single, state.CellOf(older.Id)));
        Assert.Equal(made.Initial, state.CellOf(made.Id));
        Assert.Null(state.ValueOf(flag));
        Assert.True(older.IsSummary && !made.IsSummary);
    }

    [Fact]
    public void An_object_that_nobody_has_is_forgotten_when_it_is_made_again()
    {
        var made = table.OfElement(receiver, Owner, isRest: false);
        state.Set(one, Value.OfTruth(Condition.OfFacts(made.Id, Fact, positive: true)));

        state.Renew(made);

        Assert.Null(table.FindOlder(made));
        Assert.Null(state.ValueOf(one)!.Truth);
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

    [Fact]
    public void An_object_has_one_number_however_often_it_is_met_and_elements_to_come_are_several()
    {
        var (current, rest) = (table.OfElement(receiver, Owner, isRest: false), table.OfElement(receiver, Owner, isRest: true));

        Assert.Same(current, table.OfElement(receiver, Owner, isRest: false));
        Assert.Same(rest, table.OfElement(receiver, Owner, isRest: true));
        Assert.NotSame(current, table.OfElement(path, Owner, isRest: false));
        Assert.NotSame(current, table.OfElement(receiver, null, isRest: false));
        Assert.True(rest.IsSummary && !current.IsSummary && current.IsNew && rest.IsNew);
        Assert.Equal(Kinds.None, current.Initial.Kinds);
        Assert.Same(receiver, table.Receiver(Owner, without: Fact));
        Assert.Same(path, table.OfPath(receiver, Member("Next"), Owner));
        Assert.Same(table.SlotOf(current, 1), table.SlotOf(current, 1));
        Assert.Null(table.FindSlot(current, 2));
        Assert.Same(table.SlotOf(current, 1), table.FindSlot(current, 1));
        Assert.Same(table.OlderThan(current), table.OlderThan(current));
        Assert.Same(table.OlderThan(current), table.FindOlder(current));
    }

    [Fact]
    public void An_object_arrives_with_what_its_contract_says_and_the_rest_is_as_at_entry()
    {
        var arrived = table.OfSymbol(Member("Fixed"), Owner, without: Fact, with: OtherFact);

        Assert.Equal((OtherFact, Fact), (arrived.Initial.SurelyTrue, arrived.Initial.SurelyFalse));
        Assert.Equal(FactMask.All & ~(Fact | OtherFact), arrived.Initial.Physical.Entry);
    }

    private Value? Meet(Variable variable, Value? mine, Value? theirs)
    {
        var (one, other) = (new State(table), new State(table));
        one.Set(variable, mine);
        other.Set(variable, theirs);
        one.Join(other);
        return one.ValueOf(variable);
    }

    private static ISymbol Member(string name) => Owner.GetMembers(name).Single();
}
