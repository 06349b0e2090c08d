namespace IrqModel.Firmware.Tests;

/// <summary>What <c>ls</c> prints of <c>/sys/bus/pci</c> and <c>/sys/firmware/acpi/tables</c>.</summary>
public class SysLinkTests
{
    [Fact]
    public void The_folder_of_functions_shows_the_bridges_above_each()
    {
        PciListing listing = Assert.Single(EvidenceReader.ReadText(Forms.All["links of sysfs"], "t").Listings);

        Assert.Equal((ListingForm.SysLinks, 3), (listing.Form, listing.Functions.Length));
        Assert.Equal(new BridgeBuses(0, 0x3B, 0x3B), listing.Find(Bdf.Parse("0000:00:03.0"))!.Buses);
        PciDeviceInfo vf = listing.Find(Bdf.Parse("0000:3b:10.0"))!;
        Assert.Equal((VfEvidence.Sysfs, "0000:3b:00.0"), (vf.VfEvidence, vf.PhysicalFunction.ToString()));
        Assert.Empty(EvidenceReader.ReadText(Forms.All["links of sysfs"], "t").Skipped);
    }

    [Theory]
    [InlineData("$ ls -l /sys/bus/pci/devices/0000:3b:10.0/\nlrwxrwxrwx 1 root root 0 Nov  3 10:00 physfn -> ../0000:3b:00.0\n")]
    [InlineData("/sys/bus/pci/devices/0000:3b:00.0/virtfn0 -> ../0000:3b:10.0\n")]
    [InlineData("lrwxrwxrwx. 1 root root 0 Nov  3 10:00 /sys/bus/pci/devices/0000:3b:10.0/physfn -> ../0000:3b:00.0\n")]
    [InlineData("ls -l /sys/bus/pci/devices/0000:3b:00.0\nlrwxrwxrwx 1 root root 0 Nov  3 10:00 virtfn0 -> ../0000:3b:10.0\n")]
    public void A_link_between_PF_and_VF_is_read_from_either_side(string text)
    {
        PciDeviceInfo vf = Assert.Single(EvidenceReader.ReadText(text, "t").Listings).Find(Bdf.Parse("0000:3b:10.0"))!;

        Assert.True(vf.IsVirtualFunction);
        Assert.Equal("0000:3b:00.0", vf.PhysicalFunction.ToString());
    }

    [Fact]
    public void Driver_group_and_unit_of_a_function_are_read()
    {
        const string Text = """
            $ ls -l /sys/bus/pci/devices/0000:3b:10.0
            total 0
            -rw-r--r-- 1 root root 4096 Nov  3 10:00 config
            lrwxrwxrwx 1 root root    0 Nov  3 10:00 driver -> ../../../../bus/pci/drivers/vfio-pci
            lrwxrwxrwx 1 root root    0 Nov  3 10:00 iommu -> ../../../virtual/iommu/dmar1
            lrwxrwxrwx 1 root root    0 Nov  3 10:00 iommu_group -> ../../../../kernel/iommu_groups/27
            lrwxrwxrwx 1 root root    0 Nov  3 10:00 subsystem -> ../../../../bus/pci
            """;
        PciDeviceInfo function = Assert.Single(Assert.Single(EvidenceReader.ReadText(Text, "t").Listings).Functions);

        Assert.Equal(("vfio-pci", 27, "dmar1"), (function.Driver, function.IommuGroup, function.IommuUnit));
    }

    [Fact]
    public void The_folder_of_a_driver_names_its_functions()
    {
        const string Text = "$ ls -l /sys/bus/pci/drivers/vfio-pci/\nlrwxrwxrwx 1 root root 0 Nov  3 10:00 0000:3b:10.0 -> ../../../../devices/pci0000:3a/0000:3a:00.0/0000:3b:10.0\n";

        Assert.Equal("vfio-pci", Assert.Single(EvidenceReader.ReadText(Text, "t").Listings).Find(Bdf.Parse("0000:3b:10.0"))!.Driver);
    }

    [Fact]
    public void Names_in_columns_are_as_many_functions()
    {
        PciListing listing = Assert.Single(EvidenceReader.ReadText("$ ls /sys/bus/pci/devices\n0000:00:00.0  0000:00:14.0\n0000:3b:00.0\n", "t").Listings);

        Assert.Equal(["0000:00:00.0", "0000:00:14.0", "0000:3b:00.0"], listing.Functions.Select(function => function.Address.ToString()));
        Assert.All(listing.Functions, function => Assert.Null(function.Description));
    }

    [Theory]
    [InlineData("lrwxrwxrwx 1 root root 0 Nov  3 10:00 cdrom -> sr0")]
    [InlineData("0000:3b:00.0 -> ../0000:3c:00.0")]
    [InlineData("physfn -> ../0000:3b:00.0")]
    public void Another_link_is_nobodys(string line) => Assert.Empty(EvidenceReader.ReadText(line + "\n", "t").Listings);

    [Theory]
    [InlineData("$ ls /sys/firmware/acpi/tables\nAPIC  BGRT  DMAR  FACP  SSDT1  SSDT10  data  dynamic\n", "DMAR")]
    [InlineData("$ ls -l /sys/firmware/acpi/tables/\ntotal 0\n-r-------- 1 root root 168 Nov  3 10:00 APIC\n-r-------- 1 root root 208 Nov  3 10:00 IVRS\ndrwxr-xr-x 2 root root 0 Nov  3 10:00 data\n", "IVRS")]
    [InlineData("/sys/firmware/acpi/tables/DMAR\n", "DMAR")]
    [InlineData("DMAR is what I want\n", null)]
    public void A_table_that_is_named_is_there(string text, string? name) =>
        Assert.Equal(name is null ? [] : [name], EvidenceReader.ReadText(text, "t").TableNames);
}
