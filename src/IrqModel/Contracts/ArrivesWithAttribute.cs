namespace IrqModel.Contracts;

/// <summary>What a handler is called for: its argument arrives with all of the facts established. Overrides inherit it.</summary>
/// <param name="facts">The facts that hold.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ArrivesWithAttribute(Facts facts) : Attribute
{
    /// <summary>The facts that hold.</summary>
    public Facts Facts { get; } = facts;
}
