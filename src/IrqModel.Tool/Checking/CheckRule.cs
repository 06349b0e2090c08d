namespace IrqModel.Tool.Checking;

/// <summary>Something that firmware gets wrong.</summary>
/// <param name="Id">Its identifier: a name of its own, or that of a rule of the catalogue.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Consequence">What a kernel makes of it.</param>
/// <param name="HelpLink">Its page.</param>
public sealed record CheckRule(string Id, CheckSeverity Severity, string Title, string Consequence, string HelpLink);
