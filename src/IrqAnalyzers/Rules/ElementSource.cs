using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>Where a local of a method has an element from.</summary>
internal sealed class ElementSource
{
    public ElementSource(ISymbol collection, ElementWay way)
    {
        Collection = collection;
        Way = way;
    }

    /// <summary>The field or property that holds the collection.</summary>
    public ISymbol Collection { get; }

    public ElementWay Way { get; }

    /// <summary>The local that has the element first; others may have it from there, or a part of it.</summary>
    public ISymbol? Local { get; set; }

    /// <summary>The loop over the collection.</summary>
    public IForEachLoopOperation? Loop { get; set; }

    /// <summary>The functions that the expression of the loop lets through, as far as their kind tells.</summary>
    public Kinds Kinds { get; set; } = Kinds.Any;

    /// <summary>Whether the collection that the loop goes over has been taken out of the one that holds it.</summary>
    public bool IsTakenOut { get; set; }

    /// <summary>Whether only some elements are taken, whatever they are, or the loop may end before the last.</summary>
    public bool IsPartial { get; set; }
}
