using IrqAnalyzers.Caching;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>Where values go: variables, members, elements, and what a capture or a reference stands for.</summary>
internal sealed partial class FlowPass
{
    // A target that is evaluated before control flow is captured; what is assigned to the capture goes to the target.
    private readonly Dictionary<CaptureId, IOperation?> capturedTargets = new();
    private readonly Dictionary<ISymbol, IOperation?> references = new(SymbolEqualityComparer.Default);

    private Value Assign(ISimpleAssignmentOperation assignment)
    {
        if (assignment is { IsRef: true, Target: ILocalReferenceOperation { Local: var reference } })
        {
            var referred = IsSteady(assignment.Value) ? assignment.Value : null;
            references[reference] = !references.TryGetValue(reference, out var known) || ReferenceEquals(known, referred) ? referred : null;
            return Evaluate(assignment.Value);
        }

        var place = PlaceOf(assignment.Target);
        var value = Owned(Evaluate(assignment.Value), assignment.Value, assignment);
        Store(place, value, assignment.Value);
        return value;
    }

    private Value CaptureValue(IFlowCaptureOperation capture)
    {
        capturedTargets[capture.Id] = !capturedTargets.TryGetValue(capture.Id, out var known) || ReferenceEquals(known, capture.Value) ? capture.Value : null;
        state.Assign(table.VariableOf(capture.Id), Owned(Evaluate(capture.Value), capture.Value, capture));
        return Value.Unknown;
    }

    private IOperation Resolve(IOperation target)
    {
        switch (target)
        {
            case IFlowCaptureReferenceOperation capture when capturedTargets.TryGetValue(capture.Id, out var captured) && captured is not null:
                return Resolve(captured);
            case ILocalReferenceOperation { Local: { IsRef: true } local } when references.TryGetValue(local, out var referred) && referred is not null:
                return referred;
            case IDeclarationExpressionOperation declaration:
                return Resolve(declaration.Expression);
            default:
                return target;
        }
    }

    /// <summary>The variable that a capture stands for, if it is one of a variable.</summary>
    private IOperation Referred(IOperation operation)
    {
        var target = Resolve(operation);
        return target is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IArrayElementReferenceOperation ? target : operation;
    }

    // Whether a reference to it means the same wherever it is used.
    private static bool IsSteady(IOperation target) => target switch
    {
        ILocalReferenceOperation { Local.IsRef: false } or IParameterReferenceOperation => true,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } => true,
        IArrayElementReferenceOperation { ArrayReference: ILocalReferenceOperation { Local.IsRef: false } } => true,
        _ => false,
    };

    private Place PlaceOf(IOperation target)
    {
        target = Resolve(target);
        switch (target)
        {
            case IFieldReferenceOperation member:
                return new(target, member.Instance is null ? null : Evaluate(member.Instance), Array.Empty<Value>());
            case IPropertyReferenceOperation property:
                var owner = property.Instance is null ? null : Evaluate(property.Instance);
                return new(target, owner, EvaluateEach(property.Arguments));
            case IArrayElementReferenceOperation element:
                var array = Evaluate(element.ArrayReference);
                foreach (var index in element.Indices) Evaluate(index);
                return new(target, array, Array.Empty<Value>());
            default:
                if (VariableOf(target) is null && target is not IDiscardOperation) Evaluate(target);
                return new(target, null, Array.Empty<Value>());
        }
    }

    private Value[] EvaluateEach(System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments)
    {
        if (arguments.IsEmpty) return Array.Empty<Value>();
        var values = new Value[arguments.Length];
        for (var index = 0; index < values.Length; index++) values[index] = Evaluate(arguments[index].Value);
        return values;
    }

    private Value Read(Place place) => place.Target switch
    {
        IFieldReferenceOperation member => ReadField(member, place.Owner),
        IPropertyReferenceOperation property => ReadProperty(property, place.Owner, place.Indices),
        IArrayElementReferenceOperation element => ReadElement(element, place.Owner!),
        _ => Evaluate(place.Target),
    };

    private void Store(Place place, Value value, IOperation? source)
    {
        switch (place.Target)
        {
            case IFieldReferenceOperation { Field: var field }:
                if (place.Owner is { } tuple && field.ContainingType.IsTupleType)
                {
                    // Copies share the object: nothing that is assigned to one of them is known of the others.
                    HandOver(tuple);
                    Escape(value);
                }
                else if (field.RefKind != RefKind.None)
                {
                    Escape(value);
                    ForgetValues();
                }
                else
                {
                    AssignMember(place.Owner, field, value);
                }

                break;
            case IPropertyReferenceOperation property:
                SetProperty(property, place, value, source);
                break;
            case IArrayElementReferenceOperation:
                if (ContainerOf(place.Owner) is { } container && CanHold(container.Element, value))
                {
                    PutAt(place.Owner!.Single, IndexOf(place.Owner.Single, place.Target), value);
                }
                else
                {
                    HandOver(place.Owner!);
                    NoteChanged(place.Owner);
                    Stow(value);
                }

                break;
            case IDiscardOperation:
                HandOver(value);
                break;
            default:
                if (VariableOf(place.Target) is { } variable)
                {
                    AssignVariable(variable, value);
                }
                else
                {
                    Escape(value);
                    ForgetValues();
                }

                if (place.Target is IInstanceReferenceOperation) ForgetReceiver();
                break;
        }
    }

    private void AssignVariable(Variable variable, Value value)
    {
        var isCaptured = variable.Symbol is { } symbol && IsCaptured(symbol);
        if (variable.Symbol is { } assigned && IsLoose(assigned)) value = Value.Unknown;
        if (isCaptured) HandOver(value);
        state.Assign(variable, isCaptured ? value.ToKeep() : value);
        if (isCaptured) builder.AddAssigned(variable);
    }

    private Variable? VariableOf(IOperation target) => target switch
    {
        ILocalReferenceOperation { Local.IsRef: false } local => table.VariableOf(local.Local),
        IParameterReferenceOperation parameter => table.VariableOf(parameter.Parameter),
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
        builder.AddAssigned(variable);
    }

    private void SetProperty(IPropertyReferenceOperation reference, Place place, Value value, IOperation? source)
    {
        var property = reference.Property;
        var owner = place.Owner;
        var contract = contracts.Of(property);
        if (contract.Facts != 0 && owner is not null)
        {
            if (!PutBack(owner, contract, value)) SetFacts(owner, contract.Facts, Decide(value, source), contract.FactsWhile);
            if (state.IsDead) return;
            Throwing();
            return;
        }

        if (program.IsStable(property))
        {
            AssignMember(owner, property, value);
            return;
        }

        if (property.IsIndexer && ContainerOf(owner) is { } container && CanHold(container.Element, value))
        {
            PutAt(owner!.Single, IndexOf(owner!.Single, reference), value);
            return;
        }

        if (owner is not null && property.IsIndexer) HandOver(owner);
        if (property.SetMethod is not { } setter || (property.IsIndexer && program.IsForeign(property.ContainingAssembly)))
        {
            NoteChanged(owner);
            if (KeepsToItself(property.ContainingType)) Stow(value);
            else Escape(value);
            return;
        }

        var count = place.Indices.Length;
        var values = new Value[count + 1];
        var operands = new IOperation?[count + 1];
        place.Indices.CopyTo(values, 0);
        for (var index = 0; index < count; index++) operands[index] = reference.Arguments[index].Value;
        values[count] = value;
        operands[count] = source;
        Call(reference, setter, reference.Instance, owner, values, operands, IsVirtual(property));
    }

    private static bool IsVirtual(IPropertySymbol property) => property.IsVirtual || property.IsAbstract || property.IsOverride;

    private Tri Decide(Value value, IOperation? source)
    {
        if (source?.ConstantValue is { HasValue: true, Value: bool constant }) return constant ? Tri.True : Tri.False;
        if (value.Boolean != Tri.Unknown || value.Truth is not { IsPassing: false, Kind: not ConditionKind.Held } condition) return value.Boolean;
        return Decide(condition) switch
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
        var cell = state.CellOf(owner.Single);
        if ((cell.Kinds & ~held.Kinds) != Kinds.None) return false;
        state.Set(owner.Single, cell.With(contract.Facts, held));
        return true;
    }

    /// <summary>A target whose owner and indices have been evaluated.</summary>
    private readonly struct Place
    {
        public Place(IOperation target, Value? owner, Value[] indices)
        {
            Target = target;
            Owner = owner;
            Indices = indices;
        }

        public IOperation Target { get; }

        public Value? Owner { get; }

        public Value[] Indices { get; }
    }
}
