namespace IrqModel.Firmware.Tests;

public class DmarTableTests
{
    [Fact]
    public void The_header_is_read_without_its_padding()
    {
        DmarTable table = DmarTable.Parse(new DmarBytes { WidthMinusOne = 45, Flags = 3 }.Drhd(0x1000, true).Build(), "t");

        Assert.Equal("DMAR", table.Header.Signature);
        Assert.Equal("OEMIDX", table.Header.OemId);
        Assert.Equal("BOARD", table.Header.OemTableId);
        Assert.Equal(7u, table.Header.OemRevision);
        Assert.Equal("TEST", table.Header.CreatorId);
        Assert.Equal(9u, table.Header.CreatorRevision);
        Assert.Equal(46, table.HostAddressWidth);
        Assert.Equal(DmarFlags.InterruptRemapping | DmarFlags.X2ApicOptOut, table.Flags);
        Assert.Empty(table.Problems);
    }

    [Fact]
    public void Units_keep_the_order_of_the_table_and_their_scopes()
    {
        byte[] bytes = new DmarBytes()
            .Drhd(0xFED90000, false, DmarBytes.Scope(1, 0, 0, 2, 0), DmarBytes.Scope(2, 0, 0x40, 1, 0, 0, 0))
            .Drhd(0xFED91000, true, DmarBytes.Scope(3, 2, 0xF0, 0x1F, 0), DmarBytes.Scope(4, 0, 0, 0x1F, 7))
            .Build();

        Drhd[] units = [.. DmarTable.Parse(bytes, "t").Validate(AcpiSeverity.Warning).Drhds];

        Assert.Equal([0xFED90000ul, 0xFED91000ul], units.Select(u => u.RegisterBase));
        Assert.Equal([false, true], units.Select(u => u.IncludePciAll));
        Assert.Equal("PciEndpoint 00:02.0", units[0].Scopes[0].ToString());
        Assert.Equal("PciSubHierarchy 40:01.0/00.0", units[0].Scopes[1].ToString());
        Assert.Equal(DmarScopeType.IoApic, units[1].Scopes[0].Type);
        Assert.Equal(2, units[1].Scopes[0].EnumerationId);
        Assert.Equal(0xF0, units[1].Scopes[0].StartBus);
        Assert.Equal(DmarScopeType.Hpet, units[1].Scopes[1].Type);
        Assert.Equal(0x1000, units[0].RegisterBytes);
    }

    [Fact]
    public void Every_record_type_is_read()
    {
        byte[] bytes = DmarBytes.OneUnit()
            .Rmrr(0x7F000000, 0x7F0FFFFF, DmarBytes.Scope(1, 0, 0, 0x14, 0))
            .Flagged(2, 1)
            .Rhsa(0xFED90000, 1)
            .Andd(1, @"\_SB.PCI0.I2C0")
            .Flagged(5, 1, DmarBytes.Scope(1, 0, 0, 2, 0))
            .Flagged(6, 0, [1, 8, 0x1F, 0, 0, 0, 2, 0])
            .Build();

        DmarTable table = DmarTable.Parse(bytes, "t");

        Assert.Empty(table.Problems);
        Assert.Equal(0x7F0FFFFFul, Assert.Single(table.Records.OfType<Rmrr>()).Limit);
        Assert.True(Assert.Single(table.Records.OfType<Atsr>()).AllPorts);
        Assert.Equal(1u, Assert.Single(table.Records.OfType<Rhsa>()).ProximityDomain);
        Assert.Equal(@"\_SB.PCI0.I2C0", Assert.Single(table.Andds).ObjectName);
        Assert.True(Assert.Single(table.Records.OfType<Satc>()).AtcRequired);
        Assert.Equal(0x1F, Assert.Single(table.Records.OfType<Sidp>()).Scopes[0].Flags);
    }

    [Fact]
    public void A_unit_of_sixteen_pages_says_so()
    {
        byte[] bytes = new DmarBytes().Record(0, [1, 4, 0, 0, 0, 0x10, 0, 0, 0, 0, 0, 0]).Build();

        Assert.Equal(0x10000, DmarTable.Parse(bytes, "t").Drhds.Single().RegisterBytes);
    }

    [Fact]
    public void An_unknown_record_is_kept_raw_and_noted()
    {
        DmarTable table = DmarTable.Parse(DmarBytes.OneUnit().Record(9, [1, 2, 3, 4]).Build(), "t");

        var record = Assert.IsType<UnknownDmarRecord>(table.Records[1]);
        Assert.Equal([1, 2, 3, 4], record.Body);
        Assert.Equal(AcpiSeverity.Warning, Assert.Single(table.Problems).Severity);
        Assert.Same(table, table.Validate());
    }

    [Fact]
    public void An_unknown_scope_type_is_kept_and_noted()
    {
        DmarTable table = DmarTable.Parse(DmarBytes.OneUnit(DmarBytes.Scope(6, 0, 0, 1, 0)).Build(), "t");

        Assert.Equal((DmarScopeType)6, table.Drhds.Single().Scopes[0].Type);
        Assert.Equal(AcpiSeverity.Warning, Assert.Single(table.Problems).Severity);
    }

    [Fact]
    public void Bytes_after_the_table_are_ignored_and_noted()
    {
        byte[] bytes = [.. DmarBytes.OneUnit().Build(), 1, 2, 3];

        AcpiProblem problem = Assert.Single(DmarTable.Parse(bytes, "t").Problems);

        Assert.Equal("offset 0x40: 3 bytes after the table; expected the end of the file", problem.ToString());
    }

    [Fact]
    public void A_missing_file_is_an_input_error_and_not_a_format_error() =>
        Assert.Throws<FileNotFoundException>(() => DmarTable.Load(Path.Combine(AppContext.BaseDirectory, "no.dmar")));
}
