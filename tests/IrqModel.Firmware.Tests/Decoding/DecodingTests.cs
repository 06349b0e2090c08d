namespace IrqModel.Firmware.Tests;

public class DecodingTests
{
    private const string Listing = "3b:10.0 Ethernet controller: Made Up Virtual Function\n";

    private static readonly byte[] Dmar = new DmarBytes()
        .Drhd(0xD1000000, false, DmarBytes.Scope(2, 0, 0, 3, 0)).Drhd(0xD2000000, true).Rmrr(0, 0xFFFF,
            DmarBytes.Scope(1, 0, 0, 0x14, 0)).Build();

    public static TheoryData<string> Forms => [.. Packed.TableForms.Keys];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_encoding_of_a_table_reads_back_as_the_same_table(string form)
    {
        var random = new Random(13);
        for (int round = 0; round < 100; round++)
        {
            // A record of zeros makes rows repeat, which dumps squeeze.
            var made = new DmarBytes().Record(0x7F, new byte[random.Next(100)]);
            for (int units = random.Next(1, 9); units > 0; units--)
                made = made.Drhd((ulong)random.Next(4) << 24, random.Next(2) == 0, DmarBytes.Scope(2, 0, 0, (byte)random.Next(32), 0));
            byte[] table = made.Build();

            Evidence plain = Read(table);
            Evidence read = Read(Packed.TableForms[form](table));

            DmarTable expected = Assert.Single(plain.Tables).Dmar!;
            DmarTable actual = Assert.Single(read.Tables).Dmar!;
            Assert.Equal(expected.Header, actual.Header);
            Assert.Equal(expected.Records.Select(Words), actual.Records.Select(Words));
            Assert.Equal(Severities(plain), Severities(read));
        }

        static IEnumerable<EvidenceSeverity> Severities(Evidence evidence) => evidence.Problems.Select(problem => problem.Severity);

        static string Words(DmarRecord record) => System.Text.Json.JsonSerializer.Serialize(record, record.GetType());
    }

    [Fact]
    public void A_listing_in_an_archive_keeps_its_path_in_messages()
    {
        foreach (byte[] archive in new[] { Packed.Gzip(Packed.Tar(("logs/lspci.txt", Packed.Text(Listing)))),
            Packed.Zip(("logs/lspci.txt", Packed.Text(Listing))) })
            Assert.Equal("paste:logs/lspci.txt", Assert.Single(Read(archive).Listings).Source);
    }

    [Fact]
    public void A_compressed_file_that_breaks_off_gives_what_came_before_and_says_so()
    {
        byte[] packed = Packed.Gzip(Packed.Text(
            string.Concat(Enumerable.Range(0, 4000).Select(n => $"{n / 256 % 256:x2}:{n / 8 % 32:x2}.{n % 8} Device {n * 7919:x}\n"))));

        Evidence evidence = Read(packed[..(packed.Length / 2)]);

        Assert.NotEmpty(evidence.Listings);
        Assert.Contains(evidence.Problems, p => p.Severity == EvidenceSeverity.Error
            && p.Text.Contains("breaks off", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("FD377A585A0000", "xz -dk")]
    [InlineData("425A683931415926", "bzip2 -dk")]
    [InlineData("28B52FFD00000000", "zstd -dk")]
    public void Other_compression_is_refused_with_the_command_that_unpacks_it(string start, string command)
    {
        EvidenceProblem problem = Assert.Single(Read([.. Convert.FromHexString(start), .. new byte[64]]).Problems);

        Assert.Equal(EvidenceSeverity.Error, problem.Severity);
        Assert.Contains(command, problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Contains("no text", Assert.Single(Read([.. Enumerable.Range(0, 256).Select(n => (byte)(n * 37))]).Problems).Text,
            StringComparison.Ordinal);

    [Fact]
    [Trait("Suite", "Long")]
    public void Archives_that_unpack_to_too_much_are_refused_in_bounded_memory()
    {
        byte[] large = Packed.Gzip(new byte[64 << 20]);
        byte[] text = Packed.Gzip(Packed.Text(string.Concat(Enumerable.Repeat("not of any use\n", 500_000))));
        (string Name, byte[] Bytes)[] bombs =
        [
            ("gzip", large),
            ("gzip of a gzip", Packed.Gzip(large)),
            ("a zip of many", Packed.Zip([.. Enumerable.Range(0, 20).Select(n => ($"{n}.txt.gz", text))])),
            ("a tar of many", Packed.Gzip(Packed.Tar([.. Enumerable.Range(0, 20).Select(n => ($"{n}.gz", large))]))),
            ("a zip of one", Packed.Zip(("large.txt", new byte[64 << 20]))),
            ("a zip with too many names", Packed.Zip([.. Enumerable.Range(0, 30_000).Select(n => ($"{n:d60}", Array.Empty<byte>()))])),
        ];
        foreach ((string name, byte[] bytes) in bombs)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            var watch = System.Diagnostics.Stopwatch.StartNew();
            Evidence evidence = Read(bytes);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{name}: {bytes.Length} bytes, {watch.ElapsedMilliseconds} ms, {allocated >> 20} MiB");
            Assert.NotEmpty(evidence.Problems);
            Assert.True(allocated < 200_000_000, $"{name} took {allocated} bytes");
        }
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void Changed_bytes_never_fail_and_take_bounded_time_and_memory()
    {
        byte[][] sound =
        [
            .. Packed.TableForms.Values.Select(form => form(Dmar)),
            Packed.Gzip(Packed.Tar(("sys/devices/pci0000:00/0000:00:05.0/config", ConfigBytes.PhysicalFunction().Build()),
                ("lspci", Packed.Text(Listing)))),
            Packed.Tar(("sys/kernel/debug/irq/irqs/128", Packed.Text(DebugText.Irq)), ("a", Packed.Text(DebugText.Remapping)),
                ("b", Packed.Text(DebugText.Registers))),
            Packed.Zip(("sys/devices/pci0000:00/0000:00:05.0/config", ConfigBytes.PhysicalFunction().Build()),
                ("x/dmar.gz", Packed.Gzip(Dmar))),
            Packed.Text(DebugText.Irq + DebugText.Remapping + DebugText.Registers),
        ];

        FuzzResult result = new Fuzz(seed: 14).Run(sound, bytes => _ = Read(bytes).Problems.Length);

        TestContext.Current.TestOutputHelper?.WriteLine(result.ToString());
    }

    [Theory]
    [InlineData("dmar.gz")]
    [InlineData("dmar.xxd.txt")]
    [InlineData("dmar.dsl")]
    [InlineData("dmar.acpidump.txt")]
    [InlineData("acpidump.all.txt")]
    [InlineData("dmar.trailing.bin")]
    public void Every_pasted_form_of_the_table_says_the_same_units(string file)
    {
        AcpiTable table = Assert.Single(Case(file).Tables, t => t.Dmar is not null);

        Assert.Equal([0xD1000000ul, 0xD2000000ul], table.Dmar!.Drhds.Select(unit => unit.RegisterBase));
    }

    [Theory]
    [InlineData("lspci.txt.gz")]
    [InlineData("lspci.utf16.txt")]
    public void Every_pasted_form_of_the_listing_shows_all_functions(string file) =>
        Assert.Equal(
            Case("lspci.full.txt").Listings[0].Functions.Select(f => f.Address),
            Assert.Single(Case(file).Listings).Functions.Select(f => f.Address));

    [Fact]
    public void The_pasted_interrupt_of_debugfs_shows_its_domains()
    {
        IrqDetail detail = Assert.Single(Case("irq-debugfs.txt").IrqDetails);

        Assert.Equal(new Bdf(0, 0x3B, 0x10, 0), detail.Function);
        Assert.Equal(["PCI-MSI-3", "VECTOR"], detail.Chain.Select(link => link.Domain));
    }

    [Fact]
    public void The_pasted_folder_of_sysfs_shows_its_function()
    {
        string config = SharedData.Cases("paste/sysfs", "config")[0];
        string folder = Path.GetDirectoryName(Path.GetDirectoryName(config))!;

        PciListing listing = Assert.Single(EvidenceReader.Read([InputSource.FromFolder(folder)]).Listings);

        Assert.Equal(new Bdf(0, 0, 5, 0), Assert.Single(listing.Functions).Address);
    }

    private static Evidence Case(string name) => EvidenceReader.Read([InputSource.FromFile(SharedData.Cases("paste", name)[0])]);

    private static Evidence Read(byte[] bytes) => EvidenceReader.Read([new InputSource("paste", bytes)]);

    [Fact]
    public void Members_of_one_gzip_file_are_read_one_after_the_other()
    {
        byte[] both =
        [
            .. Packed.Gzip(Packed.Text("3b:00.0 Ethernet controller: Made Up Adapter With Quite A Long Name (rev 01)\n")),
            .. Packed.Gzip(Packed.Text("3c:00.0 Ethernet controller: Made Up (rev 01)\n")),
        ];

        Evidence evidence = EvidenceReader.Read([new InputSource("lspci.gz", both)]);

        Assert.Equal([new Bdf(0, 0x3B, 0, 0), new Bdf(0, 0x3C, 0, 0)], Assert.Single(evidence.Listings).Functions
            .Select(function => function.Address));
        Assert.Equal(EvidenceSeverity.Note, Assert.Single(evidence.Problems).Severity);
    }

    [Theory]
    [InlineData("IOMMU: Register Base Address: d1000000")]
    [InlineData("IOMMU : Root Table Address: 0x1000")]
    [InlineData("IOMMU: Root Table Address: 0x1000")]
    public void A_heading_of_debugfs_without_the_name_of_a_unit_is_read_without_it(string heading) =>
        Assert.Empty(Read(Packed.Text(heading + "\n")).IommuUnits.Where(unit => unit.Name.Length > 0));
}
