using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.TypeFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>Where values go: variables, members, elements and properties.</summary>
internal sealed class Stores(
    BodyContext context, Cursor at, Heap heap, Copies copies, Aliases aliases, Escapes escapes, References references,
    Assignments assignments, Containers containers, Refinement refinement, ExceptionFlow exceptions, ICallDispatcher dispatcher,
    Reads reads, IEvaluator evaluator)
{
    private readonly ContractTable contracts = context.Contracts;
    private readonly ProgramFacts program = context.Program;
    private readonly ObjectTable table = context.Table;

    public Value Assign(ISimpleAssignmentOperation assignment)
    {
        if (assignment is { IsRef: true, Target: ILocalReferenceOperation { Local: var reference } } && !context.Borrowed.Contain(reference))
        {
            var referred = References.IsSteady(assignment.Value) ? assignment.Value : null;
            var isFirst = !references.OfLocals.TryGetValue(reference, out var known) || ReferenceEquals(known, referred);
            references.OfLocals[reference] = isFirst ? referred : null;
            var held = evaluator.Evaluate(assignment.Value);

            // What the local then stands for is not followed.
            if (referred is null || !isFirst) escapes.Expose(held);
            if (!isFirst && known is not null) escapes.Expose(evaluator.Evaluate(known));
            return held;
        }

        var place = PlaceOf(assignment.Target);
        var value = copies.Owned(evaluator.Evaluate(assignment.Value), assignment.Value, assignment);
        Store(place, value, assignment.Value);
        return value;
    }

    public Value CaptureValue(IFlowCaptureOperation capture)
    {
        references.OfCaptures[capture.Id] = !references.OfCaptures.TryGetValue(capture.Id, out var known) || ReferenceEquals(known, capture.Value) ? capture.Value : null;
        at.State.Assign(table.VariableOf(capture.Id), heap.AsMixed(copies.Owned(evaluator.Evaluate(capture.Value), capture.Value, capture), capture.Id));
        return Value.Unknown;
    }

    public Place PlaceOf(IOperation target)
    {
        target = references.Resolve(target);
        switch (target)
        {
            case IFieldReferenceOperation member:
                return new(target, member.Instance is null ? null : evaluator.Evaluate(member.Instance), Array.Empty<Value>());
            case IPropertyReferenceOperation property:
                var owner = property.Instance is null ? null : evaluator.Evaluate(property.Instance);
                return new(target, owner, reads.EvaluateEach(property.Arguments));
            case IArrayElementReferenceOperation element:
                var array = evaluator.Evaluate(element.ArrayReference);
                foreach (var index in element.Indices) evaluator.Evaluate(index);
                return new(target, array, Array.Empty<Value>());
            default:
                if (heap.VariableOf(target) is null && target is not IDiscardOperation) evaluator.Evaluate(target);
                return new(target, null, Array.Empty<Value>());
        }
    }

    public Value Read(Place place) => place.Target switch
    {
        IFieldReferenceOperation member => reads.ReadField(member, place.Owner),
        IPropertyReferenceOperation property => reads.ReadProperty(property, place.Owner, place.Indices),
        IArrayElementReferenceOperation element => reads.ReadElement(element, place.Owner!),
        _ => evaluator.Evaluate(place.Target),
    };

    public void Store(Place place, Value value, IOperation? source)
    {
        switch (place.Target)
        {
            case IFieldReferenceOperation { Field: var field }:
                if (place.Owner is { } tuple && field.ContainingType.IsTupleType)
                {
                    AssignPart((IFieldReferenceOperation)place.Target, tuple, value);
                }
                else if (field.RefKind != RefKind.None)
                {
                    escapes.Escape(value);
                    escapes.ForgetValues();
                }
                else
                {
                    assignments.AssignMember(place.Owner, field, value);
                }

                break;
            case IPropertyReferenceOperation property:
                SetProperty(property, place, value, source);
                break;
            case IArrayElementReferenceOperation:
                if (containers.ContainerOf(place.Owner) is { } container && containers.CanHold(container.Element, value))
                {
                    containers.PutAt(place.Owner!.Single, containers.IndexOf(place.Owner.Single, place.Target), value);
                }
                else
                {
                    escapes.HandOver(place.Owner!);
                    escapes.NoteChanged(place.Owner);
                    escapes.HasStowedOutcome |= value.MayRuleOut;
                    escapes.Stow(value);
                }

                break;
            case IDiscardOperation:
                escapes.HandOver(value);
                break;
            default:
                if (heap.VariableOf(place.Target) is { } variable)
                {
                    assignments.AssignVariable(variable, value);
                }
                else
                {
                    escapes.Escape(value);
                    escapes.ForgetValues();
                }

                if (place.Target is IInstanceReferenceOperation) escapes.ForgetReceiver();
                break;
        }
    }

    // Copies of a tuple share the object: the variable that is changed gets another one.
    private void AssignPart(IFieldReferenceOperation target, Value tuple, Value value)
    {
        if (tuple.Single >= 0 && table[tuple.Single] is { IsSummary: false, Handle: TupleHandle { Count: var count } } && TupleIndex(target.Field) is >= 0 and var changed && changed < count
            && target.Instance is { } instance && heap.VariableOf(instance) is { } variable)
        {
            var parts = new Value[count];
            for (var index = 0; index < count; index++) parts[index] = index == changed ? value : heap.TupleElement(tuple, index) ?? Value.Unknown;
            var made = escapes.Make(target, new TupleHandle(count));
            for (var index = 0; index < count; index++) at.State.Assign(table.SlotOf(table[made.Objects[0]], index), parts[index]);
            assignments.AssignVariable(variable, made);
            return;
        }

        escapes.HandOver(tuple);
        escapes.Escape(value);
    }

    private void SetProperty(IPropertyReferenceOperation reference, Place place, Value value, IOperation? source)
    {
        var property = reference.Property;
        var owner = place.Owner;
        var contract = contracts.Of(property);
        if (contract.Facts != 0 && owner is not null)
        {
            if (!PutBack(owner, contract, value)) aliases.SetFacts(owner, contract.Facts, Decide(value, source), contract.FactsWhile);
            if (at.State.IsDead) return;
            exceptions.Throwing();
            return;
        }

        if (program.IsStable(property))
        {
            assignments.AssignMember(owner, property, value);
            return;
        }

        if (property.IsIndexer && containers.ContainerOf(owner) is { } container && containers.CanHold(container.Element, value))
        {
            containers.PutAt(owner!.Single, containers.IndexOf(owner!.Single, reference), value);
            return;
        }

        if (owner is not null && property.IsIndexer) escapes.HandOver(owner);
        if (property.SetMethod is not { } setter || (property.IsIndexer && program.IsForeign(property.ContainingAssembly)))
        {
            escapes.NoteChanged(owner);
            if (KeepsToItself(property.ContainingType)) escapes.Stow(value);
            else escapes.Escape(value);
            return;
        }

        var count = place.Indices.Length;
        var values = new Value[count + 1];
        var operands = new IOperation?[count + 1];
        place.Indices.CopyTo(values, 0);
        for (var index = 0; index < count; index++) operands[index] = reference.Arguments[index].Value;
        values[count] = value;
        operands[count] = source;
        dispatcher.Call(new(reference, setter, reference.Instance, owner, values, operands, IsVirtual(property)));
    }

    private Tri Decide(Value value, IOperation? source)
    {
        if (source?.ConstantValue is { HasValue: true, Value: bool constant }) return constant ? Tri.True : Tri.False;
        if (value.Boolean != Tri.Unknown || value.Truth is not { IsPassing: false, Kind: not ConditionKind.Held } condition) return value.Boolean;
        return refinement.Decide(condition) switch
        {
            true => Tri.True,
            false => Tri.False,
            null => Tri.Unknown,
        };
    }

    /// <summary>Sets a property to what it showed before: its facts are again what they were. Tells whether it is that.</summary>
    private bool PutBack(Value owner, PropertyContract contract, Value value)
    {
        if (value.Truth is not { Held: { } held } condition || condition.Target != owner.Single || condition.Positive != contract.FactsWhile) return false;
        if (condition.Facts != contract.Facts || table[owner.Single].IsSummary) return false;
        var cell = at.State.CellOf(owner.Single);
        if ((cell.Kinds & ~held.Kinds) != Kinds.None) return false;
        at.State.Set(owner.Single, cell.With(contract.Facts, held));
        return true;
    }
}
