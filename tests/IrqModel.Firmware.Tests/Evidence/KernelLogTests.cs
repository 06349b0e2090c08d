namespace IrqModel.Firmware.Tests;

public class KernelLogTests
{
    [Fact]
    public void A_fault_among_lines_that_uniq_counted_is_the_machines()
    {
        Evidence evidence = EvidenceReader.ReadText(
            """
                  3  Freezing remaining freezable tasks
                  3  Enabling other processors now
                  3  DMAR: [INTR-REMAP] Request device [f0:1f.0] fault index 0x0 [fault reason 0x25] Blocked a compatibility format interrupt request
            """, "t");

        Assert.Equal(0x25, Assert.Single(Assert.Single(evidence.Logs).Faults).Reason);
        Assert.Empty(evidence.MentionedFaults);
    }

    [Theory]
    [InlineData("DMAR: [INTR-REMAP] Request device [3b:10.0] fault index 0x1f [fault reason 0x25] Blocked", 0x1F, 0x25)]
    [InlineData("DMAR: [INTR-REMAP] Request device [3b:10.0] fault index 1f [fault reason 37] Blocked", 0x1F, 37)]
    [InlineData("DMAR: [INTR-REMAP] Request device 3b:10.0 fault index 1f fault reason 25 Blocked", 0x1F, 0x25)]
    [InlineData("DMAR: INTR-REMAP Request device 3b:10.0 fault index 1f fault reason 0x25 Blocked", 0x1F, 0x25)]
    [InlineData("DMAR: [INTR-REMAP] Request device [0x3b:0x10.0] fault index 0x1f [fault reason 0x25] Blocked", 0x1F, 0x25)]
    [InlineData("dmar: INTR-REMAP: Request device [[3b:10.0] fault index 1f\nINTR-REMAP:[fault reason 37] Blocked", 0x1F, 37)]
    [InlineData("DMAR: INTR-REMAP: Request device [[3b:10.0] fault index 1f\n               INTR-REMAP:[fault reason 37] Blocked", 0x1F, 37)]
    [InlineData("[Thu Oct 22 08:54:51 2020] DMAR: [INTR-REMAP] Request device [3b:10.0] fault index 1f [fault reason 37] Blocked", 0x1F, 37)]
    [InlineData("DMAR: [INTR-REMAP] Request device [3b:10.0] fault index 0x1f\n[fault reason 0x25] Blocked", 0x1F, 0x25)]
    [InlineData("DMAR: [INTR-REMAP] Request device [3b:10.0] fault\nindex 0x1f [fault reason 0x25] Blocked", 0x1F, 0x25)]
    [InlineData("      3  DMAR: [INTR-REMAP] Request device [3b:10.0] fault index 0x1f [fault reason 0x25] Blocked", 0x1F, 0x25)]
    [InlineData("May  1 10:00:00 host kernel: [  12.345678] DMAR: [INTR-REMAP] Request device [3b:10.0] fault index 0x1f [fault reason 0x26] Blocked", 0x1F, 0x26)]
    [InlineData("kern  :err   : [  12.345678] DMAR: [INTR-REMAP] Request device [3b:10.0] fault index 0x1f [fault reason 0x22] Blocked", 0x1F, 0x22)]
    [InlineData("<3>[  12.345678] DMAR: [INTR-REMAP] Request device [3b:10.0] fault index 0x1f [fault reason 0x22] Blocked", 0x1F, 0x22)]
    public void Interrupt_faults_of_VT_d_are_read_in_the_words_of_old_and_new_kernels(string text, int index, int reason)
    {
        LogFault fault = Assert.Single(Assert.Single(EvidenceReader.ReadText(text, "t").Logs).Faults);

        Assert.Equal(LogFaultKind.Interrupt, fault.Kind);
        Assert.Equal("3b:10.0", fault.Requester.ToString());
        Assert.Equal(index, fault.Index);
        Assert.Equal(reason, fault.Reason);
        Assert.Equal("Blocked", fault.ReasonText);
        Assert.Null(fault.Segment);
        Assert.Null(fault.Address);
    }

    [Theory]
    [InlineData("AMD-Vi:   DEV_SPECIAL(IOAPIC[32])\t\tdevid: 00:14.0", InterruptSourceKind.IoApic, 32, "0000:00:14.0")]
    [InlineData("AMD-Vi:   DEV_SPECIAL(IOAPIC[33])\t\tdevid: 0001:c0:00.1, flags: 00", InterruptSourceKind.IoApic, 33, "0001:c0:00.1")]
    [InlineData("AMD-Vi:   DEV_SPECIAL(HPET[0])\t\tdevid: 0000:00:14.0, flags: d7", InterruptSourceKind.Hpet, 0, "0000:00:14.0")]
    public void The_requester_ids_of_ioapics_and_hpets_are_read(string message, InterruptSourceKind kind, byte id, string requester)
    {
        KernelLog log = Assert.Single(EvidenceReader.ReadText($"[    0.5] {message}", "t").Logs);

        Assert.Equal(new LogInterruptSource(kind, id, Bdf.Parse(requester, null), 1), Assert.Single(log.InterruptSources));
    }

    [Theory]
    [InlineData("AMD-Vi:   DEV_SPECIAL(IOAPIC[256])\t\tdevid: 00:14.0")]
    [InlineData("AMD-Vi:   DEV_SPECIAL(UNKNOWN[1])\t\tdevid: 00:14.0")]
    [InlineData("AMD-Vi:   DEV_SPECIAL(IOAPIC[2])\t\tdevid: 00:14")]
    public void What_is_no_ioapic_or_hpet_names_no_requester_id(string message) =>
        Assert.Empty(Assert.Single(EvidenceReader.ReadText($"[    0.5] {message}", "t").Logs).InterruptSources);

    [Fact]
    public void An_event_of_AMD_on_two_stamped_lines_is_one_fault()
    {
        const string Text = """
            kernel: [   13.134460] AMD-Vi: Event logged [
            kernel: [   13.137925] INVALID_DEVICE_REQUEST device=00:00.1 address=0x000000fdf8000020 flags=0x0a00]
            kernel: [  221.562629] AMD-Vi: Event logged [
            kernel: [  221.565929] IO_PAGE_FAULT device=05:00.0 domain=0x0012 address=0x00000000ff6101b0 flags=0x0070]
            """;

        Assert.Equal(
            [("00:00.1", LogFaultKind.Interrupt), ("05:00.0", LogFaultKind.Dma)],
            Assert.Single(EvidenceReader.ReadText(Text, "t").Logs).Faults.Select(fault => (fault.Requester.ToString(), fault.Kind)));
    }

    [Theory]
    [InlineData("DMAR-IR: Not enabling interrupt remapping", LogState.Disabled)]
    [InlineData("x2apic: Not enabling interrupt-remapping due to skipped IO-APIC setup", LogState.Disabled)]
    [InlineData("DMAR-IR: Failed to enable irq remapping. You are vulnerable to irq-injection attacks.", LogState.Disabled)]
    [InlineData("DMAR-IR: Enabled IRQ remapping in xapic mode", LogState.Enabled)]
    public void The_state_of_remapping_is_read(string line, LogState state) =>
        Assert.Equal(state, Assert.Single(EvidenceReader.ReadText($"[    0.1] {line}", "t").Logs).InterruptRemapping);

    [Theory]
    [InlineData("[    0.0] Hypervisor detected: Xen HVM", true)]
    [InlineData("[    0.0] Booting paravirtualized kernel on Xen PV", true)]
    [InlineData("[    0.0] Hypervisor detected: KVM", false)]
    [InlineData("[    0.0] Booting paravirtualized kernel on bare hardware", false)]
    public void A_kernel_under_Xen_is_known_by_its_first_lines(string line, bool isXen) =>
        Assert.Equal(isXen, Assert.Single(EvidenceReader.ReadText(line, "t").Logs).IsXen);

    [Theory]
    [InlineData("DMAR: [DMA Read] Request device [02:00.0] fault addr fff0000 [fault reason 06] PTE Read access is not set", 6)]
    [InlineData("DMAR: [DMA Write NO_PASID] Request device [0x02:0x00.0] fault addr 0xfff0000 [fault reason 0x05] PTE Write access is not set", 5)]
    [InlineData("DMAR: [DMA Read PASID 0x1] Request device [02:00.0] fault addr 0xfff0000 [fault reason 0x71] SM: Present bit", 0x71)]
    [InlineData("DMAR:[DMA Write] Request device [02:00.0] fault addr fff0000 \nDMAR:[fault reason 05] PTE Write access is not set", 5)]
    public void Memory_faults_are_told_from_interrupt_faults(string text, int reason)
    {
        LogFault fault = Assert.Single(Assert.Single(EvidenceReader.ReadText(text, "t").Logs).Faults);

        Assert.Equal((LogFaultKind.Dma, 0xFFF0000ul, reason), (fault.Kind, fault.Address, fault.Reason));
        Assert.Null(fault.Index);
    }

    [Theory]
    [InlineData("AMD-Vi: Event logged [INVALID_DEVICE_REQUEST device=3b:10.0 address=0xfffffffdf8000000 flags=0x0a00]", LogFaultKind.Interrupt, null)]
    [InlineData("AMD-Vi: Event logged [IO_PAGE_FAULT device=3b:10.0 domain=0x0000 address=0x00000000fdf8e00000 flags=0x0a00]", LogFaultKind.Interrupt, null)]
    [InlineData("iommu ivhd1: AMD-Vi: Event logged [INVALID_DEVICE_REQUEST device=0000:3b:10.0 pasid=0x00000 address=0xfffffffdf8000000 flags=0x0a00]", LogFaultKind.Interrupt, 0)]
    [InlineData("AMD-Vi: Event logged [IO_PAGE_FAULT device=3b:10.0 domain=0x0000 address=0xfee00000 flags=0x0020]", LogFaultKind.Interrupt, null)]
    [InlineData("vfio-pci 0000:3b:10.0: AMD-Vi: Event logged [IO_PAGE_FAULT domain=0x000e address=0xfee00000 flags=0x0008]", LogFaultKind.Interrupt, 0)]
    [InlineData("AMD-Vi: Event logged [IO_PAGE_FAULT device=3b:10.0 domain=0x0000 address=0xc0001000 flags=0x0020]", LogFaultKind.Dma, null)]
    [InlineData("AMD-Vi: Event logged [IO_PAGE_FAULT device=3b:10.0 domain=0x0000 address=0xc0001000 flags=0x0008]", LogFaultKind.Interrupt, null)]
    [InlineData("AMD-Vi: Event logged [DEV_TAB_HARDWARE_ERROR device=3b:10.0 address=0xc0001000 flags=0x0020]", LogFaultKind.Other, null)]
    [InlineData("> Jul 08 15:03:14 host kernel: iommu ivhd0: AMD-Vi: Event logged\n> [INVALID_DEVICE_REQUEST device=3b:10.0 pasid=0x00000\n> address=0xfffffffdf8140200 flags=0x0a00]\n> Jul 08 15:03:14 host kernel: rtw_pci 0000:04:00.0: stop", LogFaultKind.Interrupt, null)]
    public void Events_of_AMD_are_read_and_the_interrupt_range_is_known(string text, LogFaultKind kind, int? segment)
    {
        KernelLog log = Assert.Single(EvidenceReader.ReadText(text, "t").Logs);

        LogFault fault = Assert.Single(log.Faults);
        Assert.Equal(LogVendor.Amd, log.Vendor);
        Assert.Equal((kind, "3b:10.0", segment), (fault.Kind, fault.Requester.ToString(), fault.Segment));
    }

    [Theory]
    [InlineData("DMAR-IR: Enabled IRQ remapping in xapic mode", LogState.Enabled, "xapic")]
    [InlineData("Enabled IRQ remapping in x2apic mode", LogState.Enabled, "x2apic")]
    [InlineData("AMD-Vi: Interrupt remapping enabled", LogState.Enabled, null)]
    [InlineData("DMAR-IR: Failed to enable irq remapping. You are vulnerable to irq-injection attacks.", LogState.Disabled, null)]
    [InlineData("AMD-Vi: Disabling interrupt remapping", LogState.Disabled, null)]
    [InlineData("vfio_iommu_type1_attach_group: No interrupt remapping support.  Use the module param \"allow_unsafe_interrupts\"", LogState.Disabled, null)]
    [InlineData("DMAR: Host address width 46", LogState.NotShown, null)]
    [InlineData("x2apic: IRQ remapping doesn't support X2APIC mode", LogState.NotShown, null)]
    public void The_state_of_remapping_is_what_the_log_says(string text, LogState state, string? mode)
    {
        KernelLog log = Assert.Single(EvidenceReader.ReadText($"[    1.000000] {text}", "t").Logs);

        Assert.Equal((state, mode), (log.InterruptRemapping, log.RemappingMode));
    }

    [Fact]
    public void A_boot_shows_kernel_command_line_machine_units_and_functions()
    {
        Evidence evidence = EvidenceReader.ReadText(
            """
            [    0.000000] Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org) (gcc-12) #1 SMP
            [    0.000000] Command line: BOOT_IMAGE=/vmlinuz root=/dev/sda1 intel_iommu=on iommu=pt
            [    0.000000] DMI: Made Up Server/Board, BIOS 1.0 01/01/2020
            [    0.100000] DMAR: DRHD base: 0x000000d2000000 flags: 0x1
            [    0.100000] DMAR: dmar1: reg_base_addr d2000000 ver 1:0 cap 8d2078c106f0466 ecap f020df
            [    0.300000] smpboot: CPU0: Made Up CPU @ 2.00GHz (family: 0x6, model: 0x55, stepping: 0x4)
            [    0.600000] pci 0000:00:03.0: [0001:0001] type 01 class 0x060400
            [    0.600000] pci 0000:00:03.0: PCI bridge to [bus 3b-3c]
            [    0.600000] pci 0000:3b:00.0: [0001:10fb] type 00 class 0x020000 PCIe Endpoint
            [    0.600000] pci 0000:3b:00.0: VF(n) BAR0 space: [mem 0x0-0x6ffffff 64bit] (contains BAR0 for 64 VFs)
            [    0.700000] pci 0000:3b:00.0: Adding to iommu group 27
            [   20.000000] ixgbe 0000:3b:00.0: SR-IOV enabled with 4 VFs
            [   20.000000] pci 0000:3b:10.0: [0001:10ed] type 7f class 0xffffff
            [   21.000000] dmar_fault: 12 callbacks suppressed
            """,
            "t");

        KernelLog log = Assert.Single(evidence.Logs);
        Assert.True(log.StartsAtBoot);
        Assert.Equal("6.1.0-18-amd64", evidence.KernelVersion);
        Assert.Contains("intel_iommu=on", evidence.CommandLine, StringComparison.Ordinal);
        Assert.StartsWith("Made Up Server", log.Machine, StringComparison.Ordinal);
        Assert.Equal("Made Up CPU @ 2.00GHz", evidence.Processor);
        LogUnit unit = Assert.Single(log.Units);
        Assert.Equal(("dmar1", 0xD2000000ul, 1, 0xF020DFul), (unit.Name, unit.RegisterBase, unit.Flags, unit.ExtendedCapabilities));
        Assert.Equal(12, log.SuppressedMessages);
        PciListing listing = Assert.Single(evidence.Listings);
        Assert.Equal(ListingForm.KernelLog, listing.Form);
        Assert.Equal(new BridgeBuses(0, 0x3B, 0x3C), listing.Functions[0].Buses);
        Assert.Equal(new SriovConfig(null, null, 64, 4, null, null, null, true, null), listing.Functions[1].Sriov);
        Assert.Equal(VfEvidence.KernelLog, listing.Functions[2].VfEvidence);
        Assert.Equal(27, Assert.Single(evidence.IommuGroups).Number);
    }

    [Fact]
    public void Of_several_boots_the_last_one_counts_and_the_user_is_told()
    {
        Evidence evidence = EvidenceReader.ReadText(
            """
            [    0.000000] Linux version 5.10.0
            [    1.000000] DMAR: [INTR-REMAP] Request device [3b:10.0] fault index 0x1 [fault reason 0x25] Blocked
            [    0.000000] Linux version 6.12.0
            [    1.000000] DMAR: Host address width 46
            """,
            "t");

        KernelLog log = Assert.Single(evidence.Logs);
        Assert.Equal("6.12.0", log.KernelVersion);
        Assert.Empty(log.Faults);
        Assert.Contains(evidence.Problems, p => p.Line == 3 && p.Text.Contains("earlier boot", StringComparison.Ordinal));
    }

    [Fact]
    public void A_refused_command_is_told()
    {
        Evidence evidence = EvidenceReader.ReadText("$ dmesg\ndmesg: read kernel buffer failed: Operation not permitted", "t");

        Assert.Contains("run it as root", Assert.Single(evidence.Problems).Text, StringComparison.Ordinal);
    }

    private const string Fault = "DMAR: [INTR-REMAP] Request device [3b:10.0] fault index 0x1 [fault reason 37] Blocked";
    private const string Boot = "[    0.000000] Linux version 6.1.0\n[    0.300000] DMAR-IR: Not enabling interrupt remapping\n";

    [Theory]
    [InlineData($"People with this bug see {Fault} in their log.\n")]
    [InlineData($"People with this bug see\n{Fault}\n")]
    [InlineData($"People with this bug see this:\n\n```\nDMAR: DRHD: handling fault status reg 2\n{Fault}\n```\n")]
    [InlineData($"Bei anderen steht dort\n\n    {Fault}\n\nBei mir nicht.\n")]
    [InlineData($"{Boot}Others have this one:\n{Fault}\n")]
    [InlineData($"{Fault}\n\n{Boot}")]
    [InlineData("AMD people get AMD-Vi: Event logged [INVALID_DEVICE_REQUEST device=3b:10.0 address=0xfffffffdf8000000 flags=0x0a00] instead.\n")]
    public void A_fault_of_which_a_text_only_speaks_is_not_the_machines(string text)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");

        Assert.Equal("3b:10.0", Assert.Single(evidence.MentionedFaults).Fault.Requester.ToString());
        Assert.All(evidence.Logs, log =>
        {
            Assert.Empty(log.Faults);
            Assert.NotEqual(LogState.Enabled, log.InterruptRemapping);
        });
    }

    [Theory]
    [InlineData($"{Fault}\n")]
    [InlineData($"I have this:\n$ dmesg -t | grep DMAR\n{Fault}\n")]
    [InlineData($"I have this:\n[  12.345678] {Fault}\n")]
    [InlineData($"I have this:\n\nDMAR: Host address width 46\nDMAR-IR: Enabled IRQ remapping in x2apic mode\n{Fault}\n")]
    public void A_fault_in_a_log_is_the_machines(string text)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");

        Assert.Single(Assert.Single(evidence.Logs).Faults);
        Assert.Empty(evidence.MentionedFaults);
    }

    [Fact]
    public void Logs_of_several_mails_prove_nothing_of_one_machine()
    {
        Evidence evidence = EvidenceReader.ReadText(
            $"> > [   12.345678] {Fault}\n\n> Mine says:\n\n> [    0.300000] DMAR-IR: Not enabling interrupt remapping\n", "t");

        Assert.Equal(LogState.NotShown, Assert.Single(evidence.Logs).InterruptRemapping);
        Assert.Contains("several mails", Assert.Single(evidence.MentionedFaults).Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Mails_that_quote_one_machine_are_one_log()
    {
        Evidence evidence = EvidenceReader.ReadText(
            $"> May  1 10:00:00 server kernel: {Fault}\n\nAnd later:\n\nMay  1 11:00:00 server kernel: DMAR-IR: Enabled IRQ remapping in x2apic mode\n", "t");

        Assert.Equal((LogState.Enabled, 1), (Assert.Single(evidence.Logs).InterruptRemapping, evidence.Logs[0].Faults.Length));
    }

    [Theory]
    [InlineData("(XEN) [VT-D]INTR-REMAP: Request device [0000:3b:10.0] fault index 1, iommu reg = ffff82c000203000\n(XEN) [VT-D]INTR-REMAP: reason 25 - Blocked")]
    [InlineData("(XEN) [2024-05-01 10:00:00.123] [VT-D]INTR-REMAP: Request device [0000:3b:10.0] fault index 1\n(XEN) [2024-05-01 10:00:00.124] [VT-D]INTR-REMAP: reason 25 - Blocked")]
    [InlineData("(XEN) [VT-D]iommu.c:850: INTR-REMAP: Request device [3b:10.0] fault index 1, iommu reg = ffff82c000203000\n(XEN) INTR-REMAP:[fault reason 25h] Blocked")]
    public void Interrupt_faults_of_Xen_have_reasons_in_hexadecimal(string text)
    {
        KernelLog log = Assert.Single(EvidenceReader.ReadText(text, "t").Logs);

        LogFault fault = Assert.Single(log.Faults);
        Assert.Equal((LogFaultKind.Interrupt, "3b:10.0", 1, 0x25, "Blocked"),
            (fault.Kind, fault.Requester.ToString(), fault.Index, fault.Reason, fault.ReasonText));
        Assert.True(log.IsXen);
    }

    [Theory]
    [InlineData("(XEN) Intel VT-d Interrupt Remapping enabled", LogState.Enabled)]
    [InlineData("(XEN) Interrupt remapping enabled", LogState.Enabled)]
    [InlineData("(XEN) Intel VT-d Interrupt Remapping not enabled", LogState.Disabled)]
    [InlineData("(XEN) Interrupt remapping disabled", LogState.Disabled)]
    public void Xen_says_whether_it_remaps(string line, LogState state) =>
        Assert.Equal(state, Assert.Single(EvidenceReader.ReadText(line, "t").Logs).InterruptRemapping);

    [Fact]
    public void Other_faults_of_Xen_are_told_from_interrupts()
    {
        KernelLog log = Assert.Single(EvidenceReader.ReadText(
            """
            (XEN) [VT-D]DMAR:[DMA Write] Request device [0000:02:00.0] fault addr fff0000
            (XEN) [VT-D]DMAR: reason 05 - PTE Write access is not set
            (XEN) AMD-Vi: IO_PAGE_FAULT: 0000:05:00.0 d0 addr 00000000fee00000 flags 0x20 RW
            """,
            "t").Logs);

        Assert.Equal(
            [(LogFaultKind.Dma, (int?)5, 0xFFF0000ul), (LogFaultKind.Interrupt, null, 0xFEE00000ul)],
            log.Faults.Select(fault => (fault.Kind, fault.Reason, fault.Address ?? 0)));
    }

    [Theory]
    [InlineData("37", 0x25)]
    [InlineData("25", 0x25)]
    [InlineData("32", 0x20)]
    [InlineData("20", 0x20)]
    [InlineData("05", null)]
    [InlineData("0x25", 0x25)]
    public void The_reason_of_an_interrupt_is_decimal_or_hexadecimal_whichever_can_be(string printed, int? reason)
    {
        LogFault fault = Assert.Single(
            Assert.Single(EvidenceReader.ReadText(
            $"INTR-REMAP: Request device [[3b:10.0] fault index 1\nINTR-REMAP:[fault reason {printed}] words", "t").Logs).Faults);

        Assert.Equal((LogFaultKind.Interrupt, reason), (fault.Kind, fault.Reason));
    }

    [Fact]
    public void The_version_that_a_file_shows_starts_no_boot()
    {
        Evidence evidence = EvidenceReader.ReadText(
            $"[    0.000000] Linux version 6.1.0\n[  12.345678] {Fault}\n$ cat /proc/version\nLinux version 6.1.0 (a@b) #1 SMP\n", "t");

        Assert.Single(Assert.Single(evidence.Logs).Faults);
    }

    [Theory]
    [InlineData("[    0.065000] Kernel command line: BOOT_IMAGE=/boot/vmlinuz-6.5.13-1-pve root=/dev/sda1 ro", "6.5.13-1-pve")]
    [InlineData("$ cat /proc/cmdline\nBOOT_IMAGE=(hd2,gpt2)/vmlinuz-5.14.0-570.el9.x86_64 root=/dev/sda1", "5.14.0-570.el9.x86_64")]
    [InlineData("[    0.065000] Command line: BOOT_IMAGE=/boot/vmlinuz-linux root=/dev/sda1", null)]
    [InlineData("[    0.065000] Command line: root=/dev/sda1 note=vmlinuz-6.5.13", null)]
    [InlineData("[   23.700000] CPU: 2 PID: 1 Comm: swapper/0 Not tainted 6.8.0-48-generic #48-Ubuntu", "6.8.0-48-generic")]
    [InlineData("[   23.700000] CPU: 0 UID: 0 PID: 871 Comm: kworker/0:1 Tainted: G        W  OE      6.11.2-arch1-1 #1", "6.11.2-arch1-1")]
    [InlineData("$ uname -r\n6.5.0-custom\n$ cat /proc/cmdline\nBOOT_IMAGE=/boot/vmlinuz-6.5.13-1-pve root=/dev/sda1", "6.5.0-custom")]
    public void The_version_is_read_from_the_file_that_was_booted_and_from_warnings(string text, string? version)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");

        Assert.Equal(version, evidence.KernelVersion);
        Assert.Equal(version is null ? 0 : 1, evidence.KernelVersions.Length);
    }

    [Fact]
    public void New_kernels_tell_the_kind_of_function_and_its_VFs_in_other_words()
    {
        PciListing listing = Assert.Single(EvidenceReader.ReadText(
            """
            [    0.600000] pci 0000:00:1c.0: [0001:0001] type 01 class 0x060400 PCIe Root Port
            [    0.600000] pci 0000:3b:00.0: [0001:10fb] type 00 class 0x020000 PCIe Endpoint
            [    0.600000] pci 0000:3b:00.0: VF BAR 0 [mem 0x00000000-0x00003fff 64bit]
            [    0.600000] pci 0000:3b:00.0: VF BAR 0 [mem 0x00000000-0x0001bfff 64bit]: contains BAR 0 for 7 VFs
            """,
            "t").Listings);

        Assert.Equal([PciePortType.RootPort, PciePortType.Endpoint], listing.Functions.Select(function => function.Pcie!.PortType));
        Assert.Equal(7, listing.Functions[1].Sriov?.TotalVfs);
    }

    [Theory]
    [InlineData("d1 addr 00000000fee0f000 flags 0 I")]
    [InlineData("d[IO] addr 00000000fee0f000 flags 0x10 I")]
    public void An_AMD_fault_under_Xen_may_have_no_flags_and_a_domain_with_a_name(string rest)
    {
        LogFault fault = Assert.Single(
            Assert.Single(EvidenceReader.ReadText($"(XEN) AMD-Vi: IO_PAGE_FAULT: 0000:3b:00.0 {rest}", "t").Logs).Faults);

        Assert.Equal((LogFaultKind.Interrupt, "3b:00.0"), (fault.Kind, fault.Requester.ToString()));
    }
}
