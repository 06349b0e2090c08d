using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// What variables and members hold at a point of the body, and the objects that expressions make: reads and writes of the abstract
/// state, without the consequences that assigning or calling has for others.
/// </summary>
internal sealed class Heap(BodyContext context, Cursor at)
{
    private readonly Body body = context.Body;
    private readonly SummaryBuilder builder = context.Builder;
    private readonly ContractTable contracts = context.Contracts;
    private readonly bool isAtStart = context.IsAtStart;
    private readonly bool isFresh = context.IsFresh;
    private readonly ProgramFacts program = context.Program;
    private readonly ObjectTable table = context.Table;
    private readonly TestedSymbols tested = context.Tested;

    /// <summary>Variables of which nothing stays known, because code that is not followed may change them at any time.</summary>
    public HashSet<ISymbol>? Volatile { get; set; }

    public Value? TupleElement(Value? owner, int index) => owner is null ? null : TupleElement(owner, index, at.State);

    /// <summary>What is in one of the tuples that a value may be; <see langword="null"/> if that is not known.</summary>
    public Value? TupleElement(Value owner, int index, State from)
    {
        if (owner.MayBeOther || index < 0) return null;
        Value? element = null;
        foreach (var id in owner.Objects)
        {
            if (table[id] is not { IsSummary: false, Handle: TupleHandle tuple } || index >= tuple.Count) return null;
            if (from.ValueOf(table.SlotOf(table[id], index)) is not { } one) return null;
            element = element is null ? one : element.Join(one);
        }

        return element;
    }

    public Value PartOf(int multicast, int slot) => at.State.ValueOf(table.SlotOf(table[multicast], slot)) ?? Value.Unknown;

    /// <summary>The objects that one local of the body alone leads to; <see langword="null"/> if there are none.</summary>
    public HashSet<int>? Confined { get; private set; }

    /// <summary>An object is one that one local of the body alone leads to.</summary>
    public void NoteConfined(int id) => (Confined ??= new()).Add(id);

    private Dictionary<int, Value>? passed;

    /// <summary>All callers pass constants for a parameter.</summary>
    public void NotePassed(Variable parameter, Value constants) => (passed ??= new())[parameter.Id] = constants;

    /// <summary>Whether a parameter can still be each of the constants that callers pass, so that a test of it tells nothing of what the body did.</summary>
    public bool IsAsPassed(Variable variable, Scalar known) =>
        passed is not null && passed.TryGetValue(variable.Id, out var constants) && Scalar.IsSameValue(constants.Scalar, known);

    // What an expression creates is of that very type.
    public Dictionary<int, ITypeSymbol> ExactTypes { get; } = new();

    public AbstractObject? EnumerationOf(Value? value) =>
        value is { Single: >= 0 and var id } && table[id] is { IsSummary: false, Handle: Enumeration } enumeration ? enumeration : null;

    public Value ReadVariable(ISymbol symbol, ITypeSymbol type)
    {
        if (IsLoose(symbol)) return Value.Unknown;
        var variable = table.VariableOf(symbol);
        var value = at.State.ValueOf(variable);
        if (value is null)
        {
            value = program.HoldsObject(type) ? Value.Of(table.OfSymbol(symbol, type).Id) : Value.Free;
            if (value.Objects.Length > 0) at.State.Set(variable, value);
        }

        return Remembering(value, variable, symbol, type);
    }

    // A flag whose value is not known offers itself to the test.
    private Value Remembering(Value value, Variable variable, ISymbol symbol, ITypeSymbol type) =>
        type.SpecialType != SpecialType.System_Boolean ? RememberingScalar(value, variable, symbol, type)
        : value is { Boolean: Tri.Unknown, Truth: null } && tested.IsTestedAgain(symbol) ? Value.OfTruth(Condition.OfBool(variable.Id), value.IsFree)
        : value;

    /// <summary>What a stable member of an object holds; <paramref name="owner"/> is <see langword="null"/> for a static one.</summary>
    public Value ReadMember(Value? owner, ISymbol member, ITypeSymbol type, IOperation site)
    {
        if (owner is null) return ReadMember((AbstractObject?)null, member, type);
        if (owner.Objects.Length == 0 || owner.MayBeOther) return Found(site, type, 0);
        Value? read = null;
        foreach (var id in owner.Objects)
        {
            var one = ReadMember(table[id], member, type);
            read = read is null ? one : read.Join(one);
        }

        return read!;
    }

    public Value ReadMember(AbstractObject? owner, ISymbol member, ITypeSymbol type)
    {
        var variable = table.VariableOf(owner, member);
        var value = at.State.ValueOf(variable);
        if (value is null)
        {
            var settled = SettledValueOf(owner, member, type, variable, out var isState);
            if (owner is not null && (settled is null || isState) && tested.IsTested(variable) && IsSelector(member, type)) builder.AddSelecting(owner, member, null);
            value = ProgramFacts.CanBeObject(type) || program.IsOwnStruct(type) ? OfPath(owner, member, type, settled) : settled ?? (IsMadeHere(owner) ? Value.Unknown : Value.Free);
            if (value.Objects.Length > 0)
            {
                at.State.Set(variable, value);
                if (isFresh && at.State.Elsewhere != 0 && owner is { Origin: ObjectOrigin.This })
                    at.State.Set(value.Objects[0], at.State.CellOf(value.Objects[0]).Forget(at.State.Elsewhere));
            }
        }

        return Remembering(value, variable, member, type);
    }

    private Value OfPath(AbstractObject? owner, ISymbol member, ITypeSymbol type, Value? settled) =>
        settled is { IsNull: Tri.True } ? settled : Value.Of(table.OfPath(owner, member, type).Id, settled?.IsNull ?? Tri.Unknown);

    // A constructor may read what it has not assigned yet.
    private Value? SettledValueOf(AbstractObject? owner, ISymbol member, ITypeSymbol type, Variable variable, out bool isState)
    {
        isState = false;
        if (body.Method is null or { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor }) return null;
        if (PlainComputation.IsPlain(type) && !tested.IsTested(variable) && member.ContainingType is not { IsGenericType: true }) return null;
        if (!program.Settled.MayBeSettled(member, type)) return null;
        var found = program.Settled.Of(member, context.Cancellation);
        isState = found.IsState;
        if (found.IsProjectWide) builder.LoseOrigins();
        else if (SettledMembers.IsReadOnly(member)) context.NoteConstructorsOf(member.ContainingType.OriginalDefinition);
        else context.NoteBodiesOf(member.ContainingType.OriginalDefinition);
        if (found.IsVaried && owner is { Origin: ObjectOrigin.This }) return null;
        if (!found.IsConfigured) return found.Value;
        (configured ??= new(SymbolEqualityComparer.Default))[member.OriginalDefinition] = found.Elements;

        // An array is not an object that is followed. What is taken from it is settled too.
        return found.Value?.WithFree(false);
    }

    /// <summary>Whether an object was filled where it was made, and says ever since what it was filled with.</summary>
    public bool IsConfigured(AbstractObject candidate) => configured is not null && candidate is { Origin: ObjectOrigin.Path, Symbol: { } member } && configured.ContainsKey(member.OriginalDefinition);

    /// <summary>The constants that a collection in a member is filled with for good, as a table of steps is; <see langword="null"/> if it is none.</summary>
    public IReadOnlyList<Value>? ConstantsIn(ISymbol member) =>
        configured is not null && configured.TryGetValue(member.OriginalDefinition, out var constants) && constants is { Count: > 0 and <= Container.MaximumPlaces } ? constants : null;

    private Dictionary<ISymbol, IReadOnlyList<Value>?>? configured;

    /// <summary>Whether the body made an object, or a callee did for it: what that holds is decided by what the body did, whether it is followed or not.</summary>
    public bool IsMadeHere(AbstractObject? candidate) => candidate is { Origin: ObjectOrigin.Site } && (candidate.IsNew || ExactTypes.ContainsKey(candidate.Id));

    // A caller may know what a flag or a number is, and so which way the body goes.
    private bool IsSelector(ISymbol member, ITypeSymbol type) =>
        (type.SpecialType == SpecialType.System_Boolean || (TestedSymbols.IsScalar(type) && type.SpecialType != SpecialType.System_String)) && !contracts.Known.IsDsl(member);

    /// <summary>A fresh object, as an expression finds it.</summary>
    public Value Found(IOperation site, ITypeSymbol? type, FactMask without, bool isNew = false)
    {
        if (type is null || (!program.IsTracked(type) && without == 0)) return Value.Free;
        var found = table.OfSite(site, type, without, isNew);
        at.State.Renew(found);
        // Where a system starts nothing has been done to anything; what has been done since is noted.
        if (isAtStart) at.State.Set(found.Id, found.Initial.Revoke(~at.State.Elsewhere));
        return Value.Of(found.Id);
    }

    /// <summary>Whether a value is one object, and one that was made so.</summary>
    public bool IsMadeHere(Value? value) => value is { Single: >= 0 and var id } && IsMadeHere(table[id]);

    /// <summary>One of the elements of something. A number or a text tells which of them it is, and so what may have been done before.</summary>
    public Value FoundElement(IOperation site, ITypeSymbol type)
    {
        var found = Found(site, type, 0);
        return found.Objects.Length == 0 ? found.WithFree(false) : found;
    }

    public void Keep(AbstractObject owner, int slot, Value value) =>
        at.State.Set(table.SlotOf(owner, slot), new(value.Objects, value.MayBeOther, value.Boolean, value.IsNull, scalar: ScalarOf(value)?.From(-1)));

    public bool HoldsFlow(Value value)
    {
        foreach (var id in value.Objects)
        {
            if (table[id].Handle is StartedFlow) return true;
        }

        return false;
    }

    public bool LeadsToOthers(Value value)
    {
        foreach (var id in value.Objects)
        {
            if (table[id].Handle is not null) return true;
        }

        return false;
    }

    public bool IsLoose(ISymbol symbol) => Volatile is not null && Volatile.Contains(symbol);

    /// <summary>Elements have moved, or it is not known where they are.</summary>
    public void ForgetPlaces(int container)
    {
        for (var slot = Container.FirstPlace; slot <= Container.FirstCount + Container.MaximumPlaces; slot++)
        {
            if (table.FindSlot(table[container], slot) is { } variable) at.State.Set(variable, null);
        }
    }

    /// <summary>A number that is tested offers itself to the test, and tells where it is.</summary>
    private Value RememberingScalar(Value value, Variable variable, ISymbol symbol, ITypeSymbol type)
    {
        if (tested.OnlyCounts(symbol)) return value.IsNull == Tri.Unknown ? Value.Free : value.WithScalar(null);
        if (value.Scalar is { } known)
        {
            if (known.Source >= 0 && known.IsBounded) return value;
            return known.IsConstant || (known.IsBounded && tested.IsTested(variable) && tested.KeepsApart(variable)) ? value.WithScalar(known.From(variable.Id)) : value;
        }

        if (value.Objects.Length > 0 || value.IsNull == Tri.True || value.IsLossy || value.Nullness is not (null or { Kind: ConditionKind.Count or ConditionKind.Harmless }) || !TestedSymbols.IsScalar(type)) return value;
        if (!body.IsOwn(symbol) && (!(variable.IsMember ? tested.IsTested(variable) : tested.IsTestedAgain(symbol)))) return value;
        if (variable.IsMember && contracts.Known.IsDsl(symbol)) return value;
        return value is { IsNull: Tri.Unknown, Nullness: null } ? variable.Offered : value.WithScalar(variable.Offered.Scalar);
    }

    /// <summary>What is known of a value now: of one that a variable has, what is known of that.</summary>
    public Scalar? ScalarOf(Value value)
    {
        if (value.Scalar is not { Source: >= 0, IsConstant: false } scalar) return value.Scalar;
        return at.State.ValueOf(table.VariableAt(scalar.Source))?.Scalar ?? scalar;
    }

    /// <summary>The flag or the number that a value is known to be, to be told to others; <see langword="null"/> if it is not known.</summary>
    public Value? ConstantOf(Value value) =>
        value.Boolean != Tri.Unknown ? Value.OfBoolean(value.Boolean == Tri.True)
        : ScalarOf(value) is { IsBounded: true } scalar ? Value.OfScalar(scalar.From(-1)).WithNull(value.IsNull)
        : null;

    /// <summary>A value that leaves the body: what is known of it, and nothing of where it is.</summary>
    public Value AtExit(Value value, State left)
    {
        if (value.Scalar is null) return value;
        var known = value.Scalar is { Source: >= 0, IsConstant: false } scalar ? left.ValueOf(table.VariableAt(scalar.Source))?.Scalar ?? scalar : value.Scalar;
        return new(
            value.Objects, value.MayBeOther, value.Boolean, value.IsNull, value.Truth, value.Nullness, known is { IsBounded: true } ? known.From(-1) : null, value.IsFree);
    }

    /// <summary>What is not known is hardly one of the constants that other assignments of the same variable give: a test tells which was made.</summary>
    public Value AsMixed(Value value, object assigned) =>
        IsOneOfSeveral(value) && tested.IsMixed(assigned) ? value.WithFree(false) :
        value is { IsFree: true, Objects.Length: 0, IsNull: not Tri.True } && ScalarOf(value) is null or { IsBounded: false } && tested.IsMixed(assigned) ? value.WithFree(false) : value;

    // What a static member of the project holds, such as one of several settings.
    private bool IsOneOfSeveral(Value value) =>
        value.Single >= 0 && table[value.Single] is { Origin: ObjectOrigin.Path, Owner: null, Type: { } type } && !contracts.Known.IsDsl(type);

    public Variable? VariableOf(IOperation target) => target switch
    {
        ILocalReferenceOperation { Local: var local } when !local.IsRef || context.Borrowed.Contain(local) => table.VariableOf(local),
        IParameterReferenceOperation parameter => table.VariableOf(parameter.Parameter),
        IDeclarationExpressionOperation declaration => VariableOf(declaration.Expression),
        _ => null,
    };

    public void AssignMember(AbstractObject? owner, ISymbol member, Value value)
    {
        var variable = table.VariableOf(owner, member);
        at.State.Assign(variable, value.ToKeepInMember());
        builder.AddAssigned(variable);
    }
}
