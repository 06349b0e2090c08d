using IrqAnalyzers.Rules;
using IrqAnalyzers.Tests.Shared;
using IrqAnalyzers.Topology;
using IrqModel.Rules;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Tests;

/// <summary>Catalogue, descriptors, release tracking, pages and tests say the same of every rule.</summary>
public class Agreement
{
    // IRQ9001 says that the analysis gave up; it is no rule of the catalogue, because no model breaks it.
    private static readonly DiagnosticDescriptor[] Descriptions = [.. Descriptors.All, .. TopologyDescriptors.All];

    public static TheoryData<string> Ids => [.. Descriptions.Select(descriptor => descriptor.Id)];

    [Fact]
    public void Descriptors_are_those_of_the_catalogue()
    {
        Assert.Equal(
            RuleCatalogue.All.Select(rule => rule.Id).Append(Descriptors.AnalysisIncomplete.Id).Order(StringComparer.Ordinal),
            Descriptions.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal));
        Assert.Equal(
            Descriptions.Select(descriptor => descriptor.Id).Concat(Enumerable.Range(1, 99).Select(number => $"IRQU{number:000}")),
            new BringUpAnalyzer().SupportedDiagnostics.Select(descriptor => descriptor.Id));
        foreach (var rule in RuleCatalogue.All)
        {
            var descriptor = Find(rule.Id);
            Assert.Equal(rule.Title, descriptor.Title.ToString(null));
            Assert.Equal(rule.Consequence, descriptor.Description.ToString(null));
            Assert.Equal(rule.HelpLink, descriptor.HelpLinkUri);
            Assert.True(descriptor.IsEnabledByDefault);
        }
    }

    [Fact]
    public void Release_tracking_has_every_descriptor_with_its_severity_and_title()
    {
        var rows = new[] { "Shipped", "Unshipped" }
            .SelectMany(kind => File.ReadAllLines(Path.Combine(Checkout.Root, "src", "IrqAnalyzers", $"AnalyzerReleases.{kind}.md")))
            .Where(line => line.StartsWith("IRQ", StringComparison.Ordinal));

        Assert.Equal(
            Descriptions.Select(descriptor => $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}").Order(StringComparer.Ordinal),
            rows.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_has_the_title_and_the_severity(string id)
    {
        var descriptor = Find(id);
        var page = File.ReadAllLines(Path.Combine(Checkout.Root, "docs", "rules", $"{id}.md"));

        Assert.Equal($"# {id}: {descriptor.Title}", page[0]);
        var word = descriptor.DefaultSeverity switch { DiagnosticSeverity.Info => "suggestion", DiagnosticSeverity.Hidden => "hidden", _ => "warning" };
        Assert.StartsWith($"| severity | {word}", page.Single(line => line.StartsWith("| severity", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_no_page_without_a_rule() => Assert.Equal(
        Ids.Select(row => (string)row.Data).Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.Combine(Checkout.Root, "docs", "rules"), "IRQ*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    // The tests of a rule are about finding it and not finding it. Docs.Tests checks the example of its page besides.
    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_a_test_that_expects_it(string id)
    {
        var tests = Directory.GetFiles(Path.Combine(Checkout.Root, "tests", "IrqAnalyzers.Tests"), "*.cs").Where(file => Path.GetFileName(file) != $"{nameof(Agreement)}.cs");

        Assert.Contains(tests, file => File.ReadLines(file).Any(line => Expects(line, id)));
    }

    private static bool Expects(string line, string id) =>
        line.Contains($"{id} definite", StringComparison.Ordinal) || line.Contains($"{id} possible", StringComparison.Ordinal)
        || line.Contains($"\"{id}\"", StringComparison.Ordinal) || line.Contains($"\"{id} ", StringComparison.Ordinal);

    private static DiagnosticDescriptor Find(string id) => Assert.Single(Descriptions, descriptor => descriptor.Id == id);
}
