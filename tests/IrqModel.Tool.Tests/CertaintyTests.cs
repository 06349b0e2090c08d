using IrqModel.Firmware;
using IrqModel.Firmware.Tests;
using IrqModel.Tool.Explaining;
using IrqModel.Tool.Machines;
using IrqModel.Tool.Report;

namespace IrqModel.Tool.Tests;

/// <summary>What an input does not support is not said for certain.</summary>
public class CertaintyTests
{
    private const string Rc3 = "linux-5.10-rc3";

    [Theory]
    [InlineData("[    0.000000] Linux version 6.1.9 (a@b) #1 SMP\n[    0.000000] Hypervisor detected: Xen PV\n", "a kernel (6.1.9) under Xen")]
    [InlineData("(XEN) Xen version 4.17.3 (a@b) (gcc) debug=n\n", "a kernel (its version is not shown) under Xen")]
    public void Under_Xen_the_version_of_Linux_is_named_or_said_not_to_be_shown(string log, string words) =>
        Assert.Contains(words, Reference.Explain(null, false, log).Machine.NotModelled, StringComparison.Ordinal);

    [Theory]
    [InlineData("[    0.000000] Hypervisor detected: Xen PV")]
    [InlineData("[    0.000000] Booting paravirtualized kernel on Xen PV")]
    [InlineData("[    0.000000] Booting kernel on Xen PVH")]
    public void Under_Xen_nothing_is_predicted(string line)
    {
        var explanation = Reference.Explain(Rc3, true, Reference.Listing, line);

        Assert.All(explanation.Functions,
            function => Assert.StartsWith("unknown: cannot say, because", explanation.Verdict(function.Function.Address.ToString()),
            StringComparison.Ordinal));
        Assert.Empty(explanation.Rules);
        Assert.Null(explanation.NextCommand);
    }

    [Theory]
    [InlineData("pci=nomsi", false)]
    [InlineData("pci=noaer,nomsi", false)]
    [InlineData("pci=noaer", true)]
    public void A_kernel_that_uses_no_messages_has_none_that_die(string option, bool dies)
    {
        var explanation = Reference.Explain(Rc3, true, Reference.Listing, $"[    0.000000] Command line: root=/dev/sda1 {option}");

        Assert.Equal(dies, explanation.At("17:10.0").Dies);
        Assert.Equal(dies, explanation.At("17:10.0").Prediction.Verdict.IsKnown);
    }

    [Theory]
    [InlineData("4.18.0-553.el8_10.x86_64", false)]
    [InlineData("5.14.0-427.13.1.el9_4.x86_64", false)]
    [InlineData("5.10.0-0.rc2.20201105git4ef8451b3326.72.fc34.x86_64", true)]
    public void The_number_of_a_kernel_with_many_backports_decides_nothing(string version, bool decides)
    {
        var explanation = Reference.Explain(null, true, Reference.Listing, $"[    0.000000] Linux version {version} (a@b) #1 SMP");

        Assert.Equal(decides, explanation.Host.IsKnown);
        Assert.Equal(decides, explanation.At("17:10.0").Prediction.Verdict.IsKnown);
    }

    [Theory]
    [InlineData("intremap=off", false)]
    [InlineData("intremap=no_x2apic_optout,off", false)]
    [InlineData("noapic", false)]
    [InlineData("intremap=nosid", true)]
    public void Remapping_is_off_where_the_command_line_says_so(string option, bool isOn)
    {
        var listing = Reference.ListingWhere(line => !line.Contains("Address:", StringComparison.Ordinal));
        var remapping = Reference.Explain(Rc3, true, listing, $"[    0.000000] Command line: root=/dev/sda1 {option}").Machine.Remapping;

        Assert.Equal((isOn, !isOn), (remapping.Value, remapping.IsCertain));
    }

    [Fact]
    public void Of_two_kernels_none_is_preferred()
    {
        var log = "[    0.000000] Linux version 5.10.0-rc2 (a@b) #1 SMP";
        var both = Reference.Explain(null, true, Reference.Listing, log, "$ uname -r\n5.10.7\n");
        var twice = Reference.Explain(null, true, Reference.Listing, log, "$ uname -r\n5.10.0-rc3\n");

        Assert.False(both.Host.IsKnown);
        Assert.Contains("5.10.0-rc2", both.Host.Because, StringComparison.Ordinal);
        Assert.Contains("5.10.7", both.Host.Because, StringComparison.Ordinal);
        Assert.Equal("unknown: arrives with Linux 5.10-rc4 to 5.17; otherwise blocked (0x25)", both.Verdict("17:10.0"));
        Assert.Equal("blocked (0x25)", twice.Verdict("17:10.0"));
    }

    [Fact]
    public void A_refused_request_is_seen_and_does_not_say_that_all_interrupts_die()
    {
        const string Input = """
            [    0.100000] DMAR-IR: Enabled IRQ remapping in x2apic mode
            [   90.000001] DMAR: [INTR-REMAP] Request device [17:00.0] fault index 0x30 [fault reason 0x22] Present field in the IRTE entry is clear
                       CPU0       CPU1
             150:      45678    7872347  IR-PCI-MSI 12058624-edge      eth0

            """;
        var explanation = Reference.Explain("linux-6.12", true, Reference.Listing, Input);

        Assert.Equal("arrives", explanation.Verdict("17:00.0"));
        Assert.False(explanation.At("17:00.0").Dies);
        Assert.True(explanation.At("17:00.0").ShowsLoss);
        Assert.StartsWith("Lost messages are seen of 1 of 9 functions; no function is predicted", Summary.Of(explanation).First(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  9:          0          0     GICv3  25 Level     vgic", Platform.Arm)]
    [InlineData("250:          7          0   ITS-MSI 134217728 Edge      nvme0q0", Platform.Arm)]
    [InlineData(" 16:          7          0   XIVE-IRQ  16 Edge      IPI", Platform.PowerPc)]
    [InlineData(" 10:       9911      10021 RISC-V INTC   5 Edge      riscv-timer", Platform.RiscV)]
    [InlineData(" 35:          0          0   PCH PIC  16 Level    ehci_hcd:usb1", Platform.LoongArch)]
    public void The_interrupt_controller_tells_the_platform(string row, Platform platform)
    {
        var explanation = Reference.Explain(Rc3, false, $"           CPU0       CPU1\n{row}\n",
            "0001:01:00.0 Ethernet controller: Example NIC\n\tCapabilities: [70] MSI-X: Enable+ Count=10 Masked-\n");

        Assert.Equal((true, platform), (explanation.Machine.Platform.IsKnown, explanation.Machine.Platform.Value));
        Assert.Contains("cannot say", explanation.Verdict("0001:01:00.0"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void A_message_address_outside_FEExxxxxh_is_a_loss_only_on_x86(bool withTable, bool isLoss)
    {
        var listing = Reference.Listing.Replace("Address: 00000000fee00078", "Address: 000000fffffff000", StringComparison.Ordinal)
            // A message in the format of VT-d would tell that the machine is x86.
            .Replace("Address: fee00038", "Address: fee00000", StringComparison.Ordinal);

        Assert.Equal(isLoss, Reference.Explain(Rc3, withTable, listing).At("00:14.0").ShowsLoss);
    }

    [Theory]
    [InlineData("linux-5.9", "", true)]
    [InlineData("linux-5.10", "", true)]
    [InlineData("linux-6.12", "", true)]
    [InlineData("linux-6.12", "amd_iommu=off", false)]
    public void The_message_of_an_AMD_IOMMU_itself_is_its_drivers(string host, string option, bool isOn)
    {
        const string Listing = """
            00:00.0 Host bridge: Advanced Micro Devices, Inc. [AMD] Example Root Complex
            00:00.2 IOMMU: Advanced Micro Devices, Inc. [AMD] Example IOMMU
            	Capabilities: [64] MSI: Enable+ Count=1/4 Maskable- 64bit+
            00:01.1 PCI bridge: Advanced Micro Devices, Inc. [AMD] Example Root Port (prog-if 00 [Normal decode])
            	Bus: primary=00, secondary=01, subordinate=01, sec-latency=0
            	Capabilities: [58] Express (v2) Root Port (Slot+), MSI 00
            	Capabilities: [a0] MSI: Enable+ Count=1/1 Maskable- 64bit+

            """;
        var table = TableBytes.Ivrs(TableBytes.Ivhd(0x11, 2, 0xFEB80000, 0, TableBytes.Entry(3, 0x08), TableBytes.Entry(4, 0xFFFE)));
        var explanation = Reference.Explain(
            host, InputSource.FromText("lspci.txt", Listing), InputSource.FromText("cmdline", $"root=/dev/sda1 {option}"),
            new InputSource("IVRS", table));

        Assert.Equal(("arrives", "arrives"), (explanation.Verdict("00:00.2"), explanation.Verdict("00:01.1")));
        Assert.Equal((isOn, !isOn), (explanation.Machine.Remapping.Value, explanation.Machine.Remapping.IsCertain));
        Assert.False(Reference.Explain(host, false, Listing).At("00:01.1").Prediction.Verdict.IsKnown);
    }

    [Fact]
    public void An_error_of_an_IOMMU_is_no_refused_request()
    {
        var explanation = Reference.Explain(Rc3, false,
            "[    5.5] iommu ivhd0: AMD-Vi: Event logged [IOTLB_INV_TIMEOUT device=0a:00.0 address=0x10089d4d0]");

        Assert.Contains("does not say that an interrupt was refused", Assert.Single(explanation.Faults).Meaning, StringComparison.Ordinal);
        Assert.StartsWith("No PCI function is shown", Summary.Of(explanation).First(), StringComparison.Ordinal);
    }
}
