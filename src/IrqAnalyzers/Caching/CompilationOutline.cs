using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Caching;

/// <summary>What the result of a body depends on, in one compilation: all declarations by one fingerprint, and the bodies by one each.</summary>
internal sealed class CompilationOutline
{
    private readonly Dictionary<SyntaxTree, int> numbers = new();
    private readonly List<SyntaxTree> trees = new();
    private readonly TreeOutline[] outlines;
    private readonly Budget budget;

    public CompilationOutline(Compilation compilation, AnalyzerOptions options, Budget budget, CancellationToken cancellation)
    {
        this.budget = budget;
        var declarations = default(Fingerprint).With(compilation.AssemblyName).With(OptionsOf(compilation.Options));
        foreach (var reference in compilation.References)
            declarations = declarations.With(Stamps.Of(reference is CompilationReference project ? project.Compilation : reference));
        foreach (var file in options.AdditionalFiles)
        {
            if (!ContractFile.IsOne(file.Path) || file.GetText(cancellation) is not { } text) continue;
            declarations = declarations.With(text, new TextSpan(0, text.Length));
        }

        foreach (var tree in compilation.SyntaxTrees)
        {
            numbers.Add(tree, trees.Count);
            trees.Add(tree);
        }

        outlines = new TreeOutline[trees.Count];
        for (var number = 0; number < outlines.Length; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            outlines[number] = TreeOutline.Of(trees[number], cancellation);
            declarations = declarations.With(outlines[number].Declarations);
        }

        Declarations = declarations;
    }

    public Fingerprint Declarations { get; }

    /// <summary>The body at a position; <see langword="null"/> if what stands there is among the declarations.</summary>
    public BodyKey? Find(SyntaxTree tree, int position) =>
        numbers.TryGetValue(tree, out var number) && outlines[number].Find(position) is var part && part >= 0 ? new BodyKey(number, part) : null;

    /// <summary>The body that a node is the whole of.</summary>
    public BodyKey? Find(SyntaxNode node) =>
        Find(node.SyntaxTree, node.SpanStart) is { } found && outlines[found.Tree].SpanOf(found.Part) == node.Span ? found : null;

    /// <summary>The text of a body and its analysis budget.</summary>
    public Fingerprint ContentOf(BodyKey body) => outlines[body.Tree].ContentOf(body.Part).With((ulong)budget.Of(trees[body.Tree]));

    /// <summary>A location by its body; <see langword="null"/> if it is in none.</summary>
    public Place? PlaceOf(Location location)
    {
        if (location.SourceTree is not { } tree || Find(tree, location.SourceSpan.Start) is not { } body) return null;
        var span = outlines[body.Tree].SpanOf(body.Part);
        return location.SourceSpan.End > span.End ? null : new Place(body, new(location.SourceSpan.Start - span.Start, location.SourceSpan.Length));
    }

    public Location LocationOf(Place place) => Location.Create(
        trees[place.Body.Tree], new(outlines[place.Body.Tree].SpanOf(place.Body.Part).Start + place.Offset.Start, place.Offset.Length));

    /// <summary>The line that a body starts in, as the compiler tells it to callers; there is no directive inside a body.</summary>
    public int LineOf(BodyKey body) =>
        trees[body.Tree].GetMappedLineSpan(new TextSpan(outlines[body.Tree].SpanOf(body.Part).Start, 0)).StartLinePosition.Line + 1;

    // What else there is in the options changes neither what a name means nor what a statement does.
    private static ulong OptionsOf(CompilationOptions options)
    {
        var word = ((ulong)options.OutputKind << 8) | ((ulong)options.MetadataImportOptions << 16) | (options.CheckOverflow ? 1UL : 0)
            | ((ulong)options.NullableContextOptions << 24);
        return options is CSharpCompilationOptions { AllowUnsafe: true } ? word | 2 : word;
    }
}
