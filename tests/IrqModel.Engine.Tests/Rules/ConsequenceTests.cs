using IrqModel.Engine.Tests.Rules.Models;
using Xunit;

namespace IrqModel.Engine.Tests.Rules;

/// <summary>A rule earns its place by a consequence: what hardware does when it is broken, and not when it is kept.</summary>
public sealed class ConsequenceTests
{
    public static TheoryData<string> Names => [.. RuleModels.All.Select(model => model.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_system_that_breaks_the_rule_is_told_so_and_comes_to_the_harm_that_the_rule_is_about(string name)
    {
        var model = RuleModels.Named(name);
        var result = model.Run(right: false);

        Assert.Equal([model.Rule], result.FindingKeys.Select(key => key.Rule).Distinct());
        Assert.All(result.FindingKeys, key => Assert.Equal($"{name}.cs", key.File));
        Assert.Equal([model.Harm], model.HarmsIn(result));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_system_that_keeps_it_is_told_nothing_and_comes_to_no_harm(string name)
    {
        var model = RuleModels.Named(name);
        var result = model.Run(right: true);

        Assert.Empty(result.Findings);
        Assert.Empty(model.HarmsIn(result));
        Assert.NotEmpty(result.Functions);
    }
}
