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
    [InlineData("irqmodel run --host ")]
    [InlineData("irqmodel explain --host ")]
    [InlineData("irqmodel explain paste.txt --host linux-6")]
    [InlineData("irqmodel explain paste.txt --html page.html --compare ")]
    public void Hosts_are_completed_for_every_option_that_takes_one(string line) =>
        Assert.Superset(new HashSet<string> { "linux-6.1", "linux-6.2", "linux-6.12" }, Complete(line).ToHashSet());

    [Fact]
    public void Explain_also_completes_the_host_that_the_input_decides() => Assert.Contains("auto", Complete("irqmodel explain --host "));

    [Theory]
    [InlineData("irqmodel ")]
    [InlineData("irqmodel run ")]
    [InlineData("irqmodel check --")]
    public void Each_completion_comes_once_and_none_looks_like_a_file(string line)
    {
        var completions = Complete(line);

        Assert.Contains("--help", completions);
        Assert.Equal(completions.Distinct(), completions);
        Assert.DoesNotContain(completions, completion => completion.StartsWith('/'));
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
