using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Contracts;

/// <summary>
/// The contracts of one compilation, read from attributes once each. Overrides have the contracts of what they override, implementations
/// those of the interface member.
/// </summary>
internal sealed class ContractTable
{
    // One build after the other, and one keystroke after the other, sees the same symbols of an assembly that is not of the project itself.
    private static readonly ConditionalWeakTable<IAssemblySymbol, StrongBox<ContractTable?>> OfAssemblies = new();

    private readonly ContractTable? dsl;
    private readonly ConcurrentDictionary<IMethodSymbol, OperationContract> operations = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IPropertySymbol, PropertyContract> properties = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, FactMask> notYet = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, Kinds> kinds = new(SymbolEqualityComparer.Default);

    private readonly Dictionary<IMethodSymbol, List<FileContract>> fromFiles = new(SymbolEqualityComparer.Default);

    private ContractTable(KnownTypes known, ContractTable? dsl, Compilation? compilation)
    {
        Known = known;
        this.dsl = dsl;
        Facts = new(known, compilation);
    }

    public KnownTypes Known { get; }

    /// <summary>The facts that contracts of the compilation name.</summary>
    public FactTable Facts { get; }

    /// <summary>The facts that can be taken back.</summary>
    public FactMask Revocable => Facts.Revocable;

    /// <summary>What holds for the DSL itself, in whatever compilation; the table itself if files add to it.</summary>
    public ContractTable OfDsl => HasFiles ? this : dsl ?? this;

    /// <summary>The table; <see langword="null"/> if the compilation does not know the DSL.</summary>
    public static ContractTable? Create(Compilation compilation)
    {
        foreach (var candidate in compilation.GetTypesByMetadataName(KnownTypes.Mark))
        {
            var found = OfAssemblies.GetValue(
                candidate.ContainingAssembly, static assembly => new(KnownTypes.Of(assembly) is { } known ? new(known, dsl: null, compilation: null) : null));
            if (found.Value is { } dsl) return new(dsl.Known, dsl, compilation);
        }

        return null;
    }

    /// <summary>Adds a contract that a file has. Only before the first question.</summary>
    public void Add(IMethodSymbol method, FileContract contract)
    {
        method = Declaration(method);
        if (!fromFiles.TryGetValue(method, out var contracts)) fromFiles.Add(method, contracts = new());
        contracts.Add(contract);
    }

    /// <summary>Whether there are contracts in files, for methods of any assembly.</summary>
    public bool HasFiles => fromFiles.Count > 0;

    /// <summary>What attributes say about calling a method.</summary>
    public OperationContract Of(IMethodSymbol method)
    {
        if (operations.TryGetValue(method, out var contract)) return contract;
        var declaration = Declaration(method);
        return operations.GetOrAdd(method, ReferenceEquals(declaration, method) ? Read(declaration) : OfDeclaration(declaration));
    }

    public ParameterContract Of(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol method && Of(method).Parameters is var all && parameter.Ordinal < all.Length
            ? all[parameter.Ordinal]
            : ParameterContract.None;

    public PropertyContract Of(IPropertySymbol property) =>
        properties.TryGetValue(property, out var contract) ? contract : properties.GetOrAdd(property, OfDeclaration(property.OriginalDefinition));

    /// <summary>The kinds that an instance of a type can have.</summary>
    public Kinds KindsOf(ITypeSymbol? type)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            foreach (var constraint in parameter.ConstraintTypes)
            {
                if (KindsOf(constraint) is var constrained && constrained != Kinds.Any) return constrained;
            }
        }

        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class } named) return Kinds.Any;
        named = named.OriginalDefinition;
        return kinds.TryGetValue(named, out var known) ? known : kinds.GetOrAdd(named, SharedFor(named)?.KindsOf(named) ?? ReadKinds(named));
    }

    /// <summary>
    /// The facts that a new object of a type cannot have yet: those that projects declare, but for the ones that properties of the type stand for whose
    /// first value is the type's own affair.
    /// </summary>
    public FactMask NotYetOf(ITypeSymbol type)
    {
        type = type.OriginalDefinition;
        return notYet.TryGetValue(type, out var known) ? known : notYet.GetOrAdd(type, FindNotYet(type));
    }

    /// <summary>Whether a type is what all instances of a kind are, so that failing the type test excludes the kind.</summary>
    public bool DefinesKind(ITypeSymbol type) =>
        KindsOf(type) is var known && known != Kinds.Any && KindsOf(type.BaseType) == Kinds.Any;

    private FactMask FindNotYet(ITypeSymbol type)
    {
        var facts = FactMask.AllDeclared;
        for (ITypeSymbol? current = type; current is not null && !Known.IsDsl(current); current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol property && !(Of(property).FactsWhile && StartsFalse(property))) facts &= ~Of(property).Facts;
            }
        }

        return facts;
    }

    // The backing field of a property is false until it is assigned.
    private static bool StartsFalse(IPropertySymbol property)
    {
        if (property is { IsAbstract: true } or { IsExtern: true } or { ContainingType.TypeKind: TypeKind.Interface }
            || property.DeclaringSyntaxReferences.Length != 1)
        {
            return false;
        }

        if (property.DeclaringSyntaxReferences[0].GetSyntax() is not PropertyDeclarationSyntax { Initializer: null, AccessorList.Accessors: var accessors })
        {
            return false;
        }

        foreach (var accessor in accessors)
        {
            if (accessor.Body is not null || accessor.ExpressionBody is not null) return false;
        }

        return true;
    }

    private static IMethodSymbol Declaration(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return method.PartialDefinitionPart ?? method;
    }

    private Kinds ReadKinds(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var attribute in current.GetAttributes())
            {
                if (Known.RoleOf(attribute) == AttributeRole.OfKind)
                    return AttributeReader.ToKinds(AttributeReader.Argument(attribute, 0));
            }
        }

        return Kinds.Any;
    }

    private OperationContract OfDeclaration(IMethodSymbol declaration) =>
        operations.TryGetValue(declaration, out var contract) ? contract : operations.GetOrAdd(declaration, Read(declaration));

    private OperationContract Read(IMethodSymbol declaration) => SharedFor(declaration)?.OfDeclaration(declaration) ?? ReadOperation(declaration);

    private PropertyContract OfDeclaration(IPropertySymbol declaration) => SharedFor(declaration)?.Of(declaration) ?? ReadProperty(declaration);

    private ContractTable? SharedFor(ISymbol symbol) => dsl is not null && !HasFiles && Known.IsDsl(symbol) ? dsl : null;

    private OperationContract ReadOperation(IMethodSymbol method)
    {
        if (StandsAlone(method) && !HasAttributes(method) && !fromFiles.ContainsKey(method)) return OperationContract.None;
        var reader = new OperationReader(Known, Facts);
        var (receiver, result, shared) = (FactMask.None, FactMask.None, FactMask.None);
        var declarations = Declarations.Of(method);
        foreach (var declaration in declarations)
        {
            reader.Read(declaration);
            receiver |= FactsOf(AttributeRole.ArrivesWithout, declaration.GetAttributes());
            var attributes = declaration.MethodKind == MethodKind.Constructor ? declaration.GetAttributes() : declaration.GetReturnTypeAttributes();
            result |= FactsOf(AttributeRole.ArrivesWithout, attributes);
            shared |= FactsOf(AttributeRole.MayArriveWith, declaration.GetReturnTypeAttributes());
            if (!fromFiles.TryGetValue(declaration, out var contracts)) continue;
            foreach (var contract in contracts) reader.Read(contract, declaration);
        }

        var parameters = ReadParameters(method, declarations);
        var read = reader.Finish();
        if ((receiver | result | shared) == 0 && parameters.IsEmpty) return read;
        return new(read.Requires, read.Effects, read.Footprint, read.Inherits, read.FactTest, receiver, result, parameters)
        {
            Recalls = read.Recalls,
            RecallsWhen = read.RecallsWhen,
            ResultSharesPerhaps = shared,
        };
    }

    /// <summary>The greatest number that an address of PCI can have in one of its parts; <see langword="null"/> if the type says so, or it is another property.</summary>
    public static long? MostOf(IPropertySymbol property) =>
        property.ContainingType.Name is not ("Bdf" or "RequesterId") ? null : property.Name switch
        {
            "Bus" => 255,
            "Device" => 31,
            "Function" => 7,
            _ => null,
        };

    /// <summary>Whether values of a type have elements.</summary>
    public static bool IsCollection(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String) return false;
        foreach (var implemented in type.AllInterfaces)
        {
            if (implemented.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T) return true;
        }

        return false;
    }

    /// <summary>The type of the elements of values of a type; <see langword="null"/> if they have none.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type) =>
        type is IArrayTypeSymbol { Rank: 1 } array
            ? array.ElementType : type is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } && IsCollection(type) ? arguments[0] : null;

    private static bool StandsAlone(IMethodSymbol method) =>
        !method.IsOverride && (method.IsStatic || method.ContainingType is null or { AllInterfaces.IsEmpty: true });

    private static bool HasAttributes(IMethodSymbol method)
    {
        if (!method.GetAttributes().IsEmpty || !method.GetReturnTypeAttributes().IsEmpty) return true;
        foreach (var parameter in method.Parameters)
        {
            if (!parameter.GetAttributes().IsEmpty) return true;
        }

        return false;
    }

    private ImmutableArray<ParameterContract> ReadParameters(IMethodSymbol method, List<IMethodSymbol> declarations)
    {
        ImmutableArray<ParameterContract>.Builder? read = null;
        for (var ordinal = 0; ordinal < method.Parameters.Length; ordinal++)
        {
            var contract = ReadParameter(ordinal, declarations);
            if (ReferenceEquals(contract, ParameterContract.None) && read is null) continue;
            if (read is null)
            {
                read = ImmutableArray.CreateBuilder<ParameterContract>(method.Parameters.Length);
                for (var before = 0; before < ordinal; before++) read.Add(ParameterContract.None);
            }

            read.Add(contract);
        }

        return read?.ToImmutable() ?? ImmutableArray<ParameterContract>.Empty;
    }

    private static int AssumptionOf(AttributeData attribute) => (int)Numbers.ToInt64(AttributeReader.Named(attribute, "Assuming"));

    private ParameterContract ReadParameter(int ordinal, List<IMethodSymbol> declarations)
    {
        var without = FactMask.None;
        var with = FactMask.None;
        ImmutableArray<Requirement>.Builder? leavesWith = null;
        foreach (var declaration in declarations)
        {
            if (ordinal >= declaration.Parameters.Length) continue;
            foreach (var attribute in declaration.Parameters[ordinal].GetAttributes())
            {
                var facts = Facts.Of(attribute);
                switch (Known.RoleOf(attribute))
                {
                    case AttributeRole.ArrivesWithout:
                        without |= facts;
                        break;
                    case AttributeRole.ArrivesWith:
                        with |= facts;
                        break;
                    case AttributeRole.MayArriveWith:
                        without |= facts;
                        with |= facts;
                        break;
                    case AttributeRole.LeavesWithout when facts != 0 && AttributeReader.Named(attribute, "Rule") is string rule:
                        (leavesWith ??= ImmutableArray.CreateBuilder<Requirement>()).Add(new(
                            RequirementKind.Absent, facts, ordinal, AttributeReader.When(attribute), rule, AssumptionOf(attribute), declaration));
                        break;
                    case AttributeRole.LeavesWith when facts != 0 && AttributeReader.Named(attribute, "Rule") is string rule:
                        (leavesWith ??= ImmutableArray.CreateBuilder<Requirement>()).Add(new(
                            RequirementKind.AnyOf, facts, ordinal, AttributeReader.When(attribute), rule, AssumptionOf(attribute), declaration));
                        break;
                }
            }
        }

        return (without | with) == 0 && leavesWith is null
            ? ParameterContract.None : new(without, with, leavesWith?.ToImmutable() ?? ImmutableArray<Requirement>.Empty);
    }

    private PropertyContract ReadProperty(IPropertySymbol property)
    {
        PropertyContract? contract = null;
        foreach (var declaration in Declarations.Of(property))
        {
            foreach (var attribute in declaration.GetAttributes())
            {
                switch (Known.RoleOf(attribute))
                {
                    case AttributeRole.TestsKind:
                        (contract ??= new()).Tests = AttributeReader.ToKinds(AttributeReader.Argument(attribute, 0));
                        break;
                    case AttributeRole.FactWhile when AttributeReader.Argument(attribute, 0) is bool value:
                        (contract ??= new()).FactsWhile = value;
                        contract.Facts = Facts.Of(attribute, index: 1);
                        break;
                    case AttributeRole.TestsFact:
                        contract ??= new();
                        if (IsCollection(property.Type)) contract.ElementsTest ??= OperationReader.ReadFactTest(attribute, subject: -1, Facts);
                        else contract.FactTest ??= OperationReader.ReadFactTest(attribute, subject: -1, Facts);
                        break;
                    case AttributeRole.HarmlessIf:
                        (contract ??= new()).HarmlessIf = AttributeReader.Argument(attribute, 0);
                        break;
                    case AttributeRole.NeededFor:
                        (contract ??= new()).NeededFor |= Facts.Of(attribute);
                        break;
                    case AttributeRole.Footprint:
                        (contract ??= new()).Footprint ??= OperationReader.ReadFootprint(attribute);
                        break;
                }
            }
        }

        return contract ?? PropertyContract.None;
    }

    private FactMask FactsOf(AttributeRole role, ImmutableArray<AttributeData> attributes)
    {
        var facts = FactMask.None;
        foreach (var attribute in attributes)
        {
            if (Known.RoleOf(attribute) == role) facts |= Facts.Of(attribute);
        }

        return facts;
    }
}
