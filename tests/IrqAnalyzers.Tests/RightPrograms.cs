using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Right programs in the shapes that people write, of which what decides is not followed: nothing in them may be called certain.</summary>
public class RightPrograms
{
    private const string Placers = """
        public interface IPlacer { bool Applies(PciFunction function); void Place(PciFunction function); bool TryPlace(PciFunction function); }
        public sealed class OfVfs : IPlacer
        {
            public bool Applies(PciFunction function) => function.IsVirtual;
            public void Place(PciFunction function) => function.InheritMsiDomain();
            public bool TryPlace(PciFunction function) { if (!function.IsVirtual) return false; function.InheritMsiDomain(); return true; }
        }
        public sealed class OfPfs : IPlacer
        {
            private readonly Iommu iommu;
            public OfPfs(Iommu iommu) => this.iommu = iommu;
            public bool Applies(PciFunction function) => !function.IsVirtual;
            public void Place(PciFunction function) { iommu.Register(function); if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain); }
            public bool TryPlace(PciFunction function) { if (function.IsVirtual) return false; Place(function); return true; }
        }
        """;

    private const string Placing = """
        public sealed record Placing(bool Register, bool Inherit)
        {
            public static readonly Placing OfPf = new(true, false);
            public static readonly Placing OfVf = OfPf with { Register = false, Inherit = true };
        }
        """;

    private const string Place = """
        if (function.IsVirtual) { function.InheritMsiDomain(); return; }
        iommu.Register(function);
        if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
        """;

    [Theory]
    [InlineData("private readonly HashSet<Bdf> seen = new();", "if (!seen.Add(function.Address)) return;")]
    [InlineData("private readonly Dictionary<Bdf, bool> seen = new();", "if (!seen.TryAdd(function.Address, true)) return;")]
    [InlineData("private readonly Dictionary<string, int> seen = new();", "var name = function.Name; if (seen.ContainsKey(name)) return; seen[name] = 1;")]
    [InlineData("private readonly HashSet<(int, Bdf)> seen = new();", "if (seen.Contains((function.Bus.Number, function.Address))) return;")]
    public Task A_function_that_a_collection_knows_by_its_name_has_been_placed(string members, string asked) =>
        ExpectNothingCertainAsync(Model.Notifier(asked + Place, members));

    [Theory]
    [InlineData("foreach (var placer in placers) if (placer.Applies(function)) { placer.Place(function); return; }")]
    [InlineData("foreach (var placer in placers) if (placer.TryPlace(function)) return;")]
    [InlineData("for (var index = 0; index < placers.Length; index++) if (placers[index].TryPlace(function)) break;")]
    [InlineData("var done = false; foreach (var placer in placers) { done = placer.TryPlace(function); if (done) break; }")]
    public Task One_of_several_strategies_does_it(string added) =>
        ExpectNothingCertainAsync(Placers + Model.Notifier(added, "private IPlacer[] placers => new IPlacer[] { new OfVfs(), new OfPfs(iommu) };"));

    [Fact]
    public Task One_of_two_settings_says_what_to_do() => ExpectNothingCertainAsync(Placing + Model.Notifier("""
        var plan = function.IsVirtual ? Placing.OfVf : Placing.OfPf;
        if (plan.Register) iommu.Register(function);
        if (plan.Inherit) { function.InheritMsiDomain(); return; }
        if (plan.Register && iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
        """));

    [Theory]
    [InlineData("result.Vectors == 0")]
    [InlineData("result.Failed")]
    [InlineData("result is { Failed: true }")]
    public Task A_result_that_stands_for_failure_is_one_of_its_own(string failed) => ExpectNothingCertainAsync($$"""
        public readonly record struct Result(int Vectors) { public bool Failed => Vectors == 0; public static readonly Result None = new(0); }
        """ + Model.Driver(
        $"var result = Setup(function); if ({failed}) {{ function.FailProbe(); return; }} function.RequestInterrupts();",
        "private static Result Setup(PciFunction function) { var count = function.AllocateVectors(4); if (count == 0) return Result.None; return new(count); }"));

    [Theory]
    [InlineData("var asked = function.Gsi;", "asked is not null", "asked > 3")]
    [InlineData("var asked = function as PhysicalFunction;", "asked is not null", "asked?.CanEnableSriov == true")]
    [InlineData("var asked = (function as PhysicalFunction)?.VirtualFunctions;", "asked is not null", "asked?.Count > 0")]
    public Task Nothing_is_more_than_nothing(string declared, string wanted, string used) => ExpectNothingCertainAsync(Model.Driver(
        $"{declared} if ({wanted} && function.AllocateVectors(2) == 0) {{ function.FailProbe(); return; }} if ({used}) function.RequestInterrupts();"));

    [Theory]
    [InlineData("n /= 2")]
    [InlineData("n >>= 1")]
    [InlineData("n--")]
    public Task Fewer_vectors_are_asked_for_until_there_are_some(string fewer) => ExpectNothingCertainAsync(Model.Driver(
        $"var n = function.VectorCapacity; while (n > 0 && function.AllocateVectors(n) == 0) {fewer}; if (n == 0) {{ function.FailProbe(); return; }} function.RequestInterrupts();"));

    [Theory]
    [InlineData("function is PhysicalFunction { Sriov: not null }")]
    [InlineData("function is VirtualFunction { Index: 0 }")]
    [InlineData("function is not (PhysicalFunction { Sriov: null } or VirtualFunction)")]
    [InlineData("Wants(function)")]
    public Task Who_asks_again_gets_the_same_answer(string asked) => ExpectNothingCertainAsync(Model.Driver(
        $"if ({asked} && function.AllocateVectors(2) == 0) {{ function.FailProbe(); return; }} Console.WriteLine(); if ({asked}) function.RequestInterrupts();",
        "private static bool Wants(PciFunction function) => function.MsixTableSize > 0 && function.Bus.Number != 0;"));

    [Fact]
    public Task An_enumeration_has_no_members_but_its_own() => ExpectNothingCertainAsync(Model.Driver(
        "switch (mode) { case Mode.Msix: if (function.AllocateVectors(4) == 0) return; break; case Mode.Msi: if (function.AllocateVectors(1) == 0) return; break; } function.RequestInterrupts();",
        "private enum Mode { Msix, Msi } private Mode mode;"));

    [Fact]
    public Task What_is_asked_for_its_flags_is_called_once() => Model.ExpectAsync(Model.Driver(
        "if (function.AllocateVectors(4) == 0) return; if (Finish(function).HasFlag(Steps.Freed)) function.FailProbe();",
        "[Flags] private enum Steps { None, Freed = 1 } private static Steps Finish(PciFunction function) { function.FreeVectors(); return Steps.Freed; }"));

    [Fact]
    public Task A_swap_keeps_what_was_so_before() => ExpectNothingCertainAsync(Model.Host("""
        var (match, _) = (function.MatchDriver, function.MatchDriver = false);
        await function.Add();
        function.MatchDriver = match;
        """));

    [Theory]
    [InlineData("private bool on;", "foreach (var unit in Machine.RemappingUnits) { iommu.SetTablePointer(unit); iommu.InvalidateEntryCache(unit); iommu.EnableRemapping(unit); on = true; } if (on)")]
    [InlineData("private bool on;", "if (iommu.EnableInterruptRemapping()) on = true; if (on)")]
    [InlineData("private string log = \"\";", "if (iommu.EnableInterruptRemapping()) log += \"remapped\"; if (log.Length > 0)")]
    public Task A_field_is_set_by_what_was_done_while_the_host_boots(string field, string asked) =>
        ExpectNothingCertainAsync(Model.Boot(asked + " EnableX2Apic(iommu); CreateDefaultMsiDomain(); await ScanBuses();", field));

    private static async Task ExpectNothingCertainAsync(string program)
    {
        var findings = (await Model.AnalyzeAsync(Model.Compile(program))).Select(Model.Render).ToList();
        Assert.DoesNotContain(findings, finding => finding.Contains(" definite ", StringComparison.Ordinal));
    }
}
