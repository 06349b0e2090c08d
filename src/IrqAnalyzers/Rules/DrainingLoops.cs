using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>Loops that take one element after the other out of a collection.</summary>
internal static class DrainingLoops
{
    /// <summary>The loop that goes on until a collection in a member has nothing left, or too little, around a call that takes something out of it.</summary>
    public static ILoopOperation? Around(IInvocationOperation taking, ISymbol collection)
    {
        for (var around = taking.Parent; around is not null and not (IAnonymousFunctionOperation or ILocalFunctionOperation); around = around.Parent)
        {
            if (ConditionOf(around) is { } condition) return Mentions(condition, collection) ? (ILoopOperation)around : null;
            if (around is ILoopOperation) return null;
        }

        return null;
    }

    /// <summary>Whether a loop is seen to stop while the collection still has something: it goes on only as long as there is more than a number.</summary>
    public static bool LeavesSome(ILoopOperation loop)
    {
        if (ConditionOf(loop) is not { } condition || KindTests.Unwrapped(condition) is not IBinaryOperation comparison) return false;
        if (comparison.LeftOperand is not IPropertyReferenceOperation { Property.Name: "Count" }) return false;
        if (comparison.RightOperand.ConstantValue is not { HasValue: true, Value: int bound }) return false;
        return comparison.OperatorKind switch
        {
            BinaryOperatorKind.GreaterThan or BinaryOperatorKind.NotEquals => bound > 0,
            BinaryOperatorKind.GreaterThanOrEqual => bound > 1,
            _ => false,
        };
    }

    private static IOperation? ConditionOf(IOperation loop) => loop switch
    {
        IWhileLoopOperation { ConditionIsUntil: false, Condition: var condition } => condition,
        IForLoopOperation { Condition: var condition } => condition,
        _ => null,
    };

    private static bool Mentions(IOperation condition, ISymbol collection)
    {
        foreach (var operation in condition.DescendantsAndSelf())
        {
            if (operation is IMemberReferenceOperation { Member: var member } && SymbolEqualityComparer.Default.Equals(member, collection)) return true;
        }

        return false;
    }
}
