using Xunit;

namespace BugMuseum.Tests;

/// <summary>Each bug does its harm before its fix, breaks the rules that it says, and does neither after.</summary>
public sealed class ExhibitTests
{
    public static TheoryData<string> Ids => [.. Museum.Exhibits.Select(exhibit => exhibit.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_comes_out_as_it_says(string id) => Assert.Empty(Visit.To(Find(id)).Differences);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_interrupt_that_it_loses_is_accounted_for(string id)
    {
        var visit = Visit.To(Find(id));

        Assert.DoesNotContain(visit.Before.Losses.Concat(visit.After.Losses), loss => !loss.IsExplained);
        Assert.Equal((0, 0), (visit.Before.UnexplainedLosses, visit.After.UnexplainedLosses));
        Assert.DoesNotContain(visit.Before.Findings, finding => finding.Location.FileName is "PciDriver.cs" or "Host.cs");
    }

    public static TheoryData<string> IdsWithoutRules => [.. Museum.Exhibits.Where(exhibit => exhibit.Rules.Count == 0).Select(exhibit => exhibit.Id)];

    // An interrupt that is lost at the end has a way; in the middle of a run the operation after which it was sent tells.
    [Theory]
    [MemberData(nameof(IdsWithoutRules))]
    public void Where_no_order_is_wrong_it_shows_where_the_message_is_lost(string id)
    {
        var before = Visit.To(Find(id)).Before;

        var lost = before.Functions.SelectMany(function => function.Interrupts).SelectMany(interrupt => interrupt.Hops).Where(hop => hop.IsLost);
        var isLost = Harm.In(before) is not null;
        Assert.True(!isLost || lost.Any() || before.Strays.Length > 0, id);
        if (!isLost) Assert.NotNull(Find(id).Damage(before));   // nothing was sent, or it arrived where it should not
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_names_a_commit_and_tells_its_story(string id)
    {
        var exhibit = Find(id);

        // Mistakes that the kernel guards against, but which no commit had to repair, say which function guards.
        Assert.Matches("^([0-9a-f]{12}|(2017|2026), .+|invariant [0-9]+: .+|https://github\\.com/[^/]+/[^/]+/(issues|pull)/[0-9]+)$", exhibit.Commit);
        Assert.All(exhibit.RelatedCommits, commit => Assert.Matches("^[0-9a-f]{12}$", commit));
        Assert.InRange(exhibit.Story.Length, 80, 800);
    }

    [Fact]
    public void There_are_at_least_fifty_four_kernel_bugs_and_twenty_seven_reports_of_all_eight_families()
    {
        var kernel = Museum.Exhibits.Where(exhibit => exhibit.Id[0] != 'R' && !exhibit.Commit.StartsWith("invariant", StringComparison.Ordinal));
        Assert.InRange(kernel.Count(), 54, int.MaxValue);
        Assert.InRange(Museum.Exhibits.Count(exhibit => exhibit.Id[0] == 'R'), 27, int.MaxValue);
        Assert.Equal("ABCDEFGR", string.Concat(Museum.Exhibits.Select(exhibit => exhibit.Id[0]).Distinct()));
    }

    private static Exhibit Find(string id) => Museum.Exhibits.Single(exhibit => exhibit.Id == id);
}
