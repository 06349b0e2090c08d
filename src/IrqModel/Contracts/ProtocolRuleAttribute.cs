namespace IrqModel.Contracts;

/// <summary>
/// The constant is the identifier of a rule that a model has of its own. Identifiers of such rules are <c>IRQU001</c> to <c>IRQU099</c>: an analyzer must
/// tell the compiler beforehand which identifiers it reports, so these are kept free. Options, suppressions and Fix All work as for the rules of the
/// DSL. Each identifier has one rule in a compilation.
/// </summary>
/// <param name="title">The violation in a few words.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ProtocolRuleAttribute(string title) : Attribute
{
    /// <summary>The violation in a few words.</summary>
    public string Title { get; } = title;

    /// <summary>
    /// What is wrong, as a sentence. It may name <c>{operation}</c>, <c>{subject}</c>, <c>{facts}</c>, which are missing or one too many, and
    /// <c>{when}</c>, the class of functions that are concerned. Advice on what to call is added, or put where <c>{advice}</c> stands.
    /// Without a message the title of the rule and the facts are named.
    /// </summary>
    public string? Message { get; init; }

    /// <summary>How severe a violation is that happens for sure. One that may happen is a suggestion, as it is for the rules of the DSL.</summary>
    public RuleSeverity Severity { get; init; } = RuleSeverity.Warning;

    /// <summary>What goes wrong when the rule is broken: the description of the rule.</summary>
    public string? Consequence { get; init; }

    /// <summary>The address of the page that explains the rule.</summary>
    public string? HelpLink { get; init; }
}
