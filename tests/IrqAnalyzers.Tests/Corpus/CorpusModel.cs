using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Tests.Corpus;

/// <summary>
/// A bring-up model with what is right about it. A line ends in a comment that names what is found there: <c>// IRQ1001</c> for certain,
/// <c>// IRQ1001?</c> possibly, <c>// IRQ1001@virtual</c> for VFs only, several with spaces between. A line without one is clean.
/// </summary>
internal sealed partial class CorpusModel(string name, params string[] sources)
{
    private const LanguageVersion PrimaryConstructors = (LanguageVersion)1200;
    private const LanguageVersion ExtensionBlocks = (LanguageVersion)1400;

    public string Name { get; } = name;

    /// <summary>What the model's <c>IrqContracts.txt</c> says, if it has one.</summary>
    public string? Contracts { get; init; }

    /// <summary>The contract file, as the compiler hands it to the analyzers; none if the model has no contracts of its own.</summary>
    public ImmutableArray<AdditionalText> ContractFiles => Contracts is { } text ? [new ContractText("/models/IrqContracts.txt", text)] : [];

    public bool NeedsPrimaryConstructors { get; init; }

    public bool NeedsExtensionBlocks { get; init; }

    /// <summary>Whether the compiler that the tests run on knows the language of the model.</summary>
    public bool CanBeCompiled =>
        LanguageVersion.Latest.MapSpecifiedToEffectiveVersion() >= (NeedsExtensionBlocks ? ExtensionBlocks : NeedsPrimaryConstructors ? PrimaryConstructors : LanguageVersion.CSharp11);

    public CSharpCompilation Compile() => Compile(sources);

    /// <summary>The model as it is while its last file is typed: up to some token and no further, for as many tokens as asked for, evenly spread.</summary>
    public IEnumerable<CSharpCompilation> WhileTyped(int most)
    {
        var ends = CSharpSyntaxTree.ParseText(sources[^1], new CSharpParseOptions(LanguageVersion.Latest)).GetRoot().DescendantTokens().Select(token => token.Span.End).ToArray();
        var step = Math.Max(1.0, (double)ends.Length / most);
        for (var next = step / 2; next < ends.Length; next += step) yield return Compile([.. sources[..^1], sources[^1][..ends[(int)next]]]);
    }

    private static CSharpCompilation Compile(IReadOnlyList<string> texts) => Model.Compile().AddSyntaxTrees(
    [
        .. texts.Select((text, index) => Parse(text, PathOf(index))),
        Parse(Bench.Source, "/models/Bench.cs"),
    ]);

    /// <summary>What its comments say, a line each, in order of place.</summary>
    public IEnumerable<string> Expected() =>
        from file in sources.Select((source, index) => (Text: source, Path: PathOf(index)))
        from line in file.Text.Split('\n').Select((text, index) => (Text: text, Number: index + 2))
        let comment = Comment().Match(line.Text)
        where comment.Success
        from finding in comment.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        select Render(file.Path, line.Number, finding);

    /// <summary>What the analyzers say, in the same form; the class of a finding is named only where a comment names it.</summary>
    public async Task<IEnumerable<string>> FindAsync(CSharpCompilation compilation)
    {
        var analyzer = compilation.WithAnalyzers([new BringUpAnalyzer()], new AnalyzerOptions(ContractFiles));
        var diagnostics = await analyzer.GetAnalyzerDiagnosticsAsync();
        var expected = Expected().ToList();
        return from diagnostic in diagnostics
               orderby diagnostic.Location.SourceTree?.FilePath, diagnostic.Location.SourceSpan.Start, diagnostic.Id
               select Render(diagnostic, expected);
    }

    private static string Render(Diagnostic diagnostic, List<string> expected)
    {
        var place = diagnostic.Location.GetLineSpan();
        var certainty = diagnostic.Properties.GetValueOrDefault("irq.certainty") == "possible" ? "?" : string.Empty;
        var finding = Render(place.Path, place.StartLinePosition.Line + 1, diagnostic.Id + certainty);
        var ofClass = $"{finding}@{diagnostic.Properties.GetValueOrDefault("irq.class")}";
        return expected.Remove(ofClass) ? ofClass : finding;
    }

    private static string Render(string path, int line, string finding) => $"{path}:{line} {finding}";

    private static string PathOf(int index) => $"/models/Part{index}.cs";

    private static SyntaxTree Parse(string source, string path) =>
        CSharpSyntaxTree.ParseText(Model.Source(source), new CSharpParseOptions(LanguageVersion.Latest), path);

    [GeneratedRegex(@"// (IRQ\d{4}[^\r\n]*)$")]
    private static partial Regex Comment();

    private sealed class ContractText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
