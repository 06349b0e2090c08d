namespace IrqModel.Firmware.Tests;

public class InterruptsAndGroupsTests
{
    [Theory]
    [InlineData("128: 5 0 IR-PCI-MSI 327680-edge xhci_hcd", "IR-PCI-MSI", "327680-edge", "xhci_hcd", "0000:00:14.0")]
    [InlineData("129: 5 0 PCI-MSI-0000:3b:00.0 0-edge ens1f0", "PCI-MSI-0000:3b:00.0", "0-edge", "ens1f0", "0000:3b:00.0")]
    [InlineData("130: 5 0 IR-PCI-MSIX-10000:e1:00.0 3-edge nvme0q3", "IR-PCI-MSIX-10000:e1:00.0", "3-edge", "nvme0q3", "10000:e1:00.0")]
    [InlineData("131: 5 0 PCI-MSI-edge eth0", "PCI-MSI-edge", null, "eth0", null)]
    [InlineData("132: 5 0 ITS-MSI 524288 Edge nvme0q0", "ITS-MSI", "524288 Edge", "nvme0q0", "0000:01:00.0")]
    [InlineData("16: 5 0 IO-APIC 16-fasteoi ehci_hcd:usb1, snd_hda_intel", "IO-APIC", "16-fasteoi", "ehci_hcd:usb1, snd_hda_intel", null)]
    [InlineData("17: 5 0 DMAR-MSI 0-edge dmar0", "DMAR-MSI", "0-edge", "dmar0", null)]
    public void A_row_is_read_in_the_words_of_old_and_new_kernels(string row, string chip, string? number, string actions, string? function)
    {
        InterruptRow read = Assert.Single(Assert.Single(EvidenceReader.ReadText($"  CPU0  CPU1\n{row}", "t").Interrupts).Rows);

        Assert.Equal((chip, number, actions, function), (read.Chip, read.HardwareIrq, read.Actions, read.Function?.ToString()));
        Assert.Equal(5ul, read.Total);
        Assert.Equal(Forms.Facts(EvidenceReader.ReadText($"CPU0 CPU1\n{row}", "t")), Forms.Facts(EvidenceReader.ReadText(row, "t")));
    }

    [Fact]
    public void Vmstat_of_FreeBSD_shows_who_shares_a_line()
    {
        InterruptTable table = Assert.Single(EvidenceReader.ReadText(
            "interrupt                          total       rate\nirq18: ehci0 uhci5+             81293811      10022\nirq264: igb0:rxq0                 120033         14\nTotal  81413844  10037\n", "t").Interrupts);

        Assert.Equal([("18", "ehci0 uhci5+", 81293811ul), ("264", "igb0:rxq0", 120033ul)], table.Rows.Select(row => (row.Name, row.Actions, row.Total)));
    }

    [Fact]
    public void Rows_of_vmstat_need_its_heading() =>
        Assert.Empty(EvidenceReader.ReadText("irq18: ehci0 uhci5+             81293811      10022\n", "t").Interrupts);

    [Fact]
    public void Two_tables_are_two_states()
    {
        Evidence evidence = EvidenceReader.ReadText("  CPU0\n 1: 5 IO-APIC 1-edge a\n\n  CPU0\n 1: 6 IO-APIC 1-edge a", "t");

        Assert.Equal([5ul, 6ul], evidence.Interrupts.Select(t => t.Rows[0].Total));
    }

    [Theory]
    [InlineData("00: 86 80 c9 10 07 04 10 00")]
    [InlineData("1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536")]
    [InlineData("12: something 4 5")]
    [InlineData("Total: 5 6")]
    public void Other_rows_with_a_colon_are_no_interrupts(string line) =>
        Assert.Empty(EvidenceReader.ReadText(line, "t").Interrupts);

    [Theory]
    [InlineData("$ ls /sys/kernel/iommu_groups\n0  1  10\n11\n", "0 1 10 11")]
    [InlineData("$ grep . /sys/kernel/iommu_groups/*/type\n/sys/kernel/iommu_groups/0/type:DMA\n/sys/kernel/iommu_groups/7/type:DMA-FQ\n", "0 7")]
    [InlineData("0  1  10\n", "")]
    public void Groups_are_known_without_their_functions(string text, string numbers)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");

        Assert.Equal(numbers, string.Join(' ', evidence.IommuGroups.Select(group => group.Number)));
        Assert.All(evidence.IommuGroups, group => Assert.Empty(group.Functions));
    }

    [Fact]
    public void Reserved_regions_of_groups_are_known_and_name_no_group()
    {
        Evidence evidence = EvidenceReader.ReadText("$ cat /sys/kernel/iommu_groups/*/reserved_regions\n0x00000000fee00000 0x00000000feefffff msi\n", "t");

        Assert.Empty(evidence.IommuGroups);
        Assert.Empty(evidence.Skipped);
        Assert.Contains("reserved regions", Assert.Single(evidence.Parts).Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lrwxrwxrwx 1 root root 0 May  1 10:00 /sys/kernel/iommu_groups/27/devices/0000:3b:00.0 -> ../../../../devices/pci0000:3a/0000:3b:00.0")]
    [InlineData("[    0.700000] pci 0000:3b:00.0: Adding to iommu group 27")]
    [InlineData("[    0.700000] iommu: Adding device 0000:3b:00.0 to group 27")]
    [InlineData("IOMMU group 27\n\t3b:00.0 Ethernet controller [0200]: Made Up [0001:0002]")]
    [InlineData("IOMMU GROUP 27\n (27) 3b:00.0 Ethernet controller [0200]: Made Up [0001:0002]")]
    [InlineData("$ ls /sys/kernel/iommu_groups/27/devices/\n0000:3b:00.0")]
    [InlineData("/sys/kernel/iommu_groups/27/devices:\n0000:3b:00.0\n")]
    [InlineData("$ ls -l /sys/kernel/iommu_groups/27/devices\ntotal 0\n", false)]
    [InlineData("$ ls -l /sys/kernel/iommu_groups/27/devices\nlrwxrwxrwx 1 root root 0 May  1 10:00 0000:3b:00.0 -> ../../../../devices/pci0000:3a/0000:3b:00.0")]
    [InlineData("- IOMMU group 27 contains only `3b:00.0`", false)]
    [InlineData("IOMMU_group: 27\n3b:00.0 Ethernet controller", false)]
    public void Groups_are_read_from_what_names_them(string text, bool isRead = true)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");

        if (isRead)
            Assert.Equal("27 0000:3b:00.0", Assert.Single(evidence.IommuGroups.Select(g => $"{g.Number} {g.Functions.Single()}")));
        else
            Assert.Empty(evidence.IommuGroups);
    }
}
