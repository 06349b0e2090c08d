using Xunit;

namespace Docs.Tests;

/// <summary>Links between pages, and from pages to files of the repository, lead somewhere.</summary>
public sealed class LinkTests
{
    public static TheoryData<string> Pages => [.. MarkdownPage.Paths];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_of_a_page_leads_to_a_file_and_a_heading(string path) =>
        Assert.DoesNotContain(MarkdownPage.Read(path).Links, link => !Exists(path, link));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_file_and_folder_that_a_page_names_exists(string path) =>
        Assert.DoesNotContain(MarkdownPage.Read(path).NamedPaths, named => !Path.Exists(Path.Combine(Checkout.Root, named)));

    private static bool Exists(string path, string link)
    {
        if (link.StartsWith("http", StringComparison.Ordinal) || link.StartsWith("xref:", StringComparison.Ordinal)) return true;
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0 ? path
            : Path.GetRelativePath(Checkout.Root, Path.GetFullPath(Path.Combine(Checkout.Root, Path.GetDirectoryName(path)!, parts[0]))).Replace('\\', '/');
        var whole = Path.Combine(Checkout.Root, target);
        if (!File.Exists(whole) && !Directory.Exists(whole)) return false;
        return parts.Length == 1 || !target.EndsWith(".md", StringComparison.Ordinal) || MarkdownPage.Read(target).Anchors.Contains(parts[1], StringComparer.Ordinal);
    }
}
