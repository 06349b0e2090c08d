namespace Packages.Tests;

/// <summary>What a command did.</summary>
/// <param name="Command">The command.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote, errors last.</param>
internal sealed record CliResult(string Command, int ExitCode, string Output)
{
    /// <summary>The distinct lines with a diagnostic of ours.</summary>
    public IReadOnlyList<string> Findings =>
        [.. Output.Split('\n').Select(line => line.Trim()).Where(line => line.Contains(" IRQ", StringComparison.Ordinal) && line.Contains("): ", StringComparison.Ordinal)).Distinct()];

    /// <inheritdoc/>
    public override string ToString() => $"{Command}\nexit code {ExitCode}\n{Output}";
}
