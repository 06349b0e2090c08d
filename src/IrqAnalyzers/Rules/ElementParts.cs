using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>What expressions and loops say of elements by themselves.</summary>
internal static class ElementParts
{
    /// <summary>Whether a loop may end before its last element.</summary>
    public static bool EndsEarly(IForEachLoopOperation loop)
    {
        foreach (var operation in loop.Body.Descendants())
        {
            if (operation is IReturnOperation { Kind: OperationKind.Return } && !IsInCode(operation, loop)) return true;
            if (operation is IBranchOperation { BranchKind: BranchKind.Break } leaving && SymbolEqualityComparer.Default.Equals(leaving.Target, loop.ExitLabel))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInCode(IOperation operation, IOperation within)
    {
        for (var around = operation.Parent; around is not null && !ReferenceEquals(around, within); around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation or ILocalFunctionOperation) return true;
        }

        return false;
    }

    /// <summary>The type of a variable or a member.</summary>
    public static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => null,
    };

    /// <summary>The local or the parameter that an expression reads.</summary>
    public static ISymbol? LocalOf(IOperation expression) => KindTests.Unwrapped(expression) switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>The local that has the function, itself or in a part.</summary>
    public static ISymbol? OwnerOf(IOperation function) =>
        LocalOf(function) ?? (KindTests.Unwrapped(function) is IMemberReferenceOperation { Instance: { } whole } ? LocalOf(whole) : null);

    /// <summary>What a call looks for in a collection: a key, or the object with which a lambda compares a part of each element.</summary>
    public static ISymbol? SoughtBy(IInvocationOperation call)
    {
        switch (call.TargetMethod.Name)
        {
            case "Remove" or "TryRemove" or "TryGetValue" or "ContainsKey" or "Contains":
                foreach (var argument in call.Arguments)
                {
                    if (argument.Parameter is { RefKind: RefKind.None } && LocalOf(argument.Value) is { } key) return key;
                }

                return null;
            case "FindIndex" or "Find" or "Exists" or "RemoveAll" or "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Any":
                return call.Arguments.Length > 0 ? Compared(call.Arguments[call.Arguments.Length - 1].Value) : null;
            default:
                return null;
        }
    }

    private static ISymbol? Compared(IOperation lambda)
    {
        foreach (var operation in lambda.Descendants())
        {
            var (left, right) = operation switch
            {
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal => (equal.LeftOperand, equal.RightOperand),
                IInvocationOperation { TargetMethod.Name: "ReferenceEquals" or "Equals", Arguments: { Length: 2 } both } => (both[0].Value, both[1].Value),
                _ => default,
            };
            if (left is null || right is null) continue;
            if (KindTests.Unwrapped(left) is IMemberReferenceOperation && LocalOf(right) is { } sought) return sought;
            if (KindTests.Unwrapped(right) is IMemberReferenceOperation && LocalOf(left) is { } other) return other;
        }

        return null;
    }
}
