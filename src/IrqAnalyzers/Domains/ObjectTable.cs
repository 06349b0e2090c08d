using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Domains;

/// <summary>
/// The objects and the variables of one body. Both are numbered when the analysis first meets them. A summary keeps the table for as
/// long as the compilation lives, so that it is stripped when the analysis ends: sites and locals would keep alive all that the compiler has bound.
/// </summary>
internal sealed class ObjectTable
{
    // How often one member comes up in a path before all that it leads to is one.
    private const int MaximumRepetitions = 2;

    /// <summary>Stands for what a body made or found itself, which callers cannot name.</summary>
    private static readonly AbstractObject Nameless = new(-1, ObjectOrigin.Site, null, null, null, new(Kinds.Any, FactSet.AllUnknown, FactSet.AllUnknown));

    /// <summary>The same for what leads to others, or is several objects: callers get nothing of it.</summary>
    private static readonly AbstractObject Lost = new(-1, ObjectOrigin.Older, null, null, null, new(Kinds.Any, FactSet.AllUnknown, FactSet.AllUnknown));

    private readonly ContractTable contracts;
    private readonly List<AbstractObject> objects = new();
    private readonly List<Variable> variables = new();
    private Numbering? numbering = new();
    private AbstractObject? receiver;

    public ObjectTable(ContractTable contracts) => this.contracts = contracts;

    public int ObjectCount => objects.Count;

    public int VariableCount => variables.Count;

    public AbstractObject this[int id] => objects[id];

    public Variable VariableAt(int id) => variables[id];

    private Numbering Numbers => numbering ?? throw new InvalidOperationException("The pass over the body has ended.");

    /// <summary>Drops what callers have no use for. Nothing gets a number any more.</summary>
    public void Strip()
    {
        numbering = null;
        variables.Clear();
        for (var id = 0; id < objects.Count; id++)
        {
            if (!objects[id].IsFormal) objects[id] = objects[id] is { Origin: ObjectOrigin.Site, Handle: null } made ? NamelessLike(made) : Lost;
        }
    }

    // Of what was made a caller may ask the type, and what a new object of it has.
    private static AbstractObject NamelessLike(AbstractObject made) =>
        made is { IsNew: true, Type: INamedTypeSymbol { IsReferenceType: true } type }
            ? new(Nameless.Id, Nameless.Origin, null, null, type, made.Initial, isNew: true)
            : Nameless;

    public AbstractObject Receiver(ITypeSymbol? type, FactMask without) =>
        receiver ??= Add(ObjectOrigin.This, null, null, type, Arriving(without));

    /// <summary>The object that a variable held when the body was entered.</summary>
    public AbstractObject OfSymbol(ISymbol symbol, ITypeSymbol? type, FactMask without = default, FactMask with = default, Handle? handle = null)
    {
        if (Numbers.Symbols.TryGetValue(symbol, out var known)) return known;
        var added = Add(ObjectOrigin.Variable, symbol, null, type, Arriving(without, with), handle);
        Numbers.Symbols.Add(symbol, added);
        return added;
    }

    /// <summary>The object that an expression makes or finds.</summary>
    /// <param name="site">The expression.</param>
    /// <param name="type">Its type.</param>
    /// <param name="without">The facts that do not hold of it.</param>
    /// <param name="isNew">Whether the expression makes it, rather than finds it.</param>
    public AbstractObject OfSite(IOperation site, ITypeSymbol? type, FactMask without, bool isNew)
    {
        // A call may give objects of several types.
        var key = (site.Syntax, site.Kind, Number: 0);
        for (; Numbers.Sites.TryGetValue(key, out var known); key.Number++)
        {
            if (SymbolEqualityComparer.Default.Equals(known.Type, type)) return known;
        }

        var added = Add(ObjectOrigin.Site, null, null, type, FactSet.AllUnknown.Revoke(without), handle: null, isNew);
        Numbers.Sites.Add(key, added);
        return added;
    }

    /// <summary>The object that an expression makes which leads to others.</summary>
    public AbstractObject OfHandle(IOperation site, ITypeSymbol? type, Handle handle, FactMask without = default)
    {
        var key = (site.Syntax, site.Kind);
        if (Numbers.Handles.TryGetValue(key, out var known)) return known;
        var added = Add(ObjectOrigin.Site, null, null, type, FactSet.AllUnknown.Revoke(without), handle);
        Numbers.Handles.Add(key, added);
        return added;
    }

    /// <summary>
    /// The element that an enumeration has come to, or all those that it has not come to yet. There is none of them before the enumeration
    /// has met one, so that nothing is known to begin with, and a join with where there is none changes nothing.
    /// </summary>
    public AbstractObject OfElement(AbstractObject enumeration, ITypeSymbol? type, bool isRest)
    {
        if (!Numbers.Elements.TryGetValue(enumeration.Id, out var known)) Numbers.Elements.Add(enumeration.Id, known = new());
        var origin = isRest ? ObjectOrigin.Older : ObjectOrigin.Site;
        foreach (var candidate in known)
        {
            if (candidate.Origin == origin && SymbolEqualityComparer.Default.Equals(candidate.Type, type)) return candidate;
        }

        var added = new AbstractObject(objects.Count, origin, null, null, type, new(Kinds.None, default, default), null, isNew: true, contracts.KindsOf(type));
        objects.Add(added);
        known.Add(added);
        return added;
    }

    /// <summary>What an object holds that leads to others, by number.</summary>
    public Variable SlotOf(AbstractObject owner, int slot)
    {
        var key = (owner.Id, slot);
        if (Numbers.Slots.TryGetValue(key, out var known)) return known;
        var added = new Variable(variables.Count, null, owner, isMember: false, slot);
        variables.Add(added);
        Numbers.Slots.Add(key, added);
        return added;
    }

    /// <summary>The same, if the number has been used.</summary>
    public Variable? FindSlot(AbstractObject owner, int slot) => Numbers.HasSlots && Numbers.Slots.TryGetValue((owner.Id, slot), out var known) ? known : null;

    public AbstractObject? FindOlder(AbstractObject site) => Numbers.Older.TryGetValue(site.Id, out var known) ? known : null;

    public AbstractObject OlderThan(AbstractObject site)
    {
        if (Numbers.Older.TryGetValue(site.Id, out var known)) return known;
        var added = new AbstractObject(objects.Count, ObjectOrigin.Older, null, null, site.Type, site.Initial, site.Handle, site.IsNew, site.StaticKinds);
        objects.Add(added);
        Numbers.Older.Add(site.Id, added);
        return added;
    }

    /// <summary>The object that a member of another had when the body was entered.</summary>
    public AbstractObject OfPath(AbstractObject? owner, ISymbol member, ITypeSymbol? type)
    {
        if (owner is not null) member = member.OriginalDefinition;
        var ofOwner = Of(Numbers.Paths, owner);
        if (ofOwner.TryGetValue(member, out var known)) return known;
        var added = IsBeyond(owner, member) ? Beyond(member, type) : Add(ObjectOrigin.Path, member, owner, type, owner is null || owner.IsFormal ? FactSet.AtEntry : FactSet.AllUnknown);
        ofOwner.Add(member, added);
        return added;
    }

    // A loop or a recursion may go on along a chain of objects without end: from a bus to its bridge to its bus, from a node to the next one.
    private static bool IsBeyond(AbstractObject? owner, ISymbol member)
    {
        var times = 0;
        var above = owner;
        for (; above is { Origin: ObjectOrigin.Path }; above = above.Owner)
        {
            if (SymbolEqualityComparer.Default.Equals(above.Symbol, member)) times++;
        }

        return times >= MaximumRepetitions || (above is { Origin: ObjectOrigin.Older, Symbol: { } followed } && SymbolEqualityComparer.Default.Equals(followed, member));
    }

    // One object for all that the member leads to from there on.
    private AbstractObject Beyond(ISymbol member, ITypeSymbol? type)
    {
        if (Numbers.Beyond.TryGetValue(member, out var known)) return known;
        var added = Add(ObjectOrigin.Older, member, null, type, FactSet.AllUnknown);
        Numbers.Beyond.Add(member, added);
        return added;
    }

    public Variable VariableOf(ISymbol symbol)
    {
        if (Numbers.SymbolVariables.TryGetValue(symbol, out var known)) return known;
        var added = Add(symbol, null);
        Numbers.SymbolVariables.Add(symbol, added);
        return added;
    }

    public Variable VariableOf(CaptureId capture)
    {
        if (Numbers.Captures.TryGetValue(capture, out var known)) return known;
        var added = Add(null, null);
        Numbers.Captures.Add(capture, added);
        return added;
    }

    /// <summary>A variable that the body does not name.</summary>
    public Variable AddTemporary() => Add(null, null);

    public Variable VariableOf(AbstractObject? owner, ISymbol member)
    {
        // What an object of a generic type has is the same whatever the type is called where it is looked at.
        if (owner is not null) member = member.OriginalDefinition;
        var ofOwner = Of(Numbers.Members, owner);
        if (ofOwner.TryGetValue(member, out var known)) return known;
        var added = Add(member, owner, isMember: true);
        ofOwner.Add(member, added);
        return added;
    }

    private static FactSet Arriving(FactMask without, FactMask with = default) => new(with, without, FactMask.All & ~(without | with), 0);

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

    /// <summary>What has got a number, by what it is.</summary>
    private sealed class Numbering
    {
        public readonly Dictionary<ISymbol, AbstractObject> Symbols = new(SymbolEqualityComparer.Default);
        public readonly Dictionary<ISymbol, Variable> SymbolVariables = new(SymbolEqualityComparer.Default);
        public readonly Dictionary<int, Dictionary<ISymbol, Variable>> Members = new();
        private Dictionary<(SyntaxNode Site, OperationKind Kind, int Number), AbstractObject>? sites;
        private Dictionary<int, Dictionary<ISymbol, AbstractObject>>? paths;
        private Dictionary<ISymbol, AbstractObject>? beyond;
        private Dictionary<CaptureId, Variable>? captures;
        private Dictionary<int, AbstractObject>? older;
        private Dictionary<int, List<AbstractObject>>? elements;
        private Dictionary<(SyntaxNode Site, OperationKind Kind), AbstractObject>? handles;
        private Dictionary<(int Owner, int Slot), Variable>? slots;

        // Many bodies have none of these.
        public Dictionary<(SyntaxNode Site, OperationKind Kind, int Number), AbstractObject> Sites => sites ??= new();

        public Dictionary<int, Dictionary<ISymbol, AbstractObject>> Paths => paths ??= new();

        public Dictionary<ISymbol, AbstractObject> Beyond => beyond ??= new(SymbolEqualityComparer.Default);

        public Dictionary<CaptureId, Variable> Captures => captures ??= new();

        public Dictionary<int, AbstractObject> Older => older ??= new();

        public Dictionary<int, List<AbstractObject>> Elements => elements ??= new();

        public Dictionary<(SyntaxNode Site, OperationKind Kind), AbstractObject> Handles => handles ??= new();

        public Dictionary<(int Owner, int Slot), Variable> Slots => slots ??= new();

        public bool HasSlots => slots is not null;
    }
}
