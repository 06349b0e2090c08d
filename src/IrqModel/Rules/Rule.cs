namespace IrqModel.Rules;

/// <summary>A rule of the catalogue: a way to get interrupt bring-up wrong.</summary>
/// <param name="Id">Its identifier, <c>IRQnnnn</c>.</param>
/// <param name="Title">The violation in a few words.</param>
/// <param name="Consequence">What the hardware or the system does when the rule is broken.</param>
/// <param name="Evidence">Commit identifiers of the real bug, or where it was discussed.</param>
/// <param name="HasFix">Whether a code fix exists.</param>
public sealed record Rule(string Id, string Title, string Consequence, string Evidence, bool HasFix)
{
    /// <summary>The documentation page of the rule.</summary>
    public string HelpLink => RuleTexts.HelpLinkOf(Id);
}
