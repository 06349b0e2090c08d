using System.Globalization;

namespace IrqModel.Firmware.Tests;

public class RealDmarTests
{
    [Fact]
    public void Every_real_table_reads()
    {
        foreach (string path in SharedData.Files("dmar", "*.dmar"))
        {
            DmarTable table = DmarTable.Load(path);
            Assert.NotEmpty(table.Drhds);
        }
    }

    [Fact]
    public void Every_real_table_holds_what_an_independent_reader_found()
    {
        foreach (string list in SharedData.Files("dmar", "expected.csv"))
        {
            List<Dictionary<string, string>> rows = Csv.Read(list);
            Assert.NotEmpty(rows);
            foreach (Dictionary<string, string> row in rows)
            {
                string path = Path.Combine(Path.GetDirectoryName(list)!, row["file"]);
                if (File.Exists(path))
                    Assert.Equal(Listed(row), Found(DmarTable.Load(path)));
            }
        }
    }

    [Fact]
    public void Every_malformed_table_is_refused_with_an_offset_and_a_sound_one_is_not()
    {
        foreach (string path in SharedData.Files("dmar_malformed", "*.dmar"))
        {
            if (Path.GetFileName(path).StartsWith("good", StringComparison.Ordinal))
            {
                DmarTable.Load(path).Validate(AcpiSeverity.Warning);
                continue;
            }
            var error = Assert.Throws<FirmwareFormatException>(() => DmarTable.Load(path).Validate(AcpiSeverity.Warning));
            Assert.NotNull(error.Offset);
            Assert.StartsWith($"{Path.GetFileName(path)}: offset 0x", error.Message);
            TestContext.Current.TestOutputHelper?.WriteLine(error.Message);
        }
    }

    [Fact]
    public void A_real_table_with_a_unit_at_base_0_reads_and_lists_it_as_an_error()
    {
        foreach (string path in SharedData.Files("dmar", "*.dmar"))
        {
            DmarTable table = DmarTable.Load(path);
            foreach (AcpiProblem problem in table.Problems)
                TestContext.Current.TestOutputHelper?.WriteLine($"{table.Name}: {problem.Severity}: {problem}");
            Assert.Equal(
                table.Drhds.Where(u => u.RegisterBase == 0).Select(u => u.Offset + 8),
                table.Problems.Where(p => p.Found == "DRHD register base 0x0").Select(p => p.Offset));
        }
    }

    private static string Listed(Dictionary<string, string> row) => string.Join(
        ", ",
        Columns.Select(c => $"{c}={row[c]}"));

    private static readonly string[] Columns =
    [
        "len", "rev", "haw_bits", "flags", "drhd", "rmrr", "atsr", "rhsa", "andd", "satc", "sidp", "ioapic_scopes",
        "drhd_bases(*=INCLUDE_PCI_ALL)", "bus_named_by_>1_DRHD", "oem", "oemtab",
    ];

    private static string Found(DmarTable table)
    {
        Drhd[] units = [.. table.Drhds];
        string bases = string.Join(
            '+', units.Select(u => u.RegisterBase.ToString("x", CultureInfo.InvariantCulture) + (u.IncludePciAll ? "*" : "")));
        object[] values =
        [
            table.Header.Length, table.Header.Revision, table.HostAddressWidth, $"0x{(byte)table.Flags:x}",
            units.Length, Count<Rmrr>(), Count<Atsr>(), Count<Rhsa>(), Count<Andd>(), Count<Satc>(), Count<Sidp>(),
            units.Sum(u => u.Scopes.Count(s => s.Type == DmarScopeType.IoApic)),
            bases, SharedBuses(units), table.Header.OemId, table.Header.OemTableId,
        ];
        return string.Join(", ", Columns.Zip(values, (c, v) => $"{c}={v}"));

        int Count<T>() => table.Records.OfType<T>().Count();
    }

    /// <summary>The buses whose PCI devices more than one unit names, with the number of units.</summary>
    private static string SharedBuses(Drhd[] units) => string.Join(
        '+',
        units
            .SelectMany(u => u.Scopes
                .Where(s => s.Type is DmarScopeType.PciEndpoint or DmarScopeType.PciSubHierarchy)
                .Select(s => (u.Segment, s.StartBus))
                .Distinct())
            .GroupBy(b => b)
            .Where(g => g.Count() > 1)
            .Select(g => $"{g.Key.Segment:x4}:{g.Key.StartBus:x2}({g.Count()})"));
}
