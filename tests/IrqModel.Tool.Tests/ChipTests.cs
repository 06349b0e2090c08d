using IrqModel.Tool.Explaining;
using IrqModel.Tool.Report;

namespace IrqModel.Tool.Tests;

/// <summary>The chips of <c>/proc/interrupts</c> against the prediction: "IR-PCI-MSI" remaps, and "PCI-MSI" does not.</summary>
public class ChipTests
{
    private const string Heading = "            CPU0       CPU1\n";

    private static Explanation Explain(string host, string rows) => Reference.Explain(host, true, Reference.Listing, Reference.Log, Heading + rows);

    [Theory]
    [InlineData(" 90:        100          0  IR-PCI-MSIX-0000:17:00.0    0-edge      eth0\n", Agreement.Agrees)]
    [InlineData(" 90:        100          0  IR-PCI-MSI 12058624-edge      eth0\n", Agreement.Agrees)]
    [InlineData(" 90:        100          0  PCI-MSIX-0000:17:00.0    0-edge      eth0\n", Agreement.Contradicts)]
    [InlineData(" 90:          0          0  PCI-MSI-0000:17:00.0    0-edge      eth0\n", Agreement.Contradicts)]
    [InlineData(" 90:        100          0  PCI-MSI 12058624-edge      eth0\n", Agreement.Contradicts)]
    public void A_chip_that_does_not_remap_contradicts_that_messages_are_remapped(string row, Agreement agreement) =>
        Assert.Equal(agreement, Explain("linux-6.12", row).At("17:00.0").Agreement);

    [Fact]
    public void A_chip_that_does_not_remap_is_what_the_kernel_that_skips_VFs_gives_them() =>
        Assert.Contains(Explain("linux-5.10-rc3", " 91:          0          0  PCI-MSI 12320768-edge      vfio\n").At("17:10.0").Observations,
            seen => seen is { ShowsCompatibility: true, Agreement: Agreement.Agrees });

    [Fact]
    public void The_headline_and_the_count_of_what_arrives_do_not_pass_over_it()
    {
        var text = string.Join('\n', Summary.Of(Explain("linux-6.12", " 90:        100          0  PCI-MSIX-0000:17:00.0    0-edge      eth0\n")));

        Assert.StartsWith("Lost messages are seen of 1 of 9 functions", text, StringComparison.Ordinal);
        Assert.Contains("  17:00.0: predicted to arrive, but input2.txt line 2: chip PCI-MSIX-0000:17:00.0, which does not remap (with remapping it is IR-PCI-MSIX): "
            + "messages in compatibility format, which a unit that remaps refuses (0x25); interrupts came all the same", text, StringComparison.Ordinal);
        Assert.Contains("  6 functions: interrupts arrive.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("           CPU0\n 90:        100  PCI-MSIX-0000:17:00.0    0-edge      eth0\n")]
    [InlineData("handler:  handle_edge_irq\ndevice:   0000:17:00.0\nstatus:   0x00000000\ndomain:  PCI-MSI-3\n hwirq:   0x0\n chip:    PCI-MSI\n")]
    public void Without_a_refused_message_the_headline_starts_with_the_contradiction(string seen)
    {
        var log = string.Concat(Reference.Log.Split('\n').Where(line => line.Length > 0 && !line.Contains("INTR-REMAP", StringComparison.Ordinal)).Select(line => line + "\n"));

        Assert.StartsWith("No interrupt is predicted to die under Linux 6.12 and newer, but what is seen contradicts that for 1 of 9 functions",
            Summary.Headline(Reference.Explain("linux-6.12", true, Reference.Listing, log, seen)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_death_that_evidence_speaks_against_is_told_with_the_evidence()
    {
        var headline = Summary.Of(Explain("linux-5.10-rc3", " 91:         70          0  IR-PCI-MSI 12320768-edge      vfio\n")).First();

        Assert.Contains("4 of 9 functions lose their interrupts", headline, StringComparison.Ordinal);
        Assert.EndsWith("But what is seen contradicts it for 1 of them.", headline, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" 25:          7          0  PCI-MSI 4096-edge      AMD-Vi\n")]
    [InlineData(" 25:          7          0  PCI-MSI-0000:00:00.2    0-edge      AMD-Vi0-Evt\n")]
    public void The_units_own_messages_are_never_remapped_and_contradict_nothing(string row)
    {
        const string Amd = "00:00.2 IOMMU: Advanced Micro Devices, Inc. [AMD] Example IOMMU\n\tCapabilities: [64] MSI: Enable+ Count=1/4 Maskable- 64bit+\n"
            + "[    0.500000] AMD-Vi: Interrupt remapping enabled\n";

        Assert.DoesNotContain(Reference.Explain("linux-6.12", false, Amd, Heading + row).At("00:00.2").Observations,
            seen => seen.What.Contains("does not remap", StringComparison.Ordinal));
    }

    private const string Remaps = "[    0.600000] DMAR-IR: Enabled IRQ remapping in x2apic mode\n";

    [Theory]
    [InlineData("           CPU0\n 24:        123  IR-PCI-MSI 524288-edge      eno1\n130:          0  PCI-MSI 31457280-edge      ens2\n", "None of its interrupts has come so far.")]
    [InlineData("           CPU0\n 24:        123  IR-PCI-MSI 524288-edge      eno1\n130:          5  PCI-MSI 31457280-edge      ens2\n", "Interrupts came all the same")]
    [InlineData(Remaps + "handler:  handle_edge_irq\ndevice:   0000:3c:00.0\nstatus:   0x00000000\ndomain:  PCI-MSI-2\n hwirq:   0x1\n chip:    PCI-MSI\n parent:\n    domain:  VECTOR\n", "refuses messages in compatibility format")]
    public void A_chip_or_domain_that_does_not_remap_among_those_that_do_leads_the_answer_without_a_prediction(string shown, string what)
    {
        var lines = Summary.Of(Reference.Explain(null, false, shown)).ToArray();

        Assert.StartsWith("By what is shown, messages of ", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("  Seen:  0000:3c:00.0: ", StringComparison.Ordinal) && line.Contains(what, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("           CPU0\n 24:        123  PCI-MSI 524288-edge      eno1\n130:          0  PCI-MSI 31457280-edge      ens2\n")]
    [InlineData(Remaps + "handler:  handle_edge_irq\ndevice:   10000:e1:00.0\nstatus:   0x00000000\ndomain:  VMD-MSI\n hwirq:   0x1\n chip:    VMD-MSI\n")]
    public void Without_remapping_and_behind_VMD_such_a_chip_is_as_it_should_be(string shown) =>
        Assert.DoesNotContain("compatibility format", Summary.Of(Reference.Explain(null, false, shown)).First(), StringComparison.Ordinal);

    [Fact]
    public void Where_nothing_can_be_predicted_a_count_of_zero_is_told_and_proves_nothing()
    {
        const string Rows = "           CPU0\n 11:      10312     GICv3  30 Level     arch_timer\n 45:          0  ITS-MSI 268959744 Edge      nvme0q0\n"
            + " 46:          0  ITS-MSI 268435456 Edge      PCIe PME, aerdrv\n 47:         31  ITS-MSI 269484032 Edge      eth0\n";
        var line = Assert.Single(Summary.Of(Reference.Explain(null, false, Rows)), line => line.StartsWith("  No interrupt has come so far", StringComparison.Ordinal));

        Assert.Contains("of 0002:01:00.0 (nvme0q0): lost interrupts look like that", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("131:          0  VMD-MSI    1 Edge  nvme0q0\n132:          0  VMD-MSI    2 Edge  nvme0q1\n", "of nvme0 (nvme0q0, nvme0q1)")]
    [InlineData(" 24:          0  Hyper-V PCIe MSI 524288-edge      mlx5_async0@pci:0c2b:00:02.0\n", "of pci:0c2b:00:02.0 (mlx5_async0@pci:0c2b:00:02.0)")]
    [InlineData("131:          0  VMD-MSI    1 Edge  nvme0q0\n132:          7  VMD-MSI    2 Edge  nvme0q1\n", null)]
    public void A_count_of_zero_is_told_of_devices_too_whose_rows_name_no_function(string rows, string? what)
    {
        var line = Summary.Of(Reference.Explain(null, false, "           CPU0\n" + rows)).SingleOrDefault(line => line.StartsWith("  No interrupt has come so far", StringComparison.Ordinal));

        Assert.Equal(what is not null, line?.Contains(what ?? "", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("131:        918  IR-PCI-MSIX-0000:05:00.0    1-edge      eth0-TxRx-0\n132:          0  IR-PCI-MSIX-0000:05:00.0    2-edge      eth0-TxRx-1\n", "0000:05:00.0 (1 of 2 queues: eth0-TxRx-1)")]
    [InlineData("131:         18  IR-PCI-MSIX-0000:a1:00.0    1-edge      mlx5_comp0@pci:0000:a1:00.0\n132:          0  IR-PCI-MSIX-0000:a1:00.0    2-edge      mlx5_comp1@pci:0000:a1:00.0\n", "1 of 2 queues: mlx5_comp1")]
    [InlineData("131:         18  IR-PCI-MSIX-0000:01:00.0    1-edge      nvme0q0\n132:          0  IR-PCI-MSIX-0000:01:00.0    2-edge      nvme0q1\n", "1 of 2 queues: nvme0q1")]
    [InlineData("131:         18  IR-PCI-MSIX-0000:41:00.0    1-edge      vfio-msix[0](0000:41:00.0)\n132:          0  IR-PCI-MSIX-0000:41:00.0    2-edge      vfio-msix[1](0000:41:00.0)\n", "1 of 2 queues: vfio-msix[1]")]
    public void A_queue_that_does_not_count_beside_others_that_do_is_named(string rows, string what) =>
        Assert.Contains(what, IdleLine(rows), StringComparison.Ordinal);

    [Theory]
    [InlineData("131:        918  IR-PCI-MSIX-0000:05:00.0    1-edge      eth0-TxRx-0\n132:          7  IR-PCI-MSIX-0000:05:00.0    2-edge      eth0-TxRx-1\n")]
    [InlineData("131:          0  IR-PCI-MSIX-0000:05:00.0    1-edge      eth0-TxRx-0\n132:          0  IR-PCI-MSIX-0000:05:00.0    2-edge      eth0-TxRx-1\n")]
    [InlineData("130:          0  IR-PCI-MSIX-0000:05:00.0    0-edge      eth0\n131:        918  IR-PCI-MSIX-0000:05:00.0    1-edge      eth0-TxRx-0\n")]
    [InlineData("131:        918  IR-PCI-MSIX-0000:05:00.0    1-edge      eth0-TxRx-0\n132:          0  IR-PCI-MSIX-0000:06:00.0    2-edge      eth1-TxRx-0\n")]
    public void Where_all_queues_count_or_none_does_none_is_named_beside_the_others(string rows) => Assert.Null(IdleLine(rows));

    [Fact]
    public void About_queues_that_a_guest_has_the_guest_is_asked_and_not_the_host()
    {
        const string Guests = "131:         18  IR-PCI-MSIX-0000:41:00.0    1-edge      vfio-msix[0](0000:41:00.0)\n132:          0  IR-PCI-MSIX-0000:41:00.0    2-edge      vfio-msix[1](0000:41:00.0)\n";
        const string Own = "133:         18  IR-PCI-MSIX-0000:05:00.0    1-edge      eth0-TxRx-0\n134:          0  IR-PCI-MSIX-0000:05:00.0    2-edge      eth0-TxRx-1\n";

        Assert.DoesNotContain("ethtool", IdleLine(Guests), StringComparison.Ordinal);
        Assert.Contains("Run in the guest: cat /proc/interrupts", IdleLine(Guests), StringComparison.Ordinal);
        Assert.Contains("ethtool", IdleLine(Own), StringComparison.Ordinal);
        Assert.Equal(2, Summary.Of(Reference.Explain(null, false, "           CPU0\n" + Guests + Own)).Count(line => line.Contains("of some queues of", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("vfio-msi[0](0000:41:00.0)", true)]
    [InlineData("eth0", false)]
    public void Of_a_silent_function_that_a_guest_has_the_guest_is_asked(string handler, bool isGuests) =>
        Assert.Equal(isGuests, Summary.Of(Reference.Explain(null, false, $"           CPU0\n131:          0  IR-PCI-MSI-0000:41:00.0    0-edge      {handler}\n"))
            .Any(line => line.StartsWith("  VFIO has 41:00.0 for a guest", StringComparison.Ordinal)));

    private static string? IdleLine(string rows) => Summary.Of(Reference.Explain(null, false, "           CPU0\n" + rows))
        .SingleOrDefault(line => line.Contains("of some queues of", StringComparison.Ordinal));

    [Theory]
    [InlineData(0, true)]
    [InlineData(3, false)]
    public void The_table_of_functions_says_that_a_count_is_zero_and_not_only_that_it_is_seen(int count, bool isZero)
    {
        var output = Cli.RunWith($"           CPU0\n131:          {count}  IR-PCI-MSIX-0000:05:00.0    1-edge      eth0-TxRx-0\n05:00.0 Ethernet controller: Example\n", "explain", "-").Output;
        var row = output.Split('\n').Single(line => line.Contains("│ 0000:05:00.0", StringComparison.Ordinal));

        Assert.Equal(isZero, row.Contains("count 0", StringComparison.Ordinal));
    }
}
