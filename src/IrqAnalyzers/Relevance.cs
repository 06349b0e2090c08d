using IrqAnalyzers.Program;
using IrqAnalyzers.Roslyn;
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
    public static Relevance Of(ISymbol owner, IOperation root, ProgramFacts program, TopologyAnalysis? topology)
    {
        var demands = LeavesWith(owner, program);
        var describes = false;
        foreach (var operation in root.Descendants())
        {
            var kind = operation.Kind;
            demands = demands || Demanding(operation, kind, program);
            if (!describes && topology is not null)
            {
                describes = kind is OperationKind.Invocation or OperationKind.ObjectCreation && topology.Describes(operation);
            }

            if (demands && (describes || topology is null)) break;
        }

        return new(demands, describes);
    }

    private static bool LeavesWith(ISymbol owner, ProgramFacts program)
    {
        if (owner is not IMethodSymbol { Parameters.IsEmpty: false } method) return false;
        foreach (var parameter in program.Contracts.Of(method).Parameters)
        {
            if (!parameter.LeavesWith.IsEmpty) return true;
        }

        return false;
    }

    private static bool Demanding(IOperation operation, OperationKind kind, ProgramFacts program)
    {
        switch (kind)
        {
            case OperationKind.Invocation:
                // One piece of code that is held may make what the next demands impossible.
                var call = ((IInvocationOperation)operation).TargetMethod;
                return call.MethodKind == MethodKind.DelegateInvoke || Demanding(call, program)
                    || (operation.Parent is not IAwaitOperation && program.Contracts.Known.IsFlow(call.ReturnType));
            case OperationKind.ObjectCreation:
                return Demanding(((IObjectCreationOperation)operation).Constructor, program);
            case OperationKind.MethodReference:
                return Demanding(((IMethodReferenceOperation)operation).Method, program);
            case OperationKind.PropertyReference:
                var property = ((IPropertyReferenceOperation)operation).Property;
                return program.IsStable(property)
                    ? HasRequirements(property.GetMethod, program) || HasRequirements(property.SetMethod, program)
                    : Demanding(property.GetMethod, program) || Demanding(property.SetMethod, program);
            case OperationKind.EventAssignment:
                return operation is IEventAssignmentOperation { EventReference: IEventReferenceOperation changed }
                    && Runs(changed.Event.ContainingType, program);
            case OperationKind.Binary or OperationKind.Unary or OperationKind.Conversion:
            case OperationKind.CompoundAssignment or OperationKind.Increment or OperationKind.Decrement:
                return Demanding(OperatorMethod.Of(operation), program);
            case OperationKind.Loop:
                return operation is IForEachLoopOperation { Collection: var collection } && Runs(Unconverted(collection).Type, program);
            case OperationKind.DeconstructionAssignment:
                return Runs(((IDeconstructionAssignmentOperation)operation).Value.Type, program);
            case OperationKind.ImplicitIndexerReference:
                return Runs(((IImplicitIndexerReferenceOperation)operation).Instance.Type, program);
            case OperationKind.Using:
                return operation is IUsingOperation { Resources: { } resources }
                    && (resources is IVariableDeclarationGroupOperation group ? Disposes(group, program) : Runs(Unconverted(resources).Type, program));
            case OperationKind.UsingDeclaration:
                return Disposes(((IUsingDeclarationOperation)operation).DeclarationGroup, program);
            default:
                return false;
        }
    }

    private static bool Disposes(IVariableDeclarationGroupOperation group, ProgramFacts program)
    {
        foreach (var declaration in group.Declarations)
        {
            foreach (var declared in declaration.Declarators)
            {
                if (Runs(declared.Symbol.Type, program)) return true;
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
    private static bool Runs(ITypeSymbol? type, ProgramFacts program) => type is not null && program.MayRunCodeOf(type);

    private static bool Demanding(IMethodSymbol? method, ProgramFacts program) =>
        method is not null && (program.MayHaveBody(method) || program.MayBeImplemented(method) || HasRequirements(method, program));

    // Contracts of code that does not know the DSL are in files.
    private static bool HasRequirements(IMethodSymbol? method, ProgramFacts program) =>
        method is not null && (!program.IsForeign(method.ContainingAssembly) || program.Contracts.HasFiles) && !program.Contracts.Of(method).Requires.IsEmpty;
}
