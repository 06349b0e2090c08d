namespace IrqModel.Tool.Output;

/// <summary>A rule for a SARIF log.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Title">The violation in a few words.</param>
/// <param name="Consequence">What follows from it.</param>
/// <param name="HelpLink">Its page.</param>
public sealed record SarifRule(string Id, string Title, string Consequence, string HelpLink);
