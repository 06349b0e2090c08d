using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Tests.Domains;

/// <summary>The objects of a disjunct: which others have, which are made again, and which are dropped.</summary>
public sealed class StateObjectTests : StateTest
{
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
    public void A_symbol_has_one_variable_and_one_object_and_a_member_of_each_object_has_its_own()
    {
        Assert.Same(table.VariableOf(Member("Fixed")), table.VariableOf(Member("Fixed")));
        Assert.Same(table.OfSymbol(Member("Fixed"), Owner), table.OfSymbol(Member("Fixed"), Owner));
        Assert.Same(table.VariableOf(receiver, Member("Flag")), table.VariableOf(receiver, Member("Flag")));
        Assert.NotSame(table.VariableOf(receiver, Member("Flag")), table.VariableOf(path, Member("Flag")));
        Assert.NotSame(table.VariableOf(receiver, Member("Flag")), table.VariableOf(owner: null, Member("Flag")));
        Assert.Same(table.OfPath(receiver, Member("Next"), Owner), path);
    }

    [Fact]
    public void What_a_member_of_an_object_that_callers_cannot_name_leads_to_is_unknown_and_not_as_at_entry()
    {
        var older = table.OlderThan(receiver);

        Assert.Equal(FactMask.All, table.OfPath(owner: null, Member("Next"), Owner).Initial.Physical.Entry);
        Assert.Equal(FactMask.All, path.Initial.Physical.Entry);
        Assert.Equal(FactMask.All, table.OfPath(older, Member("Next"), Owner).Initial.Physical.Unknown);
    }

    [Fact]
    public void When_the_pass_has_ended_only_what_callers_can_name_is_kept()
    {
        var (older, variables) = (table.OlderThan(receiver), table.VariableCount);
        table.Strip();

        Assert.Equal((receiver, path), (table[receiver.Id], table[path.Id]));
        Assert.False(table[older.Id].IsFormal);
        Assert.Equal((-1, true, 0), (table[older.Id].Id, variables > 0, table.VariableCount));
        Assert.Throws<InvalidOperationException>(() => table.OfSymbol(Member("Fixed"), Owner));
    }

    [Fact]
    public void An_object_arrives_with_what_its_contract_says_and_the_rest_is_as_at_entry()
    {
        var arrived = table.OfSymbol(Member("Fixed"), Owner, without: Fact, with: OtherFact);

        Assert.Equal((OtherFact, Fact), (arrived.Initial.SurelyTrue, arrived.Initial.SurelyFalse));
        Assert.Equal(FactMask.All & ~(Fact | OtherFact), arrived.Initial.Physical.Entry);
    }
}
