using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Tests.Domains;

/// <summary>What is known of an object is known of each kind by itself.</summary>
public sealed class CellTests
{
    private static readonly FactMask Fact = 1;

    private static readonly Dictionary<string, (Func<Cell, Cell> OfCell, Func<FactSet, FactSet> OfFacts)> Operations = new(StringComparer.Ordinal)
    {
        ["Ensure"] = (cell => cell.Ensure(Fact), facts => facts.Ensure(Fact)),
        ["Revoke"] = (cell => cell.Revoke(Fact), facts => facts.Revoke(Fact)),
        ["Forget"] = (cell => cell.Forget(Fact), facts => facts.Forget(Fact)),
        ["Undecide"] = (cell => cell.Undecide(), facts => facts.Undecide()),
        ["Ground"] = (cell => cell.Ground(), facts => facts.Ground()),
        ["MayHave"] = (cell => cell.MayHave(Fact), facts => facts.MayHave(Fact)),
        ["MayHave of nothing"] = (cell => cell.MayHave(0), facts => facts),
        ["MayLack"] = (cell => cell.MayLack(Fact), facts => facts.MayLack(Fact)),
        ["Confirm"] = (cell => cell.Confirm(Fact), facts => facts.Confirm(Fact)),
        ["Escape"] = (cell => cell.Escape(Fact), facts => facts.Escape(Fact)),
        ["MayEscape"] = (cell => cell.MayEscape(Fact), facts => facts.MayEscape(Fact)),
    };

    public static TheoryData<string> Names => [.. Operations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operation_is_done_to_the_facts_of_every_kind_and_to_nothing_else(string name)
    {
        foreach (var cell in Elements.OfObjects.Select(cell => cell.WithAsked(5)))
            Assert.Equal(new Cell(cell.Kinds, Operations[name].OfFacts(cell.Physical), Operations[name].OfFacts(cell.Virtual), asked: 5), Operations[name].OfCell(cell));
    }

    [Theory]
    [InlineData(Kinds.Physical)]
    [InlineData(Kinds.Virtual)]
    [InlineData(Kinds.Any)]
    public void What_is_meant_for_some_kinds_is_done_to_these_only(object kinds)
    {
        var when = (Kinds)kinds;
        Cell Expected(Cell cell, Func<FactSet, FactSet> done) => new(
            cell.Kinds, (when & Kinds.Physical) != 0 ? done(cell.Physical) : cell.Physical, (when & Kinds.Virtual) != 0 ? done(cell.Virtual) : cell.Virtual, cell.Asked);

        foreach (var cell in Elements.OfObjects.Select(cell => cell.WithAsked(5)))
        {
            Assert.Equal(Expected(cell, facts => facts.Ensure(Fact)), cell.Apply(new Effect(EffectKind.Ensure, Fact, subject: 0, when)));
            Assert.Equal(Expected(cell, facts => facts.MayEnsure(Fact)), cell.Apply(new Effect(EffectKind.MayEnsure, Fact, subject: 0, when)));
            Assert.Equal(Expected(cell, facts => facts.Revoke(Fact)), cell.Apply(new Effect(EffectKind.Revoke, Fact, subject: 0, when)));
            Assert.Equal(Expected(cell, facts => facts.Forget(Fact)), cell.Forget(Fact, when));
            Assert.Equal(Expected(cell, facts => facts.MayChange(Fact)), cell.MayChange(Fact, when));
        }
    }

    [Fact]
    public void A_fact_of_several_parts_holds_until_it_is_taken_back_for_each()
    {
        var both = new Cell(Kinds.Any, FactSet.AtEntry, FactSet.AtEntry).Revoke(Fact).EnsureFor(Fact, 1).EnsureFor(Fact, 2);

        Assert.Equal(Fact, both.RevokeFor(Fact, 1).SurelyTrue & Fact);
        Assert.Equal(Fact, both.RevokeFor(Fact, 1).RevokeFor(Fact, 2).SurelyFalse & Fact);
        Assert.Equal(Fact, both.RevokeFor(Fact, Parts.Several).SurelyFalse & Fact);
        Assert.Equal(Fact, both.Revoke(Fact).EnsureFor(Fact, 4).RevokeFor(Fact, 4).SurelyFalse & Fact);
    }

    [Fact]
    public void Where_paths_meet_a_part_holds_surely_only_if_it_does_on_both()
    {
        var start = new Cell(Kinds.Any, FactSet.AtEntry, FactSet.AtEntry).Revoke(Fact);
        var joined = start.EnsureFor(Fact, 1).EnsureFor(Fact, 2).Join(start.EnsureFor(Fact, 2));

        Assert.Equal(FactMask.None, joined.RevokeFor(Fact, 2).SurelyTrue & Fact);
        Assert.Equal(FactMask.None, joined.RevokeFor(Fact, 2).SurelyFalse & Fact);
        Assert.Equal(Fact, joined.RevokeFor(Fact, 1).SurelyTrue & Fact);
    }

    [Fact]
    public void What_a_callee_does_to_parts_is_done_to_those_of_its_caller()
    {
        var entry = new Cell(Kinds.Any, FactSet.AtEntry, FactSet.AtEntry);
        foreach (var (callee, caller) in new (Func<Cell, Cell> Callee, Func<Cell, Cell> Caller)[]
        {
            (cell => cell.EnsureFor(Fact, 1), cell => cell.EnsureFor(Fact, 2)),
            (cell => cell.RevokeFor(Fact, 1), cell => cell.EnsureFor(Fact, 2).EnsureFor(Fact, 1)),
            (cell => cell.RevokeFor(Fact, 1).RevokeFor(Fact, 2), cell => cell.EnsureFor(Fact, 2).EnsureFor(Fact, 1)),
            (cell => cell.Revoke(Fact).EnsureFor(Fact, 1), cell => cell.EnsureFor(Fact, 2)),
            (cell => cell.RevokeFor(Fact, Parts.Unknown), cell => cell.EnsureFor(Fact, 2).EnsureFor(Fact, Parts.Several)),
            (cell => cell.RevokeFor(Fact, 2).EnsureFor(Fact, 1), cell => cell.EnsureFor(Fact, 2).EnsureFor(Fact, 4)),
        })
        {
            var before = caller(entry.Revoke(Fact));
            var (applied, done) = (callee(entry).After(before), callee(before));
            Assert.Equal((done.Physical, done.Parts?.Perhaps, done.Parts?.Surely), (applied.Physical, applied.Parts?.Perhaps, applied.Parts?.Surely));
        }
    }

    [Fact]
    public void A_fact_is_sure_if_it_is_so_for_every_kind_that_the_object_may_have()
    {
        foreach (var cell in Elements.OfObjects)
        {
            FactSet[] possible = [.. Possible(cell)];
            Assert.Equal(possible.All(facts => (facts.OnlyTrue & Fact) != 0), (cell.SurelyTrue & Fact) != 0);
            Assert.Equal(possible.All(facts => (facts.OnlyFalse & Fact) != 0), (cell.SurelyFalse & Fact) != 0);
            Assert.Equal(possible.All(facts => (facts.TrueOrUnknown & Fact) != 0), (cell.TrueOrUnknown & Fact) != 0);
        }
    }

    [Fact]
    public void The_facts_of_a_kind_that_is_ruled_out_make_no_difference()
    {
        var (known, unknown) = (FactSet.AtEntry.Ensure(Fact), FactSet.AllUnknown);

        Assert.Equal(new Cell(Kinds.Physical, known, known), new Cell(Kinds.Physical, known, unknown));
        Assert.Equal(new Cell(Kinds.Virtual, known, known), new Cell(Kinds.Virtual, unknown, known));
        Assert.NotEqual(new Cell(Kinds.Any, known, known), new Cell(Kinds.Any, known, unknown));
        Assert.NotEqual(new Cell(Kinds.Any, known, known), new Cell(Kinds.Any, unknown, known));
        Assert.True(new Cell(Kinds.Physical, known, known).IsAs(new Cell(Kinds.Any, known, unknown), Fact));
        Assert.True(new Cell(Kinds.Virtual, known, known).IsAs(new Cell(Kinds.Any, unknown, known), Fact));
        Assert.False(new Cell(Kinds.Any, known, known).IsAs(new Cell(Kinds.Any, known, unknown), Fact));
        Assert.False(new Cell(Kinds.Any, known, known).IsAs(new Cell(Kinds.Any, unknown, known), Fact));
    }

    [Fact]
    public void Each_kind_has_its_own_facts()
    {
        var cell = new Cell(Kinds.Any, FactSet.AtEntry.Ensure(Fact), FactSet.AtEntry.Revoke(Fact));

        Assert.Equal(cell.Physical, cell.For(Kinds.Physical));
        Assert.Equal(cell.Virtual, cell.For(Kinds.Virtual));
        Assert.Equal(new Cell(Kinds.Virtual, default, cell.Virtual), cell.With(Kinds.Virtual));
        Assert.Same(cell, cell.With(Kinds.Any));
        Assert.Same(cell, cell.WithAsked(0));
    }

    [Fact]
    public void Some_facts_can_be_taken_from_another_cell()
    {
        FactMask other = 2;
        var mine = new Cell(Kinds.Any, FactSet.AtEntry, FactSet.AtEntry, asked: 1);
        var theirs = new Cell(Kinds.Any, FactSet.AtEntry.Ensure(Fact | other), FactSet.AtEntry.Revoke(Fact | other), asked: 2);

        Assert.Equal(new Cell(Kinds.Any, FactSet.AtEntry.Ensure(Fact), FactSet.AtEntry.Revoke(Fact), asked: 1), mine.With(Fact, theirs));
    }

    [Fact]
    public void After_a_callee_an_object_is_of_a_kind_that_both_allow_and_has_been_asked_for_what_the_caller_asked()
    {
        foreach (var callee in Elements.OfObjects.Where((_, index) => index % 3 == 0))
        {
            foreach (var caller in Elements.OfObjects.Where((_, index) => index % 5 == 0))
            {
                Assert.Equal(
                    new Cell(callee.Kinds & caller.Kinds, callee.Physical.After(caller.Physical), callee.Virtual.After(caller.Virtual), asked: 4),
                    callee.WithAsked(3).After(caller.WithAsked(4)));
            }
        }
    }

    [Fact]
    public void What_was_asked_on_either_path_was_asked_and_less_is_at_most_more()
    {
        var cell = new Cell(Kinds.Any, FactSet.AtEntry, FactSet.AtEntry);

        Assert.Equal(3UL, cell.WithAsked(1).Join(cell.WithAsked(2)).Asked);
        Assert.True(cell.WithAsked(1).IsAtMost(cell.WithAsked(3)));
        Assert.False(cell.WithAsked(3).IsAtMost(cell.WithAsked(1)));
        Assert.NotEqual(cell.WithAsked(1), cell.WithAsked(2));
    }

    // States compare references first: a join that adds nothing must not make a new object.
    [Fact]
    public void A_join_that_adds_nothing_gives_the_cell_that_was_there()
    {
        var less = new Cell(Kinds.Physical, FactSet.AtEntry, default);
        var more = new Cell(Kinds.Any, FactSet.AtEntry, FactSet.AtEntry);

        Assert.Same(more, more.Join(less));
        Assert.Same(more, less.Join(more));
        Assert.Same(more, more.Join(more));
    }

    [Fact]
    public void Changes_are_the_facts_that_were_established_or_taken_back_and_not_that_a_collection_has_the_object()
    {
        var before = new Cell(Kinds.Any, FactSet.AtEntry, FactSet.AtEntry);

        Assert.Equal(FactMask.None, before.ChangesFrom(before));
        Assert.Equal(FactMask.None, before.Ensure(Fact).ChangesFrom(before.Ensure(Fact)));
        Assert.Equal(FactMask.None, before.Ensure(FlowFacts.Stowed).ChangesFrom(before));
        Assert.Equal(FactMask.None, before.Forget(Fact).ChangesFrom(before));
        Assert.Equal(Fact, before.Ensure(Fact).ChangesFrom(before));
        Assert.Equal(Fact, before.Revoke(Fact).ChangesFrom(before));
        Assert.Equal(Fact, before.Apply(new Effect(EffectKind.Ensure, Fact, 0, Kinds.Virtual)).ChangesFrom(before));
        Assert.Equal(Fact, before.Apply(new Effect(EffectKind.Revoke, Fact, 0, Kinds.Virtual)).ChangesFrom(before));
    }

    [Fact]
    public void An_object_in_a_collection_is_the_same_as_one_that_is_in_none()
    {
        var cell = new Cell(Kinds.Any, FactSet.AtEntry, FactSet.AtEntry);
        var ofVirtual = cell.Apply(new Effect(EffectKind.Ensure, FlowFacts.Stowed, 0, Kinds.Virtual));

        Assert.False(cell.IsStowed);
        Assert.True(cell.Ensure(FlowFacts.Stowed).IsStowed);
        Assert.True(ofVirtual.IsStowed);
        Assert.True(cell.IsAs(cell));
        Assert.True(cell.Ensure(FlowFacts.Stowed).IsAs(cell));
        Assert.False(cell.Ensure(FlowFacts.Stowed | Fact).IsAs(cell));
        Assert.False(cell.Ensure(Fact).IsAs(cell));
    }

    private static IEnumerable<FactSet> Possible(Cell cell)
    {
        if ((cell.Kinds & Kinds.Physical) != 0) yield return cell.Physical;
        if ((cell.Kinds & Kinds.Virtual) != 0) yield return cell.Virtual;
    }
}
