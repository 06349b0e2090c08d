using System.Reflection;
using IrqModel.Contracts;
using IrqModel.Rules;
using Xunit;

namespace IrqModel.Engine.Tests.Rules;

/// <summary>Catalogue, contracts, pages and README name the same rules.</summary>
public sealed class CatalogueTests
{
    public static TheoryData<string> Ids => [.. RuleCatalogue.All.Select(rule => rule.Id)];

    [Fact]
    public void Rules_are_in_order_and_each_is_there_once()
    {
        var ids = RuleCatalogue.All.Select(rule => rule.Id).ToArray();

        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
        Assert.Equal(
            typeof(RuleIds).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Every_rule_is_named_by_a_contract_and_every_contract_names_a_rule()
    {
        var named = typeof(Host).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .SelectMany(method => method.GetCustomAttributes<RequiresAttribute>().Select(contract => contract.Rule)
                .Concat(method.GetCustomAttributes<RequiresAbsentAttribute>().Select(contract => contract.Rule))
                .Concat(method.GetCustomAttributes<WrongIfAttribute>().Select(contract => contract.Rule))
                .Concat(method.GetCustomAttributes<RequiresArgumentAttribute>().Select(contract => contract.Rule))
                .Concat(method.GetCustomAttributes<TopologyRuleAttribute>().Select(contract => contract.Rule))
                .Concat(method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes<LeavesWithAttribute>()).Select(contract => contract.Rule))
                .Concat(method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes<LeavesWithoutAttribute>()).Select(contract => contract.Rule)));

        // IRQ9 rules are about how a model is written, not about what comes before what.
        Assert.Equal(
            RuleCatalogue.All.Select(rule => rule.Id).Where(id => !id.StartsWith("IRQ9", StringComparison.Ordinal)),
            named.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_has_a_page_with_its_title_that_says_whether_there_is_a_fix(string id)
    {
        var page = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "rules", $"{id}.md"));

        Assert.StartsWith($"# {id}: {RuleCatalogue.Get(id).Title}\n", page, StringComparison.Ordinal);
        Assert.Equal(RuleCatalogue.Get(id).HasFix, page.Contains("| code fix | yes", StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_of_rules_in_the_README_is_the_catalogue()
    {
        var readme = File.ReadAllText(Path.Combine(Checkout.Root, "README.md"));
        var start = readme.IndexOf("## Rules\n\n", StringComparison.Ordinal) + "## Rules\n\n".Length;
        var table = readme[start..(readme.IndexOf("\n\n", start, StringComparison.Ordinal) + 1)];
        var lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("| | violation | fix |", lines[0]);
        // The last column names the kind of fix; the tests of the rule pages hold it against the page.
        Assert.Equal(
            RuleCatalogue.All.Select(rule => ($"| [{rule.Id}](docs/rules/{rule.Id}.md) | {rule.Title} ", rule.HasFix)),
            lines.Skip(2).Select(line => line.TrimEnd('|').Trim()).Select(line => (line[..line.LastIndexOf('|')], line[(line.LastIndexOf('|') + 1)..].Trim().Length > 0)));
    }

    [Fact]
    public void A_rule_that_is_not_there_is_an_error_that_names_it()
    {
        Assert.Contains("IRQ0000", Assert.Throws<KeyNotFoundException>(() => RuleCatalogue.Get("IRQ0000")).Message, StringComparison.Ordinal);
    }
}
