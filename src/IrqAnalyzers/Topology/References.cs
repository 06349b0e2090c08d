using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>How operations name variables.</summary>
internal static class References
{
    /// <summary>The variable that an operation is; <see langword="null"/> if it is none.</summary>
    public static ISymbol? Variable(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter.OriginalDefinition,
        _ => null,
    };

    /// <summary>Whether a reference may change the variable.</summary>
    public static bool IsWritten(IOperation reference)
    {
        var child = reference;
        for (var parent = reference.Parent; parent is not null; (child, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case ITupleOperation or IConversionOperation or IDeclarationExpressionOperation:
                    continue;
                case IAssignmentOperation assignment:
                    return assignment.Target == child;
                case IIncrementOrDecrementOperation:
                    return true;
                case IArgumentOperation argument:
                    return argument.Parameter is not { RefKind: RefKind.None or RefKind.In };
                default:
                    return IsAliased(reference);
            }
        }

        return false;
    }

    /// <summary>Whether a reference gives the variable another name.</summary>
    public static bool IsAliased(IOperation reference) => reference.Parent
        is IAddressOfOperation
        or ISimpleAssignmentOperation { IsRef: true }
        or IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { RefKind: not RefKind.None } } };

    /// <summary>Whether a variable is declared in a lambda or local function.</summary>
    public static bool IsWithin(ISymbol symbol, IOperation function)
    {
        var owner = function switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            ILocalFunctionOperation local => local.Symbol,
            _ => null,
        };
        for (var current = symbol.ContainingSymbol; current is IMethodSymbol; current = current.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(current, owner)) return true;
        }

        return false;
    }

    /// <summary>Whether an operation may change more than variables: it assigns a member or an element, or calls what may.</summary>
    public static bool ChangesObjects(IOperation operation, TopologyTypes types)
    {
        foreach (var inner in operation.Descendants())
        {
            switch (inner)
            {
                case IInvocationOperation call when !types.IsDsl(call.TargetMethod):
                case IObjectCreationOperation { Constructor: { } constructor } when !types.IsDsl(constructor):
                case IAssignmentOperation { Target: not (ILocalReferenceOperation or IParameterReferenceOperation or IDiscardOperation) }:
                case IIncrementOrDecrementOperation { Target: not (ILocalReferenceOperation or IParameterReferenceOperation) }:
                    return true;
                case IPropertyReferenceOperation property when !types.IsDsl(property.Property):
                    return true;
            }
        }

        return false;
    }
}
