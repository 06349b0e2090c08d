using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>What a captured target or a <c>ref</c> local stands for: the expression whose variable it is.</summary>
internal sealed class References()
{
    // A target that is evaluated before control flow is captured; what is assigned to the capture goes to the target.
    public Dictionary<CaptureId, IOperation?> OfCaptures { get; } = new();
    public Dictionary<ISymbol, IOperation?> OfLocals { get; } = new(SymbolEqualityComparer.Default);

    public IOperation Resolve(IOperation target)
    {
        switch (target)
        {
            case IFlowCaptureReferenceOperation capture when OfCaptures.TryGetValue(capture.Id, out var captured) && captured is not null:
                return Resolve(captured);
            case ILocalReferenceOperation { Local: { IsRef: true } local } when OfLocals.TryGetValue(local, out var referred) && referred is not null:
                return referred;
            case IDeclarationExpressionOperation declaration:
                return Resolve(declaration.Expression);
            default:
                return target;
        }
    }

    /// <summary>The variable that a capture stands for, if it is one of a variable.</summary>
    public IOperation Referred(IOperation operation)
    {
        var target = Resolve(operation);
        return target is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IArrayElementReferenceOperation ? target : operation;
    }

    // Whether a reference to it means the same wherever it is used.
    public static bool IsSteady(IOperation target) => target switch
    {
        ILocalReferenceOperation { Local.IsRef: false } or IParameterReferenceOperation => true,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } => true,
        IArrayElementReferenceOperation { ArrayReference: ILocalReferenceOperation { Local.IsRef: false } } => true,
        _ => false,
    };
}
