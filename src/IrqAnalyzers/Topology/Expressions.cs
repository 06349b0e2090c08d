using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>Evaluates expressions.</summary>
internal sealed class Expressions
{
    private readonly TopologyWalker walker;
    private readonly Patterns patterns;
    private readonly Stack<TopologyValue> conditionalReceivers = new();

    public Expressions(TopologyWalker walker)
    {
        this.walker = walker;
        patterns = new(walker);
    }

    public TopologyValue Evaluate(IOperation? expression)
    {
        if (expression is null) return TopologyValue.Unknown;

        // In an anonymous object an assignment of a constant is one too.
        if (expression is not IAssignmentOperation && expression.ConstantValue is { HasValue: true } constant) return TopologyValue.Constant(constant.Value);
        switch (expression)
        {
            case ILocalReferenceOperation local:
                return walker.Memory.Get(local.Local);
            case IParameterReferenceOperation parameter:
                return walker.Calls.Members.Read(parameter);
            case IFieldReferenceOperation field:
                return walker.Calls.Members.Read(field);
            case IPropertyReferenceOperation property:
                return walker.Calls.Members.Read(property);
            case IArrayElementReferenceOperation { Indices.Length: 1 } element:
                return walker.Calls.Collections.Read(walker.Evaluate(element.ArrayReference), walker.Evaluate(element.Indices[0]));
            case IInstanceReferenceOperation instance:
                return instance.ReferenceKind == InstanceReferenceKind.ImplicitReceiver ? walker.Calls.Objects.Receiver : walker.Frame.Self;
            case IInvocationOperation call:
                return walker.Calls.Call(call);
            case IObjectCreationOperation creation:
                return walker.Calls.Objects.Create(creation);
            case IAnonymousObjectCreationOperation creation:
                return walker.Calls.Objects.Create(creation);
            case IWithOperation copied:
                return walker.Calls.Objects.Copy(copied);
            case IAnonymousFunctionOperation lambda:
                walker.Nest(lambda);
                HandOver(lambda);
                return TopologyValue.Unknown;
            case IArgumentOperation argument:
                return walker.Evaluate(argument.Value);
            default:
                return Change(expression) ?? Combine(expression);
        }
    }

    private TopologyValue? Change(IOperation expression) => expression switch
    {
        ISimpleAssignmentOperation assignment => walker.Assignments.Assign(assignment),
        ICompoundAssignmentOperation assignment => walker.Assignments.Compound(assignment),
        ICoalesceAssignmentOperation assignment => walker.Assignments.Coalesce(assignment),
        IDeconstructionAssignmentOperation assignment => walker.Assignments.Deconstruct(assignment),
        IIncrementOrDecrementOperation change => walker.Assignments.Increment(change),
        _ => null,
    };

    private TopologyValue Combine(IOperation expression)
    {
        switch (expression)
        {
            case IDefaultValueOperation { Type: { } type }:
                return Defaults.Of(type);
            case IConversionOperation { OperatorMethod: null } conversion:
                return ConstantMath.Convert(walker.Evaluate(conversion.Operand), conversion.Type, conversion.IsChecked);
            case IParenthesizedOperation parenthesized:
                return walker.Evaluate(parenthesized.Operand);
            case IConditionalAccessOperation access:
                return Access(access);
            case IConditionalAccessInstanceOperation:
                return conditionalReceivers.Count > 0 ? conditionalReceivers.Peek() : TopologyValue.Unknown;
            case IConditionalOperation conditional:
                return Either(conditional);
            case ICoalesceOperation coalesce:
                return Coalesce(coalesce);
            case IBinaryOperation { OperatorMethod: null } binary:
                return Calculate(binary);
            case IUnaryOperation { OperatorMethod: null } unary:
                return ConstantMath.Unary(unary.OperatorKind, walker.Evaluate(unary.Operand), unary.Type);
            case IInterpolatedStringOperation interpolated:
                return ConstantText.Read(interpolated, Read);
            case IIsPatternOperation test:
                return patterns.Evaluate(test);
            case ISwitchExpressionOperation @switch:
                return patterns.Evaluate(@switch);
            default:
                return walker.Calls.Collections.Create(expression) ?? Other(expression);
        }
    }

    private TopologyValue Read(IOperation expression)
    {
        var value = walker.Evaluate(expression);

        // The text of a machine or of a part of it lets nobody describe it.
        if (value.Content is not (MachineModel or Part)) walker.Escape(value);
        return value;
    }

    private TopologyValue Other(IOperation expression)
    {
        foreach (var child in expression.ChildOperations)
        {
            if (References.Variable(child) is { } symbol && References.IsWritten(child)) walker.Forget(symbol);
            else walker.Escape(walker.Evaluate(child));
        }

        if (expression is IMethodReferenceOperation) walker.Escape(walker.Frame.Self);
        return TopologyValue.Unknown;
    }

    // A lambda may run at any time; what it captures is known to be captured from the start, but for the object around it.
    private void HandOver(IAnonymousFunctionOperation lambda)
    {
        foreach (var operation in lambda.Descendants())
        {
            if (operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
                or IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } })
                walker.Escape(walker.Frame.Self);
            if (References.Variable(operation) is { } symbol && !References.IsWithin(symbol, lambda)) walker.Escape(walker.Memory.Get(symbol));
        }
    }

    private TopologyValue Calculate(IBinaryOperation binary)
    {
        var left = walker.Evaluate(binary.LeftOperand);
        if (binary.OperatorKind is not (BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr))
        {
            var right = walker.Evaluate(binary.RightOperand);
            return ConstantMath.Binary(binary.OperatorKind, left, right, binary.Type);
        }

        var decisive = binary.OperatorKind == BinaryOperatorKind.ConditionalOr;
        if (left is { IsConstant: true, Content: bool known }) return known == decisive ? left : walker.Evaluate(binary.RightOperand);
        walker.Escape(left);
        var last = TopologyValue.Unknown;
        walker.Perhaps(() => walker.Escape(last = walker.Evaluate(binary.RightOperand)));
        return last is { IsConstant: true, Content: bool decided } && decided == decisive ? last : TopologyValue.Unknown;
    }

    private TopologyValue Access(IConditionalAccessOperation access)
    {
        var receiver = walker.Evaluate(access.Operation);
        if (receiver.IsNull) return receiver;
        conditionalReceivers.Push(receiver);
        var result = TopologyValue.Unknown;
        if (receiver.IsKnown) result = walker.Evaluate(access.WhenNotNull);
        else walker.Perhaps(() => walker.Escape(walker.Evaluate(access.WhenNotNull)));
        conditionalReceivers.Pop();
        return result;
    }

    private TopologyValue Coalesce(ICoalesceOperation coalesce)
    {
        var value = walker.Evaluate(coalesce.Value);
        if (value.IsNull) return walker.Evaluate(coalesce.WhenNull);
        if (value.IsKnown) return value;
        walker.Perhaps(() => walker.Escape(walker.Evaluate(coalesce.WhenNull)));
        return TopologyValue.Unknown;
    }

    private TopologyValue Either(IConditionalOperation conditional)
    {
        var known = walker.Evaluate(conditional.Condition);
        if (known is { IsConstant: true, Content: bool value }) return walker.Evaluate(value ? conditional.WhenTrue : conditional.WhenFalse);
        walker.Escape(known);
        return walker.Join(new() { () => walker.Evaluate(conditional.WhenTrue), () => walker.Evaluate(conditional.WhenFalse) });
    }
}
