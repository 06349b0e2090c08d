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
    public void It_names_a_commit_and_tells_its_story(string id)
    {
        var exhibit = Find(id);

        Assert.Matches("^[0-9a-f]{12}$", exhibit.Commit);
        Assert.InRange(exhibit.Story.Length, 80, 800);
    }

    [Fact]
    public void There_are_at_least_thirty_bugs_of_all_seven_families()
    {
        Assert.InRange(Museum.Exhibits.Count, 30, int.MaxValue);
        Assert.Equal("ABCDEFG", string.Concat(Museum.Exhibits.Select(exhibit => exhibit.Id[0]).Distinct()));
    }

    private static Exhibit Find(string id) => Museum.Exhibits.Single(exhibit => exhibit.Id == id);
}
