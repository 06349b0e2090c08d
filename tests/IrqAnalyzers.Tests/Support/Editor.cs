using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Tests.Support;

/// <summary>Keeps one analyzer from one keystroke to the next, as an editor does, and holds what it says against one that has seen nothing.</summary>
internal sealed class Editor
{
    public BringUpAnalyzer Analyzer { get; } = new();

    /// <summary>What the analyzer that is kept reports; it must be what a new one does.</summary>
    public async Task<string> CheckAsync(CSharpCompilation compilation, AnalyzerOptions? options = null)
    {
        var warm = await RunAsync(Analyzer, compilation, options);
        Assert.Equal(await RunAsync(new(), compilation.Clone(), options), warm);
        return warm;
    }

    /// <summary>All that an analyzer reports, each with everything that it says.</summary>
    public static async Task<string> RunAsync(BringUpAnalyzer analyzer, CSharpCompilation compilation, AnalyzerOptions? options)
    {
        var run = new CompilationWithAnalyzers(
            compilation, [analyzer], new CompilationWithAnalyzersOptions(options ?? new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        return Render(await run.GetAnalyzerDiagnosticsAsync());
    }

    public static string Render(ImmutableArray<Diagnostic> diagnostics) => string.Join("\n", diagnostics.Select(Render).Order(StringComparer.Ordinal));

    /// <summary>Writes a line at the start of the first method of each file, which shifts all the others.</summary>
    public static CSharpCompilation Shift(CSharpCompilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var body = tree.GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>().Select(method => method.Body).FirstOrDefault(body => body is not null);
            if (body is null) continue;
            compilation = compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(tree.GetText().WithChanges(new TextChange(new(body.OpenBraceToken.Span.End, 0), " ;\n"))));
        }

        return compilation;
    }

    private static string Render(Diagnostic diagnostic)
    {
        if (diagnostic.Id == "AD0001") return diagnostic.Descriptor.Description.ToString(null);
        var properties = string.Join(" ", diagnostic.Properties.OrderBy(property => property.Key, StringComparer.Ordinal).Select(property => $"{property.Key}={property.Value}"));
        return $"{diagnostic} @{diagnostic.Location.SourceSpan} [{string.Join(", ", diagnostic.AdditionalLocations)}] {properties}";
    }
}
