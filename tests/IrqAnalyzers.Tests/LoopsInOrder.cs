using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Loops over one collection that come one after the other: what an earlier one takes back, what only a later one does, what is for other elements.</summary>
public class LoopsInOrder
{
    private const string Units = "Machine.RemappingUnits";

    [Theory]
    [InlineData("foreach (var unit in {0}) iommu.InvalidateEntryCache(unit);", "foreach (var unit in {0}) iommu.SetTablePointer(unit);", "foreach (var unit in {0}) iommu.EnableRemapping(unit);", "iommu.EnableRemapping(unit)")]
    [InlineData("for (var i = 0; i < {0}.Count; i++) iommu.InvalidateEntryCache({0}[i]);", "for (var i = 0; i < {0}.Count; i++) iommu.SetTablePointer({0}[i]);", "for (var i = 0; i < {0}.Count; i++) iommu.EnableRemapping({0}[i]);", "iommu.EnableRemapping({0}[i])")]
    [InlineData("foreach (var record in records) record.Flush(iommu);", "foreach (var record in records) record.Prepare(iommu);", "foreach (var record in records) record.Start(iommu);", "record.Start(iommu)")]
    [InlineData("foreach (var record in records) iommu.InvalidateEntryCache(record.Unit);", "foreach (var record in records) Prepare(record);", "foreach (var record in records) iommu.EnableRemapping(record.Unit);", "iommu.EnableRemapping(record.Unit)")]
    public async Task IRQ1009_a_later_loop_over_units_takes_nothing_back(string flush, string prepare, string start, string place)
    {
        string Boot(params string[] loops) => Model.Boot(string.Join(" ", loops).Replace("{0}", Units, StringComparison.Ordinal), flush.Contains("records", StringComparison.Ordinal) ? Records : "");
        var finding = "IRQ1009 possible any: " + place.Replace("{0}", Units, StringComparison.Ordinal);
        await Model.ExpectAsync(Boot(flush, prepare, start), finding);
        await Model.ExpectAsync(Boot(prepare, flush, start));
        await Model.ExpectAsync(Boot(flush, prepare, flush, start));
        Assert.DoesNotContain(finding, await FindAsync(Boot(flush, "if (flag) " + prepare, start)));
        Assert.Contains(finding, await FindAsync(Boot("if (flag) {", flush, prepare, start, "}")));
    }

    [Theory]
    [InlineData("foreach (var unit in {0}) iommu.InvalidateEntryCache(unit); foreach (var unit in {0}.Where(unit => unit.Index == 7)) iommu.SetTablePointer(unit); foreach (var unit in {0}) iommu.EnableRemapping(unit);")]
    [InlineData("foreach (var unit in {0}) iommu.InvalidateEntryCache(unit); foreach (var unit in {0}) { if (unit.Index != 7) continue; iommu.SetTablePointer(unit); } foreach (var unit in {0}) iommu.EnableRemapping(unit);")]
    [InlineData("foreach (var unit in {0}) iommu.InvalidateEntryCache(unit); foreach (var unit in others) iommu.SetTablePointer(unit); foreach (var unit in {0}) iommu.EnableRemapping(unit);")]
    public Task What_a_loop_takes_back_for_some_is_not_taken_back_for_all(string boot) => Model.ExpectAsync(
        Model.Boot(boot.Replace("{0}", Units, StringComparison.Ordinal), "private readonly List<RemappingUnit> others = new();"));

    [Theory]
    [InlineData("foreach (var pf in AddedFunctions.OfType<PhysicalFunction>()) await pf.EnableSriov(1);", "pf.EnableSriov(1)", "")]
    [InlineData("foreach (var f in AddedFunctions) if (f is PhysicalFunction pf) await pf.EnableSriov(1);", "pf.EnableSriov(1)", "")]
    [InlineData("foreach (var f in AddedFunctions) { if (f is not PhysicalFunction { CanEnableSriov: true } pf) continue; await pf.EnableSriov(1); }", "pf.EnableSriov(1)", "")]
    [InlineData("await Spawn();", "Spawn()", "private async Flow Spawn() { var parents = AddedFunctions.OfType<PhysicalFunction>().Where(pf => pf.CanEnableSriov).ToList(); foreach (var pf in parents) await pf.EnableSriov(1); }")]
    [InlineData("await Spawn();", "Spawn()", "private async Flow Spawn() { parents.AddRange(AddedFunctions.OfType<PhysicalFunction>()); foreach (var pf in parents) await pf.EnableSriov(1); } private readonly List<PhysicalFunction> parents = new();")]
    public async Task IRQ2002_a_loop_decides_before_another_enables_VFs(string enable, string place, string members)
    {
        const string Decide = "foreach (var f in AddedFunctions) iommu.Register(f); foreach (var f in AddedFunctions) f.AssignMsiDomain(iommu.FindMsiDomain(f)); ";
        string Boot(string order) => Model.Boot("iommu.EnableInterruptRemapping(); CreateDefaultMsiDomain(); await ScanBuses(); " + order, members);
        Assert.Contains("IRQ2002 possible physical: " + place, (await FindAsync(Boot(enable + Decide))).Select(static finding => finding.Replace(" any:", " physical:", StringComparison.Ordinal)));
        Assert.DoesNotContain(await FindAsync(Boot(Decide + enable)), static finding => finding.StartsWith("IRQ2002", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("foreach (var f in held) f.FreeVectors(); foreach (var f in held) f.ReleaseInterrupts();", true)]
    [InlineData("foreach (var f in held) if (f.IsVirtual) f.FreeVectors(); foreach (var f in held) if (!f.IsVirtual) f.ReleaseInterrupts();", false)]
    [InlineData("foreach (var f in held.OfType<VirtualFunction>()) f.FreeVectors(); foreach (var f in held.Where(f => f is PhysicalFunction)) f.ReleaseInterrupts();", false)]
    [InlineData("foreach (var f in held) if (f.Guest is null) f.FreeVectors(); foreach (var g in held) if (g.Guest is not null) g.ReleaseInterrupts();", false)]
    [InlineData("foreach (var f in held) { if (f.Guest == null) continue; f.FreeVectors(); } foreach (var g in held.Where(h => h.Guest == null)) g.ReleaseInterrupts();", false)]
    [InlineData("foreach (var f in held) if (busy.Contains(f)) f.FreeVectors(); foreach (var f in held) if (!busy.Contains(f)) f.ReleaseInterrupts();", false)]
    [InlineData("foreach (var f in held) if (busy.Contains(f)) f.FreeVectors(); foreach (var f in held) if (busy.Contains(f)) f.ReleaseInterrupts();", true)]
    public async Task IRQ4001_loops_for_different_elements_have_no_order(string loops, bool isWrong)
    {
        var found = await FindAsync(Model.Boot("", $"private readonly List<PciFunction> held = new(); private readonly HashSet<PciFunction> busy = new(); public void Stop() {{ {loops} }}"));
        Assert.Equal(isWrong, found.Contains("IRQ4001 possible any: f.FreeVectors()"));
    }

    private const string Records = """
        private readonly List<UnitRecord> records = new();
        private void Prepare(UnitRecord record) => iommu.SetTablePointer(record.Unit);
        private sealed class UnitRecord
        {
            public UnitRecord(RemappingUnit unit) => Unit = unit;
            public RemappingUnit Unit { get; }
            public void Prepare(Iommu iommu) => iommu.SetTablePointer(Unit);
            public void Flush(Iommu iommu) => iommu.InvalidateEntryCache(Unit);
            public void Start(Iommu iommu) => iommu.EnableRemapping(Unit);
        }
        """;

    private static async Task<List<string>> FindAsync(string model)
    {
        var compilation = Model.Compile(model);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        return (await Model.AnalyzeAsync(compilation)).Select(Model.Render).ToList();
    }
}
