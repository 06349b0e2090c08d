using System.Collections.Concurrent;
using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Program;

/// <summary>
/// What members hold for good: settings, switches, optional callbacks. A member is settled if initializers, constructors and those who create objects alone
/// assign it, and all of them the same. A test of it comes out one way, whether or not it can be seen which.
/// </summary>
internal sealed class SettledMembers
{
    private readonly ProgramFacts program;
    private readonly Creations creations;
    private readonly Assignments assignments;
    private readonly ConcurrentDictionary<ISymbol, Found> known = new(SymbolEqualityComparer.Default);

    public SettledMembers(ProgramFacts program, Creations creations, Assignments assignments)
    {
        this.program = program;
        this.creations = creations;
        this.assignments = assignments;
    }

    /// <summary>What is known of a member, or of what a method of the project computes from such members.</summary>
    public Found Of(ISymbol member, CancellationToken cancellation)
    {
        member = member.OriginalDefinition;
        return known.TryGetValue(member, out var found) ? found : known.GetOrAdd(member, Find(member, cancellation));
    }

    /// <summary>Whether a field, an automatic property or a parameter in the head of a type can be settled: asked before anything is looked up.</summary>
    public bool MayBeSettled(ISymbol member, ITypeSymbol type) =>
        member.ContainingType is { TypeKind: TypeKind.Class or TypeKind.Struct } && member.DeclaringSyntaxReferences.Length == 1 && program.IsOwn(member) && member switch
        {
            IFieldSymbol { IsConst: false, RefKind: RefKind.None } => IsReadOnly(member) || IsValue(type),
            IPropertySymbol { IsVirtual: false, IsOverride: false, IsAbstract: false } => IsReadOnly(member) || IsValue(type),
            IParameterSymbol { RefKind: RefKind.None } => IsValue(type),
            _ => false,
        };

    /// <summary>Whether values of a type are flags, numbers, texts or members of enumerations, or may be none.</summary>
    public static bool IsValue(ITypeSymbol type) =>
        PlainComputation.IsPlain(type)
        || (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: { Length: 1 } arguments } && PlainComputation.IsPlain(arguments[0]));

    /// <summary>Whether constructors and initializers alone can assign a member.</summary>
    public static bool IsReadOnly(ISymbol member) => member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null };

    /// <summary>Whether the text of its type shows everything that is assigned to it.</summary>
    public static bool IsAssignedInItsType(ISymbol member) => IsReadOnly(member) || (member is IFieldSymbol && member.DeclaredAccessibility == Accessibility.Private);

    private Found Find(ISymbol member, CancellationToken cancellation)
    {
        var search = new SettledSearch(program, creations, assignments, cancellation);
        var value = member is IMethodSymbol method ? search.OfMethod(method) : search.OfMember(member);
        var elements = search.IsConfigured && member.DeclaredAccessibility == Accessibility.Private ? search.Elements : null;
        return new(value, search.IsProjectWide, search.IsConfigured, search.IsVaried, search.IsState, elements);
    }

    /// <summary>What a member holds, and how far that depends on the project.</summary>
    internal readonly struct Found
    {
        public Found(Value? value, bool isProjectWide, bool isConfigured, bool isVaried, bool isState, IReadOnlyList<Value>? elements)
        {
            IsVaried = isVaried;
            IsState = isState;
            Elements = elements;
            Value = value;
            IsProjectWide = isProjectWide;
            IsConfigured = isConfigured;
        }

        /// <summary>What it holds: lossy if it is settled and cannot be seen, <see langword="null"/> if it may be anything.</summary>
        public Value? Value { get; }

        /// <summary>Whether code beyond the type has to do with it: those who create objects and hand something in.</summary>
        public bool IsProjectWide { get; }

        /// <summary>Whether it is an object of somebody else's type that was filled when it was made, and is not changed.</summary>
        public bool IsConfigured { get; }

        /// <summary>Whether it differs from object to object, so that it may be either where no more is known of the object.</summary>
        public bool IsVaried { get; }

        /// <summary>Whether methods assign it, so that callers may know its value.</summary>
        public bool IsState { get; }

        /// <summary>What it is filled with, if that is a few constants.</summary>
        public IReadOnlyList<Value>? Elements { get; }
    }
}
