using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>Lambdas that <c>Select</c> runs for each element of a list at once, because <c>ToArray</c> or <c>ToList</c> asks for all of them.</summary>
internal sealed class Projections(TopologyWalker walker)
{
    /// <summary>Whether a lambda runs where it is written, once for each element, and changes no variable around it.</summary>
    public static bool IsRunAtOnce(IAnonymousFunctionOperation lambda)
    {
        IOperation? around = lambda.Parent;
        while (around is IDelegateCreationOperation or IConversionOperation) around = around.Parent;
        if (around is not IArgumentOperation { Parameter.Ordinal: 1, Parent: IInvocationOperation { TargetMethod: { Name: "Select", ContainingType.Name: "Enumerable" } } select }) return false;
        around = select.Parent;
        while (around is IArgumentOperation or IConversionOperation) around = around.Parent;
        if (around is not IInvocationOperation { TargetMethod: { Name: "ToArray" or "ToList", ContainingType.Name: "Enumerable" } } || lambda.Symbol.IsAsync) return false;
        foreach (var operation in lambda.Body.Descendants())
        {
            if (BodyNotes.IsOdd(operation) || operation is IAnonymousFunctionOperation or ILocalFunctionOperation or IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction }) return false;
            if (References.Variable(operation) is { } symbol && References.IsWritten(operation) && !References.IsWithin(symbol, lambda)) return false;
        }

        return true;
    }

    /// <summary>What a call of <c>Select</c> gives; <see langword="null"/> if it is none, or its lambda may run at another time.</summary>
    public TopologyValue? Run(IInvocationOperation call)
    {
        if (call.TargetMethod is not { Name: "Select", ContainingType.Name: "Enumerable" } || call.Arguments.Length != 2 || LambdaIn(call.Arguments[1].Value) is not { } lambda) return null;
        if (!IsRunAtOnce(lambda)) return null;
        var source = walker.Evaluate(call.Arguments[0].Value);
        if (walker.Memory.In(source) is not { IsList: true, Items: { } items } || items.Count > walker.Limits.Rounds || walker.Frame.Depth >= walker.Limits.Depth)
        {
            walker.Escape(source);
            walker.Escape(walker.Evaluate(call.Arguments[1].Value));
            return TopologyValue.Unknown;
        }

        var made = new List<TopologyValue>();
        foreach (var item in items)
        {
            if (walker.IsExhausted) return TopologyValue.Unknown;
            var given = lambda.Symbol.Parameters.Length == 2 ? new[] { item, TopologyValue.Constant(made.Count) } : new[] { item };
            made.Add(walker.Stored(walker.Calls.Run(lambda.Symbol, walker.Frame.Self, given, () => walker.Execute(lambda.Body))));
        }

        return walker.Create(call.TargetMethod.ReturnType, Contents.OfList(made));
    }

    private static IAnonymousFunctionOperation? LambdaIn(IOperation? value)
    {
        while (value is IDelegateCreationOperation or IConversionOperation) value = value.ChildOperations.First();
        return value as IAnonymousFunctionOperation;
    }
}
