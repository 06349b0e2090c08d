namespace IrqModel.Contracts;

/// <summary>
/// The argument must be the object that a property of the receiver names. The engine checks whether it is equivalent in hardware; the
/// analyzers, which cannot, call every other argument possibly wrong.
/// </summary>
/// <param name="property">The property of the receiver.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresArgumentAttribute(string property) : ContractAttribute
{
    /// <summary>The property of the receiver.</summary>
    public string Property { get; } = property;

    /// <summary>The circumstance that makes another argument wrong.</summary>
    public required Assumption Unless { get; init; }

    /// <summary>The rule that a violation breaks.</summary>
    public required string Rule { get; init; }
}
