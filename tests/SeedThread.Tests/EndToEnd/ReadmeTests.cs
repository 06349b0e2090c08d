using Xunit;

namespace SeedThread.Tests.EndToEnd;

/// <summary>The ten-minute model of the README, done as the README says.</summary>
[Trait("Suite", "Long")]
public sealed class ReadmeTests
{
    private const string Line = "                function.InheritMsiDomain();    // take this line away and see what happens";

    [Fact]
    public void The_first_model_runs_breaks_and_is_cured_as_the_README_says()
    {
        using var project = new ModelProject("FirstModel");

        var right = project.Dotnet("run");
        Assert.True(right.ExitCode == 0, right.Output);
        Assert.Contains(right.Output.ReplaceLineEndings("\n").Trim(), Readme, StringComparison.Ordinal);

        project.Write("MyHost.cs", project.Read("MyHost.cs").Replace(Line + "\n", "", StringComparison.Ordinal));
        var broken = project.Dotnet("run");
        Assert.True(broken.ExitCode == 0, broken.Output);
        Assert.Contains("nic VF 1     PCI-MSI-3 > VECTOR                         fault 0x25", broken.Output, StringComparison.Ordinal);
        Assert.Contains("IRQ2001 at MyHost.cs:", broken.Output, StringComparison.Ordinal);

        var format = project.Dotnet("format", "analyzers");
        Assert.True(format.ExitCode == 0, format.Output);
        var cured = project.Dotnet("run");
        Assert.Equal(right.Output, cured.Output);
    }

    [Theory]
    [InlineData("MyMachine.cs")]
    [InlineData("MyHost.cs")]
    [InlineData("Program.cs")]
    public void The_README_has_the_files_of_the_first_model_word_for_word(string file)
    {
        var source = File.ReadAllText(Path.Combine(Checkout.Root, "samples", "FirstModel", file)).ReplaceLineEndings("\n");

        Assert.Contains($"```csharp\n{source}```\n", Readme, StringComparison.Ordinal);
    }

    private static string Readme => File.ReadAllText(Path.Combine(Checkout.Root, "README.md")).ReplaceLineEndings("\n");
}
