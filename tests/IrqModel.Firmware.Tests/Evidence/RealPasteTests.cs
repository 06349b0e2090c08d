using System.Text;

namespace IrqModel.Firmware.Tests;

/// <summary>Inputs in the forms that people paste, beside the checkout. Small inputs of the same forms are in the other tests.</summary>
public class RealPasteTests
{
    private static readonly string[] WholeMachine =
    [
        "0000:00:00.0", "0000:00:03.0", "0000:00:14.0", "0000:3b:00.0", "0000:3b:00.1", "0000:3b:10.0", "0000:3b:10.1", "0000:3b:10.2",
        "0000:3b:10.3", "0000:3b:10.4", "0000:3b:10.5", "0000:3b:10.6", "0000:3b:10.7",
    ];

    [Theory]
    [InlineData("lspci.full.txt")]
    [InlineData("lspci.crlf.txt")]
    [InlineData("lspci.utf16bom.txt")]
    [InlineData("lspci.markdown.md")]
    [InlineData("lspci.with-stderr.txt")]
    [InlineData("lspci.then-interrupts.txt")]
    [InlineData("lspci.then-interrupts-unindented.txt")]
    [InlineData("lspci.then-iplink.txt")]
    [InlineData("lspci.then-uptime.txt")]
    [InlineData("lspci.html")]
    [InlineData("lspci.indented4.txt")]
    [InlineData("lspci.quoted.txt")]
    [InlineData("lspci.comment.txt")]
    [InlineData("lspci.joblog.txt")]
    [InlineData("lspci.nbsp.txt")]
    [InlineData("dmesg.then-lspci.txt")]
    [InlineData("lspci.before-and-after.txt")]
    public void Every_wrapping_of_the_whole_listing_reads_as_the_same_machine(string file)
    {
        Evidence whole = Read("lspci.full.txt");
        Evidence evidence = Read(file);

        PciListing listing = evidence.Listings[^1];
        Assert.Equal(ListingForm.VeryVerbose, listing.Form);
        Assert.True(listing.ShowsTopology);
        Assert.False(listing.IsCutOff);
        Assert.Equal(WholeMachine, listing.Functions.Select(f => f.Address.ToString()));
        Assert.Equal(
            whole.Listings[^1].Functions.Select(Facts),
            listing.Functions.Select(Facts));
        Assert.Equal(8, listing.Functions.Count(f => f.VfEvidence == (VfEvidence.Name | VfEvidence.SriovNumbers)));
        Assert.Equal(4, listing.Functions.Count(f => f.PhysicalFunction == new Bdf(0, 0x3B, 0, 0)));
        Assert.Equal(4, listing.Functions.Count(f => f.PhysicalFunction == new Bdf(0, 0x3B, 0, 1)));
        Assert.DoesNotContain(evidence.Problems, p => p.Severity > EvidenceSeverity.Note);
    }

    [Fact]
    public void Every_text_is_read_and_what_is_not_is_counted()
    {
        foreach (string path in SharedData.Cases("paste", "*.txt"))
        {
            string name = Path.GetFileName(path);
            Evidence evidence = EvidenceReader.Read([InputSource.FromFile(path)]);
            foreach (EvidencePart part in evidence.Parts)
                TestContext.Current.TestOutputHelper?.WriteLine(
                    $"{name}: {part.FirstLine}-{part.LastLine} {part.Kind}: {part.Description}");
            foreach (SkippedText skipped in evidence.Skipped)
                TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {skipped}");
            foreach (EvidenceProblem problem in evidence.Problems)
                TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {problem.Severity} {problem}");
            Assert.True(evidence.Parts.Length > 0, name);
        }
    }

    [Fact]
    public void Capabilities_by_name_leave_their_numbers_unknown()
    {
        PciListing listing = Assert.Single(Read("lspci.v.txt").Listings);

        PciDeviceInfo physical = listing.Find(new Bdf(0, 0x3B, 0, 0))!;
        Assert.Equal(new SriovConfig(0x160, null, null, null, null, null, null, null, null), physical.Sriov);
        Assert.Equal(CapabilityDisplay.NamesOnly, physical.CapabilitiesShown);
        Assert.Equal(8, listing.Functions.Count(f => f.VfEvidence == VfEvidence.Name && f.PhysicalFunction is null));
    }

    [Fact]
    public void Denied_dead_plain_and_cut_off_functions_are_told_apart()
    {
        Evidence denied = Read("lspci.access-denied.txt");
        Assert.All(denied.Listings[0].Functions, f => Assert.Equal(CapabilityDisplay.AccessDenied, f.CapabilitiesShown));
        Assert.Equal(13, denied.Problems.Count(p => p.Text.Contains("not allowed", StringComparison.Ordinal)));

        PciDeviceInfo dead = Read("lspci.dead.txt").Listings[0].Functions[^1];
        Assert.True(dead.DoesNotAnswer);
        Assert.Equal((byte)0xFF, dead.Revision);

        PciListing plain = Read("lspci.plain.txt").Listings[0];
        Assert.All(plain.Functions, f => Assert.Equal(CapabilityVisibility.NotShown, f.Visibility(PciCapabilityKind.Msi)));
        Assert.False(plain.ShowsTopology);

        foreach (string file in new[] { "lspci.truncated.txt", "lspci.ellipsis.txt" })
        {
            Evidence cut = Read(file);
            Assert.True(Assert.Single(cut.Listings).IsCutOff, file);
            Assert.DoesNotContain(cut.Problems, p => p.Text.Contains("cannot be read", StringComparison.Ordinal));
        }
        Assert.Contains(Read("lspci.truncated.txt").Problems,
            p => p.Text.StartsWith("cut off here: the SR-IOV numbers", StringComparison.Ordinal));
    }

    [Fact]
    public void Before_and_after_are_two_states()
    {
        Evidence evidence = Read("lspci.before-and-after.txt");

        Assert.Equal(2, evidence.Listings.Length);
        Assert.Equal([false, true], evidence.Listings.Select(l => l.Find(new Bdf(0, 0x3B, 0, 0))!.Sriov!.VfEnable));
        Assert.All(evidence.Listings, l => Assert.Equal("lspci -vvv", l.Command));
    }

    [Fact]
    public void Short_forms_are_read()
    {
        Assert.Equal(new BridgeBuses(0, 0x3B, 0x3C), Read("lspci.tv.txt").Listings[0].Find(new Bdf(0, 0, 3, 0))?.Buses);
        Assert.Equal(2, Read("lspci.mm.txt").Listings[0].Functions.Length);
        Assert.Equal(VfEvidence.Name, Read("lspci.vmm.txt").Listings[0].Functions[1].VfEvidence);
        Assert.Contains(Read("lspci.P.txt").Problems, p => p.Text.Contains("lspci -PP", StringComparison.Ordinal));
        Assert.Equal(64, Read("lspci.hex-ascii.txt").Listings[0].Functions[0].Msix?.TableSize);
        Assert.Equal(64, Read("lspci.hex-upper.txt").Listings[0].Functions[0].Msix?.TableSize);
        Assert.Equal(2, Read("lspci.hex-two-runs.txt").Listings.Length);
        Assert.False(Read("lspci.one-device.txt").Listings[0].ShowsTopology);
        Assert.Equal(0x10000, Read("lspci.vmd.txt").Listings[0].Functions[^1].Address.Segment);
        Assert.Equal(new Bdf(0, 59, 0, 0), Read("pciconf.txt").Listings[0].Functions[1].Address);
    }

    [Fact]
    public void Logs_counts_and_groups_are_read()
    {
        KernelLog log = Read("dmesg.txt").Logs[0];
        Assert.Equal(LogState.Enabled, log.InterruptRemapping);
        Assert.Equal("x2apic", log.RemappingMode);
        Assert.Equal([0xD1000000ul, 0xD2000000ul], log.Units.Select(u => u.RegisterBase ?? 0));
        LogFault fault = Assert.Single(log.Faults);
        Assert.Equal((LogFaultKind.Interrupt, "3b:10.0", 0x25, 0), (fault.Kind, fault.Requester.ToString(), fault.Reason, fault.Index));

        InterruptTable table = Read("interrupts.txt").Interrupts[0];
        Assert.Equal([12ul, 0ul, 4711ul], table.Rows.Select(r => r.Total));
        Assert.Equal(new Bdf(0, 0, 0x14, 0), table.Rows[2].Function);

        foreach (string file in new[] { "iommu-groups.txt", "iommu-groups-find.txt" })
            Assert.Equal([0, 27], Read(file).IommuGroups.Select(g => g.Number));
        Assert.Equal(7, Read("dmesg-pci.txt").Listings[0].Functions[1].Sriov?.TotalVfs);
    }

    private static string Facts(PciDeviceInfo function) =>
        (function with { Line = null, MsiMessageLine = null, BusMasterLine = null, Problems = [], Config = null }).ToString();

    private static Evidence Read(string name) =>
        EvidenceReader.Read([InputSource.FromFile(SharedData.Cases("paste", name)[0])]);
}
