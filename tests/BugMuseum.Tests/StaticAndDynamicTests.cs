using BugMuseum.Shared;
using IrqModel;
using IrqModel.Engine;
using IrqModel.Hosts;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BugMuseum.Tests;

/// <summary>The analyzers and the engine find the same in the museum and in the hosts, by key, but for what is listed with a reason.</summary>
public sealed class StaticAndDynamicTests
{
    [Fact]
    public async Task What_runs_show_the_analyzers_report()
    {
        var reported = (await ReportedAsync()).ToHashSet();

        var missed = Found().Where(key => !reported.Contains(key) && !Unseen.Statically.ContainsKey(Unseen.PlaceOf(key)));
        Assert.Equal([], missed);
    }

    [Fact]
    public async Task What_the_analyzers_report_runs_show()
    {
        var found = Found();

        var unshown = (await ReportedAsync()).Where(key => !found.Contains(key) && !Unseen.Dynamically.ContainsKey(Unseen.PlaceOf(key)));
        Assert.Equal([], unshown);
    }

    // The whole could agree because one exhibit's finding makes up for another's: each by itself must.
    [Theory]
    [MemberData(nameof(ExhibitTests.Ids), MemberType = typeof(ExhibitTests))]
    public async Task Both_find_the_same_in_the_files_of_an_exhibit(string id)
    {
        var visit = Visit.To(Museum.Exhibits.Single(exhibit => exhibit.Id == id));
        var found = visit.Before.FindingKeys;
        var files = found.Select(key => key.File).ToHashSet();

        var reported = (await ReportedAsync()).Where(key => Unseen.FileOf(key) is var file && (files.Contains(file) || file.StartsWith(id, StringComparison.Ordinal)));
        var expected = found.Select(key => key.ToString()).Where(key => !Unseen.Statically.ContainsKey(Unseen.PlaceOf(key)));
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            reported.Where(key => !Unseen.Dynamically.ContainsKey(Unseen.PlaceOf(key))).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ExhibitTests.Ids), MemberType = typeof(ExhibitTests))]
    public async Task Nothing_is_reported_of_what_was_repaired_not_even_as_possible(string id)
    {
        var reported = await ReportedAsync();

        Assert.DoesNotContain(reported, key => Unseen.FileOf(key).StartsWith($"{id}After", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_listed_as_unseen_still_is()
    {
        var reported = (await ReportedAsync()).Select(Unseen.PlaceOf).ToHashSet();
        var found = Found().Select(Unseen.PlaceOf).ToHashSet();

        Assert.All(Unseen.Statically.Keys, place => Assert.True(found.Contains(place) && !reported.Contains(place), place));
        Assert.All(Unseen.Dynamically.Keys, place => Assert.True(reported.Contains(place) && !found.Contains(place), place));
    }

    [Fact]
    public async Task Only_what_is_wrong_on_purpose_has_findings()
    {
        var diagnostics = await MuseumDiagnostics.GetAsync(TestContext.Current.CancellationToken);

        // What is wrong with a machine is told where it is described, in the exhibit itself.
        var machines = Museum.Exhibits.SelectMany(exhibit => exhibit.MachineRules.Select(rule => $"{rule}|{exhibit.Id}.cs")).ToHashSet();
        var folders = diagnostics.Where(diagnostic => !machines.Contains(Unseen.PlaceOf(MuseumDiagnostics.KeyOf(diagnostic)))).Select(diagnostic => Path.GetFileName(Path.GetDirectoryName(diagnostic.Location.SourceTree!.FilePath))).Distinct();
        Assert.Equal([], folders.Except(["Before", "Wrong"]));
    }

    [Fact]
    public async Task Each_host_that_is_wrong_on_purpose_is_reported()
    {
        var wrong = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src", "IrqModel.Hosts"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "Wrong").ToArray();

        var reported = (await MuseumDiagnostics.GetAsync(TestContext.Current.CancellationToken)).Select(diagnostic => diagnostic.Location.SourceTree!.FilePath);
        Assert.NotEmpty(wrong);
        Assert.Empty(wrong.Except(reported));
    }

    // Who packs or runs the tool did not ask to be warned about models of old kernels.
    [Fact]
    public async Task A_build_does_not_warn_about_what_is_wrong_on_purpose()
    {
        var settings = Path.Combine(Checkout.Root, ".editorconfig");
        var configuration = AnalyzerConfigSet.Create(new[] { AnalyzerConfig.Parse(await File.ReadAllTextAsync(settings, TestContext.Current.CancellationToken), settings) });

        var reported = (await MuseumDiagnostics.GetAsync(TestContext.Current.CancellationToken)).Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info);
        Assert.All(reported, diagnostic => Assert.Equal(
            "suggestion",
            configuration.GetOptionsForSourcePath(diagnostic.Location.SourceTree!.FilePath).AnalyzerOptions
                .GetValueOrDefault($"dotnet_analyzer_diagnostic.category-{diagnostic.Descriptor.Category.ToLowerInvariant()}.severity")));
    }

    private static async Task<IEnumerable<string>> ReportedAsync() =>
        (await MuseumDiagnostics.GetAsync(TestContext.Current.CancellationToken)).Select(MuseumDiagnostics.KeyOf).Distinct().Order(StringComparer.Ordinal);

    private static HashSet<string> Found()
    {
        var results = Museum.Exhibits.Select(exhibit => Visit.To(exhibit).Before).ToList();
        Func<Machine, Host>[] wrong =
        [
            machine => new Linux_5_10_rc3(machine, new EndpointDriver()),
            machine => new Linux_6_1_WithoutCure(machine, new EndpointDriver()),
            machine => new Linux_6_12_WithoutCure(machine, new EndpointDriver()),
        ];
        results.AddRange(wrong.Select(host => Simulation.Run(() => Machines.OneNic(), host, host => Machines.Nic(host).EnableSriov(2))));
        return [.. results.SelectMany(result => result.FindingKeys).Select(key => key.ToString())];
    }
}
