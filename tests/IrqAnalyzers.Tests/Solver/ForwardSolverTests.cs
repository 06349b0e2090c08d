using IrqAnalyzers.Solver;

namespace IrqAnalyzers.Tests.Solver;

/// <summary>The solver by itself, over an analysis that knows labels only.</summary>
public sealed class ForwardSolverTests
{
    [Fact]
    public void A_path_carries_what_it_has_marked_to_the_exit() => Assert.Equal(["a,b"], Solve("""Mark("a"); Mark("b");""").Exits);

    [Fact]
    public void Paths_are_joined_where_they_meet() => Assert.Equal(["a,b"], Solve("""if (Test()) Mark("a"); else Mark("b"); Test();""").Exits);

    [Fact]
    public void Each_return_is_an_exit_of_its_own() =>
        Assert.Equal(["", "a"], Solve("""if (Test()) return; Mark("a");""").Exits.Order(StringComparer.Ordinal));

    [Fact]
    public void A_loop_is_solved_to_its_fixpoint() =>
        Assert.Equal(["a,b"], Solve("""while (Test()) { if (Test()) Mark("a"); else Mark("b"); } Test();""").Exits);

    [Fact]
    public void A_goto_backwards_is_a_loop() =>
        Assert.Equal(["a,b"], Solve("""again: if (Test()) { Mark("a"); goto again; } Mark("b");""").Exits);

    [Fact]
    public void Code_that_no_path_reaches_is_not_executed() =>
        Assert.Equal(["a"], Solve("""Mark("a"); return; Mark("b");""").Exits);

    [Fact]
    public void A_finally_region_runs_for_a_return_through_it() =>
        Assert.Equal(["a,f"], Solve("""try { Mark("a"); return; } finally { Mark("f"); }""").Exits);

    [Fact]
    public void A_finally_region_keeps_apart_the_branches_that_pass_it()
    {
        var exits = Solve("""try { if (Test()) { Mark("a"); return; } } finally { Mark("f"); } Mark("b");""").Exits;
        Assert.Equal(["a,f", "b,f"], exits.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nested_finally_regions_run_from_the_inside_out() =>
        Assert.Equal(["a,inner,outer"], Solve("""try { try { Mark("a"); return; } finally { Mark("inner"); } } finally { Mark("outer"); }""").Exits);

    [Fact]
    public void An_exception_runs_the_finally_regions_that_it_passes()
    {
        var solved = Solve("""try { try { Mark("a"); throw new Exception(); } finally { Mark("inner"); } } finally { Mark("outer"); }""");
        Assert.Equal(["a,inner,outer"], solved.Thrown.Distinct());
        Assert.Empty(solved.Exits);
    }

    [Fact]
    public void A_handler_is_entered_as_the_exception_was_thrown() =>
        Assert.Equal(["a,c"], Solve("""try { Mark("a"); throw new Exception(); } catch { Mark("c"); }""").Exits);

    [Fact]
    public void A_handler_of_another_type_is_passed_by() =>
        Assert.Equal(
            ["d"],
            Solve("""try { throw new InvalidOperationException(); } catch (ArgumentException) { Mark("c"); } catch (InvalidOperationException) { Mark("d"); }""").Exits);

    [Fact]
    public void A_handler_that_surely_takes_the_exception_hides_those_behind_it() =>
        Assert.Empty(Solve("""try { throw new InvalidOperationException(); } catch (InvalidOperationException) { Mark("c"); }""").Thrown);

    [Fact]
    public void A_filter_may_let_the_exception_pass()
    {
        var solved = Solve("""try { throw new Exception(); } catch (Exception) when (Test()) { Mark("c"); } catch (Exception) { Mark("d"); }""");
        Assert.Equal(["c", "d"], solved.Exits.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_operation_that_may_throw_goes_on_too() =>
        Assert.Equal(["", "c"], Solve("""try { Fail(); return; } catch { Mark("c"); }""").Exits.Order(StringComparer.Ordinal));

    [Fact]
    public void An_exception_in_a_handler_passes_to_the_handlers_around() =>
        Assert.Equal(["a,b,c"], Solve("""try { try { Mark("a"); throw new Exception(); } catch { Mark("b"); throw; } } catch { Mark("c"); }""").Exits);

    [Fact]
    public void Events_are_reported_for_states_of_the_fixpoint_only() =>
        Assert.Equal(["a,b"], Solve("""while (Test()) { Report(); if (Test()) Mark("a"); else Mark("b"); }""").Reports);

    [Fact]
    public void Events_in_a_finally_region_are_reported_once_for_each_path_through_it() =>
        Assert.Equal(["a", "b"], Solve("""try { if (Test()) { Mark("a"); return; } Mark("b"); } finally { Report(); }""").Reports.Order(StringComparer.Ordinal));

    [Fact]
    public void Events_in_a_finally_region_are_reported_for_exceptions() =>
        Assert.Equal(["a"], Solve("""try { Mark("a"); throw new Exception(); } finally { Report(); }""").Reports);

    [Fact]
    public void A_block_without_events_is_not_executed_again_in_the_replay()
    {
        var quiet = Solve("""Mark("a");""");
        var reporting = Solve("""Mark("a"); Report();""");
        Assert.Equal((1, 2), (quiet.Executions(1), reporting.Executions(1)));
    }

    [Fact]
    public void What_the_domain_keeps_apart_stays_apart() =>
        Assert.Equal(["A", "B"], Solve("""if (Test()) Mark("A"); else Mark("B"); Report();""").Reports.Order(StringComparer.Ordinal));

    [Fact]
    public void A_domain_that_keeps_nothing_apart_has_one_disjunct() =>
        Assert.Equal(["A,B"], Solve("""if (Test()) Mark("A"); else Mark("B"); Report();""", finest: Coarseness.None).Reports);

    [Fact]
    public void There_are_no_more_disjuncts_than_the_bound()
    {
        var tests = string.Concat(Enumerable.Range(0, 5).Select(index => $"if (Test()) Mark(\"{(char)('A' + index)}\");"));
        Assert.InRange(Solve(tests + "Report();").Reports.Count, 1, StateSet<LabelAnalysis.Labels>.MaximumDisjuncts);
    }

    [Fact]
    public void A_block_is_executed_once_for_each_case() =>
        Assert.Equal(["case0,case1"], Solve("Split(); if (Test()) Test(); Test();").Exits);

    [Fact]
    public void A_budget_that_is_spent_ends_the_analysis()
    {
        var incomplete = Assert.Throws<IncompleteException>(() => Solve("""while (Test()) Mark("a");""", budget: 2));
        Assert.Equal("it has too many paths", incomplete.Message);
    }

    [Fact]
    public void Visits_of_finally_regions_count() => Assert.True(Solve("try { Fail(); } finally { Test(); }").Visits > Solve("Fail(); Test();").Visits);

    [Theory]
    [InlineData("""while (Test()) { if (Test()) Mark("a"); else { Mark("b"); if (Test()) break; } Mark("c"); } Report();""")]
    [InlineData("""again: try { if (Test()) { Mark("a"); goto again; } Fail(); } catch { Mark("c"); } finally { Mark("f"); } Report();""")]
    public void The_order_in_which_blocks_are_visited_makes_no_difference(string body)
    {
        var forwards = Solve(body);
        var backwards = Solve(body, rank: static ordinal => -ordinal);
        Assert.Equal(forwards.Reports, backwards.Reports);
        Assert.Equal(forwards.Exits, backwards.Exits);
    }

    private static LabelAnalysis Solve(string body, int budget = 1_000, Func<int, int>? rank = null, Coarseness finest = Coarseness.Full) =>
        LabelAnalysis.Solve(body, budget, rank, finest);
}
