using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Locals that stand for an element of an array of structures: <c>ref var state = ref units[i]</c>.</summary>
public class BorrowedElements
{
    private const string Loop = "for (var i = 0; i < units.Length; i++) { ref var state = ref units[i]; ";

    [Theory]
    [InlineData(Loop + "Prepare(ref state); Enable(ref state); }", "definite", "Enable(ref state)")]
    [InlineData(Loop + "iommu.SetTablePointer(state.Unit); iommu.EnableRemapping(state.Unit); }", "definite", "iommu.EnableRemapping(state.Unit)")]
    [InlineData("for (var i = units.Length - 1; i >= 0; i--) { ref readonly var state = ref units[i]; iommu.SetTablePointer(state.Unit); iommu.EnableRemapping(state.Unit); }", "possible", "iommu.EnableRemapping(state.Unit)")]
    [InlineData("ref var state = ref units[0]; var unit = state.Unit; Prepare(ref state); if (flag) return; iommu.EnableRemapping(unit);", "definite", "iommu.EnableRemapping(unit)")]
    [InlineData(Loop + "Prepare(ref state); if (state.Order == 0) continue; Enable(ref state); }", "possible", "Enable(ref state)")]
    public Task IRQ1009_an_element_is_the_same_wherever_its_reference_is_used(string run, string certainty, string place) =>
        Model.ExpectAsync(Table(run), $"IRQ1009 {certainty} any: {place}");

    [Theory]
    [InlineData(Loop + "Prepare(ref state); iommu.InvalidateEntryCache(state.Unit); Enable(ref state); }", "")]
    [InlineData(Loop + "iommu.SetTablePointer(state.Unit); Replace(i); iommu.EnableRemapping(state.Unit); }", "private void Replace(int at) => units[at].Unit = Fresh();")]
    [InlineData(Loop + "iommu.SetTablePointer(state.Unit); Replace(i); iommu.EnableRemapping(state.Unit); }", "private void Replace(int at) => units[at] = new State { Unit = Fresh() };")]
    [InlineData(Loop + "iommu.SetTablePointer(state.Unit); Replace(i); iommu.EnableRemapping(state.Unit); }", "private void Replace(int at) { ref var other = ref units[at]; other.Unit = Fresh(); }")]
    [InlineData(Loop + "iommu.SetTablePointer(state.Unit); Replace(units); iommu.EnableRemapping(state.Unit); }", "private void Replace(State[] all) { for (var at = 0; at < all.Length; at++) all[at].Unit = Fresh(); }")]
    [InlineData(Loop + "iommu.SetTablePointer(state.Unit); Array.Reverse(units); iommu.EnableRemapping(state.Unit); }", "")]
    [InlineData(Loop + "iommu.SetTablePointer(state.Unit); units[i].Change(Fresh()); iommu.EnableRemapping(state.Unit); }", "")]
    [InlineData(Loop + "iommu.SetTablePointer(state.Unit); state = ref units[0]; iommu.EnableRemapping(state.Unit); }", "")]
    [InlineData(Loop + "iommu.SetTablePointer(state.Unit); state.Unit = Fresh(); iommu.EnableRemapping(state.Unit); }", "")]
    [InlineData(Loop + "iommu.SetTablePointer(state.Unit); Renew(ref state); iommu.EnableRemapping(state.Unit); }", "private void Renew(ref State its) => its.Unit = Fresh();")]
    public async Task IRQ1009_what_may_have_become_another_element_is_never_certain(string run, string member)
    {
        var found = (await Model.AnalyzeAsync(Model.Compile(Table(run, member)))).Select(Model.Render);
        Assert.DoesNotContain(found, finding => finding.Contains("definite", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("units = given;", false)]
    [InlineData("units = given; Shared = units;", false)]
    [InlineData("units = new State[3]; Shared = units;", false)]
    [InlineData("units = given.ToArray();", true)]
    [InlineData("units = new State[given.Length]; for (var i = 0; i < given.Length; i++) units[i] = given[i];", true)]
    public async Task IRQ1009_an_array_that_others_have_is_not_its_own(string make, bool isCertain)
    {
        var found = await Model.AnalyzeAsync(Model.Compile($$"""
            internal struct State { public RemappingUnit Unit; }
            internal sealed class Table
            {
                private readonly Iommu iommu;
                private readonly State[] units;
                public static State[]? Shared;
                public Table(Iommu iommu, State[] given) { this.iommu = iommu; {{make}} }
                public void BringUp(Action next)
                {
                    for (var i = 0; i < units.Length; i++)
                    {
                        ref var state = ref units[i];
                        iommu.InvalidateEntryCache(state.Unit);
                        iommu.SetTablePointer(state.Unit);
                        iommu.EnableRemapping(state.Unit);
                    }
                }
            }
            """));
        Assert.Equal(isCertain, found.Any(finding => Model.Render(finding).StartsWith("IRQ1009 definite", StringComparison.Ordinal)));
    }

    [Fact]
    public Task IRQ1009_the_right_order_is_clean() =>
        Model.ExpectAsync(Table(Loop + "Prepare(ref state); iommu.InvalidateEntryCache(state.Unit); Enable(ref state); }"));

    private static string Table(string run, string member = "") => $$"""
        internal struct State
        {
            public RemappingUnit Unit;
            public int Order;
            public void Change(RemappingUnit unit) => Unit = unit;
        }
        internal sealed class UnitTable
        {
            private readonly Iommu iommu;
            private readonly State[] units;
            private readonly bool flag;
            public UnitTable(Machine machine, Iommu iommu, bool flag)
            {
                (this.iommu, this.flag) = (iommu, flag);
                units = new State[machine.RemappingUnits.Count];
                for (var i = 0; i < units.Length; i++) units[i] = new State { Unit = machine.RemappingUnits[i], Order = i };
            }
            public int Count => units.Length;
            public bool AllCapable => Array.TrueForAll(units, state => state.Unit.SupportsInterruptRemapping);
            public RemappingUnit First => units[0].Unit;
            public void BringUp() { {{run}} }
            private void Prepare(ref State its) { iommu.InvalidateEntryCache(its.Unit); iommu.SetTablePointer(its.Unit); its.Order++; }
            private void Enable(ref State its) => iommu.EnableRemapping(its.Unit);
            private RemappingUnit Fresh()
            {
                var unit = units[0].Unit;
                iommu.SetTablePointer(unit);
                iommu.InvalidateEntryCache(unit);
                return unit;
            }
            {{member}}
        }
        """;
}
