using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.Logic;
using static IrqAnalyzers.Transfer.OperationFacts;
using static IrqAnalyzers.Transfer.TypeFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>Reads of variables, members, elements and properties.</summary>
internal sealed class Reads(
    BodyContext context, Cursor at, Heap heap, Callees callees, Escapes escapes, References references, Containers containers,
    Enumerations enumerations, Queries queries, ParameterUse parameterUse, Comparisons comparisons, Losses losses, ICallDispatcher dispatcher,
    IEvaluator evaluator)
{
    private readonly Body body = context.Body;
    private readonly CancellationToken cancellation = context.Cancellation;
    private readonly ContractTable contracts = context.Contracts;
    private readonly ProgramFacts program = context.Program;
    private readonly ObjectTable table = context.Table;
    private readonly TestedSymbols tested = context.Tested;

    public Value ReadImplicitly(IImplicitIndexerReferenceOperation reference)
    {
        var owner = evaluator.Evaluate(reference.Instance);
        evaluator.Evaluate(reference.Argument);
        if (containers.TakeFrom(owner, reference.Argument, reference, reference.Type!) is { } taken) return taken;
        return reference.IndexerSymbol is IPropertySymbol { GetMethod: { Parameters.Length: 1 } getter } property && !program.IsForeign(property.ContainingAssembly)
            ? dispatcher.Call(new(reference, getter, reference.Instance, owner, new[] { Value.Unknown }, new[] { reference.Argument }, IsVirtual(property))).Result
            : Unfollowed(heap.Found(reference, reference.Type, 0), owner, Array.Empty<Value>());
    }

    public Value ReadLocal(ILocalReferenceOperation reference)
    {
        if (reference.Local.HasConstantValue) return Value.OfConstant(reference.Local.ConstantValue);
        if (!reference.Local.IsRef || context.Borrowed.Contain(reference.Local)) return heap.ReadVariable(reference.Local, reference.Local.Type);
        var referred = references.Resolve(reference);
        return ReferenceEquals(referred, reference) ? heap.Found(reference, reference.Type, 0) : evaluator.Evaluate(referred);
    }

    public Value ReadCapture(IFlowCaptureReferenceOperation capture)
    {
        var variable = table.VariableOf(capture.Id);
        var value = at.State.ValueOf(variable) ?? Value.Unknown;
        if (value.Scalar is { Source: < 0 } known) return value.WithScalar(known.From(variable.Id));
        if (!value.IsOpen || value.Scalar is not null || !tested.IsAskedAgain(capture.Id)) return value;
        return capture.Type is { SpecialType: SpecialType.System_Boolean } ? Value.OfTruth(Condition.OfBool(variable.Id)) : TestedSymbols.IsScalar(capture.Type) ? variable.Offered : value;
    }

    public Value ReadInstance(IInstanceReferenceOperation instance)
    {
        if (instance.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance)
            return Value.Of(table.Receiver(body.Receiver ?? instance.Type, 0).Id, Tri.False);
        return Value.NotNull;
    }

    public Value ReadElement(IArrayElementReferenceOperation element)
    {
        var array = evaluator.Evaluate(element.ArrayReference);
        foreach (var index in element.Indices) evaluator.Evaluate(index);
        return ReadElement(element, array);
    }

    public Value ReadElement(IArrayElementReferenceOperation element, Value array)
    {
        if (element.Type is not IArrayTypeSymbol) return containers.TakeFrom(array, element, element, element.Type!) ?? Unfollowed(heap.Found(element, element.Type, 0).WithFree(!escapes.HasStowedOutcome && AreConstant(element.Indices)), array, Array.Empty<Value>());
        if (containers.ContainerOf(array) is { } container) return containers.TakePart(array.Single, element, container);
        escapes.HandOver(array);
        return heap.Found(element, element.Type, 0);
    }

    // Which element it is may have to do with the object that the place is computed from.
    private static bool AreConstant(System.Collections.Immutable.ImmutableArray<IOperation> indices)
    {
        foreach (var index in indices)
        {
            if (!index.ConstantValue.HasValue) return false;
        }

        return true;
    }

    private static bool AreConstant(System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (!argument.Value.ConstantValue.HasValue) return false;
        }

        return true;
    }

    public Value ReadField(IFieldReferenceOperation reference)
    {
        var owner = reference.Instance is null ? null : evaluator.Evaluate(reference.Instance);
        return losses.OfEnvironment(Unfollowed(ReadField(reference, owner), owner, Array.Empty<Value>()), reference);
    }

    public Value ReadField(IFieldReferenceOperation reference, Value? owner)
    {
        if (owner is not null && reference.Field.ContainingType.IsTupleType)
            return heap.TupleElement(owner, TupleIndex(reference.Field)) ?? heap.Found(reference, reference.Type, 0);
        return heap.ReadMember(owner, reference.Field, reference.Field.Type, reference);
    }

    public Value ReadProperty(IPropertyReferenceOperation reference)
    {
        var owner = reference.Instance is null ? null : evaluator.Evaluate(reference.Instance);
        var indices = EvaluateEach(reference.Arguments);
        var value = Unfollowed(ReadProperty(reference, owner, indices), owner, indices, contracts.Known.IsDsl(reference.Property));
        if (program.IsForeign(reference.Property.ContainingAssembly) && indices.Length == 0)
            value = losses.OfEnvironment(losses.OfStored(value, reference.Instance), reference);
        if (IsEmptinessOfName(reference)) value = value.WithFree(false);
        return AsDeclared(losses.Naming(OrHarmless(value, owner, reference.Property), owner, reference.Property), reference.Property);
    }

    /// <summary>What a property of an object that a pattern asks for gives.</summary>
    public Value ReadProperty(IPropertyReferenceOperation reference, Value owner) =>
        AsDeclared(OrHarmless(Unfollowed(ReadProperty(reference, owner, Array.Empty<Value>()), owner, Array.Empty<Value>()), owner, reference.Property), reference.Property);

    // What the DSL says of all values of a property: that there is one, and which numbers there are.
    private Value AsDeclared(Value value, IPropertySymbol property)
    {
        if (!contracts.Known.IsDsl(property)) return value;
        if (property.Type.IsReferenceType) return property.NullableAnnotation == NullableAnnotation.NotAnnotated && value.IsNull == Tri.Unknown ? value.WithNull(Tri.False) : value;
        return value.Scalar is null && value.Nullness is null && ContractTable.MostOf(property) is { } most ? value.WithScalar(Scalar.Between(0, most)) : value;
    }

    // With one of its values nothing can be lost.
    private Value OrHarmless(Value value, Value? owner, ISymbol member)
    {
        if (member is not IPropertySymbol property || contracts.Of(property).HarmlessIf is not { } harmlessIf || value.Boolean != Tri.Unknown || ContractTable.IsCollection(property.Type)) return value;
        if (owner is not { Single: >= 0 and var id }) return value.WithFree(false);
        var harmless = Condition.OfHarmless(id);
        if (harmlessIf is not bool outcome) return value.WithNullness(harmless);
        return value.Truth is { } truth ? value.WithTruth(truth.AndIf(outcome, harmless)) : Value.OfTruth(outcome ? harmless : harmless.Negate(), value.IsFree);
    }

    public Value ReadProperty(IPropertyReferenceOperation reference, Value? owner, Value[] indices)
    {
        var property = reference.Property;
        if (ReadNullable(reference, owner) is { } read) return read;
        if (property.Name == "Current" && heap.EnumerationOf(owner) is { } enumeration) return enumerations.Current(enumeration, reference, property.Type);
        if (property.Name == "Current" && program.IsForeign(property.ContainingAssembly) && (!program.HoldsObject(property.Type) || property.Type.SpecialType == SpecialType.System_Object)) return heap.FoundElement(reference, property.Type);
        if (property.IsIndexer && containers.TakeFrom(owner, reference, reference, property.Type) is { } taken) return taken;
        if (owner is { Single: >= 0 and var held } && table[held].Handle is Container)
        {
            if (property.Type.IsValueType) return Value.Unknown;
            escapes.HandOver(owner);
        }

        if (ReadCount(reference, owner) is { } count) return count;
        if (ReadQuery(reference, owner) is { } answer) return answer;
        if (property.GetMethod is not { } getter || (property.IsIndexer && (program.IsForeign(property.ContainingAssembly) || contracts.Known.IsDsl(property))))
            return property.IsIndexer
                ? UnderKey(losses.Lossy(heap.Found(reference, property.Type, 0).WithFree(AreConstant(reference.Arguments)), owner, indices, isCollection: KeepsToItself(property.ContainingType)), property, indices)
                : heap.Found(reference, property.Type, 0);
        if (ReadStable(reference, getter, owner) is { } stable) return stable;
        if (property.Type.SpecialType == SpecialType.System_Boolean && ReadForwarded(reference, owner) is { } forwarded) return forwarded;
        var operands = new IOperation?[indices.Length];
        for (var index = 0; index < operands.Length; index++) operands[index] = reference.Arguments[index].Value;
        return dispatcher.Call(new(reference, getter, reference.Instance, owner, indices, operands, IsVirtual(property))).Result;
    }

    private Value? ReadNullable(IPropertyReferenceOperation reference, Value? owner) =>
        Nullables.Read(reference.Property, owner)
        ?? (Nullables.IsHasValue(reference.Property) && owner is not null ? Negate(comparisons.TestNull(owner, reference.Instance!)) : null);

    // How much a collection holds that tells of facts, or with which nothing can be lost if it is empty.
    private Value? ReadCount(IPropertyReferenceOperation reference, Value? owner)
    {
        if (reference.Property.Type.SpecialType != SpecialType.System_Int32) return null;
        if (queries.IsFilled(owner) is { } isFilled) return Queries.OfCount(isFilled);
        return IsHeldAgainstConstant(reference) && queries.IsHarmless(owner) is { } isHarmless ? Value.Free.WithNullness(isHarmless) : null;
    }

    // What the DSL calls its objects is never empty.
    private bool IsEmptinessOfName(IPropertyReferenceOperation reference) =>
        reference is
        {
            Property.Name: nameof(string.Length), Instance: IPropertyReferenceOperation { Type.SpecialType: SpecialType.System_String, Property: var text },
            Parent: IBinaryOperation { RightOperand.ConstantValue: { HasValue: true, Value: 0 or 1 } } or IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue.Value: 0 } },
        } && contracts.Known.IsDsl(text);

    // Which piece of code it is that a table has under a key.
    private Value UnderKey(Value code, IPropertySymbol property, Value[] indices) =>
        property.Type.TypeKind == TypeKind.Delegate && indices.Length == 1 && heap.ScalarOf(indices[0]) is { IsConstant: true } key ? code.WithScalar(key.From(-1)) : code;

    // What a property gives each time it is asked; of one of the project the body says so.
    private Value? ReadStable(IPropertyReferenceOperation reference, IMethodSymbol getter, Value? owner)
    {
        var property = reference.Property;
        if (!program.IsStable(property) || contracts.Of(getter).HasFacts) return null;
        if (program.IsOwn(property)) callees.NoteOrigin(getter, null);
        return heap.ReadMember(owner, property, property.Type, reference);
    }

    /// <summary>What a property of the DSL gives that tells of the kind or of facts of its object; <see langword="null"/> if it tells of neither.</summary>
    private Value? ReadQuery(IPropertyReferenceOperation reference, Value? owner)
    {
        var property = reference.Property;
        var contract = contracts.Of(property);
        var single = owner?.Single ?? -1;
        var isBoolean = property.Type.SpecialType == SpecialType.System_Boolean;
        if (contract.Tests != 0 && contract.Tests != Contracts.Kinds.Any && single >= 0 && !table[single].IsSummary)
        {
            var others = Contracts.Kinds.Any & ~contract.Tests;
            if (isBoolean) return Value.OfTruth(Condition.OfKind(single, contract.Tests, others));
            return heap.ReadMember(owner, property, property.Type, reference).WithNullness(Condition.OfKind(single, others, contract.Tests));
        }

        if (contract.Facts != 0 && isBoolean && single >= 0 && !table[single].IsSummary)
            return Value.OfTruth(Condition.OfFacts(single, contract.Facts, contract.FactsWhile));
        if (contract.FactTest is not { } test || queries.HoldsOf(test, owner) is not { } holds) return null;
        NoteAsked(property, owner!);
        return isBoolean ? Value.OfTruth(holds) : heap.ReadMember(owner, property, property.Type, reference).WithNullness(holds.Negate());
    }

    // That it was asked may itself be a fact.
    private void NoteAsked(IPropertySymbol property, Value owner)
    {
        if (property.GetMethod is not { } getter) return;
        foreach (var effect in contracts.Of(getter).Effects)
        {
            foreach (var id in owner.Objects)
            {
                var cell = at.State.CellOf(id);
                var noted = owner.Single >= 0 && !table[id].IsSummary ? cell.Apply(effect) : cell.Join(cell.Apply(effect));

                // Facts that only record operations are not tested, so earlier test results stay valid.
                if ((effect.Facts & ~contracts.Known.Notes) == 0) at.State.Narrow(id, noted);
                else at.State.Set(id, noted, effect.Facts);
            }
        }
    }

    // A flag that reads another is that other.
    private Value? ReadForwarded(IPropertyReferenceOperation reference, Value? owner)
    {
        var property = reference.Property;
        if (contracts.Known.IsDsl(property) || contracts.Of(property.GetMethod!).HasFacts || program.Forwarding.Of(property, cancellation) is not { Member: var read } forwarded) return null;
        callees.NoteOrigin(property.GetMethod!, null);
        tested.Alias(property, read);
        read = owner is { Single: >= 0 and var single } ? Results.MemberOf(table[single].Type, read) : read;
        var value = heap.ReadMember(read.IsStatic ? null : owner, read, Variable.TypeOf(read)!, reference);
        value = OrHarmless(value, owner, read);
        if (forwarded.Constant is { } constant) value = CompareWith(value, constant, read);
        return forwarded.IsNegated ? Negate(value) : value;
    }

    private Value CompareWith(Value value, Value constant, ISymbol read)
    {
        if (constant.IsNull == Tri.True) return TestNullOf(value);
        return constant.Scalar is { } asked ? comparisons.CompareScalar(value, asked, Variable.TypeOf(read)) : Unfollowed(value);
    }

    /// <summary>A parameter in the head of the type is, for all its members, a field of the object.</summary>
    public Value ReadParameter(IParameterReferenceOperation reference)
    {
        var parameter = reference.Parameter;
        if (body.Receiver is { } receiver && parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            && body.IsOfAnother(constructor) && (program.IsTracked(parameter.Type) || IsFlag(parameter.Type) || TestedSymbols.IsScalar(parameter.Type)))
            return heap.ReadMember(table.Receiver(receiver, 0), parameter.OriginalDefinition, parameter.Type);
        if (IsFlag(parameter.Type)) parameterUse.NoteConsulted(parameter);
        return heap.ReadVariable(parameter, parameter.Type);
    }

    public Value[] EvaluateEach(System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments)
    {
        if (arguments.IsEmpty) return Array.Empty<Value>();
        var values = new Value[arguments.Length];
        for (var index = 0; index < values.Length; index++) values[index] = evaluator.Evaluate(arguments[index].Value);
        return values;
    }
}
