using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Delegates in members of records, options and operation tables, and predicates that a query asks.</summary>
public class HeldDelegates
{
    private const string Ops = "internal sealed record Ops(Action<PciFunction> Quiesce, Action<PciFunction> Free);";

    [Theory]
    [InlineData("Table.Quiesce(function); Table.Free(function);", "")]
    [InlineData("Table.Free(function); Table.Quiesce(function);", "IRQ4001 possible any: Table.Free(function)")]
    public Task The_code_in_a_table_of_operations_is_known_member_by_member(string unbind, string finding) => Model.ExpectAsync(
        Ops + Unbinding(unbind, "private static readonly Ops Table = new(f => f.ReleaseInterrupts(), f => f.FreeVectors());"), Expected(finding));

    [Theory]
    [InlineData("internal sealed class Ops { public Action<PciFunction>? Quiesce { get; init; } public required Action<PciFunction> Free { get; init; } }")]
    [InlineData("internal sealed class Ops { public Action<PciFunction>? Quiesce { get; set; } public Action<PciFunction>? Free; }")]
    public Task Options_are_tables_too(string ops) => Model.ExpectAsync(
        ops + Unbinding("table.Free!(function); table.Quiesce!(function);", "private readonly Ops table = new() { Quiesce = f => f.ReleaseInterrupts(), Free = f => f.FreeVectors() };"),
        "IRQ4001 possible any: table.Free!(function)");

    [Theory]
    [InlineData("table.Quiesce?.Invoke(function); table.Free?.Invoke(function);")]
    [InlineData("if (table.Quiesce is null) return; table.Quiesce(function); table.Free!(function);")]
    [InlineData("if (table.Quiesce is not null) table.Quiesce(function); if (table.Free != null) table.Free(function);")]
    public async Task Whether_there_is_code_is_decided_where_it_is_put_there_so_nothing_is_certain(string unbind) => Assert.DoesNotContain(
        await Model.AnalyzeAsync(Model.Compile(
            "internal sealed class Ops { public Action<PciFunction>? Quiesce { get; init; } public Action<PciFunction>? Free { get; init; } }"
            + Unbinding(unbind, "private readonly Ops table = new() { Quiesce = f => f.ReleaseInterrupts(), Free = f => f.FreeVectors() };"))),
        diagnostic => Model.Render(diagnostic).Contains(" definite ", StringComparison.Ordinal));

    [Fact]
    public Task IRQ2001_of_ways_that_have_a_predicate_one_may_always_fit() => Model.ExpectAsync(
        "internal sealed record Way(Func<PciFunction, bool> Fits, Action<PciFunction> Place);"
        + Notifier(
            "foreach (var way in Ways) { if (!way.Fits(function)) continue; way.Place(function); return; } if (function.IsVirtual) return;",
            "private static readonly Way[] Ways = { new(f => f.IsVirtual, f => f.InheritMsiDomain()), new(f => true, f => f.InheritMsiDomain()) };"),
        "IRQ2001 possible virtual: return;");

    [Theory]
    [InlineData("foreach (var rule in Rules) if (rule.Applies(function)) return;")]
    [InlineData("if (Rules.Any(rule => rule.Applies(function))) return;")]
    [InlineData("if (Rules.FirstOrDefault(rule => rule.Applies(function)) is not null) return;")]
    [InlineData("if (Predicates.Any(applies => applies(function))) return;")]
    [InlineData("if (Array.Exists(Rules, rule => rule.Applies(function))) return;")]
    public Task A_predicate_of_a_table_may_let_a_function_go(string filter) => Model.ExpectAsync(
        "internal sealed record Rule(string Why, Func<PciFunction, bool> Applies);"
        + Notifier(filter, "private static readonly Rule[] Rules = { new(\"a\", f => f.MsixTableSize == 1), new(\"b\", f => f.PhysicalFunction is not null) };"
            + "private static readonly Func<PciFunction, bool>[] Predicates = { f => f.MsixTableSize == 1, f => f.PhysicalFunction is not null };"),
        "IRQ2001 possible virtual: return;");

    [Theory]
    [InlineData("public sealed class Hooks { public Action<PciFunction> Before { get; set; } = f => { }; }", "hooks.Before(function);")]
    [InlineData("internal sealed class Hooks { internal Action<PciFunction> Before = f => { }; }", "hooks.Before(function);")]
    public Task What_somebody_may_still_set_may_do_anything(string hooks, string call) => Model.ExpectAsync(
        hooks + Notifier(call + " if (function.IsVirtual) return;", "private readonly Hooks hooks = new();"));

    [Theory]
    [InlineData("new() { [Kind.Virtual] = f => f.InheritMsiDomain(), [Kind.Bridge] = Place, [Kind.Endpoint] = Place }", "actions[Classify(function)](function);", "")]
    [InlineData("new() { { Kind.Virtual, f => f.InheritMsiDomain() }, { Kind.Bridge, Place }, { Kind.Endpoint, Place } }", "var action = actions[Classify(function)]; action(function);", "")]
    [InlineData("new() { [Kind.Virtual] = f => { }, [Kind.Bridge] = Place, [Kind.Endpoint] = Place }", "actions[Classify(function)](function);", "IRQ2001 definite virtual: OnDeviceAdded")]
    [InlineData("new() { [Kind.Virtual] = f => f.InheritMsiDomain(), [Kind.Bridge] = Place, [Kind.Endpoint] = Place }", "if (actions.TryGetValue(Classify(function), out var action)) action(function);", "IRQ2001 possible virtual: OnDeviceAdded")]
    [InlineData("new() { [other] = f => f.InheritMsiDomain(), [Kind.Bridge] = Place, [Kind.Endpoint] = Place }", "actions[Classify(function)](function);", "")]
    public Task A_table_has_its_code_under_keys(string table, string call, string finding) => Model.ExpectAsync(
        $$"""
        internal enum Kind { Virtual, Bridge, Endpoint }
        internal sealed class Placing : IommuNotifier
        {
            private readonly Iommu dmar;
            private readonly Dictionary<Kind, Action<PciFunction>> actions;
            public Placing(Iommu dmar, Kind other) : base(1)
            {
                this.dmar = dmar;
                actions = {{table}};
            }
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                {{call}}
            }
            private static Kind Classify(PciFunction f) => f switch { VirtualFunction => Kind.Virtual, PciBridge => Kind.Bridge, _ => Kind.Endpoint };
            private void Place(PciFunction f) { dmar.Register(f); f.AssignMsiDomain(dmar.FindMsiDomain(f)); }
        }
        """, Expected(finding));

    private static string Notifier(string before, string members) => $$"""
        internal sealed class Notified : IommuNotifier
        {
            private readonly Iommu iommu;
            {{members}}
            public Notified(Iommu iommu) : base(1) => this.iommu = iommu;
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                {{before}}
                if (function.IsVirtual) { function.InheritMsiDomain(); return; }
                iommu.Register(function);
                function.AssignMsiDomain(iommu.FindMsiDomain(function));
            }
        }
        """;

    private static string Unbinding(string unbind, string members) => $$"""
        internal sealed class Unbinding : PciDriver
        {
            {{members}}
            public Unbinding() : base("unbinding") { }
            public override bool Matches(PciFunction function) => function.VectorCapacity > 0;
            protected override async Flow Probe(PciFunction function)
            {
                if (function.AllocateVectors(2) > 0) function.RequestInterrupts();
            }
            protected override async Flow Unbind(PciFunction function)
            {
                if (function is PhysicalFunction physical) await physical.DisableSriov();
                {{unbind}}
            }
        }
        """;

    private static string[] Expected(string finding) => finding.Length > 0 ? [finding] : [];
}
