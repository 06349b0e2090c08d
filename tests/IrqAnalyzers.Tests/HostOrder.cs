using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>IRQ1005 and IRQ1008: what a host does before it looks for functions, and IRQ1009: how it switches remapping on.</summary>
public class HostOrder
{
    private const string Prepare = "iommu.SetTablePointer(unit); iommu.InvalidateEntryCache(unit);";

    [Theory]
    [InlineData("await ScanBus(bus); bus.SetMsiDomain(null);", "definite")]
    [InlineData("await ScanBus(bus); var same = bus; same.SetMsiDomain(null);", "definite")]
    [InlineData("if (flag) await ScanBus(bus); bus.SetMsiDomain(null);", "possible")]
    [InlineData("await ScanBuses(); bus.SetMsiDomain(null);", "possible")]
    [InlineData("await ScanBuses(); Machine.Buses[0].SetMsiDomain(null);", "possible")]
    [InlineData("await ScanBuses(); foreach (var each in Machine.Buses) each.SetMsiDomain(null);", "possible")]
    [InlineData("if (flag) await ScanBuses(); foreach (var each in Machine.Buses) each.SetMsiDomain(null);", "possible")]
    [InlineData("for (var i = 0; i < 2; i++) { bus.SetMsiDomain(null); await ScanBuses(); }", "possible")]
    public Task A_domain_for_a_bus_that_was_scanned_comes_too_late(string boot, string certainty)
    {
        var call = boot.Contains("same.", StringComparison.Ordinal) ? "same" : boot.Contains("each.", StringComparison.Ordinal) ? "each"
            : boot.Contains("Buses[0]", StringComparison.Ordinal) ? "Machine.Buses[0]" : "bus";
        return Model.ExpectAsync(Model.Boot(boot), $"IRQ1005 {certainty} any: {call}.SetMsiDomain(null)");
    }

    [Theory]
    [InlineData("bus.SetMsiDomain(null); await ScanBus(bus);")]
    [InlineData("bus.SetMsiDomain(null); await ScanBuses();")]
    [InlineData("foreach (var each in Machine.Buses) each.SetMsiDomain(null); await ScanBuses();")]
    public Task A_domain_for_a_bus_that_will_be_scanned_is_in_time(string boot) => Model.ExpectAsync(Model.Boot(boot));

    [Fact]
    public Task A_helper_that_scans_is_known_to_have_scanned() => Model.ExpectAsync(
        Model.Boot("await Find(); Give(bus);", "private async Flow Find() => await ScanBuses(); private static void Give(PciBus to) => to.SetMsiDomain(null);"),
        "IRQ1005 possible any: Give(bus)");

    [Fact]
    public Task A_bus_that_is_set_up_has_not_been_scanned() => Model.ExpectAsync(
        Model.Boot("await ScanBuses();", "protected override void SetUpBus(PciBus found) => found.SetMsiDomain(DefaultMsiDomain);"));

    [Theory]
    [InlineData("await ScanBuses(); Subscribe(notifier);", "Subscribe(notifier)", "definite")]
    [InlineData("await ScanBus(bus); Subscribe(notifier);", "Subscribe(notifier)", "definite")]
    [InlineData("await HotAdd(bus.Functions[0]); Subscribe(notifier);", "Subscribe(notifier)", "definite")]
    [InlineData("if (flag) await ScanBuses(); Subscribe(notifier);", "Subscribe(notifier)", "possible")]
    [InlineData("await ScanBuses(); if (flag) _ = AddedFunctions.Count; Subscribe(notifier);", "Subscribe(notifier)", "possible")]
    [InlineData("await ScanBuses(); void Late() => Subscribe(notifier); Late();", "Late()", "definite")]
    [InlineData("await ScanBuses(); Subscribe(Make());", "Subscribe(Make())", "possible")]
    public Task A_notifier_that_comes_after_the_functions_does_not_hear_of_them(string boot, string call, string certainty) => Model.ExpectAsync(
        Model.Boot(boot, "protected virtual BusNotifier Make() => notifier;"), $"IRQ1008 {certainty} any: {call}");

    [Theory]
    [InlineData("Subscribe(notifier); await ScanBuses();")]
    [InlineData("await ScanBuses(); foreach (var function in AddedFunctions) iommu.Register(function); Subscribe(notifier);")]
    [InlineData("await ScanBuses(); foreach (var function in AddedFunctions) iommu.Register(function); Subscribe(Make());")]
    public Task A_notifier_that_comes_first_or_whose_owner_looks_back_misses_nothing(string boot) => Model.ExpectAsync(
        Model.Boot(boot, "protected virtual BusNotifier Make() => notifier;"));

    [Theory]
    [InlineData("var unit = Machine.RemappingUnits[0]; iommu.EnableRemapping(unit);", "definite")]
    [InlineData("var unit = Machine.RemappingUnits[0]; iommu.InvalidateEntryCache(unit); iommu.SetTablePointer(unit); iommu.EnableRemapping(unit);", "definite")]
    [InlineData("foreach (var unit in Machine.RemappingUnits) { iommu.SetTablePointer(unit); iommu.EnableRemapping(unit); }", "definite")]
    [InlineData("var unit = Machine.RemappingUnits[0]; if (flag) iommu.SetTablePointer(unit); iommu.InvalidateEntryCache(unit); iommu.EnableRemapping(unit);", "possible")]
    public Task A_unit_that_remaps_without_table_or_with_a_stale_cache_is_wrong(string boot, string certainty) => Model.ExpectAsync(
        Model.Boot(boot), $"IRQ1009 {certainty} any: iommu.EnableRemapping(unit)");

    [Theory]
    [InlineData("foreach (var unit in Machine.RemappingUnits) { " + Prepare + " iommu.EnableRemapping(unit); }")]
    [InlineData("foreach (var unit in Machine.RemappingUnits) { " + Prepare + " } foreach (var unit in Machine.RemappingUnits) iommu.EnableRemapping(unit);")]
    [InlineData("foreach (var unit in Machine.RemappingUnits) Ready(unit); iommu.EnableRemapping(Machine.RemappingUnits[0]);")]
    [InlineData("await SuspendDevices(); iommu.EnableRemapping(Machine.RemappingUnits[0]);")]
    public Task A_unit_that_is_prepared_or_that_somebody_may_have_prepared_is_right(string boot) => Model.ExpectAsync(
        Model.Boot(boot, "private void Ready(RemappingUnit unit) { " + Prepare + " }"));

    [Theory]
    [InlineData("Ready(unit); await ScanBuses(); iommu.EnableRemapping(unit);", "iommu.EnableRemapping(unit)")]
    [InlineData("Ready(unit); await ScanBus(bus); iommu.EnableRemapping(unit);", "iommu.EnableRemapping(unit)")]
    [InlineData("Ready(unit); iommu.EnableRemapping(unit); await ScanBuses(); foreach (var late in Machine.RemappingUnits) Switch(late);", "Switch(late)")]
    public Task IRQ1009_a_unit_that_remaps_after_functions_were_added_may_come_too_late(string boot, string place) => Model.ExpectAsync(
        Model.Boot(
            "var unit = Machine.RemappingUnits[0]; " + boot,
            "private void Ready(RemappingUnit unit) { " + Prepare + " } private void Switch(RemappingUnit unit) { Ready(unit); iommu.EnableRemapping(unit); }"),
        $"IRQ1009 possible any: {place}");

    [Fact]
    public Task A_helper_is_held_to_what_it_is_handed() => Model.ExpectAsync(
        Model.Boot(
            "var unit = Machine.RemappingUnits[0]; iommu.SetTablePointer(unit); On(unit); iommu.InvalidateEntryCache(unit); On(unit);",
            "private void On(RemappingUnit unit) => iommu.EnableRemapping(unit);"),
        "IRQ1009 definite any: On(unit)");

    [Theory]
    [InlineData("SetUp(); EnableX2Apic(iommu);", "")]
    [InlineData("EnableX2Apic(iommu); SetUp();", "definite")]
    [InlineData("foreach (var unit in Machine.RemappingUnits) { if (!unit.SupportsInterruptRemapping) continue; Enable(unit); } EnableX2Apic(iommu);", "possible")]
    public Task IRQ1009_a_loop_over_the_units_switches_remapping_on(string boot, string certainty) => Model.ExpectAsync(
        Model.Boot(boot, """
            private void SetUp() { foreach (var unit in Machine.RemappingUnits) Enable(unit); }
            private void Enable(RemappingUnit unit) { iommu.SetTablePointer(unit); iommu.InvalidateEntryCache(unit); iommu.EnableRemapping(unit); }
            """),
        certainty.Length > 0 ? [$"IRQ1009 {certainty} any: EnableX2Apic(iommu)"] : []);

    [Theory]
    [InlineData("EnableX2Apic(iommu); iommu.EnableInterruptRemapping();", "definite")]
    [InlineData("if (flag) iommu.EnableInterruptRemapping(); EnableX2Apic(iommu);", "possible")]
    public Task X2apic_mode_before_remapping_is_wrong(string boot, string certainty) => Model.ExpectAsync(
        Model.Boot(boot), $"IRQ1009 {certainty} any: EnableX2Apic(iommu)");

    [Theory]
    [InlineData("iommu.EnableInterruptRemapping(); EnableX2Apic(iommu);")]
    [InlineData("if (iommu.EnableInterruptRemapping()) EnableX2Apic(iommu);")]
    [InlineData("foreach (var unit in Machine.RemappingUnits) { " + Prepare + " iommu.EnableRemapping(unit); EnableX2Apic(iommu); }")]
    public Task X2apic_mode_after_remapping_is_right(string boot) => Model.ExpectAsync(Model.Boot(boot));

    [Fact]
    public Task What_a_host_holds_is_as_new_only_where_it_starts() => Model.ExpectAsync(
        Model.Boot("", "private void Later() { EnableX2Apic(iommu); iommu.EnableRemapping(Machine.RemappingUnits[0]); }"));

    [Fact]
    public async Task The_messages_name_what_comes_first()
    {
        async Task<string> MessageOf(string boot) => Assert.Single(await Model.AnalyzeAsync(Model.Compile(Model.Boot(boot)))).GetMessage();
        Assert.Equal(
            "'SetMsiDomain' sets the MSI domain of 'bus' after its functions were scanned. Call it before 'ScanBus' or 'ScanBuses'.",
            await MessageOf("await ScanBus(bus); bus.SetMsiDomain(null);"));
        Assert.Equal(
            "'Subscribe' comes after functions were added to 'this', and the notifier will not see them. Call it before 'HotAdd', 'ScanBus' or 'ScanBuses', or visit 'AddedFunctions' first.",
            await MessageOf("await ScanBuses(); Subscribe(notifier);"));
        Assert.Equal(
            "'EnableX2Apic' is called before 'iommu' is ready for it. Call 'EnableInterruptRemapping' or 'EnableRemapping' first.",
            await MessageOf("EnableX2Apic(iommu);"));
    }
}
