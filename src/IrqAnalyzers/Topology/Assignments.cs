using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>Gives variables, members and elements new values.</summary>
internal sealed class Assignments
{
    private readonly TopologyWalker walker;

    public Assignments(TopologyWalker walker) => this.walker = walker;

    public TopologyValue Assign(ISimpleAssignmentOperation assignment)
    {
        var place = Resolve(assignment.Target);
        var value = walker.Evaluate(assignment.Value);
        if (assignment.IsRef) walker.Escape(value);
        else Store(place, value);
        return value;
    }

    public TopologyValue Compound(ICompoundAssignmentOperation assignment)
    {
        var place = Resolve(assignment.Target);
        var before = Load(place);
        var operand = walker.Evaluate(assignment.Value);
        var value = TopologyValue.Unknown;
        if (assignment.OperatorMethod is null) value = ConstantMath.Binary(assignment.OperatorKind, before, operand, Widened(assignment));
        walker.Escape(operand);
        return Store(place, ConstantMath.Convert(value, assignment.Type, assignment.IsChecked));
    }

    public TopologyValue Increment(IIncrementOrDecrementOperation change)
    {
        var place = Resolve(change.Target);
        var before = Load(place);
        var kind = change.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        var after = change.OperatorMethod is null ? ConstantMath.Binary(kind, before, TopologyValue.Constant(1), change.Type) : TopologyValue.Unknown;
        Store(place, after);
        return change.IsPostfix ? before : after;
    }

    public TopologyValue Coalesce(ICoalesceAssignmentOperation assignment)
    {
        var place = Resolve(assignment.Target);
        var before = Load(place);
        if (before.IsNull) return Store(place, walker.Evaluate(assignment.Value));
        if (before.IsKnown) return before;
        walker.Perhaps(() => walker.Escape(walker.Evaluate(assignment.Value)));
        return Store(place, TopologyValue.Unknown);
    }

    public TopologyValue Deconstruct(IDeconstructionAssignmentOperation assignment)
    {
        var value = walker.Evaluate(assignment.Value);
        Bind(assignment.Target, value);
        return value;
    }

    /// <summary>Gives a target of any form a value: a variable, what a loop declares, or several at once.</summary>
    public void Bind(IOperation target, TopologyValue value)
    {
        switch (target)
        {
            case IVariableDeclaratorOperation declarator:
                walker.Declare(declarator.Symbol, value);
                break;
            case IDeclarationExpressionOperation declaration:
                Bind(declaration.Expression, value);
                break;
            case ITupleOperation tuple:
                var parts = PartsOf(value, tuple.Elements.Length);
                if (parts is null) walker.Escape(value);
                for (var index = 0; index < tuple.Elements.Length; index++) Bind(tuple.Elements[index], parts is null ? TopologyValue.Unknown : parts[index]);
                break;
            case ILocalReferenceOperation { IsDeclaration: true } local:
                walker.Declare(local.Local, value);
                break;
            default:
                Store(Resolve(target), value);
                break;
        }
    }

    // Tuples, and records whose head names their parts.
    private IReadOnlyList<TopologyValue>? PartsOf(TopologyValue value, int count)
    {
        if (value.Content is TupleValue tuple) return tuple.Elements.Count == count ? tuple.Elements : null;
        if (value.Content is not HeapObject { Type: INamedTypeSymbol { IsRecord: true } type } || walker.Memory.In(value) is null) return null;
        foreach (var method in type.GetMembers("Deconstruct"))
        {
            if (method is not IMethodSymbol { IsImplicitlyDeclared: true, Parameters: var parameters } || parameters.Length != count) continue;
            var parts = new List<TopologyValue>();
            foreach (var parameter in parameters)
            {
                if (type.GetMembers(parameter.Name).FirstOrDefault() is not IPropertySymbol property) return null;
                parts.Add(walker.Calls.Members.Read(property, value));
            }

            return parts;
        }

        return null;
    }

    // The language calculates in 'int' and converts back.
    private static ITypeSymbol? Widened(ICompoundAssignmentOperation assignment) =>
        assignment.Type?.SpecialType == SpecialType.System_String ? assignment.Type : assignment.Value.Type;

    private Place Resolve(IOperation target)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                return new(local.Local);
            case IParameterReferenceOperation { Parameter: { OriginalDefinition: var parameter } }:
                return Members.IsOfHead(parameter) ? new(parameter, walker.Frame.Self) : new(parameter);
            case IFieldReferenceOperation { Field.IsStatic: false } field:
                return new(field.Field.OriginalDefinition, walker.Evaluate(field.Instance));
            case IPropertyReferenceOperation property:
                var instance = walker.Evaluate(property.Instance);
                var index = TopologyValue.Unknown;
                foreach (var argument in property.Arguments) index = walker.Evaluate(argument);
                return new(property.Property, instance, index, property.Arguments.Length);
            case IArrayElementReferenceOperation element:
                var array = walker.Evaluate(element.ArrayReference);
                var at = TopologyValue.Unknown;
                foreach (var number in element.Indices) at = walker.Evaluate(number);
                return new(null, array, at, element.Indices.Length);
            case IDiscardOperation:
                return new(isDiscarded: true);
            case IDeclarationExpressionOperation declaration:
                return Resolve(declaration.Expression);
            default:
                foreach (var child in target.ChildOperations)
                {
                    if (References.Variable(child) is { } symbol) walker.Forget(symbol);
                    else walker.Escape(walker.Evaluate(child));
                }

                return default;
        }
    }

    private TopologyValue Load(Place place)
    {
        if (place.Variable is { } variable) return walker.Memory.Get(variable);
        if (place.Indices > 0) return place.Indices == 1 ? walker.Calls.Collections.Read(place.Instance, place.Index) : TopologyValue.Unknown;
        return place.Member switch
        {
            IPropertySymbol property => walker.Calls.Members.Read(property, place.Instance),
            { } member => walker.Memory.In(place.Instance) is { } contents ? contents[member] : TopologyValue.Unknown,
            null => TopologyValue.Unknown,
        };
    }

    private TopologyValue Store(Place place, TopologyValue value)
    {
        if (place.IsDiscarded) return value;
        if (place.Variable is { } variable) walker.Set(variable, value);
        else if (place.Indices > 0) StoreElement(place, value);
        else if (place.Member is IPropertySymbol property) walker.Calls.Members.Write(property, place.Instance, value);
        else if (place.Member is { } member) walker.Calls.Members.Put(member, place.Instance, value);
        else walker.Escape(value);
        return value;
    }

    private void StoreElement(Place place, TopologyValue value)
    {
        if (place.Indices == 1 && walker.Calls.Collections.Write(place.Instance, place.Index, walker.Stored(value))) return;
        walker.Escape(place.Instance);
        walker.Escape(place.Index);
        walker.Escape(value);
    }

    private readonly struct Place
    {
        public Place(ISymbol variable)
            : this() => Variable = variable;

        public Place(bool isDiscarded)
            : this() => IsDiscarded = isDiscarded;

        public Place(ISymbol? member, TopologyValue instance, TopologyValue index = default, int indices = 0)
            : this() => (Member, Instance, Index, Indices) = (member, instance, index, indices);

        public ISymbol? Variable { get; }

        public ISymbol? Member { get; }

        public TopologyValue Instance { get; }

        public TopologyValue Index { get; }

        public int Indices { get; }

        public bool IsDiscarded { get; }
    }
}
