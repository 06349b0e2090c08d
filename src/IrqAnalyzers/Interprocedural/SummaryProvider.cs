using System.Collections.Concurrent;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Summaries;
using IrqAnalyzers.Transfer;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Interprocedural;

/// <summary>
/// What calling each method of a compilation does. A body is analyzed when a caller first asks for it; the result is kept for all callers, on all
/// threads. It depends on nothing but the method and the depth to which callees are followed, never on who asks first.
/// </summary>
internal sealed class SummaryProvider : ISummaryProvider
{
    /// <summary>How deep calls are followed. What lies deeper is unknown.</summary>
    public const int MaximumDepth = 40;

    private readonly ConcurrentDictionary<IMethodSymbol, BodyResult?> final = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<(IMethodSymbol Method, int Depth), BodyResult> byDepth = new(new MethodAndDepth());
    private readonly Func<SyntaxTree, int, BodyKey?> keyOf;
    private readonly BodyResult nothing;

    /// <param name="program">The declarations of the compilation.</param>
    /// <param name="keyOf">Finds the body that starts at a position of a file, for what is kept of it between compilations.</param>
    /// <param name="budget">How long a body may be analyzed.</param>
    /// <param name="solver">How the blocks of a body are solved.</param>
    public SummaryProvider(ProgramFacts program, Func<SyntaxTree, int, BodyKey?> keyOf, Budget budget, SolverOptions solver)
    {
        Program = program;
        this.keyOf = keyOf;
        Budget = budget;
        Solver = solver;
        nothing = BodyResult.OfNothing(program.Contracts);
    }

    public ProgramFacts Program { get; }

    public ContractTable Contracts => Program.Contracts;

    public Budget Budget { get; }

    public SolverOptions Solver { get; }

    /// <summary>
    /// The result for a method whose callees may be followed down to a depth. It depends on nothing but the two, so that it makes no
    /// difference which caller asks first.
    /// </summary>
    public BodyResult? Analyze(IMethodSymbol method, int depth, Body? body, CallStack calls)
    {
        if (calls.Find(method, depth) is { } assumed) return assumed;
        if (final.TryGetValue(method, out var known) && (known is null || known.Height <= depth)) return known;
        if (byDepth.TryGetValue((method, depth), out known)) return known;
        if (body is null && !TryFindBody(method, calls.Cancellation, out body, out known))
        {
            final.TryAdd(method, known);
            return known;
        }

        var (result, isConfirmed) = Run(method, depth, body!, calls);
        if (isConfirmed && result is { IsFinal: true, IsRecursive: false, Summary: { IsSelected: true } summary })
        {
            summary.AllowSelections(body!, result.Findings);
        }

        if (isConfirmed && result is { IsFinal: true, Summary: { DependsOnType: true, Body: not null } })
        {
            result = TypeSpecialization.RunForTypes(this, body!, depth, calls, result);
        }

        if (isConfirmed && result.IsFinal) final.TryAdd(method, result);
        else if (isConfirmed) byDepth.TryAdd((method, depth), result);
        return result;
    }

    /// <summary>The body that a method has, for what is kept of it; <see langword="null"/> if it is among the declarations.</summary>
    public BodyKey? KeyOf(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Length == 1 && method.DeclaringSyntaxReferences[0] is var reference
            ? keyOf(reference.SyntaxTree, reference.Span.Start) : null;

    /// <summary>The result for a method whose callees are followed all the way, if it has been asked for before.</summary>
    public BodyResult? Known(IMethodSymbol method) =>
        final.TryGetValue(method, out var result) || byDepth.TryGetValue((method, MaximumDepth), out result) ? result : null;

    public BodyResult Analyze(Body body, CancellationToken cancellation)
    {
        var calls = new CallStack(cancellation);
        if (body.Method is not { } method || body.Outer is not null) return FlowPass.Run(this, body, MaximumDepth, calls);
        return Analyze(method, MaximumDepth, body, calls) ?? FlowPass.Run(this, body, MaximumDepth, calls);
    }

    // Apart, so that a result that is known already costs no closure.
    private (BodyResult Result, bool IsConfirmed) Run(IMethodSymbol method, int depth, Body body, CallStack calls) =>
        calls.Run(Contracts, method, () => ForAnyCaller(FlowPass.Run(this, body, depth, calls)));

    private static BodyResult ForAnyCaller(BodyResult result)
    {
        if (result.Summary is { } summary) summary.IsForAnyCaller = true;
        return result;
    }

    /// <summary>The body to analyze; if there is none, perhaps a result that is known without it.</summary>
    private bool TryFindBody(IMethodSymbol method, CancellationToken cancellation, out Body? body, out BodyResult? known)
    {
        (body, known) = (null, null);
        if (Program.OperationOf(method, cancellation) is not { } operation) return false;
        if (operation is IMethodBodyOperation or IConstructorBodyOperation && PlainComputation.Is(method, operation, Program)) known = nothing;
        else body = ProgramFacts.BodyOf(method, operation, cancellation);
        return body is not null;
    }

    private sealed class MethodAndDepth : IEqualityComparer<(IMethodSymbol Method, int Depth)>
    {
        public bool Equals((IMethodSymbol Method, int Depth) one, (IMethodSymbol Method, int Depth) other) =>
            one.Depth == other.Depth && SymbolEqualityComparer.Default.Equals(one.Method, other.Method);

        public int GetHashCode((IMethodSymbol Method, int Depth) value) =>
            unchecked((SymbolEqualityComparer.Default.GetHashCode(value.Method) * 31) + value.Depth);
    }
}
