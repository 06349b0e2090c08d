namespace IrqModel.Firmware.Tests;

public class IvrsTableTests
{
    [Fact]
    public void Widths_blocks_and_entries_are_read()
    {
        IvrsTable table = Parse(TableBytes.Ivhd(
            0x11, 2, 0xFEB80000, 0, TableBytes.Entry(3, 0x08), TableBytes.Entry(4, 0xFFFE), TableBytes.Special(1, 33, 0xA0)));

        Assert.Equal(48, table.PhysicalAddressBits);
        Assert.Equal(64, table.VirtualAddressBits);
        IvhdBlock unit = Assert.Single(table.Ivhds);
        Assert.Equal("00:00.2", unit.Device.ToString());
        Assert.Equal(0xFEB80000ul, unit.RegisterBase);
        Assert.Equal(
            [IvhdEntryType.RangeStart, IvhdEntryType.RangeEnd, IvhdEntryType.Special], unit.Entries.Select(entry => entry.Type));
        Assert.Empty(table.Problems);
    }

    [Fact]
    public void Of_several_definitions_of_an_iommu_the_last_type_counts()
    {
        IvrsTable table = Parse(
            TableBytes.Ivhd(0x10, 2, 0x1000, 0, TableBytes.Entry(2, 0x10)),
            TableBytes.Ivhd(0x11, 2, 0x1000, 0, TableBytes.Entry(2, 0x20)));

        Assert.Equal(0x11, Assert.Single(table.ActiveIvhds).Type);
        Assert.Null(table.Covering(0, new RequesterId(0x10)));
        Assert.NotNull(table.Covering(0, new RequesterId(0x20)));
    }

    [Theory]
    [InlineData(0x07, null)]
    [InlineData(0x08, 0x08)]
    [InlineData(0xFF, 0xFF)]
    [InlineData(0x100, null)]
    [InlineData(0x300, 0x1A0)] // An alias entry.
    [InlineData(0x1A0, 0x1A0)] // The alias itself.
    [InlineData(0x410, 0x1A5)] // In an alias range.
    [InlineData(0x500, 0x500)] // An I/O APIC.
    public void An_entry_covers_what_it_names(int requester, int? alias)
    {
        IvrsTable table = Parse(TableBytes.Ivhd(
            0x10,
            2,
            0x1000,
            0,
            TableBytes.Entry(3, 0x08),
            TableBytes.Entry(4, 0xFF),
            TableBytes.Alias(0x42, 0x300, 0x1A0),
            TableBytes.Alias(0x43, 0x400, 0x1A5),
            TableBytes.Entry(4, 0x4FF),
            TableBytes.Special(1, 33, 0x500)));

        IvrsCoverage? found = table.Covering(0, new RequesterId((ushort)requester));

        Assert.Equal(alias, found?.Alias.Value);
        Assert.Null(table.Covering(1, new RequesterId((ushort)requester)));
    }

    [Fact]
    public void A_later_unit_overrides_an_earlier_one()
    {
        IvrsTable table = Parse(
            TableBytes.Ivhd(0x10, 2, 0x1000, 0, TableBytes.Entry(1, 0)),
            TableBytes.Ivhd(0x10, 0x4002, 0x2000, 0, TableBytes.Entry(2, 0x300)));

        Assert.Equal(0x2000ul, table.Covering(0, new RequesterId(0x300))?.Unit.RegisterBase);
        Assert.Equal(0x1000ul, table.Covering(0, new RequesterId(0x301))?.Unit.RegisterBase);
    }

    [Fact]
    public void IO_apics_and_hpets_have_the_ids_that_their_messages_carry()
    {
        IvrsTable table = Parse(TableBytes.Ivhd(
            0x10, 2, 0x1000, 0, TableBytes.Special(1, 33, 0xA0), TableBytes.Special(2, 0, 0xA1)));

        Assert.Equal(
            ["IoApic 33 00:14.0", "Hpet 0 00:14.1"],
            table.InterruptSources.Select(source => $"{source.Kind} {source.Id} {source.Requester}"));
    }

    [Fact]
    public void A_device_of_the_ACPI_name_space_has_its_ids()
    {
        byte[] entry = [0xF0, 0xA5, 0, 0, .. "AMDI0020"u8, .. new byte[8], 2, 5, .. @"\_SB."u8];

        IvhdEntry read = Parse(TableBytes.Ivhd(0x40, 2, 0x1000, 0, entry)).Ivhds.Single().Entries.Single();

        Assert.Equal(("AMDI0020", @"\_SB."), (read.HardwareId, read.UniqueId));
    }

    [Fact]
    public void A_table_without_an_iommu_is_an_error() => Problem([], AcpiSeverity.Error, "offset 0x30: no IVHD");

    [Fact]
    public void A_register_base_of_0_is_an_error() =>
        Problem([TableBytes.Ivhd(0x10, 2, 0, 0)], AcpiSeverity.Error, "offset 0x38: IVHD register base 0x0");

    [Fact]
    public void A_range_without_an_end_is_a_warning() => Problem(
        [TableBytes.Ivhd(0x10, 2, 1, 0, TableBytes.Entry(3, 8))],
        AcpiSeverity.Warning,
        "offset 0x48: a range of devices that starts at 00:01.0 and does not end");

    [Fact]
    public void An_unknown_block_is_kept_and_noted() => Problem(
        [TableBytes.Ivhd(0x10, 2, 1, 0), [0x33, 0, 5, 0, 9]], AcpiSeverity.Warning, "offset 0x48: block of unknown type 0x33");

    [Theory]
    [InlineData(2, 3, "IVHD length 3; expected at least 24")]
    [InlineData(2, 200, "IVHD length 200; expected at most 28")]
    [InlineData(24, 0x48, "IVHD entry of type 0x48, which has 8 bytes; expected at most 4")]
    public void A_length_that_does_not_fit_is_a_format_error(int at, byte value, string message)
    {
        byte[] block = TableBytes.Ivhd(0x10, 2, 1, 0, TableBytes.Entry(2, 8));
        block[at] = value;

        Assert.Contains(message, Assert.Throws<FirmwareFormatException>(() => Parse(block)).Message, StringComparison.Ordinal);
    }

    private static void Problem(byte[][] blocks, AcpiSeverity severity, string text)
    {
        AcpiProblem problem = Assert.Single(Parse(blocks).Problems);
        Assert.Equal(severity, problem.Severity);
        Assert.StartsWith(text, problem.ToString());
    }

    private static IvrsTable Parse(params byte[][] blocks) => IvrsTable.Parse(TableBytes.Ivrs(blocks), "t");
}
