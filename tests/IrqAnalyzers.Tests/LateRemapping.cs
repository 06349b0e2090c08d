using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Methods of a host that switch interrupt remapping on when the system runs already: a scenario, a test or an event calls them.</summary>
public sealed class LateRemapping
{
    private const string Scan = "CreateDefaultMsiDomain(); await ScanBuses();";
    private const string Enable = "iommu.EnableInterruptRemapping()";
    private const string Steps = "foreach (var unit in Machine.RemappingUnits) { iommu.SetTablePointer(unit); iommu.InvalidateEntryCache(unit); iommu.EnableRemapping(unit); }";

    [Theory]
    [InlineData("public void EnableLater() => iommu.EnableInterruptRemapping();", Enable)]
    [InlineData("public void EnableLater() { if (!iommu.InterruptRemappingEnabled) iommu.EnableInterruptRemapping(); }", Enable)]
    [InlineData("internal void EnableLater() => Enable(); private void Enable() => iommu.EnableInterruptRemapping();", "Enable()")]
    public Task A_method_that_the_boot_does_not_lead_to_may_come_after_the_functions(string member, string place) =>
        ExpectAsync(Scan, member, $"IRQ1009 possible any: {place}");

    [Fact]
    public Task Unit_by_unit_it_is_the_same_and_a_table_may_be_in_use() => ExpectAsync(
        Scan, "public void EnableLater() { " + Steps + " }", "IRQ4004 possible any: iommu.SetTablePointer(unit)", "IRQ1009 possible any: iommu.EnableRemapping(unit)");

    [Theory]
    [InlineData("Prepare(); " + Scan, "public void Prepare() => iommu.EnableInterruptRemapping();")]
    [InlineData(Scan, "private void Prepare() => iommu.EnableInterruptRemapping();")]
    [InlineData(Enable + "; " + Scan, "public void Again() => iommu.EnableInterruptRemapping();")]
    [InlineData(Scan, "public void EnableLater() { if (AddedFunctions.Count == 0) iommu.EnableInterruptRemapping(); }")]
    [InlineData(Scan, "public override string ToString() { iommu.EnableInterruptRemapping(); return \"\"; }")]
    public Task A_method_of_the_boot_and_one_that_does_it_again_are_clean(string boot, string member) => ExpectAsync(boot, member);

    private static async Task ExpectAsync(string boot, string member, params string[] findings)
    {
        var model = Model.Source($$"""
            public sealed class H(Machine machine) : Host(machine)
            {
                private readonly Iommu iommu = new(machine);
                public override async Flow Boot() { {{boot}} }
                {{member}}
            }
            """);
        Assert.Equal(findings, (await Model.AnalyzeAsync(Model.Compile(model))).Select(Model.Render));
    }
}
