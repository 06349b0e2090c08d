namespace IrqModel.Contracts;

/// <summary>
/// A handler's duty towards one of its parameters: however the handler is left, short of an exception, at least one of the named
/// facts holds. Written on the parameter of the declaration that all handlers override.
/// </summary>
/// <param name="anyOf">The facts, one of which is enough.</param>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class LeavesWithAttribute(Facts anyOf) : Attribute
{
    /// <summary>The facts, one of which is enough.</summary>
    public Facts AnyOf { get; } = anyOf;

    /// <summary>The functions for which the duty holds.</summary>
    public FunctionKind When { get; init; }

    /// <summary>The rule that a violation breaks.</summary>
    public required string Rule { get; init; }
}
