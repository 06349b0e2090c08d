namespace IrqModel.Firmware.Tests;

public class ListingTests
{
    private const string Physical =
        """
        3b:00.0 Ethernet controller: Made Up 10G Adapter
        	Capabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)
        		IOVCtl:	Enable+ Migration- Interrupt- MSE+ ARIHierarchy+
        		Initial VFs: 64, Total VFs: 64, Number of VFs: 1, Function Dependency Link: 00
        		VF offset: 128, stride: 2, Device ID: 10ed
        """;

    [Fact]
    public void A_capability_is_shown_not_listed_not_shown_or_absent()
    {
        PciDeviceInfo verbose = Dump.One("00:02.0 x\n\tCapabilities: [50] MSI: Enable- Count=1/1 Maskable- 64bit-");
        Assert.Equal(CapabilityVisibility.Shown, verbose.Visibility(PciCapabilityKind.Msi));
        Assert.Equal(CapabilityVisibility.NotListed, verbose.Visibility(PciCapabilityKind.Msix));

        Assert.Equal(CapabilityVisibility.NotShown, Dump.One("00:02.0 x").Visibility(PciCapabilityKind.Msi));
        Assert.Equal(CapabilityVisibility.NotShown,
            Dump.One("00:02.0 x\n\tCapabilities: <access denied>").Visibility(PciCapabilityKind.Msi));

        PciDeviceInfo bytes = Dump.One($"00:02.0 x\n{new ConfigBytes().ToHex(256)}");
        Assert.Equal(CapabilityVisibility.Absent, bytes.Visibility(PciCapabilityKind.Msi));
        Assert.Equal(CapabilityVisibility.Absent, bytes.Visibility(PciCapabilityKind.Sriov));
        PciDeviceInfo header = Dump.One($"00:02.0 x\n{ConfigBytes.PhysicalFunction().ToHex(64)}");
        Assert.Equal(CapabilityVisibility.NotShown, header.Visibility(PciCapabilityKind.Msi));
        Assert.Equal(CapabilityDisplay.AccessDenied, header.CapabilitiesShown);
        PciDeviceInfo classic = Dump.One($"00:02.0 x\n{ConfigBytes.PhysicalFunction().ToHex(256)}");
        Assert.Equal(CapabilityVisibility.Shown, classic.Visibility(PciCapabilityKind.Msix));
        Assert.Equal(CapabilityVisibility.NotShown, classic.Visibility(PciCapabilityKind.Sriov));
    }

    [Fact]
    public void Numbers_that_a_line_does_not_give_are_null()
    {
        PciDeviceInfo function = Dump.One(
            "00:02.0 x\n\tCapabilities: [b0] MSI-X: Enable- Count=5 Mas\n\tCapabilities: [40] Express Endpoint, MSI 00\n"
            + "\tCapabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)\n\t\tVF offset: 128, stride: 2, Device ID: 10ed");

        Assert.Equal(new MsixCapability(0xB0, 5, false, null, null, null, null, null), function.Msix);
        Assert.Equal(new PcieCapability(0x40, null, PciePortType.Endpoint, null), function.Pcie);
        Assert.Equal(new SriovConfig(0x160, null, null, null, 128, 2, 0x10ED, null, null), function.Sriov);
    }

    [Fact]
    public void The_numbers_of_a_PF_make_a_function_its_VF_whatever_its_name()
    {
        Evidence evidence = EvidenceReader.ReadText($"{Physical}\n3b:10.0 Ethernet controller: Made Up", "t");

        PciDeviceInfo function = evidence.Listings[0].Functions[1];
        Assert.Equal(VfEvidence.SriovNumbers, function.VfEvidence);
        Assert.Equal(new Bdf(0, 0x3B, 0, 0), function.PhysicalFunction);
        Assert.Empty(evidence.Problems);
    }

    [Fact]
    public void Evidence_that_contradicts_itself_is_told()
    {
        Evidence other = EvidenceReader.ReadText($"{Physical}\n3b:10.2 Ethernet controller: Made Up Virtual Function", "t");
        Assert.Null(other.Listings[0].Functions[1].PhysicalFunction);
        Assert.Contains("numbers of no listed PF", Assert.Single(other.Problems).Text, StringComparison.Ordinal);

        Evidence both = EvidenceReader.ReadText(Physical.Replace("10G Adapter", "Virtual Function", StringComparison.Ordinal), "t");
        Assert.Contains("as only a PF has", Assert.Single(both.Problems).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3b:00.0 Ethernet controller: Made Up (rev ff)")]
    [InlineData("3b:00.0 Ethernet controller: Made Up (rev ff) (prog-if ff)\n\t!!! Unknown header type 7f")]
    [InlineData("3b:00.0 Ethernet controller: Made Up (rev ff)\n00: ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff")]
    public void A_function_of_all_ones_does_not_answer(string text) => Assert.True(Dump.One(text).DoesNotAnswer);

    [Theory]
    [InlineData("\t\tVF offset: 128, stri\n--More--")]
    [InlineData("\t\tVF offset: 128, stri")]
    [InlineData("[...]")]
    [InlineData("...")]
    [InlineData("<snip>")]
    public void A_listing_that_breaks_off_says_where(string end)
    {
        string start = Physical[..Physical.LastIndexOf('\n')];

        Evidence evidence = EvidenceReader.ReadText($"{start}\n{end}", "t");

        Assert.True(evidence.Listings[0].IsCutOff);
        Assert.Equal(CapabilityDisplay.CutOff, evidence.Listings[0].Functions[0].CapabilitiesShown);
        Assert.StartsWith("cut off here", Assert.Single(evidence.Problems).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_selection_and_the_whole_listing_of_one_state_are_one_listing()
    {
        Evidence evidence = EvidenceReader.ReadText(
            "$ lspci -nn\n00:00.0 Host bridge [0600]: A [0001:0002]\n3b:00.0 Ethernet controller [0200]: B [0001:0003]\n"
            + "$ lspci -vvv -s 3b:00.0\n3b:00.0 Ethernet controller: B\n\tCapabilities: [70] MSI-X: Enable+ Count=64 Masked-\n"
            + "\t\tVector table: BAR=4 offset=00000000",
            "t");

        PciListing listing = Assert.Single(evidence.Listings);
        Assert.Equal(2, listing.Functions.Length);
        Assert.Equal((64, (ushort)3), (listing.Functions[1].Msix?.TableSize, listing.Functions[1].DeviceId));
        Assert.False(listing.IsSelection);
        Assert.Equal(CapabilityDisplay.NotShown, listing.Functions[0].CapabilitiesShown);
    }

    [Fact]
    public void A_selection_alone_is_one()
    {
        Evidence evidence = EvidenceReader.ReadText("root@host:~# lspci -vvv -s 3b:00.0\n3b:00.0 Ethernet controller: B", "t");

        Assert.True(Assert.Single(evidence.Listings).IsSelection);
    }

    [Theory]
    [InlineData("00:00.0 Host bridge: A\n\tControl: I/O-\n\n\tControl: I/O-\n\tCapabilities: [70] MSI-X: Enable+ Count=64 Masked-")]
    [InlineData("00:00.0 Host bridge: A\n\tFlags: fast devsel\n\n\tSubsystem: B\n\tCapabilities: [70] MSI-X: Enable+ Count=64 Masked-")]
    [InlineData("00:00.0 Host bridge: A\n\tCapabilities: [70] Express (v2) Endpoint, MSI 00\n\tCapabilities: [70] MSI-X: Enable+ Count=64 Masked-")]
    public void Lines_of_a_function_without_its_first_line_are_not_taken_for_those_of_another(string text)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");

        Assert.Null(Assert.Single(Assert.Single(evidence.Listings).Functions).Msix);
        Assert.Contains("first line", Assert.Single(evidence.Problems).Text, StringComparison.Ordinal);
        Assert.True(evidence.Listings[0].IsCutOff);
    }

    [Fact]
    public void A_function_of_pciconf_without_its_first_line_is_left_out()
    {
        const string Names = "    vendor     = 'Made Up'\n    device     = 'B'\n";

        Evidence evidence = EvidenceReader.ReadText(
            $"hostb0@pci0:0:0:0:\tclass=0x060000\n{Names}{Names}    cap 11[70] = MSI-X supports 64 messages, enabled\n", "t");

        Assert.Null(evidence.Listings[0].Functions[0].Msix);
        Assert.Contains("first line", Assert.Single(evidence.Problems).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_listing_with_empty_lines_everywhere_is_still_read()
    {
        string text = Forms.All["lspci -vvv"].Replace("\n", "\n\n", StringComparison.Ordinal);

        Assert.Equal(Forms.Facts(EvidenceReader.ReadText(Forms.All["lspci -vvv"], "t")), Forms.Facts(EvidenceReader.ReadText(text, "t")));
    }

    [Fact]
    public void A_missing_line_never_turns_into_a_different_fact()
    {
        // Not pciconf: nothing stands between its functions, so a missing first line shows only where something comes twice.
        string[] forms = ["lspci -vvv", "lspci -v", "lspci -xxx", "lspci -tv", "lspci -vmm", "lspci -mm", "lspci", "lspci -PP"];
        foreach (string form in forms)
        {
            string[] lines = Forms.All[form].ReplaceLineEndings("\n").Split('\n');
            PciListing whole = EvidenceReader.ReadText(string.Join('\n', lines), "t").Listings.Single();
            for (int missing = 0; missing < lines.Length; missing++)
            {
                IEnumerable<string> others = lines.Where((_, n) => n != missing);
                foreach (PciListing part in EvidenceReader.ReadText(string.Join('\n', others), "t").Listings)
                {
                    foreach (PciDeviceInfo function in part.Functions)
                        CheckWeaker(whole.Find(function.Address), function, $"{form} without \"{lines[missing]}\"");
                }
            }
        }
    }

    [Fact]
    public void A_listing_cut_anywhere_never_turns_into_a_different_fact()
    {
        foreach (string form in new[] { "lspci -vvv", "lspci -v", "lspci -n", "lspci -nnk", "lspci -tv", "lspci -vmm", "lspci -mm",
            "lspci -PP" })
        {
            string text = Forms.All[form].ReplaceLineEndings("\n");
            PciListing whole = EvidenceReader.ReadText(text, "t").Listings.Single();
            for (int end = 1; end < text.Length; end++)
            {
                foreach (PciListing part in EvidenceReader.ReadText(text[..end], "t").Listings)
                {
                    // The end of a name is not known from its length.
                    foreach (PciDeviceInfo function in part.Functions)
                    {
                        CheckWeaker(
                            whole.Find(function.Address), function with { Driver = null, IommuGroup = null },
                            $"{form} up to \"{text[..end]}\"");
                    }
                }
            }
        }
    }

    /// <summary>Every fact is the same as before, or unknown.</summary>
    private static void CheckWeaker(PciDeviceInfo? whole, PciDeviceInfo part, string where)
    {
        Assert.True(whole is not null, $"{where}: {part.Address} appears");
        Assert.True((part.VfEvidence & ~whole.VfEvidence) == 0, $"{where}: {part.Address} becomes a VF");
        Check(whole.VendorId, part.VendorId);
        Check(whole.DeviceId, part.DeviceId);
        Check(whole.ClassCode >> 8, part.ClassCode >> 8);
        Check(whole.ProgrammingInterface, part.ProgrammingInterface);
        Check(whole.Revision, part.Revision);
        Check(whole.Buses, part.Buses);
        Check(whole.Driver, part.Driver);
        Check(whole.PhysicalFunction, part.PhysicalFunction);
        CheckParts(whole.Msi, part.Msi);
        CheckParts(whole.Msix, part.Msix);
        CheckParts(whole.Pcie, part.Pcie);
        CheckParts(whole.Sriov, part.Sriov);
        CheckParts(whole.Ari, part.Ari);
        foreach (PciCapabilityKind kind in Enum.GetValues<PciCapabilityKind>())
            Assert.False(part.Visibility(kind) == CapabilityVisibility.Absent && whole.Visibility(kind) != CapabilityVisibility.Absent,
                where);

        void CheckParts<T>(T? before, T? after)
            where T : class
        {
            foreach (System.Reflection.PropertyInfo property in after is null ? [] : typeof(T).GetProperties())
                Check(before is null ? null : property.GetValue(before), property.GetValue(after));
        }

        void Check<T>(T? before, T? after) =>
            Assert.True(after is null or PciePortType.Unknown || after.Equals(before),
                $"{where}: {part.Address}: {after} in place of {before}");
    }

    [Fact]
    public void Filtered_output_shows_what_is_there_and_proves_no_absence()
    {
        Evidence evidence = EvidenceReader.ReadText(
            "$ sudo lspci -vv -s 5e:00.0 | grep -A 5 -i SR-IOV\n\tCapabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)\n"
            + "\t\tIOVCtl:\tEnable+ Migration- Interrupt- MSE+ ARIHierarchy+\n"
            + "\t\tInitial VFs: 64, Total VFs: 64, Number of VFs: 2, Function Dependency Link: 00",
            "t");

        PciDeviceInfo function = Assert.Single(Assert.Single(evidence.Listings).Functions);
        Assert.Equal("0000:5e:00.0", function.Address.ToString());
        Assert.Equal(2, function.Sriov?.NumVfs);
        Assert.Equal(CapabilityVisibility.NotShown, function.Visibility(PciCapabilityKind.Msix));
        Assert.Contains("shows only some lines", Assert.Single(evidence.Problems).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_forms_of_two_states_stay_apart()
    {
        Evidence evidence = EvidenceReader.ReadText(
            "3b:00.0 Ethernet controller: B\n\tKernel driver in use: ixgbe\n\n3b:00.0 Ethernet controller: B\n\tFlags: fast devsel\n"
            + "\tKernel driver in use: vfio-pci",
            "t");

        Assert.Equal(["ixgbe", "vfio-pci"], evidence.Listings.Select(l => l.Functions[0].Driver));
    }

    [Fact]
    public void Paths_give_addresses_where_the_bus_is_known_and_a_problem_where_it_is_not()
    {
        Evidence known = EvidenceReader.ReadText("00:03.0 PCI bridge: A\n00:03.0/3b:00.0 Ethernet controller: B\n", "t");
        Assert.Equal(["0000:00:03.0", "0000:3b:00.0"], known.Listings[0].Functions.Select(f => f.Address.ToString()));

        Evidence unknown = EvidenceReader.ReadText("00:03.0 PCI bridge: A\n00:03.0/00.0 Ethernet controller: B\n", "t");
        Assert.Single(unknown.Listings[0].Functions);
        Assert.Contains("run lspci -PP", Assert.Single(unknown.Problems).Text, StringComparison.Ordinal);
        Assert.Empty(unknown.Skipped);
    }

    [Theory]
    [InlineData("Flags: bus master, fast devsel, latency 0, IRQ 178, IOMMU group 7", 178, 7)]
    [InlineData("Flags: bus master, fast devsel, latency 0, IRQ 16", 16, null)]
    [InlineData("Interrupt: pin A routed to IRQ 19\n\tIOMMU group: 7", 19, 7)]
    [InlineData("Interrupt: pin A disabled", null, null)]
    public void The_number_of_the_interrupt_and_the_group_are_read(string lines, int? irq, int? group)
    {
        PciDeviceInfo function = Assert.Single(EvidenceReader.ReadText($"3b:00.0 Ethernet controller: Made Up\n\t{lines}\n", "t").Listings).Functions[0];

        Assert.Equal((irq, group), (function.Irq, function.IommuGroup));
    }

    [Fact]
    public void Topology_is_shown_only_by_every_bridge_with_its_buses()
    {
        const string Bridge = "00:03.0 PCI bridge: A\n\tBus: primary=00, secondary=3b, subordinate=3b, sec-latency=0\n";
        Assert.True(EvidenceReader.ReadText($"{Bridge}3b:00.0 Ethernet controller: B", "t").Listings[0].ShowsTopology);
        Assert.False(EvidenceReader.ReadText($"{Bridge}3c:00.0 Ethernet controller: B", "t").Listings[0].ShowsTopology);
        Assert.False(EvidenceReader.ReadText("00:03.0 PCI bridge: A", "t").Listings[0].ShowsTopology);
        Assert.False(EvidenceReader.ReadText("00:03.0 Flux capacitor: A (rev 01)", "t").Listings[0].ShowsTopology);
    }
}
