namespace IrqModel.Contracts;

/// <summary>While the Boolean property has the given value the facts hold; assigning the other value revokes them.</summary>
/// <param name="value">The value that goes with the facts.</param>
/// <param name="facts">The facts.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FactWhileAttribute(bool value, Facts facts) : Attribute
{
    /// <summary>The value that goes with the facts.</summary>
    public bool Value { get; } = value;

    /// <summary>The facts.</summary>
    public Facts Facts { get; } = facts;
}
