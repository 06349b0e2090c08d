using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Summaries;

/// <summary>A flag of the method around a lambda or a local function.</summary>
internal sealed class CapturedFlag
{
    public CapturedFlag(ISymbol symbol, Variable variable, Variable atEntry)
    {
        Symbol = symbol;
        Variable = variable;
        AtEntry = atEntry;
    }

    public ISymbol Symbol { get; }

    /// <summary>What it holds.</summary>
    public Variable Variable { get; }

    /// <summary>What it held when the body was called, which the caller knows.</summary>
    public Variable AtEntry { get; }
}
