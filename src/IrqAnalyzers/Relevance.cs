using IrqAnalyzers.Flow;
using IrqAnalyzers.Topology;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers;

/// <summary>
/// The cheap question before the dear ones: can anything be found in a body? Only what demands something can be done too early or too late. What
/// a body does otherwise is its callers' affair, who look into it whatever the answer is here.
/// </summary>
internal readonly struct Relevance
{
    private Relevance(bool demands, bool describes) => (Demands, Describes) = (demands, describes);

    /// <summary>Whether the body demands something.</summary>
    public bool Demands { get; }

    /// <summary>Whether the body describes a part of a machine.</summary>
    public bool Describes { get; }

    /// <summary>The answer for a body.</summary>
    public static Relevance Of(ISymbol owner, IOperation root, CompilationContext context, TopologyAnalysis? topology)
    {
        var demands = LeavesWith(owner, context);
        var describes = false;
        foreach (var operation in root.Descendants())
        {
            var kind = operation.Kind;
            demands = demands || Demanding(operation, kind, context);
            if (!describes && topology is not null)
            {
                describes = kind switch
                {
                    OperationKind.Invocation => topology.IsDescribedBy(((IInvocationOperation)operation).TargetMethod),
                    OperationKind.ObjectCreation => ((IObjectCreationOperation)operation).Constructor is { } constructor && topology.IsCreatedBy(constructor),
                    _ => false,
                };
            }

            if (demands && (describes || topology is null)) break;
        }

        return new(demands, describes);
    }

    private static bool LeavesWith(ISymbol owner, CompilationContext context)
    {
        if (owner is not IMethodSymbol { Parameters.IsEmpty: false } method) return false;
        foreach (var parameter in context.Contracts.Of(method).Parameters)
        {
            if (!parameter.LeavesWith.IsEmpty) return true;
        }

        return false;
    }

    private static bool Demanding(IOperation operation, OperationKind kind, CompilationContext context)
    {
        switch (kind)
        {
            case OperationKind.Invocation:
                var call = ((IInvocationOperation)operation).TargetMethod;
                return Demanding(call, context) || (operation.Parent is not IAwaitOperation && context.Contracts.Known.IsFlow(call.ReturnType));
            case OperationKind.ObjectCreation:
                return Demanding(((IObjectCreationOperation)operation).Constructor, context);
            case OperationKind.MethodReference:
                return Demanding(((IMethodReferenceOperation)operation).Method, context);
            case OperationKind.PropertyReference:
                var property = ((IPropertyReferenceOperation)operation).Property;
                return context.IsStable(property)
                    ? HasRequirements(property.GetMethod, context) || HasRequirements(property.SetMethod, context)
                    : Demanding(property.GetMethod, context) || Demanding(property.SetMethod, context);
            case OperationKind.EventAssignment:
                return operation is IEventAssignmentOperation { EventReference: IEventReferenceOperation changed } && Runs(changed.Event.ContainingType, context);
            case OperationKind.Binary:
                return Demanding(((IBinaryOperation)operation).OperatorMethod, context);
            case OperationKind.Unary:
                return Demanding(((IUnaryOperation)operation).OperatorMethod, context);
            case OperationKind.Conversion:
                return Demanding(((IConversionOperation)operation).OperatorMethod, context);
            case OperationKind.CompoundAssignment:
                return Demanding(((ICompoundAssignmentOperation)operation).OperatorMethod, context);
            case OperationKind.Increment or OperationKind.Decrement:
                return Demanding(((IIncrementOrDecrementOperation)operation).OperatorMethod, context);
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

    private static bool Demanding(IMethodSymbol? method, CompilationContext context) =>
        method is not null && (context.MayHaveBody(method) || context.MayBeImplemented(method) || HasRequirements(method, context));

    // Contracts of code that does not know the DSL are in files.
    private static bool HasRequirements(IMethodSymbol? method, CompilationContext context) =>
        method is not null && (!context.IsForeign(method.ContainingAssembly) || context.Contracts.HasFiles) && !context.Contracts.Of(method).Requires.IsEmpty;
}
