using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>
/// Numbers and flags of which nothing is known by themselves, asked together. A function that has neither an MSI-X table nor MSI vectors sends nothing, and no
/// text here says so.
/// </summary>
public class Combinations
{
    private const string Helpers = """
        private static bool Sends(PciFunction f) => f.MsixTableSize > 0 || f.MsiVectors > 0;
        private static bool IsSilent(PciFunction f) { if (f.MsixTableSize > 0) return false; return f.MsiVectors == 0; }
        """;

    [Theory]
    [InlineData("if (function is { MsixTableSize: 0, MsiVectors: 0 }) return;")]
    [InlineData("if (function.MsixTableSize == 0 && function.MsiVectors == 0) return;")]
    [InlineData("if ((function.MsixTableSize == 0) & (function.MsiVectors == 0)) return;")]
    [InlineData("if ((function.MsixTableSize, function.MsiVectors) is (0, 0)) return;")]
    [InlineData("var none = function.MsixTableSize == 0 && function.MsiVectors == 0; if (none) return;")]
    [InlineData("var any = function.MsixTableSize > 0 || function.MsiVectors > 0; if (!any) return;")]
    [InlineData("if (!Sends(function)) return;")]
    [InlineData("if (IsSilent(function)) return;")]
    [InlineData("if (Math.Max(function.MsixTableSize, function.MsiVectors) == 0) return;")]
    [InlineData("if (function.MsixTableSize + function.MsiVectors == 0) return;")]
    [InlineData("if ((function.MsixTableSize | function.MsiVectors) == 0) return;")]
    public Task Of_two_numbers_nobody_knows_whether_both_can_be_none(string test) =>
        Model.ExpectAsync(Model.Notifier(test + " if (function.IsVirtual) { function.InheritMsiDomain(); return; } iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function));", Helpers),
            "IRQ2001 possible virtual: return;");

    [Theory]
    [InlineData("if (function.MsixTableSize == 0) return;")]
    [InlineData("if (function is { MsixTableSize: 0 }) return;")]
    [InlineData("if (function is { MsixTableSize: 0, IsVirtual: true }) return;")]
    [InlineData("var none = function.MsixTableSize == 0; if (none) return;")]
    [InlineData("if (!HasTable(function)) return;")]
    [InlineData("if (Math.Max(function.MsixTableSize, 0) == 0) return;")]
    [InlineData("if (function.MsixTableSize is 0 or 1) return;")]
    public Task One_number_may_well_be_none(string test) =>
        Model.ExpectAsync(
            Model.Notifier(
                test + " if (function.IsVirtual) { function.InheritMsiDomain(); return; } iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function));",
                "private static bool HasTable(PciFunction f) => f.MsixTableSize > 0;"),
            "IRQ2001 definite virtual: return;");

    [Theory]
    [InlineData("if (!IsOn()) return;", "private bool IsOn() => iommu.InterruptRemappingEnabled && iommu.Machine.RemappingUnits.Count > 0;")]
    [InlineData("if (iommu.Machine.RemappingUnits.Count == 0) return;", "")]
    [InlineData("if (iommu.Machine.RemappingUnits is { Count: 0 }) return;", "")]
    [InlineData("if (!iommu.Machine.RemappingUnits.Any()) return;", "")]
    public Task Without_units_nothing_can_be_lost(string test, string helper) =>
        Model.ExpectAsync(Model.Notifier(test + " if (function.IsVirtual) { function.InheritMsiDomain(); return; } iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function));", helper));

    [Fact]
    public Task With_one_unit_much_can_be() => Model.ExpectAsync(
        Model.Notifier("if (iommu.Machine.RemappingUnits.Count == 1) return; if (function.IsVirtual) { function.InheritMsiDomain(); return; } iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function));"),
        "IRQ2001 definite virtual: return;");
}
