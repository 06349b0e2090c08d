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
            if (Matters(operation, context)) return true;
        }

        return false;
    }

    private static bool Matters(IOperation operation, CompilationContext context)
    {
        switch (operation.Kind)
        {
            case OperationKind.Invocation:
                var call = ((IInvocationOperation)operation).TargetMethod;
                return Matters(call, context) || (operation.Parent is not IAwaitOperation && context.Contracts.Known.IsFlow(call.ReturnType));
            case OperationKind.ObjectCreation:
                return Matters(((IObjectCreationOperation)operation).Constructor, context);
            case OperationKind.MethodReference:
                return Matters(((IMethodReferenceOperation)operation).Method, context);
            case OperationKind.PropertyReference:
                return context.Contracts.Of(((IPropertyReferenceOperation)operation).Property).Facts != 0;
            case OperationKind.Binary:
                return Matters(((IBinaryOperation)operation).OperatorMethod, context);
            case OperationKind.Unary:
                return Matters(((IUnaryOperation)operation).OperatorMethod, context);
            case OperationKind.Conversion:
                return Matters(((IConversionOperation)operation).OperatorMethod, context);
            case OperationKind.CompoundAssignment:
                return Matters(((ICompoundAssignmentOperation)operation).OperatorMethod, context);
            case OperationKind.Increment or OperationKind.Decrement:
                return Matters(((IIncrementOrDecrementOperation)operation).OperatorMethod, context);
            default:
                return false;
        }
    }

    private static bool Matters(IMethodSymbol? method, CompilationContext context) =>
        method is not null
        && (context.MayHaveBody(method) || context.MayBeImplemented(method) || (!context.IsForeign(method.ContainingAssembly) && context.Contracts.Of(method).HasFacts) || context.Contracts.IsInFile(method));
}
