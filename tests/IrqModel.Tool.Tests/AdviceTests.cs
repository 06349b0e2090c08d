using IrqModel.Tool.Report;

namespace IrqModel.Tool.Tests;

/// <summary>The advice of the short answer never contradicts what the same paste shows.</summary>
public class AdviceTests
{
    private const int Rounds = 300;

    [Flags]
    private enum Shows
    {
        Nothing = 0,
        FirmwareHasIommu = 1,
        InterruptRemapping = 2,
        DmaRemapping = 4,
        Booted = 8,
    }

    private static readonly (string Line, Shows Shows)[] Intel =
    [
        ("[    0.000000] Linux version 6.4.1 (a@b) #1 SMP", Shows.Nothing),
        ("[    0.010000] DMAR: Host address width 46", Shows.Nothing),
        ("[    0.020000] DMAR: DRHD base: 0x000000fed91000 flags: 0x1", Shows.FirmwareHasIommu),
        ("[    0.030000] DMAR-IR: Enabled IRQ remapping in x2apic mode", Shows.FirmwareHasIommu | Shows.InterruptRemapping),
        ("[    0.040000] DMAR: Intel(R) Virtualization Technology for Directed I/O", Shows.FirmwareHasIommu | Shows.DmaRemapping),
        ("[    1.000000] Kernel command line: root=/dev/sda1 ro intel_iommu=on", Shows.Booted),
        ("[    9.000000] DMAR: [INTR-REMAP] Request device [5e:02.1] fault index 0x3 [fault reason 0x25] Blocked", Shows.FirmwareHasIommu | Shows.InterruptRemapping),
        ("[    9.100000] DMAR: [DMA Write] Request device [5e:02.1] fault addr 7b2f5000 [fault reason 05] PTE Write access is not set", Shows.FirmwareHasIommu | Shows.DmaRemapping),
        ("[    9.200000] pci 0000:5e:00.0: Adding to iommu group 12", Shows.DmaRemapping),
        ("/sys/kernel/iommu_groups/7/devices/0000:5e:00.0", Shows.DmaRemapping),
        ("[    9.300000] vfio-pci 0000:5e:00.0: enabling device (0000 -> 0003)", Shows.DmaRemapping),
        ("GRUB_CMDLINE_LINUX_DEFAULT=\"quiet intel_iommu=on\"", Shows.Nothing),
    ];

    private static readonly (string Line, Shows Shows)[] Amd =
    [
        ("[    0.000000] Linux version 6.4.1 (a@b) #1 SMP", Shows.Nothing),
        ("[    0.010000] AMD-Vi: Using global IVHD EFR:0x0, EFR2:0x0", Shows.Nothing),
        ("[    0.020000] pci 0000:00:00.2: AMD-Vi: Found IOMMU cap 0x40", Shows.FirmwareHasIommu),
        ("[    0.030000] AMD-Vi: Interrupt remapping enabled", Shows.FirmwareHasIommu | Shows.InterruptRemapping | Shows.DmaRemapping),
        ("[    9.000000] AMD-Vi: Event logged [IO_PAGE_FAULT device=09:00.0 domain=0x0015 address=0xfee00000 flags=0x0020]", Shows.FirmwareHasIommu | Shows.DmaRemapping),
        ("[    9.100000] mpt3sas 0000:09:00.0: AMD-Vi: Event logged [IO_PAGE_FAULT domain=0x0015 address=0x7b2f5000 flags=0x0020]", Shows.FirmwareHasIommu | Shows.DmaRemapping),
        ("[    9.200000] ixgbe 0000:0a:00.0: AMD-Vi: Event logged [INVALID_DEVICE_REQUEST address=0xfdf8000000 flags=0x0a00]", Shows.FirmwareHasIommu | Shows.DmaRemapping),
        ("/sys/kernel/iommu_groups/7/devices/0000:09:00.0", Shows.DmaRemapping),
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_does_not_send_anybody_to_switch_on_what_is_shown_to_be_on(bool isAmd)
    {
        var lines = isAmd ? Amd : Intel;
        var random = new Random(7);
        for (var round = 0; round < Rounds; round++)
        {
            var share = random.NextDouble();
            var chosen = lines.Where(_ => random.NextDouble() < share).ToArray();
            var text = string.Concat(chosen.Select(line => line.Line + "\n"));
            var shows = chosen.Aggregate(Shows.Nothing, (sum, line) => sum | line.Shows);
            var advice = string.Join('\n', Summary.Of(Reference.Explain(null, false, text)));

            if (shows.HasFlag(Shows.FirmwareHasIommu)) AssertNot("in the firmware setup", advice, text);
            if (shows.HasFlag(Shows.DmaRemapping))
            {
                AssertNot("does not show it on", advice, text);
                AssertNot("intel_iommu=on", advice, text);
            }

            if (shows.HasFlag(Shows.Booted)) AssertNot("boot with intel_iommu=on", advice, text);
            if (shows.HasFlag(Shows.InterruptRemapping)) AssertNot("remapping is off", advice, text);
        }
    }

    [Theory]
    [InlineData("[    0.010000] AMD-Vi: Using global IVHD EFR:0x0, EFR2:0x0\n", "switch the IOMMU on in the firmware setup")]
    [InlineData("[    0.000000] Linux version 6.4.1\n[    0.000000] Command line: ro intel_iommu=on\n[    0.010000] DMAR: No DMAR devices found\n", "off; input0.txt says so")]
    [InlineData("[    0.000000] Linux version 6.4.1\n[    0.000000] Command line: ro intel_iommu=on\n[    0.010000] DMAR: IOMMU enabled\n", "switch VT-d on in the firmware setup")]
    [InlineData("[    0.000000] Linux version 6.4.1\n[    0.010000] DMAR-IR: Enabled IRQ remapping in x2apic mode\n", "boot with intel_iommu=on")]
    [InlineData("[    0.010000] DMAR-IR: Enabled IRQ remapping in x2apic mode\nGRUB_CMDLINE_LINUX=\"intel_iommu=on\"\n", "intel_iommu=on is configured (input0.txt line 2); nothing shows whether the kernel was booted with it")]
    [InlineData("[    0.000000] Command line: ro iommu=off\n[    0.010000] DMAR-IR: Enabled IRQ remapping in x2apic mode\n", "off, for the kernel was booted with iommu=off")]
    public void It_is_given_where_the_paste_leaves_room_for_it(string log, string advice) =>
        Assert.Contains(advice, string.Join('\n', Summary.Of(Reference.Explain(null, false, log))), StringComparison.Ordinal);

    private static void AssertNot(string advice, string said, string text) =>
        Assert.False(said.Contains(advice, StringComparison.Ordinal), $"{advice}:\n{said}\nfor\n{text}");

    [Theory]
    [InlineData("DMAR: [Firmware Bug]: Your BIOS is broken; DMAR reported at address fed90000 returns all ones!")]
    [InlineData("DMAR: [Firmware Bug]: Your BIOS is broken; DMAR reported at address 0!")]
    public void Nobody_is_sent_to_switch_VTd_on_by_an_option_where_Linux_leaves_it_off_over_firmware(string bug)
    {
        var text = Cli.RunWith($"[    0.000000] Linux version 5.15.0 (a@b) #1 SMP\n[    0.300001] {bug}\n", "explain").Output;

        Assert.Contains("Interrupt remapping is off", text, StringComparison.Ordinal);
        Assert.Contains("off: Linux leaves VT-d off because of firmware", text, StringComparison.Ordinal);
        Assert.DoesNotContain("intel_iommu=on", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Remapping_whose_start_has_failed_is_off() => Assert.Contains("Interrupt remapping is off", Cli.RunWith(
        "[    0.000000] Linux version 5.15.0 (a@b) #1 SMP\n[    0.300012] Not enabling x2apic, Intr-remapping init failed.\n", "explain").Output, StringComparison.Ordinal);

    [Fact]
    public void A_machine_without_x2apic_may_remap_or_not() => Assert.Contains("interrupt remapping: unknown", Cli.RunWith(
        "[    0.000000] Linux version 5.15.0 (a@b) #1 SMP\n[    0.300011] x2apic: IRQ remapping doesn't support X2APIC mode\n", "explain").Output, StringComparison.Ordinal);

    [Fact]
    public void After_an_interrupt_that_was_refused_to_a_driver_the_next_command_tells_who_has_it()
    {
        var text = Cli.RunWith("[    2.200001] genirq: Flags mismatch irq 16. 00002080 (foo) vs. 00000080 (bar)\n", "explain").Output;

        Assert.Contains("who has the interrupt that two drivers want", text, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody handled", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0x25", true)]
    [InlineData("0x22", false)]
    public void A_message_may_be_a_guests_own_only_where_it_was_refused_for_its_format(string reason, bool mayBe)
    {
        var text = Cli.RunWith($"[    0.170801] DMAR-IR: Enabled IRQ remapping in x2apic mode\n[   30.000000] DMAR: [INTR-REMAP] Request device [02:00.0] fault index 0x10 [fault reason {reason}] Blocked\n"
            + "02:00.0 Non-Volatile memory controller: Example SSD (rev 01)\n\tCapabilities: [b0] MSI-X: Enable+ Count=130 Masked-\n\tKernel driver in use: vfio-pci\n", "explain").Output;

        Assert.Equal(mayBe, text.Contains("the message may be the guest's own; see below", StringComparison.Ordinal));
        Assert.Equal(mayBe, text.Contains("The function is a guest's (vfio)", StringComparison.Ordinal));
    }
}
