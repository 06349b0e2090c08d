using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Contracts;

/// <summary>What an attribute of the contract namespace says.</summary>
internal enum AttributeRole
{
    None,
    Requires,
    RequiresAbsent,
    WrongIf,
    Ensures,
    MayEnsure,
    Revokes,
    Footprint,
    Inherits,
    ArrivesWithout,
    LeavesWith,
    FactWhile,
    TestsKind,
    OfKind,
    TestsFact,
    ArrivesWith,
    MayArriveWith,
    LeavesWithout,
    RequiresArgument,
    Brings,
    ProtocolRule,
    ReturnsSomething,
    HarmlessIf,
    NeededFor,
    Admits,
}

/// <summary>The contract attributes, as the compilation sees them.</summary>
internal sealed class KnownTypes
{
    private const string Namespace = "IrqModel.Contracts.";

    private readonly Dictionary<INamedTypeSymbol, AttributeRole> roles = new(SymbolEqualityComparer.Default);

    private readonly SortedDictionary<ulong, string> factNames = new();

    private INamedTypeSymbol? facts;
    private INamedTypeSymbol? declaring;
    private INamedTypeSymbol? revocable;

    private KnownTypes(IAssemblySymbol assembly)
    {
        Assembly = assembly;
        Foreign = new(assembly);
    }

    /// <summary>The assembly of the DSL.</summary>
    public IAssemblySymbol Assembly { get; }

    /// <summary>The assemblies that do not know it.</summary>
    public ForeignAssemblies Foreign { get; }

    /// <summary>The facts that can be taken back.</summary>
    public ulong Revocable { get; private set; }

    /// <summary>The slots of an operation that runs handlers of others.</summary>
    public long AllSlots { get; private set; }

    /// <summary>What asynchronous methods of models return; <see langword="null"/> if the DSL has no such type.</summary>
    public INamedTypeSymbol? Flow { get; private set; }

    /// <summary>The name of a type that every assembly of the DSL has.</summary>
    public const string Mark = Namespace + "RequiresAttribute";

    /// <summary>The contract types of an assembly; <see langword="null"/> if it is not one of the DSL.</summary>
    public static KnownTypes? Of(IAssemblySymbol assembly)
    {
        var known = new KnownTypes(assembly);
        return known.Fill() ? known : null;
    }

    public AttributeRole RoleOf(AttributeData attribute) =>
        attribute.AttributeClass is { } type && roles.TryGetValue(type, out var role) ? role : AttributeRole.None;

    /// <summary>Whether an attribute of a role has facts as its first arguments.</summary>
    public static bool HasFacts(AttributeRole role) => role is AttributeRole.Requires or AttributeRole.RequiresAbsent or AttributeRole.Ensures
        or AttributeRole.MayEnsure or AttributeRole.Revokes or AttributeRole.ArrivesWithout or AttributeRole.ArrivesWith or AttributeRole.MayArriveWith
        or AttributeRole.LeavesWith or AttributeRole.LeavesWithout or AttributeRole.TestsFact;

    public bool IsDsl(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, Assembly);

    /// <summary>Whether a type is the enum of the DSL's own facts.</summary>
    public bool IsFacts(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type, facts);

    /// <summary>Whether an enum declares facts of a project.</summary>
    public bool DeclaresFacts(INamedTypeSymbol type) => Has(type, declaring);

    /// <summary>Whether a member of an enum of facts is one that can be taken back.</summary>
    public bool IsRevocable(IFieldSymbol fact) => Has(fact, revocable);

    /// <summary>The names of facts of the DSL, for messages.</summary>
    public List<string> NamesOf(ulong facts)
    {
        var names = new List<string>();
        foreach (var fact in factNames)
        {
            if ((facts & fact.Key) != 0) names.Add(fact.Value);
        }

        return names;
    }

    /// <summary>The facts of a function that a driver uses, and of a PF whose VFs are used.</summary>
    public ulong InUse => inUse ??= FactOf("InterruptsRequested") | FactOf("MsiEnabled") | FactOf("VirtualFunctionsPresent");

    /// <summary>The fact that a PF has VFs, which come and go without its driver.</summary>
    public ulong VirtualFunctions => virtualFunctions ??= FactOf("VirtualFunctionsPresent");

    private ulong? virtualFunctions;

    /// <summary>The fact that handlers wait.</summary>
    public ulong Requested => requested ??= FactOf("InterruptsRequested");

    private ulong? requested;

    /// <summary>The fact that a function has been given a domain provisionally.</summary>
    public ulong ProvisionalDomain => provisionalDomain ??= FactOf("DefaultMsiDomain");

    private ulong? provisionalDomain;

    /// <summary>The fact that a function's domain has been decided.</summary>
    public ulong DomainDecided => domainDecided ??= FactOf("MsiDomainDecided");

    private ulong? domainDecided;

    /// <summary>The facts that say that something was given back.</summary>
    public ulong GivenBack => givenBack ??= FactOf("InterruptsReleased") | FactOf("VectorsFreed");

    /// <summary>The facts that only record operations: no operation requires them, and those that establish them are called for another reason.</summary>
    public ulong Notes => notes ??=
        GivenBack | FactOf("VectorsMasked") | FactOf("MsiSwitchedOff") | FactOf("AllocationIgnored") | FactOf("DomainSought") | FactOf("EntriesStale");

    /// <summary>The facts that say that a guest uses a function, or VFs of it.</summary>
    public ulong HeldByGuests => heldByGuests ??= FactOf("HeldByGuest") | FactOf("VfsHeldByGuests");

    /// <summary>The fact that a remapping unit was not told of changed entries.</summary>
    public ulong Stale => stale ??= FactOf("EntriesStale");

    /// <summary>The fact that a function has vectors.</summary>
    public ulong Allocated => allocated ??= FactOf("VectorsAllocated");

    /// <summary>The fact that interrupts were given back.</summary>
    public ulong Released => released ??= FactOf("InterruptsReleased");

    private ulong? released;
    private ulong? allocated;
    private ulong? stale;
    private ulong? heldByGuests;
    private ulong? notes;
    private ulong? inUse;
    private ulong? givenBack;

    /// <summary>The fact with a name; 0 if there is none.</summary>
    public ulong FactOf(string name)
    {
        foreach (var fact in factNames)
        {
            if (fact.Value == name) return fact.Key;
        }

        return 0;
    }

    /// <summary>The assumption with a name; <see langword="null"/> if there is none.</summary>
    public int? AssumptionOf(string name)
    {
        foreach (var member in Assembly.GetTypeByMetadataName(Namespace + "Assumption")?.GetMembers(name)
            ?? System.Collections.Immutable.ImmutableArray<ISymbol>.Empty)
        {
            if (member is IFieldSymbol { HasConstantValue: true } field) return (int)Numbers.ToInt64(field.ConstantValue);
        }

        return null;
    }

    /// <summary>Whether a type is that of flows, with a value or without.</summary>
    public bool IsFlow(ITypeSymbol? type)
    {
        for (var current = type; current is not null && Flow is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, Flow)) return true;
        }

        return false;
    }

    private bool Fill()
    {
        for (var role = AttributeRole.Requires; role <= AttributeRole.Admits; role++)
        {
            if (Assembly.GetTypeByMetadataName(Namespace + role + "Attribute") is not { } type) return false;
            roles[type] = role;
        }

        facts = Assembly.GetTypeByMetadataName(Namespace + "Facts");
        declaring = Assembly.GetTypeByMetadataName(Namespace + "ProtocolFactsAttribute");
        revocable = Assembly.GetTypeByMetadataName(Namespace + "RevocableAttribute");
        if (facts is not { TypeKind: TypeKind.Enum } || revocable is null) return false;
        if (Assembly.GetTypeByMetadataName(Namespace + "Slots") is not { TypeKind: TypeKind.Enum } slots) return false;
        Flow = Assembly.GetTypeByMetadataName("IrqModel.Flow");
        Revocable = RevocableFacts(facts) | FlowFacts.All;
        foreach (var member in facts.GetMembers())
        {
            if (member is not IFieldSymbol { HasConstantValue: true } field) continue;
            var fact = Numbers.ToUInt64(field.ConstantValue);
            if (fact != 0 && Numbers.IsSingle(fact)) factNames[fact] = field.Name;
        }

        foreach (var member in slots.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true } field) AllSlots |= Numbers.ToInt64(field.ConstantValue);
        }

        return true;
    }

    private ulong RevocableFacts(INamedTypeSymbol facts)
    {
        var mask = 0UL;
        foreach (var member in facts.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true } field && IsRevocable(field)) mask |= Numbers.ToUInt64(field.ConstantValue);
        }

        return mask;
    }

    private static bool Has(ISymbol symbol, INamedTypeSymbol? type)
    {
        if (type is null) return false;
        foreach (var attribute in symbol.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, type)) return true;
        }

        return false;
    }
}
