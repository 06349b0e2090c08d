using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.OperationFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Look-ups of an object in a collection that is not followed. What is found is the object itself, or nothing; which it is tells what was done to the
/// object before, and nobody here knows what.
/// </summary>
internal sealed class LookUps(BodyContext context, Heap heap)
{
    /// <summary>What a query for the element that is some object gives; <see langword="null"/> if it is none.</summary>
    public Value? Find(IInvocationOperation query, Value[] arguments)
    {
        var method = query.TargetMethod;
        if (!context.Program.IsForeign(method.ContainingAssembly) || arguments.Length == 0) return null;
        if (method.Name is not ("First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Last" or "LastOrDefault" or "Find" or "Any" or "Exists")) return null;
        if (arguments[arguments.Length - 1] is not { Single: >= 0 and var id } || context.Table[id].Handle is not Callable { Lambda: { } lambda } || Sought(lambda) is not { } sought) return null;
        var value = heap.ReadVariable(sought, Variable.TypeOf(sought)!);
        if (value.Single is not (>= 0 and var single) || context.Table[single].IsSummary) return null;
        var isThere = Condition.OfLookUp(single, isOneWay: true);
        if (method.Name is "Any" or "Exists") return Value.OfTruth(isThere, isFree: false);
        return method.Name is "First" or "Single" or "Last" ? value.WithNull(Tri.False) : new Value(value.Objects, mayBeOther: false, nullness: isThere.Negate());
    }

    // The variable that the parameter of a lambda is compared with, if the lambda does nothing else.
    private static ISymbol? Sought(Body lambda)
    {
        if (lambda.Method is not { Parameters.Length: 1 } method) return null;
        IOperation? returned = null;
        foreach (var block in lambda.Graph.Blocks)
        {
            if (!block.Operations.IsEmpty || block.ConditionalSuccessor is not null) return null;
            returned ??= block.BranchValue;
        }

        var (left, right) = Unconverted(returned) switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } binary => (binary.LeftOperand, binary.RightOperand),
            IInvocationOperation { TargetMethod.Name: nameof(ReferenceEquals) or nameof(Equals), Arguments: { Length: 2 } both } => (both[0].Value, both[1].Value),
            IInvocationOperation { TargetMethod.Name: nameof(Equals), Instance: { } instance, Arguments: { Length: 1 } one } => (instance, one[0].Value),
            _ => ((IOperation?)null, (IOperation?)null),
        };
        var (first, second) = (SymbolOf(left), SymbolOf(right));
        if (first is null || second is null) return null;
        var isFirst = SymbolEqualityComparer.Default.Equals(first, method.Parameters[0]);
        return isFirst == SymbolEqualityComparer.Default.Equals(second, method.Parameters[0]) ? null : isFirst ? second : first;
    }

    private static ISymbol? SymbolOf(IOperation? operand) => Unconverted(operand) switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };
}
