namespace IrqModel.Firmware.Tests;

public class DmarStructureTests
{
    private static readonly byte[] Endpoint = DmarBytes.Scope(1, 0, 0, 2, 0);

    [Theory]
    [InlineData(0)]
    [InlineData(35)]
    public void A_file_shorter_than_the_header_is_refused(int length) =>
        Refused(
            DmarBytes.OneUnit().Build()[..length], $"t: offset 0x{length:X}: the file ends after {length} bytes; expected an ACPI header");

    [Fact]
    public void Another_table_is_refused()
    {
        byte[] bytes = DmarBytes.OneUnit().Build();
        "APIC"u8.CopyTo(bytes);

        Refused(bytes, "t: offset 0x0: signature \"APIC\"; expected \"DMAR\"");
    }

    [Fact]
    public void A_wrong_checksum_is_a_warning_that_says_what_it_should_be()
    {
        byte[] bytes = DmarBytes.OneUnit().Build();
        byte right = bytes[9];
        bytes[9] += 3;

        AcpiProblem problem = Assert.Single(DmarTable.Parse(bytes, "t").Problems);

        Assert.Equal(AcpiSeverity.Warning, problem.Severity);
        Assert.StartsWith($"offset 0x9: checksum 0x{bytes[9]:X2}; expected 0x{right:X2}", problem.ToString());
    }

    [Fact]
    public void A_table_length_beyond_the_file_is_refused()
    {
        byte[] bytes = DmarBytes.OneUnit().Build();

        Refused(bytes[..60], "t: offset 0x4: table length 64; expected at most 60");
    }

    [Fact]
    public void A_table_length_without_room_for_the_fixed_part_is_refused()
    {
        byte[] bytes = DmarBytes.OneUnit().Build();
        bytes[4] = 47;

        Refused(bytes, "t: offset 0x4: table length 47; expected at least 48");
    }

    [Fact]
    public void A_record_of_length_zero_is_refused() =>
        Refused(new DmarBytes().RecordOfLength(0, 0, new byte[12]), "t: offset 0x32: DRHD length 0; expected at least 16");

    [Theory]
    [InlineData(0, "DRHD", 16)]
    [InlineData(1, "RMRR", 24)]
    [InlineData(2, "ATSR", 8)]
    [InlineData(3, "RHSA", 20)]
    [InlineData(4, "ANDD", 9)]
    [InlineData(5, "SATC", 8)]
    [InlineData(6, "SIDP", 8)]
    [InlineData(77, "structure of unknown type 77", 4)]
    public void A_record_shorter_than_its_fixed_part_is_refused(ushort type, string name, int least) =>
        Refused(
            DmarBytes.OneUnit().RecordOfLength(type, least - 1, new byte[40]),
            $"t: offset 0x42: {name} length {least - 1}; expected at least {least}");

    [Fact]
    public void A_record_beyond_the_table_is_refused() =>
        Refused(new DmarBytes().RecordOfLength(0, 40, new byte[12]), "t: offset 0x32: DRHD length 40; expected at most 16");

    [Fact]
    public void A_record_cut_in_its_header_is_refused()
    {
        byte[] bytes = [.. DmarBytes.OneUnit().Build(), 0, 0, 0];
        bytes[4] += 3;

        Refused(DmarBytes.Sum(bytes), "t: offset 0x40: 3 bytes after the last structure; expected none");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void A_scope_shorter_than_its_header_is_refused(byte length) =>
        Refused(
            DmarBytes.OneUnit([1, length, 0, 0, 0, 0, 2, 0]),
            $"t: offset 0x41: device scope length {length}; expected at least 6");

    [Fact]
    public void A_scope_that_overruns_its_record_is_refused() =>
        Refused(
            DmarBytes.OneUnit(Endpoint, [1, 16, 0, 0, 0, 0, 2, 0]).Drhd(0x1000, false, Endpoint),
            "t: offset 0x49: device scope length 16; expected at most 8, which is what its DRHD has left");

    [Fact]
    public void A_scope_of_odd_length_is_refused() =>
        Refused(DmarBytes.OneUnit([1, 7, 0, 0, 0, 0, 2]), "t: offset 0x41: device scope length 7; expected 6 plus 2");

    [Fact]
    public void A_rest_too_short_for_a_scope_is_refused() =>
        Refused(DmarBytes.OneUnit(Endpoint, [1, 4]), "t: offset 0x48: 2 bytes after the last device scope of the DRHD");

    [Fact]
    public void A_name_without_an_end_is_refused() =>
        Refused(
            DmarBytes.OneUnit().Record(4, [0, 0, 0, 1, (byte)'\\', (byte)'A']),
            "t: offset 0x48: ACPI object name of 2 bytes without an end");

    [Fact]
    public void The_exception_carries_its_parts()
    {
        var error = Assert.Throws<FirmwareFormatException>(
            () => DmarTable.Parse(DmarBytes.OneUnit([1, 0, 0, 0, 0, 0, 2, 0]).Build(), "good.dmar"));

        Assert.Equal("good.dmar", error.FileName);
        Assert.Equal(0x41, error.Offset);
        Assert.Null(error.Line);
        Assert.Equal("device scope length 0", error.Found);
        Assert.Equal("at least 6", error.Expected);
        Assert.Equal("good.dmar: offset 0x41: device scope length 0; expected at least 6", error.Message);
    }

    private static void Refused(DmarBytes table, string message) => Refused(table.Build(), message);

    private static void Refused(byte[] table, string message) =>
        Assert.StartsWith(message, Assert.Throws<FirmwareFormatException>(() => DmarTable.Parse(table, "t")).Message);
}
