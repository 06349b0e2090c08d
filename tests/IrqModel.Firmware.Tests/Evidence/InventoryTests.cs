namespace IrqModel.Firmware.Tests;

/// <summary>Programs that list hardware, and what they show of functions and machine.</summary>
public class InventoryTests
{
    private const string Lshw = """
        made
            description: Rack Mount Chassis
            product: Server 740
            vendor: Example Inc.
          *-pci:0
               description: PCI bridge
               product: Made Up Root Port
               bus info: pci@0000:00:03.0
               version: 01
               capabilities: pci pm msi pciexpress normal_decode bus_master cap_list
               configuration: driver=pcieport
             *-network:0
                  description: Ethernet interface
                  product: Made Up NIC
                  bus info: pci@0000:3b:00.0
                  version: 02
                  capabilities: pm msi msix pciexpress vpd bus_master cap_list ethernet physical
                  configuration: autonegotiation=off broadcast=yes driver=ixgbe latency=0
             *-network:1 DISABLED
                  description: Ethernet interface
                  product: Made Up NIC Virtual Function
                  bus info: pci@0000:3b:10.0
                  capabilities: bus_master cap_list
                  configuration: driver=vfio-pci latency=0
                *-virtio0
                     description: Ethernet interface
                     bus info: virtio@0
                     configuration: driver=virtio_net
        """;

    private static readonly Dictionary<string, string> Trees = new()
    {
        ["lshw -json"] =
            """
            {
              "id" : "made",
              "class" : "system",
              "description" : "Rack Mount Chassis",
              "product" : "Server 740",
              "vendor" : "Example Inc.",
              "children" : [
                {
                  "id" : "network:0",
                  "class" : "network",
                  "claimed" : true,
                  "handle" : "PCI:0000:3b:00.0",
                  "description" : "Ethernet interface",
                  "product" : "Made Up NIC",
                  "businfo" : "pci@0000:3b:00.0",
                  "logicalname" : "ens1f0",
                  "version" : "02",
                  "configuration" : {
                    "driver" : "ixgbe",
                    "latency" : "0"
                  },
                  "capabilities" : {
                    "pm" : "Power Management",
                    "msi" : "Message Signalled Interrupts",
                    "msix" : "MSI-X",
                    "bus_master" : "bus mastering"
                  }
                }
              ]
            }
            """,
        ["lshw -xml"] =
            """
            <?xml version="1.0" standalone="yes" ?>
            <list>
            <node id="made" claimed="true" class="system" handle="DMI:0001">
             <description>Rack Mount Chassis</description>
             <product>Server 740</product>
             <vendor>Example Inc.</vendor>
              <node id="network:0" claimed="true" class="network" handle="PCI:0000:3b:00.0">
               <description>Ethernet interface</description>
               <product>Made Up NIC</product>
               <businfo>pci@0000:3b:00.0</businfo>
               <version>02</version>
               <configuration>
                <setting id="driver" value="ixgbe" />
                <setting id="latency" value="0" />
               </configuration>
               <capabilities>
                <capability id="pm" >Power Management</capability>
                <capability id="msi" >Message Signalled Interrupts</capability>
                <capability id="msix" >MSI-X</capability>
                <capability id="bus_master" >bus mastering</capability>
               </capabilities>
              </node>
            </node>
            </list>
            """,
    };

    [Fact]
    public void Lshw_shows_functions_drivers_and_the_names_of_capabilities()
    {
        Evidence evidence = EvidenceReader.ReadText(Lshw, "t");

        PciListing listing = Assert.Single(evidence.Listings);
        PciDeviceInfo nic = listing.Functions[1];
        Assert.Equal((ListingForm.Lshw, 3), (listing.Form, listing.Functions.Length));
        Assert.Equal(("0000:3b:00.0", "ixgbe", (byte)2, 0x020000), (nic.Address.ToString(), nic.Driver, nic.Revision, nic.ClassCode));
        Assert.Equal((null, null), (nic.Msi!.VectorsCapable, nic.Msix!.TableSize));
        Assert.True(listing.Functions[0].IsBridge);
        Assert.Equal("Example Inc. Server 740", evidence.Machine);
    }

    [Fact]
    public void Lshw_without_root_shows_no_capability_and_so_none_is_missing()
    {
        PciDeviceInfo vf = Assert.Single(EvidenceReader.ReadText(Lshw, "t").Listings).Functions[2];

        Assert.True(vf.IsVirtualFunction);
        Assert.Equal("vfio-pci", vf.Driver);
        Assert.Equal(CapabilityVisibility.NotShown, vf.Visibility(PciCapabilityKind.Msix));
    }

    [Fact]
    public void Rows_of_lshw_businfo_are_functions()
    {
        Evidence evidence = EvidenceReader.ReadText(
            """
            Bus info          Device     Class          Description
            =======================================================
            pci@0000:3b:00.0  ens1f0     network        Made Up NIC
            pci@0000:3b:10.0             network        Made Up NIC Virtual Function
            usb@1:2                      input          Made Up Keyboard
            """, "t");

        Assert.Equal(["Made Up NIC", "Made Up NIC Virtual Function"], Assert.Single(evidence.Listings).Functions.Select(f => f.Description));
    }

    [Fact]
    public void No_line_less_gives_a_function_of_lshw_what_another_one_has()
    {
        string[] lines = Lshw.ReplaceLineEndings("\n").Split('\n');
        Dictionary<Bdf, PciDeviceInfo> full = Assert.Single(EvidenceReader.ReadText(Lshw, "t").Listings).Functions.ToDictionary(f => f.Address);
        for (int removed = 0; removed < lines.Length; removed++)
        {
            Evidence evidence = EvidenceReader.ReadText(string.Join('\n', lines.Where((_, n) => n != removed)), "t");

            foreach (PciDeviceInfo function in evidence.Listings.SelectMany(listing => listing.Functions))
            {
                PciDeviceInfo known = full[function.Address];
                Assert.True(function.Driver is null || function.Driver == known.Driver, $"without {lines[removed]}: {function}");
                Assert.True(function.Msix is null || known.Msix is not null, $"without {lines[removed]}: {function}");
                Assert.True(function.ClassCode is null || function.ClassCode == known.ClassCode, $"without {lines[removed]}: {function}");
            }
        }
    }

    [Theory]
    [InlineData("lshw -json")]
    [InlineData("lshw -xml")]
    public void The_tree_of_lshw_shows_what_its_text_shows(string form)
    {
        Evidence evidence = EvidenceReader.ReadText(Trees[form], "t");

        PciDeviceInfo nic = Assert.Single(Assert.Single(evidence.Listings).Functions);
        Assert.Equal(("0000:3b:00.0", "ixgbe", (byte)2, 0x020000), (nic.Address.ToString(), nic.Driver, nic.Revision, nic.ClassCode));
        Assert.Equal((CapabilityVisibility.Shown, CapabilityVisibility.Shown, CapabilityVisibility.NotListed),
            (nic.Visibility(PciCapabilityKind.Msi), nic.Visibility(PciCapabilityKind.Msix), nic.Visibility(PciCapabilityKind.Pcie)));
        Assert.Equal("Example Inc. Server 740", evidence.Machine);
    }

    [Fact]
    public void The_tree_of_lshw_is_read_from_one_line_too()
    {
        string line = string.Join(' ', Trees["lshw -json"].Split('\n', StringSplitOptions.TrimEntries));

        Assert.Equal(Forms.Facts(EvidenceReader.ReadText(Trees["lshw -json"], "t")), Forms.Facts(EvidenceReader.ReadText(line, "t")));
    }

    [Fact]
    public void A_part_of_the_tree_of_lshw_names_no_machine_after_a_function()
    {
        string part = Trees["lshw -json"];
        part = part[part.IndexOf("{\n      \"id\" : \"network:0\"", StringComparison.Ordinal)..];
        Evidence evidence = EvidenceReader.ReadText(part + part, "t");

        Assert.Null(evidence.Machine);
        Assert.NotEmpty(evidence.Listings);
    }

    [Fact]
    public void Lshw_short_is_said_to_name_no_function()
    {
        Evidence evidence = EvidenceReader.ReadText(
            """
            H/W path            Device      Class          Description
            ==========================================================
                                            system         Server 740
            /0/100                          bridge         Made Up Host Bridge
            /0/100/3/0          ens1f0      network        Made Up NIC
            """, "t");

        Assert.Empty(evidence.Listings);
        Assert.Contains("names no addresses", Assert.Single(evidence.Parts).Description, StringComparison.Ordinal);
        Assert.Contains("lshw -businfo", Assert.Single(evidence.Problems).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Dmidecode_names_the_machine_and_is_said_to_show_nothing_of_interrupts()
    {
        Evidence evidence = EvidenceReader.ReadText(
            """
            # dmidecode 3.3
            Getting SMBIOS data from sysfs.
            SMBIOS 3.2.0 present.

            Handle 0x0100, DMI type 1, 27 bytes
            System Information
            	Manufacturer: Example Inc.
            	Product Name: Server 740
            	Serial Number: 1

            Handle 0x0200, DMI type 2, 8 bytes
            Base Board Information
            	Manufacturer: Example Boards
            	Product Name: Board 7
            """, "t");

        Assert.Equal("Example Inc. Server 740", evidence.Machine);
        Assert.Contains("says nothing of interrupts", Assert.Single(evidence.Parts).Description, StringComparison.Ordinal);
        Assert.Empty(evidence.Skipped);
    }

    [Theory]
    [InlineData("inxi")]
    [InlineData("hwinfo")]
    public void Functions_that_inxi_and_hwinfo_name_are_read_with_ids_and_drivers(string form)
    {
        PciListing listing = Assert.Single(EvidenceReader.ReadText(Forms.All[form], "t").Listings);
        PciDeviceInfo nic = Assert.Single(listing.Functions);

        Assert.Equal((ListingForm.Inventory, "0000:3b:00.0", "Made Up 10G Adapter", "ixgbe"), (listing.Form, nic.Address.ToString(), nic.Description, nic.Driver));
        Assert.Equal(((ushort)0x0001, (ushort)0x10FB, 0x020000), (nic.VendorId, nic.DeviceId, nic.ClassCode));
        Assert.Equal(CapabilityDisplay.NotShown, nic.CapabilitiesShown);
    }

    [Theory]
    [InlineData("Graphics:  Device-1: Made Up Card driver: amdgpu v: kernel bus-ID: 0b:00.0 chip-ID: 0001:0002\n", "0b:00.0")]
    [InlineData("Network:   Card-1: Made Up NIC driver: r8169 v: 2.3 port: f000 bus-ID: 03:00.0\n", "03:00.0")]
    [InlineData("  Device-1: Made Up Radio type: USB driver: btusb bus-ID: 1-3:4 chip-ID: 0001:0002\n", null)]
    [InlineData("  Device-1: the first one that fails, bus-ID and driver unknown\n", null)]
    [InlineData("21: PCI is a bus, and 3b:00.0 a slot\n", null)]
    public void Only_what_inxi_places_on_PCI_is_a_function(string text, string? address) => Assert.Equal(
        address, EvidenceReader.ReadText(text, "t").Listings.SelectMany(listing => listing.Functions).SingleOrDefault()?.Address.RequesterId.ToString());
}
