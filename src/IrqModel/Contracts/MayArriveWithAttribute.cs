namespace IrqModel.Contracts;

/// <summary>
/// What a handler must reckon with: its argument arrives with the facts established or without them, and only a test tells which.
/// Overrides inherit it.
/// </summary>
/// <param name="facts">The facts, each of which may hold or not.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class MayArriveWithAttribute(Facts facts) : Attribute
{
    /// <summary>The facts, each of which may hold or not.</summary>
    public Facts Facts { get; } = facts;
}
