using IrqModel.Engine.Tests.Rules.Models;
using IrqModel.Rules;
using Xunit;

namespace BugMuseum.Tests;

/// <summary>A rule earns its place by a consequence: some system that is run here breaks it and comes to harm.</summary>
public sealed class ConsequenceTests
{
    /// <summary>Rules that no run can break, with the reason.</summary>
    private static readonly Dictionary<string, string> Unrunnable = new()
    {
        [RuleIds.AddressTaken] = "describing such a machine throws; TopologyFindingTests and the parity of machines look at the exception",
        [RuleIds.WeakenedContract] = "is about overrides that say less than what they stand for, which callers cannot see",
        [RuleIds.FlowNotAwaited] = "is about how a model is written; FlowTests show what the scheduler makes of it",
        [RuleIds.UnreadableContract] = "is about contracts that mean nothing, which no run can break",
        [RuleIds.UnknownOption] = "is about options of the analyzers, which no run reads",
        [RuleIds.UncheckedContract] = "is about calls that a run cannot see; OwnContractTests show that it does not judge by what they change",
    };

    /// <summary>Rules whose breaking is run elsewhere, with the test that looks at the harm.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        [RuleIds.VectorsBeforeDomain] = "tests/IrqModel.Engine.Tests/Running/BringUpTests.cs",
        [RuleIds.DomainFromSharedBus] = "samples/SeedThread/Systems.cs",
    };

    [Fact]
    public void Every_rule_is_broken_by_an_exhibit_or_a_model_of_its_own()
    {
        // ExhibitTests and the tests of the models run each of them and look at the harm.
        var shown = Museum.Exhibits.SelectMany(exhibit => exhibit.Rules).Concat(RuleModels.All.Select(model => model.Rule)).Concat(Elsewhere.Keys);

        Assert.Equal(
            RuleCatalogue.All.Select(rule => rule.Id).Except(Unrunnable.Keys),
            shown.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_run_elsewhere_is()
    {
        var names = typeof(RuleIds).GetFields().ToDictionary(field => (string)field.GetRawConstantValue()!, field => field.Name);

        Assert.All(Elsewhere, shown => Assert.Contains(
            $"[{nameof(RuleIds)}.{names[shown.Key]}]", File.ReadAllText(Path.Combine(Checkout.Root, shown.Value)), StringComparison.Ordinal));
    }
}
