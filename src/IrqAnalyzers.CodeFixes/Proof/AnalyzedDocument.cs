using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>A document, changed or not, with what the compiler and the analyzer say about it.</summary>
internal sealed class AnalyzedDocument
{
    // Editors request one finding after the other, and then all of them.
    private static readonly ConditionalWeakTable<Document, AnalyzedDocument> Known = new();

    // One for all forks: it keeps the results of bodies that a fork leaves as they are.
    private static readonly BringUpAnalyzer Analyzer = new();

    private readonly Lazy<int> errors;

    private AnalyzedDocument(
        Document document, SyntaxNode root, SourceText text, SemanticModel model, ContractTable contracts, ImmutableArray<Diagnostic> findings)
    {
        Document = document;
        Root = root;
        Text = text;
        Model = model;
        Contracts = contracts;
        Findings = findings;
        errors = new(CountErrors);
    }

    public Document Document { get; }

    public SyntaxNode Root { get; }

    public SourceText Text { get; }

    public SemanticModel Model { get; }

    public ContractTable Contracts { get; }

    /// <summary>What the analyzer reports, in the order of the source.</summary>
    public ImmutableArray<Diagnostic> Findings { get; }

    /// <summary>How many errors the compiler reports.</summary>
    public int Errors => errors.Value;

    /// <summary>The document and its findings, as <see cref="CreateAsync"/> makes it, but made once only for each document.</summary>
    public static async Task<AnalyzedDocument?> OfAsync(Document document, CancellationToken cancellation)
    {
        if (Known.TryGetValue(document, out var known)) return known;
        if (await CreateAsync(document, cancellation).ConfigureAwait(false) is not { } created) return null;
        return Known.GetValue(document, _ => created);
    }

    /// <summary>The document and its findings; <see langword="null"/> if it is no C# that knows the DSL.</summary>
    public static async Task<AnalyzedDocument?> CreateAsync(Document document, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root is null || model is null) return null;
        var compilation = IncompleteIsReported.In(model.Compilation, model.SyntaxTree, cancellation);
        if (compilation != model.Compilation) model = compilation.GetSemanticModel(model.SyntaxTree);
        var options = document.Project.AnalyzerOptions;
        if (Analyzer.Of(compilation, options, cancellation) is not { } analysis) return null;
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return new(document, root, text, model, analysis.Contracts, DocumentBodies.Analyze(analysis, model, options, cancellation));
    }

    /// <summary>The same document with another text, analysed.</summary>
    public Task<AnalyzedDocument?> WithAsync(SourceText text, CancellationToken cancellation) => CreateAsync(Document.WithText(text), cancellation);

    /// <summary>The counterpart of a finding that another analysis reported; <see langword="null"/> if the document has changed since.</summary>
    public Diagnostic? Find(Diagnostic reported)
    {
        Diagnostic? alike = null;
        foreach (var finding in Findings)
        {
            if (finding.Id != reported.Id || finding.Location.SourceSpan != reported.Location.SourceSpan
                || FindingProperties.Operation(finding) != FindingProperties.Operation(reported))
                continue;

            // A call of a helper has one finding for each place in the helper. They are told apart by their keys, unless the helper's file has changed.
            if (FindingProperties.Key(finding) == FindingProperties.Key(reported)) return finding;
            alike ??= finding;
        }

        return alike;
    }

    private int CountErrors()
    {
        var count = 0;
        foreach (var diagnostic in Model.GetDiagnostics())
        {
            if (diagnostic.Severity == DiagnosticSeverity.Error) count++;
        }

        return count;
    }
}
