using System.Collections.Concurrent;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Program;

/// <summary>
/// Questions about the declarations of a compilation that need no flow analysis: which types and methods are the model's own, which may deal with
/// objects of the DSL, and where the body of a method is. Every answer is computed once.
/// </summary>
internal sealed class ProgramFacts
{
    private readonly Compilation compilation;
    private readonly IAssemblySymbol own;
    private readonly Involvement involvement;
    private readonly ConcurrentDictionary<IMethodSymbol, GuardMethod?> guards = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, ForwardedLookUp?> lookUps = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, bool> bodies = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IPropertySymbol, bool> stable = new(SymbolEqualityComparer.Default);

    public ProgramFacts(Compilation compilation, ContractTable contracts)
    {
        this.compilation = compilation;
        own = compilation.Assembly;
        Contracts = contracts;
        involvement = new(contracts);
        Subjects = new(contracts);
        Implementations = new(compilation);
        Forwarding = new(compilation);
        var creations = new Creations(compilation);
        var assignments = new Assignments(compilation);
        HeldCode = new(compilation, creations, assignments, this);
        HeldTypes = new(creations, this);
        Callers = new(creations, contracts);
        GivenConstants = new(Callers, creations);
        QueriedCode = new(compilation, contracts, creations);
        InitialValues = new(creations);
        Settled = new(this, creations, assignments);
        Confinement = new(this);
        PlainAssignments = new(this);
        Admitted = new(this);
        OperationNames = new(compilation, contracts);
        ThrowHelpers = new(this, creations);
    }

    public ContractTable Contracts { get; }

    /// <summary>The types whose objects bear facts.</summary>
    public Subjects Subjects { get; }

    public Implementations Implementations { get; }

    public Forwarding Forwarding { get; }

    public HeldCode HeldCode { get; }

    /// <summary>The methods that only assign what they are given.</summary>
    public PlainAssignments PlainAssignments { get; }

    /// <summary>What the handlers of a type get.</summary>
    public AdmittedObjects Admitted { get; }

    /// <summary>Collections that always have an element.</summary>
    public FilledCollections FilledCollections { get; } = new();

    /// <summary>Methods that do something only for what is in a table of their class.</summary>
    public TableGuards TableGuards { get; } = new();

    /// <summary>The types of the objects in fields.</summary>
    public HeldTypes HeldTypes { get; }

    /// <summary>Objects that one local alone leads to.</summary>
    public Confinement Confinement { get; }

    /// <summary>What fields of new objects hold, and of a host that starts.</summary>
    public InitialValues InitialValues { get; }

    /// <summary>What members hold that only initializers and constructors assign.</summary>
    public SettledMembers Settled { get; }

    /// <summary>The names that stand in classes.</summary>
    public NamesInTypes NamesInTypes { get; } = new();

    /// <summary>The names of operations by what their contracts say.</summary>
    public OperationNames OperationNames { get; }

    /// <summary>Methods behind which code may never run.</summary>
    public ThrowHelpers ThrowHelpers { get; }

    /// <summary>Who calls helpers.</summary>
    public Callers Callers { get; }

    /// <summary>Which delegates stand for code that only asks.</summary>
    public QueriedCode QueriedCode { get; }

    /// <summary>Which constants the callers of helpers pass.</summary>
    public GivenConstants GivenConstants { get; }

    /// <summary>What a method of a guard runs; <see langword="null"/> if it is none.</summary>
    public GuardMethod? GuardOf(IMethodSymbol method, CancellationToken cancellation)
    {
        method = method.OriginalDefinition;
        return guards.TryGetValue(method, out var known) ? known : guards.GetOrAdd(method, GuardMethod.Of(method, this, cancellation));
    }

    /// <summary>What a method looks up; <see langword="null"/> if it does anything else.</summary>
    public ForwardedLookUp? LookUpOf(IMethodSymbol method, CancellationToken cancellation)
    {
        method = method.OriginalDefinition;
        return lookUps.TryGetValue(method, out var known) ? known : lookUps.GetOrAdd(method, ForwardedLookUp.Of(method, this, cancellation));
    }

    /// <summary>Whether a variable of a type holds an object that is followed.</summary>
    public bool HoldsObject(ITypeSymbol type) =>
        (type.IsReferenceType && type.SpecialType != SpecialType.System_String) || type.TypeKind == TypeKind.TypeParameter || IsOwnStruct(type);

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

    /// <summary>Whether reading a property twice gives the same value, as long as it is not set.</summary>
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

    /// <summary>Whether a constructor leaves the new object as it is: the compiler has written it, and those of its base classes.</summary>
    public bool DoesNothing(IMethodSymbol constructor)
    {
        for (var type = constructor.ContainingType; type.SpecialType != SpecialType.System_Object; type = type.BaseType, constructor = type.InstanceConstructors.FirstOrDefault()!)
        {
            if (constructor is not { IsImplicitlyDeclared: true, Parameters.IsEmpty: true } || !IsOwn(type) || type.BaseType is null) return false;
        }

        return true;
    }

    /// <summary>Whether a method may make something of the model's own that tells its callers how it went: a record with a flag, for instance.</summary>
    public bool MayMakeResult(IMethodSymbol method) => HasBody(method) && IsOwn(method.ReturnType);

    /// <summary>Whether members of a type may run code of the project that matters.</summary>
    public bool MayRunCodeOf(ITypeSymbol type) => IsOwn(type) && involvement.Of(type);

    /// <summary>Whether a method without a body has implementations here that may matter.</summary>
    public bool MayBeImplemented(IMethodSymbol method) =>
        IsOwn(method) && method.IsAbstract && involvement.Of(method);

    /// <summary>The body of a method or a constructor that is declared here.</summary>
    public Body? BodyOf(IMethodSymbol method, CancellationToken cancellation) =>
        OperationOf(method, cancellation) is { } operation ? BodyOf(method, operation, cancellation) : null;

    /// <summary>The operation of a declaration; <see langword="null"/> if it is in another compilation.</summary>
    public IOperation? OperationOf(IMethodSymbol method, CancellationToken cancellation)
    {
        var syntax = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        if (!compilation.ContainsSyntaxTree(syntax.SyntaxTree)) return null;
#pragma warning disable RS1030 // A callee may be in another file. The driver hands out its own model while it has one, and what that has bound.
        var model = compilation.GetSemanticModel(syntax.SyntaxTree);
#pragma warning restore RS1030
        return model.GetOperation(syntax, cancellation);
    }

    /// <summary>The body of a method whose operation is known.</summary>
    public static Body? BodyOf(IMethodSymbol method, IOperation operation, CancellationToken cancellation)
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

    private bool FindBody(IMethodSymbol method) =>
        HasBody(method) && involvement.Of(method);

    private bool FindStable(IPropertySymbol property)
    {
        var isWrittenHere = !property.DeclaringSyntaxReferences.IsEmpty;
        return (isWrittenHere && (HasField(property) || NamedFunctions.Contain(property))) || Contracts.Known.IsDsl(property);
    }
}
