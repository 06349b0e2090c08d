using System.Globalization;
using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Orders that no method shows alone: one leaves objects in a collection, another takes them out.</summary>
public class SharedElements
{
    private const string Set = "if (!vectors.TryGetValue(n, out var vector)) { vector = device.AllocateVectorAt(n); if (vector is null) return; vectors[n] = vector; } vector.Request();";
    private const string Clear = "if (!vectors.TryGetValue(n, out var vector)) return; vector.Release(); vector.Free();";

    [Theory]
    [InlineData(Set, Clear, "vector.Request()")]
    [InlineData("vectors[n].Mask();", Clear, "vectors[n].Mask()")]
    [InlineData("foreach (var vector in vectors.Values) { vector.Mask(); vector.Unmask(); }", Clear, "vector.Mask()")]
    [InlineData(Set, "var vector = vectors[n]; vector.Release(); vector.Free();", "vector.Request()")]
    [InlineData(Set, "if (vectors.TryGetValue(n, out var vector)) Down(vector);", "vector.Request()")]
    [InlineData("if (vectors.TryGetValue(n, out var vector)) Up(vector);", Clear, "Up(vector)")]
    public Task IRQ4005_what_was_freed_and_left_in_a_collection_may_be_used_again(string set, string clear, string place) =>
        Model.ExpectAsync(Device(set, clear), $"IRQ4005 possible any: {place}");

    [Theory]
    [InlineData(Set, "if (!vectors.Remove(n, out var vector)) return; vector.Release(); vector.Free();")]
    [InlineData(Set, Clear + " vectors.Remove(n);")]
    [InlineData(Set, Clear + " vectors.Clear();")]
    [InlineData(Set, Clear + " vectors = new();")]
    [InlineData(Set, "foreach (var vector in vectors.Values) { vector.Release(); vector.Free(); }")]
    [InlineData(Set, "if (!vectors.TryGetValue(n, out var vector)) return; vector.Release();")]
    [InlineData("if (device.AllocateVectorAt(n) is { } vector) { vector.Request(); vectors[n] = vector; }", Clear)]
    [InlineData("if (others.TryGetValue(n, out var vector)) vector.Request();", Clear)]
    public Task IRQ4005_what_is_taken_out_is_not(string set, string clear) => Model.ExpectAsync(Device(set, clear));

    [Theory]
    [InlineData("foreach (var vector in vectors.Values) vector.Free();", "vector.Free()")]
    [InlineData("foreach (var (_, vector) in vectors) vector.Free();", "vector.Free()")]
    [InlineData("foreach (var vector in vectors.Values.Where(vector => vector.Index > n)) vector.Free(); vectors.Clear();", "vector.Free()")]
    [InlineData("if (vectors.Remove(n, out var vector)) vector.Free();", "vector.Free()")]
    [InlineData("vectors[n].Free(); vectors.Remove(n);", "vectors[n].Free()")]
    public Task IRQ4001_what_another_method_has_requested_is_released_before_it_is_freed(string clear, string place) => Model.ExpectAsync(
        Device("if (device.AllocateVectorAt(n) is { } vector) { vector.Request(); vectors.Add(n, vector); }", clear), $"IRQ4001 possible any: {place}");

    [Theory]
    [InlineData("foreach (var vector in vectors.Values) { vector.Release(); vector.Free(); }", "")]
    [InlineData("foreach (var vector in vectors.Values) Down(vector);", "")]
    [InlineData("foreach (var vector in vectors.Values) vector.Free();", "public void Stop() { foreach (var vector in vectors.Values) vector.Release(); }")]
    [InlineData("foreach (var vector in others.Values) vector.Free();", "")]
    public Task IRQ4001_what_is_released_may_be_freed(string clear, string member) => Model.ExpectAsync(
        Device("if (device.AllocateVectorAt(n) is { } vector) { vector.Request(); vectors.Add(n, vector); }", clear, member));

    [Theory]
    [InlineData("bound.Add(function); if (function.AllocateVectors(1) > 0) function.RequestInterrupts();", "foreach (var function in bound) function.FreeVectors();", true)]
    [InlineData("bound.Add(function); if (function.AllocateVectors(1) > 0) function.RequestInterrupts();", "bound.ForEach(function => function.FreeVectors());", true)]
    [InlineData("bound.Add(function); if (function.AllocateVectors(1) > 0) function.RequestInterrupts();", "foreach (var function in bound) { function.ReleaseInterrupts(); function.FreeVectors(); }", false)]
    [InlineData("bound.Add(function); if (function.AllocateVectors(1) == 0) return;", "foreach (var function in bound) function.FreeVectors();", false)]
    public Task IRQ4001_a_driver_releases_what_its_probe_has_requested(string probe, string shutdown, bool isWrong) => Model.ExpectAsync(
        Model.Driver(probe, $"private readonly List<PciFunction> bound = new(); public void Shutdown() {{ {shutdown} }}"),
        isWrong ? ["IRQ4001 possible any: function.FreeVectors()"] : []);

    [Theory]
    [InlineData("foreach (var f in AddedFunctions) { if (f.IsVirtual) continue; f.PowerUp(); f.EnableMemoryDecoding(); f.RestoreMessages(); }", "VFs are")]
    [InlineData("foreach (var f in AddedFunctions) { if (f is not VirtualFunction) { f.PowerUp(); f.EnableMemoryDecoding(); f.RestoreMessages(); } }", "VFs are")]
    [InlineData("foreach (var f in AddedFunctions.OfType<PhysicalFunction>()) { f.PowerUp(); f.EnableMemoryDecoding(); f.RestoreMessages(); }", "VFs are")]
    [InlineData("foreach (var f in AddedFunctions.Where(f => f.PhysicalFunction is null).ToList()) { f.PowerUp(); f.EnableMemoryDecoding(); f.RestoreMessages(); }", "VFs are")]
    [InlineData("foreach (var f in AddedFunctions) { if (!f.IsVirtual || flag && f is PciBridge) continue; f.PowerUp(); f.EnableMemoryDecoding(); f.RestoreMessages(); }", "PFs are")]
    [InlineData("foreach (var f in AddedFunctions.Skip(1)) { f.PowerUp(); f.EnableMemoryDecoding(); f.RestoreMessages(); }", "some of them may be")]
    [InlineData("foreach (var f in AddedFunctions) { f.PowerUp(); f.EnableMemoryDecoding(); f.RestoreMessages(); if (flag) break; }", "some of them may be")]
    public async Task IRQ4006_all_that_were_suspended_are_restored(string thaw, string who)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Guest("foreach (var f in AddedFunctions) f.Suspend();", thaw)));

        Assert.Equal("IRQ4006 possible any: f.RestoreMessages()", Model.Render(Assert.Single(found)));
        Assert.Equal(
            $"'RestoreMessages' is not called for all of 'AddedFunctions' for which 'Freeze' calls 'Suspend': {who} left out, and their interrupts are lost.",
            found[0].GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("foreach (var f in AddedFunctions) f.MaskVectors();", "foreach (var f in AddedFunctions) if (!f.IsVirtual) f.UnmaskVectors();", "f.UnmaskVectors()")]
    [InlineData("foreach (var f in bus.Functions) f.DisableMsi();", "foreach (var f in bus.Functions.OfType<PhysicalFunction>()) f.EnableMsi();", "f.EnableMsi()")]
    [InlineData("foreach (var f in AddedFunctions) f.MaskVectors();", "foreach (var f in AddedFunctions) Up(f);", "Up(f)")]
    public Task IRQ4007_all_that_were_masked_or_switched_off_are_served_again(string freeze, string thaw, string place) => Model.ExpectAsync(
        Guest(freeze, thaw, "private static void Up(PciFunction its) { if (its is VirtualFunction) return; its.UnmaskVectors(); }"), $"IRQ4007 possible any: {place}");

    [Theory]
    [InlineData("foreach (var f in AddedFunctions) f.MaskVectors();", "foreach (var f in AddedFunctions) f.UnmaskVectors();")]
    [InlineData("foreach (var f in AddedFunctions) if (f.HasVectors) f.MaskVectors();", "foreach (var f in AddedFunctions) { if (!f.HasVectors) continue; f.UnmaskVectors(); }")]
    [InlineData("foreach (var f in AddedFunctions) if (!f.IsVirtual) f.MaskVectors();", "foreach (var f in AddedFunctions) if (!f.IsVirtual) f.UnmaskVectors();")]
    [InlineData("foreach (var f in AddedFunctions) f.MaskVectors();", "foreach (var f in AddedFunctions) if (f.IsVirtual) f.UnmaskVectors(); foreach (var f in AddedFunctions) if (!f.IsVirtual) f.UnmaskVectors();")]
    [InlineData("foreach (var f in AddedFunctions) { f.MaskVectors(); f.UnmaskVectors(); }", "foreach (var f in AddedFunctions) if (f.IsVirtual) f.UnmaskVectors();")]
    [InlineData("foreach (var f in AddedFunctions) f.MaskVectors();", "foreach (var f in bus.Functions) if (f.IsVirtual) f.UnmaskVectors();")]
    [InlineData("foreach (var f in AddedFunctions) f.MaskVectors();", "foreach (var f in AddedFunctions) { if (f.IsVirtual) continue; f.ReleaseInterrupts(); f.FreeVectors(); }")]
    public Task Who_restores_all_that_were_taken_from_is_right(string freeze, string thaw) => Model.ExpectAsync(Guest(freeze, thaw));

    [Theory]
    [InlineData("foreach (var f in AddedFunctions) f.", "foreach (var f in ) f.UnmaskVectors();")]
    [InlineData("foreach (var (a, b) in AddedFunctions) a.MaskVectors();", "foreach (var f in AddedFunctions.Where()) f.UnmaskVectors();")]
    [InlineData("vectors[].Free();", "vectors.TryGetValue(1, out var); vectors?.Clear(")]
    public async Task Half_typed_code_raises_nothing_that_the_analyzer_does_not_expect(string freeze, string thaw) =>
        Assert.DoesNotContain(await Model.AnalyzeAsync(Model.Compile(Guest(freeze, thaw))), diagnostic => diagnostic.Id is "AD0001" or "IRQ9001");

    [Theory]
    [InlineData("private void Start() => Again();", true)]
    [InlineData("private void Start() { foreach (var unit in Machine.RemappingUnits) iommu.InvalidateEntryCache(unit); Again(); }", true)]
    [InlineData("private void Start() { if (iommu.IsInUse(Machine.RemappingUnits[0])) return; Again(); }", false)]
    [InlineData("private void Start() { if (!IsOn(Machine.RemappingUnits[0])) Again(); } private bool IsOn(RemappingUnit unit) => iommu.MsiDomainOf(unit) is not null;", false)]
    public Task IRQ4004_a_unit_that_may_be_in_use_gets_no_table_of_another_kernel(string member, bool isWrong) => Model.ExpectAsync(
        Model.Boot("iommu.EnableInterruptRemapping(); CreateDefaultMsiDomain(); Subscribe(notifier); await ScanBuses();", Anew + member),
        isWrong ? ["IRQ4004 possible any: other.SetTablePointer(unit)"] : []);

    [Theory]
    [InlineData("Again();")]
    [InlineData("Prepare();")]
    public Task IRQ4004_a_host_that_boots_sets_its_units_up(string boot) =>
        Model.ExpectAsync(Model.Boot(boot, Anew + "private void Prepare() => Again();"));

    [Theory]
    [InlineData("function.ReleaseInterrupts(); function.FreeVectors(); Again();")]
    [InlineData("Down(function); Again();")]
    public Task IRQ4004_who_gives_everything_back_first_may_start_anew(string body) => Model.ExpectAsync(Model.Boot(
        "", Anew + $"public void Kexec(PciFunction function) {{ {body} }} private void Down(PciFunction its) {{ its.ReleaseInterrupts(); its.FreeVectors(); }}"));

    [Theory]
    [InlineData("var (f, n) = changed.Last(); f.InvalidateEntry(n); changed.Clear();", "f.InvalidateEntry(n)")]
    [InlineData("var last = changed.Peek(); last.Function.InvalidateEntry(last.Vector); changed.Clear();", "last.Function.InvalidateEntry(last.Vector)")]
    [InlineData("if (changed.Count == 0) return; changed.Last().Function.InvalidateEntry(changed.Last().Vector); this.changed.Clear();", "changed.Last().Function.InvalidateEntry(changed.Last().Vector)")]
    public Task IRQ1009_of_entries_that_wait_in_a_queue_each_is_invalidated(string flush, string place) =>
        Model.ExpectAsync(Queue(flush), $"IRQ1009 possible any: {place}");

    [Theory]
    [InlineData("foreach (var (f, n) in changed) f.InvalidateEntry(n); changed.Clear();")]
    [InlineData("while (changed.TryDequeue(out var one)) one.Function.InvalidateEntry(one.Vector);")]
    [InlineData("var (f, n) = changed.Dequeue(); f.InvalidateEntry(n);")]
    [InlineData("var (f, n) = changed.Last(); f.InvalidateEntry(n); foreach (var one in changed) one.Function.InvalidateEntry(one.Vector); changed.Clear();")]
    [InlineData("spare.InvalidateEntry(0); changed.Clear();")]
    [InlineData("changed.ToList().ForEach(one => one.Function.InvalidateEntry(one.Vector)); changed.Clear();")]
    public Task Who_invalidates_each_that_waits_is_right(string flush) => Model.ExpectAsync(Queue(flush));

    [Theory]
    [InlineData("vector.Free();", true)]
    [InlineData("vector.Release(); vector.Free();", false)]
    public Task IRQ4001_what_an_extension_takes_out_of_a_collection_is_taken_out_of_it(string close, bool isWrong) => Model.ExpectAsync(
        $$"""
        internal sealed class Queues
        {
            private readonly PciFunction device;
            private readonly SortedDictionary<int, InterruptVector> open = new();
            public Queues(PciFunction device) => this.device = device;
            public void Open(int n) { if (device.AllocateVectorAt(n) is { } vector) { vector.Request(); open.Add(n, vector); } }
            public void Close(int n) { if (open.Remove(n, out var vector)) { {{close}} } }
        }
        """, isWrong ? ["IRQ4001 possible any: vector.Free()"] : []);

    private static string Queue(string flush) => $$"""
        internal sealed class Batch
        {
            private readonly Queue<(PciFunction Function, int Vector)> changed = new();
            private readonly PciFunction spare;
            public Batch(PciFunction spare) => this.spare = spare;
            public void Flush() { {{flush}} }
        }
        """;

    [Theory]
    [InlineData("iommu.RemoveUnit(Machine.RemappingUnits[0]);", true)]
    [InlineData("await gone.Remove(); iommu.RemoveUnit(Machine.RemappingUnits[0]);", true)]
    [InlineData("await gone.Remove(); if (!iommu.IsInUse(Machine.RemappingUnits[0])) iommu.RemoveUnit(Machine.RemappingUnits[0]);", false)]
    [InlineData("foreach (var f in AddedFunctions.ToList()) await f.Remove(); iommu.RemoveUnit(Machine.RemappingUnits[0]);", false)]
    [InlineData("foreach (var f in AddedFunctions.ToList()) Down(f); iommu.RemoveUnit(Machine.RemappingUnits[0]);", false)]
    public async Task IRQ4004_a_unit_that_others_may_use_is_not_taken_away(string body, bool isWrong)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Model.Boot(
            "await ScanBuses();",
            $"public async Flow Leave(PciFunction gone) {{ {body} }} private void Down(PciFunction its) {{ its.ReleaseInterrupts(); its.FreeVectors(); }}")));

        Assert.Equal(isWrong ? ["IRQ4004 possible any: iommu.RemoveUnit(Machine.RemappingUnits[0])"] : [], found.Select(Model.Render));
        Assert.All(found, diagnostic => Assert.Contains("removes", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    private const string Anew = """
        public void Again()
        {
            var other = new Iommu(Machine, "other");
            foreach (var unit in Machine.RemappingUnits) { other.SetTablePointer(unit); other.InvalidateEntryCache(unit); other.EnableRemapping(unit); }
        }

        """;

    private static string Device(string set, string clear, string member = "") => $$"""
        internal sealed class Device
        {
            private readonly PciFunction device;
            private Dictionary<int, InterruptVector> vectors = new();
            private readonly Dictionary<int, InterruptVector> others = new();
            public Device(PciFunction device) => this.device = device;
            public void Set(int n) { {{set}} }
            public void Reset(int n) { {{clear}} }
            private static void Up(InterruptVector its) => its.Request();
            private static void Down(InterruptVector its) { its.Release(); its.Free(); }
            {{member}}
        }
        """;

    private static string Guest(string freeze, string thaw, string member = "") =>
        Model.Boot("", $"public void Freeze() {{ {freeze} }} public void Thaw() {{ {thaw} }} {member}");
}
