namespace IrqModel.Contracts;

/// <summary>What an argument, or a property that is set or read, says about a part of a machine.</summary>
/// <param name="trait">What it says.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class StatesAttribute(TopologyTrait trait) : Attribute
{
    /// <summary>What it says.</summary>
    public TopologyTrait Trait { get; } = trait;
}
