using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Flow;

/// <summary>How often a body tests each variable: a flag earns disjuncts only when its value decides more than once.</summary>
internal sealed class TestedSymbols
{
    private readonly Dictionary<ISymbol, int> counts = new(SymbolEqualityComparer.Default);

    public TestedSymbols(ControlFlowGraph graph)
    {
        foreach (var block in graph.Blocks)
        {
            if (block.ConditionalSuccessor is null || block.BranchValue is null) continue;
            foreach (var operation in block.BranchValue.DescendantsAndSelf())
            {
                ISymbol? symbol = operation switch
                {
                    ILocalReferenceOperation local => local.Local,
                    IParameterReferenceOperation parameter => parameter.Parameter,
                    IFieldReferenceOperation member => member.Field,
                    IPropertyReferenceOperation property => property.Property,
                    _ => null,
                };
                if (symbol is null) continue;
                counts.TryGetValue(symbol, out var count);
                counts[symbol] = count + 1;
            }
        }
    }

    /// <summary>Whether the variable's known values keep disjuncts apart.</summary>
    public bool IsTested(Variable variable) =>
        variable.Symbol is null || counts.ContainsKey(variable.Symbol);

    /// <summary>Whether the outcome of one test is worth remembering for another.</summary>
    public bool IsTestedAgain(ISymbol symbol) => counts.TryGetValue(symbol, out var count) && count > 1;
}
