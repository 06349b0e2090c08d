using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace SeedThread.Tests.EndToEnd;

/// <summary>What a user sees who has only the <c>dotnet</c> command.</summary>
[Trait("Suite", "Long")]
public sealed partial class DotnetCliTests
{
    [Fact]
    public void Build_prints_the_warnings_at_the_lines_of_the_wrong_models()
    {
        using var project = ModelProject.OfWrongModels();

        var (exitCode, output) = project.Dotnet("build", "--nologo", "-tl:off");

        Assert.True(exitCode == 0, output);
        var printed = Warning().Matches(output)
            .Select(match => (match.Groups["file"].Value, Line: int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture), match.Groups["rule"].Value))
            .Distinct().Order().ToArray();
        Assert.Equal(
            new[]
            {
                ("S1.cs", LineOf(project, "Wrong/S1.cs", "if (function.IsVirtual) return;"), "IRQ2001"),
                ("S5.cs", LineOf(project, "Wrong/S5.cs", "await function.Add();"), "IRQ3001"),
                ("S6Before.cs", LineOf(project, "Wrong/S6Before.cs", "function.AssignMsiDomain("), "IRQ1001"),
                ("S9Late.cs", LineOf(project, "Wrong/S9Late.cs", "OverrideDefaultMsiDomain("), "IRQ1006"),
            },
            printed);
    }

    [Fact]
    public void Format_cures_the_wrong_models_and_the_copies_run_to_the_outcome_of_S2_and_S4()
    {
        using var project = ModelProject.OfWrongModels();

        var format = project.Dotnet("format", "analyzers", "--diagnostics", "IRQ1001", "IRQ2001", "--severity", "warn");
        Assert.True(format.ExitCode == 0, format.Output);
        var build = project.Dotnet("build", "--nologo", "-tl:off");

        Assert.True(build.ExitCode == 0, build.Output);
        Assert.DoesNotContain("IRQ1001", build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("IRQ2001", build.Output, StringComparison.Ordinal);
        const string AllArrive = """
            0000:00:02.0 INTEL-IR-MSI-0-3 > INTEL-IR-0 > VECTOR True
            0000:00:12.0 INTEL-IR-MSI-0-3 > INTEL-IR-0 > VECTOR True
            0000:00:12.2 INTEL-IR-MSI-0-3 > INTEL-IR-0 > VECTOR True
            """;
        foreach (var system in new[] { "S1", "S6" })
        {
            var run = project.Dotnet("run", "--no-build", system);
            Assert.True(run.ExitCode == 0, run.Output);
            Assert.Equal(AllArrive, run.Output.ReplaceLineEndings().Trim());
        }
    }

    [GeneratedRegex(@"(?<file>\w+\.cs)\((?<line>\d+),\d+\): warning (?<rule>IRQ\d{4})")]
    private static partial Regex Warning();

    private static int LineOf(ModelProject project, string file, string text)
    {
        var lines = project.Read(file).ReplaceLineEndings("\n").Split('\n');
        return Array.FindIndex(lines, line => line.Contains(text, StringComparison.Ordinal)) + 1;
    }
}
