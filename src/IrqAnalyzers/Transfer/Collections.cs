using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using System.Collections.Immutable;

namespace IrqAnalyzers.Transfer;

/// <summary>Expressions that make arrays, collections and tuples.</summary>
internal sealed class Collections(
    BodyContext context, Cursor at, Heap heap, Copies copies, Escapes escapes, Containers containers, ParameterUse parameterUse,
    IEvaluator evaluator)
{
    private readonly ContractTable contracts = context.Contracts;
    private readonly ProgramFacts program = context.Program;
    private readonly ObjectTable table = context.Table;

    public const OperationKind CollectionExpressionKind = (OperationKind)0x7f;
    private const OperationKind SpreadKind = (OperationKind)0x80;

    public Value MakeArray(IArrayCreationOperation creation)
    {
        foreach (var size in creation.DimensionSizes) evaluator.Evaluate(size);
        if (creation is { Type: IArrayTypeSymbol { ElementType.IsTupleType: false } } and { Type: IArrayTypeSymbol { ElementType: { IsValueType: true } plain }, Initializer.ElementValues.IsEmpty: false, IsImplicit: false })
        {
            if (ConstantsIn(creation.Initializer!.ElementValues) is { } constants) return containers.MakeConstants(creation, plain, constants);
            foreach (var given in creation.Initializer!.ElementValues) escapes.Escape(evaluator.Evaluate(given));
            return MakeFilled(creation, plain);
        }

        if (creation.Type is not IArrayTypeSymbol { Rank: 1, ElementType: var element } || !IsHeld(element)) return evaluator.EscapeOperands(creation);
        var elements = new List<Value>();
        if (creation.Initializer is { } initializer)
        {
            foreach (var given in initializer.ElementValues) elements.Add(evaluator.Evaluate(given));
        }

        if (creation.Initializer is not null) return MakeContainer(creation, new Container(element), elements, isInOrder: true, isHandedOn: OperationFacts.IsOfParams(creation));
        var made = escapes.Make(creation, new Container(element, mayHoldNull: true));
        containers.Clear(made.Objects[0], creation.DimensionSizes is { Length: 1 } sizes && sizes[0].ConstantValue is { HasValue: true, Value: int length } ? length : -1);
        return made;
    }

    // The elements, if all are constants and there are few; null otherwise.
    private static List<Value>? ConstantsIn(IEnumerable<IOperation> elements)
    {
        var constants = new List<Value>();
        foreach (var element in elements)
        {
            if (element.ConstantValue is not { HasValue: true, Value: not null and var constant } || Value.OfConstant(constant) is not { IsKnown: true } known || constants.Count == Container.MaximumPlaces) return null;
            constants.Add(known);
        }

        return constants.Count > 0 ? constants : null;
    }

    /// <summary>A range of numbers that is not empty; <see langword="null"/> if a call makes none.</summary>
    public Value? MakeRange(IInvocationOperation invocation) =>
        invocation is { TargetMethod: { Name: nameof(Enumerable.Range), ContainingType.Name: nameof(Enumerable) }, Arguments: { Length: 2 } arguments }
        && arguments[1].Value.ConstantValue is { HasValue: true, Value: > 0 }
            ? MakeFilled(invocation, arguments[0].Parameter!.Type)
            : null;

    // A collection with at least one element, of which no element is followed.
    private Value MakeFilled(IOperation site, ITypeSymbol element)
    {
        var made = escapes.Make(site, new Container(element) { IsNeverEmpty = true });
        at.State.Set(table.SlotOf(table[made.Objects[0]], Container.Elements), Value.Unknown);
        return made;
    }

    private Value MakeContainer(IOperation site, Container container, List<Value> elements, bool isInOrder, bool isHandedOn)
    {
        foreach (var given in elements) isHandedOn |= !containers.CanHold(container.Element, given);
        if (isHandedOn)
        {
            foreach (var given in elements) escapes.Escape(given);
            return Value.Unknown;
        }

        var made = escapes.Make(site, container);
        containers.Clear(made.Objects[0], isInOrder ? 0 : -1);
        foreach (var given in elements) containers.Append(made.Objects[0], given);
        return made;
    }

    /// <summary>
    /// Compilers know collection expressions by kinds that the oldest one does not have: an expression with its elements as children, of which
    /// a spread has the collection as its child.
    /// </summary>
    public Value MakeFromElements(IOperation expression)
    {
        if (ElementOf(expression.Type) is not { } element || expression.Type is { IsValueType: true, IsRefLikeType: false }) return evaluator.EscapeOperands(expression);
        if (PlainComputation.IsPlain(element) && !expression.IsImplicit && (expression.Type is IArrayTypeSymbol || CodeInCollections.IsInOrderOfText(expression.Type?.Name)) && ConstantsIn(expression.ChildOperations) is { } constants) return containers.MakeConstants(expression, element, constants);
        if (!IsHeld(element)) return evaluator.EscapeOperands(expression);
        var elements = new List<Value>();
        var isInOrder = true;
        foreach (var child in expression.ChildOperations)
        {
            isInOrder &= child.Kind != SpreadKind;
            if (child.Kind != SpreadKind)
            {
                elements.Add(evaluator.Evaluate(child));
                continue;
            }

            foreach (var spread in child.ChildOperations)
            {
                var given = evaluator.Evaluate(spread);
                if (containers.ContainerOf(given) is null) escapes.Escape(given);
                elements.Add(containers.ContainerOf(given) is null ? heap.Found(spread, element, 0).WithNull(Tri.Unknown) : at.State.ValueOf(table.SlotOf(table[given.Single], Container.Elements))!);
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
    public Value? MakeCollection(IObjectCreationOperation creation)
    {
        if (creation is not { Type: INamedTypeSymbol { TypeArguments.Length: 1 } type, Arguments.IsEmpty: true }) return null;
        if (!program.IsForeign(type.ContainingAssembly) || !IsHeld(type.TypeArguments[0])) return null;
        if (type.SpecialType != SpecialType.None || !ContractTable.IsCollection(type)) return null;
        var made = escapes.Make(creation, new Container(type.TypeArguments[0]) { IsStack = type.Name == "Stack" });
        containers.Clear(made.Objects[0], 0);
        return made;
    }

    private bool IsHeld(ITypeSymbol element) =>
        ((program.IsTracked(element) && !element.IsValueType) || element.TypeKind == TypeKind.Delegate || element.IsTupleType) && !contracts.Known.IsFlow(element);

    public Value MakeTuple(ITupleOperation operation)
    {
        var elements = operation.Elements;
        var made = escapes.Make(operation, new TupleHandle(elements.Length));
        var named = -1;
        for (var index = 0; index < elements.Length; index++)
        {
            // What it tells of facts it tells of those that were so then: the next element may change them.
            var element = evaluator.Evaluate(elements[index]);
            if (heap.HoldsFlow(element)) escapes.Escape(element);
            named = Math.Max(named, element.Named);
            at.State.Assign(table.SlotOf(table[made.Objects[0]], index), copies.Owned(element, elements[index], operation));
        }

        parameterUse.NoteGivenBack(operation, operation.Elements);
        return made.WithNamed(named);
    }
}
