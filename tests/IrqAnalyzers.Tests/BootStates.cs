using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Hosts that boot step by step, with the step in a field that starts with a constant.</summary>
public class BootStates
{
    private static string Host(string steps, string members = "") => $$"""
        internal enum Stage { Domains, Remapping, Listen, Scan, Done }

        internal sealed class Staged : Host
        {
            private readonly Iommu iommu;
            private Stage stage = Stage.Domains;
            public Staged(Machine machine) : base(machine) { iommu = new Iommu(machine); }
            public override async Flow Boot() { while (stage != Stage.Done) stage = await Step(stage); }
            private async Flow<Stage> Step(Stage current)
            {
                switch (current) { {{steps}} default: throw new InvalidOperationException(); }
            }
            {{members}}
        }

        internal sealed class Listener : BusNotifier { public Listener() : base(1) { } }
        """;

    private const string Domains = "case Stage.Domains: CreateDefaultMsiDomain(); return Stage.Remapping; case Stage.Remapping: iommu.EnableInterruptRemapping(); ";

    [Fact]
    public Task Steps_in_their_order_are_right() => Model.ExpectAsync(
        Host(Domains + "return Stage.Listen; case Stage.Listen: Subscribe(new Listener()); return Stage.Scan; case Stage.Scan: await ScanBuses(); return Stage.Done;"));

    [Fact]
    public async Task A_step_that_comes_too_late_is_surely_wrong()
    {
        var found = await Model.AnalyzeAsync(Model.Compile(
            Host(Domains + "return Stage.Scan; case Stage.Scan: await ScanBuses(); return Stage.Listen; case Stage.Listen: Subscribe(new Listener()); return Stage.Done;")));
        Assert.StartsWith("IRQ1008 definite", Model.Render(Assert.Single(found)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public void Restart() => stage = Stage.Listen;")]
    [InlineData("public ref Stage Current => ref stage;")]
    public async Task Where_others_assign_the_step_nothing_is_sure(string members)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(
            Host(Domains + "return Stage.Scan; case Stage.Scan: await ScanBuses(); return Stage.Listen; case Stage.Listen: Subscribe(new Listener()); return Stage.Done;", members)));
        Assert.DoesNotContain(found, diagnostic => diagnostic.Properties["irq.certainty"] == "definite");
    }
}
