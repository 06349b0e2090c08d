using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>IRQ9002: overrides and implementations whose own attributes take back what the base says.</summary>
public class WeakenedContractsTests
{
    private const string Demand = "Requires(Facts.Registered, Subject = nameof(f), Rule = RuleIds.DomainBeforeRegistration)";

    [Fact]
    public Task A_demand_that_the_base_does_not_have_weakens() => ExpectAsync("", Demand, $"IRQ9002 definite any: {Demand}");

    [Fact]
    public Task A_demand_that_the_base_has_too_does_not() => ExpectAsync($"[{Demand}]", Demand);

    [Fact]
    public Task A_weaker_demand_does_not() => ExpectAsync(
        $"[{Demand}]", "Requires(Facts.Registered | Facts.MsiDomainDecided, Subject = nameof(f), Rule = RuleIds.DomainBeforeRegistration)");

    [Fact]
    public Task A_demand_for_more_kinds_weakens() => ExpectAsync(
        "[Requires(Facts.Registered, Subject = nameof(f), When = FunctionKind.Virtual, Rule = RuleIds.DomainBeforeRegistration)]",
        Demand, $"IRQ9002 definite any: {Demand}");

    [Fact]
    public Task A_demand_of_absence_weakens() => ExpectAsync(
        "", "RequiresAbsent(Facts.Bound, Subject = nameof(f), Rule = RuleIds.BindingBeforeDomain)",
        "IRQ9002 definite any: RequiresAbsent(Facts.Bound, Subject = nameof(f), Rule = RuleIds.BindingBeforeDomain)");

    [Theory]
    [InlineData("Revokes(Facts.Registered, Subject = nameof(f))")]
    [InlineData("MayEnsure(Facts.Registered, Subject = nameof(f))")]
    public Task What_the_base_ensures_may_not_be_taken_back(string attribute) => ExpectAsync(
        "[Ensures(Facts.Registered, Subject = nameof(f))]", attribute, $"IRQ9002 definite any: {attribute}");

    [Fact]
    public Task Another_promise_does_not_weaken() => ExpectAsync(
        "[Ensures(Facts.Registered, Subject = nameof(f))]", "Ensures(Facts.MsiDomainDecided, Subject = nameof(f))");

    [Fact]
    public Task An_implementation_may_not_demand_more_than_the_interface() => Model.ExpectAsync($$"""
        public interface I { void M(PciFunction f); }
        public class C : I { [{{Demand}}] public void M(PciFunction f) { } }
        """, $"IRQ9002 definite any: {Demand}");

    [Fact]
    public Task An_override_may_not_take_more_for_granted() => Model.ExpectAsync("""
        public class N : BusNotifier
        {
            protected override async Flow OnDeviceAdded([ArrivesWithout(Facts.Added)] PciFunction function) => await Flow.Completed;
        }
        public abstract class M : IommuNotifier
        {
            protected abstract override Flow OnDeviceAdded([ArrivesWithout(Facts.Registered)] PciFunction function);
        }
        """, "IRQ9002 definite any: ArrivesWithout(Facts.Added)");

    [Fact]
    public Task A_method_that_overrides_nothing_says_what_it_likes() => Model.ExpectAsync(
        $$"""public class C { [{{Demand}}] public virtual void M(PciFunction f) { } }""");

    [Fact]
    public async Task The_message_names_both_and_the_fact()
    {
        var found = Assert.Single(await Model.AnalyzeAsync(Model.Compile(Source("", Demand))));
        Assert.Equal("'C.M' weakens the contract of 'B.M': it requires 'Registered' of 'f'.", found.GetMessage());
        Assert.Equal("IRQ9002|C.M|Model0.cs:3|B", found.Properties["irq.key"]);
    }

    private static Task ExpectAsync(string ofBase, string ofOverride, params string[] findings) => Model.ExpectAsync(Source(ofBase, ofOverride), findings);

    private static string Source(string ofBase, string ofOverride) => $$"""
        public class B { {{ofBase}} public virtual void M(PciFunction f) { } }
        public class C : B { [{{ofOverride}}] public override void M(PciFunction f) { } }
        """;
}
