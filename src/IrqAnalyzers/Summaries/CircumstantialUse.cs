using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Summaries;

/// <summary>An operation on a parameter that is wrong under a circumstance, in the body or in one that it hands the parameter to.</summary>
internal readonly struct CircumstantialUse
{
    public CircumstantialUse(Requirement requirement, SyntaxNode call, AbstractObject formal, Cell cell)
    {
        Requirement = requirement;
        Call = call;
        Formal = formal;
        Cell = cell;
    }

    public Requirement Requirement { get; }

    /// <summary>The call of the operation.</summary>
    public SyntaxNode Call { get; }

    /// <summary>The parameter.</summary>
    public AbstractObject Formal { get; }

    /// <summary>What is known of the object where the operation is.</summary>
    public Cell Cell { get; }
}
