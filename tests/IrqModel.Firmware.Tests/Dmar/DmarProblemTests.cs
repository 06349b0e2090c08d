namespace IrqModel.Firmware.Tests;

public class DmarProblemTests
{
    [Theory]
    [InlineData(0x0ul, "offset 0x38: DRHD register base 0x0;")]
    [InlineData(ulong.MaxValue, "offset 0x38: DRHD register base 0xFFFFFFFFFFFFFFFF;")]
    [InlineData(0xFED90800ul, "offset 0x38: DRHD register base 0xFED90800; expected a multiple of 4096")]
    public void An_impossible_register_base_is_an_error_of_a_readable_table(ulong registers, string problem)
    {
        DmarTable table = Reads(new DmarBytes().Drhd(registers, true), AcpiSeverity.Error, problem);

        Assert.Equal(registers, table.Drhds.Single().RegisterBase);
    }

    [Fact]
    public void A_width_below_a_page_is_an_error() =>
        Reads(new DmarBytes { WidthMinusOne = 0 }.Drhd(0x1000, true), AcpiSeverity.Error, "offset 0x24: host address width of 1 bits");

    [Fact]
    public void A_table_without_a_unit_is_an_error() =>
        Reads(new DmarBytes(), AcpiSeverity.Error, "offset 0x30: no DRHD");

    [Fact]
    public void A_scope_of_the_reserved_type_is_an_error() =>
        Reads(DmarBytes.OneUnit(DmarBytes.Scope(0, 0, 0, 1, 0)), AcpiSeverity.Error, "offset 0x40: device scope type 0");

    [Fact]
    public void An_empty_path_is_an_error() =>
        Reads(DmarBytes.OneUnit(DmarBytes.Scope(1, 0, 0)), AcpiSeverity.Error, "offset 0x41: device scope with an empty path");

    [Theory]
    [InlineData(32, 0)]
    [InlineData(0, 8)]
    public void A_path_that_no_device_can_have_is_an_error(byte device, byte function) =>
        Reads(
            DmarBytes.OneUnit(DmarBytes.Scope(1, 0, 0, 1, 0, device, function)),
            AcpiSeverity.Error,
            $"offset 0x48: device {device}, function {function} in a path");

    [Fact]
    public void A_region_that_ends_before_it_starts_is_an_error() =>
        Reads(DmarBytes.OneUnit().Rmrr(0x2000, 0x1FFF), AcpiSeverity.Error, "offset 0x50: RMRR limit 0x1FFF");

    [Theory]
    [InlineData(0x2001, 0x2FFF, "offset 0x48: RMRR base 0x2001")]
    [InlineData(0x2000, 0x2FF0, "offset 0x50: RMRR limit 0x2FF0")]
    public void A_region_of_part_pages_is_a_warning(ulong start, ulong limit, string problem) =>
        Reads(DmarBytes.OneUnit().Rmrr(start, limit), AcpiSeverity.Warning, problem);

    [Fact]
    public void Two_units_at_one_base_are_a_warning() =>
        Reads(
            new DmarBytes().Drhd(0x1000, false, DmarBytes.Scope(1, 0, 0, 2, 0)).Drhd(0x1000, true),
            AcpiSeverity.Warning,
            "offset 0x50: a second DRHD with register base 0x1000");

    [Fact]
    public void Two_catch_all_units_on_a_segment_are_a_warning() =>
        Reads(DmarBytes.OneUnit().Drhd(0x1000, true), AcpiSeverity.Warning, "offset 0x44: a second DRHD with INCLUDE_PCI_ALL");

    [Fact]
    public void A_unit_after_the_catch_all_is_a_warning() =>
        Reads(
            DmarBytes.OneUnit().Drhd(0x1000, false, DmarBytes.Scope(1, 0, 0, 2, 0)),
            AcpiSeverity.Warning,
            "offset 0x44: a DRHD after the one with INCLUDE_PCI_ALL");

    [Fact]
    public void A_unit_that_serves_nothing_is_a_warning() =>
        Reads(new DmarBytes().Drhd(0x1000, false).Drhd(0x2000, true), AcpiSeverity.Warning, "offset 0x30: a DRHD that serves no device");

    [Fact]
    public void An_affinity_of_no_unit_is_a_warning() =>
        Reads(DmarBytes.OneUnit().Rhsa(0x5000, 0), AcpiSeverity.Warning, "offset 0x48: RHSA of the register base 0x5000");

    [Fact]
    public void A_scope_of_an_undeclared_ACPI_device_is_a_warning() =>
        Reads(
            DmarBytes.OneUnit(DmarBytes.Scope(5, 3, 0, 0x15, 0)).Andd(1, @"\_SB.A"),
            AcpiSeverity.Warning,
            "offset 0x44: device scope of the ACPI device 3");

    [Fact]
    public void A_second_declaration_of_an_ACPI_device_is_a_warning() =>
        Reads(
            DmarBytes.OneUnit().Andd(1, @"\_SB.A").Andd(1, @"\_SB.B"),
            AcpiSeverity.Warning,
            "offset 0x56: a second ANDD with device number 1");

    [Fact]
    public void Problems_are_listed_by_offset()
    {
        DmarTable table = DmarTable.Parse(new DmarBytes { WidthMinusOne = 1 }.Drhd(0, true).Drhd(1, true).Build(), "t");

        Assert.Equal([0x24, 0x38, 0x44, 0x48], table.Problems.Select(p => p.Offset));
    }

    private static DmarTable Reads(DmarBytes bytes, AcpiSeverity severity, string text)
    {
        DmarTable table = DmarTable.Parse(bytes.Build(), "t");
        AcpiProblem problem = Assert.Single(table.Problems);
        Assert.Equal(severity, problem.Severity);
        Assert.StartsWith(text, problem.ToString());
        var error = Assert.Throws<FirmwareFormatException>(() => table.Validate(AcpiSeverity.Warning));
        Assert.Equal($"t: {problem}", error.Message);
        if (severity == AcpiSeverity.Warning)
            Assert.Same(table, table.Validate());
        else
            Assert.Throws<FirmwareFormatException>(() => table.Validate());
        return table;
    }
}
