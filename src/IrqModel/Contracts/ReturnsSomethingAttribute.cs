namespace IrqModel.Contracts;

/// <summary>
/// What the method or property returns is something: true, not null, and not empty. Overrides owe it to their callers. Written on the declaration
/// that they override.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class ReturnsSomethingAttribute : Attribute
{
    /// <summary>The rule that a violation breaks.</summary>
    public required string Rule { get; init; }
}
