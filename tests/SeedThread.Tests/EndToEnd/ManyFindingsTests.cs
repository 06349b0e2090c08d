using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace SeedThread.Tests.EndToEnd;

/// <summary>One <c>dotnet format analyzers</c> run over a project that has everything wrong that can be fixed.</summary>
[Trait("Suite", "Night")]
public sealed partial class ManyFindingsTests(ITestOutputHelper output)
{
    private const int Hosts = 50;
    private const int FunctionsPerHost = 7;

    [Fact]
    public void One_run_of_format_leaves_nothing_that_has_a_fix_and_every_interrupt_arrives()
    {
        using var project = ModelProject.Of(ManyFindings.Files(Hosts));
        var before = Build(project);
        Assert.Equal(Hosts * ManyFindings.PerHost, before.Count);

        var wrong = Format(project);
        var after = Build(project);
        Assert.True(after.Count == 0, string.Join("\n", after.Take(ManyFindings.PerHost)) + "\n" + project.Read("Host0.cs"));
        var fixedText = Texts(project);
        var right = Format(project);

        var run = project.Dotnet("run", "--no-build");
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{Hosts * FunctionsPerHost} functions deliver"), run.Output.Trim());
        Assert.Equal(fixedText, Texts(project));
        Report(wrong, right);
    }

    private static SortedSet<(string File, int Line, int Column, string Rule)> Build(ModelProject project)
    {
        var (exitCode, text) = project.Dotnet("build", "--no-incremental", "--nologo", "-tl:off");
        Assert.True(exitCode == 0, text);
        return [.. Warning().Matches(text).Select(match => (
            match.Groups["file"].Value, Number(match, "line"), Number(match, "column"), match.Groups["rule"].Value))];
    }

    private static TimeSpan Format(ModelProject project)
    {
        var started = Stopwatch.GetTimestamp();
        var (exitCode, text) = project.Dotnet("format", "analyzers", "--severity", "info", "--no-restore");
        Assert.True(exitCode == 0, text);
        return Stopwatch.GetElapsedTime(started);
    }

    private void Report(TimeSpan wrong, TimeSpan right)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"dotnet format: {wrong.TotalSeconds:F1} s with {Hosts * ManyFindings.PerHost} findings in {Hosts} files, {right.TotalSeconds:F1} s with none ({wrong / right:F1} times)");
        Figures.Keep(output, "format", text);
    }

    private static string[] Texts(ModelProject project) =>
        [.. Enumerable.Range(0, Hosts).Select(number => project.Read(string.Create(CultureInfo.InvariantCulture, $"Host{number}.cs")))];

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<file>\w+\.cs)\((?<line>\d+),(?<column>\d+)\): warning (?<rule>IRQ\d{4})")]
    private static partial Regex Warning();
}
