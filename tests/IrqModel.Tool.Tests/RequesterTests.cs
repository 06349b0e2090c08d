using IrqModel.Tool.Explaining;
using IrqModel.Tool.Report;

namespace IrqModel.Tool.Tests;

/// <summary>Who is behind the requester ids of refused requests, what reason 0x25 can mean, and what a guest can know.</summary>
public class RequesterTests
{
    private const string Refused = "[   33.000000] DMAR: [INTR-REMAP] Request device [{0}] fault index 0x5 [fault reason 0x25] Blocked a compatibility format interrupt request\n";

    private static string At(string requester) => Refused.Replace("{0}", requester, StringComparison.Ordinal);

    private static FaultExplanation Only(params string[] texts) => Assert.Single(Reference.Explain(null, false, texts).Faults);

    private const string PfWithoutVfs = """
        00:01.0 PCI bridge: Intel Corporation Example Port
        	Bus: primary=00, secondary=5e, subordinate=5f, sec-latency=0
        	Capabilities: [40] Express (v2) Root Port (Slot+), MSI 00

        5e:00.0 Ethernet controller: Example NIC
        	Capabilities: [70] MSI-X: Enable+ Count=129 Masked-
        	Capabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)
        		IOVCtl:	Enable- Migration- Interrupt- MSE- ARIHierarchy+
        		Initial VFs: 32, Total VFs: 32, Number of VFs: 0, Function Dependency Link: 00
        		VF offset: 16, stride: 1, Device ID: 154c

        """;

    [Fact]
    public void A_VF_that_is_not_enabled_now_is_named_by_the_numbers_of_its_PF()
    {
        var fault = Only(PfWithoutVfs, At("5e:02.3"));

        Assert.StartsWith("0000:5e:02.3, which is not listed: VF 3 of 0000:5e:00.0 by the offset and stride of its SR-IOV capability; 0 of 32 VFs are enabled in the listing", fault.Who, StringComparison.Ordinal);
        Assert.Null(fault.Sender);
    }

    [Fact]
    public void An_id_beyond_the_last_VF_is_none() =>
        Assert.DoesNotContain("by the offset", Only(PfWithoutVfs, At("5e:06.0")).Who, StringComparison.Ordinal);

    [Fact]
    public void A_PF_without_numbers_may_have_the_VF_and_no_IOAPIC_is_on_the_bus_of_a_card()
    {
        var listing = PfWithoutVfs[..PfWithoutVfs.IndexOf("\t\tIOVCtl", StringComparison.Ordinal)];
        var who = Only(listing, At("5e:02.3")).Who;

        Assert.Contains("a VF of 5e:00.0, whose SR-IOV numbers are not shown", who, StringComparison.Ordinal);
        Assert.DoesNotContain("IOAPIC", who, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("iavf 0000:5e:02.3: Multiqueue Enabled", "a VF, by the name of its driver")]
    [InlineData("vfio-pci 0000:5e:02.3: enabling device (0000 -> 0002)", "a function or a VF")]
    public void A_log_without_a_listing_names_the_driver_behind_an_id(string line, string kind)
    {
        var fault = Only(At("5e:02.3") + $"[   34.000000] {line}\n");

        Assert.StartsWith($"0000:5e:02.3, {kind}", fault.Who, StringComparison.Ordinal);
        Assert.Contains("input0.txt line 2 has it with the driver", fault.Who, StringComparison.Ordinal);
        Assert.Equal(Bdf.Parse("5e:02.3"), fault.Sender);
    }

    [Fact]
    public void An_id_of_which_nothing_is_given_is_anything_and_the_commands_that_tell_are_named()
    {
        var who = Only(At("5e:02.3")).Who;

        Assert.Contains("It can be a function or a VF, a bridge for what is behind it, or an IOAPIC or an HPET", who, StringComparison.Ordinal);
        Assert.Contains("lspci -vvv -s 5e:", who, StringComparison.Ordinal);
        Assert.Contains("/sys/firmware/acpi/tables/DMAR", who, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "5e:02.3", "if it is a VF and the kernel is Linux 5.10-rc1 to 5.10-rc3: ")]
    [InlineData("[    0.000000] Linux version 5.10.0-rc2 (a@b) #1 SMP\n", "5e:02.3", "if it is a VF: ")]
    [InlineData("[    0.000000] Linux version 5.10.0 (a@b) #1 SMP\n", "5e:02.3", null)]
    [InlineData("[    0.000000] Linux version 6.8.0 (a@b) #1 SMP\n", "5e:02.3", null)]
    [InlineData("", "00:1f.7", null)]
    [InlineData("", "5e:00.0", null)]
    public void The_defect_of_5_10_rc_is_a_hint_where_kernel_and_id_leave_it_open(string log, string requester, string? start)
    {
        var fault = Only(log + At(requester));

        if (start is null) Assert.Null(fault.Hint);
        else Assert.StartsWith(start, fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hint_is_in_the_short_answer_and_gives_way_to_a_prediction()
    {
        Assert.Contains(Summary.Of(Reference.Explain(null, false, At("5e:02.3"))), line => line.StartsWith("  Perhaps known (5e:02.3): if it is a VF", StringComparison.Ordinal));
        Assert.DoesNotContain(Summary.Of(Reference.Explain("linux-5.10-rc3", true, Reference.Listing, Reference.Log)), line => line.Contains("Perhaps known", StringComparison.Ordinal));
    }

    private const string GuestsDisk = """
        00:00.0 Host bridge: Intel Corporation Example
        00:01.0 PCI bridge: Intel Corporation Example Port
        	Bus: primary=00, secondary=0c, subordinate=0c, sec-latency=0
        	Capabilities: [40] Express (v2) Root Port (Slot+), MSI 00

        0c:00.0 Network controller: Example Wireless
        	Capabilities: [50] MSI: Enable+ Count=1/32 Maskable- 64bit-
        		Address: fee00578  Data: 0000
        	Kernel driver in use: vfio-pci

        """;

    [Theory]
    [InlineData("fee00578", "The kernel's own message is remappable (input0.txt line 8), so the refused one is not that.")]
    [InlineData("fee01000", "Whose message it is, is not shown")]
    public void A_refused_message_of_a_guests_function_may_be_the_guests_own(string address, string expected)
    {
        var meaning = Only(GuestsDisk.Replace("fee00578", address, StringComparison.Ordinal), At("0c:00.0")).Meaning;

        Assert.Contains("Either the kernel allocated the function's vectors in a domain that does not remap, or the message is not the kernel's", meaning, StringComparison.Ordinal);
        Assert.Contains(expected, meaning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_of_the_hosts_own_drivers_has_no_guest() =>
        Assert.DoesNotContain("The function is a guest's", Only(GuestsDisk.Replace("vfio-pci", "ath11k_pci", StringComparison.Ordinal), At("0c:00.0")).Meaning, StringComparison.Ordinal);

    [Fact]
    public void A_guest_is_told_what_it_can_see_and_what_it_cannot()
    {
        const string Guest = "[    0.000000] Hypervisor detected: KVM\n[    5.000000] vfio-pci 0000:06:00.0: enabling device (0000 -> 0002)\n"
            + "06:00.0 Ethernet controller: Example NIC\n\tCapabilities: [70] MSI-X: Enable+ Count=5 Masked-\n";
        var text = string.Join('\n', Summary.Of(Reference.Explain(null, false, Guest)));

        Assert.Contains("A guest of QEMU/KVM sees the addresses that its functions have in the guest", text, StringComparison.Ordinal);
        Assert.Contains("It cannot see the host's addresses", text, StringComparison.Ordinal);
        Assert.Contains("VFIO inside a guest needs an IOMMU that the hypervisor imitates", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_PF_that_only_the_log_names_may_have_the_VF()
    {
        var who = Only("[   10.000000] ixgbe 0000:5e:00.0: SR-IOV enabled with 8 VFs\n" + At("5e:10.4")).Who;

        Assert.Contains("a VF of 5e:00.0, whose SR-IOV numbers are not shown", who, StringComparison.Ordinal);
        Assert.DoesNotContain("IOAPIC", who, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("f0:1f.0", true)]
    [InlineData("5e:02.3", false)]
    public void What_an_IOAPIC_sends_once_at_boot_is_harmless(string requester, bool mayBe) =>
        Assert.Equal(mayBe, Only(PfWithoutVfs, At(requester)).Meaning.EndsWith("it is what firmware left pending, and harmless", StringComparison.Ordinal));

    [Fact]
    public void A_requester_id_that_an_entry_does_not_admit_is_no_left_over_of_firmware() =>
        Assert.DoesNotContain("harmless", Only(At("f0:1f.0").Replace("0x25", "0x26", StringComparison.Ordinal)).Meaning, StringComparison.Ordinal);

    [Theory]
    [InlineData("[    0.9] pci 0000:00:00.2: AMD-Vi: Found IOMMU cap 0x40\n", "on, unless the command line says otherwise (iommu=off, amd_iommu=off): the kernel has found an IOMMU (input0.txt line 1)")]
    [InlineData("[    9.0] AMD-Vi: Event logged [IO_PAGE_FAULT device=0000:21:00.0 domain=0x0007 address=0x1000 flags=0x0020]\n", "on, for it has refused a request (input0.txt line 1)")]
    public void DMA_remapping_that_a_log_shows_at_work_is_not_said_to_be_off(string log, string expected) =>
        Assert.Contains(Summary.Of(Reference.Explain(null, false, log)), line => line.EndsWith($"needs as well: {expected}.", StringComparison.Ordinal));

    [Fact]
    public void VFIO_that_refuses_over_a_bug_of_firmware_is_told_what_mends_it()
    {
        const string Log = "[    0.5] AMD-Vi: [Firmware Bug]: : No southbridge IOAPIC found\n[    0.6] AMD-Vi: Disabling interrupt remapping\n"
            + "[   99.0] vfio_iommu_type1_attach_group: No interrupt remapping support.  Use the module param \"allow_unsafe_interrupts\" to enable VFIO IOMMU support on this platform\n";

        Assert.Contains(Summary.Of(Reference.Explain(null, false, Log)), line => line.StartsWith("  VFIO is to have functions for guests", StringComparison.Ordinal)
            && line.Contains("because of firmware: \"AMD-Vi: [Firmware Bug]: : No southbridge IOAPIC found\" (line 1). A newer firmware mends that, or ivrs_ioapic[N]=00:14.0", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_several_machines_it_is_not_said_whether_they_remap()
    {
        var explanation = Reference.Explain(null, false, "root@anna:~# dmesg\n[    0.5] DMAR-IR: Enabled IRQ remapping in x2apic mode\nroot@bert:~# lspci\n00:00.0 Host bridge: Intel Corporation Example\n");

        Assert.False(explanation.Machine.Remapping.IsKnown);
    }

    private const string Dma = "[    9.000011] DMAR: [DMA Write NO_PASID] Request device [03:00.1] fault addr 0xfff00000 [fault reason 0x02] Present bit in context entry is clear\n";

    [Fact]
    public void A_DMA_request_beside_a_listed_function_may_be_its_own_under_an_alias()
    {
        var text = Cli.RunWith(Dma + "03:00.0 SATA controller: Marvell Technology Group Ltd. 88SE9230\n", "explain").Output;

        Assert.Contains("the device at that slot (0000:03:00.0 SATA controller: Marvell Technology Group Ltd. 88SE9230) may send under another function number (a DMA alias", text, StringComparison.Ordinal);
        Assert.DoesNotContain("HPET", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Dma)]
    [InlineData("2020-02-11T10:02:44.101Z cpu12:66543)IOMMUIntel: 2351: DMAR Fault IOMMU Unit #1: R/W=R, Device 0000:03:00.0 Faulting addr = 0xbf7ff000 Fault Reason = 0x06 -> PTE not set to allow Read.\n")]
    [InlineData(Dma + "04:00.0 SATA controller: Example\n")]
    public void No_IOAPIC_or_HPET_sends_a_DMA_request(string text)
    {
        var output = Cli.RunWith(text, "explain").Output;

        Assert.DoesNotContain("HPET", output, StringComparison.Ordinal);
        Assert.DoesNotContain("DMA alias", output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_IOAPIC_or_HPET_may_have_sent_an_interrupt_of_an_unknown_sender() => Assert.Contains("HPET",
        Cli.RunWith("[    9.000011] DMAR: [INTR-REMAP] Request device [f0:1f.7] fault index 0x0 [fault reason 0x25] Blocked\n", "explain").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("DMAR: Translation already enabled - trying to copy translation structures", true)]
    [InlineData("DMAR: Host address width 46", false)]
    public void In_a_kernel_that_another_one_has_started_a_message_without_an_entry_may_be_of_the_kernel_before(string line, bool isStarted)
    {
        var text = Cli.RunWith($"[    0.000000] Linux version 6.1.0 (a@b) #1 SMP\n[    0.450001] {line}\n[    0.460001] DMAR-IR: Enabled IRQ remapping in x2apic mode\n"
            + "[    1.210011] DMAR: [INTR-REMAP] Request device [d8:00.0] fault index 0x2f [fault reason 0x22] Present field in the IRTE entry is clear\n", "explain").Output;

        Assert.Equal(isStarted, text.Contains("what the kernel before had set up", StringComparison.Ordinal));
        Assert.NotEqual(isStarted, text.Contains("intel_iommu=on", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0xc0001000", "0x0000", "a DMA request, not an interrupt: the page is not mapped (PR=0)")]
    [InlineData("0xc0001000", "0x0020", "a DMA request, not an interrupt: the page is not mapped (PR=0)")]
    [InlineData("0xc0001000", "0x0050", "a DMA read, not an interrupt: the page is mapped and does not permit it (PE=1)")]
    [InlineData("0xc0001000", "0x0070", "a DMA write, not an interrupt: the page is mapped and does not permit it (PE=1)")]
    [InlineData("0xc0001000", "0x00b0", "a DMA write, not an interrupt: reserved bits of the page tables are set (RZ=1)")]
    [InlineData("0xc0001000", "0x0100", "a request to translate an address (ATS, TR=1), not an interrupt: the page is not mapped (PR=0)")]
    [InlineData("0xfee00000", "0x0020", "a write to the interrupt range was taken for DMA or refused")]
    [InlineData("0xfee00000", "0x0008", "an interrupt of this requester id found no remapping entry in use (I=1, PR=0)")]
    [InlineData("0xc0001000", "0x0018", "an interrupt of this requester id found its remapping entry, which does not let it pass (I=1, PR=1)")]
    [InlineData("0xc0001000", "0x0098", "reserved bits of the entry are set (RZ=1)")]
    public void A_page_fault_of_AMD_means_what_its_flags_say(string address, string flags, string meaning) =>
        Assert.Contains(meaning, Only($"[    9.0] AMD-Vi: Event logged [IO_PAGE_FAULT device=0000:21:00.0 domain=0x0007 address={address} flags={flags}]\n").Meaning, StringComparison.Ordinal);

    [Fact]
    public void Flags_of_another_event_are_not_read_as_those_of_a_page_fault() =>
        Assert.StartsWith("the request to the interrupt range is none that an interrupt can be made of",
            Only("[    9.0] AMD-Vi: Event logged [INVALID_DEVICE_REQUEST device=0000:21:00.0 address=0xfffffffdf8000000 flags=0x0a08]\n").Meaning, StringComparison.Ordinal);

    [Fact]
    public void Without_a_listing_the_short_answer_names_whose_requests_were_refused()
    {
        var explanation = Reference.Explain(null, false, At("21:00.0") + "[    9.0] DMAR: [DMA Read] Request device [22:00.0] fault addr 1000 [fault reason 06] PTE Read access is not set\n");
        var lines = Summary.Of(explanation).ToArray();

        Assert.Contains("  Seen:  refused interrupts: from 21:00.0 (reason 0x25, input0.txt line 1). Who that is, and what it means, is below.", lines);
        Assert.Contains(lines, line => line.StartsWith("  Seen:  refused DMA requests, which are no interrupts: from 22:00.0 ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_short_answer_names_refused_requests_that_no_row_of_a_function_tells_of()
    {
        const string Dma = "[    9.0] DMAR: [DMA Read] Request device [17:00.0] fault addr 1000 [fault reason 06] PTE Read access is not set\n";
        var lines = Summary.Of(Reference.Explain(null, false, Reference.Listing, Fault("17:10.0") + Fault("44:00.0") + Dma)).ToArray();

        Assert.Contains("  Seen:  refused interrupts: from 44:00.0 (reason 0x22, input1.txt line 2). Who that is, and what it means, is below.", lines);
        Assert.Contains("  Seen:  refused DMA requests, which are no interrupts: from 17:00.0 (input1.txt line 3). Who that is, and what it means, is below.", lines);

        static string Fault(string from) => $"[    9.0] DMAR: [INTR-REMAP] Request device [{from}] fault index 0x0 [fault reason 0x22] Present field in the IRTE entry is clear\n";
    }

    [Theory]
    [InlineData("Example NIC", "Example NIC", "0000:01:00.0: Ethernet controller: Example NIC")]
    [InlineData("Example NIC", "Other NIC", "0000:01:00.0: the inputs are of several machines, and what has this address differs between their listings")]
    public void Of_listings_of_two_machines_none_names_who_sent_unless_they_agree(string first, string second, string who)
    {
        var explanation = Reference.Explain(null, false,
            $"00:00.0 Host bridge: One Bridge\n01:00.0 Ethernet controller: {first}\n\n{At("01:00.0")}\n00:00.0 Host bridge: Another Bridge\n01:00.0 Ethernet controller: {second}\n");

        Assert.Contains("of different machines", explanation.Machine.WhySeveral, StringComparison.Ordinal);
        Assert.Equal(who, Assert.Single(explanation.Faults).Who);
    }

    [Fact]
    public void A_unit_that_has_reported_faults_is_not_said_to_be_off()
    {
        var lines = Summary.Of(Reference.Explain(null, false, "DRHD: handling fault status reg 2\n")).ToArray();

        Assert.Contains(lines, line => line.StartsWith("  Seen:  a unit reported that it refused something (input0.txt line 1: ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("boot with intel_iommu=on", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_the_fault_itself_is_shown_its_heading_says_nothing_more() =>
        Assert.DoesNotContain(Summary.Of(Reference.Explain(null, false, "DMAR: DRHD: handling fault status reg 2\nDMAR: [INTR-REMAP] Request device [44:00.0] fault index 0x0 [fault reason 0x22] Present\n")),
            line => line.Contains("a unit reported that it refused something", StringComparison.Ordinal));

    [Fact]
    public void The_functions_that_remapping_entries_admit_are_named()
    {
        const string Entries = "Remapped Interrupt supported on IOMMU: dmar3\nIR table address:86b800000\n Entry SrcID   DstID    Vct IRTE_high\t\tIRTE_low\n"
            + " 24    3b:00.0 00000001 24  0000000000043b00\t0000000100240009\n";

        Assert.Contains(Summary.Of(Reference.Explain(null, false, Entries)), line => line.StartsWith(
            "  Shown: debugfs has remapping entries that admit messages of 3b:00.0 (1 entry of dmar3: 24 with vector 0x24).", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_function_that_VFIO_has_it_is_said_who_has_it() =>
        Assert.EndsWith("; VFIO has it for a guest", Assert.Single(Reference.Explain(
            null, false, "41:00.0 RAID bus controller: Example HBA\n\tKernel driver in use: vfio-pci\n",
            "AMD-Vi: Event logged [INVALID_DEVICE_REQUEST device=0000:41:00.0 pasid=0x00000 address=0xfffffffdf8000000 flags=0x0a00]\n").Faults).Who, StringComparison.Ordinal);
}
