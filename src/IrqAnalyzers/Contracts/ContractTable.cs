using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

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
    private readonly ConcurrentDictionary<IParameterSymbol, ParameterContract> parameters = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IPropertySymbol, PropertyContract> properties = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, ulong> receivers = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, ulong> results = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, Kinds> kinds = new(SymbolEqualityComparer.Default);

    private readonly Dictionary<IMethodSymbol, List<FileContract>> fromFiles = new(SymbolEqualityComparer.Default);

    private ContractTable(KnownTypes known, ContractTable? dsl) => (Known, this.dsl) = (known, dsl);

    public KnownTypes Known { get; }

    /// <summary>What holds for the DSL itself, in whatever compilation; the table itself if files add to it.</summary>
    public ContractTable OfDsl => HasFiles ? this : dsl ?? this;

    /// <summary>The table; <see langword="null"/> if the compilation does not know the DSL.</summary>
    public static ContractTable? Create(Compilation compilation)
    {
        foreach (var candidate in compilation.GetTypesByMetadataName(KnownTypes.Mark))
        {
            var found = OfAssemblies.GetValue(
                candidate.ContainingAssembly, static assembly => new(KnownTypes.Of(assembly) is { } known ? new(known, dsl: null) : null));
            if (found.Value is { } dsl) return new(dsl.Known, dsl);
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

    /// <summary>Whether there are contracts in files, for methods whoever wrote them.</summary>
    public bool HasFiles => fromFiles.Count > 0;

    /// <summary>What attributes say about calling a method.</summary>
    public OperationContract Of(IMethodSymbol method) =>
        operations.TryGetValue(method, out var contract) ? contract : operations.GetOrAdd(method, OfDeclaration(Declaration(method)));

    public ParameterContract Of(IParameterSymbol parameter) =>
        parameters.TryGetValue(parameter, out var contract) ? contract : parameters.GetOrAdd(parameter, OfDeclaration(parameter.OriginalDefinition));

    public PropertyContract Of(IPropertySymbol property) =>
        properties.TryGetValue(property, out var contract) ? contract : properties.GetOrAdd(property, OfDeclaration(property.OriginalDefinition));

    /// <summary>The facts that the receiver of a method arrives without.</summary>
    public ulong ReceiverArrivesWithout(IMethodSymbol method) =>
        receivers.TryGetValue(method, out var facts)
            ? facts
            : receivers.GetOrAdd(method, SharedFor(method)?.ReceiverArrivesWithout(Declaration(method))
                ?? ReadArrival(Declaration(method), static declaration => declaration.GetAttributes()));

    /// <summary>The facts that what a method returns comes without.</summary>
    public ulong ResultArrivesWithout(IMethodSymbol method) =>
        results.TryGetValue(method, out var facts)
            ? facts
            : results.GetOrAdd(method, SharedFor(method)?.ResultArrivesWithout(Declaration(method)) ?? ReadArrival(Declaration(method), static declaration =>
                declaration.MethodKind == MethodKind.Constructor ? declaration.GetAttributes() : declaration.GetReturnTypeAttributes()));

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

    /// <summary>Whether a type is what all instances of a kind are, so that failing the type test excludes the kind.</summary>
    public bool DefinesKind(ITypeSymbol type) =>
        KindsOf(type) is var known && known != Kinds.Any && KindsOf(type.BaseType) == Kinds.Any;

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
        operations.TryGetValue(declaration, out var contract) ? contract : operations.GetOrAdd(declaration, SharedFor(declaration)?.OfDeclaration(declaration) ?? ReadOperation(declaration));

    private ParameterContract OfDeclaration(IParameterSymbol declaration) => SharedFor(declaration)?.Of(declaration) ?? ReadParameter(declaration);

    private PropertyContract OfDeclaration(IPropertySymbol declaration) => SharedFor(declaration)?.Of(declaration) ?? ReadProperty(declaration);

    private ContractTable? SharedFor(ISymbol symbol) => dsl is not null && !HasFiles && Known.IsDsl(symbol) ? dsl : null;

    private OperationContract ReadOperation(IMethodSymbol method)
    {
        var reader = new OperationReader(Known);
        foreach (var declaration in Declarations.Of(method))
        {
            reader.Read(declaration);
            if (!fromFiles.TryGetValue(declaration, out var contracts)) continue;
            foreach (var contract in contracts) reader.Read(contract, declaration);
        }

        return reader.Finish(method);
    }

    private ParameterContract ReadParameter(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method) return ParameterContract.None;
        var without = 0UL;
        var with = 0UL;
        var leavesWith = ImmutableArray.CreateBuilder<Requirement>();
        foreach (var declaration in Declarations.Of(Declaration(method)))
        {
            if (parameter.Ordinal >= declaration.Parameters.Length) continue;
            foreach (var attribute in declaration.Parameters[parameter.Ordinal].GetAttributes())
            {
                var facts = Numbers.ToUInt64(AttributeReader.Argument(attribute, 0));
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
                        leavesWith.Add(new(
                            RequirementKind.Absent, facts, parameter.Ordinal, AttributeReader.When(attribute), rule, assumption: 0, declaration));
                        break;
                    case AttributeRole.LeavesWith when facts != 0 && AttributeReader.Named(attribute, "Rule") is string rule:
                        leavesWith.Add(new(
                            RequirementKind.AnyOf, facts, parameter.Ordinal, AttributeReader.When(attribute), rule, assumption: 0, declaration));
                        break;
                }
            }
        }

        return (without | with) == 0 && leavesWith.Count == 0 ? ParameterContract.None : new(without, with, leavesWith.ToImmutable());
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
                        contract.Facts = Numbers.ToUInt64(AttributeReader.Argument(attribute, 1));
                        break;
                    case AttributeRole.TestsFact:
                        (contract ??= new()).FactTest ??= OperationReader.ReadFactTest(attribute, subject: -1);
                        break;
                    case AttributeRole.Footprint:
                        (contract ??= new()).Footprint ??= OperationReader.ReadFootprint(attribute);
                        break;
                }
            }
        }

        return contract ?? PropertyContract.None;
    }

    private ulong ReadArrival(IMethodSymbol method, Func<IMethodSymbol, ImmutableArray<AttributeData>> attributes)
    {
        var without = 0UL;
        foreach (var declaration in Declarations.Of(method))
        {
            foreach (var attribute in attributes(declaration))
            {
                if (Known.RoleOf(attribute) == AttributeRole.ArrivesWithout)
                    without |= Numbers.ToUInt64(AttributeReader.Argument(attribute, 0));
            }
        }

        return without;
    }
}
