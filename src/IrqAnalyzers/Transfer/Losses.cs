using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// What code that is not followed computes from an object may depend on all that is known of the object: a test of it may rule out paths, and nobody
/// sees which. What such code gives without having been given such an object is free.
/// </summary>
internal sealed class Losses(BodyContext context, Cursor at, Heap heap, Escapes escapes, Callees callees)
{
    private readonly ProgramFacts program = context.Program;
    private readonly ObjectTable table = context.Table;

    /// <summary>A value that was computed in a way that is not followed: lossy if anything that it was computed from bears facts.</summary>
    /// <param name="computed">What is known of the value.</param>
    /// <param name="owner">What was asked.</param>
    /// <param name="others">What it was asked for.</param>
    /// <param name="givesState">Whether the answer comes with what somebody keeps for the object.</param>
    /// <param name="isAdding">Whether it says that the object was not there before.</param>
    /// <param name="isCollection">Whether it is a collection that was asked, which may know an object by its name.</param>
    public Value Lossy(Value computed, Value? owner, Value[] others, bool givesState = false, bool isCollection = false, bool isAdding = false)
    {
        if (!computed.IsFree || !(BearFacts(owner, others) || (isCollection && HasName(others)) || (computed.IsOpen && AskWhatIsHarmless(others)))) return computed;

        // Whether something is found under an object tells what was done to the object before. What somebody keeps for it goes with an object
        // that is in use: the state of such an object stays as it is, and what follows is checked against that state.
        computed = computed.WithFree(false);
        if (owner is null || owner.Single >= 0 && BearsFacts(owner) || KeyAmong(others) is not (>= 0 and var key)) return computed;
        if (computed.Objects.Length > 0) return computed.WithNullness(Condition.OfLookUp(key, isOneWay: true).Negate());
        return computed.WithTruth(isAdding ? Condition.OfAdded(key) : Condition.OfLookUp(key, givesState));
    }

    /// <summary>
    /// How much a collection or an array in a member of the project holds is what the project has put there. A loop that goes on while something is left is as
    /// likely to end as any.
    /// </summary>
    /// <param name="said">What it says.</param>
    /// <param name="asked">The operation that gives the collection, or another object of the framework.</param>
    /// <param name="isAlone">Whether it is asked how it is, and not for something that may be in it.</param>
    public Value OfStored(Value said, IOperation? asked, bool isAlone = true) =>
        (said.IsOpen || said is { IsFree: true, IsNull: Tri.Unknown, Nullness: null, Boolean: Tri.Unknown, Truth: null })
            && OperationFacts.Unconverted(asked) is { } held
            && (isAlone && IsCollection(held) ? IsStored(held) || IsAround(held) : IsMadeOnce(held))
            && !context.Tested.IsInLoop(at.Block)
            ? said.WithFree(false)
            : said;

    private static bool IsCollection(IOperation held) =>
        held.Type is { } type
        && (type is IArrayTypeSymbol || type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
            || Contracts.ContractTable.IsCollection(type));

    private bool IsStored(IOperation held) => held switch
    {
        IMemberReferenceOperation { Member: var member } => program.IsOwn(member),
        IInvocationOperation { TargetMethod: var method } => program.IsOwn(method),
        IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } => context.Body.IsOfAnother(constructor),
        _ => false,
    };

    private bool IsAround(IOperation held) => IsAround(held, program.Contracts.Known);

    /// <summary>Whether an operation gives the functions of the bus that a function is on: it is one of them.</summary>
    public static bool IsAround(IOperation held, Contracts.KnownTypes known)
    {
        if (held is not IPropertyReferenceOperation { Property: var property, Instance: IPropertyReferenceOperation { Instance: { Type: { } owner } } }) return false;
        return known.IsDsl(property) && property.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } elements } && TypeFacts.Derives(owner, elements[0]);
    }

    // An object of the framework that the project has made for good, as a gate, a watch or an identity.
    private bool IsMadeOnce(IOperation held) =>
        held is IMemberReferenceOperation { Member: var member, Type: { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None or SpecialType.System_Object } type } && !IsCollection(held)
        && SettledMembers.IsReadOnly(member) && program.IsOwn(member) && program.IsForeign(type.ContainingAssembly) && type.Name != "Random";

    /// <summary>Whether any of the values bears facts.</summary>
    public bool BearFacts(Value? owner, Value[] others)
    {
        // What is settled says the same of the same. What it is asked for may be anything.
        var bearsFacts = owner is not null && BearsFacts(owner) && !(IsConfigured(owner) && Array.Exists(others, static other => !other.IsKnown));
        foreach (var other in others) bearsFacts |= BearsFacts(other);
        return bearsFacts;
    }

    private bool IsConfigured(Value value) => value.Single >= 0 && heap.IsConfigured(table[value.Single]);

    /// <summary>What a member gives of an object with facts may name the object in a collection: its address, its name, and what is computed from those.</summary>
    public Value Naming(Value given, Value? owner, ISymbol member)
    {
        if (owner is null || !given.IsOpen) return given;
        if (owner.Named >= 0) return given.WithNamed(owner.Named);
        return program.Contracts.Known.IsDsl(member) && owner.Single is >= 0 and var id && table[id] is { IsSummary: false, Handle: null, Type: { } type } && program.Subjects.Contain(type)
            ? given.WithNamed(id)
            : given;
    }

    /// <summary>What the DSL computes from an object's name, or from what was computed in a way that is not followed, has one outcome for the object.</summary>
    public static Value OfNames(Value computed, Value? owner, Value[] others) =>
        computed.IsOpen && (owner is not null && IsNameOrLossy(owner) || Array.Exists(others, IsNameOrLossy)) ? computed.WithFree(false) : computed;

    private static bool IsNameOrLossy(Value value) => value.Named >= 0 || (value.Objects.Length == 0 && value.IsLossy && !value.IsKnown);

    /// <summary>
    /// What the machine, the time, or a constant of a type of the framework says may be the same in each run: held against a constant it may have one outcome.
    /// </summary>
    public Value OfEnvironment(Value said, IMemberReferenceOperation asked)
    {
        if (!said.IsOpen || asked is not { Instance: null, Type: { IsValueType: true } } || !program.IsForeign(asked.Member.ContainingAssembly)) return said;
        IOperation last = asked;
        while (last.Parent is IMemberReferenceOperation { Instance: { } of } further && of == last) last = further;
        return last.Type is { SpecialType: SpecialType.System_Boolean } || OperationFacts.IsHeldAgainstConstant(last) ? said.WithFree(false) : said;
    }

    private static bool HasName(Value[] others)
    {
        foreach (var other in others)
        {
            if (other.Named >= 0) return true;
        }

        return false;
    }

    private int KeyAmong(Value[] others)
    {
        var key = -1;
        foreach (var other in others)
        {
            if (other.IsLossy) return -1;
            if ((other.Named >= 0 ? other.Named : other.Single) is not (>= 0 and var single) || table[single] is not { IsSummary: false, Handle: null, Type: { } type } || !program.Subjects.Contain(type)) continue;
            if (key >= 0) return -1;
            key = single;
        }

        return key;
    }

    /// <summary>Whether a value is, or leads to, an object of which facts or kinds may be known.</summary>
    public bool BearsFacts(Value value)
    {
        if (value.MayRuleOut) return true;
        foreach (var id in value.Objects)
        {
            if (BearsFacts(table[id])) return true;
        }

        return false;
    }

    /// <summary>Whether a value is a tuple with a part that is known, or of whose objects something may be.</summary>
    public bool BearsPart(Value value) => value.Single >= 0 && table[value.Single].Handle is TupleHandle && BearsFacts(table[value.Single]);

    private bool BearsFacts(AbstractObject candidate)
    {
        if (at.State.KeepsAnswers && HoldsOutcome(candidate)) return true;
        if (candidate.Origin == ObjectOrigin.This) return false;
        if (heap.IsConfigured(candidate)) return true;
        switch (candidate.Handle)
        {
            case Container container:
                return program.Subjects.Contain(container.Element);
            case TupleHandle tuple:
                for (var index = 0; index < tuple.Count; index++)
                {
                    if (at.State.ValueOf(table.SlotOf(candidate, index)) is { } part && (part.IsKnown || BearsFacts(part))) return true;
                }

                return false;
            case Callable callable:
                return Captures(callable);
            case not null:
                return false;
        }

        if (candidate.Type is null || program.Subjects.Contain(candidate.Type)) return candidate.Type is not null;
        foreach (var held in escapes.HeldBy(candidate))
        {
            foreach (var id in held.Objects)
            {
                if (table[id].Type is { } type && program.Subjects.Contain(type)) return true;
            }
        }

        return false;
    }

    private bool HoldsOutcome(AbstractObject candidate)
    {
        for (var id = 0; id < at.State.ValueCount; id++)
        {
            var variable = table.VariableAt(id);
            if (variable.Owner == candidate && at.State.ValueOf(variable) is { Outcome: not null }) return true;
        }

        return false;
    }

    // Whether all units remap, or any function has vectors: with one answer nothing can be lost.
    private bool AskWhatIsHarmless(Value[] others)
    {
        foreach (var other in others)
        {
            if (other.Single < 0 || table[other.Single].Handle is not Callable { Lambda.Graph.Blocks: var blocks }) continue;
            foreach (var block in blocks)
            {
                foreach (var operation in block.Operations)
                {
                    if (AsksWhatIsHarmless(operation)) return true;
                }

                if (block.BranchValue is { } value && AsksWhatIsHarmless(value)) return true;
            }
        }

        return false;
    }

    private bool AsksWhatIsHarmless(IOperation operation)
    {
        foreach (var inner in operation.DescendantsAndSelf())
        {
            if (inner is IPropertyReferenceOperation { Property: var property } && context.Contracts.Of(property).HarmlessIf is not null) return true;
        }

        return false;
    }

    // A lambda that asks for an object around it.
    private bool Captures(Callable callable)
    {
        if (callees.SummaryOf(callable) is not { } summary) return true;
        for (var id = 0; id < summary.Table.ObjectCount; id++)
        {
            if (summary.Table[id] is { Origin: ObjectOrigin.Variable, Symbol: { } symbol, Type: { } type } && !SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, callable.Method)
                && program.Subjects.Contain(type))
                return true;
        }

        return false;
    }

    /// <summary>Whether two values are the same object: they are if only one is possible, and are not if no kind is possible for both.</summary>
    public Value CompareObjects(Value left, Value right)
    {
        if (left.Single >= 0 && left.Single == right.Single && !table[left.Single].IsSummary && left.IsNull == right.IsNull) return Value.True;
        if (left.MayBeOther || right.MayBeOther || (left.IsNull != Tri.False && right.IsNull != Tri.False)) return Value.Unknown;
        var (ofLeft, ofRight) = (Contracts.Kinds.None, Contracts.Kinds.None);
        foreach (var id in left.Objects) ofLeft |= at.State.CellOf(id).Kinds;
        foreach (var id in right.Objects) ofRight |= at.State.CellOf(id).Kinds;
        return (ofLeft & ofRight) == Contracts.Kinds.None ? Value.False : Value.Unknown;
    }
}
