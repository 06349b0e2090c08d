using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Flow;

/// <summary>
/// Methods that only compute: they get numbers and texts, touch nothing else, and give a number that nobody could tell beforehand, or nothing.
/// Constructors that only hand such things on to a base are among them. A call of one changes nothing, so that there is no need to go over it.
/// </summary>
internal static class PlainComputation
{
    /// <summary>Whether a method is one.</summary>
    /// <param name="method">The method.</param>
    /// <param name="body">What it does.</param>
    /// <param name="context">The compilation it is of.</param>
    public static bool Is(IMethodSymbol method, IOperation body, CompilationContext context)
    {
        if (!HasPlainSignature(method)) return false;
        var hasLoop = false;
        foreach (var operation in body.Descendants())
        {
            if (!IsPlain(operation, context) && !(method.MethodKind == MethodKind.Constructor && IsInitializer(operation, context))) return false;
            hasLoop |= operation.Kind == OperationKind.Loop;
        }

        // Without a loop the number may be one that can be told, and that decides what the caller does.
        return hasLoop || method.ReturnsVoid;
    }

    private static bool HasPlainSignature(IMethodSymbol method)
    {
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.Constructor) || !(method.ReturnsVoid || IsNumber(method.ReturnType))) return false;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None || !IsPlain(parameter.Type)) return false;
        }

        return !method.IsAsync;
    }

    private static bool IsPlain(IOperation operation, CompilationContext context)
    {
        switch (operation.Kind)
        {
            case OperationKind.Block or OperationKind.ExpressionStatement or OperationKind.Empty or OperationKind.Branch or OperationKind.Labeled:
            case OperationKind.VariableDeclarationGroup or OperationKind.VariableDeclaration or OperationKind.VariableDeclarator or OperationKind.VariableInitializer:
            case OperationKind.LocalReference or OperationKind.ParameterReference or OperationKind.Literal or OperationKind.DefaultValue or OperationKind.Argument:
            case OperationKind.SimpleAssignment or OperationKind.Conditional or OperationKind.Parenthesized or OperationKind.IsNull or OperationKind.Coalesce:
            case OperationKind.Switch or OperationKind.SwitchCase or OperationKind.CaseClause or OperationKind.SwitchExpression or OperationKind.SwitchExpressionArm:
            case OperationKind.IsPattern or OperationKind.ConstantPattern or OperationKind.RelationalPattern or OperationKind.DiscardPattern:
            case OperationKind.BinaryPattern or OperationKind.NegatedPattern:
                return true;
            case OperationKind.Loop:
                return operation is IForLoopOperation or IWhileLoopOperation;
            case OperationKind.Return:
                return ((IReturnOperation)operation).ReturnedValue is null or { ConstantValue.HasValue: false };
            case OperationKind.Binary:
                return IsBuiltIn(((IBinaryOperation)operation).OperatorMethod, context);
            case OperationKind.Unary:
                return IsBuiltIn(((IUnaryOperation)operation).OperatorMethod, context);
            case OperationKind.CompoundAssignment:
                return IsBuiltIn(((ICompoundAssignmentOperation)operation).OperatorMethod, context);
            case OperationKind.Increment or OperationKind.Decrement:
                return IsBuiltIn(((IIncrementOrDecrementOperation)operation).OperatorMethod, context);
            case OperationKind.Conversion:
                return IsBuiltIn(((IConversionOperation)operation).OperatorMethod, context) && IsPlain(operation.Type);
            case OperationKind.PropertyReference:
                var property = (IPropertyReferenceOperation)operation;
                return context.IsForeign(property.Property.ContainingAssembly) && (property.Instance is null || IsPlain(property.Instance.Type)) && IsPlain(operation.Type);
            case OperationKind.Invocation:
                var call = (IInvocationOperation)operation;
                return context.IsForeign(call.TargetMethod.ContainingAssembly) && (call.Instance is null || IsPlain(call.Instance.Type)) && ArePlain(call)
                    && (call.TargetMethod.ReturnsVoid || IsPlain(operation.Type));
            default:
                return false;
        }
    }

    // The call of a constructor of the DSL that asks for nothing and does nothing to anything, and the object that it is called on.
    private static bool IsInitializer(IOperation operation, CompilationContext context) => operation switch
    {
        IInstanceReferenceOperation { Parent: IInvocationOperation { TargetMethod.MethodKind: MethodKind.Constructor } } => true,
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Constructor } called } call =>
            (context.Contracts.Known.IsDsl(called) || context.IsForeign(called.ContainingAssembly)) && !context.Contracts.Of(called).HasFacts && ArePlain(call),
        _ => false,
    };

    // What is given to code of others must not have code of the model's own in it.
    private static bool ArePlain(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.None } || !IsPlain(argument.Value.Type)) return false;
        }

        return true;
    }

    private static bool IsBuiltIn(IMethodSymbol? method, CompilationContext context) => method is null || context.IsForeign(method.ContainingAssembly);

    private static bool IsPlain(ITypeSymbol? type) =>
        type is not null && (type.TypeKind == TypeKind.Enum || type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String);

    private static bool IsNumber(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_Char and <= SpecialType.System_Double;
}
