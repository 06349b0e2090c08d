using IrqAnalyzers.Domains;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <content>Expressions.</content>
internal sealed partial class TopologyWalker
{
    private readonly Stack<TopologyValue> implicitReceivers = new();
    private readonly Stack<TopologyValue> conditionalReceivers = new();

    private TopologyValue Evaluate(IOperation? expression)
    {
        if (expression is null) return TopologyValue.Unknown;
        if (expression.ConstantValue is { HasValue: true, Value: var constant }) return TopologyValue.Constant(constant);
        switch (expression)
        {
            case ILocalReferenceOperation local:
                return Get(local.Local);
            case IParameterReferenceOperation parameter:
                return Get(parameter.Parameter);
            case IDefaultValueOperation { Type: { IsReferenceType: true } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } }:
                return TopologyValue.Constant(null);
            case IConversionOperation { OperatorMethod: null } conversion:
                return Evaluate(conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IInvocationOperation call:
                return Call(call);
            case IObjectCreationOperation creation:
                return Create(creation);
            case IPropertyReferenceOperation property:
                return Read(property);
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment);
            case IConditionalAccessOperation access:
                return Access(access);
            case IConditionalAccessInstanceOperation:
                return conditionalReceivers.Count > 0 ? conditionalReceivers.Peek() : TopologyValue.Unknown;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }:
                return implicitReceivers.Count > 0 ? implicitReceivers.Peek() : TopologyValue.Unknown;
            case IConditionalOperation conditional:
                return Either(() => Evaluate(conditional.WhenTrue), () => Evaluate(conditional.WhenFalse), conditional.Condition);
            case ICoalesceOperation coalesce:
                return Coalesce(coalesce);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary:
                Escape(Evaluate(binary.LeftOperand));
                Perhaps(() => Escape(Evaluate(binary.RightOperand)));
                return TopologyValue.Unknown;
            case ISwitchExpressionOperation @switch:
                return Switch(@switch);
            case IAnonymousFunctionOperation lambda:
                nested.Add(lambda);
                return TopologyValue.Unknown;
            case IArgumentOperation argument:
                return Evaluate(argument.Value);
            default:
                return Other(expression);
        }
    }

    private TopologyValue Other(IOperation expression)
    {
        foreach (var child in expression.ChildOperations)
        {
            if (Variable(child) is { } symbol && IsWritten(child)) Forget(symbol);
            else Escape(Evaluate(child));
        }

        return TopologyValue.Unknown;
    }

    private TopologyValue Read(IPropertyReferenceOperation reference)
    {
        var instance = Evaluate(reference.Instance);
        var index = TopologyValue.Unknown;
        foreach (var argument in reference.Arguments)
        {
            index = Evaluate(argument);
            Escape(index);
        }

        if (!instance.IsKnown) return TopologyValue.Unknown;
        switch (types.TraitOf(reference.Property), instance.Content)
        {
            case (TopologyTrait.SecondaryBus, FunctionPart { Secondary: { } secondary }):
                return TopologyValue.Of(secondary);
            case (TopologyTrait.Bus, FunctionPart function):
                return TopologyValue.Of(function.Bus);
            case (TopologyTrait.Machine, Part part):
                return TopologyValue.Of(part.Machine);
            case (TopologyTrait.FunctionAt, MachineModel machine) when index.Content is AddressValue address && FunctionAt(machine, address) is { } found:
                return TopologyValue.Of(found);
        }

        // Numbers and texts lead nowhere; lists of parts and the like do.
        if (reference.Type is { IsReferenceType: true, SpecialType: not SpecialType.System_String }) Escape(instance);
        return TopologyValue.Unknown;
    }

    private TopologyValue Assign(ISimpleAssignmentOperation assignment)
    {
        var property = assignment.Target as IPropertyReferenceOperation;
        var instance = Evaluate(property?.Instance);
        if (property is not null)
        {
            foreach (var argument in property.Arguments) Escape(Evaluate(argument));
        }

        var value = Evaluate(assignment.Value);
        if (Variable(assignment.Target) is { } symbol && !assignment.IsRef)
        {
            Set(symbol, value);
            return value;
        }

        Escape(value);
        if (property is not null) State(instance, types.TraitOf(property.Property), value);
        else Other(assignment.Target);
        return value;
    }

    private void State(TopologyValue instance, TopologyTrait trait, TopologyValue value)
    {
        switch (trait)
        {
            case TopologyTrait.RemapsInterrupts when instance.Machine is { } machine && !(value is { IsConstant: true, Content: true } && machine.Remaps == Tri.True):
                machine.Remaps = value is { IsConstant: true, Content: false } && Guard.Always(guard, machine.Guard) ? Tri.False : Tri.Unknown;
                break;
            case TopologyTrait.OtherVfLayout when instance.Content is SriovValue sriov:
                sriov.HasOtherLayout = true;
                break;
        }
    }

    private TopologyValue Access(IConditionalAccessOperation access)
    {
        var receiver = Evaluate(access.Operation);
        conditionalReceivers.Push(receiver);
        var result = TopologyValue.Unknown;
        if (receiver is { IsConstant: false, Content: not null })
        {
            result = Evaluate(access.WhenNotNull);
        }
        else
        {
            Perhaps(() => Escape(Evaluate(access.WhenNotNull)));
        }

        conditionalReceivers.Pop();
        return result;
    }

    private TopologyValue Coalesce(ICoalesceOperation coalesce)
    {
        var value = Evaluate(coalesce.Value);
        if (value.IsNull) return Evaluate(coalesce.WhenNull);
        if (value is { IsConstant: false, Content: not null }) return value;
        Perhaps(() => Escape(Evaluate(coalesce.WhenNull)));
        return TopologyValue.Unknown;
    }

    private TopologyValue Either(Func<TopologyValue> whenTrue, Func<TopologyValue> whenFalse, IOperation condition)
    {
        var known = Evaluate(condition);
        if (known is { IsConstant: true, Content: bool value }) return value ? whenTrue() : whenFalse();
        Escape(known);
        return Join(new() { whenTrue, whenFalse });
    }

    private TopologyValue Switch(ISwitchExpressionOperation @switch)
    {
        Escape(Evaluate(@switch.Value));
        var arms = new List<Func<TopologyValue>>();
        foreach (var arm in @switch.Arms)
        {
            arms.Add(() =>
            {
                Escape(Evaluate(arm.Guard));
                return Evaluate(arm.Value);
            });
        }

        return arms.Count == 0 ? TopologyValue.Unknown : Join(arms);
    }

    private TopologyValue Join(List<Func<TopologyValue>> expressions)
    {
        TopologyValue? joined = null;
        var ways = new List<Func<Way>>();
        foreach (var expression in expressions)
        {
            ways.Add(() =>
            {
                var value = expression();
                if (joined is { } before && !before.Equals(value))
                {
                    Escape(before);
                    Escape(value);
                    value = TopologyValue.Unknown;
                }

                joined = value;
                return Way.Falls;
            });
        }

        Fork(ways);
        return joined ?? TopologyValue.Unknown;
    }

    private void Perhaps(Action part) => Fork(new()
    {
        () =>
        {
            part();
            return Way.Falls;
        },
        static () => Way.Falls,
    });
}
