using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Roslyn;

/// <summary>Where parts of an operation are, whichever form the source has.</summary>
internal static class OperationShape
{
    /// <summary>The block of a method or a constructor, from its braces or its arrow; <see langword="null"/> if it has none.</summary>
    public static IBlockOperation? BlockOf(IOperation? body) =>
        body is IMethodBodyBaseOperation declared ? declared.BlockBody ?? declared.ExpressionBody : null;

    /// <summary>What a member is read or called on. Behind a <c>?.</c>, that is the operand of the <c>?.</c>.</summary>
    public static IOperation? ReceiverOf(IOperation? instance)
    {
        if (instance is not IConditionalAccessInstanceOperation) return instance;
        for (var around = instance.Parent; around is not null; around = around.Parent)
        {
            if (around is IConditionalAccessOperation access) return access.Operation;
        }

        return null;
    }
}
