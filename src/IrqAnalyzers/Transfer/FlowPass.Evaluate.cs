using IrqAnalyzers.Contracts;
using System.Runtime.CompilerServices;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>What expressions do to the state, and what they give.</summary>
internal sealed partial class FlowPass
{
    private Value Evaluate(IOperation operation)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        // One question about the kind, not one about each interface: this is the hottest place of all.
        switch (operation.Kind)
        {
            case OperationKind.ExpressionStatement:
                return Evaluate(((IExpressionStatementOperation)operation).Operation);
            case OperationKind.LocalReference:
                return ReadLocal((ILocalReferenceOperation)operation);
            case OperationKind.ParameterReference:
                return ReadParameter((IParameterReferenceOperation)operation);
            case OperationKind.InstanceReference:
                return ReadInstance((IInstanceReferenceOperation)operation);
            case OperationKind.FlowCaptureReference:
                return ReadCapture((IFlowCaptureReferenceOperation)operation);
            case OperationKind.FlowCapture:
                return CaptureValue((IFlowCaptureOperation)operation);
            case OperationKind.FieldReference when operation is IFieldReferenceOperation { Field.HasConstantValue: false } member:
                return ReadField(member);
            case OperationKind.PropertyReference:
                return ReadProperty((IPropertyReferenceOperation)operation);
            case OperationKind.SimpleAssignment:
                return Assign((ISimpleAssignmentOperation)operation);
            case OperationKind.Invocation:
                return Invoke((IInvocationOperation)operation);
            case OperationKind.ObjectCreation:
                return Create((IObjectCreationOperation)operation);
            case OperationKind.Conversion:
                return Convert((IConversionOperation)operation);
            case OperationKind.Await:
                return Await((IAwaitOperation)operation);
            case OperationKind.Parenthesized:
                return Evaluate(((IParenthesizedOperation)operation).Operand);
            case OperationKind.IsNull:
                var tested = ((IIsNullOperation)operation).Operand;
                return TestNull(Evaluate(tested), tested);
            case OperationKind.IsPattern:
                return TestPattern((IIsPatternOperation)operation);
            case OperationKind.IsType:
                return TestType((IIsTypeOperation)operation);
            case OperationKind.Unary:
                return EvaluateUnary((IUnaryOperation)operation);
            case OperationKind.Binary:
                return EvaluateBinary((IBinaryOperation)operation);
            case OperationKind.FlowAnonymousFunction:
                return Capture((IFlowAnonymousFunctionOperation)operation);
            case OperationKind.DelegateCreation:
                return EvaluateDelegate((IDelegateCreationOperation)operation);
            case OperationKind.CompoundAssignment:
                return AssignCompound((ICompoundAssignmentOperation)operation);
            case OperationKind.Increment or OperationKind.Decrement:
                return Increment((IIncrementOrDecrementOperation)operation);
            case OperationKind.DeconstructionAssignment:
                return Deconstruct((IDeconstructionAssignmentOperation)operation);
            case OperationKind.ArrayCreation:
                return MakeArray((IArrayCreationOperation)operation);
            case OperationKind.YieldReturn or OperationKind.YieldBreak:
                return Yield((IReturnOperation)operation);
            case OperationKind.Tuple:
                return MakeTuple((ITupleOperation)operation);
            case OperationKind.ArrayElementReference:
                return ReadElement((IArrayElementReferenceOperation)operation);
            case OperationKind.DefaultValue when operation.Type is { } type && program.IsOwnStruct(type):
                return Found(operation, type, 0).WithNull(Tri.False);
            case OperationKind.Interpolation:
                var printed = ((IInterpolationOperation)operation).Expression;
                Print(printed, Evaluate(printed));
                return Value.Unknown;
            case OperationKind.EventAssignment when operation is IEventAssignmentOperation { EventReference: IEventReferenceOperation changed } assignment
                && AccessorOf(assignment, changed.Event) is { } accessor:
                var source = changed.Instance is null ? null : Evaluate(changed.Instance);
                return Call(
                    assignment, accessor, changed.Instance, source, new[] { Evaluate(assignment.HandlerValue) }, new[] { assignment.HandlerValue },
                    isVirtual: accessor.IsVirtual || accessor.IsAbstract || accessor.IsOverride);
            case OperationKind.ImplicitIndexerReference:
                return ReadImplicitly((IImplicitIndexerReferenceOperation)operation);
            case OperationKind.Invalid when IsUnknownMemberRead(operation.Syntax):
                break;
            case OperationKind.Invalid or OperationKind.DynamicInvocation or OperationKind.FunctionPointerInvocation:
                ThrowingUnforeseen();
                return EscapeOperands(operation);
            case CollectionExpressionKind:
                return MakeFromElements(operation);
        }

        if (operation.ConstantValue is { HasValue: true } constant)
        {
            return Value.OfConstant(constant.Value);
        }

        // An operation that is not known may keep what it is given.
        if (operation.Kind == OperationKind.None) return EscapeOperands(operation);
        var isTelling = false;
        foreach (var child in operation.ChildOperations)
        {
            var value = Evaluate(child);
            HandOver(value);
            isTelling |= IsTelling(value);
        }

        return isTelling ? Value.Blurred : Value.Unknown;
    }

    // A member that does not exist, as while its name is typed: `if (function.IsV)`. Until it is called or assigned it does nothing to its owner.
    private static bool IsUnknownMemberRead(SyntaxNode syntax)
    {
        if (syntax is not MemberAccessExpressionSyntax access) return false;
        while (access.Parent is MemberAccessExpressionSyntax outer && outer.Expression == access) access = outer;
        return access.Parent is not (InvocationExpressionSyntax or AssignmentExpressionSyntax);
    }

    // Only an event with accessors of its own does more than to keep the handler.
    private IMethodSymbol? AccessorOf(IEventAssignmentOperation assignment, IEventSymbol changed)
    {
        var accessor = assignment.Adds ? changed.AddMethod : changed.RemoveMethod;
        return accessor is { IsImplicitlyDeclared: false } && !program.IsForeign(changed.ContainingAssembly) && !contracts.Known.IsDsl(changed) ? accessor : null;
    }

    private Value ReadImplicitly(IImplicitIndexerReferenceOperation reference)
    {
        var owner = Evaluate(reference.Instance);
        Evaluate(reference.Argument);
        if (TakeFrom(owner, reference.Argument, reference, reference.Type!) is { } taken) return taken;
        return reference.IndexerSymbol is IPropertySymbol { GetMethod: { Parameters.Length: 1 } getter } property && !program.IsForeign(property.ContainingAssembly)
            ? Call(reference, getter, reference.Instance, owner, new[] { Value.Unknown }, new[] { reference.Argument }, IsVirtual(property))
            : Found(reference, reference.Type, 0);
    }

    /// <summary>What leads to others goes where it is not followed.</summary>
    private void HandOver(Value value)
    {
        foreach (var id in value.Objects)
        {
            if (table[id].Handle is not null) Escape(Value.Of(id));
        }
    }

    private Value ReadLocal(ILocalReferenceOperation reference)
    {
        if (reference.Local.HasConstantValue) return Value.OfConstant(reference.Local.ConstantValue);
        if (!reference.Local.IsRef) return ReadVariable(reference.Local, reference.Local.Type);
        var referred = Resolve(reference);
        return ReferenceEquals(referred, reference) ? Found(reference, reference.Type, 0) : Evaluate(referred);
    }

    private Value ReadVariable(ISymbol symbol, ITypeSymbol type)
    {
        if (IsLoose(symbol)) return Value.Unknown;
        var variable = table.VariableOf(symbol);
        var value = state.ValueOf(variable);
        if (value is null)
        {
            value = HoldsObject(type) ? Value.Of(table.OfSymbol(symbol, type).Id) : Value.Unknown;
            if (value.Objects.Length > 0) state.Set(variable, value);
        }

        return Remembering(value, variable, symbol, type);
    }

    private bool HoldsObject(ITypeSymbol type) => (type.IsReferenceType && type.SpecialType != SpecialType.System_String) || type.TypeKind == TypeKind.TypeParameter || program.IsOwnStruct(type);

    // A flag whose value is not known offers itself to the test.
    private Value Remembering(Value value, Variable variable, ISymbol symbol, ITypeSymbol type) =>
        type.SpecialType != SpecialType.System_Boolean ? RememberingScalar(value, variable, symbol, type)
        : value is { Boolean: Tri.Unknown, Truth: null, IsBlurred: false } && tested.IsTestedAgain(symbol) ? Value.OfTruth(Condition.OfBool(variable.Id))
        : value;

    private Value ReadCapture(IFlowCaptureReferenceOperation capture)
    {
        var variable = table.VariableOf(capture.Id);
        var value = state.ValueOf(variable) ?? Value.Unknown;
        return value.Scalar is { Source: < 0 } known ? value.WithScalar(known.From(variable.Id)) : value;
    }

    private Value ReadInstance(IInstanceReferenceOperation instance)
    {
        if (instance.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance)
            return Value.Of(table.Receiver(body.Receiver ?? instance.Type, 0).Id, Tri.False);
        return Value.NotNull;
    }

    // The caller gets it at once, but the rest of the body runs only when he asks for more: the body has no effects of its own.
    private Value Yield(IReturnOperation given)
    {
        builder.IsIterator = true;
        if (given.ReturnedValue is { } value) Escape(Evaluate(value));
        return Value.Unknown;
    }

    private Value ReadElement(IArrayElementReferenceOperation element)
    {
        var array = Evaluate(element.ArrayReference);
        foreach (var index in element.Indices) Evaluate(index);
        return ReadElement(element, array);
    }

    private Value ReadElement(IArrayElementReferenceOperation element, Value array)
    {
        if (element.Type is not IArrayTypeSymbol) return TakeFrom(array, element, element, element.Type!) ?? Found(element, element.Type, 0);
        if (ContainerOf(array) is { } container) return TakePart(array.Single, element, container);
        HandOver(array);
        return Found(element, element.Type, 0);
    }

    private Value ReadField(IFieldReferenceOperation reference)
    {
        var owner = reference.Instance is null ? null : Evaluate(reference.Instance);
        return ReadField(reference, owner);
    }

    private Value ReadField(IFieldReferenceOperation reference, Value? owner)
    {
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
            value = ProgramFacts.CanBeObject(type) || program.IsOwnStruct(type) ? Value.Of(table.OfPath(owner, member, type).Id) : Value.Unknown;
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
        var indices = EvaluateEach(reference.Arguments);
        return Unfollowed(ReadProperty(reference, owner, indices), owner, indices);
    }

    private Value ReadProperty(IPropertyReferenceOperation reference, Value? owner, Value[] indices)
    {
        var property = reference.Property;
        if (property.Name == nameof(Nullable<int>.Value) && IsNullable(property.ContainingType) && owner is { Objects.Length: > 0 } or { Scalar: not null }) return owner;
        if (property.Name == nameof(Nullable<int>.HasValue) && IsNullable(property.ContainingType) && owner is { IsNull: not Tri.Unknown }) return Value.OfBoolean(owner.IsNull == Tri.False);
        if (property.Name == "Current" && EnumerationOf(owner) is { } enumeration) return Current(enumeration, reference, property.Type);
        if (property.IsIndexer && TakeFrom(owner, reference, reference, property.Type) is { } taken) return taken;
        if (ContainerOf(owner) is not null)
        {
            if (property.Type.IsValueType) return Value.Unknown;
            HandOver(owner!);
        }

        if (property.Type.SpecialType == SpecialType.System_Int32 && IsFilled(owner) is { } isFilled) return OfCount(isFilled);
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
        if (contract.FactTest is { } test && HoldsOf(test, owner) is { } holds)
        {
            return isBoolean ? Value.OfTruth(holds) : ReadMember(owner, property, property.Type, reference).WithNullness(holds.Negate());
        }

        if (property.GetMethod is not { } getter || (property.IsIndexer && (program.IsForeign(property.ContainingAssembly) || contracts.Known.IsDsl(property))))
            return Found(reference, property.Type, 0);
        if (program.IsStable(property) && !contracts.Of(getter).HasFacts) return ReadMember(owner, property, property.Type, reference);
        if (isBoolean && ReadForwarded(reference, owner) is { } forwarded) return forwarded;
        var operands = new IOperation?[indices.Length];
        for (var index = 0; index < operands.Length; index++) operands[index] = reference.Arguments[index].Value;
        return Call(reference, getter, reference.Instance, owner, indices, operands, IsVirtual(property));
    }

    // A flag that reads another is that other.
    private Value? ReadForwarded(IPropertyReferenceOperation reference, Value? owner)
    {
        var property = reference.Property;
        if (contracts.Known.IsDsl(property) || contracts.Of(property.GetMethod!).HasFacts || program.Forwarding.Of(property, cancellation) is not { Member: var read } forwarded) return null;
        NoteOrigin(property.GetMethod!, null);
        tested.Alias(property, read);
        read = owner is { Single: >= 0 and var single } ? MemberOf(table[single].Type, read) : read;
        var value = ReadMember(read.IsStatic ? null : owner, read, Variable.TypeOf(read)!, reference);
        if (forwarded.Constant is { } constant) value = HoldAgainst(value, constant, read);
        return forwarded.IsNegated ? Negate(value) : value;
    }

    private Value HoldAgainst(Value value, Value constant, ISymbol read)
    {
        if (constant.IsNull == Tri.True) return TestNullOf(value);
        return constant.Scalar is { } asked ? CompareScalar(value, asked, Variable.TypeOf(read)) : Value.Unknown;
    }

    /// <summary>A fresh object, as an expression finds it.</summary>
    private Value Found(IOperation site, ITypeSymbol? type, FactMask without, bool isNew = false)
    {
        if (type is null || (!program.IsTracked(type) && without == 0)) return Value.Unknown;
        var found = table.OfSite(site, type, without, isNew);
        state.Renew(found);
        // Where a system starts nothing has been done to anything; what has been done since is noted.
        if (isAtStart) state.Set(found.Id, found.Initial.Revoke(~state.Elsewhere));
        return Value.Of(found.Id);
    }

    private void SetFacts(Value owner, FactMask facts, Tri value, bool factsWhile)
    {
        var isCertain = owner.Single is var single && single >= 0 && !table[single].IsSummary;
        foreach (var id in owner.Objects)
        {
            var cell = state.CellOf(id);
            var changed = value == Tri.Unknown ? cell.Ensure(facts).Join(cell.Revoke(facts)) : (value == Tri.True) == factsWhile ? cell.Ensure(facts) : cell.Revoke(facts);
            state.Set(id, isCertain ? changed : cell.Join(changed), facts);
        }

        Scatter(owner, facts, Contracts.Kinds.Any);
    }
}
