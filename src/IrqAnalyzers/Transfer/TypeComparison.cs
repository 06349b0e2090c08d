using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.OperationFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>Comparisons of the very type of an object with a type that is written: they test its kind.</summary>
internal sealed class TypeComparison(BodyContext context, References references, IEvaluator evaluator)
{
    /// <summary>What <c>value.GetType() == typeof(Type)</c> says; <see langword="null"/> if it is no such comparison.</summary>
    public Value? Of(IOperation one, IOperation other)
    {
        if (Unconverted(references.Resolve(other)) is not ITypeOfOperation { TypeOperand: var type }) return null;
        if (Unconverted(references.Resolve(one)) is not IInvocationOperation { TargetMethod: { Name: nameof(GetType), ContainingType.SpecialType: SpecialType.System_Object }, Instance: { } asked }) return null;
        var value = evaluator.Evaluate(asked);
        if (value.Single is not (>= 0 and var single) || context.Table[single].IsSummary) return null;
        var kinds = context.Contracts.KindsOf(type);
        return kinds == Contracts.Kinds.Any
            ? null
            : Value.OfTruth(Condition.OfKind(single, kinds, type.IsSealed && context.Contracts.DefinesKind(type) ? Contracts.Kinds.Any & ~kinds : Contracts.Kinds.Any));
    }
}
