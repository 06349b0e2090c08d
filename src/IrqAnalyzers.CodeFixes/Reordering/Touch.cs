using System.Collections.Immutable;
using IrqAnalyzers.Contracts;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>What one operation of a statement does to the modelled system, and what it asks of it.</summary>
internal sealed class Touch
{
    public Touch(long reads, long writes)
    {
        Reads = reads;
        Writes = writes;
    }

    /// <summary>The slots that it reads.</summary>
    public long Reads { get; }

    /// <summary>The slots that it writes.</summary>
    public long Writes { get; }

    /// <summary>The facts that its answer tells of; 0 if it is no query, or if no contract says what it tells.</summary>
    public FactMask Tested { get; set; }

    /// <summary>What it does to facts.</summary>
    public ImmutableArray<Effect> Effects { get; set; } = ImmutableArray<Effect>.Empty;

    /// <summary>The facts of which it sets a property.</summary>
    public FactMask Set { get; set; }

    /// <summary>What it requires.</summary>
    public ImmutableArray<Requirement> Requires { get; set; } = ImmutableArray<Requirement>.Empty;

    /// <summary>The object that it is done to, or asked about; <see langword="null"/> if that has no lasting name.</summary>
    public SubjectPath? Subject { get; set; }

    /// <summary>The facts that it may change.</summary>
    public FactMask Changed => Effects.Aggregate(Set, static (facts, effect) => facts | effect.Facts);

    /// <summary>The facts that it leaves to handlers, who may bring them about or not.</summary>
    public FactMask LeftToHandlers => FactsOf(EffectKind.MayEnsure);

    /// <summary>The facts that hold afterwards, for some kind of function at least.</summary>
    public FactMask Ensured => FactsOf(EffectKind.Ensure);

    /// <summary>Whether it is a query that is not needed before one of some facts holds.</summary>
    public bool IsLookUp => Tested != 0 && Writes == 0;

    /// <summary>Whether it requires one of some facts, or that none of them holds.</summary>
    public bool Needs(RequirementKind kind, FactMask facts) => Requires.Any(requirement => requirement.Kind == kind && (requirement.Facts & facts) != 0);

    private FactMask FactsOf(EffectKind kind)
    {
        var facts = FactMask.None;
        foreach (var effect in Effects)
        {
            if (effect.Kind == kind) facts |= effect.Facts;
        }

        return facts;
    }
}
