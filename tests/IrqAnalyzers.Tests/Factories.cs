using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>A factory chooses a strategy by the kind of a function. Only what it can have chosen runs.</summary>
public class Factories
{
    private const string Strategies = """
        public interface IPlacement { void Place(PciFunction function); }
        public sealed class Scoped : IPlacement
        {
            private readonly Iommu iommu;
            public Scoped(Iommu iommu) => this.iommu = iommu;
            public void Place(PciFunction function) { iommu.Register(function); if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain); }
        }
        public sealed class Bridged : IPlacement
        {
            private readonly Iommu iommu;
            public Bridged(Iommu iommu) => this.iommu = iommu;
            public void Place(PciFunction function) { iommu.Register(function); if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain); }
        }
        public sealed class Inherited : IPlacement { public void Place(PciFunction function) => function.InheritMsiDomain(); }
        public sealed class Left : IPlacement { public void Place(PciFunction function) { } }
        """;

    [Theory]
    [InlineData("function switch { VirtualFunction => new Inherited(), PciBridge => new Bridged(iommu), _ => new Scoped(iommu) }", "")]
    [InlineData("function switch { VirtualFunction => new Left(), PciBridge => new Bridged(iommu), _ => new Scoped(iommu) }", "definite")]
    [InlineData("function switch { VirtualFunction => left, PciBridge => bridged, _ => scoped }", "definite")]
    [InlineData("function switch { VirtualFunction => inherited, PciBridge => bridged, _ => scoped }", "")]
    [InlineData("function is VirtualFunction ? inherited : scoped", "")]
    [InlineData("function is VirtualFunction ? left : scoped", "definite")]
    [InlineData("function is VirtualFunction ? left : new Scoped(iommu)", "definite")]
    [InlineData("function is VirtualFunction ? new Left() : scoped", "definite")]
    [InlineData("function switch { VirtualFunction => left, _ => scoped }", "definite")]
    [InlineData("function switch { VirtualFunction => left, _ => inherited }", "definite")]
    [InlineData("function switch { VirtualFunction => left, PciBridge => inherited, _ => inherited }", "definite")]
    [InlineData("function switch { VirtualFunction => left, PciBridge => new Bridged(iommu), _ => new Scoped(iommu) }", "definite")]
    public Task Of_the_strategies_of_a_kind_one_runs(string choice, string certainty) => Model.ExpectAsync(
        Notifier("For(function).Place(function);", $"private IPlacement For(PciFunction function) => {choice};"),
        certainty.Length > 0 ? [$"IRQ2001 {certainty} virtual: OnDeviceAdded"] : []);

    [Theory]
    [InlineData("Role.Virtual => inherited", "")]
    [InlineData("Role.Virtual => left", "definite")]
    public Task A_factory_asked_for_a_role_gives_what_it_keeps_for_it(string arm, string certainty) => Model.ExpectAsync(
        Notifier(
            "For(RoleOf(function)).Place(function);",
            $$"""
            private enum Role { Endpoint, Virtual, Bridge }
            private static Role RoleOf(PciFunction function) => function switch { VirtualFunction => Role.Virtual, PciBridge => Role.Bridge, _ => Role.Endpoint };
            private IPlacement For(Role role) => role switch { Role.Endpoint => scoped, {{arm}}, Role.Bridge => bridged, _ => throw new ArgumentOutOfRangeException(nameof(role)) };
            """),
        certainty.Length > 0 ? [$"IRQ2001 {certainty} virtual: OnDeviceAdded"] : []);

    private static string Notifier(string placed, string members) => Model.Notifier(
        placed,
        members + """
            private readonly Left left = new();
            private readonly Inherited inherited = new();
            private Scoped scoped => new(iommu);
            private Bridged bridged => new(iommu);
            """) + Strategies;
}
