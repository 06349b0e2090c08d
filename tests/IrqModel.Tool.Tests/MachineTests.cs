using IrqModel.Firmware;
using IrqModel.Firmware.Tests;
using IrqModel.Tool.Explaining;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Tests;

/// <summary>Which machine an input shows: one or several, whose, and with which units.</summary>
public class MachineTests
{
    private const string Rc3 = "linux-5.10-rc3";
    private const string Guest = """
        00:00.0 Host bridge: Intel Corporation 82G33/G31/P35/P31 Express DRAM Controller
        00:14.0 Ethernet controller: Red Hat, Inc. Virtio 1.0 network device (rev 01)
        17:00.0 Ethernet controller: Example NIC Virtual Function (rev 01)

        """;

    [Theory]
    [InlineData("root@pve:~# lspci -vvv\n", "ann@guest:~$ lspci\n", "name several machines: pve")]
    [InlineData("", "", "are of different machines: 0000:00:00.0")]
    public void Listings_of_two_machines_are_no_states_of_one(string first, string second, string why)
    {
        var explanation = Reference.Explain(Rc3, true, $"{first}{Reference.Listing}\n{second}{Guest}");

        Assert.All(explanation.Functions, function => Assert.False(function.Prediction.Verdict.IsKnown));
        Assert.Contains(why, explanation.At("17:00.0").Prediction.Verdict.Because, StringComparison.Ordinal);
        Assert.Contains(explanation.Notes, note => note.Contains(why, StringComparison.Ordinal));
    }

    [Fact]
    public void A_log_that_names_another_machine_is_noticed()
    {
        var explanation = Reference.Explain(
            Rc3, true, $"root@pve:~# lspci -vvv\n{Reference.Listing}",
            "May  1 10:00:00 other kernel: DMAR-IR: Enabled IRQ remapping in x2apic mode\n");

        Assert.Contains("name several machines: pve (input0.txt), other (input1.txt)", explanation.Machine.NotModelled,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("root@pve:~# lspci -vvv\n", "root@pve.example.org:~# lspci -vvv\n")]
    [InlineData("root@archiso ~ # lspci -vvv\n", "ann@desktop:~$ lspci -vvv\n")]
    [InlineData("$ lspci -vvv\n", "# lspci -vvv\n")]
    public void Two_states_of_one_machine_are_told_by_the_later_one(string first, string second)
    {
        var before = Reference.ListingWhere(line => !line.Contains("Number of VFs", StringComparison.Ordinal));
        var explanation = Reference.Explain(Rc3, true, $"{first}{before}\n{second}{Reference.Listing}");

        Assert.Equal("blocked (0x25)", explanation.Verdict("17:10.0"));
    }

    [Theory]
    [InlineData("00:00.0 PCI bridge: Broadcom Inc. and subsidiaries BCM2711 PCIe Bridge (rev 20)\n01:00.0 USB controller: Example xHCI\n", Platform.Arm)]
    [InlineData("-[0000:00]---00.0-[01]----00.0  Example xHCI\n$ uname -r\n6.6.20+rpt-rpi-v8\n", Platform.Arm)]
    [InlineData("-[0000:00]-+-00.0  Advanced Micro Devices, Inc. [AMD] Starship/Matisse Root Complex\n           \\-01.0  Example\n", Platform.Amd)]
    [InlineData("0000:00:00.0 PCI bridge: Ampere Computing, LLC Altra PCI Express Root Port a0\n", Platform.Arm)]
    [InlineData("03:00.0 Ethernet controller: Example NIC\n$ lscpu\nModel name:            Neoverse-N1\n", Platform.Arm)]
    [InlineData("03:00.0 Ethernet controller: Example NIC\n$ uname -a\nLinux oak 6.12.1 #1 SMP riscv64 GNU/Linux\n", Platform.RiscV)]
    [InlineData("03:00.0 Ethernet controller: Example NIC\n$ dmesg\n[    0.000000] riscv-imsic: imsics@30000000: per-CPU IDs 127 at base address 0x30000000\n", Platform.RiscV)]
    [InlineData("03:00.0 Ethernet controller: Example NIC\n$ dmesg\n[    0.000000] riscv-plic c000000.interrupt-controller: mapped 96 interrupts with 2 handlers\n", Platform.RiscV)]
    [InlineData("03:00.0 Ethernet controller: Example NIC\nriscv-aplic d000000.aplic: 96 interrupts forwarded to MSI base 0x30000000\n", Platform.RiscV)]
    [InlineData("03:00.0 Ethernet controller: Example NIC\n$ dmesg\n[    0.000000] SBI specification v2.0 detected\n", Platform.RiscV)]
    [InlineData("03:00.0 Ethernet controller: Example NIC\n$ dmesg\n[    0.000000] Linux version 6.10.0 (a@b) (riscv64-linux-gnu-gcc (GCC) 14.2.0) #1 SMP\n", Platform.RiscV)]
    [InlineData("03:00.0 Ethernet controller: Example NIC\n$ dmesg\n[    0.000000] 64-bit Loongson Processor probed (LA464 Core)\n", Platform.LoongArch)]
    [InlineData("03:00.0 Ethernet controller: Example NIC\n$ uname -a\nLinux oak 6.11.4 #1 SMP PREEMPT loongarch64 GNU/Linux\n", Platform.LoongArch)]
    [InlineData("03:00.0 Ethernet controller: Example NIC\n$ uname -a\nLinux oak 6.11.4 #1 SMP PREEMPT aarch64 aarch64 aarch64 GNU/Linux\n", Platform.Arm)]
    [InlineData("0033:01:00.0 Ethernet controller: Example NIC\n$ uname -r\n4.18.0-553.el8_10.ppc64le\n", Platform.PowerPc)]
    public void A_machine_that_has_no_DMAR_table_is_asked_for_none(string text, Platform platform)
    {
        var explanation = Reference.Explain(null, false, text);

        Assert.Equal((true, platform), (explanation.Machine.Platform.IsKnown, explanation.Machine.Platform.Value));
        Assert.DoesNotContain("DMAR", explanation.NextCommand?.Command ?? "", StringComparison.Ordinal);
        Assert.All(explanation.Functions,
            function => Assert.DoesNotContain("DMAR", function.Unit.Because + function.Unit.Run, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("00:1f.3 Audio device: Intel Corporation Example", true)]
    [InlineData("00:02.0 VGA compatible controller: Intel Corporation Example", true)]
    [InlineData("03:00.0 VGA compatible controller: Intel Corporation Example", false)]
    [InlineData("00:1f.3 Audio device: Example", false)]
    public void The_graphics_and_the_southbridge_of_a_processor_tell_whose_it_is(string listing, bool isIntel) =>
        Assert.Equal(isIntel, Reference.Explain(null, false, listing + "\n").Machine.Platform is { IsKnown: true, Value: Platform.Intel });

    [Theory]
    [InlineData("Interrupt: pin B routed to IRQ 18", true)]
    [InlineData("Interrupt: pin ? routed to IRQ 18", false)]
    [InlineData("Flags: bus master, fast devsel, latency 0, IRQ 18", false)]
    public void A_function_with_an_interrupt_pin_is_no_VF(string line, bool isKnown)
    {
        var isVirtual = Reference.Explain(null, false, $"03:00.1 Ethernet controller: Example NIC\n\t{line}\n").At("03:00.1").IsVirtual;

        Assert.Equal((isKnown, false), (isVirtual.IsKnown, isVirtual is { IsKnown: true, Value: true }));
    }

    [Fact]
    public void A_pin_does_not_outweigh_what_says_that_a_function_is_a_VF() =>
        Assert.True(Reference.Explain(null, false, "03:10.0 Ethernet controller: Example NIC Virtual Function\n\tInterrupt: pin A routed to IRQ 18\n")
            .At("03:10.0").IsVirtual is { IsKnown: true, Value: true });

    [Fact]
    public void Addresses_alone_ask_for_what_the_functions_are() =>
        Assert.Equal("sudo lspci -vvv > lspci.txt",
            Reference.Explain(null, false, "-[0000:00]---00.0-[01]----00.0\n").NextCommand!.Command);

    [Theory]
    [InlineData("5.10.0-8-amd64", "Debian")]
    [InlineData("5.15.0-91-generic", "Ubuntu")]
    [InlineData("5.14.21-150500.55.39-default", "SUSE")]
    [InlineData("5.15.131-2-pve", "Proxmox")]
    public void The_number_of_a_distributions_kernel_is_a_condition_where_later_kernels_differ(string version, string distributor)
    {
        var log = $"[    0.000000] Linux version {version} (a@b) #1 SMP";
        var explanation = Reference.Explain(null, true, Reference.Listing, log);

        Assert.Contains(distributor, Assert.Single(explanation.Host.Provided), StringComparison.Ordinal);

        // All later kernels deliver them; the domains have other names from 6.2 on.
        Assert.True(explanation.At("17:10.0").Prediction.Verdict is { IsCertain: true, Value.Dies: false });
        Assert.True(explanation.At("17:10.0").Prediction.Chain is { IsKnown: true, IsCertain: false });
    }

    [Fact]
    public void A_loss_that_a_backport_may_have_cured_is_conditional()
    {
        var explanation = Reference.Explain(null, true, Reference.Listing,
            "[    0.000000] Linux version 5.10.0-0.rc2-1-default (a@b) #1 SMP");

        Assert.True(explanation.At("17:10.0").Dies);
        Assert.False(explanation.At("17:10.0").Prediction.Verdict.IsCertain);
    }

    [Fact]
    public void Each_IVHD_of_each_segment_is_a_unit_with_the_functions_that_it_names()
    {
        const string Listing = """
            0000:00:00.0 Host bridge: Advanced Micro Devices, Inc. [AMD] Example Root Complex
            0000:00:00.2 IOMMU: Advanced Micro Devices, Inc. [AMD] Example IOMMU
            0000:00:01.1 PCI bridge: Advanced Micro Devices, Inc. [AMD] Example Root Port (prog-if 00 [Normal decode])
            	Bus: primary=00, secondary=01, subordinate=01, sec-latency=0
            	Capabilities: [58] Express (v2) Root Port (Slot+), MSI 00
            0000:01:00.0 Ethernet controller: Example NIC
            	Capabilities: [70] MSI-X: Enable+ Count=10 Masked-
            0000:40:00.2 IOMMU: Advanced Micro Devices, Inc. [AMD] Example IOMMU
            0000:40:01.1 PCI bridge: Advanced Micro Devices, Inc. [AMD] Example Root Port (prog-if 00 [Normal decode])
            	Bus: primary=40, secondary=41, subordinate=41, sec-latency=0
            	Capabilities: [58] Express (v2) Root Port (Slot+), MSI 00
            0000:41:00.0 Ethernet controller: Example NIC
            	Capabilities: [70] MSI-X: Enable+ Count=10 Masked-
            0001:00:00.2 IOMMU: Advanced Micro Devices, Inc. [AMD] Example IOMMU
            0001:00:01.1 PCI bridge: Advanced Micro Devices, Inc. [AMD] Example Root Port (prog-if 00 [Normal decode])
            	Bus: primary=00, secondary=01, subordinate=01, sec-latency=0
            	Capabilities: [58] Express (v2) Root Port (Slot+), MSI 00
            0001:01:00.0 Ethernet controller: Example NIC
            	Capabilities: [70] MSI-X: Enable+ Count=10 Masked-
            0001:01:00.1 Ethernet controller: Example NIC
            	Capabilities: [70] MSI-X: Enable+ Count=10 Masked-

            """;
        var table = TableBytes.Ivrs(
            TableBytes.Ivhd(0x11, 0x4002, 0xFEB90000, 0, TableBytes.Entry(3, 0x4003), TableBytes.Entry(4, 0x7FFF)),
            TableBytes.Ivhd(0x11, 0x0002, 0xFEB80000, 0, TableBytes.Entry(3, 0x0003), TableBytes.Entry(4, 0x3FFF)),
            TableBytes.Ivhd(0x11, 0x0002, 0xFEBA0000, 1, TableBytes.Entry(3, 0x0003), TableBytes.Entry(4, 0x0100)));
        var explanation = Reference.Explain("linux-6.12", InputSource.FromText("lspci.txt", Listing), new InputSource("IVRS", table));

        Assert.Equal(("ivhd1", "arrives"), (explanation.At("01:00.0").Unit.Value.Name, explanation.Verdict("01:00.0")));
        Assert.Equal(("ivhd0", "arrives"), (explanation.At("41:00.0").Unit.Value.Name, explanation.Verdict("41:00.0")));
        Assert.Equal(("ivhd2", "arrives"), (explanation.At("0001:01:00.0").Unit.Value.Name, explanation.Verdict("0001:01:00.0")));
        Assert.Contains("AMD-IR-0", explanation.At("41:00.0").Prediction.Chain.Value, StringComparison.Ordinal);
        Assert.Contains("AMD-IR-1", explanation.At("01:00.0").Prediction.Chain.Value, StringComparison.Ordinal);

        // No block names it.
        Assert.Equal((UnitChoice.None, "unknown: no block of the IVRS table names it, and no host here models what Linux does then"),
            (explanation.At("0001:01:00.1").Unit.Value, explanation.Verdict("0001:01:00.1")));
    }

    [Theory]
    [InlineData("dmar0", true)]
    [InlineData("dmar1", false)]
    public void The_unit_that_sysfs_shows_is_held_against_the_table(string shown, bool agrees)
    {
        var explanation = Explain(true, shown);

        Assert.Equal(agrees, explanation.At("17:00.0").Unit.IsKnown);
        if (!agrees) Assert.Contains("evidence conflicts: sysfs links it to dmar1, but the table gives dmar0", explanation.At("17:00.0").Unit.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void The_unit_that_sysfs_shows_counts_where_no_table_is_given()
    {
        var explanation = Explain(false, "dmar1");

        Assert.Equal("dmar1", explanation.At("17:00.0").Unit.Value.Name);
        Assert.False(explanation.At("17:00.0").Prediction.Chain.IsKnown);
        Assert.Equal("arrives", explanation.Verdict("17:00.0"));
    }

    [Theory]
    [InlineData(0xFED91000, true)]
    [InlineData(0xFEDA0000, false)]
    public void A_table_whose_units_the_kernel_does_not_have_is_another_machines(ulong registers, bool belongs)
    {
        var tree = Packed.Tar(("sys/class/iommu/dmar1/intel-iommu/address", System.Text.Encoding.ASCII.GetBytes($"{registers:x}\n")));
        var explanation = Reference.Explain(
            Rc3, InputSource.FromText("lspci.txt", Reference.Listing), new InputSource("sys.tar", tree),
            new InputSource("DMAR", Reference.Table()));

        Assert.Equal(belongs, explanation.Machine.Dmar is not null);
    }

    [Theory]
    [InlineData("f020df", false)]
    [InlineData("f020d7", true)]
    public void A_unit_that_cannot_remap_leaves_remapping_off(string extended, bool isOff)
    {
        var tree = Packed.Tar(("sys/class/iommu/dmar0/intel-iommu/ecap", System.Text.Encoding.ASCII.GetBytes($"{extended}\n")));
        var listing = Reference.ListingWhere(line => !line.Contains("Address:", StringComparison.Ordinal));
        var explanation = Reference.Explain(Rc3, InputSource.FromText("lspci.txt", listing), new InputSource("sys.tar", tree),
            new InputSource("DMAR", Reference.Table()));

        Assert.Equal((!isOff, isOff), (explanation.Machine.Remapping.Value, explanation.Machine.Remapping.IsCertain));
    }

    [Fact]
    public void A_bus_id_behind_a_bridge_of_which_only_the_bus_is_shown_may_be_the_bridges()
    {
        const string Text = """
            -[0000:00]-+-00.0
                       \-1c.0-[05]----01.0
            [   12.345678] DMAR: [INTR-REMAP] Request device [05:00.0] fault index 0x1 [fault reason 38] Blocked

            """;

        Assert.Contains("behind the bridge 0000:00:1c.0, if that is a PCIe-to-PCI bridge",
            Assert.Single(Reference.Explain(null, false, Text).Faults).Who, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_that_a_post_only_speaks_of_proves_nothing()
    {
        const string Post = """
            People with this bug see this:

            DMAR: [INTR-REMAP] Request device [17:10.1] fault index 0 [fault reason 37] Blocked a compatibility format interrupt request

            [    0.300000] DMAR-IR: Not enabling interrupt remapping

            """;
        var listing = Reference.ListingWhere(line => !line.Contains("Address:", StringComparison.Ordinal));
        var explanation = Reference.Explain(Rc3, true, listing, Post);

        Assert.Empty(explanation.Faults);
        Assert.Single(explanation.Evidence.MentionedFaults);
        Assert.Equal((false, true), (explanation.Machine.Remapping.Value, explanation.Machine.Remapping.IsCertain));
        Assert.Contains("they say nothing of this machine", Cli.RunWith(Post + listing, "explain", "-").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void VFs_that_are_listed_under_a_PF_that_says_it_has_none_are_a_conflict()
    {
        var listing = Reference.Listing.Replace("Number of VFs: 2", "Number of VFs: 0", StringComparison.Ordinal).Replace("IOVCtl:	Enable+",
            "IOVCtl:	Enable-", StringComparison.Ordinal);
        var explanation = Reference.Explain(Rc3, true, listing);

        Assert.Contains(explanation.Notes, note => note.Contains("17:10.0", StringComparison.Ordinal)
            && note.Contains("17:00.0", StringComparison.Ordinal) && note.Contains("no VFs are enabled", StringComparison.Ordinal));
    }

    private static Explanation Explain(bool withTable, string unit)
    {
        var tree = Packed.Tar(
            ("sys/devices/pci0000:00/0000:00:02.0/class", "0x060400\n"u8.ToArray()),
            ("sys/devices/pci0000:00/0000:00:02.0/0000:17:00.0/class", "0x020000\n"u8.ToArray()),
            ("sys/devices/pci0000:00/0000:00:02.0/0000:17:00.0/msi_irqs/128", "msix\n"u8.ToArray()),
            ($"sys/class/iommu/{unit}/intel-iommu/version", "1:0\n"u8.ToArray()),
            ($"sys/devices/pci0000:00/0000:00:02.0/0000:17:00.0/iommu -> ../../../virtual/iommu/{unit}", []));
        return Reference.Explain(
            "linux-6.12",
            [InputSource.FromText("lspci.txt", Reference.Listing), InputSource.FromText("dmesg.txt", Reference.Log),
                new InputSource("sys.tar", tree),
                .. withTable ? [new InputSource("DMAR", Reference.Table())] : Array.Empty<InputSource>()]);
    }
}
