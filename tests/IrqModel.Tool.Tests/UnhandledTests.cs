using IrqModel.Tool.Report;

namespace IrqModel.Tool.Tests;

/// <summary>What is said of interrupts that nobody handled.</summary>
public class UnhandledTests
{
    private const string Storm = """
        [  504.925023] irq 16: nobody cared (try booting with the "irqpoll" option)
        [  504.932600] handlers:
        [  504.932601] [<00000000e2b1f5f8>] usb_hcd_irq [usbcore]
        [  504.932602] Disabling IRQ #16

        """;

    private const string Listing = """
        00:1a.0 USB controller: Example EHCI (prog-if 20 [EHCI])
        	Interrupt: pin A routed to IRQ 16
        	Kernel driver in use: ehci-pci

        02:00.0 Multimedia controller: Example Grabber
        	Flags: fast devsel, IRQ 16

        03:00.0 Ethernet controller: Example NIC
        	Flags: fast devsel, IRQ 17
        	Kernel driver in use: e1000e

        """;

    private const string Interrupts = "           CPU0       CPU1\n  16:     100000          0  IO-APIC   16-fasteoi   ehci_hcd:usb1\n";

    [Theory]
    [InlineData("irq 16: Affinity broken due to vector space exhaustion.", "no vector was left for IRQ 16", "ehci_hcd:usb1 (input2.txt line 2)", "domains/VECTOR")]
    [InlineData("e1000e 0000:03:00.0: Failed to request irq. err = -28", "it got no interrupts", "0000:03:00.0", "domains/VECTOR")]
    [InlineData("AMD-Vi: Completion-Wait loop timed out", "an IOMMU did not finish", "does not say which device", "pci=noats")]
    [InlineData("DMAR: VT-d detected Invalidation Time-out Error: SID 300", "an IOMMU did not finish", "03:00.0, which did not answer", "pci=noats")]
    [InlineData("tpm tpm0: [Firmware Bug]: TPM interrupt not working, polling instead", "its interrupt does not work", "no PCI function", "nothing needs to be done")]
    public void Each_trouble_says_what_it_is_whose_and_what_to_look_at(string text, string what, string who, string next)
    {
        var unhandled = Assert.Single(Reference.Explain("linux-6.12", false, $"[   12.000000] {text}\n", Listing, Interrupts).Unhandled);

        Assert.Contains(what, unhandled.What, StringComparison.Ordinal);
        Assert.Contains(who, unhandled.Who, StringComparison.Ordinal);
        Assert.Contains(next, unhandled.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_out_on_FreeBSD_is_of_the_function_that_pciconf_names_and_asks_for_what_FreeBSD_has()
    {
        var explanation = Reference.Explain(null, false, "root@fw:~ # dmesg\nigb0: <Example I210> port 0xe000-0xe01f irq 16 at device 0.0 on pci1\nigb0: Watchdog timeout Queue[0]-- resetting\n"
            + "root@fw:~ # pciconf -lv\nigb0@pci0:1:0:0:\tclass=0x020000 rev=0x03 hdr=0x00 vendor=0x8086 device=0x157b subvendor=0x8086 subdevice=0x0000\n");
        var unhandled = Assert.Single(explanation.Unhandled);

        Assert.Equal("0000:01:00.0", Assert.Single(unhandled.Functions).ToString());
        Assert.StartsWith("vmstat -i, twice (does the count of igb0 grow); pciconf -lc igb0", unhandled.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stuck_line_names_who_shares_it()
    {
        var unhandled = Assert.Single(Reference.Explain("linux-6.12", false, Storm, Listing, Interrupts).Unhandled);

        Assert.True(unhandled.IsSwitchedOff);
        Assert.Equal(["0000:00:1a.0", "0000:02:00.0"], unhandled.Functions.Select(function => function.ToString()));
        Assert.Contains("ehci_hcd:usb1 (input2.txt line 2)", unhandled.Who, StringComparison.Ordinal);
        Assert.Contains("usb_hcd_irq [usbcore]", unhandled.Who, StringComparison.Ordinal);
        Assert.Contains("0000:02:00.0 Multimedia controller: Example Grabber, no driver shown", unhandled.Who, StringComparison.Ordinal);
        Assert.DoesNotContain("cat /proc/interrupts", unhandled.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_shares_a_line_that_nothing_shows_is_unknown_and_the_commands_are_named()
    {
        var unhandled = Assert.Single(Reference.Explain("linux-6.12", false, Storm.Replace("handlers:", "", StringComparison.Ordinal)).Unhandled);

        Assert.Empty(unhandled.Functions);
        Assert.Equal("nothing given shows who shares it", unhandled.Who);
        Assert.StartsWith("cat /proc/interrupts (who shares it); then lspci -vv", unhandled.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_of_one_function_is_no_shared_line()
    {
        var unhandled = Assert.Single(Reference.Explain("linux-6.12", false, Storm.Replace("16", "120", StringComparison.Ordinal),
            "           CPU0       CPU1\n 120:     100000          0  IR-PCI-MSI 327680-edge      xhci_hcd\n").Unhandled);

        Assert.Equal(["0000:00:14.0"], unhandled.Functions.Select(function => function.ToString()));
        Assert.Contains("a message of one function", unhandled.Meaning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("do_IRQ: 3.55", "IRQ 7", "harmless")]
    [InlineData("__common_interrupt: 1.36", "moved or freed", "irqbalance")]
    [InlineData("call_irq_handler: 3.37", "moved or freed", "kexec")]
    public void A_vector_without_a_handler_is_explained_by_what_it_is_used_for(string line, params string[] words)
    {
        var unhandled = Assert.Single(Reference.Explain("linux-6.12", false, $"[    0.500000] {line} No irq handler for vector\n").Unhandled);

        Assert.All(words, word => Assert.Contains(word, unhandled.Meaning, StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_vector_on_several_processors_is_one_interrupt()
    {
        var log = string.Concat(Enumerable.Range(1, 7).Select(cpu => $"[    0.10000{cpu}] do_IRQ: {cpu}.55 No irq handler for vector\n"));

        Assert.Contains("on processors 1, 2, 3, 4 and 3 more", Assert.Single(Reference.Explain("linux-6.12", false, log).Unhandled).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[    2.1] genirq: Flags mismatch irq 16. 00000080 (i801_smbus) vs. 00000000 (mei)", "i801_smbus was refused IRQ 16: mei has it", "two drivers want one interrupt")]
    [InlineData("interrupt storm detected on \"irq16:\"; throttling interrupt source", "IRQ 16 comes without a pause", "hw.intr_storm_threshold")]
    [InlineData("[    2.1] spurious 8259A interrupt: IRQ7.", "a spurious interrupt on IRQ 7", "harmless")]
    [InlineData("(XEN) CPU1: No irq handler for vector e7 (IRQ -2147483648, LAPIC)", "vector 231 (0xe7) on processor 1", "moved or freed")]
    public void Each_kind_of_trouble_has_its_own_explanation(string line, string what, string meaning)
    {
        var unhandled = Assert.Single(Reference.Explain(null, false, line + "\n").Unhandled);

        Assert.StartsWith(what, unhandled.What, StringComparison.Ordinal);
        Assert.Contains(meaning, unhandled.Meaning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_is_looked_up_in_the_remapping_entries_that_are_shown()
    {
        const string Entries = """
            Remapped Interrupt supported on IOMMU: dmar0
             IR table address:100900000
             Entry SrcID   DstID    Vct IRTE_high		IRTE_low
             25    3b:10.0 00000004 22  000000000004d880	000000040022000d

            """;

        Assert.Contains("admit 3b:10.0 (entry 25 of dmar0)",
            Assert.Single(Reference.Explain("linux-6.12", false, "[    9.000000] __common_interrupt: 4.34 No irq handler for vector\n", Entries).Unhandled).Who,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_VFIO_holds_on_the_line_is_suspected()
    {
        var unhandled = Assert.Single(Reference.Explain("linux-6.12", false, Storm.Replace("usb_hcd_irq [usbcore]", "vfio_intx_handler [vfio_pci_core]", StringComparison.Ordinal)).Unhandled);

        Assert.Contains("whose guest has a function of this line", unhandled.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_of_nothing_else_is_answered_in_the_summary()
    {
        var lines = Summary.Of(Reference.Explain(null, false, Storm)).ToArray();

        Assert.Equal("No PCI function is listed; the log tells of trouble with 1 interrupt.", lines[0]);
        Assert.Contains("IRQ 16: nobody took it for its own, and the kernel switched it off for all who share it", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_that_mentions_one_is_told_what_it_means()
    {
        var run = Cli.RunWith("My server says do_IRQ: 1.55 No irq handler for vector at each boot.\n", "explain");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("they say nothing of this machine", run.Output, StringComparison.Ordinal);
        Assert.Contains("this is IRQ 7", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_tables_and_numbers_of_groups_are_told_what_they_show()
    {
        var text = string.Join('\n', Summary.Of(Reference.Explain(null, false, "$ ls /sys/firmware/acpi/tables\nAPIC  DMAR  FACP\n$ ls /sys/kernel/iommu_groups\n0  1  2\n")));

        Assert.Contains("it has the table DMAR", text, StringComparison.Ordinal);
        Assert.Contains("is on: there are 3 IOMMU groups", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[    0.5] DMAR-IR: Enabled IRQ remapping in x2apic mode\n", "Interrupt remapping is on", "boot with intel_iommu=on")]
    [InlineData("[    0.4] DMAR: IOMMU enabled\n[    0.5] DMAR-IR: Enabled IRQ remapping in xapic mode\n", "Interrupt remapping is on", "input0.txt does not show it on")]
    [InlineData("[    0.4] DMAR: Intel(R) Virtualization Technology for Directed I/O\n", "on; input0.txt says so")]
    [InlineData("[    0.0] Command line: root=/dev/sda1 intel_iommu=on\n[    0.4] DMAR: IOMMU enabled\n", "found none: switch VT-d on")]
    [InlineData("[    0.5] DMAR-IR: Failed to enable irq remapping. You are vulnerable to irq-injection attacks.\n", "Interrupt remapping is off", "intel_iommu=on")]
    public void A_log_filtered_for_the_IOMMU_is_told_what_is_on(string log, params string[] words)
    {
        var text = string.Join('\n', Summary.Of(Reference.Explain(null, false, log)));

        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("IR-IO-APIC    7-fasteoi   pinctrl_amd", true)]
    [InlineData("IO-APIC    7-fasteoi   pinctrl_amd, AMDI0010:03", true)]
    [InlineData("IO-APIC    7-edge   parport0", true)]
    [InlineData("IR-IO-APIC    7-fasteoi   pinctrl_amd, ehci_hcd:usb1", false)]
    [InlineData("IR-IO-APIC    7-fasteoi   ehci_hcd:usb1", false)]
    public void An_interrupt_of_no_PCI_function_gets_no_advice_about_PCI(string row, bool isOutside)
    {
        var text = Cli.RunWith($"[    1.000001] irq 7: nobody cared (try booting with the \"irqpoll\" option)\n[    1.000004] Disabling IRQ #7\n           CPU0       CPU1\n   7:     100000          0  {row}\n", "explain").Output;

        Assert.Equal(isOutside, text.Contains("it is an interrupt of no PCI function", StringComparison.Ordinal));
        Assert.NotEqual(isOutside, text.Contains("/sys/bus/pci/devices", StringComparison.Ordinal));
    }
}
