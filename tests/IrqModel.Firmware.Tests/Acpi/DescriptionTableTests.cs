namespace IrqModel.Firmware.Tests;

public class DescriptionTableTests
{
    private static readonly byte[][] Tables =
    [
        DmarBytes.OneUnit().Build(),
        TableBytes.Ivrs(TableBytes.Ivhd(0x10, 2, 0x1000, 0, TableBytes.Entry(1, 0), TableBytes.Special(2, 0, 0xA0))),
        TableBytes.Iort(TableBytes.Node(0, [.. TableBytes.U32(1), .. TableBytes.U32(7)])),
        TableBytes.Madt([0, 8, 0, 0, 1, 0, 0, 0], [1, 12, 2, 0, 0, 0, 0xC0, 0xFE, 0, 0, 0, 0]),
        TableBytes.Of("MCFG", [.. new byte[8], .. TableBytes.U64(0xE0000000), 0, 0, 0, 0xFF, 0, 0, 0, 0]),
        TableBytes.Of("FACP", 1, 2, 3),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Tables.Length)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_signature_leads_to_its_reader(int index)
    {
        DescriptionTable table = DescriptionTable.Read(Tables[index], "t");

        Type[] types =
        [
            typeof(DmarTable), typeof(IvrsTable), typeof(IortTable), typeof(MadtTable), typeof(McfgTable), typeof(OtherDescriptionTable),
        ];
        Assert.IsType(types[index], table);
        Assert.Empty(table.Problems);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_wrong_checksum_is_a_warning(int index)
    {
        byte[] bytes = [.. Tables[index]];
        bytes[9]++;

        AcpiProblem problem = Assert.Single(DescriptionTable.Read(bytes, "t").Problems);

        Assert.Equal((AcpiSeverity.Warning, 9), (problem.Severity, problem.Offset));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Bytes_after_the_table_are_a_warning(int index)
    {
        byte[] bytes = [.. Tables[index], 1, 2];

        AcpiProblem problem = Assert.Single(DescriptionTable.Read(bytes, "t").Problems);

        Assert.Equal("2 bytes after the table", problem.Found);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_truncation_is_a_format_error(int index)
    {
        byte[] sound = Tables[index];
        for (int length = 0; length < sound.Length; length++)
            Assert.Throws<FirmwareFormatException>(() => DescriptionTable.Read(sound.AsSpan(0, length), "t"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Random_changes_read_or_are_a_format_error(int index)
    {
        var random = new Random(index);
        byte[] sound = Tables[index];
        for (int round = 0; round < 20_000; round++)
        {
            byte[] changed = [.. sound];
            for (int n = random.Next(1, 6); n > 0; n--)
                changed[random.Next(changed.Length)] = (byte)(random.Next(3) == 0 ? random.Next(4) : random.Next(256));
            try
            {
                DescriptionTable table = DescriptionTable.Read(changed, "t");
                Assert.All(table.Problems, problem => Assert.InRange(problem.Offset, 0, changed.Length));
            }
            catch (FirmwareFormatException error)
            {
                Assert.InRange(Assert.NotNull(error.Offset), 0, changed.Length);
            }
        }
    }

    [Fact]
    public void A_madt_lists_io_apics_its_units_and_processors()
    {
        MadtTable table = MadtTable.Parse(
            TableBytes.Madt(
                [0, 8, 0, 0, 1, 0, 0, 0],
                [0, 8, 1, 1, 0, 0, 0, 0],
                [9, 16, 0, 0, 5, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0],
                [1, 12, 2, 0, 0, 0, 0xC0, 0xFE, 24, 0, 0, 0],
                [0xF, 20, 0, 0, 7, 0, 0, 0, 0, 0, 8, 8, 0, 0, 0, 0, 0, 0, 0, 0]),
            "t");

        Assert.Equal(2, table.EnabledProcessors);
        Assert.Equal(new MadtIoApic(68 + 8, 2, 0xFEC00000, 24), Assert.Single(table.IoApics));
        Assert.Equal((7u, 0x8080000ul), table.ItsUnits.Select(its => (its.Id, its.Address)).Single());
    }

    [Fact]
    public void A_second_io_apic_with_one_id_is_a_warning()
    {
        byte[] ioApic = [1, 12, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0];

        Assert.StartsWith(
            "offset 0x3A: a second I/O APIC with id 2",
            Assert.Single(MadtTable.Parse(TableBytes.Madt(ioApic, ioApic), "t").Problems).ToString());
    }

    [Fact]
    public void An_mcfg_lists_its_regions()
    {
        McfgRegion region = Assert.Single(McfgTable.Parse(Tables[4], "t").Regions);

        Assert.Equal((0xE0000000ul, (ushort)0, (byte)0, (byte)0xFF), (region.Base, region.Segment, region.FirstBus, region.LastBus));
    }

    [Fact]
    public void A_dmar_names_the_ids_of_its_io_apics_and_hpets()
    {
        DmarTable table = DmarTable.Parse(
            DmarBytes.OneUnit(DmarBytes.Scope(3, 8, 0xF0, 0x1F, 7), DmarBytes.Scope(4, 0, 0, 0x1F, 0)).Build(), "t");

        Assert.Equal(
            ["IoApic 8 f0:1f.7", "Hpet 0 00:1f.0"],
            table.InterruptSources.Select(source => $"{source.Kind} {source.Id} {source.Requester}"));
    }
}
