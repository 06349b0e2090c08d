using System.Collections.Immutable;
using IrqAnalyzers.Caching;
using IrqAnalyzers.Checks;
using IrqAnalyzers.Interprocedural;
using IrqAnalyzers.Program;
using IrqAnalyzers.Roslyn;
using IrqAnalyzers.Rules;
using IrqAnalyzers.Summaries;
using IrqAnalyzers.Topology;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers;

/// <summary>Reports what is found in each body of a compilation: from the cache, or by analyzing it.</summary>
internal sealed class BodyAnalysis
{
    private readonly SummaryProvider summaries;
    private readonly ReachedOperations reachedOperations;
    private readonly Reporter reporter;
    private readonly CompilationOutline outline;
    private readonly BodyCache.Generation cache;
    private readonly TopologyAnalysis? topology;

    public BodyAnalysis(SummaryProvider summaries, Reporter reporter, CompilationOutline outline, BodyCache.Generation cache, TopologyAnalysis? topology)
    {
        this.summaries = summaries;
        reachedOperations = new(summaries);
        this.reporter = reporter;
        this.outline = outline;
        this.cache = cache;
        this.topology = topology;
    }

    public void Analyze(BlockContext block)
    {
        IOperation? last = null;
        var describes = false;
        foreach (var part in block.OperationBlocks)
        {
            block.CancellationToken.ThrowIfCancellationRequested();
            if (part is IAttributeOperation || !IsGraphRoot(part)) continue;
            var root = part;
            while (root.Parent is not null) root = root.Parent;

            // The parts of a constructor have one root, and come one after the other.
            if (!ReferenceEquals(root, last)) describes = Analyze(block, part, root);
            last = root;
            if (describes) topology!.Analyze(block, part);
        }
    }

    /// <summary>Reports what is found in a body; tells whether it describes a machine.</summary>
    private bool Analyze(BlockContext block, IOperation part, IOperation root)
    {
        var key = outline.Find(root.Syntax);
        if (key is { } asked && cache.Find(asked, outline) is { } known)
        {
            Report(block, known);
            return known.Describes;
        }

        var relevance = Relevance.Of(block.OwningSymbol, root, summaries.Program, topology);
        var consulted = new List<BodyResult>();
        var found = relevance.Demands ? ResultsOf(block, part, root, consulted) : (IReadOnlyList<BodyResult>)Array.Empty<BodyResult>();
        var keptFor = new List<CachedFinding>();
        var isKept = Report(block, root, found, keptFor);
        if (key is { } body && isKept) Keep(body, relevance.Describes, found, consulted, keptFor, block.OwningSymbol);
        return relevance.Describes;
    }

    // The statements at the top level of a program come as a whole method body.
    private static bool IsGraphRoot(IOperation part) =>
        part is IBlockOperation or IMethodBodyOperation or IFieldInitializerOperation or IPropertyInitializerOperation or IParameterInitializerOperation
        || part.Parent is IConstructorBodyOperation;

    /// <summary>The results of a body, and of the lambdas and local functions in it.</summary>
    private List<BodyResult> ResultsOf(BlockContext block, IOperation part, IOperation root, List<BodyResult> consulted)
    {
        // What a parameter is without an argument is not what the method does.
        var method = part is IParameterInitializerOperation ? null : block.OwningSymbol as IMethodSymbol;
        var result = method is null ? null : summaries.Known(method);
        if (result is null)
        {
            var receiver = block.OwningSymbol.IsStatic ? null : block.OwningSymbol.ContainingType;
            result = summaries.Analyze(new Body(block.GetControlFlowGraph(part), method, receiver, null, root.Syntax), block.CancellationToken);
        }

        result = reachedOperations.Filter(method, result, consulted, block.CancellationToken);
        var all = new List<BodyResult> { result };
        for (var index = 0; index < all.Count; index++)
        {
            foreach (var nested in all[index].Nested)
            {
                block.CancellationToken.ThrowIfCancellationRequested();
                var inner = summaries.Analyze(nested, block.CancellationToken);
                all.Add(reachedOperations.Filter(nested.Method, inner, consulted, block.CancellationToken));
            }
        }

        return all;
    }

    /// <summary>Reports what was found, and notes it for the cache; tells whether all of it can be kept.</summary>
    private bool Report(BlockContext block, IOperation root, IReadOnlyList<BodyResult> results, List<CachedFinding> kept)
    {
        var isKept = true;
        foreach (var result in results)
        {
            foreach (var finding in result.Findings)
            {
                var report = reporter.Describe(finding);
                var additional = reporter.Explain(finding, root);
                Report(block, report, finding.Location, additional);
                if (Kept(finding, report, additional) is { } cached) kept.Add(cached);
                else isKept = false;
            }

            if (ReasonOf(result) is { } reason) ReportIncomplete(block, reason);
        }

        return isKept;
    }

    private void Report(BlockContext block, CachedBody known)
    {
        foreach (var finding in known.Findings)
        {
            var report = finding.Report;
            if (report.Place is { } place)
            {
                report = report.MovedTo(place.Substring(0, place.LastIndexOf(':') + 1) + Text(outline.LineOf(finding.Origin.Body) + finding.Line));
            }

            Report(block, report, outline.LocationOf(finding.Location), finding.Additional.Select(outline.LocationOf).ToImmutableArray());
        }

        foreach (var reason in known.Incomplete) ReportIncomplete(block, reason);
    }

    private void Report(BlockContext block, Report report, Location location, ImmutableArray<Location> additional)
    {
        if (location.SourceTree is not { } tree) return;
        var options = block.Options.AnalyzerConfigOptionsProvider.GetOptions(tree);
        if (reporter.Place(report, location, additional, options, block.OwningSymbol, block.CancellationToken) is { } diagnostic)
        {
            block.ReportDiagnostic(diagnostic);
        }
    }

    private static void ReportIncomplete(BlockContext block, string reason)
    {
        var symbol = block.OwningSymbol;
        var place = symbol.Locations.IsEmpty ? Location.None : symbol.Locations[0];
        block.ReportDiagnostic(Diagnostic.Create(Descriptors.AnalysisIncomplete, place, $"'{symbol.Name}' was not analysed completely: {reason}."));
    }

    private static string? ReasonOf(BodyResult result) => result.Incomplete ?? (result.IsFinal ? null : "its calls go deeper than they are followed");

    private CachedFinding? Kept(Finding finding, Report report, ImmutableArray<Location> additional)
    {
        if (outline.PlaceOf(finding.Location) is not { } location || outline.PlaceOf(finding.Operation ?? finding.Location) is not { } origin) return null;
        var explaining = new Place[additional.Length];
        for (var index = 0; index < explaining.Length; index++)
        {
            if (outline.PlaceOf(additional[index]) is not { } place) return null;
            explaining[index] = place;
        }

        if (report.Place is not { } key || !int.TryParse(key.Substring(key.LastIndexOf(':') + 1), out var line)) return null;
        return new(report, location, explaining, origin, line - outline.LineOf(origin.Body));
    }

    private void Keep(BodyKey body, bool describes, IReadOnlyList<BodyResult> results, List<BodyResult> consulted, List<CachedFinding> findings, ISymbol owner)
    {
        var origins = new HashSet<BodyKey>();
        var incomplete = new List<string>();
        foreach (var result in consulted)
        {
            if (result.Origins is null) return;
            origins.UnionWith(result.Origins);
        }

        AddBodiesAround(results, owner, origins);
        foreach (var result in results)
        {
            if (result.Origins is null) return;
            origins.UnionWith(result.Origins);
            if (ReasonOf(result) is { } reason) incomplete.Add(reason);
        }

        origins.Remove(body);
        var callees = new (BodyKey, Fingerprint)[origins.Count];
        var index = 0;
        foreach (var origin in origins) callees[index++] = (origin, outline.ContentOf(origin));
        cache.Keep(body, new(outline.ContentOf(body), callees, findings.ToArray(), incomplete.ToArray(), describes));
    }

    // Another method of the type may become a caller.
    private void AddBodiesAround(IReadOnlyList<BodyResult> results, ISymbol owner, HashSet<BodyKey> bodies)
    {
        foreach (var result in results)
        {
            if (owner is not IMethodSymbol helper || !ReachedOperations.DependsOnCallers(helper, result)) continue;
            AddBodiesIn(Callers.OutermostType(helper), bodies);
            return;
        }
    }

    private void AddBodiesIn(INamedTypeSymbol type, HashSet<BodyKey> bodies)
    {
        foreach (var declaration in type.DeclaringSyntaxReferences)
        {
            foreach (var node in declaration.GetSyntax().DescendantNodes(static node => node is not BlockSyntax and not ArrowExpressionClauseSyntax))
            {
                if (node is MethodDeclarationSyntax && outline.Find(node) is { } key) bodies.Add(key);
            }
        }
    }

    private static string Text(int line) => line.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
