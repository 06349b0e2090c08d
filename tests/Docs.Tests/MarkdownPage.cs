using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>A page of the documentation: its headings, links and blocks of code.</summary>
internal sealed partial class MarkdownPage
{
    private MarkdownPage(string path)
    {
        Path = path;
        Text = File.ReadAllText(System.IO.Path.Combine(Checkout.Root, path)).ReplaceLineEndings("\n");
        Prose = Fence().Replace(Text, "");
        Blocks = [.. Fence().Matches(Text).Select(block => new CodeBlock(
            block.Groups["language"].Value, block.Groups["code"].Value, Text[..block.Index].Count(character => character == '\n') + 2))];
        Headings = [.. Heading().Matches(Prose).Select(heading => heading.Groups["title"].Value)];
    }

    /// <summary>All pages: README, the other files of the root, and everything under <c>docs</c>.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        .. Directory.GetFiles(Checkout.Root, "*.md")
            .Concat(Directory.GetFiles(System.IO.Path.Combine(Checkout.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(path => System.IO.Path.GetRelativePath(Checkout.Root, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("docs/_", StringComparison.Ordinal) && !path.StartsWith("docs/api/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Path from the root of the checkout, with forward slashes.</summary>
    public string Path { get; }

    /// <summary>The whole page.</summary>
    public string Text { get; }

    /// <summary>The page without its blocks of code.</summary>
    public string Prose { get; }

    public IReadOnlyList<CodeBlock> Blocks { get; }

    public IReadOnlyList<string> Headings { get; }

    /// <summary>Where links of the page lead, as they are written.</summary>
    public IEnumerable<string> Links => Link().Matches(Span().Replace(Prose, "")).Select(link => link.Groups["target"].Value);

    /// <summary>Files and folders of the repository that the page names in code spans.</summary>
    public IEnumerable<string> NamedPaths => RepositoryPath().Matches(Prose).Select(path => path.Groups["path"].Value);

    /// <summary>The anchors that GitHub and docfx give the headings.</summary>
    public IEnumerable<string> Anchors => Headings.Select(title => NotInAnchor().Replace(title.ToLowerInvariant(), "").Replace(' ', '-'));

    public static MarkdownPage Read(string path) => new(path);

    /// <summary>The text under a heading, up to the next one of the same or a higher level.</summary>
    /// <exception cref="InvalidOperationException">The page has no such heading.</exception>
    public string Section(string heading)
    {
        var start = Text.IndexOf($"\n{heading}\n", StringComparison.Ordinal);
        if (start < 0) throw new InvalidOperationException($"{Path} has no heading '{heading}'.");
        var level = heading.TakeWhile(character => character == '#').Count();
        var rest = Text[(start + heading.Length + 2)..];
        var next = Regex.Match(rest, $"^#{{1,{level}}} ", RegexOptions.Multiline);
        return next.Success ? rest[..next.Index] : rest;
    }

    [GeneratedRegex("^```(?<language>[a-z]*)[^\n]*\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("^#+ (?<title>[^\n]+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`(?<path>(src|tests|samples|docs)/[A-Za-z0-9_./-]+)`")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex Span();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchor();
}
