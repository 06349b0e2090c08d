namespace IrqModel.Contracts;

/// <summary>The rule that is broken where the part that a call describes is wrong in a certain way.</summary>
/// <param name="mistake">The way.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class TopologyRuleAttribute(TopologyMistake mistake) : Attribute
{
    /// <summary>What is wrong.</summary>
    public TopologyMistake Mistake { get; } = mistake;

    /// <summary>Identifier of the rule.</summary>
    public required string Rule { get; init; }
}
