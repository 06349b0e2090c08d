using System.Reflection;
using System.Text.RegularExpressions;
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
    public void The_README_names_the_first_and_the_last_rule_of_each_family()
    {
        var readme = File.ReadAllText(Path.Combine(Checkout.Root, "README.md"));
        var named = Regex.Matches(readme, @"^\| (IRQ\d{4}) to (IRQ\d{4}) \|", RegexOptions.Multiline).Select(row => (row.Groups[1].Value, row.Groups[2].Value));

        // IRQ9001 says that an analysis gave up, which is no rule about models and not in the catalogue.
        var families = RuleCatalogue.All.Select(rule => rule.Id).Append("IRQ9001").Order(StringComparer.Ordinal).GroupBy(id => id[..4]);
        Assert.Equal(families.Select(family => (family.First(), family.Last())), named);
    }

    [Fact]
    public void A_rule_that_is_not_there_is_an_error_that_names_it()
    {
        Assert.Contains("IRQ0000", Assert.Throws<KeyNotFoundException>(() => RuleCatalogue.Get("IRQ0000")).Message, StringComparison.Ordinal);
    }
}
