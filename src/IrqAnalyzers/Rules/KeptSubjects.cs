using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>Which parameter, local or member an expression of a body stands for: itself, its address, or the name that a pattern gives it.</summary>
internal sealed class KeptSubjects
{
    private readonly Dictionary<ISymbol, ISymbol> others = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<CaptureId, IOperation> captures = new();

    /// <summary>Reads the names that an operation of the body gives.</summary>
    public void Note(IOperation operation)
    {
        switch (operation)
        {
            case IFlowCaptureOperation { Id: var id, Value: var captured }:
                captures[id] = captured;
                break;
            case IIsPatternOperation { Value: var value, Pattern: var pattern } when LocalOf(pattern) is { } local && Of(value) is { } subject:
                others[local] = subject;
                break;
        }
    }

    /// <summary>The subject that an expression stands for.</summary>
    public ISymbol? Of(IOperation? expression)
    {
        if (expression is null) return null;
        expression = KindTests.Unwrapped(expression);
        while (expression is IFlowCaptureReferenceOperation { Id: var id } && captures.TryGetValue(id, out var captured))
            expression = KindTests.Unwrapped(captured);
        ISymbol? subject = expression switch
        {
            IParameterReferenceOperation { Parameter: var parameter } => parameter,
            ILocalReferenceOperation { Local: var local } => local,
            IMemberReferenceOperation { Instance: IInstanceReferenceOperation, Member: var member } => member,
            IPropertyReferenceOperation { Property.Name: "Address" or "Name", Instance: { } owner } => Of(owner),
            _ => null,
        };
        return subject is not null && others.TryGetValue(subject, out var first) ? first : subject;
    }

    private static ISymbol? LocalOf(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation { Pattern: var inner } => LocalOf(inner),
        IDeclarationPatternOperation { DeclaredSymbol: { } local } => local,
        IRecursivePatternOperation { DeclaredSymbol: { } local } => local,
        _ => null,
    };
}
