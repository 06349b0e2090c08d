namespace Packages.Tests;

/// <summary>What the README promises to somebody without a clone: template, squiggle, fix, run. Each command runs once, in this order.</summary>
public sealed class FreshFolder(Feed feed) : IAsyncLifetime
{
    private readonly string home = Path.Combine(feed.Root, "fresh");

    private string Project => Path.Combine(home, "Bringup");

    internal CliResult Build { get; private set; } = null!;

    internal CliResult WrongRun { get; private set; } = null!;

    internal CliResult WrongTests { get; private set; } = null!;

    internal CliResult Strict { get; private set; } = null!;

    internal CliResult Verify { get; private set; } = null!;

    internal CliResult Format { get; private set; } = null!;

    internal CliResult FixedBuild { get; private set; } = null!;

    internal CliResult VerifyAgain { get; private set; } = null!;

    internal CliResult FixedRun { get; private set; } = null!;

    internal CliResult FixedTests { get; private set; } = null!;

    internal CliResult Protocol { get; private set; } = null!;

    internal CliResult OldFramework { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(home);
        var hive = Path.Combine(feed.Root, "hive");
        await feed.Cli.SucceedAsync(home, "new", "install", $"IrqModel.Templates::{feed.Version}", "--add-source", feed.Folder, "--debug:custom-hive", hive);
        await feed.Cli.SucceedAsync(home, "new", "irqmodel", "-o", "Bringup", "--no-update-check", "--debug:custom-hive", hive);
        await feed.Cli.SucceedAsync(home, "new", "irqmodel-protocol", "-o", "Protocol", "--no-update-check", "--debug:custom-hive", hive);

        await feed.Cli.SucceedAsync(home, "new", "irqmodel", "-o", "Older", "--Framework", "net8.0", "--no-update-check", "--debug:custom-hive", hive);

        Build = await feed.Cli.RunAsync(Project, "build", "--nologo");
        WrongRun = await feed.Cli.RunAsync(Project, "run", "--no-build", "--project", "Bringup");
        WrongTests = await feed.Cli.RunAsync(Project, "test", "--no-build", "--no-progress", "--no-ansi");
        Strict = await feed.Cli.RunAsync(Project, "build", "Bringup", "--nologo", "--no-restore", "--no-incremental", "-warnaserror");
        Verify = await feed.Cli.RunAsync(Project, "format", "analyzers", "--no-restore", "--verify-no-changes", "-v", "normal");
        Format = await feed.Cli.RunAsync(Project, "format", "analyzers", "--no-restore");
        FixedBuild = await feed.Cli.RunAsync(Project, "build", "--nologo", "--no-restore", "-warnaserror");
        VerifyAgain = await feed.Cli.RunAsync(Project, "format", "analyzers", "--no-restore", "--verify-no-changes", "-v", "normal");
        FixedRun = await feed.Cli.RunAsync(Project, "run", "--no-build", "--project", "Bringup");
        FixedTests = await feed.Cli.RunAsync(Project, "test", "--no-build", "--no-progress", "--no-ansi");
        Protocol = await feed.Cli.RunAsync(home, "build", "Protocol", "--nologo");
        OldFramework = await feed.Cli.RunAsync(home, "build", Path.Combine("Older", "Older"), "--nologo");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
