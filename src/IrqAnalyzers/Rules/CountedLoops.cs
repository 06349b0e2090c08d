using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>Loops that count over the places of a collection.</summary>
internal static class CountedLoops
{
    /// <summary>The loop that counts with the local that an index is; <see langword="null"/> if none does.</summary>
    public static IForLoopOperation? Around(IOperation index)
    {
        if (KindTests.Unwrapped(index) is not ILocalReferenceOperation { Local: var local }) return null;
        for (var around = index.Parent; around is not null; around = around.Parent)
        {
            if (around is IForLoopOperation loop && loop.Locals.Contains(local)) return loop;
        }

        return null;
    }

    /// <summary>The collection whose places a loop counts over; <see langword="null"/> if none is seen.</summary>
    public static IOperation? CollectionOf(IForLoopOperation loop)
    {
        foreach (var operation in loop.Body.Descendants())
        {
            if (ElementOf(operation, loop) is { } collection) return collection;
        }

        return null;
    }

    /// <summary>The collection of which an expression is the element that a loop has come to; <see langword="null"/> if it is none.</summary>
    public static IOperation? ElementOf(IOperation expression, IForLoopOperation loop)
    {
        var (collection, index) = ElementAccess.Of(expression);
        return index is not null && Around(index) == loop ? collection : null;
    }

    /// <summary>Whether a loop is seen to leave out a place at an end, because it starts or ends one too early or too late.</summary>
    public static bool IsShort(IForLoopOperation loop)
    {
        if (loop is not { AtLoopBottom: { Length: 1 } steps, Condition: IBinaryOperation { OperatorKind: var comparison, RightOperand: var bound } })
            return false;
        if (steps[0] is not IExpressionStatementOperation { Operation: { } step }) return false;
        var start = StartOf(loop);
        return step.Kind switch
        {
            OperationKind.Increment => start is { ConstantValue: { HasValue: true, Value: > 0 } } || comparison switch
            {
                BinaryOperatorKind.LessThan => LessOf(bound) > 0,
                BinaryOperatorKind.LessThanOrEqual => LessOf(bound) > 1,
                _ => false,
            },
            OperationKind.Decrement => LessOf(start) > 1 || comparison switch
            {
                BinaryOperatorKind.GreaterThan => bound.ConstantValue is { HasValue: true, Value: >= 0 },
                BinaryOperatorKind.GreaterThanOrEqual => bound.ConstantValue is { HasValue: true, Value: >= 1 },
                _ => false,
            },
            _ => false,
        };
    }

    private static IOperation? StartOf(IForLoopOperation loop)
    {
        foreach (var before in loop.Before)
        {
            foreach (var operation in before.Descendants())
            {
                if (operation is IVariableDeclaratorOperation { Symbol: var local } counter && loop.Locals.Contains(local))
                    return KindTests.Unwrapped(counter.GetVariableInitializer()?.Value ?? counter);
            }
        }

        return null;
    }

    // What is taken off the number of places.
    private static int LessOf(IOperation? number) =>
        number is not null && KindTests.Unwrapped(number) is IBinaryOperation
        {
            OperatorKind: BinaryOperatorKind.Subtract, LeftOperand: IPropertyReferenceOperation { Property.Name: "Count" or "Length" },
            RightOperand.ConstantValue: { HasValue: true, Value: int less },
        }
            ? less : 0;
}
