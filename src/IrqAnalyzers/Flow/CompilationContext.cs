using System.Collections.Concurrent;
using IrqAnalyzers.Caching;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Flow;

/// <summary>What all passes over one compilation share: contracts, and the results of bodies already gone over.</summary>
internal sealed class CompilationContext
{
    /// <summary>How deep calls are followed. What lies deeper is unknown.</summary>
    public const int MaximumDepth = 40;

    private readonly Compilation compilation;
    private readonly IAssemblySymbol own;
    private readonly Involvement involvement;
    private readonly ConcurrentDictionary<IMethodSymbol, BodyResult?> final = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<(IMethodSymbol Method, int Depth), BodyResult> byDepth = new(new MethodAndDepth());
    private readonly ConcurrentDictionary<IMethodSymbol, bool> bodies = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IPropertySymbol, bool> stable = new(SymbolEqualityComparer.Default);

    private readonly CompilationOutline outline;
    private readonly BodyResult nothing;

    public CompilationContext(Compilation compilation, ContractTable contracts, CompilationOutline outline, Budget budget, SolverOptions solver)
    {
        this.compilation = compilation;
        own = compilation.Assembly;
        this.outline = outline;
        Contracts = contracts;
        nothing = BodyResult.OfNothing(contracts);
        Budget = budget;
        Solver = solver;
        involvement = new(contracts);
        Implementations = new(compilation);
        Forwarding = new(compilation);
        HeldCode = new(compilation, this);
    }

    public ContractTable Contracts { get; }

    public Budget Budget { get; }

    public SolverOptions Solver { get; }

    public Implementations Implementations { get; }

    public Forwarding Forwarding { get; }

    public HeldCode HeldCode { get; }

    public static bool CanBeObject(ITypeSymbol type) =>
        type.TypeKind is TypeKind.Class or TypeKind.Interface or TypeKind.TypeParameter && type.SpecialType != SpecialType.System_String;

    /// <summary>Whether objects of a type are worth following: those of the DSL, and the user's own.</summary>
    public bool IsTracked(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            foreach (var constraint in parameter.ConstraintTypes)
            {
                if (constraint.TypeKind != TypeKind.TypeParameter && IsTracked(constraint)) return true;
            }

            return false;
        }

        return CanBeObject(type)
            ? Contracts.Known.IsDsl(type) || IsOwn(type)
            : IsOwnStruct(type);
    }

    /// <summary>Whether a type or a method is declared in the model itself.</summary>
    public bool IsOwn(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, own);

    /// <summary>Whether a type is a structure of the model's own, which may hold objects: each copy is an object too.</summary>
    public bool IsOwnStruct(ITypeSymbol type) =>
        type is { TypeKind: TypeKind.Struct, IsTupleType: false } && IsOwn(type);

    /// <summary>Whether an assembly cannot know the DSL.</summary>
    public bool IsForeign(IAssemblySymbol? assembly) => !SymbolEqualityComparer.Default.Equals(assembly, own) && Contracts.Known.Foreign.Contain(assembly);

    /// <summary>Whether reading a property twice gives the same, as long as nobody sets it.</summary>
    public bool IsStable(IPropertySymbol property)
    {
        if (property.IsIndexer) return false;
        property = property.OriginalDefinition;
        return stable.TryGetValue(property, out var known) ? known : stable.GetOrAdd(property, FindStable(property));
    }

    /// <summary>Whether the compiler keeps what a property holds in a field.</summary>
    public static bool HasField(IPropertySymbol property)
    {
        foreach (var member in property.ContainingType.GetMembers())
        {
            if (member is IFieldSymbol { AssociatedSymbol: { } associated } && SymbolEqualityComparer.Default.Equals(associated, property)) return true;
        }

        return false;
    }

    /// <summary>Whether a method has a body here that may matter; a call that is not virtual runs it.</summary>
    public bool MayHaveBody(IMethodSymbol method) =>
        IsOwn(method) && (bodies.TryGetValue(method, out var known) ? known : bodies.GetOrAdd(method, FindBody(method)));

    /// <summary>Whether a method has a body here, matter or not: code that it is given may matter.</summary>
    public bool HasBody(IMethodSymbol method) =>
        IsOwn(method) && method is { IsAbstract: false, IsExtern: false, IsImplicitlyDeclared: false, DeclaringSyntaxReferences.Length: 1 };

    /// <summary>Whether a method may make something of the model's own that tells its callers how it went: a record with a flag, for instance.</summary>
    public bool MayMakeResult(IMethodSymbol method) => HasBody(method) && IsOwn(method.ReturnType);

    /// <summary>Whether members of a type may run code of the project that matters.</summary>
    public bool MayRunCodeOf(ITypeSymbol type) => IsOwn(type) && involvement.Of(type);

    /// <summary>Whether a method without a body has implementations here that may matter.</summary>
    public bool MayBeImplemented(IMethodSymbol method) =>
        IsOwn(method) && method.IsAbstract && involvement.Of(method);

    /// <summary>
    /// The result for a method whose callees may be followed down to a depth. It depends on nothing but the two, so that whoever asks
    /// first makes no difference.
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

        var (result, isConfirmed) = calls.Run(this, method, body!, depth);
        if (isConfirmed && result is { IsFinal: true, IsRecursive: false, Summary: { IsSelected: true } summary }) summary.AllowSelections(body!, result.Findings);
        if (isConfirmed && result is { IsFinal: true, Summary: { DependsOnType: true, Body: not null } }) result = FlowPass.RunForTypes(this, body!, depth, calls, result);
        if (isConfirmed && result.IsFinal) final.TryAdd(method, result);
        else if (isConfirmed) byDepth.TryAdd((method, depth), result);
        return result;
    }

    /// <summary>The body that a method has, for what is kept of it; <see langword="null"/> if it is among the declarations.</summary>
    public BodyKey? KeyOf(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Length == 1 && method.DeclaringSyntaxReferences[0] is var reference
            ? outline.Find(reference.SyntaxTree, reference.Span.Start) : null;

    /// <summary>The result for a method whose callees are followed all the way, if somebody has asked for it before.</summary>
    public BodyResult? Known(IMethodSymbol method) =>
        final.TryGetValue(method, out var result) || byDepth.TryGetValue((method, MaximumDepth), out result) ? result : null;

    public BodyResult Analyze(Body body, CancellationToken cancellation)
    {
        var calls = new CallStack(cancellation);
        if (body.Method is not { } method || body.Outer is not null) return FlowPass.Run(this, body, MaximumDepth, calls);
        return Analyze(method, MaximumDepth, body, calls) ?? FlowPass.Run(this, body, MaximumDepth, calls);
    }

    private bool FindBody(IMethodSymbol method) =>
        HasBody(method) && involvement.Of(method);

    /// <summary>The body of a method or a constructor that is declared here.</summary>
    public Body? BodyOf(IMethodSymbol method, CancellationToken cancellation) =>
        OperationOf(method, cancellation) is { } operation ? BodyOf(method, operation, cancellation) : null;

    /// <summary>The body to go over; if there is none, perhaps what is known without.</summary>
    private bool TryFindBody(IMethodSymbol method, CancellationToken cancellation, out Body? body, out BodyResult? known)
    {
        (body, known) = (null, null);
        if (OperationOf(method, cancellation) is not { } operation) return false;
        if (operation is IMethodBodyOperation or IConstructorBodyOperation && PlainComputation.Is(method, operation, this)) known = nothing;
        else body = BodyOf(method, operation, cancellation);
        return body is not null;
    }

    private IOperation? OperationOf(IMethodSymbol method, CancellationToken cancellation)
    {
        var syntax = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        if (!compilation.ContainsSyntaxTree(syntax.SyntaxTree)) return null;
#pragma warning disable RS1030 // A callee may be in another file. The driver hands out its own model while it has one, and what that has bound.
        var model = compilation.GetSemanticModel(syntax.SyntaxTree);
#pragma warning restore RS1030
        return model.GetOperation(syntax, cancellation);
    }

    private static Body? BodyOf(IMethodSymbol method, IOperation operation, CancellationToken cancellation)
    {
        ControlFlowGraph? graph = operation switch
        {
            IMethodBodyOperation body => ControlFlowGraph.Create(body, cancellation),
            IConstructorBodyOperation body => ControlFlowGraph.Create(body, cancellation),
            IBlockOperation { Parent: null } body => ControlFlowGraph.Create(body, cancellation),
            _ => null,
        };
        return graph is null ? null : new(graph, method, method.IsStatic ? null : method.ContainingType, null, operation.Syntax);
    }

    private bool FindStable(IPropertySymbol property)
    {
        var isWrittenHere = !property.DeclaringSyntaxReferences.IsEmpty;
        return (isWrittenHere && HasField(property)) || Contracts.Known.IsDsl(property);
    }

    private sealed class MethodAndDepth : IEqualityComparer<(IMethodSymbol Method, int Depth)>
    {
        public bool Equals((IMethodSymbol Method, int Depth) one, (IMethodSymbol Method, int Depth) other) =>
            one.Depth == other.Depth && SymbolEqualityComparer.Default.Equals(one.Method, other.Method);

        public int GetHashCode((IMethodSymbol Method, int Depth) value) => unchecked((SymbolEqualityComparer.Default.GetHashCode(value.Method) * 31) + value.Depth);
    }
}
