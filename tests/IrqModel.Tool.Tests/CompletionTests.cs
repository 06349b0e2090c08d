using System.Diagnostics;

namespace IrqModel.Tool.Tests;

/// <summary>Completion in shells.</summary>
public class CompletionTests
{
    private static string[] Complete(string line) =>
        Cli.Run("complete", "--position", $"{line.Length}", line).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public void Verbs_are_completed_and_hidden_ones_are_not()
    {
        var verbs = Complete("irqmodel ");

        Assert.Superset(new HashSet<string> { "explain", "run", "import", "check", "diff", "scrub", "completion" }, verbs.ToHashSet());
        Assert.DoesNotContain("worker", verbs);
        Assert.DoesNotContain("complete", verbs);
    }

    [Fact]
    public void Options_and_their_values_are_completed()
    {
        Assert.Contains("--timeout", Complete("irqmodel run --t"));
        Assert.Contains("linux-6.12", Complete("irqmodel run --host "));
        Assert.Contains("zsh", Complete("irqmodel completion "));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("pwsh")]
    public void There_is_a_script_for_each_shell_and_the_shell_accepts_it(string shell)
    {
        var run = Cli.Run("completion", shell);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("irqmodel complete --position", run.Output, StringComparison.Ordinal);
        if (shell != "bash" || !OperatingSystem.IsLinux()) return;
        using var process = Process.Start(
            new ProcessStartInfo("bash", "-n") { RedirectStandardInput = true, RedirectStandardError = true })!;
        process.StandardInput.Write(run.Output);
        process.StandardInput.Close();
        Assert.Equal("", process.StandardError.ReadToEnd());
    }

    [Fact]
    public void There_is_none_for_another_shell() =>
        Assert.Contains("fish: expected bash, zsh or pwsh", Cli.Run("completion", "fish").Error, StringComparison.Ordinal);
}
