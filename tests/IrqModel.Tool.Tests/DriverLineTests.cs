using IrqModel.Tool.Explaining;
using IrqModel.Tool.Report;

namespace IrqModel.Tool.Tests;

/// <summary>What drivers say of their interrupts, against the prediction.</summary>
public class DriverLineTests
{
    private const string NotReceived = "[   70.000000] ixgbevf 0000:17:10.1: MSI-X interrupt test failed\n";
    private const string Polled = "[   60.000000] nvme nvme0: pci function 0000:17:10.1\n[   70.000000] nvme nvme0: I/O 24 QID 6 timeout, completion polled\n";
    private const string NotAllocated = "[   70.000000] ixgbevf 0000:17:10.1: Failed to allocate MSI-X interrupts. Err: -22\n";
    private const string TimedOut = "[   60.000000] ixgbevf 0000:17:10.1 vf1: renamed from eth0\n[   70.000000] NETDEV WATCHDOG: vf1 (ixgbevf): transmit queue 0 timed out\n";

    [Theory]
    [InlineData("linux-5.10-rc3", NotReceived, Agreement.Agrees, true)]
    [InlineData("linux-6.12", NotReceived, Agreement.Contradicts, true)]
    [InlineData("linux-5.10-rc3", Polled, Agreement.Agrees, false)]
    [InlineData("linux-6.12", Polled, Agreement.SeenOnly, false)]
    [InlineData("linux-6.12", NotAllocated, Agreement.Contradicts, false)]
    [InlineData("linux-5.10-rc3", TimedOut, Agreement.Agrees, false)]
    [InlineData("linux-6.12", TimedOut, Agreement.SeenOnly, false)]
    public void A_line_agrees_with_the_prediction_or_contradicts_it_and_is_cited(string host, string log, Agreement agreement, bool showsLoss)
    {
        var function = Reference.Explain(host, true, Reference.Listing, log).At("17:10.1");
        var seen = Assert.Single(function.Observations);

        Assert.Equal((agreement, showsLoss), (seen.Agreement, seen.ShowsLoss));
        Assert.StartsWith("input1.txt line ", seen.What, StringComparison.Ordinal);
        Assert.Contains(log.Split("] ")[^1].Trim(), seen.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_falls_back_to_fewer_messages_contradicts_nothing() => Assert.Equal(Agreement.SeenOnly,
        Reference.Explain("linux-6.12", true, Reference.Listing, "[   70.000000] ixgbe 0000:17:00.0: Failed to initialize MSI-X interrupts. Falling back to MSI interrupts.\n").At("17:00.0").Agreement);

    [Fact]
    public void A_function_whose_messages_are_off_loses_interrupts_of_its_pin()
    {
        const string Line = "03:00.0 USB controller: Example\n\tCapabilities: [80] MSI: Enable- Count=1/8 Maskable- 64bit+\n\tKernel driver in use: made_up\n";
        var seen = Assert.Single(Reference.Explain("linux-6.12", false, Line, "[    9.000000] made_up 0000:03:00.0: lost interrupt\n").At("03:00.0").Observations);

        Assert.Equal((Agreement.SeenOnly, false), (seen.Agreement, seen.ShowsLoss));
        Assert.Contains("that was its pin", seen.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "[    3.100000] nvme nvme0: pci function 0000:3b:00.0\n[   64.000000] nvme nvme1: I/O 12 QID 0 timeout, completion polled\n")]
    [InlineData(
        "3b:00.0 Ethernet controller: Intel Corporation X550\n\tKernel driver in use: ixgbe\n",
        "[    3.100000] ixgbe 0000:3b:00.0 eth0: up\n[   65.000000] NETDEV WATCHDOG: eth5 (ixgbe): transmit queue 0 timed out\n")]
    public void The_only_function_with_a_driver_is_not_meant_where_the_log_gives_it_another_name(string listing, string log)
    {
        var explanation = Reference.Explain("linux-6.12", true, listing, log);

        Assert.Contains("nothing given says which function that is", Assert.Single(explanation.Unhandled).Who, StringComparison.Ordinal);
        Assert.All(explanation.Functions, static function => Assert.Empty(function.Observations));
    }

    [Fact]
    public void The_only_function_with_a_driver_is_meant_where_the_line_names_none()
    {
        var explanation = Reference.Explain("linux-6.12", true, Reference.Listing.Replace("xhci_hcd", "nvme", StringComparison.Ordinal), "[   31.0] nvme nvme0: lost interrupt\n");

        Assert.True(explanation.At("00:14.0").ShowsLoss);
        Assert.Contains("Lost messages are seen of 1 of 9 functions", Summary.Of(explanation).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_several_functions_with_a_driver_is_not_guessed()
    {
        var explanation = Reference.Explain("linux-6.12", true, Reference.Listing, "[   31.0] NETDEV WATCHDOG: eth7 (ixgbe): transmit queue 0 timed out\n");

        Assert.Contains("nothing given says which function that is", Assert.Single(explanation.Unhandled).Who, StringComparison.Ordinal);
        Assert.All(explanation.Functions, function => Assert.Empty(function.Observations.Where(seen => seen.What.Contains("WATCHDOG", StringComparison.Ordinal))));
    }

    [Fact]
    public void Work_that_a_driver_finds_done_is_evidence_for_a_lost_interrupt_and_not_said_to_be_one()
    {
        var explanation = Reference.Explain("linux-6.12", true, Reference.Listing, Polled);
        var lines = Summary.Of(explanation).ToArray();

        Assert.Contains("evidence for a lost interrupt, and no proof", Assert.Single(explanation.Unhandled).Meaning, StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("  Seen:  nvme0 (0000:17:10.1): its driver says that it found work done", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("Lost messages", StringComparison.Ordinal) || line.Contains("contradicts", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_driver_names_is_not_said_to_be_no_function()
    {
        var first = Summary.Of(Reference.Explain(null, false, "[    1.0] DMAR: IOMMU enabled\n[    2.0] ice 0000:18:00.0: The DDP package was successfully loaded\n")).First();

        Assert.Equal("No PCI function is listed. The log names 1 function (18:00.0), and no line of it tells of a refused request or of trouble with an interrupt.", first);
    }

    [Fact]
    public void An_error_of_an_IOMMU_is_no_refused_request()
    {
        var text = Cli.RunWith("[    1.0] vfio-pci 0000:01:00.0: AMD-Vi: Event logged [IOTLB_INV_TIMEOUT device=0000:01:00.0 address=0x1000c2ba0]\n", "explain").Output;

        Assert.Contains("Seen:  IOTLB_INV_TIMEOUT of 01:00.0 (standard input line 1): the device did not answer", text, StringComparison.Ordinal);
        Assert.Contains("Errors that an IOMMU reports in the log", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Refused requests", text, StringComparison.Ordinal);
    }

    [Fact]
    public void On_RISC_V_nobody_is_sent_to_the_logs_of_an_x86_IOMMU()
    {
        var run = Cli.RunWith("Linux oak 6.12.1 #1 SMP riscv64 GNU/Linux\n[   60.000000] nvme nvme0: pci function 0000:01:00.0\n"
            + "[   70.000000] nvme nvme0: I/O 24 QID 6 timeout, completion polled\n", "explain");

        Assert.Contains("No host here models a RISC-V machine (its processor is riscv64)", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("DMAR", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void On_Arm_the_trouble_is_told_though_nothing_can_be_predicted()
    {
        var run = Cli.RunWith("[    0.0] Linux version 6.1.21-v8+ (a@b)\n[    1.0] pci 0000:01:00.0: [2646:500f] type 00 class 0x010802\n"
            + "[    2.0] nvme nvme0: pci function 0000:01:00.0\n[   33.0] nvme nvme0: lost interrupt\n", "explain");

        Assert.Contains("lost (seen)", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("grep -e DMAR", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "of the VMD that it is behind")]
    [InlineData("0000:00:0e.0 RAID bus controller: Intel Corporation Volume Management Device NVMe RAID Controller\n\tKernel driver in use: vmd\n", "of 0000:00:0e.0, the VMD that it is behind")]
    public void A_disk_behind_VMD_is_refused_under_the_id_of_the_controller(string listing, string whose)
    {
        var explanation = Reference.Explain("linux-6.12", false, listing + "[    1.0] DMAR: IOMMU enabled\n[    2.0] nvme nvme0: pci function 10000:e1:00.0\n[   33.0] nvme nvme0: I/O 0 QID 0 timeout, completion polled\n");

        Assert.Contains($"(does a unit refuse messages {whose})", Assert.Single(explanation.Unhandled).Next, StringComparison.Ordinal);
    }

    private static string Asks(string remapping, string words) => $"""
        [    0.000000] Linux version 5.11.0 (a@b) #5 SMP
        [    0.191001] DMAR-IR: {remapping}
        [    4.700301] ath11k_pci 0000:56:00.0: {words}
        56:00.0 Network controller: Example Wireless (rev 01)
        	Capabilities: [50] MSI: Enable+ Count=1/32 Maskable+ 64bit-
        """;

    private const string Off = "Failed to enable irq remapping. You are vulnerable to irq-injection attacks.";
    private const string On = "Enabled IRQ remapping in x2apic mode";
    private const string OneOf32 = "failed to get 32 MSI vectors, only 1 available";

    [Fact]
    public void One_of_several_MSI_messages_is_what_a_machine_gives_that_does_not_remap()
    {
        var text = Cli.RunWith(Asks(Off, OneOf32), "explain").Output;

        Assert.Contains("a function gets one MSI message where interrupts are not remapped", text, StringComparison.Ordinal);
        Assert.Contains("switch interrupt remapping on: VT-d", text, StringComparison.Ordinal);
        Assert.DoesNotContain("contradicts", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(On, OneOf32)]
    [InlineData(Off, "Failed to allocate 32 MSI-X vectors")]
    [InlineData(Off, "Failed to get 1 MSI vectors")]
    public void Fewer_messages_than_asked_for_have_other_causes_where_remapping_is_on_or_one_was_asked_for(string remapping, string words)
    {
        var text = Cli.RunWith(Asks(remapping, words), "explain").Output;

        Assert.Contains("the device's MSI-X table is smaller than asked for", text, StringComparison.Ordinal);
        Assert.DoesNotContain("a function gets one MSI message", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pci=nomsi", true)]
    [InlineData("pci=noaer,nomsi", true)]
    [InlineData("pci=noaer", false)]
    public void A_kernel_booted_without_messages_gives_none_and_the_advice_is_to_boot_with_them(string option, bool isAdvised)
    {
        var text = Cli.RunWith($"[    0.000000] Linux version 6.1.0 (a@b) #1 SMP\n[    0.000000] Command line: root=/dev/sda1 {option}\n[    4.700301] xhci_hcd 0000:00:14.0: Failed to enable MSI-X\n", "explain").Output;

        Assert.Equal(isAdvised, text.Contains("next  boot without pci=nomsi", StringComparison.Ordinal));
        Assert.NotEqual(isAdvised, text.Contains("the processors have no vectors left", StringComparison.Ordinal));
    }
}
