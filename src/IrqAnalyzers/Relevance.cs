using IrqAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers;

/// <summary>
/// The cheap question before the dear one: can anything be found in a body? Only what demands something can be done too early or too late. What
/// a body does otherwise is its callers' affair, who look into it whatever the answer is here.
/// </summary>
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
            if (Demands(operation, context)) return true;
        }

        return false;
    }

    private static bool Demands(IOperation operation, CompilationContext context)
    {
        switch (operation.Kind)
        {
            case OperationKind.Invocation:
                var call = ((IInvocationOperation)operation).TargetMethod;
                return Demands(call, context) || (operation.Parent is not IAwaitOperation && context.Contracts.Known.IsFlow(call.ReturnType));
            case OperationKind.ObjectCreation:
                return Demands(((IObjectCreationOperation)operation).Constructor, context);
            case OperationKind.MethodReference:
                return Demands(((IMethodReferenceOperation)operation).Method, context);
            case OperationKind.PropertyReference:
                var property = ((IPropertyReferenceOperation)operation).Property;
                return context.IsStable(property)
                    ? HasRequirements(property.GetMethod, context) || HasRequirements(property.SetMethod, context)
                    : Demands(property.GetMethod, context) || Demands(property.SetMethod, context);
            case OperationKind.EventAssignment:
                return operation is IEventAssignmentOperation { EventReference: IEventReferenceOperation changed } && Runs(changed.Event.ContainingType, context);
            case OperationKind.Binary:
                return Demands(((IBinaryOperation)operation).OperatorMethod, context);
            case OperationKind.Unary:
                return Demands(((IUnaryOperation)operation).OperatorMethod, context);
            case OperationKind.Conversion:
                return Demands(((IConversionOperation)operation).OperatorMethod, context);
            case OperationKind.CompoundAssignment:
                return Demands(((ICompoundAssignmentOperation)operation).OperatorMethod, context);
            case OperationKind.Increment or OperationKind.Decrement:
                return Demands(((IIncrementOrDecrementOperation)operation).OperatorMethod, context);
            case OperationKind.Loop:
                return operation is IForEachLoopOperation { Collection: var collection } && Runs(Unconverted(collection).Type, context);
            case OperationKind.DeconstructionAssignment:
                return Runs(((IDeconstructionAssignmentOperation)operation).Value.Type, context);
            case OperationKind.ImplicitIndexerReference:
                return Runs(((IImplicitIndexerReferenceOperation)operation).Instance.Type, context);
            case OperationKind.Using:
                return operation is IUsingOperation { Resources: { } resources }
                    && (resources is IVariableDeclarationGroupOperation group ? Disposes(group, context) : Runs(Unconverted(resources).Type, context));
            case OperationKind.UsingDeclaration:
                return Disposes(((IUsingDeclarationOperation)operation).DeclarationGroup, context);
            default:
                return false;
        }
    }

    private static bool Disposes(IVariableDeclarationGroupOperation group, CompilationContext context)
    {
        foreach (var declaration in group.Declarations)
        {
            foreach (var declared in declaration.Declarators)
            {
                if (Runs(declared.Symbol.Type, context)) return true;
            }
        }

        return false;
    }

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion) operation = conversion.Operand;
        return operation;
    }

    // What the compiler calls by itself is named by no operation: GetEnumerator, Dispose, Deconstruct.
    private static bool Runs(ITypeSymbol? type, CompilationContext context) => type is not null && context.MayRunCodeOf(type);

    private static bool Demands(IMethodSymbol? method, CompilationContext context) =>
        method is not null && (context.MayHaveBody(method) || context.MayBeImplemented(method) || HasRequirements(method, context));

    // Contracts of code that does not know the DSL are in files.
    private static bool HasRequirements(IMethodSymbol? method, CompilationContext context) =>
        method is not null && (!context.IsForeign(method.ContainingAssembly) || context.Contracts.HasFiles) && !context.Contracts.Of(method).Requires.IsEmpty;
}
