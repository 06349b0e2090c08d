using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.OperationFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Steps after a test that no finding can depend on, as logging or <c>if (!known.Contains(function)) known.Add(function);</c>. Both outcomes of the
/// test lead to the same place with the same facts, so that a test that is not understood leaves what follows as sure as it was.
/// </summary>
internal sealed class OptionalSteps(ProgramFacts program)
{
    private bool areCountedToo;

    /// <summary>Whether the two ways out of a block meet again and nothing that matters is done on either.</summary>
    /// <param name="tested">A block with two ways out.</param>
    /// <param name="areCounted">Whether counting in a field matters as little as logging.</param>
    public bool Follow(BasicBlock tested, bool areCounted = false)
    {
        areCountedToo = areCounted;
        if (tested.ConditionalSuccessor?.Destination is not { } taken || tested.FallThroughSuccessor?.Destination is not { } left) return false;
        var collection = CollectionIn(tested.BranchValue);
        return ReferenceEquals(EndOf(taken, collection), EndOf(left, collection));
    }

    // The first block that is reached in other ways too, or that does something that matters.
    private BasicBlock EndOf(BasicBlock first, ISymbol? collection)
    {
        var block = first;
        while (block is { Predecessors.Length: 1, Kind: BasicBlockKind.Block, ConditionalSuccessor: null, BranchValue: null }
            && block.FallThroughSuccessor is { Semantics: ControlFlowBranchSemantics.Regular, FinallyRegions.IsEmpty: true, Destination: { } next }
            && AreHarmless(block, collection)) block = next;
        return block;
    }

    private bool AreHarmless(BasicBlock block, ISymbol? collection)
    {
        foreach (var operation in block.Operations)
        {
            if (!IsHarmless(operation, collection)) return false;
        }

        return true;
    }

    private bool IsHarmless(IOperation operation, ISymbol? collection)
    {
        var isHarmless = operation switch
        {
            IExpressionStatementOperation or ILiteralOperation or ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation
                or IFieldReferenceOperation or IArgumentOperation or IInterpolatedStringOperation or IInterpolationOperation or IInterpolatedStringTextOperation
                or ITypeOfOperation or INameOfOperation or IDefaultValueOperation => true,
            IIncrementOrDecrementOperation { OperatorMethod: null, Target: IFieldReferenceOperation } => areCountedToo,
            IConversionOperation conversion => conversion.OperatorMethod is null,
            IBinaryOperation binary => binary.OperatorMethod is null,
            IPropertyReferenceOperation property => IsLibrary(property.Property) && property.Arguments.IsEmpty,
            IInvocationOperation call => IsHarmless(call, collection),
            _ => false,
        };
        if (!isHarmless) return false;
        foreach (var part in operation.ChildOperations)
        {
            if (!IsHarmless(part, collection)) return false;
        }

        return true;
    }

    // A collection that was asked may be given what it was asked for; others are told nothing of objects, and run no code of the model.
    private bool IsHarmless(IInvocationOperation call, ISymbol? collection)
    {
        if (!program.IsForeign(call.TargetMethod.ContainingAssembly)) return false;
        if (collection is not null && SymbolEqualityComparer.Default.Equals(SymbolOf(call.Instance), collection)) return true;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.None } || Unconverted(argument.Value)?.Type is not { } type || !IsPlain(type)) return false;
        }

        return call.Instance?.Type is not { } owner || IsPlain(owner);
    }

    private bool IsPlain(ITypeSymbol type) =>
        type.TypeKind is not (TypeKind.Delegate or TypeKind.Interface or TypeKind.TypeParameter) && type.SpecialType != SpecialType.System_Object
        && !program.HoldsObject(type) && (type.SpecialType != SpecialType.None || program.IsForeign(type.ContainingAssembly));

    private bool IsLibrary(ISymbol member) => program.Contracts.Known.IsDsl(member) || program.IsForeign(member.ContainingAssembly);

    private static ISymbol? CollectionIn(IOperation? test) => Unconverted(test) switch
    {
        IUnaryOperation not => CollectionIn(not.Operand),
        IInvocationOperation { TargetMethod.Name: "Contains" or "ContainsKey", Instance: { } asked } => SymbolOf(asked),
        _ => null,
    };

    private static ISymbol? SymbolOf(IOperation? operand) => Unconverted(operand) switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field,
        _ => null,
    };
}
