using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>The rules on letting go: SR-IOV, vectors, entries, units, removal, resume.</summary>
public class LifeCycle
{
    private const string Allocated = "if (function.AllocateVectors(4) == 0) return; ";

    [Theory]
    [InlineData("", "definite")]
    [InlineData("await physical.RemoveVirtualFunctions();", "")]
    [InlineData("if (flag) await physical.RemoveVirtualFunctions();", "possible")]
    public Task IRQ2004_VFs_are_removed_before_they_are_switched_off(string before, string certainty) => Model.ExpectAsync(
        Model.Driver($"if (function is not PhysicalFunction physical) return; await physical.EnableSriov(2); {before} physical.ClearVfEnable(); await physical.RemoveVirtualFunctions();"),
        Findings(certainty.Length > 0, $"IRQ2004 {certainty} physical: physical.ClearVfEnable()"));

    [Theory]
    [InlineData("function.RequestInterrupts(); function.FreeVectors();", true)]
    [InlineData("function.RequestInterrupts(); function.ReleaseInterrupts(); function.FreeVectors();", false)]
    [InlineData("foreach (var other in function.Bus.Functions) { function.RequestInterrupts(); function.ReleaseInterrupts(); } function.FreeVectors();", false)]
    [InlineData("Request(function); function.FreeVectors();", true)]
    [InlineData("Action request = () => function.RequestInterrupts(); request(); function.FreeVectors();", true)]
    public Task IRQ4001_interrupts_are_released_before_their_vectors_are_freed(string body, bool isWrong) => Model.ExpectAsync(
        Model.Driver(Allocated + body, "private static void Request(PciFunction device) => device.RequestInterrupts();"),
        Findings(isWrong, "IRQ4001 definite any: function.FreeVectors()"));

    [Theory]
    [InlineData("if (function.HasVectors) function.ReleaseInterrupts(); if (function.HasVectors) function.FreeVectors();")]
    [InlineData("if (function.HasVectors) function.ReleaseInterrupts(); Release(function);")]
    [InlineData("if (function is { HasVectors: true }) { function.ReleaseInterrupts(); } function.FreeVectors();")]
    public Task IRQ4001_where_there_are_no_vectors_no_interrupts_are_requested(string body) => Model.ExpectAsync(
        $$"""
        public class TestDriver : PciDriver
        {
            public TestDriver() : base("test") { }
            public override bool Matches(PciFunction function) => true;
            protected override async Flow Unbind(PciFunction function)
            {
                if (function is PhysicalFunction pf) await pf.DisableSriov();
                {{body}}
            }
            private static void Release(PciFunction function) { if (function.HasVectors) function.FreeVectors(); }
        }
        """);

    [Theory]
    [InlineData("await function.DisableSriov();", "IRQ2004 possible physical: function.DisableSriov()")]
    [InlineData("await function.RemoveVirtualFunctions();", "IRQ2004 possible physical: function.RemoveVirtualFunctions()")]
    [InlineData("await Stop(function);", "IRQ2004 possible physical: Stop(function)")]
    [InlineData("if (!function.HasVirtualFunctionsInGuests) await function.DisableSriov();", "")]
    [InlineData("if (function.HasVirtualFunctionsInGuests) return; await function.DisableSriov();", "")]
    public Task IRQ2004_VFs_that_guests_use_are_not_taken_away(string body, string finding) => Model.ExpectAsync(
        Model.Driver(
            "await Flow.Completed;",
            $"protected override async Flow ConfigureSriov(PhysicalFunction function, int count) {{ {body} }} private static async Flow Stop(PhysicalFunction f) => await f.DisableSriov(); public Guest Owner => new(\"guest\");"),
        Findings(finding.Length > 0, finding));

    [Fact]
    public Task IRQ2004_where_there_are_no_guests_nobody_needs_to_ask() => Model.ExpectAsync(
        Model.Driver("await Flow.Completed;", "protected override async Flow ConfigureSriov(PhysicalFunction function, int count) => await function.DisableSriov();"));

    [Theory]
    [InlineData("", "definite")]
    [InlineData("device.TakeBack();", "")]
    [InlineData("Return(device);", "")]
    [InlineData("if (flag) device.TakeBack();", "possible")]
    [InlineData("while (flag) device.TakeBack();", "possible")]
    [InlineData("Action back = () => device.TakeBack(); back();", "")]
    [InlineData("var same = device; same.TakeBack();", "")]
    public Task IRQ4007_a_function_is_taken_back_before_its_removal(string before, string certainty) => Model.ExpectAsync(
        Model.Driver(
            "await Flow.Completed;",
            $"public async Flow Serve(PciFunction device) {{ device.AssignTo(new Guest(\"guest\")); {before} await device.Remove(); }} private static void Return<T>(T f) where T : PciFunction => f.TakeBack();"),
        Findings(certainty.Length > 0, $"IRQ4007 {certainty} any: device.Remove()"));

    [Theory]
    [InlineData("function.RequestInterrupts(); function.FailProbe();", "IRQ4002 definite any: function.FailProbe()")]
    [InlineData("function.RequestInterrupts(); function.ReleaseInterrupts(); function.FailProbe();", "IRQ4002 definite any: function.FailProbe()")]
    [InlineData("function.RequestInterrupts(); function.ReleaseInterrupts(); function.FreeVectors(); function.FailProbe();", "")]
    [InlineData("function.RequestInterrupts(); Fail(function);", "IRQ4002 definite any: Fail(function)")]
    [InlineData("function.RequestInterrupts(); if (!function.HasVectors) function.FailProbe();", "")]
    [InlineData("function.FreeVectors(); if (function.AllocateVectors(1) == 0) function.FailProbe();", "")]
    public Task IRQ4002_a_probe_that_fails_has_freed_its_vectors(string body, string finding) => Model.ExpectAsync(
        Model.Driver(Allocated + body, "private static void Fail(PciFunction f) => f.FailProbe();"), Findings(finding.Length > 0, finding));

    [Theory]
    [InlineData("", true)]
    [InlineData("nic.FreeVectors();", false)]
    public Task IRQ4002_vectors_are_freed_before_removal(string before, bool isWrong) => Model.ExpectAsync(
        Model.Host($"var nic = function.Bus.AddFunction(\"02.0\"); iommu.Register(nic); nic.AssignMsiDomain(iommu.FindMsiDomain(nic)); if (nic.AllocateVectors(1) == 0) return; {before} await nic.Remove();"),
        Findings(isWrong, "IRQ4002 definite physical: nic.Remove()"));

    [Theory]
    [InlineData("foreach (var nic in kept) { if (nic.HasVectors) Log(nic); await nic.Remove(); }")]
    [InlineData("foreach (var nic in kept) { if (nic.Driver is null) continue; if (nic.HasVectors) Log(nic); await nic.Remove(); }")]
    [InlineData("if (kept[0].HasVectors) await kept[0].Remove();")]
    public Task IRQ4002_a_removal_unbinds_the_driver_which_frees_the_vectors(string eject) => Model.ExpectAsync(
        $"public class Ejecting : Host {{ private readonly List<PciFunction> kept = new(); public Ejecting(Machine machine) : base(machine) {{ }} public override Flow Boot() => ScanBuses(); public async Flow Eject() {{ {eject} }} private static void Log(PciFunction one) {{ }} }}");

    [Theory]
    [InlineData("function.ClearEntries(); function.DisableMsi(); function.FreeVectors();", true)]
    [InlineData("function.DisableMsi(); function.ClearEntries(); function.FreeVectors();", false)]
    public Task IRQ4003_MSI_is_disabled_before_entries_are_cleared(string body, bool isWrong) => Model.ExpectAsync(
        Model.Driver(Allocated + body), Findings(isWrong, "IRQ4003 definite any: function.ClearEntries()"));

    [Theory]
    [InlineData("if (iommu.IsInUse(unit)) iommu.RemoveUnit(unit);", true)]
    [InlineData("if (!iommu.IsInUse(unit)) iommu.RemoveUnit(unit);", false)]
    public Task IRQ4004_a_unit_in_use_is_not_removed(string body, bool isWrong) => Model.ExpectAsync(
        Model.Host("var unit = iommu.Machine.RemappingUnits[0]; " + body),
        Findings(isWrong, "IRQ4004 definite any: iommu.RemoveUnit(unit)"));

    [Theory]
    [InlineData("function.FreeVectors(); function.WriteMessages();", "IRQ4005 definite any: function.WriteMessages()")]
    [InlineData("function.FreeVectors(); if (function.AllocateVectors(1) > 0) { function.WriteMessages(); function.FreeVectors(); }", "")]
    [InlineData("function.FreeVectors(); Write(function);", "IRQ4005 definite any: Write(function)")]
    public Task IRQ4005_vectors_that_were_freed_are_not_used(string body, string finding) => Model.ExpectAsync(
        Model.Driver(Allocated + body, "private static void Write(PciFunction device) => device.WriteMessages();"),
        Findings(finding.Length > 0, finding));

    [Theory]
    [InlineData("function.RequestInterrupts(); function.AllocateVectors(1);", true)]
    [InlineData("if (function.HasVectors) function.RequestInterrupts();", false)]
    public Task IRQ4005_a_function_comes_to_a_driver_without_vectors(string probe, bool isWrong) => Model.ExpectAsync(
        Model.Driver(probe), Findings(isWrong, "IRQ4005 definite any: function.RequestInterrupts()"));

    [Theory]
    [InlineData("function.AllocateVectors(function.VectorCapacity); function.RequestInterrupts();", true)]
    [InlineData("_ = function.AllocateVectors(4); function.RequestInterrupts();", true)]
    [InlineData("function.ReserveVectors(flag ? 1 : 4); function.RequestInterrupts();", true)]
    [InlineData("Allocate(function, 8); function.RequestInterrupts();", true)]
    [InlineData("function.AllocateVectors(8); Request(function);", true, "Request(function)")]
    [InlineData("function.AllocateVectors(8); if (flag && function.HasVectors) return; function.RequestInterrupts();", true)]
    [InlineData("function.AllocateVectors(1); function.RequestInterrupts();", false)]
    [InlineData("const int Wanted = 1; function.ReserveVectors(Wanted); function.RequestInterrupts();", false)]
    [InlineData("var given = function.AllocateVectors(4); function.RequestInterrupts();", false)]
    [InlineData("if (function.AllocateVectors(4) < 4) return; function.RequestInterrupts();", false)]
    [InlineData("function.AllocateVectors(4); if (function.HasVectors) function.RequestInterrupts();", false)]
    [InlineData("function.AllocateVectors(4); if (function is { HasVectors: true }) function.RequestInterrupts();", false)]
    [InlineData("function.AllocateVectors(4); if (!function.HasVectors) return; function.RequestInterrupts();", false)]
    [InlineData("function.AllocateVectors(4); var has = function.HasVectors; while (has && flag) { function.RequestInterrupts(); return; }", false)]
    public Task IRQ4005_several_vectors_are_counted_before_they_are_used(string probe, bool isWrong, string at = "function.RequestInterrupts()") => Model.ExpectAsync(
        Model.Driver(
            probe,
            "private static void Allocate(PciFunction device, int count) => device.AllocateVectors(count); private static void Request<T>(T device) where T : PciFunction => device.RequestInterrupts();"),
        Findings(isWrong, "IRQ4005 possible any: " + at));

    [Theory]
    [InlineData("private", false)]
    [InlineData("internal", true)]
    public Task IRQ4001_nobody_calls_a_private_method_from_outside(string accessibility, bool isWrong) => Model.ExpectAsync(
        Model.Driver("await Flow.Completed;", $"{accessibility} static void Release(PciFunction device) => device.FreeVectors();"),
        Findings(isWrong, "IRQ4001 possible any: device.FreeVectors()"));

    [Fact]
    public Task IRQ4001_a_scenario_of_a_test_calls_its_own_private_methods() => Model.ExpectAsync(
        "public static class Scenarios { private static void Release(PciFunction device) => device.FreeVectors(); }",
        "IRQ4001 possible any: device.FreeVectors()");

    [Theory]
    [InlineData("function.ClearEntries(); function.DisableMsi();", true)]
    [InlineData("function.DisableMsi(); function.ClearEntries();", false)]
    public Task IRQ4003_a_function_that_is_let_go_may_send(string first, bool isWrong) => Model.ExpectAsync(
        Model.Driver(
            "await Flow.Completed;",
            $"protected override async Flow Unbind(PciFunction function) {{ if (function is PhysicalFunction physical) await physical.DisableSriov(); function.ReleaseInterrupts(); {first} function.FreeVectors(); }}"),
        Findings(isWrong, "IRQ4003 possible any: function.ClearEntries()"));

    [Theory]
    [InlineData("function.PowerUp(); function.RestoreMessages(); function.EnableMemoryDecoding();", true)]
    [InlineData("function.PowerUp(); function.EnableMemoryDecoding(); function.RestoreMessages();", false)]
    public Task IRQ4006_messages_are_restored_last(string body, bool isWrong) => Model.ExpectAsync(
        Model.Host("await Flow.Completed;", $"protected override async Flow ResumeDevice(PciFunction function) {{ {body} }}"),
        Findings(isWrong, "IRQ4006 definite any: function.RestoreMessages()"));

    [Theory]
    [InlineData("function.Suspend(); if (function.AllocateVectors(1) == 0) return; function.RequestInterrupts();", "definite any: function.AllocateVectors(1)")]
    [InlineData("function.Suspend(); function.PowerUp(); if (function.AllocateVectors(1) == 0) return; function.RequestInterrupts();", "definite any: function.AllocateVectors(1)")]
    [InlineData("if (function.ReserveVectors(1) == 0) return; function.Suspend(); function.WriteMessages();", "definite any: function.WriteMessages()")]
    [InlineData("if (function is not PhysicalFunction port) return; port.Suspend(); await port.EnableSriov(1);", "possible physical: port.EnableSriov(1)")]
    [InlineData("if (function is not PhysicalFunction port) return; port.SetVfEnable(1); port.Suspend(); await port.AddVirtualFunctions();", "possible physical: port.AddVirtualFunctions()")]
    [InlineData("if (function is not PhysicalFunction port) return; if (flag) Sleep(port); await port.EnableSriov(1);", "possible physical: port.EnableSriov(1)")]
    [InlineData("function.Suspend(); Action take = () => function.AllocateVectors(1); take();", "definite any: take()")]
    public Task IRQ4006_what_has_no_power_takes_no_messages(string body, string finding) => Model.ExpectAsync(
        Model.Driver(body, "private static void Sleep(PciFunction its) => its.Suspend();"), "IRQ4006 " + finding);

    [Theory]
    [InlineData("function.Suspend(); function.PowerUp(); function.EnableMemoryDecoding(); if (function.AllocateVectors(1) == 0) return; function.RequestInterrupts();")]
    [InlineData("if (function is not PhysicalFunction port) return; port.Suspend(); port.PowerUp(); await port.EnableSriov(1);")]
    [InlineData("if (function.AllocateVectors(1) == 0) return; function.RequestInterrupts(); function.Suspend(); function.ReleaseInterrupts(); function.FreeVectors();")]
    public Task What_has_its_power_again_takes_messages(string body) => Model.ExpectAsync(Model.Driver(body));

    [Theory]
    [InlineData("port.Suspend(); await port.ConfigureSriov(2);", true)]
    [InlineData("port.Suspend(); port.PowerUp(); await port.ConfigureSriov(2);", false)]
    [InlineData("await port.ConfigureSriov(2); port.Suspend();", false)]
    public Task IRQ4006_a_PF_without_power_is_asked_for_VFs_in_vain(string body, bool isWrong) => Model.ExpectAsync(
        Model.Boot("await Flow.Completed;", $"public async Flow Administer(PhysicalFunction port) {{ {body} }}"),
        Findings(isWrong, "IRQ4006 possible physical: port.ConfigureSriov(2)"));

    [Theory]
    [InlineData("port.VirtualFunctions[0].AssignTo(inner); await port.Remove();", true)]
    [InlineData("port.AssignTo(outer); port.VirtualFunctions[0].AssignTo(inner); port.TakeBack(); await port.Remove();", true)]
    [InlineData("port.VirtualFunctions[0].AssignTo(inner); port.VirtualFunctions[0].TakeBack(); await port.Remove();", false)]
    [InlineData("port.VirtualFunctions[0].AssignTo(inner); if (port.HasVirtualFunctionsInGuests) return; await port.Remove();", false)]
    [InlineData("port.AssignTo(outer); port.TakeBack(); await port.Remove();", false)]
    public Task IRQ2004_a_PF_does_not_go_while_guests_have_its_VFs(string body, bool isWrong) => Model.ExpectAsync(
        Model.Boot("await Flow.Completed;", $"public async Flow Nest(PhysicalFunction port, Guest outer, Guest inner) {{ {body} }}"),
        Findings(isWrong, "IRQ2004 possible physical: port.Remove()"));

    [Fact]
    public Task What_comes_back_after_its_removal_has_power() => Model.ExpectAsync(Model.Boot(
        "await Flow.Completed;", "public async Flow Replace(PciFunction card) { card.Suspend(); await card.Remove(); await HotAdd(card); if (card.AllocateVectors(1) == 0) return; card.RequestInterrupts(); }"));

    [Theory]
    [InlineData("function.VectorAt(1).Free(); function.ReleaseInterrupts(); function.FreeVectors();", "function.VectorAt(1).Free()")]
    [InlineData("for (var n = 1; n < 4; n++) function.VectorAt(n).Free(); function.ReleaseInterrupts(); function.FreeVectors();", "function.VectorAt(n).Free()")]
    [InlineData("var one = function.VectorAt(1); one.Mask(); one.Free(); function.ReleaseInterrupts(); function.FreeVectors();", "one.Free()")]
    [InlineData("Drop(function.VectorAt(1)); function.ReleaseInterrupts(); function.FreeVectors();", "Drop(function.VectorAt(1))")]
    public Task IRQ4001_one_of_the_vectors_of_a_function_may_be_requested_as_the_function_is(string unbind, string place) =>
        Model.ExpectAsync(Unbinding(unbind), $"IRQ4001 possible any: {place}");

    [Theory]
    [InlineData("for (var n = 1; n < 4; n++) { var one = function.VectorAt(n); one.Release(); one.Free(); } function.ReleaseInterrupts(); function.FreeVectors();")]
    [InlineData("function.VectorAt(1).Release(); function.VectorAt(1).Free(); function.ReleaseInterrupts(); function.FreeVectors();")]
    [InlineData("function.ReleaseInterrupts(); function.VectorAt(1).Free(); function.FreeVectors();")]
    public Task IRQ4001_one_that_was_released_may_be_freed(string unbind) => Model.ExpectAsync(Unbinding(unbind));

    [Theory]
    [InlineData("function.ManageVectors(); if (function.AllocateVectors(1) == 0) { function.FailProbe(); return; } function.RequestInterrupts();", "", "")]
    [InlineData("function.ManageVectors(); if (function.AllocateVectors(1) == 0) return; function.RequestInterrupts(); if (flag) function.FailProbe();", "", "")]
    [InlineData("if (function.AllocateVectors(1) == 0) return; function.RequestInterrupts(); Manage(function); if (flag) function.FailProbe();", "", "")]
    [InlineData("function.ManageVectors(); if (function.AllocateVectors(1) == 0) return; function.RequestInterrupts();", "function.FreeVectors();", "IRQ4001 possible any: function.FreeVectors()")]
    [InlineData("function.ManageVectors(); if (function.AllocateVectors(1) == 0) return; function.RequestInterrupts();", "function.ReleaseInterrupts(); function.FreeVectors();", "")]
    [InlineData("if (flag) function.ManageVectors(); if (function.AllocateVectors(1) == 0) return; function.RequestInterrupts(); if (flag) return; function.FailProbe();", "", "IRQ4002 definite any: function.FailProbe()")]
    public Task IRQ4002_what_is_managed_is_given_back_for_the_driver(string probe, string unbind, string finding) => Model.ExpectAsync(
        Model.Driver(
            probe,
            $"protected override async Flow Unbind(PciFunction function) {{ if (function is PhysicalFunction physical) await physical.DisableSriov(); {unbind} }} private static void Manage(PciFunction its) => its.ManageVectors();"),
        Findings(finding.Length > 0, finding));

    private static string Unbinding(string unbind) => Model.Driver(
        "await Flow.Completed;",
        $"protected override async Flow Unbind(PciFunction function) {{ if (function is PhysicalFunction physical) await physical.DisableSriov(); {unbind} }} private static void Drop(InterruptVector its) => its.Free();");

    private static string[] Findings(bool isWrong, string finding) => isWrong ? [finding] : [];
}
