using System.Collections.Concurrent;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Flow;

/// <summary>What all passes over one compilation share: contracts, and the results of bodies already gone over.</summary>
internal sealed class CompilationContext
{
    /// <summary>How deep calls are followed. Recursion ends there; what lies deeper is unknown.</summary>
    public const int MaximumDepth = 12;

    private readonly Compilation compilation;
    private readonly Involvement involvement;
    private readonly ConcurrentDictionary<IMethodSymbol, BodyResult?> final = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, BodyResult?>[] byDepth;
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> models = new();
    private readonly ConcurrentDictionary<IAssemblySymbol, bool> foreign = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IPropertySymbol, bool> stable = new(SymbolEqualityComparer.Default);

    public CompilationContext(Compilation compilation, ContractTable contracts)
    {
        this.compilation = compilation;
        Contracts = contracts;
        involvement = new(contracts);
        byDepth = new ConcurrentDictionary<IMethodSymbol, BodyResult?>[MaximumDepth + 1];
        for (var depth = 0; depth <= MaximumDepth; depth++) byDepth[depth] = new(SymbolEqualityComparer.Default);
    }

    public ContractTable Contracts { get; }

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
            ? Contracts.Known.IsDsl(type) || SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
            : IsOwnStruct(type);
    }

    /// <summary>Whether a type is a structure of the model's own, which may hold objects: each copy is an object too.</summary>
    public bool IsOwnStruct(ITypeSymbol type) =>
        type is { TypeKind: TypeKind.Struct, IsTupleType: false } && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly);

    /// <summary>Whether an assembly cannot know the DSL.</summary>
    public bool IsForeign(IAssemblySymbol? assembly)
    {
        if (assembly is null) return false;
        return foreign.TryGetValue(assembly, out var known) ? known : foreign.GetOrAdd(assembly, FindForeign(assembly));
    }

    /// <summary>Whether reading a property twice gives the same, as long as nobody sets it.</summary>
    public bool IsStable(IPropertySymbol property)
    {
        if (property.IsIndexer) return false;
        property = property.OriginalDefinition;
        return stable.TryGetValue(property, out var known) ? known : stable.GetOrAdd(property, FindStable(property));
    }

    /// <summary>Whether a method has a body here that may matter; a call that is not virtual runs it.</summary>
    public bool MayHaveBody(IMethodSymbol method) =>
        !method.IsAbstract && !method.IsExtern && !method.IsImplicitlyDeclared && method.DeclaringSyntaxReferences.Length == 1
        && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly)
        && involvement.Of(method);

    /// <summary>Whether a method without a body has implementations here that may matter.</summary>
    public bool MayBeImplemented(IMethodSymbol method) =>
        method.IsAbstract && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly) && involvement.Of(method);

    /// <summary>
    /// The result for a method whose callees may be followed down to a depth. It depends on nothing but the two, so that whoever asks
    /// first makes no difference.
    /// </summary>
    public BodyResult? Analyze(IMethodSymbol method, int depth, Body? body, CancellationToken cancellation)
    {
        if (final.TryGetValue(method, out var result) && (result is null || result.Height <= depth)) return result;
        if (byDepth[depth].TryGetValue(method, out result)) return result;
        body ??= BodyOf(method, cancellation);
        result = body is null ? null : FlowPass.Run(this, body, depth, cancellation);
        if (result is null || result.IsFinal) final.TryAdd(method, result);
        else byDepth[depth].TryAdd(method, result);
        return result;
    }

    public BodyResult Analyze(Body body, CancellationToken cancellation)
    {
        if (body.Method is not { } method || body.Outer is not null) return FlowPass.Run(this, body, MaximumDepth, cancellation);
        return Analyze(method, MaximumDepth, body, cancellation) ?? FlowPass.Run(this, body, MaximumDepth, cancellation);
    }

    private Body? BodyOf(IMethodSymbol method, CancellationToken cancellation)
    {
        var syntax = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        if (!compilation.ContainsSyntaxTree(syntax.SyntaxTree)) return null;
#pragma warning disable RS1030 // A callee may be in another file; its result is kept for the compilation.
        if (!models.TryGetValue(syntax.SyntaxTree, out var model)) model = models.GetOrAdd(syntax.SyntaxTree, compilation.GetSemanticModel(syntax.SyntaxTree));
#pragma warning restore RS1030
        var operation = model.GetOperation(syntax, cancellation);
        ControlFlowGraph? graph = operation switch
        {
            IMethodBodyOperation body => ControlFlowGraph.Create(body, cancellation),
            IConstructorBodyOperation body => ControlFlowGraph.Create(body, cancellation),
            IBlockOperation { Parent: null } body => ControlFlowGraph.Create(body, cancellation),
            _ => null,
        };
        return graph is null ? null : new(graph, method, method.IsStatic ? null : method.ContainingType, null, syntax);
    }

    private bool FindForeign(IAssemblySymbol assembly)
    {
        var dsl = Contracts.Known.Assembly;
        if (SymbolEqualityComparer.Default.Equals(assembly, dsl) || SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly)) return false;
        foreach (var module in assembly.Modules)
        {
            foreach (var referenced in module.ReferencedAssemblies)
            {
                if (referenced.Equals(dsl.Identity)) return false;
            }
        }

        return true;
    }

    private bool FindStable(IPropertySymbol property)
    {
        if (property.DeclaringSyntaxReferences.IsEmpty) return Contracts.Known.IsDsl(property);
        foreach (var member in property.ContainingType.GetMembers())
        {
            if (member is IFieldSymbol { AssociatedSymbol: { } associated } && SymbolEqualityComparer.Default.Equals(associated, property)) return true;
        }

        return Contracts.Known.IsDsl(property);
    }
}
