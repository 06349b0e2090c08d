using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Program;

/// <summary>
/// Methods that only compute: they take numbers and texts, touch nothing else, come back, and return nothing or a number that is not known beforehand.
/// Constructors that only hand such things on to a base are among them. A call of one changes nothing, so it need not be analysed.
/// </summary>
internal static class PlainComputation
{
    /// <summary>Whether a method is one.</summary>
    /// <param name="method">The method.</param>
    /// <param name="body">What it does.</param>
    /// <param name="program">The compilation it is of.</param>
    public static bool Is(IMethodSymbol method, IOperation body, ProgramFacts program)
    {
        if (!HasPlainSignature(method)) return false;
        var hasLoop = false;
        foreach (var operation in body.Descendants())
        {
            if (!IsPlain(operation, program) && !(method.MethodKind == MethodKind.Constructor && IsInitializer(operation, program))) return false;
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

    private static bool IsPlain(IOperation operation, ProgramFacts program)
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
            case OperationKind.Binary or OperationKind.Unary or OperationKind.CompoundAssignment or OperationKind.Increment or OperationKind.Decrement:
                return IsBuiltIn(operation, program);
            case OperationKind.Conversion:
                return IsBuiltIn(operation, program) && IsPlain(operation.Type);
            case OperationKind.PropertyReference:
                var property = (IPropertyReferenceOperation)operation;
                return program.IsForeign(property.Property.ContainingAssembly) && (property.Instance is null || IsPlain(property.Instance.Type)) && IsPlain(operation.Type);
            case OperationKind.Invocation:
                var call = (IInvocationOperation)operation;
                return program.IsForeign(call.TargetMethod.ContainingAssembly) && (call.Instance is null || IsPlain(call.Instance.Type)) && ArePlain(call)
                    && (call.TargetMethod.ReturnsVoid ? !program.ThrowHelpers.NeverReturns(call.TargetMethod) : IsPlain(operation.Type));
            default:
                return false;
        }
    }

    // The call of a constructor of the DSL that asks for nothing and does nothing to anything, and the object that it is called on.
    private static bool IsInitializer(IOperation operation, ProgramFacts program) => operation switch
    {
        IInstanceReferenceOperation { Parent: IInvocationOperation { TargetMethod.MethodKind: MethodKind.Constructor } } => true,
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Constructor } called } call =>
            (program.Contracts.Known.IsDsl(called) || program.IsForeign(called.ContainingAssembly)) && !program.Contracts.Of(called).HasFacts && ArePlain(call),
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

    private static bool IsBuiltIn(IOperation operation, ProgramFacts program) =>
        OperatorMethod.Of(operation) is not { } method || program.IsForeign(method.ContainingAssembly);

    /// <summary>Whether values of a type are nothing but numbers, texts and the like, with no code of the model's own in them.</summary>
    public static bool IsPlain(ITypeSymbol? type) =>
        type is not null && (type.TypeKind == TypeKind.Enum || type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String);

    private static bool IsNumber(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_Char and <= SpecialType.System_Double;
}
