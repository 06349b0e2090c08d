namespace IrqModel.Contracts;

/// <summary>
/// A handler's duty towards one of its parameters: however the handler is left, short of an exception, none of the named facts holds.
/// Written on the parameter of the declaration that all handlers override.
/// </summary>
/// <param name="facts">The facts, each of which is one too many.</param>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class LeavesWithoutAttribute(Facts facts) : Attribute
{
    /// <summary>The facts, each of which is one too many.</summary>
    public Facts Facts { get; } = facts;

    /// <summary>The functions for which the duty holds.</summary>
    public FunctionKind When { get; init; }

    /// <summary>The rule that a violation breaks.</summary>
    public required string Rule { get; init; }
}
