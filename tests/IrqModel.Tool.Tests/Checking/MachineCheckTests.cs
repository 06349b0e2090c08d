using System.Buffers.Binary;
using IrqModel.Firmware;
using IrqModel.Firmware.Tests;
using IrqModel.Tool.Checking;

namespace IrqModel.Tool.Tests.Checking;

/// <summary>What firmware gets wrong, each bug by itself.</summary>
public class MachineCheckTests
{
    private const byte Endpoint = Tables.Endpoint;
    private const byte Bridge = Tables.Bridge;

    private static CheckFinding[] Check(byte[] dmar, string? listing = null, byte[]? madt = null) =>
    [
        .. MachineCheck.Check(EvidenceReader.Read(
        [
            new InputSource("DMAR", dmar),
            .. listing is null ? Array.Empty<InputSource>() : [InputSource.FromText("lspci.txt", listing)],
            .. madt is null ? Array.Empty<InputSource>() : [new InputSource("APIC", madt)],
        ])),
    ];

    private static CheckFinding Only(CheckFinding[] findings, string rule) => Assert.Single(findings, finding => finding.Rule.Id == rule);

    // One IOAPIC for each id.
    private static byte[] Madt(params byte[] ids)
    {
        var body = new List<byte>(new byte[8]);
        foreach (var id in ids) body.AddRange([1, 12, id, 0, 0, 0, 0xC0, 0xFE, 0, 0, 0, 0]);
        var table = new byte[36 + body.Count];
        "APIC"u8.CopyTo(table);
        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(4), table.Length);
        table[8] = 4;
        body.CopyTo(table, 36);
        return DmarBytes.Sum(table);
    }

    [Fact]
    public void A_sound_table_of_a_sound_machine_has_no_finding() => Assert.Empty(Check(Reference.Table(), Reference.Listing, Madt(2)));

    [Theory]
    [InlineData(0UL)]
    [InlineData(ulong.MaxValue)]
    [InlineData(0xFED90800UL)]
    public void A_register_base_that_is_none_is_an_error_at_its_offset(ulong registers)
    {
        var finding = Only(Check(new DmarBytes().Drhd(registers, true, Tables.TheIoApic).Build()), "register-base");

        Assert.Equal((CheckSeverity.Error, "DMAR", 0x38), (finding.Severity, finding.Place.Source, finding.Place.Offset));
        Assert.Contains($"0x{registers:x}", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bug_that_a_check_of_its_own_reports_is_not_reported_again_as_a_field() =>
        Assert.DoesNotContain(Check(new DmarBytes().Drhd(0, true, Tables.TheIoApic).Build()), finding => finding.Rule.Id == "table-field");

    [Fact]
    public void An_IOAPIC_of_the_MADT_in_no_scope_is_an_error_and_without_a_MADT_a_warning()
    {
        var table = new DmarBytes().Drhd(0xFED90000, true).Build();
        var known = Only(Check(table, madt: Madt(7)), "ioapic-without-unit");
        var open = Only(Check(table), "ioapic-without-unit");

        Assert.Equal((CheckSeverity.Error, "APIC", 0x2C), (known.Severity, known.Place.Source, known.Place.Offset));
        Assert.Contains("IOAPIC 7", known.Message, StringComparison.Ordinal);
        Assert.Equal((CheckSeverity.Warning, "DMAR"), (open.Severity, open.Place.Source));
    }

    [Fact]
    public void A_scope_of_an_IOAPIC_that_the_MADT_does_not_have_is_a_warning() =>
        Assert.Equal(CheckSeverity.Warning,
            Only(Check(DmarBytes.OneUnit(Tables.TheIoApic, DmarBytes.Scope(3, 9, 0xF0, 0x1F, 0)).Build(), madt: Madt(2)),
            "ioapic-unknown").Severity);

    [Theory]
    [InlineData(Endpoint, (byte)2, "is of type endpoint, and 0000:00:02.0 is a bridge")]
    [InlineData(Bridge, (byte)0x14, "is of type bridge, and 0000:00:14.0 is none")]
    public void A_scope_type_that_does_not_fit_the_header_type_is_an_error_that_names_the_function(byte type, byte device, string expected)
    {
        var table = new DmarBytes().Drhd(0xFED90000, false, DmarBytes.Scope(type, 0, 0, device, 0)).Drhd(0xFED91000, true,
            Tables.TheIoApic).Build();
        var finding = Only(Check(table, Reference.Listing), "scope-type");

        Assert.Equal((CheckSeverity.Error, new Bdf(0, 0, device, 0), 0x40), (finding.Severity, finding.Function, finding.Place.Offset));
        Assert.Contains(expected, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_endpoint_scope_names_though_it_is_a_bridge_is_the_catch_all_units_for_explain_too()
    {
        var table = new DmarBytes().Drhd(0xFED90000, false, DmarBytes.Scope(Endpoint, 0, 0, 2, 0)).Drhd(0xFED91000, true, Tables.TheIoApic).Build();
        var explanation = Reference.Explain(null, InputSource.FromText("lspci.txt", Reference.Listing), new InputSource("DMAR", table));

        Assert.Equal("dmar1", explanation.At("00:02.0").Unit.Value.Name);
    }

    [Fact]
    public void A_path_behind_an_endpoint_is_an_error() => Assert.Equal(CheckSeverity.Error, Only(Check(
        new DmarBytes().Drhd(0xFED90000, false, DmarBytes.Scope(Endpoint, 0, 0, 0x14, 0, 0, 0)).Drhd(0xFED91000, true,
            Tables.TheIoApic).Build(), Reference.Listing), "scope-path").Severity);

    [Fact]
    public void A_scope_of_a_function_that_is_not_listed_is_a_note() => Assert.Equal(CheckSeverity.Note, Only(Check(
        new DmarBytes().Drhd(0xFED90000, false, DmarBytes.Scope(Endpoint, 0, 0, 0x1F, 6)).Drhd(0xFED91000, true, Tables.TheIoApic).Build(),
        Reference.Listing), "scope-misses-function").Severity);

    [Fact]
    public void The_same_scope_in_two_units_is_an_error_at_the_second()
    {
        var scope = DmarBytes.Scope(Endpoint, 0, 0, 0x14, 0);
        var findings = Check(new DmarBytes().Drhd(0xFED90000, false, scope).Drhd(0xFED91000, false, scope).Drhd(0xFED92000, true,
            Tables.TheIoApic).Build());
        var finding = findings.First(each => each.Rule.Id == "IRQ5002");

        Assert.Equal(CheckSeverity.Error, finding.Severity);
        Assert.Equal(Bdf.Parse("00:14.0"), findings.First(each => each.Rule.Id == "IRQ5002" && each.Function is not null).Function);
    }

    [Fact]
    public void A_second_catch_all_is_an_error_and_a_unit_after_the_first_a_warning()
    {
        var table = new DmarBytes().Drhd(0xFED90000, true, Tables.TheIoApic).Drhd(0xFED91000, true).Drhd(0xFED92000, false,
            DmarBytes.Scope(Endpoint, 0, 0, 0x14, 0)).Build();
        var findings = Check(table);

        Assert.Contains(findings, finding => finding is { Rule.Id: "IRQ5004", Severity: CheckSeverity.Error });
        Assert.Equal(CheckSeverity.Warning, Only(findings, "catch-all-not-last").Severity);
    }

    [Fact]
    public void A_function_in_no_units_scope_is_an_error_that_names_it()
    {
        var finding = Check(new DmarBytes().Drhd(0xFED90000, false, DmarBytes.Scope(Bridge, 0, 0, 2, 0), Tables.TheIoApic).Build(),
            Reference.Listing)
            .Single(each => each.Rule.Id == "IRQ5001");

        Assert.Equal((CheckSeverity.Error, Bdf.Parse("00:14.0"), "lspci.txt"), (finding.Severity, finding.Function, finding.Place.Source));
        Assert.True(finding.Place.Line > 0);
    }

    [Fact]
    public void SATC_and_SIDP_scopes_must_be_of_the_right_kind_and_agree()
    {
        var table = DmarBytes.OneUnit(Tables.TheIoApic)
            .Flagged(5, 1, DmarBytes.Scope(Bridge, 0, 0, 2, 0), DmarBytes.Scope(Endpoint, 0, 0x17, 0, 0))
            .Flagged(6, 0, [Endpoint, 8, 1, 0, 0, 0, 0x14, 0], [Endpoint, 8, 2, 0, 0, 0, 0x14, 0],
                DmarBytes.Scope(3, 2, 0xF0, 0x1F, 0)).Build();
        var findings = Check(table, Reference.Listing);

        Assert.Contains(findings, finding => finding.Rule.Id == "satc"
            && finding.Message.Contains("expected an endpoint", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Rule.Id == "sidp"
            && finding.Message.Contains("has flags 0x02, and at offset", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Rule.Id == "sidp"
            && finding.Message.Contains("expected an endpoint or a bridge", StringComparison.Ordinal));
    }

    [Fact]
    public void An_erratum_of_the_chipset_that_the_kernel_names_is_an_error_and_remapping_is_off_because_of_it()
    {
        const string Log = "[    0.030000] [Firmware Bug]: This system BIOS has enabled interrupt remapping\n               on a chipset that contains an erratum making that\n"
            + "               feature unstable.  To maintain system stability\n               interrupt remapping is being disabled.  Please\n               contact your BIOS vendor for an update\n";
        var finding = Only([.. MachineCheck.Check(EvidenceReader.ReadText(Log, "t"))], "firmware-bug");
        var remapping = Reference.Explain(null, false, Log).Machine.Remapping;

        Assert.Equal((CheckSeverity.Error, 1), (finding.Severity, finding.Place.Line));
        Assert.Contains("has an erratum about interrupt remapping", finding.Consequence, StringComparison.Ordinal);
        Assert.True(remapping is { IsKnown: true, Value: false });
        Assert.Contains("because of firmware: \"[Firmware Bug]: This system BIOS", remapping.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_an_earlier_boot_says_of_firmware_is_told_with_that()
    {
        const string Bug = "[Firmware Bug]: ioapic 2 has no mapping iommu, interrupt remapping will be disabled";
        const string First = $"Nov 02 08:00:00 oak kernel: Linux version 6.1.0 (a@b)\nNov 02 08:00:01 oak kernel: DMAR-IR: {Bug}\n";
        const string Second = "Nov 02 09:00:00 oak kernel: Linux version 6.1.0 (a@b)\nNov 02 09:00:01 oak kernel: DMAR-IR: Enabled IRQ remapping in x2apic mode\n";
        CheckFinding[] both = [.. MachineCheck.Check(EvidenceReader.ReadText(First + Second, "t"))];
        CheckFinding[] again = [.. MachineCheck.Check(EvidenceReader.ReadText(First + First, "t"))];
        var other = MachineCheck.Check(EvidenceReader.ReadText(First.Replace("oak", "elm", StringComparison.Ordinal) + Second + Second, "t"));

        Assert.StartsWith("the kernel said at an earlier boot, and not at the last:", Only(both, "ioapic-without-unit").Message, StringComparison.Ordinal);
        Assert.StartsWith("the kernel says", Only(again, "ioapic-without-unit").Message, StringComparison.Ordinal);
        Assert.DoesNotContain(other, finding => finding.Rule.Id == "ioapic-without-unit");
    }

    [Fact]
    public void Every_real_table_is_checked()
    {
        foreach (var path in SharedData.Files("dmar", "*.dmar").Concat(SharedData.Files("ivrs", "*.ivrs"))
            .Concat(SharedData.Files("iort", "*.iort")))
            MachineCheck.Check(EvidenceReader.Read([InputSource.FromFile(path)]));
    }
}
