using IrqModel.Contracts;

namespace IrqAnalyzers.Parity;

/// <summary>
/// The rules of generated programs that have a protocol of their own. They are here and not in the programs, because a compilation has many programs
/// and each identifier is for one rule.
/// </summary>
public static class OwnRules
{
    /// <summary>The first step of the usual order is missing.</summary>
    [ProtocolRule("Used before it is set up", Message = "'{operation}' comes before '{subject}' is set up{when}")]
    public const string First = "IRQU001";

    /// <summary>The usual order is undone while it is in use.</summary>
    [ProtocolRule("Torn down in use", Message = "'{operation}' tears '{subject}' down while it has {facts}")]
    public const string Second = "IRQU002";

    /// <summary>One of the others.</summary>
    [ProtocolRule("Third rule")]
    public const string Third = "IRQU003";

    /// <summary>One of the others.</summary>
    [ProtocolRule("Fourth rule", Severity = RuleSeverity.Error)]
    public const string Fourth = "IRQU004";

    /// <summary>One of the others.</summary>
    [ProtocolRule("Fifth rule", Consequence = "An interrupt is lost.")]
    public const string Fifth = "IRQU005";

    /// <summary>One of the others.</summary>
    [ProtocolRule("Sixth rule", Severity = RuleSeverity.Suggestion)]
    public const string Sixth = "IRQU006";

    /// <summary>One of the others.</summary>
    [ProtocolRule("Seventh rule")]
    public const string Seventh = "IRQU007";

    /// <summary>The duty of handlers.</summary>
    [ProtocolRule("Handler left in the wrong state")]
    public const string Eighth = "IRQU008";
}
