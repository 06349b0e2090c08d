using System.Collections.Immutable;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Arrays, collections and tuples that this body makes. Of a container it is known which objects are in it, but not in which order; as soon
/// as anybody else has it, all that is in it is out of hand.
/// </summary>
internal sealed partial class FlowPass
{
    private const OperationKind CollectionExpressionKind = (OperationKind)0x7f;
    private const OperationKind SpreadKind = (OperationKind)0x80;

    private Value MakeArray(IArrayCreationOperation creation)
    {
        foreach (var size in creation.DimensionSizes) Evaluate(size);
        if (creation is { Type: IArrayTypeSymbol { ElementType.IsTupleType: false } } and { Type: IArrayTypeSymbol { ElementType: { IsValueType: true } plain }, Initializer.ElementValues.IsEmpty: false, IsImplicit: false })
        {
            foreach (var given in creation.Initializer!.ElementValues) Escape(Evaluate(given));
            var plainly = Make(creation, new Container(plain) { IsNeverEmpty = true });
            state.Set(table.SlotOf(table[plainly.Objects[0]], Container.Elements), Value.Unknown);
            return plainly;
        }

        if (creation.Type is not IArrayTypeSymbol { ElementType: var element } || !IsHeld(element)) return EscapeOperands(creation);
        var elements = new List<Value>();
        if (creation.Initializer is { } initializer)
        {
            foreach (var given in initializer.ElementValues) elements.Add(Evaluate(given));
        }

        // Arguments of "params" are handed on at once.
        if (creation.Initializer is not null) return MakeContainer(creation, new Container(element), elements, creation.DimensionSizes.Length == 1, isHandedOn: creation.IsImplicit);
        var made = Make(creation, new Container(element, mayHoldNull: true));
        Clear(made.Objects[0], creation.DimensionSizes.Length == 1 && creation.DimensionSizes[0].ConstantValue is { HasValue: true, Value: int length } ? length : -1);
        return made;
    }

    private Value MakeContainer(IOperation site, Container container, List<Value> elements, bool isInOrder, bool isHandedOn)
    {
        foreach (var given in elements) isHandedOn |= !CanHold(container.Element, given);
        if (isHandedOn)
        {
            foreach (var given in elements) Escape(given);
            return Value.Unknown;
        }

        var made = Make(site, container);
        Clear(made.Objects[0], isInOrder ? 0 : -1);
        foreach (var given in elements) Append(made.Objects[0], given);
        return made;
    }

    /// <summary>
    /// Compilers know collection expressions by kinds that the oldest one does not have: an expression with its elements as children, of which
    /// a spread has the collection as its child.
    /// </summary>
    private Value MakeFromElements(IOperation expression)
    {
        if (ElementOf(expression.Type) is not { } element || !IsHeld(element)) return EscapeOperands(expression);
        var elements = new List<Value>();
        var isInOrder = true;
        foreach (var child in expression.ChildOperations)
        {
            isInOrder &= child.Kind != SpreadKind;
            if (child.Kind != SpreadKind)
            {
                elements.Add(Evaluate(child));
                continue;
            }

            foreach (var spread in child.ChildOperations)
            {
                var given = Evaluate(spread);
                if (ContainerOf(given) is null) Escape(given);
                elements.Add(ContainerOf(given) is null ? Found(spread, element, 0).WithNull(Tri.Unknown) : state.ValueOf(table.SlotOf(table[given.Single], Container.Elements))!);
            }
        }

        return MakeContainer(expression, new Container(element), elements, isInOrder, isHandedOn: expression.IsImplicit);
    }

    private ITypeSymbol? ElementOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } named when program.IsForeign(named.ContainingAssembly) => named.TypeArguments[0],
        _ => null,
    };

    /// <summary>A new collection; <see langword="null"/> if the type is none that is followed.</summary>
    private Value? MakeCollection(IObjectCreationOperation creation)
    {
        if (creation is not { Type: INamedTypeSymbol { TypeArguments.Length: 1 } type, Arguments.IsEmpty: true }) return null;
        if (!program.IsForeign(type.ContainingAssembly) || !IsHeld(type.TypeArguments[0])) return null;
        if (type.SpecialType != SpecialType.None || !ContractTable.IsCollection(type)) return null;
        var made = Make(creation, new Container(type.TypeArguments[0]));
        Clear(made.Objects[0], 0);
        return made;
    }

    // A flow in a container is nobody's to await, and a lambda may use variables that are gone when it is called.
    private bool CanHold(ITypeSymbol element, Value value)
    {
        foreach (var id in value.Objects)
        {
            if (table[id].Handle is StartedFlow or Multicast || table[id].Handle is Callable { Lambda: { } lambda } && UsesLocals(lambda)) return false;
            if (table[id].Handle is not null && element.TypeKind != TypeKind.Delegate && !element.IsTupleType) return false;
        }

        return true;
    }

    private static bool UsesLocals(Body lambda)
    {
        foreach (var operation in lambda.Graph.OriginalOperation.DescendantsAndSelf())
        {
            if (operation is ILocalReferenceOperation { Local: { DeclaringSyntaxReferences: { Length: > 0 } declared } } && !lambda.Syntax.Span.Contains(declared[0].Span)) return true;
        }

        return false;
    }

    private bool IsHeld(ITypeSymbol element) =>
        ((program.IsTracked(element) && !element.IsValueType) || element.TypeKind == TypeKind.Delegate || element.IsTupleType) && !contracts.Known.IsFlow(element);

    private Container? ContainerOf(Value? value) =>
        value is { Single: >= 0 and var id } && table[id] is { IsSummary: false, Handle: Container container }
            && state.ValueOf(table.SlotOf(table[id], Container.Elements)) is not null
            ? container
            : null;

    private void Put(int container, Value given)
    {
        var slot = table.SlotOf(table[container], Container.Elements);
        var held = state.ValueOf(slot) ?? Value.Unknown;
        var joined = new Value(held.Objects, held.MayBeOther).Join(new(given.Objects, given.MayBeOther));
        var isSure = given.Single >= 0 && !table[given.Single].IsSummary && (held.IsNull != Tri.Unknown || joined.Single >= 0);

        // What has just been made is nowhere else yet.
        if (given.Single < 0 || table[given.Single] is not { Origin: ObjectOrigin.Site, IsNew: true, Handle: null } || held.Holds(given.Single))
            state.Set(table.SlotOf(table[container], Container.Distinct), null);
        state.Set(slot, joined.WithNull(isSure ? Tri.False : Tri.Unknown));
        Interrupt(container);
    }

    /// <summary>What comes out of a container, whichever element is asked for.</summary>
    private Value Take(int container, IOperation site, ITypeSymbol type)
    {
        var held = state.ValueOf(table.SlotOf(table[container], Container.Elements)) ?? Value.Unknown;
        if (held.Objects.Length == 0) return Found(site, type, 0);
        var isSure = held.IsNull == Tri.False && !held.MayBeOther;
        return new(held.Objects, !isSure);
    }

    /// <summary>A slice: some of the elements, in a container of their own.</summary>
    private Value TakePart(int container, IOperation site, Container from)
    {
        var held = state.ValueOf(table.SlotOf(table[container], Container.Elements))!;
        var made = Make(site, new Container(from.Element, from.MayHoldNull));
        Clear(made.Objects[0], -1);
        if (!IsDistinct(container)) state.Set(table.SlotOf(table[made.Objects[0]], Container.Distinct), null);
        state.Set(table.SlotOf(table[made.Objects[0]], Container.Elements), held.WithNull(held.IsNull == Tri.True ? Tri.True : Tri.Unknown));
        return made;
    }

    /// <summary>A call of a container's own method; <see langword="null"/> if it is one that is not understood.</summary>
    private Value? CallContainer(IOperation site, IMethodSymbol method, Value receiver, Value[] arguments)
    {
        if (EnumerationOf(receiver) is { } enumeration) return CallEnumeration(enumeration, site, method);
        var id = receiver.Single;
        switch (method.Name)
        {
            case "Add" when arguments.Length == 1:
                Append(id, arguments[0]);
                return Value.Unknown;
            case "Enqueue" or "Push" or "AddLast" or "AddFirst" when arguments.Length == 1:
                Put(id, arguments[0]);
                ForgetPlaces(id);
                return Value.Unknown;
            case "Insert" when arguments.Length == 2:
                Put(id, arguments[1]);
                ForgetPlaces(id);
                return Value.Unknown;
            case "Clear" when arguments.Length == 0:
                Clear(id, 0);
                return Value.Unknown;
            case "Contains" or "IndexOf":
                return Value.Unknown;
            case "Remove" or "RemoveAt" or "TrimExcess":
                Lose(id);
                return Value.Unknown;
            case "Peek" when arguments.Length == 0:
                return Take(id, site, method.ReturnType);
            case "Dequeue" or "Pop" when arguments.Length == 0:
                var taken = Take(id, site, method.ReturnType);
                Lose(id);
                return taken;
            case "GetEnumerator" when arguments.Length == 0:
                return Enumerate(site, receiver);
            default:
                return null;
        }
    }

    // Some element is taken out, or moved.
    private void Lose(int container)
    {
        var slot = table.SlotOf(table[container], Container.Elements);
        state.Set(slot, state.ValueOf(slot)!.WithNull(Tri.Unknown));
        ForgetPlaces(container);
        Interrupt(container);
    }

    private Value MakeTuple(ITupleOperation operation)
    {
        var elements = ImmutableArray.CreateBuilder<Value>(operation.Elements.Length);
        foreach (var element in operation.Elements) elements.Add(Evaluate(element));
        var made = Make(operation, new TupleHandle(elements.Count));
        for (var index = 0; index < elements.Count; index++)
        {
            if (HoldsFlow(elements[index])) Escape(elements[index]);
            state.Set(table.SlotOf(table[made.Objects[0]], index), Owned(elements[index], operation.Elements[index], operation).WithoutConditions());
        }

        NoteGivenBack(operation, operation.Elements);
        return made;
    }

    private Value? TupleElement(Value? owner, int index) =>
        owner is { Single: >= 0 and var id } && table[id] is { IsSummary: false, Handle: TupleHandle tuple } && index >= 0 && index < tuple.Count
            ? state.ValueOf(table.SlotOf(table[id], index))
            : null;

    private static int TupleIndex(IFieldSymbol member)
    {
        var elements = member.ContainingType.TupleElements;
        for (var index = 0; !elements.IsDefault && index < elements.Length; index++)
        {
            var element = elements[index];
            if (SymbolEqualityComparer.Default.Equals(element, member)
                || SymbolEqualityComparer.Default.Equals(element.CorrespondingTupleField, member.CorrespondingTupleField ?? member))
                return index;
        }

        return -1;
    }
}
