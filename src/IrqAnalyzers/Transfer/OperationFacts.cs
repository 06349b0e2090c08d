using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.TypeFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>Questions about operations and blocks that need nothing else.</summary>
internal static class OperationFacts
{
    public static bool IsFirstOfTry(BasicBlock candidate)
    {
        for (var region = candidate.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region.FirstBlockOrdinal != candidate.Ordinal) return false;
            if (region.Kind == ControlFlowRegionKind.Try) return true;
        }

        return false;
    }

    /// <summary>Whether a loop enumerates the result of a call, from the first element to the last.</summary>
    public static bool IsEnumeratedAtOnce(IOperation site)
    {
        var used = site.Parent;
        while (used is IConversionOperation or IParenthesizedOperation) used = used.Parent;
        return used is IInvocationOperation { TargetMethod.Name: "GetEnumerator" };
    }

    /// <summary>Whether the compiler makes an array for the arguments of <c>params</c>, which are handed on at once. One in braces is implicit too.</summary>
    public static bool IsOfParams(IOperation array) => array is { IsImplicit: true, Syntax: not InitializerExpressionSyntax };

    public static bool IsUnused(IOperation site) => site.Parent is IAwaitOperation { Parent: IExpressionStatementOperation } or IExpressionStatementOperation;

    public static Value? SubjectOf(int subject, Value? receiver, Value[] arguments) =>
        subject < 0 ? receiver : subject < arguments.Length ? arguments[subject] : null;

    public static bool IsWritten(IOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => ReferenceEquals(assignment.Target, reference),
        IArgumentOperation { Parameter: { RefKind: not RefKind.None } } or IIncrementOrDecrementOperation or ITupleOperation => true,
        _ => false,
    };

    public static IOperation? Unconverted(IOperation? operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null, Conversion.IsImplicit: true } conversion) operation = conversion.Operand;
        return operation;
    }

    // Code of the framework may run what it is given. If it is given plain values only, it runs no code of the model.
    public static bool RunsNoOwnCode(IMethodSymbol method, IOperation? instance, IOperation?[] operands)
    {
        if (MakesException(method)) return true;
        if (!method.IsStatic && (instance?.Type ?? method.ContainingType) is { } type && !PlainComputation.IsPlain(type)) return false;
        foreach (var operand in operands)
        {
            if (!PlainComputation.IsPlain(operand?.Type)) return false;
        }

        return true;
    }

    // Nothing comes before that which may throw.
    public static bool StartsWithAwait(BasicBlock candidate)
    {
        var first = candidate.Operations.IsEmpty ? candidate.BranchValue : candidate.Operations[0];
        if (first is IExpressionStatementOperation statement) first = statement.Operation;
        if (first is ISimpleAssignmentOperation { Target: ILocalReferenceOperation } assignment) first = assignment.Value;
        return first is IAwaitOperation { Operation: ILocalReferenceOperation or IParameterReferenceOperation };
    }

    public static bool Returns(BasicBlock candidate) =>
        candidate.FallThroughSuccessor is { Semantics: ControlFlowBranchSemantics.Return } && candidate.ConditionalSuccessor is null;

    /// <summary>Whether a number is held against a constant, as one is that says whether there are any. A loop that counts asks how many there are.</summary>
    public static bool IsHeldAgainstConstant(IOperation number) => number.Parent switch
    {
        IBinaryOperation compared => (ReferenceEquals(compared.LeftOperand, number) ? compared.RightOperand : compared.LeftOperand).ConstantValue.HasValue,
        IIsPatternOperation or IPropertySubpatternOperation => true,
        _ => false,
    };
}
