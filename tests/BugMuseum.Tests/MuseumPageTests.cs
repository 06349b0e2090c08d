using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace BugMuseum.Tests;

/// <summary>docs/museum.md says which known mistake of the kernel, and which report, is shown by which exhibit.</summary>
public sealed partial class MuseumPageTests
{
    private const int KnownMistakes = 64;

    private static readonly string Page = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "museum.md"));

    private static readonly (int Number, string Commit, string[] Exhibits, string Shown)[] Mistakes =
    [
        .. MistakeRow().Matches(Page).Select(row => (
            int.Parse(row.Groups["number"].Value, CultureInfo.InvariantCulture), row.Groups["commit"].Value.Trim('`'),
            ExhibitId().Matches(row.Groups["shown"].Value).Select(id => id.Value).ToArray(), row.Groups["shown"].Value)),
    ];

    [Fact]
    public void It_lists_all_known_mistakes_and_counts_those_that_are_shown()
    {
        Assert.Equal(Enumerable.Range(1, KnownMistakes), Mistakes.Select(row => row.Number).Order());
        var shown = Mistakes.Count(row => row.Exhibits.Length > 0 && !row.Shown.StartsWith("told", StringComparison.Ordinal) && !row.Shown.StartsWith("no:", StringComparison.Ordinal));
        Assert.InRange(shown, 55, KnownMistakes);
        Assert.Contains($"Of the {KnownMistakes} mistakes that we know of, {shown} are shown", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_row_that_names_an_exhibit_names_a_commit_that_the_exhibit_names()
    {
        foreach (var (number, commit, exhibits, shown) in Mistakes)
        {
            if (shown.StartsWith("no:", StringComparison.Ordinal)) continue;
            Assert.NotEmpty(exhibits);
            var named = exhibits.Select(id => Museum.Exhibits.Single(exhibit => exhibit.Id == id)).SelectMany(exhibit => exhibit.RelatedCommits.Prepend(exhibit.Commit));
            Assert.True(named.Any(name => name.StartsWith(commit, StringComparison.Ordinal)), $"{number}: {commit} is not named by {shown}");
        }
    }

    [Fact]
    public void Every_exhibit_is_on_the_page()
    {
        var named = ExhibitId().Matches(Page).Select(id => id.Value).ToHashSet();

        Assert.Empty(Museum.Exhibits.Select(exhibit => exhibit.Id).Except(named));
    }

    [Fact]
    public void Every_report_is_linked()
    {
        foreach (var exhibit in Museum.Exhibits.Where(exhibit => exhibit.Id[0] == 'R'))
            Assert.Contains($"[{exhibit.Id}]: {exhibit.Commit}\n", Page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\| (?<number>\d+) \| (?<commit>`[0-9a-f]{12}`|\d{4})(, \d{4})? \| [^|]+ \| (?<shown>[^|]+?) \|\r?$", RegexOptions.Multiline)]
    private static partial Regex MistakeRow();

    [GeneratedRegex(@"\b[A-GR][0-9]{2}\b")]
    private static partial Regex ExhibitId();
}
