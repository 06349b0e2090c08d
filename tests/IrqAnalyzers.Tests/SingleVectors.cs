using System.Globalization;
using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Vectors one at a time, table entries that are changed one at a time, and what units must be asked before.</summary>
public class SingleVectors
{
    private const string Start = "if (function.AllocateVectors(4) == 0) return; function.RequestInterrupts(); ";

    private const string Helpers = """
        private static void Move(PciFunction its) { its.ChangeEntry(0, 1); }
        private static void Tell(PciFunction its) { its.InvalidateEntry(0); }
        private const int First = 0;
        private static void Flush(PciFunction its) => new Iommu(its.Bus.Machine).InvalidateEntryCache(its.Bus.Machine.RemappingUnits[0]);
        private static void Both(PciFunction its) { its.ChangeEntry(0, 1); its.ChangeEntry(1, 2); }
        private static void MoveOne(PciFunction its, int vector) { its.ChangeEntry(vector, 1); }
        private static void TellOne(PciFunction its, int vector) { its.InvalidateEntry(vector); }
        private static void Of<T>(T its) where T : PciFunction { its.ChangeEntry(0, 1); }
        """;

    [Theory]
    [InlineData("function.MaskVectors(); function.ChangeEntry(0, 1); function.UnmaskVectors(); function.InvalidateEntry(0);")]
    [InlineData("function.MaskVectors(); Move(function); function.UnmaskVectors(); Tell(function);")]
    [InlineData("function.MaskVectors(); Of(function); function.UnmaskVectors(); function.InvalidateEntry(0);")]
    [InlineData("function.MaskVectors(); var same = function; same.ChangeEntry(0, 1); function.UnmaskVectors(); same.InvalidateEntry(0);")]
    [InlineData("function.MaskVectors(); Action move = () => function.ChangeEntry(0, 1); move(); function.UnmaskVectors(); function.InvalidateEntry(0);")]
    [InlineData("function.MaskVectors(); function.InvalidateEntry(0); function.ChangeEntry(0, 1); function.UnmaskVectors(); function.InvalidateEntry(0);")]
    [InlineData("function.MaskVectors(); for (var n = 0; n < 2; n++) function.ChangeEntry(n, 1); function.UnmaskVectors(); Flush(function);")]
    public Task IRQ1009_what_was_changed_is_invalidated_before_the_function_sends(string body) =>
        Model.ExpectAsync(Model.Driver(Start + body, Helpers), "IRQ1009 definite any: function.UnmaskVectors()");

    [Theory]
    [InlineData("function.MaskVectors(); if (flag) function.ChangeEntry(0, 1); function.UnmaskVectors(); function.InvalidateEntry(0);")]
    [InlineData("function.MaskVectors(); for (var n = 0; n < function.VectorCapacity; n++) function.ChangeEntry(n, 1); function.UnmaskVectors(); Flush(function);")]
    [InlineData("function.MaskVectors(); function.ChangeEntry(0, 1); if (flag) function.InvalidateEntry(0); function.UnmaskVectors(); function.InvalidateEntry(0);")]
    public Task IRQ1009_what_was_changed_on_some_paths_may_be_stale(string body) =>
        Model.ExpectAsync(Model.Driver(Start + body, Helpers), "IRQ1009 possible any: function.UnmaskVectors()");

    [Theory]
    [InlineData("function.ChangeEntry(0, 1); function.ChangeEntry(1, 2); function.InvalidateEntry(1);")]
    [InlineData("function.ChangeEntry(First, 1); function.ChangeEntry(1, 2); function.InvalidateEntry(1); function.InvalidateEntry(2);")]
    [InlineData("function.InvalidateEntry(0); function.ChangeEntry(0, 1); function.ChangeEntry(1, 1); function.InvalidateEntry(1);")]
    [InlineData("Move(function); function.ChangeEntry(1, 2); function.InvalidateEntry(1);")]
    [InlineData("function.ChangeEntry(1, 1); Move(function); Tell(function);")]
    [InlineData("Both(function); function.InvalidateEntry(1);")]
    [InlineData("Tell(function); Both(function); Tell(function);")]
    [InlineData("function.ChangeEntry(0, 1); if (!function.ChangeEntry(1, 1)) throw new InvalidOperationException(); function.InvalidateEntry(1);")]
    [InlineData("function.ChangeEntry(0, 1); for (var n = 1; n < 3; n++) { function.ChangeEntry(n, 1); } function.InvalidateEntry(2);")]
    public Task IRQ1009_each_entry_that_was_changed_is_invalidated(string body) =>
        Model.ExpectAsync(Model.Driver(Start + "function.MaskVectors(); " + body + " function.UnmaskVectors(); function.ReleaseInterrupts();", Helpers), "IRQ1009 definite any: function.UnmaskVectors()");

    [Theory]
    [InlineData("if (flag) function.ChangeEntry(0, 1); function.ChangeEntry(1, 2); function.InvalidateEntry(1);")]
    [InlineData("for (var n = 0; n < 4; n++) function.ChangeEntry(n, 1); function.InvalidateEntry(3);")]
    [InlineData("foreach (var n in new[] { 0, 1 }) function.ChangeEntry(n, 1); function.InvalidateEntry(1);")]
    [InlineData("var last = 0; for (var n = 0; n < 4; n++) { function.ChangeEntry(n, 1); last = n; } function.InvalidateEntry(last);")]
    [InlineData("for (var n = 0; n < 4; n++) function.ChangeEntry(n, 1); Tell(function);")]
    public Task IRQ1009_of_entries_that_may_have_been_changed_others_may_be_stale(string body) =>
        Model.ExpectAsync(Model.Driver(Start + "function.MaskVectors(); " + body + " function.UnmaskVectors(); function.ReleaseInterrupts();", Helpers), "IRQ1009 possible any: function.UnmaskVectors()");

    [Theory]
    [InlineData("function.ChangeEntry(0, 1); function.ChangeEntry(1, 2); function.InvalidateEntry(0); function.InvalidateEntry(1);")]
    [InlineData("function.ChangeEntry(1, 2); function.ChangeEntry(0, 1); function.InvalidateEntry(0); function.InvalidateEntry(1);")]
    [InlineData("for (var n = 0; n < 4; n++) function.ChangeEntry(n, 1); for (var n = 0; n < 4; n++) function.InvalidateEntry(n);")]
    [InlineData("for (var n = 0; n < 4; n++) { function.ChangeEntry(n, 1); function.InvalidateEntry(n); }")]
    [InlineData("for (var n = 0; n < 4; n++) MoveOne(function, n); for (var n = 0; n < 4; n++) TellOne(function, n);")]
    [InlineData("for (var n = 3; n >= 0; n--) function.ChangeEntry(n, 1); for (var n = 3; n >= 0; n--) function.InvalidateEntry(n);")]
    [InlineData("for (var n = 0; n < 4; n += 1) { if (flag) continue; function.ChangeEntry(n, 1); } for (var n = 0; n <= 3; n++) { TellOne(function, n); }")]
    [InlineData("MoveOne(function, 0); function.InvalidateEntry(0);")]
    [InlineData("MoveOne(function, 0); TellOne(function, 0);")]
    [InlineData("function.ChangeEntry(First, 1); TellOne(function, First);")]
    [InlineData("var place = function.VectorCapacity - 1; function.ChangeEntry(place, 1); function.InvalidateEntry(place);")]
    [InlineData("function.ChangeEntry(0, 1); var other = 1; function.ChangeEntry(other, 1); function.InvalidateEntry(other); function.InvalidateEntry(0);")]
    [InlineData("if (flag) function.ChangeEntry(0, 1); else function.ChangeEntry(1, 1); if (flag) function.InvalidateEntry(0); else function.InvalidateEntry(1);")]
    [InlineData("function.ChangeEntry(0, 1); function.ChangeEntry(1, 2); new Iommu(function.Bus.Machine).InvalidateEntryCache(function.Bus.Machine.RemappingUnits[0]);")]
    [InlineData("foreach (var n in new[] { 0, 1 }) function.ChangeEntry(n, 1); foreach (var n in new[] { 0, 1 }) function.InvalidateEntry(n);")]
    [InlineData("Both(function); Tell(function); function.InvalidateEntry(1);")]
    [InlineData("Both(function); function.WriteMessages();")]
    public Task Who_invalidates_each_entry_that_was_changed_is_right(string body) =>
        Model.ExpectAsync(Model.Driver(Start + "function.MaskVectors(); " + body + " function.UnmaskVectors();", Helpers));

    [Theory]
    [InlineData("function.MaskVectors(); function.ChangeEntry(0, 1); function.InvalidateEntry(0); function.UnmaskVectors();")]
    [InlineData("function.MaskVectors(); Move(function); Tell(function); function.UnmaskVectors();")]
    [InlineData("function.MaskVectors(); if (function.ChangeEntry(0, 1)) function.InvalidateEntry(0); function.UnmaskVectors();")]
    [InlineData("function.ReleaseInterrupts(); function.ChangeEntry(0, 1); function.WriteMessages(); function.RequestInterrupts();")]
    [InlineData("function.SetAffinity(0, 1); function.MaskVectors(); function.UnmaskVectors();")]
    [InlineData("try { function.ChangeEntry(0, 1); } finally { function.InvalidateEntry(0); }")]
    [InlineData("function.ChangeEntry(0, 1); function.ReleaseInterrupts(); function.FreeVectors();")]
    public Task What_was_invalidated_is_right(string body) => Model.ExpectAsync(Model.Driver(Start + body, Helpers));

    [Theory]
    [InlineData("function.ChangeEntry(0, 1);")]
    [InlineData("if (flag) function.ChangeEntry(0, 1);")]
    public Task IRQ1009_a_probe_does_not_end_with_stale_entries(string body) =>
        Model.ExpectAsync(Model.Driver(Start + body), "IRQ1009 definite any: Probe");

    [Fact]
    public Task IRQ1009_a_resumed_driver_does_not_end_with_stale_entries_either() => Model.ExpectAsync(
        Model.Driver("", "protected override async Flow Resume(PciFunction function) { function.ChangeEntry(0, 1); }"),
        "IRQ1009 definite any: Resume");

    [Theory]
    [InlineData("public void Offline(PciFunction function) { function.ChangeEntry(0, 1); }")]
    [InlineData("public async Flow Offline(PciFunction function) { if (!function.ChangeEntry(0, 1)) return; }")]
    [InlineData("public void Offline(PhysicalFunction function) { Move(function); } private static void Move(PciFunction its) => its.ChangeEntry(0, 1);")]
    public async Task IRQ1009_a_method_that_is_called_from_outside_may_not_leave_stale_entries(string member)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Model.Boot("", member)));

        Assert.Equal(
            "'function' leaves 'Offline' with table entries that were changed and that its unit may still have cached, if it is in use. Call 'InvalidateEntry' before returning.",
            Assert.Single(found).GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal("possible", found[0].Properties["irq.certainty"]);
    }

    [Theory]
    [InlineData("public void Offline(PciFunction function) { if (function.ChangeEntry(0, 1)) function.InvalidateEntry(0); }")]
    [InlineData("public void Offline(PciFunction function) { Move(function); function.InvalidateEntry(0); } public static void Move(PciFunction its) => its.ChangeEntry(0, 1);")]
    [InlineData("private static void Move(PciFunction its) => its.ChangeEntry(0, 1);")]
    [InlineData("public void Offline(PciFunction function) => function.SetAffinity(0, 1);")]
    public Task A_method_that_leaves_none_or_that_the_model_calls_is_right(string member) => Model.ExpectAsync(Model.Boot("", member));

    [Theory]
    [InlineData("foreach (var f in AddedFunctions) f.ChangeEntry(0, 1);", "f.ChangeEntry(0, 1)")]
    [InlineData("foreach (var f in AddedFunctions) { if (!f.ChangeEntry(0, 1)) continue; if (flag) f.InvalidateEntry(0); }", "f.ChangeEntry(0, 1)")]
    [InlineData("foreach (var f in AddedFunctions.Where(f => f.HasVectors)) for (var n = 0; n < 2; n++) { if (f.ChangeEntry(n, 1) && n == 0) f.InvalidateEntry(n); }", "f.ChangeEntry(n, 1)")]
    [InlineData("foreach (var ((f, n), to) in affinity.ToArray()) f.ChangeEntry(n, to);", "f.ChangeEntry(n, to)")]
    [InlineData("PciFunction? last = null; foreach (var f in AddedFunctions) { f.ChangeEntry(0, 1); last = f; } last?.InvalidateEntry(0);", "f.ChangeEntry(0, 1)")]
    [InlineData("held.ChangeEntry(0, 1);", "held.ChangeEntry(0, 1)")]
    [InlineData("var nic = Nic; nic.ChangeEntry(0, 1); nic.ChangeEntry(1, 1); nic.InvalidateEntry(0);", "nic.ChangeEntry(1, 1)")]
    [InlineData("Machine[Bdf.Parse(\"00:02.0\")].ChangeEntry(0, 1);", "Machine[Bdf.Parse(\"00:02.0\")].ChangeEntry(0, 1)")]
    public async Task IRQ1009_functions_that_a_method_finds_are_not_left_with_stale_entries(string body, string place)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Model.Boot("", Balancing(body))));

        Assert.Equal($"IRQ1009 possible any: {place}", Model.Render(Assert.Single(found)));
        Assert.EndsWith(
            "that its unit may have cached, and 'Balance' may end without telling the unit. Call 'InvalidateEntry' before it ends.",
            found[0].GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("foreach (var f in AddedFunctions) if (f.ChangeEntry(0, 1)) f.InvalidateEntry(0);", "")]
    [InlineData("foreach (var f in AddedFunctions) { if (!f.ChangeEntry(0, 1)) continue; f.InvalidateEntry(0); }", "")]
    [InlineData("foreach (var f in AddedFunctions) f.ChangeEntry(0, 1); iommu.InvalidateEntryCache(Machine.RemappingUnits[0]);", "")]
    [InlineData("foreach (var ((f, n), to) in affinity) if (f.ChangeEntry(n, to)) f.InvalidateEntry(n);", "")]
    [InlineData("foreach (var f in AddedFunctions) f.ChangeEntry(0, 1);", "public void All() { Balance(); foreach (var f in AddedFunctions) f.InvalidateEntry(0); }")]
    [InlineData("foreach (var f in AddedFunctions) f.ChangeEntry(0, 1);", "public void All() { Balance(); Flush(); } private void Flush() => iommu.InvalidateEntryCache(Machine.RemappingUnits[0]);")]
    [InlineData("foreach (var f in AddedFunctions) f.ChangeEntry(0, 1); foreach (var f in AddedFunctions) f.InvalidateEntry(0);", "")]
    [InlineData("foreach (var f in AddedFunctions) f.ChangeEntry(0, 1); Flush();", "private void Flush() { foreach (var f in AddedFunctions) f.InvalidateEntry(0); }")]
    [InlineData("foreach (var f in AddedFunctions) f.SetAffinity(0, 1);", "")]
    [InlineData("held.ChangeEntry(0, 1); held.InvalidateEntry(0);", "")]
    [InlineData("Move(); held.InvalidateEntry(0);", "private void Move() => held.ChangeEntry(0, 1);")]
    [InlineData("Nic.ChangeEntry(0, 1); Nic.InvalidateEntry(0);", "")]
    public Task Functions_whose_unit_is_told_are_right(string body, string member) => Model.ExpectAsync(Model.Boot("", Balancing(body) + member));

    [Theory]
    [InlineData("iommu.InvalidateEntryCache(Machine.RemappingUnits[0]);")]
    [InlineData("All();")]
    public Task Invalidating_all_of_a_unit_invalidates_what_was_changed(string invalidation) => Model.ExpectAsync(Model.Boot(
        "", "private void All() => iommu.InvalidateEntryCache(Machine.RemappingUnits[0]); "
        + $"public void Move(PciFunction function) {{ function.ChangeEntry(0, 1); {invalidation} function.UnmaskVectors(); }}"));

    [Fact]
    public Task IRQ1009_what_is_changed_after_all_was_invalidated_is_stale() => Model.ExpectAsync(
        Model.Boot("", "public void Move(PciFunction function) { iommu.InvalidateEntryCache(Machine.RemappingUnits[0]); function.ChangeEntry(0, 1); function.UnmaskVectors(); function.InvalidateEntry(0); }"),
        "IRQ1009 definite any: function.UnmaskVectors()");

    [Fact]
    public async Task IRQ1009_says_what_is_stale_and_what_to_call()
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Model.Driver(Start + "function.ChangeEntry(0, 1); function.UnmaskVectors(); function.InvalidateEntry(0);")));

        Assert.Equal(
            "'function' reaches 'UnmaskVectors' with table entries that were changed and that its unit may still have cached. Call 'InvalidateEntry' first.",
            Assert.Single(found).GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("vector.Request(); vector.Free();", "IRQ4001 definite any: vector.Free()")]
    [InlineData("vector.Request(); Done(vector);", "IRQ4001 definite any: Done(vector)")]
    [InlineData("vector.Request(); if (flag) vector.Release(); vector.Free();", "IRQ4001 possible any: vector.Free()")]
    [InlineData("vector.Free(); vector.Free();", "IRQ4005 definite any: vector.Free()")]
    [InlineData("vector.Free(); vector.Request();", "IRQ4005 definite any: vector.Request()")]
    [InlineData("vector.Request(); vector.Release(); vector.Release(); vector.Free();", "IRQ4005 definite any: vector.Release()")]
    [InlineData("vector.Free(); vector.Mask();", "IRQ4005 definite any: vector.Mask()")]
    [InlineData("vector.Free(); vector.Request(); vector.Release();", "IRQ4005 definite any: vector.Request()\nIRQ4005 definite any: vector.Release()")]
    public Task A_vector_is_given_back_in_order(string body, string finding) => Model.ExpectAsync(Vector(body), finding);

    [Theory]
    [InlineData("vector.Request(); vector.Mask(); vector.Unmask(); vector.Release(); vector.Free();")]
    [InlineData("vector.Free();")]
    [InlineData("vector.Request(); vector.Release(); vector.Request(); vector.Release(); vector.Free();")]
    [InlineData("vector.Request();")]
    public Task A_vector_that_is_given_back_in_order_is_right(string body) => Model.ExpectAsync(Vector(body));

    [Theory]
    [InlineData("vector.Request(); vector.Free();", "Call 'Release' first.")]
    [InlineData("function.FreeVectors();", "Call 'ReleaseInterrupts' first.")]
    public async Task IRQ4001_says_what_to_call_for_a_vector_and_what_for_a_function(string body, string advice)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Vector(body)));

        Assert.EndsWith(advice, Assert.Single(found).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task Two_vectors_are_told_apart() => Model.ExpectAsync(
        Vector("if (function.AllocateVectorAt(2) is not { } other) return; vector.Request(); other.Free(); vector.Release(); vector.Free();"));

    [Theory]
    [InlineData("function.AllocateVectorAt(1);", "IRQ4005 definite any: function.AllocateVectorAt(1)")]
    [InlineData("if (function.AllocateVectors(1) == 0) function.AllocateVectorAt(1);", "IRQ4005 definite any: function.AllocateVectorAt(1)")]
    public Task IRQ4005_a_vector_more_needs_some_to_be_there(string body, string finding) => Model.ExpectAsync(Model.Driver(body), finding);

    [Theory]
    [InlineData("if (iommu.EnableInterruptRemapping()) EnableX2Apic(iommu);", true)]
    [InlineData("iommu.EnableInterruptRemapping(); Enter();", true)]
    [InlineData("if (iommu.EnableInterruptRemapping() && iommu.SupportsX2Apic) EnableX2Apic(iommu);", false)]
    [InlineData("iommu.EnableInterruptRemapping(); if (!iommu.SupportsX2Apic) return; EnableX2Apic(iommu);", false)]
    [InlineData("iommu.EnableInterruptRemapping(); var can = iommu.SupportsX2Apic; if (can) EnableX2Apic(iommu);", false)]
    [InlineData("iommu.EnableInterruptRemapping(); if (Machine.RemappingUnits.All(unit => unit.SupportsExtendedInterruptMode)) EnableX2Apic(iommu);", false)]
    public Task IRQ1009_units_are_asked_for_extended_mode(string boot, bool isWrong) => Model.ExpectAsync(
        [Model.Boot(boot, "private void Enter() => EnableX2Apic(iommu);"), OldUnit],
        isWrong ? [boot.Contains("Enter") ? "IRQ1009 possible any: Enter()" : "IRQ1009 possible any: EnableX2Apic(iommu)"] : []);

    [Fact]
    public Task IRQ1009_a_host_that_describes_its_own_machine_has_not_asked_by_that() => Model.ExpectAsync(
        Model.Boot(
            "if (iommu.EnableInterruptRemapping()) EnableX2Apic(iommu);",
            "public static void Age(Machine machine) => machine.AddCatchAllUnit().SupportsExtendedInterruptMode = false;"),
        "IRQ1009 possible any: EnableX2Apic(iommu)");

    [Fact]
    public Task Where_no_unit_lacks_extended_mode_nobody_need_ask() =>
        Model.ExpectAsync(Model.Boot("if (iommu.EnableInterruptRemapping()) EnableX2Apic(iommu);"));

    [Theory]
    [InlineData("function.ChangeEntry(0, ")]
    [InlineData("function.AllocateVectorAt(1)?.")]
    [InlineData("function.VectorAt(")]
    public async Task Half_typed_code_raises_nothing_that_the_analyzer_does_not_expect(string body) =>
        Assert.DoesNotContain(await Model.AnalyzeAsync(Model.Compile(Model.Driver(Start + body))), diagnostic => diagnostic.Id is "AD0001" or "IRQ9001");

    private static string Balancing(string body) =>
        $"private readonly Dictionary<(PciFunction Function, int Vector), int> affinity = new(); private PciFunction held = null!; private PciFunction Nic => Machine[Bdf.Parse(\"00:02.0\")]; public void Balance() {{ {body} }}";

    private const string OldUnit =
        "public static class Machines { public static void Age(Machine machine) => machine.AddCatchAllUnit().SupportsExtendedInterruptMode = false; }";

    private static string Vector(string body) => Model.Driver(
        Start + "if (function.AllocateVectorAt(1) is not { } vector) return; " + body,
        "private static void Done(InterruptVector its) => its.Free();");
}
