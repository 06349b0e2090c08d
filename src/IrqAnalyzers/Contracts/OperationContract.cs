using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Contracts;

/// <summary>Everything that attributes say about an operation, those it inherits included.</summary>
internal sealed class OperationContract
{
    /// <summary>No contract.</summary>
    public static readonly OperationContract None = new(ImmutableArray<Requirement>.Empty, ImmutableArray<Effect>.Empty, null, null, null);

    public OperationContract(
        ImmutableArray<Requirement> requires, ImmutableArray<Effect> effects, Footprint? footprint, Inheritance? inherits, FactTest? factTest,
        FactMask receiverArrivesWithout = default, FactMask resultArrivesWithout = default, ImmutableArray<ParameterContract>? parameters = null)
    {
        Requires = requires;
        Effects = effects;
        Footprint = footprint;
        Inherits = inherits;
        FactTest = factTest;
        ReceiverArrivesWithout = receiverArrivesWithout;
        ResultArrivesWithout = resultArrivesWithout;
        Parameters = parameters ?? ImmutableArray<ParameterContract>.Empty;
    }

    public ImmutableArray<Requirement> Requires { get; }

    /// <summary>In the order in which they apply: what is ensured, what may be, what is revoked.</summary>
    public ImmutableArray<Effect> Effects { get; }

    /// <summary>The facts that it takes back of objects that it does not name.</summary>
    public FactMask Recalls { get; set; }

    /// <summary>The kinds of functions that it can be called on to do so.</summary>
    public Kinds RecallsWhen { get; set; } = Kinds.Any;

    /// <summary>What the operation reads and writes; <see langword="null"/> if it is not stated, and then no statement is moved across it.</summary>
    public Footprint? Footprint { get; }

    public Inheritance? Inherits { get; }

    /// <summary>What the answer says about facts, if the operation is a query that tells.</summary>
    public FactTest? FactTest { get; }

    /// <summary>The facts that the receiver arrives without.</summary>
    public FactMask ReceiverArrivesWithout { get; }

    /// <summary>The facts that what it returns comes without.</summary>
    public FactMask ResultArrivesWithout { get; }

    /// <summary>The facts that what it returns may have where the receiver has them.</summary>
    public FactMask ResultSharesPerhaps { get; set; }

    /// <summary>What it says of its parameters; empty if it says nothing of any.</summary>
    public ImmutableArray<ParameterContract> Parameters { get; }

    /// <summary>The facts that it ensures, or takes back, for a subject as a whole, and not for one of its parts or for others too.</summary>
    public FactMask Changed(EffectKind kind, int subject = -1)
    {
        var changed = FactMask.None;
        foreach (var effect in Effects)
        {
            if (effect.Kind == kind && effect is { IsWidespread: false, Part: < 0 } && effect.Subject == subject) changed |= effect.Facts;
        }

        return changed;
    }

    /// <summary>What it demands if it demands that none of the facts holds of its receiver; <see langword="null"/> if it does not.</summary>
    public Requirement? Forbids(FactMask facts)
    {
        foreach (var requirement in Requires)
        {
            if (requirement is { Kind: RequirementKind.Absent, Subject: < 0, Assumption: 0 } && (requirement.Facts & facts) != 0) return requirement;
        }

        return null;
    }

    public bool HasFacts => !Requires.IsEmpty || !Effects.IsEmpty;

    /// <summary>The facts that hold afterwards for a subject of any kind.</summary>
    public FactMask EnsuresFor(int subject)
    {
        var facts = FactMask.None;
        foreach (var effect in Effects)
        {
            if (effect.Kind == EffectKind.Ensure && effect.Subject == subject && effect.When == Kinds.Any) facts |= effect.Facts;
        }

        return facts;
    }
}
