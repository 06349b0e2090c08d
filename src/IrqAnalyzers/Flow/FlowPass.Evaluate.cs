using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Flow;

/// <summary>What expressions do to the state, and what they give.</summary>
internal sealed partial class FlowPass
{
    private Value Evaluate(IOperation operation)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (operation)
        {
            case IExpressionStatementOperation statement:
                return Evaluate(statement.Operation);
            case ILocalReferenceOperation local:
                return ReadVariable(local.Local, local.Local.Type);
            case IParameterReferenceOperation parameter:
                return ReadParameter(parameter);
            case IInstanceReferenceOperation instance:
                return ReadInstance(instance);
            case IFlowCaptureReferenceOperation capture:
                return state.ValueOf(table.VariableOf(capture.Id)) ?? Value.Unknown;
            case IFlowCaptureOperation capture:
                state.Assign(table.VariableOf(capture.Id), Evaluate(capture.Value));
                return Value.Unknown;
            case IFieldReferenceOperation { Field.HasConstantValue: false } member:
                return ReadField(member);
            case IPropertyReferenceOperation property:
                return ReadProperty(property);
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment.Target, assignment.Value);
            case IInvocationOperation invocation:
                return Invoke(invocation);
            case IObjectCreationOperation creation:
                return Create(creation);
            case IConversionOperation conversion:
                return Convert(conversion);
            case IAwaitOperation awaited:
                return Await(awaited);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IIsNullOperation isNull:
                return TestNull(Evaluate(isNull.Operand), isNull.Operand);
            case IIsPatternOperation pattern:
                return TestPattern(pattern);
            case IIsTypeOperation type:
                return TestType(type);
            case IUnaryOperation unary:
                return EvaluateUnary(unary);
            case IBinaryOperation binary:
                return EvaluateBinary(binary);
            case IFlowAnonymousFunctionOperation lambda:
                return Capture(lambda);
            case IDelegateCreationOperation creation:
                return EvaluateDelegate(creation);
            case ICompoundAssignmentOperation or IIncrementOrDecrementOperation or ICoalesceAssignmentOperation:
                return EvaluateMutation(operation);
            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstruct(deconstruction);
            case IArrayCreationOperation array:
                return MakeArray(array);
            case IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak } given:
                return Yield(given);
            case ITupleOperation tuple:
                return MakeTuple(tuple);
            case IArrayElementReferenceOperation element:
                return ReadElement(element);
            case IInvalidOperation or IDynamicInvocationOperation or IFunctionPointerInvocationOperation:
                return EscapeOperands(operation);
        }

        if (operation.ConstantValue is { HasValue: true } constant)
        {
            return constant.Value switch
            {
                bool value => Value.OfBoolean(value),
                null => Value.Nothing,
                string => Value.NotNull,
                _ => Value.Unknown,
            };
        }

        foreach (var child in operation.ChildOperations) HandOver(Evaluate(child));
        return Value.Unknown;
    }

    /// <summary>What leads to others goes where it is not followed.</summary>
    private void HandOver(Value value)
    {
        foreach (var id in value.Objects)
        {
            if (table[id].Handle is not null) Escape(Value.Of(id));
        }
    }

    private Value ReadVariable(ISymbol symbol, ITypeSymbol type)
    {
        var variable = table.VariableOf(symbol);
        var value = state.ValueOf(variable);
        if (value is null)
        {
            value = type.IsReferenceType || type.TypeKind == TypeKind.TypeParameter ? Value.Of(table.OfSymbol(symbol, type).Id) : Value.Unknown;
            if (value.Objects.Length > 0) state.Set(variable, value);
        }

        return Remembering(value, variable, symbol, type);
    }

    // A flag whose value is not known offers itself to the test.
    private Value Remembering(Value value, Variable variable, ISymbol symbol, ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_Boolean } && value.Boolean == Tri.Unknown && value.Truth is null && tested.IsTestedAgain(symbol)
            ? Value.OfTruth(Condition.OfBool(variable.Id))
            : value;

    private Value ReadInstance(IInstanceReferenceOperation instance)
    {
        if (instance.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance)
            return Value.Of(table.Receiver(body.Receiver ?? instance.Type, 0).Id, Tri.False);
        return Value.NotNull;
    }

    // The caller gets it at once, but the rest of the body runs only when he asks for more: the body has no effects of its own.
    private Value Yield(IReturnOperation given)
    {
        isIterator = true;
        if (given.ReturnedValue is { } value) Escape(Evaluate(value));
        return Value.Unknown;
    }

    private Value ReadElement(IArrayElementReferenceOperation element)
    {
        var array = Evaluate(element.ArrayReference);
        foreach (var index in element.Indices) Evaluate(index);
        return ContainerOf(array) is null ? Found(element, element.Type, 0) : Take(array.Single, element, element.Type!);
    }

    private Value ReadField(IFieldReferenceOperation reference)
    {
        var owner = reference.Instance is null ? null : Evaluate(reference.Instance);
        if (owner is not null && reference.Field.ContainingType.IsTupleType)
            return TupleElement(owner, TupleIndex(reference.Field)) ?? Found(reference, reference.Type, 0);
        return ReadMember(owner, reference.Field, reference.Field.Type, reference);
    }

    /// <summary>What a stable member of an object holds; <paramref name="owner"/> is <see langword="null"/> for a static one.</summary>
    private Value ReadMember(Value? owner, ISymbol member, ITypeSymbol type, IOperation site)
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

    private Value ReadMember(AbstractObject? owner, ISymbol member, ITypeSymbol type)
    {
        var variable = table.VariableOf(owner, member);
        var value = state.ValueOf(variable);
        if (value is null)
        {
            value = CompilationContext.CanBeObject(type) ? Value.Of(table.OfPath(owner, member, type).Id) : Value.Unknown;
            if (value.Objects.Length > 0)
            {
                state.Set(variable, value);
                if (isFresh && state.Elsewhere != 0 && owner is { Origin: ObjectOrigin.This })
                    state.Set(value.Objects[0], state.CellOf(value.Objects[0]).Forget(state.Elsewhere));
            }
        }

        return Remembering(value, variable, member, type);
    }

    private Value ReadProperty(IPropertyReferenceOperation reference)
    {
        var owner = reference.Instance is null ? null : Evaluate(reference.Instance);
        foreach (var argument in reference.Arguments) Evaluate(argument.Value);
        var property = reference.Property;
        if (ContainerOf(owner) is not null)
        {
            if (property.IsIndexer) return Take(owner!.Single, reference, property.Type);
            if (property.Name == "Current") return Current(owner!.Single, reference, property.Type);
            if (property.Type.IsValueType) return Value.Unknown;
            HandOver(owner!);
        }

        var contract = contracts.Of(property);
        var single = owner?.Single ?? -1;
        var isBoolean = property.Type.SpecialType == SpecialType.System_Boolean;
        if (contract.Tests != 0 && contract.Tests != Contracts.Kinds.Any && single >= 0 && !table[single].IsSummary)
        {
            var others = Contracts.Kinds.Any & ~contract.Tests;
            if (isBoolean) return Value.OfTruth(Condition.OfKind(single, contract.Tests, others));
            return ReadMember(owner, property, property.Type, reference).WithNullness(Condition.OfKind(single, others, contract.Tests));
        }

        if (contract.Facts != 0 && isBoolean && single >= 0 && !table[single].IsSummary)
            return Value.OfTruth(Condition.OfFacts(single, contract.Facts, contract.FactsWhile));
        if (contract.FactTest is { } test && single >= 0 && !table[single].IsSummary)
        {
            var holds = Condition.OfAnyFact(single, test.AnyOf, test.IsExact);
            return isBoolean ? Value.OfTruth(holds) : ReadMember(owner, property, property.Type, reference).WithNullness(holds.Negate());
        }

        if (property.IsIndexer || property.GetMethod is not { } getter) return Found(reference, property.Type, 0);
        if (context.IsStable(property) && !contracts.Of(getter).HasFacts) return ReadMember(owner, property, property.Type, reference);
        return Call(reference, getter, reference.Instance, owner, Array.Empty<Value>(), Array.Empty<IOperation>(), isVirtual: property.IsVirtual || property.IsAbstract || property.IsOverride);
    }

    /// <summary>A fresh object, as an expression finds it.</summary>
    private Value Found(IOperation site, ITypeSymbol? type, ulong without, bool isNew = false)
    {
        if (type is null || (!context.IsTracked(type) && without == 0)) return Value.Unknown;
        var found = table.OfSite(site, type, without, isNew);
        state.Renew(found);
        // Where a system starts nothing has been done to anything; what has been done since is noted.
        if (isFresh) state.Set(found.Id, found.Initial.Revoke(~state.Elsewhere));
        return Value.Of(found.Id);
    }

    private Value Assign(IOperation target, IOperation source)
    {
        switch (target)
        {
            case IFieldReferenceOperation member:
            {
                var owner = member.Instance is null ? null : Evaluate(member.Instance);
                var value = Evaluate(source);
                if (owner is not null && member.Field.ContainingType.IsTupleType)
                {
                    // Copies share the object: nothing that is assigned to one of them is known of the others.
                    HandOver(owner);
                    Escape(value);
                    return value;
                }

                AssignMember(owner, member.Field, value);
                return value;
            }

            case IPropertyReferenceOperation property:
            {
                var owner = property.Instance is null ? null : Evaluate(property.Instance);
                foreach (var argument in property.Arguments) Evaluate(argument.Value);
                var value = Evaluate(source);
                SetProperty(property, owner, value, source);
                return value;
            }

            case IArrayElementReferenceOperation element:
            {
                var array = Evaluate(element.ArrayReference);
                foreach (var index in element.Indices) Evaluate(index);
                var value = Evaluate(source);
                if (ContainerOf(array) is null || HoldsFlow(value)) Escape(value);
                else Put(array.Single, value);
                return value;
            }

            default:
            {
                if (VariableOf(target) is not { } variable)
                {
                    Evaluate(target);
                    var stored = Evaluate(source);
                    Escape(stored);
                    return stored;
                }

                var value = Evaluate(source);
                if (variable.Symbol is { } outer && IsCaptured(outer)) HandOver(value);
                state.Assign(variable, variable.Symbol is { } kept && IsCaptured(kept) ? value.ToKeep() : value);
                if (variable.Symbol is { } symbol && IsCaptured(symbol)) NoteAssigned(variable);
                return value;
            }
        }
    }

    private Variable? VariableOf(IOperation target) => target switch
    {
        ILocalReferenceOperation { Local.IsRef: false } local => table.VariableOf(local.Local),
        IParameterReferenceOperation parameter => table.VariableOf(parameter.Parameter),
        IFlowCaptureReferenceOperation capture => table.VariableOf(capture.Id),
        IDeclarationExpressionOperation declaration => VariableOf(declaration.Expression),
        _ => null,
    };

    private bool IsCaptured(ISymbol symbol) =>
        body.Outer is not null && !SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, body.Method);

    private void AssignMember(Value? owner, ISymbol member, Value value)
    {
        HandOver(value);
        if (owner is null)
        {
            AssignMember((AbstractObject?)null, member, value);
            return;
        }

        var single = owner.Single;
        if (single >= 0 && !table[single].IsSummary)
        {
            AssignMember(table[single], member, value);
            return;
        }

        foreach (var id in owner.Objects)
        {
            var type = Variable.TypeOf(member);
            AssignMember(table[id], member, type is null ? Value.Unknown : ReadMember(table[id], member, type).Join(value));
        }
    }

    private void AssignMember(AbstractObject? owner, ISymbol member, Value value)
    {
        var variable = table.VariableOf(owner, member);
        state.Assign(variable, value.ToKeep());
        NoteAssigned(variable);
    }

    private void SetProperty(IPropertyReferenceOperation reference, Value? owner, Value value, IOperation source)
    {
        var property = reference.Property;
        var contract = contracts.Of(property);
        if (contract.Facts != 0 && owner is not null)
        {
            SetFacts(owner, contract.Facts, Decide(value, source), contract.FactsWhile);
            Throwing();
            return;
        }

        if (context.IsStable(property))
        {
            AssignMember(owner, property, value);
            return;
        }

        if (property.IsIndexer && ContainerOf(owner) is not null && !HoldsFlow(value))
        {
            Put(owner!.Single, value);
            return;
        }

        if (property.SetMethod is not { } setter || property.IsIndexer)
        {
            Escape(value);
            return;
        }

        Call(
            reference, setter, reference.Instance, owner, new[] { value }, new[] { source },
            isVirtual: property.IsVirtual || property.IsAbstract || property.IsOverride);
    }

    private static Tri Decide(Value value, IOperation source) =>
        source.ConstantValue is { HasValue: true, Value: bool constant } ? constant ? Tri.True : Tri.False : value.Boolean;

    private void SetFacts(Value owner, ulong facts, Tri value, bool factsWhile)
    {
        var isCertain = owner.Single is var single && single >= 0 && !table[single].IsSummary;
        foreach (var id in owner.Objects)
        {
            var cell = state.CellOf(id);
            var changed = value == Tri.Unknown ? cell.Ensure(facts).Join(cell.Revoke(facts)) : (value == Tri.True) == factsWhile ? cell.Ensure(facts) : cell.Revoke(facts);
            state.Set(id, isCertain ? changed : cell.Join(changed));
        }

        Scatter(owner, facts, Contracts.Kinds.Any);
    }

    private Value EvaluateMutation(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            Evaluate(child);
            if (VariableOf(child) is { } variable) state.Assign(variable, Value.Unknown);
        }

        return Value.Unknown;
    }

    private Value Deconstruct(IDeconstructionAssignmentOperation operation)
    {
        var value = Evaluate(operation.Value);
        var target = operation.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : operation.Target;
        if (target is ITupleOperation { Elements: var elements } && value.Single >= 0 && table[value.Single].Handle is Tuple)
        {
            AssignElements(elements, value);
            return Value.Unknown;
        }

        if (value.Objects.Length > 0) Escape(value);
        AssignEach(target, operation.Value);
        return Value.Unknown;
    }

    private void AssignElements(System.Collections.Immutable.ImmutableArray<IOperation> targets, Value tuple)
    {
        var values = new Value?[targets.Length];
        for (var index = 0; index < values.Length; index++) values[index] = TupleElement(tuple, index);
        for (var index = 0; index < values.Length; index++)
        {
            var target = targets[index] is IDeclarationExpressionOperation declaration ? declaration.Expression : targets[index];
            if (VariableOf(target) is { } variable) state.Assign(variable, values[index] ?? Found(target, target.Type, 0));
            else if (target is ITupleOperation nested && values[index] is { } inner) AssignElements(nested.Elements, inner);
            else if (target is IFieldReferenceOperation { Instance: { } instance } field) AssignMember(Evaluate(instance), field.Field, values[index] ?? Value.Unknown);
            else if (values[index] is { } lost) Escape(lost);
        }
    }

    private void AssignEach(IOperation target, IOperation source)
    {
        if (target is not ITupleOperation targets)
        {
            if (VariableOf(target) is { } variable) state.Assign(variable, Found(target, target.Type, 0));
            return;
        }

        while (source is IConversionOperation conversion) source = conversion.Operand;
        var sources = source as ITupleOperation;
        var values = new Value?[targets.Elements.Length];
        for (var index = 0; index < values.Length; index++)
        {
            var element = sources is not null && index < sources.Elements.Length ? sources.Elements[index] : null;
            values[index] = element is null or ITupleOperation ? null : Evaluate(element);
        }

        for (var index = 0; index < values.Length; index++)
        {
            var element = targets.Elements[index];
            if (values[index] is { } value && VariableOf(element) is { } variable) state.Assign(variable, value);
            else if (element is ITupleOperation nested) AssignEach(nested, sources is not null && index < sources.Elements.Length ? sources.Elements[index] : source);
            else if (VariableOf(element) is { } unknown) state.Assign(unknown, Found(element, element.Type, 0));
        }
    }
}
