using System.Collections.Concurrent;
using System.Collections.Immutable;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Roslyn;
using IrqAnalyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>Reads the machines that a model describes and reports what is wrong with them.</summary>
internal sealed class TopologyAnalysis
{
    private readonly TopologyContext context;
    private readonly Handover handover;
    private readonly Origins origins;
    private readonly ConcurrentDictionary<(SyntaxTree Root, Location Place, string Message), bool> reported = new();
    private readonly ConcurrentDictionary<IMethodSymbol, Walked> walked = new(SymbolEqualityComparer.Default);

    private TopologyAnalysis(TopologyContext context)
    {
        this.context = context;
        handover = new(context.Bodies.Compilation);
        origins = new(context);
    }

    /// <summary>The analysis; <see langword="null"/> if the compilation does not know how machines are described.</summary>
    public static TopologyAnalysis? Create(Compilation compilation, KnownTypes known) =>
        TopologyTypes.Of(known) is { } types ? new(new(types, new(compilation))) : null;

    /// <summary>The cheap question before the dear one, of declarations only: whether an operation describes a part of a machine, or calls what may.</summary>
    public bool Describes(IOperation operation) => origins.Describes(operation);

    /// <summary>Analyses a part of a body that describes a machine.</summary>
    public void Analyze(BlockContext block, IOperation part) => Analyze(block, part, part, block.OwningSymbol as IMethodSymbol);

    private void Analyze(BlockContext block, IOperation function, IOperation body, IMethodSymbol? method)
    {
        var walk = Walk(body, method, block.CancellationToken);
        foreach (var (machine, finding) in walk.Findings) Report(block, machine, finding, function, method);
        foreach (var inner in walk.Nested)
        {
            switch (inner)
            {
                case IAnonymousFunctionOperation lambda:
                    Analyze(block, lambda, lambda.Body, lambda.Symbol);
                    break;
                case ILocalFunctionOperation { Body: { } statements } local:
                    Analyze(block, local, statements, local.Symbol);
                    break;
            }
        }
    }

    private Walked Walk(IOperation body, IMethodSymbol? method, CancellationToken cancellation)
    {
        var walker = new TopologyWalker(context, WalkLimits.Far, cancellation);
        var isFollowed = walker.Run(body, method);
        if (walker.IsExhausted)
        {
            walker = new(context, WalkLimits.Near, cancellation);
            isFollowed = walker.Run(body, method);
        }

        return new(isFollowed ? walker.Machines : new List<MachineModel>(), walker.Nested.ToList(), walker.Followed);
    }

    private void Report(BlockContext block, MachineModel machine, TopologyFinding finding, IOperation function, IMethodSymbol? method)
    {
        var description = finding.Description;
        if (GeneratedCode.IsHidden(description.Place, block.CancellationToken)) return;
        if (context.Types.RuleOf(description.Method, finding.Mistake) is not { } rule || TopologyDescriptors.Find(rule) is not { } descriptor) return;
        var isDefinite = !finding.DependsOnTheRest || !machine.IsReturned || IsFinal(function, method, block.CancellationToken);
        if (isDefinite ? IsHelpers(finding, block.CancellationToken) : IsLeftToCallers(method, machine, block.CancellationToken)) return;
        var options = block.Options.AnalyzerConfigOptionsProvider.GetOptions(description.Place.SourceTree!);
        if ((isDefinite ? descriptor.DefaultSeverity : Reporter.PossibleSeverity(options)) is not { } severity) return;
        var subject = description.Name ?? description.Method.Name;
        var message = TopologyDescriptors.MessageOf(finding, subject, isDefinite);

        // A helper may be wrong for each of those who call it, and by itself.
        if (!reported.TryAdd((function.Syntax.SyntaxTree, description.Place, rule + message), true)) return;
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(Reporter.Key, description.KeyOf(rule))
            .Add(Reporter.Certainty, isDefinite ? "definite" : "possible")
            .Add(Reporter.Subject, subject)
            .Add(Reporter.Class, "any");
        block.ReportDiagnostic(Diagnostic.Create(descriptor, description.Place, severity, finding.Others, properties, message));
    }

    private bool IsFinal(IOperation function, IMethodSymbol? method, CancellationToken cancellation) => function is IAnonymousFunctionOperation lambda
        ? handover.IsFinal(lambda)
        : method is not null && handover.IsFinal(method, cancellation);

    // Who calls a method of the project and keeps its machine to himself sees all of it, and reports what is wrong there.
    private bool IsLeftToCallers(IMethodSymbol? method, MachineModel machine, CancellationToken cancellation)
    {
        if (method is null || handover.CallersOf(method, cancellation) is not { Count: > 0 } callers) return false;
        return callers.All(caller => Walk(caller, cancellation) is { } walk
            && walk.Followed.Contains(method.OriginalDefinition)
            && walk.Machines.All(seen => seen.Creation != machine.Creation || !seen.IsOpen));
    }

    // A mistake in a helper that is wrong for every caller is reported once, for the helper itself.
    private bool IsHelpers(TopologyFinding finding, CancellationToken cancellation) =>
        finding.Description.Helper is { MethodKind: not MethodKind.LocalFunction } helper && Walk(helper, cancellation) is { } walk
        && walk.Findings.Any(own => IsSame(own.Finding, finding) && !own.Finding.DependsOnTheRest);

    private static bool IsSame(TopologyFinding left, TopologyFinding right) =>
        left.Mistake == right.Mistake && left.Description.Place == right.Description.Place;

    private Walked? Walk(IMethodSymbol method, CancellationToken cancellation)
    {
        if (walked.TryGetValue(method, out var known)) return known;
        var body = context.Bodies.Of(method, cancellation)?.Root;
        if (body is IConstructorBodyOperation constructor) body = constructor.BlockBody ?? constructor.ExpressionBody;
        return body is null ? null : walked.GetOrAdd(method, Walk(body, method, cancellation));
    }

    /// <summary>What a walk through a body has found.</summary>
    private sealed class Walked
    {
        public Walked(IReadOnlyList<MachineModel> machines, IReadOnlyList<IOperation> nested, HashSet<IMethodSymbol> followed)
        {
            (Machines, Nested, Followed) = (machines, nested, followed);
            Findings = machines.SelectMany(static machine => TopologyChecks.Of(machine).Select(finding => (machine, finding))).ToList();
        }

        public IReadOnlyList<MachineModel> Machines { get; }

        public IReadOnlyList<(MachineModel Machine, TopologyFinding Finding)> Findings { get; }

        public IReadOnlyList<IOperation> Nested { get; }

        public HashSet<IMethodSymbol> Followed { get; }
    }
}
