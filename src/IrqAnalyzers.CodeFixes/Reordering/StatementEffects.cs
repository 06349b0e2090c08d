using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>What a statement reads and writes: locals, and slots of the modelled system.</summary>
internal sealed class StatementEffects
{
    /// <summary>Whether it does something that nothing is known about, or leaves the list: nothing moves past it.</summary>
    public bool IsOpaque { get; set; }

    /// <summary>Whether something else may run while it waits.</summary>
    public bool HasAwait { get; set; }

    public long SlotsRead { get; set; }

    public long SlotsWritten { get; set; }

    /// <summary>What each of its operations does, in the order of evaluation.</summary>
    public List<Touch> Touches { get; } = new();

    /// <summary>The facts that it may change.</summary>
    public FactMask FactsChanged => Touches.Aggregate(FactMask.None, static (facts, touch) => facts | touch.Changed);

    public HashSet<ISymbol> Read { get; } = new(SymbolEqualityComparer.Default);

    public HashSet<ISymbol> Written { get; } = new(SymbolEqualityComparer.Default);

    public HashSet<ISymbol> Declared { get; } = new(SymbolEqualityComparer.Default);

    public bool Uses(ISymbol variable) => Read.Contains(variable) || Written.Contains(variable);

    /// <summary>Whether the order of two statements matters to locals.</summary>
    public bool SharesLocalsWith(StatementEffects later) =>
        Written.Overlaps(later.Read) || Written.Overlaps(later.Written) || Read.Overlaps(later.Written)
        || Declared.Overlaps(later.Read) || Declared.Overlaps(later.Written);

    /// <summary>Whether the order of two statements matters to the modelled system, as far as is known.</summary>
    public bool SharesSlotsWith(StatementEffects later) =>
        IsOpaque || later.IsOpaque
        || (SlotsWritten & (later.SlotsRead | later.SlotsWritten)) != 0
        || (SlotsRead & later.SlotsWritten) != 0;
}
