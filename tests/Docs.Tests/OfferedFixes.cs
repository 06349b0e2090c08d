using IrqAnalyzers.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Docs.Tests;

/// <summary>The fixes that an editor offers for code of the documentation.</summary>
internal static class OfferedFixes
{
    private static readonly CodeFixProvider[] Providers = [new BringUpFix(), new AwaitFlowFix()];

    /// <summary>The titles of all that is offered for a rule in a fragment.</summary>
    public static async Task<IReadOnlyList<string>> TitlesAsync(string code, string rule, CancellationToken cancellation)
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Docs", "Docs", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest), metadataReferences: Snippet.AllReferences));
        foreach (var (file, number) in Snippet.FilesOf(code).Select((file, number) => (file, number)))
            project = project.AddDocument($"File{number}.cs", file, filePath: $"/docs/File{number}.cs").Project;

        var titles = new List<string>();
        var compilation = (await project.GetCompilationAsync(cancellation))!;
        var findings = await compilation.WithAnalyzers([new IrqAnalyzers.BringUpAnalyzer()], new AnalyzerOptions([])).GetAnalyzerDiagnosticsAsync(cancellation);
        foreach (var finding in findings.Where(finding => finding.Id == rule))
        {
            foreach (var provider in Providers.Where(provider => provider.FixableDiagnosticIds.Contains(rule)))
                await provider.RegisterCodeFixesAsync(new CodeFixContext(project.GetDocument(finding.Location.SourceTree)!, finding, (action, _) => titles.Add(action.Title), cancellation));
        }

        return titles;
    }

    /// <summary>What a fix does, as the tables of the rules call it.</summary>
    public static string KindOf(string title) => title.Split(' ')[0] switch
    {
        "Move" => "move",
        "Replace" => "replace",
        "Only" => "test",
        _ => "insert",
    };
}
