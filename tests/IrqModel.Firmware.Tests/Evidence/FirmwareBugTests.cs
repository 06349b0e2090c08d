namespace IrqModel.Firmware.Tests;

/// <summary>The lines in which Linux says what firmware gets wrong about IOMMUs.</summary>
public class FirmwareBugTests
{
    [Theory]
    [InlineData("[Firmware Bug]: ioapic 4 has no mapping iommu, interrupt remapping will be disabled", LogFirmwareBugKind.IoApicWithoutUnit, LogVendor.Intel, 4)]
    [InlineData("DMAR-IR: [Firmware Bug]: ioapic 4 has no mapping iommu, interrupt remapping will be disabled", LogFirmwareBugKind.IoApicWithoutUnit, LogVendor.Intel, 4)]
    [InlineData("AMD-Vi: [Firmware Bug]: : IOAPIC[34] not in IVRS table", LogFirmwareBugKind.IoApicWithoutUnit, LogVendor.Amd, 34)]
    [InlineData("[Firmware Bug]: AMD-Vi: IOAPIC[34] not in IVRS table", LogFirmwareBugKind.IoApicWithoutUnit, LogVendor.Amd, 34)]
    [InlineData("AMD-Vi: : IOAPIC[34] not in IVRS table", LogFirmwareBugKind.IoApicWithoutUnit, LogVendor.Amd, 34)]
    [InlineData("AMD-Vi: [Firmware Bug]: : No southbridge IOAPIC found", LogFirmwareBugKind.NoSouthbridgeIoApic, LogVendor.Amd, null)]
    [InlineData("[Firmware Bug]: AMD-Vi: No southbridge IOAPIC found in IVRS table", LogFirmwareBugKind.NoSouthbridgeIoApic, LogVendor.Amd, null)]
    [InlineData("DMAR: [Firmware Bug]: Your BIOS is broken; DMAR reported at address 0!", LogFirmwareBugKind.RegisterBase, LogVendor.Intel, null)]
    [InlineData("DMAR: [Firmware Bug]: Your BIOS is broken; DMAR reported at address fed92000 returns all ones!", LogFirmwareBugKind.RegisterBase, LogVendor.Intel, null)]
    [InlineData("DMAR-IR: This system BIOS has enabled interrupt remapping", LogFirmwareBugKind.Erratum, LogVendor.Intel, null)]
    [InlineData("[Firmware Bug]: This system BIOS has enabled interrupt remapping", LogFirmwareBugKind.Erratum, LogVendor.Intel, null)]
    [InlineData("DMAR: [Firmware Bug]: RMRR entry for device 05:00.0 is broken - applying workaround", LogFirmwareBugKind.Other, LogVendor.Intel, null)]
    [InlineData("AMD-Vi: [Firmware Warn]: EFR mismatch. Use IVHD EFR (0x1 : 0x2).", LogFirmwareBugKind.Other, LogVendor.Amd, null)]
    public void It_is_read_in_the_words_of_old_and_new_kernels(string message, LogFirmwareBugKind kind, LogVendor vendor, int? ioApic)
    {
        KernelLog log = Assert.Single(EvidenceReader.ReadText($"[    0.100000] {message}\n", "t").Logs);

        Assert.Equal(new LogFirmwareBug(kind, vendor, 1, message) { IoApic = ioApic }, Assert.Single(log.FirmwareBugs));
    }

    [Theory]
    [InlineData("[Firmware Bug]: TSC_DEADLINE disabled due to Errata")]
    [InlineData("[Firmware Bug]: ACPI: BIOS _OSI(Linux) query ignored")]
    [InlineData("IOAPIC[0]: apic_id 2, version 32, address 0xfec00000, GSI 0-119")]
    [InlineData("DMAR-IR: IOAPIC id 2 under DRHD base  0xfed91000 IOMMU 1")]
    public void Other_lines_about_firmware_and_IOAPICs_say_nothing_of_IOMMUs(string message) =>
        Assert.DoesNotContain(EvidenceReader.ReadText($"[    0.100000] {message}\n", "t").Logs, log => !log.FirmwareBugs.IsEmpty);

    [Fact]
    public void The_line_is_given_that_says_whether_interrupts_are_remapped()
    {
        const string Log = "[    0.1] DMAR: Host address width 39\n[    0.2] Not enable interrupt remapping\n[    0.3] Failed to enable irq remapping.  You are vulnerable\n";
        KernelLog log = Assert.Single(EvidenceReader.ReadText(Log, "t").Logs);

        Assert.Equal(LogState.Disabled, log.InterruptRemapping);
        Assert.Equal(new LogStatement(3, "Failed to enable irq remapping.  You are vulnerable"), log.RemappingStatement);
    }

    [Fact]
    public void A_bug_in_a_sentence_is_not_the_machines() =>
        Assert.DoesNotContain(
            EvidenceReader.ReadText("[    0.1] DMAR: Host address width 39\n\nOthers see ioapic 4 has no mapping iommu, interrupt remapping will be disabled here.\n", "t").Logs,
            log => !log.FirmwareBugs.IsEmpty || log.InterruptRemapping != LogState.NotShown);
}
