namespace IrqModel.Firmware.Tests;

public class SysTreeTests
{
    private const string Port = "sys/devices/pci0000:00/0000:00:03.0";

    [Fact]
    public void A_sys_tree_shows_functions_their_bridges_groups_and_vectors()
    {
        Evidence evidence = Read(
            ($"{Port}/class", "0x060400\n"),
            ($"{Port}/0000:3b:00.0/config", null),
            ($"{Port}/0000:3b:00.0/irq", "16\n"),
            ($"{Port}/0000:3b:00.0/msi_irqs/128", "msix\n"),
            ("sys/kernel/iommu_groups/27/devices/0000:3b:00.0", ""));

        PciListing listing = Assert.Single(evidence.Listings);
        Assert.Equal(ListingForm.Sysfs, listing.Form);
        Assert.Equal(new BridgeBuses(0, 0x3B, 0x3B), listing.Find(new Bdf(0, 0, 3, 0))!.Buses);
        Assert.Equal([128], listing.Find(new Bdf(0, 0x3B, 0, 0))!.MsiIrqs);
        Assert.Equal([27], evidence.IommuGroups.Select(group => group.Number));
    }

    [Fact]
    public void A_padded_configuration_space_hides_its_capabilities()
    {
        byte[] config = ConfigBytes.PhysicalFunction().Build();
        Array.Clear(config, 64, config.Length - 64);

        Evidence evidence = EvidenceReader.Read([new InputSource("t", Packed.Tar(("sys/devices/pci0000:00/0000:00:05.0/config", config)))]);

        PciDeviceInfo function = Assert.Single(Assert.Single(evidence.Listings).Functions);
        Assert.Equal(CapabilityVisibility.NotShown, function.Visibility(PciCapabilityKind.Msi));
        Assert.Contains(evidence.Problems, p => p.Text.Contains("run as root", StringComparison.Ordinal));
    }

    [Fact]
    public void Debugfs_in_a_text_shows_domains_entries_and_registers()
    {
        Evidence evidence = EvidenceReader.ReadText(
            "$ cat irq\n" + DebugText.Irq + "$ cat ir\n" + DebugText.Remapping + "$ cat regs\n" + DebugText.Registers, "t");

        IrqDetail detail = Assert.Single(evidence.IrqDetails);
        Assert.Equal(["IR-PCI-MSIX-0000:3b:10.0-12", "INTEL-IR-0-13", "VECTOR"], detail.Chain.Select(link => link.Domain));
        Assert.Equal([(7, 0x22), (8, 0x23)], evidence.RemappingEntries.Select(entry => (entry.Index, entry.Vector ?? 0)));
        Assert.All(evidence.RemappingEntries, entry => Assert.Equal(("dmar0", "3b:10.0"), (entry.Unit, entry.Requester.ToString())));
        IommuUnit unit = Assert.Single(evidence.IommuUnits, u => u.Name == "dmar1");
        Assert.Equal((0xD2000000ul, true, false), (unit.RegisterBase, unit.RemapsInterrupts, unit.PassesCompatibilityFormat));
        Assert.Empty(evidence.Skipped);
    }

    [Fact]
    public void A_sosreport_is_read_for_what_says_something_of_interrupts()
    {
        Evidence evidence = Read(
            ("sosreport-x/sos_commands/pci/lspci_-nnvv", "3b:00.0 Ethernet controller [0200]: Made Up [8086:10fb]\n"),
            ("sosreport-x/etc/lspci.txt", "3c:00.0 Ethernet controller [0200]: Made Up [8086:10fb]\n"),
            ("sosreport-x/proc/interrupts", "           CPU0\n 24:   7  PCI-MSI 1-edge  eth0\n"));

        Assert.Equal([new Bdf(0, 0x3B, 0, 0)], evidence.Listings.SelectMany(listing => listing.Functions).Select(f => f.Address));
        Assert.Single(evidence.Interrupts);
    }

    [Fact]
    public void A_folder_reads_as_its_archive_does()
    {
        string folder = Directory.CreateTempSubdirectory("irq-tree").FullName;
        try
        {
            string function = Directory.CreateDirectory(Path.Combine(folder, "0000:00:05.0")).FullName;
            File.WriteAllBytes(Path.Combine(function, "config"), ConfigBytes.PhysicalFunction().Build());
            File.WriteAllText(Path.Combine(folder, "interrupts.txt"), "           CPU0\n 24:   7  PCI-MSI 1-edge  eth0\n");

            Evidence evidence = EvidenceReader.Read([InputSource.FromFolder(folder)]);

            Assert.Equal(new Bdf(0, 0, 5, 0), Assert.Single(Assert.Single(evidence.Listings).Functions).Address);
            Assert.Single(evidence.Interrupts);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Null stands for a configuration space.
    private static Evidence Read(params (string Path, string? Text)[] files) => EvidenceReader.Read(
        [new InputSource("t", Packed.Gzip(
            Packed.Tar([.. files.Select(f => (f.Path, f.Text is null ? ConfigBytes.PhysicalFunction().Build() : Packed.Text(f.Text)))])))]);
}
