namespace IrqModel.Contracts;

/// <summary>The call describes a part of a machine and returns it; what its arguments say, <see cref="StatesAttribute"/> tells.</summary>
/// <param name="part">The part. On a class: what its instances are.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Class)]
public sealed class DescribesAttribute(TopologyPart part) : Attribute
{
    /// <summary>The part.</summary>
    public TopologyPart Part { get; } = part;
}
