using System.Collections.Concurrent;
using IrqAnalyzers.Checks;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Summaries;

/// <summary>A latent finding: a requirement in a body whose outcome depends on what the caller passes. It is checked at each call.</summary>
internal sealed class ConditionalRequirement
{
    private Location? operation;
    private string? key;

    public ConditionalRequirement(Requirement requirement, AbstractObject formal, Cell cell, SyntaxNode call, bool atMostPossible, string? helper)
    {
        Requirement = requirement;
        Formal = formal;
        Cell = cell;
        Call = call;
        AtMostPossible = atMostPossible;
        Helper = helper;
    }

    /// <summary>What a method must leave something without, where only the caller knows what it came with.</summary>
    public static ConditionalRequirement AtExit(
        Requirement requirement, AbstractObject formal, Cell cell, SyntaxNode body, Location exit, string key, bool atMostPossible, string? helper) =>
        new(requirement, formal, cell, body, atMostPossible, helper) { operation = exit, key = key, Leaves = true };

    /// <summary>The same requirement, asked of what a caller of the method has been given itself.</summary>
    public ConditionalRequirement Of(AbstractObject formal, Cell cell, bool atMostPossible, List<(ISymbol Flag, bool Value)>? guards) =>
        new(Requirement, formal, cell, Call, atMostPossible, Helper) { operation = operation, key = key, Leaves = Leaves, Guards = guards };

    public Requirement Requirement { get; }

    public AbstractObject Formal { get; }

    /// <summary>What is known of the object where the operation is.</summary>
    public Cell Cell { get; }

    /// <summary>The call of the operation; the body itself if it is what the body leaves.</summary>
    public SyntaxNode Call { get; }

    /// <summary>Where it is. Most are never reported, so this and the key are computed on demand.</summary>
    public Location Operation => operation ??= Call.GetLocation();

    public string Key => key ??= FindingKey.OfCall(Requirement, Call);

    public bool AtMostPossible { get; }

    /// <summary>Whether it is asked of what the body leaves.</summary>
    public bool Leaves { get; private set; }

    /// <summary>Whether the body brings about afterwards what it requires.</summary>
    public bool IsMetLater { get; set; }

    /// <summary>Flags of the method around that must have been so for the operation to be reached; <see langword="null"/> if there are none.</summary>
    public List<(ISymbol Flag, bool Value)>? Guards { get; set; }

    /// <summary>Whether two ask for the same flags.</summary>
    public bool HasGuardsOf(ConditionalRequirement other)
    {
        if (Guards is null || other.Guards is null || Guards.Count != other.Guards.Count) return Guards is null && other.Guards is null;
        for (var index = 0; index < Guards.Count; index++)
        {
            if (Guards[index].Value != other.Guards[index].Value || !SymbolEqualityComparer.Default.Equals(Guards[index].Flag, other.Guards[index].Flag))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The method that the operation is in.</summary>
    public string? Helper { get; }
}
