namespace IrqModel.Tool.Tests;

/// <summary>What can be said without a DMAR or IVRS table, and of functions of which nothing says whether they are VFs.</summary>
public class NoTableTests
{
    private static string LogWithoutUnits => string
        .Concat(Reference.Log.Split('\n').Where(line => !line.Contains("DRHD base", StringComparison.Ordinal)).Select(line => line + "\n"));

    [Fact]
    public void Without_a_table_an_IOMMU_group_shows_that_some_unit_covers_the_function()
    {
        const string Groups = "/sys/kernel/iommu_groups/7/devices/0000:17:00.0\n/sys/kernel/iommu_groups/8/devices/0000:17:10.0\n";
        var explanation = Reference.Explain(null, false, Reference.Listing, LogWithoutUnits, Groups);

        Assert.Equal(("arrives", "blocked (0x25)"), (explanation.Verdict("17:00.0"), explanation.Verdict("17:10.0")));
        Assert.False(explanation.At("17:00.0").Unit.IsKnown);
        Assert.StartsWith("unknown: no DMAR table is given", explanation.Verdict("17:00.1"), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_table_a_catch_all_unit_of_the_log_covers_whatever_no_other_does()
    {
        var explanation = Reference.Explain(null, false, Reference.Listing, Reference.Log);

        Assert.Equal(("arrives", "blocked (0x25)"), (explanation.Verdict("17:00.0"), explanation.Verdict("17:10.0")));
        Assert.False(explanation.At("17:00.0").Unit.IsKnown);
        Assert.StartsWith("some unit covers it, as the unit at 0xfed91000 is a catch-all (input1.txt line ",
            explanation.At("17:00.0").Unit.Because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("flags: 0x0", "")]
    [InlineData("flags: 0x1", "0001:00:00.0 Host bridge: Example Host Bridge\n")]
    public void A_unit_that_is_no_catch_all_or_of_another_segment_proves_nothing(string flags, string more) =>
        Assert.StartsWith(
            "unknown: no DMAR table is given",
            Reference.Explain(null, false, Reference.Listing + "\n\n" + more,
                LogWithoutUnits + $"[    0.050000] DMAR: DRHD base: 0x000000fed91000 {flags}\n").Verdict("17:00.0"),
            StringComparison.Ordinal);

    [Fact]
    public void The_first_function_on_a_bus_arrives_without_remapping_be_it_a_VF_or_not()
    {
        var explanation = Reference.Explain(null, false, "  CPU0\n  8: 1 IO-APIC 8-edge rtc0\n135: 1480 PCI-MSI 1048576-edge made_up\n");

        Assert.Equal("arrives", explanation.Verdict("02:00.0"));
        Assert.False(explanation.At("02:00.0").IsVirtual.IsKnown);
    }

    [Fact]
    public void A_bus_before_that_belongs_to_another_bridge_has_no_PF_of_the_first_function_on_a_bus()
    {
        const string Listing = """
            00:1c.0 PCI bridge: Example
            	Bus: primary=00, secondary=03, subordinate=03, sec-latency=0

            03:00.0 Ethernet controller: Example
            	Capabilities: [a0] MSI: Enable+ Count=1/1 Maskable- 64bit+

            04:00.0 Ethernet controller: Example
            	Capabilities: [a0] MSI: Enable+ Count=1/1 Maskable- 64bit+

            """;

        Assert.Equal("arrives", Reference.Explain(null, false, Listing, "[    0.000000] Command line: intremap=off\n").Verdict("04:00.0"));
    }

    [Fact]
    public void What_may_be_a_VF_is_not_said_to_be_one()
    {
        var explanation = Reference.Explain(null, false,
            "03:00.0 RAID bus controller: Example\n\tCapabilities: [c0] MSI-X: Enable+ Count=15 Masked-\n");

        Assert.DoesNotContain("it is a VF", explanation.Verdict("03:00.0"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_after_none_that_can_be_its_PF_is_no_VF()
    {
        const string Listing = """
            00:08.1 PCI bridge: Example
            	Bus: primary=00, secondary=0b, subordinate=0b, sec-latency=0

            0b:00.0 Non-Essential Instrumentation [1300]: Example
            	Flags: fast devsel

            0b:00.1 Encryption controller [1080]: Example
            	Capabilities: [a0] MSI: Enable- Count=1/1 Maskable- 64bit+

            """;
        var explanation = Reference.Explain(null, false, Listing);

        Assert.Equal((true, false), (explanation.At("0b:00.1").IsVirtual.IsKnown, explanation.At("0b:00.1").IsVirtual.Value));
    }

    [Fact]
    public void A_requester_that_no_listing_has_may_be_an_IOAPIC_or_HPET_where_no_table_names_them()
    {
        const string Fault = "[   12.000000] DMAR: [INTR-REMAP] Request device [f0:1f.7] fault index 0x1f [fault reason 0x25] Blocked a compatibility format interrupt request\n";

        Assert.Contains("an IOAPIC or an HPET", Assert.Single(Reference.Explain(null, false, Reference.Listing, Fault).Faults).Who,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DEV_SPECIAL(IOAPIC[32])\t\tdevid: 00:14.5", "IOAPIC 32, which input1.txt names with this id (line 1)")]
    [InlineData("DEV_SPECIAL(HPET[0])\t\tdevid: 0000:00:14.5, flags: 00", "HPET 0, which input1.txt names with this id (line 1)")]
    [InlineData("DEV_SPECIAL(IOAPIC[32])\t\tdevid: 00:14.6", "0000:00:14.5, which is in no listing: an IOAPIC or an HPET")]
    public void A_log_that_prints_the_table_names_the_IOAPIC_or_HPET_behind_a_requester(string entry, string who)
    {
        var fault = Assert.Single(Reference.Explain(null, false, Reference.Listing, AmdLog(entry, "00:14.5")).Faults);

        Assert.StartsWith(who, fault.Who, StringComparison.Ordinal);
        Assert.Null(fault.Sender);
    }

    [Fact]
    public void Where_an_IOAPIC_has_the_id_of_a_function_either_may_have_sent()
    {
        var fault = Assert.Single(
            Reference.Explain(null, false, Reference.Listing, AmdLog("DEV_SPECIAL(IOAPIC[33])\t\tdevid: 00:14.0", "00:14.0")).Faults);

        Assert.StartsWith("0000:00:14.0: USB controller: Example xHCI", fault.Who, StringComparison.Ordinal);
        Assert.EndsWith("; or IOAPIC 33, which input1.txt names with this id (line 1)", fault.Who, StringComparison.Ordinal);
        Assert.Null(fault.Sender);
    }

    private static string AmdLog(string entry, string requester) =>
        $"[    0.500000] AMD-Vi:   {entry}\n[   12.000000] AMD-Vi: Event logged [INVALID_DEVICE_REQUEST device={requester} pasid=0x00000 address=0xfffffffdf8000000 flags=0x0a00]\n";
}
