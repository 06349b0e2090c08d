using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Tests.Domains;

/// <summary>How tests of settings came out on the way, and what two ways have in common.</summary>
public sealed class AssumptionTests
{
    [Fact]
    public void Another_setting_was_tested_if_any_but_this_was()
    {
        var one = Assumption.With(null, 1, outcome: true);
        var both = Assumption.With(one, 2, outcome: false);

        Assert.Equal((false, false, true), (Assumption.IsOfOther(null, 1), Assumption.IsOfOther(one, 1), Assumption.IsOfOther(one, 2)));
        Assert.Equal((true, true), (Assumption.IsOfOther(both, 1), Assumption.IsOfOther(both, 2)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_first_test_of_a_setting_counts(bool outcome)
    {
        var first = Assumption.With(Assumption.With(null, 1, outcome), 2, outcome);

        Assert.Same(first, Assumption.With(first, 1, !outcome));
        Assert.Equal((2, outcome, 1, outcome), (first.Setting, first.Outcome, first.Others!.Setting, first.Others.Outcome));
    }

    [Fact]
    public void Two_ways_have_the_tests_in_common_that_came_out_alike()
    {
        var mine = Of((1, true), (2, true), (3, false));
        var theirs = Of((2, true), (3, true), (1, true));

        Assert.Equal(["1 True", "2 True"], Settings(Assumption.Both(mine, theirs)));
        Assert.Equal(["1 True", "2 True"], Settings(Assumption.Both(theirs, mine)));
        Assert.Equal(["2 True"], Settings(Assumption.Both(mine, Of((2, true)))));
    }

    [Fact]
    public void With_a_way_without_tests_nothing_is_in_common()
    {
        var tested = Of((1, true));

        Assert.Null(Assumption.Both(tested, null));
        Assert.Null(Assumption.Both(null, tested));
        Assert.Null(Assumption.Both(tested, Of((1, false))));
    }

    [Fact]
    public void A_way_that_says_no_more_than_the_other_is_kept()
    {
        var mine = Of((1, true), (2, false));

        Assert.Same(mine, Assumption.Both(mine, mine));
        Assert.Same(mine, Assumption.Both(mine, Of((3, true), (2, false), (1, true))));
    }

    private static Assumption Of(params (int Setting, bool Outcome)[] tests) =>
        tests.Aggregate((Assumption?)null, (all, test) => Assumption.With(all, test.Setting, test.Outcome))!;

    private static IEnumerable<string> Settings(Assumption? assumptions)
    {
        var found = new List<string>();
        for (; assumptions is not null; assumptions = assumptions.Others) found.Add($"{assumptions.Setting} {assumptions.Outcome}");
        return found.Order(StringComparer.Ordinal);
    }
}
