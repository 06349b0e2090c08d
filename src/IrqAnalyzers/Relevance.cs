using IrqAnalyzers.Contracts;
using IrqAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers;

/// <summary>The cheap question before the dear one: does a body have anything to do with contracts?</summary>
internal static class Relevance
{
    public static bool Check(ISymbol owner, IOperation root, CompilationContext context)
    {
        if (owner is IMethodSymbol method)
        {
            foreach (var parameter in method.Parameters)
            {
                if (!context.Contracts.Of(parameter).LeavesWith.IsEmpty) return true;
            }
        }

        foreach (var operation in root.Descendants())
        {
            switch (operation)
            {
                case IInvocationOperation call when Matters(call.TargetMethod, context):
                case IObjectCreationOperation { Constructor: { } constructor } when Matters(constructor, context):
                    return true;
                case IMethodReferenceOperation { Method: var referred } when Matters(referred, context):
                    return true;
                case IInvocationOperation { Parent: not IAwaitOperation } started when context.Contracts.Known.IsFlow(started.TargetMethod.ReturnType):
                    return true;
                case IPropertyReferenceOperation { Property: var property } when context.Contracts.Of(property).Facts != 0:
                    return true;
                default:
                    if (OperatorOf(operation) is { } used && Matters(used, context)) return true;
                    break;
            }
        }

        return false;
    }

    private static IMethodSymbol? OperatorOf(IOperation operation) => operation switch
    {
        IBinaryOperation binary => binary.OperatorMethod,
        IUnaryOperation unary => unary.OperatorMethod,
        IConversionOperation conversion => conversion.OperatorMethod,
        ICompoundAssignmentOperation assignment => assignment.OperatorMethod,
        IIncrementOrDecrementOperation increment => increment.OperatorMethod,
        _ => null,
    };

    private static bool Matters(IMethodSymbol method, CompilationContext context) =>
        context.MayHaveBody(method) || context.MayBeImplemented(method) || (!context.IsForeign(method.ContainingAssembly) && context.Contracts.Of(method).HasFacts) || context.Contracts.IsInFile(method);
}
