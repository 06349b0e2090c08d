using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Flow;

/// <summary>The objects and the variables of one body. Both get their numbers when the pass first meets them.</summary>
internal sealed class ObjectTable
{
    private readonly ContractTable contracts;
    private readonly List<AbstractObject> objects = new();
    private readonly List<Variable> variables = new();
    private readonly Dictionary<ISymbol, AbstractObject> symbols = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<(SyntaxNode Site, OperationKind Kind), AbstractObject> sites = new();
    private readonly Dictionary<int, AbstractObject> older = new();
    private readonly Dictionary<int, Dictionary<ISymbol, AbstractObject>> paths = new();
    private readonly Dictionary<ISymbol, Variable> symbolVariables = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<CaptureId, Variable> captures = new();
    private readonly Dictionary<int, Dictionary<ISymbol, Variable>> members = new();
    private readonly Dictionary<(SyntaxNode Site, OperationKind Kind), AbstractObject> handles = new();
    private readonly Dictionary<(int Owner, int Slot), Variable> slots = new();
    private AbstractObject? receiver;

    public ObjectTable(ContractTable contracts) => this.contracts = contracts;

    public int ObjectCount => objects.Count;

    public int VariableCount => variables.Count;

    public AbstractObject this[int id] => objects[id];

    public Variable VariableAt(int id) => variables[id];

    public AbstractObject Receiver(ITypeSymbol? type, ulong without) =>
        receiver ??= Add(ObjectOrigin.This, null, null, type, Arriving(without));

    /// <summary>The object that a variable held when the body was entered.</summary>
    public AbstractObject OfSymbol(ISymbol symbol, ITypeSymbol? type, ulong without = 0, ulong with = 0)
    {
        if (symbols.TryGetValue(symbol, out var known)) return known;
        var added = Add(ObjectOrigin.Variable, symbol, null, type, Arriving(without, with));
        symbols.Add(symbol, added);
        return added;
    }

    public AbstractObject? FindSymbol(ISymbol symbol) => symbols.TryGetValue(symbol, out var known) ? known : null;

    /// <summary>The object that an expression makes or finds.</summary>
    /// <param name="site">The expression.</param>
    /// <param name="type">Its type.</param>
    /// <param name="without">The facts that do not hold of it.</param>
    /// <param name="isNew">Whether the expression makes it, rather than finds it.</param>
    public AbstractObject OfSite(IOperation site, ITypeSymbol? type, ulong without, bool isNew)
    {
        var key = (site.Syntax, site.Kind);
        if (sites.TryGetValue(key, out var known)) return known;
        var added = Add(ObjectOrigin.Site, null, null, type, FactSet.AllUnknown.Revoke(without), handle: null, isNew);
        sites.Add(key, added);
        return added;
    }

    /// <summary>The object that an expression makes which leads to others.</summary>
    public AbstractObject OfHandle(IOperation site, ITypeSymbol? type, Handle handle, ulong without = 0)
    {
        var key = (site.Syntax, site.Kind);
        if (handles.TryGetValue(key, out var known)) return known;
        var added = Add(ObjectOrigin.Site, null, null, type, FactSet.AllUnknown.Revoke(without), handle);
        handles.Add(key, added);
        return added;
    }

    /// <summary>What an object holds that leads to others, by number.</summary>
    public Variable SlotOf(AbstractObject owner, int slot)
    {
        var key = (owner.Id, slot);
        if (slots.TryGetValue(key, out var known)) return known;
        var added = new Variable(variables.Count, null, owner, isMember: false, slot);
        variables.Add(added);
        slots.Add(key, added);
        return added;
    }

    public AbstractObject? FindOlder(AbstractObject site) => older.TryGetValue(site.Id, out var known) ? known : null;

    public AbstractObject OlderThan(AbstractObject site)
    {
        if (older.TryGetValue(site.Id, out var known)) return known;
        var added = new AbstractObject(objects.Count, ObjectOrigin.Older, null, null, site.Type, site.Initial, site.Handle, site.IsNew);
        objects.Add(added);
        older.Add(site.Id, added);
        return added;
    }

    /// <summary>The object that a member of another had when the body was entered.</summary>
    public AbstractObject OfPath(AbstractObject? owner, ISymbol member, ITypeSymbol? type)
    {
        var ofOwner = Of(paths, owner);
        if (ofOwner.TryGetValue(member, out var known)) return known;
        var added = Add(ObjectOrigin.Path, member, owner, type, owner is null || owner.IsFormal ? FactSet.AtEntry : FactSet.AllUnknown);
        ofOwner.Add(member, added);
        return added;
    }

    public Variable VariableOf(ISymbol symbol)
    {
        if (symbolVariables.TryGetValue(symbol, out var known)) return known;
        var added = Add(symbol, null);
        symbolVariables.Add(symbol, added);
        return added;
    }

    public Variable VariableOf(CaptureId capture)
    {
        if (captures.TryGetValue(capture, out var known)) return known;
        var added = Add(null, null);
        captures.Add(capture, added);
        return added;
    }

    public Variable VariableOf(AbstractObject? owner, ISymbol member)
    {
        var ofOwner = Of(members, owner);
        if (ofOwner.TryGetValue(member, out var known)) return known;
        var added = Add(member, owner, isMember: true);
        ofOwner.Add(member, added);
        return added;
    }

    private static FactSet Arriving(ulong without, ulong with = 0) => new(with, without, ulong.MaxValue & ~(without | with), 0);

    private static Dictionary<ISymbol, TValue> Of<TValue>(Dictionary<int, Dictionary<ISymbol, TValue>> byOwner, AbstractObject? owner)
    {
        var key = owner?.Id ?? -1;
        if (!byOwner.TryGetValue(key, out var ofOwner)) byOwner.Add(key, ofOwner = new(SymbolEqualityComparer.Default));
        return ofOwner;
    }

    private AbstractObject Add(
        ObjectOrigin origin, ISymbol? symbol, AbstractObject? owner, ITypeSymbol? type, FactSet facts, Handle? handle = null, bool isNew = false)
    {
        var added = new AbstractObject(objects.Count, origin, symbol, owner, type, new(contracts.KindsOf(type), facts, facts), handle, isNew);
        objects.Add(added);
        return added;
    }

    private Variable Add(ISymbol? symbol, AbstractObject? owner, bool isMember = false)
    {
        var added = new Variable(variables.Count, symbol, owner, isMember);
        variables.Add(added);
        return added;
    }
}
