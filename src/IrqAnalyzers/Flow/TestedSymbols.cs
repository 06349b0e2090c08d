using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Flow;

/// <summary>How often a body tests each variable: a flag earns disjuncts only when its value decides more than once.</summary>
internal sealed class TestedSymbols
{
    private readonly Dictionary<BasicBlock, bool> flagsOfOthers = new();
    private HashSet<ISymbol>? aliases;
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

    /// <summary>Whether a block branches on a flag that is not the body's own: a member, a parameter, a captured local.</summary>
    public bool IsFlagOfOthers(BasicBlock block, ContractTable contracts, ISymbol? own)
    {
        if (flagsOfOthers.TryGetValue(block, out var known)) return known;
        foreach (var operation in block.BranchValue!.DescendantsAndSelf())
        {
            known |= (operation is ILocalReferenceOperation { Local: var local } ? !SymbolEqualityComparer.Default.Equals(local.ContainingSymbol, own) : operation is IFieldReferenceOperation or IParameterReferenceOperation or IPropertyReferenceOperation)
                && operation.Type is { SpecialType: SpecialType.System_Boolean }
                && !(operation is IPropertyReferenceOperation { Property: var property } && contracts.Of(property).Tests != Kinds.None);
        }

        flagsOfOthers.Add(block, known);
        return known;
    }

    /// <summary>Whether the variable's known values keep disjuncts apart.</summary>
    public bool IsTested(Variable variable) =>
        variable.Symbol is null ? variable.Slot is null || variable.IsGiven : counts.ContainsKey(variable.Symbol);

    /// <summary>A variable is tested elsewhere too.</summary>
    public void Note(ISymbol symbol)
    {
        counts.TryGetValue(symbol, out var count);
        counts[symbol] = count + 1;
    }

    /// <summary>A test of the one is one of the other.</summary>
    public void Alias(ISymbol tested, ISymbol read)
    {
        if (!(aliases ??= new(SymbolEqualityComparer.Default)).Add(tested) || !counts.TryGetValue(tested, out var count)) return;
        counts.TryGetValue(read, out var known);
        counts[read] = known + count + 1;
    }

    /// <summary>Whether the outcome of one test is worth remembering for another.</summary>
    public bool IsTestedAgain(ISymbol symbol) => counts.TryGetValue(symbol, out var count) && count > 1;
}
