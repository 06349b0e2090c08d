using System.Text.RegularExpressions;
using IrqModel.Rules;
using Xunit;

namespace Docs.Tests;

/// <summary>The pages of the rules have one form, and the indexes lead to all of them.</summary>
public sealed partial class RulePageTests
{
    private static readonly string[] Sections =
        ["Cause", "Why it matters", "How to fix", "When there is no fix", "Example", "When to suppress", "Options", "Related rules"];

    // Rules with fixes whose example shows the usual mistake, which is one that their pages say there is no fix for.
    private static readonly HashSet<string> WithoutFix = ["IRQ1002", "IRQ1003", "IRQ2004", "IRQ4002"];

    public static TheoryData<string> Pages => [.. MarkdownPage.Paths.Where(path => RulePage().IsMatch(path))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_all_sections_in_order(string path)
    {
        var page = MarkdownPage.Read(path);

        Assert.Equal(Sections, Regex.Matches(page.Prose, "^## (.+)$", RegexOptions.Multiline).Select(heading => heading.Groups[1].Value));
        var why = page.Section("## Why it matters");
        Assert.Contains("**What the hardware does.**", why, StringComparison.Ordinal);
        Assert.Contains("**Evidence.**", why, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_example_breaks_the_rule_before_and_none_after(string path)
    {
        var page = MarkdownPage.Read(path);
        if (!page.Text.Contains("### Before\n\n```csharp", StringComparison.Ordinal)) return;
        var id = Path.GetFileNameWithoutExtension(path);

        var before = Snippet.CompileFragment(CodeOf(page, "### Before"));
        var after = Snippet.CompileFragment(CodeOf(page, "### After"));

        Assert.Contains(await Snippet.FindingsAsync(before, TestContext.Current.CancellationToken), finding => finding.EndsWith(id, StringComparison.Ordinal));
        Assert.Empty(await Snippet.FindingsAsync(after, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_example_has_a_fix_of_a_kind_that_the_page_names(string path)
    {
        var page = MarkdownPage.Read(path);
        if (!page.Text.Contains("### Before\n\n```csharp", StringComparison.Ordinal)) return;

        var titles = await OfferedFixes.TitlesAsync(CodeOf(page, "### Before"), Path.GetFileNameWithoutExtension(path), TestContext.Current.CancellationToken);

        var isOffered = FixesOf(page).Length > 0 && !WithoutFix.Contains(Path.GetFileNameWithoutExtension(path));
        Assert.Equal(isOffered, titles.Count > 0);
        Assert.All(titles, title => Assert.Contains(OfferedFixes.KindOf(title), FixesOf(page)));
    }

    [Fact]
    public void The_index_names_the_fixes_of_every_page()
    {
        var rows = TableRow().Matches(MarkdownPage.Read("docs/rules/index.md").Text);

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(string.Join(", ", FixesOf(MarkdownPage.Read($"docs/rules/{row.Groups["id"].Value}.md"))), row.Groups["fixes"].Value.Trim()));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_without_fixes_says_why(string path)
    {
        var page = MarkdownPage.Read(path);

        Assert.Equal(FixesOf(page).Length == 0, page.Section("## When there is no fix").Trim().StartsWith("Always: ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_a_block_to_copy_that_suppresses_the_rule(string path)
    {
        var id = Path.GetFileNameWithoutExtension(path);

        Assert.Matches($"```(csharp\n#pragma warning disable |ini\n(.+\n)*dotnet_diagnostic\\.){id}\\b", MarkdownPage.Read(path).Section("## When to suppress"));
        Assert.Contains($"dotnet_diagnostic.{id}.severity", MarkdownPage.Read(path).Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Related_rules_are_named_by_their_titles(string path)
    {
        var lines = MarkdownPage.Read(path).Section("## Related rules").Trim().Split('\n');

        Assert.All(lines, line =>
        {
            var match = RelatedRule().Match(line);
            Assert.True(match.Success, line);
            Assert.Equal(RuleCatalogue.Get(match.Groups["id"].Value).Title, match.Groups["title"].Value);
        });
    }

    [Fact]
    public void The_index_has_every_rule_by_number()
    {
        var index = MarkdownPage.Read("docs/rules/index.md");

        Assert.Equal(
            Pages.Select(row => Path.GetFileNameWithoutExtension((string)row.Data)),
            Regex.Matches(index.Section("## By number"), @"^\| \[(IRQ\d{4})\]", RegexOptions.Multiline).Select(row => row.Groups[1].Value));
        foreach (var rule in RuleCatalogue.All)
            Assert.Contains($"| [{rule.Id}]({rule.Id}.md) | {rule.Title} |", index.Text, StringComparison.Ordinal);
    }

    // IRQ9001 to IRQ9006 are about how a model is written and show in no log.
    [Fact]
    public void The_index_by_symptom_leads_to_every_rule_about_interrupts()
    {
        var symptoms = MarkdownPage.Read("docs/rules/index.md").Section("## By symptom");

        Assert.Equal(
            RuleCatalogue.All.Select(rule => rule.Id).Where(id => !id.StartsWith("IRQ9", StringComparison.Ordinal)),
            Regex.Matches(symptoms, @"\[(IRQ\d{4})\]").Select(link => link.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("0x22")]
    [InlineData("0x23")]
    [InlineData("0x25")]
    [InlineData("0x26")]
    public void A_fault_in_the_index_leads_to_the_rules_whose_consequence_it_is(string fault)
    {
        var rows = MarkdownPage.Read("docs/rules/index.md").Section("## By symptom").Split('\n')
            .Where(row => row.Contains(fault, StringComparison.Ordinal)).ToArray();
        var named = string.Concat(rows);

        Assert.NotEmpty(rows);
        Assert.All(
            RuleCatalogue.All.Where(rule => rule.Consequence.Contains(fault, StringComparison.Ordinal)),
            rule => Assert.Contains(rule.Id, named, StringComparison.Ordinal));
    }

    // What the row about the fix says that it does, in the words of the tables.
    private static string[] FixesOf(MarkdownPage page)
    {
        var row = FixRow().Match(page.Text).Groups["fix"].Value;
        Assert.Matches("^(yes|no)", row);
        if (row.StartsWith("no", StringComparison.Ordinal)) return [];
        (string Verb, string Fix)[] verbs = [("moves", "move"), ("inserts", "insert"), ("replaces", "replace"), ("puts the call under", "test")];
        return [.. verbs.Where(one => row.Contains(one.Verb, StringComparison.Ordinal)).Select(one => one.Fix)];
    }

    private static string CodeOf(MarkdownPage page, string heading) =>
        page.Blocks.Single(block => page.Section(heading).Contains(block.Code, StringComparison.Ordinal)).Code;

    [GeneratedRegex(@"^docs/rules/IRQ\d{4}\.md$")]
    private static partial Regex RulePage();

    [GeneratedRegex(@"^\| code fix \| (?<fix>.+) \|$", RegexOptions.Multiline)]
    private static partial Regex FixRow();

    [GeneratedRegex(@"^\| \[(?<id>IRQ\d{4})\]\([^)]+\) \| [^|]+ \|(?<fixes>[^|\n]*)\|$", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"^- \[(?<id>IRQ\d{4})\]\(\k<id>\.md\): (?<title>.+)$")]
    private static partial Regex RelatedRule();
}
