using Xunit;

namespace Docs.Tests;

/// <summary>The C# of the documentation compiles as it stands, and breaks the rules that its comments name, there and nowhere else.</summary>
public sealed class CodeTests
{
    public static TheoryData<string> Pages => [.. MarkdownPage.Paths.Where(path => MarkdownPage.Read(path).Blocks.Any(block => block.Language == "csharp"))];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_code_of_a_page_compiles_and_has_the_findings_it_names(string path)
    {
        var blocks = MarkdownPage.Read(path).Blocks.Where(block => block.Language == "csharp").ToArray();
        var files = blocks.Where(block => block.IsFile).ToArray();
        if (files.Length > 0) await CheckAsync($"{path}:{files[0].Line}", Snippet.CompileFiles(files.Select(file => file.Code)));
        foreach (var block in blocks.Where(block => !block.IsFile)) await CheckAsync($"{path}:{block.Line}", Snippet.CompileFragment(block.Code));
    }

    private static async Task CheckAsync(string place, Microsoft.CodeAnalysis.CSharp.CSharpCompilation compilation)
    {
        var errors = string.Join("\n", Snippet.Errors(compilation));
        Assert.True(errors.Length == 0, $"{place} does not compile:\n{errors}");
        var claims = string.Join(", ", Snippet.Claims(compilation));
        var findings = string.Join(", ", await Snippet.FindingsAsync(compilation, TestContext.Current.CancellationToken));
        Assert.True(claims == findings, $"{place} names the findings [{claims}], and the analyzers find [{findings}].");
    }
}
