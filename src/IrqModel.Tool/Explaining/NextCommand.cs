namespace IrqModel.Tool.Explaining;

/// <summary>What to run next.</summary>
/// <param name="Command">The command, or what else to add.</param>
/// <param name="Tells">What it would tell.</param>
public sealed record NextCommand(string Command, string Tells);
