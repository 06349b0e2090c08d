using IrqModel.Firmware;
using IrqModel.Firmware.Tests;
using IrqModel.Tool.Explaining;
using IrqModel.Tool.Machines;
using IrqModel.Tool.Report;

namespace IrqModel.Tool.Tests;

/// <summary>What is said of a machine, from a full input down to single lines.</summary>
public class ExplainTests
{
    private const string Rc3 = "linux-5.10-rc3";

    private static string Full => Reference.Listing;

    private static string Plain => Reference.ListingWhere(line => line.Length > 0 && !line.StartsWith('\t'));

    // What lspci -v shows: capabilities by name.
    private static string Verbose => Reference.ListingWhere(line => !line.StartsWith("\t\t", StringComparison.Ordinal));

    [Fact]
    public void All_VFs_of_both_PFs_are_blocked_under_5_10_rc3_and_arrive_under_5_10()
    {
        var before = Reference.Explain(Rc3, true, Full);
        var after = Reference.Explain("linux-5.10", true, Full);

        Assert.Equal(Reference.Vfs, before.Functions.Where(function => function.Owner is not null)
            .Select(function => function.Function.Address.ToString()));
        Assert.All(Reference.Vfs, vf => Assert.Equal(("blocked (0x25)", "arrives"), (before.Verdict(vf), after.Verdict(vf))));
        Assert.All((string[])["00:02.0", "00:14.0", "17:00.0", "17:00.1"],
            pf => Assert.Equal(("arrives", "arrives"), (before.Verdict(pf), after.Verdict(pf))));
        Assert.Equal(["17:00.0", "17:00.1", "17:00.0", "17:00.1"], Reference.Vfs
            .Select(vf => before.At(vf).Owner!.Value.RequesterId.ToString()));
        Assert.Equal(["IRQ2001"], before.Rules.Select(rule => rule.Rule));
        Assert.Empty(after.Rules);
    }

    [Fact]
    public void The_summary_says_what_dies_where_why_and_what_to_do()
    {
        var text = string.Join('\n', Summary.Of(Reference.Explain(Rc3, true, Full)));

        Assert.StartsWith("4 of 9 functions lose their interrupts under Linux 5.10-rc1 to 5.10-rc3.", text, StringComparison.Ordinal);
        Assert.Contains("at dmar0: Blocked a compatibility format interrupt request", text, StringComparison.Ordinal);
        Assert.Contains("ff828729be44", text, StringComparison.Ordinal);
        Assert.Contains("Linux 5.10-rc4", text, StringComparison.Ordinal);
        Assert.Contains("intremap=off", text, StringComparison.Ordinal);
        Assert.Contains("sudo grep -h -A12 0000:17:10.0 /sys/kernel/debug/irq/irqs/*", text, StringComparison.Ordinal);
        Assert.DoesNotContain(".cs:", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_kernel_version_the_answer_is_what_all_versions_agree_on()
    {
        var explanation = Reference.Explain(null, true, Full);

        Assert.False(explanation.Host.IsKnown);
        Assert.Equal("arrives", explanation.Verdict("17:00.0"));
        Assert.Equal("unknown: blocked (0x25) with Linux 5.10-rc1 to 5.10-rc3; otherwise arrives", explanation.Verdict("17:10.0"));
    }

    [Fact]
    public void The_kernel_version_is_read_from_the_log()
    {
        var explanation = Reference.Explain(null, true, Full, Reference.Log);

        Assert.Equal(Rc3, explanation.Host.Value.Name);
        Assert.True(explanation.Machine.Remapping is { IsCertain: true, Value: true });
        Assert.Equal("blocked (0x25)", explanation.Verdict("17:10.1"));
    }

    [Fact]
    public void VFs_by_name_are_VFs_where_SR_IOV_has_no_numbers_and_nothing_is_invented()
    {
        var explanation = Reference.Explain(Rc3, true, Verbose);

        Assert.Equal(9, explanation.Functions.Length);
        Assert.All(Reference.Vfs, vf => Assert.Equal("blocked (0x25)", explanation.Verdict(vf)));
        Assert.All(Reference.Vfs, vf => Assert.Contains("17:00.0 or 17:00.1", explanation.At(vf).Owner!.Because, StringComparison.Ordinal));
        Assert.Null(explanation.At("17:00.0").Function.TotalVfs);
        Assert.All(Reference.Vfs, vf => Assert.Equal("dmar0", explanation.At(vf).Unit.Value.Name));
    }

    [Fact]
    public void What_nothing_shows_about_remapping_is_a_condition_not_a_certainty()
    {
        var verdict = Reference.Explain(Rc3, true, Verbose).At("17:10.0").Prediction.Verdict;

        Assert.True(verdict.IsKnown);
        Assert.False(verdict.IsCertain);
        Assert.Contains("interrupt remapping is on", verdict.Provided[0], StringComparison.Ordinal);
        Assert.True(Reference.Explain("linux-5.10", true, Verbose).At("17:10.0").Prediction.Verdict.IsCertain);
    }

    [Fact]
    public void A_plain_listing_shows_neither_capabilities_nor_units_below_bridges()
    {
        var explanation = Reference.Explain(Rc3, true, Plain);

        Assert.All(explanation.Functions, function => Assert.False(function.Prediction.Verdict.IsKnown));
        Assert.All((string[])["17:00.0", "17:00.1", .. Reference.Vfs], below => Assert.False(explanation.At(below).Unit.IsKnown));
        Assert.Equal("dmar1", explanation.At("00:14.0").Unit.Value.Name);
        Assert.Equal("sudo lspci -vvv", explanation.NextCommand!.Command);
    }

    [Fact]
    public void A_single_function_has_no_unit_while_a_bridge_scope_could_cover_it()
    {
        var one = Reference.ListingWhere(line => true).Split("\n\n").Single(block => block.StartsWith("17:00.0", StringComparison.Ordinal));
        var unit = Reference.Explain(Rc3, true, one).At("17:00.0").Unit;

        Assert.False(unit.IsKnown);
        Assert.Contains("dmar0's bridge scope 00:02.0 may lead there", unit.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_catch_all_unit_alone_it_does_not_matter_which_bridges_are_shown()
    {
        var one = Reference.ListingWhere(line => true).Split("\n\n").Single(block => block.StartsWith("17:00.0", StringComparison.Ordinal));
        var explanation = Reference.Explain(Rc3, InputSource.FromText("t", one),
            new InputSource("DMAR", DmarBytes.OneUnit(Tables.TheIoApic).Build()));

        Assert.Equal("dmar0", explanation.At("17:00.0").Unit.Value.Name);
    }

    [Fact]
    public void Access_denied_is_said_of_each_function_and_in_the_summary()
    {
        var denied = Reference.ListingWhere(line => !line.StartsWith("\t\t", StringComparison.Ordinal)).Split('\n')
            .Select(line => line.StartsWith("\tCapabilities:", StringComparison.Ordinal) ? "\tCapabilities: <access denied>" : line)
            .ToArray();
        var explanation = Reference.Explain(Rc3, true, string.Join('\n', denied));

        Assert.All(explanation.Functions,
            function => Assert.Contains("access denied", function.Prediction.Verdict.Because, StringComparison.Ordinal));
        Assert.Contains(Summary.Of(explanation), line => line.Contains("without root", StringComparison.Ordinal)
            && line.Contains("sudo lspci -vvv", StringComparison.Ordinal));
    }

    [Fact]
    public void A_function_that_does_not_answer_is_said_to_be_dead_and_not_to_lack_MSI()
    {
        var explanation = Reference.Explain(Rc3, true,
            Full + "18:00.0 Ethernet controller: Example NIC (rev ff) (prog-if ff)\n\t!!! Unknown header type 7f\n");

        Assert.StartsWith("unknown: the function does not answer", explanation.Verdict("18:00.0"), StringComparison.Ordinal);
        Assert.Contains(Summary.Of(explanation), line => line.Contains("does not answer", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("linux-5.10-rc3")]
    [InlineData("linux-5.18")]
    [InlineData("linux-6.12")]
    public void What_is_behind_VMD_is_left_to_VMD_and_arrives(string host)
    {
        const string Vmd = """
            0000:00:00.0 Host bridge: Example Host Bridge (rev 01)
            0000:00:0e.0 RAID bus controller: Example Volume Management Device NVMe RAID Controller
            	Capabilities: [80] MSI-X: Enable+ Count=19 Masked-
            	Kernel driver in use: vmd
            10000:e0:06.0 PCI bridge: Example Root Port (rev 01) (prog-if 00 [Normal decode])
            	Bus: primary=00, secondary=e1, subordinate=e1, sec-latency=0
            	Capabilities: [40] Express (v2) Root Port (Slot+), MSI 00
            	Capabilities: [80] MSI: Enable+ Count=1/1 Maskable- 64bit-
            		Address: fee02000  Data: 0000
            10000:e1:00.0 Non-Volatile memory controller: Example NVMe (rev 01) (prog-if 02 [NVM Express])
            	Capabilities: [b0] MSI-X: Enable+ Count=17 Masked-
            """;
        var explanation = Reference.Explain(host, true, Vmd);

        Assert.Equal("arrives", explanation.Verdict("10000:e1:00.0"));
        Assert.Equal("dmar1", explanation.At("10000:e1:00.0").Unit.Value.Name);
        Assert.Equal(Agreement.Agrees, explanation.At("10000:e0:06.0").Agreement);
    }

    private static string VmdLaptop(string kernel, string ids, string more) => $"""
        [    0.000000] Linux version {kernel} (a@b) #1 SMP
        [    0.010000] DMAR: DRHD base: 0x000000fed91000 flags: 0x{(more.Length > 0 ? 0 : 1)}
        [    0.100000] DMAR-IR: Enabled IRQ remapping in x2apic mode
        {more}
        0000:00:0e.0 RAID bus controller: Intel Corporation Volume Management Device NVMe RAID Controller{ids}
        	Capabilities: [80] MSI-X: Enable+ Count=19 Masked-
        	Kernel driver in use: vmd

        10000:e0:06.0 PCI bridge: Example Root Port
        	Bus: primary=00, secondary=e1, subordinate=e1, sec-latency=0
        	Capabilities: [40] Express (v2) Root Port (Slot+), MSI 00

        10000:e1:00.0 Non-Volatile memory controller: Example NVMe
        	Capabilities: [b0] MSI-X: Enable+ Count=17 Masked-

        """;

    [Theory]
    [InlineData("6.5.6", "")]
    [InlineData("5.19.1", "")]
    [InlineData("5.12.1", "")]
    [InlineData("5.15.60", " [8086:467f]")]
    public void What_is_behind_VMD_needs_no_table_where_a_unit_is_shown_to_cover_the_controller(string kernel, string ids)
    {
        var explanation = Reference.Explain(null, false, VmdLaptop(kernel, ids, ""));

        Assert.Equal("arrives", explanation.Verdict("10000:e1:00.0"));
        Assert.False(explanation.At("10000:e1:00.0").Unit.IsKnown);
    }

    [Theory]
    [InlineData("[    0.500000] pci 0000:00:0e.0: Adding to iommu group 9")]
    [InlineData("[    0.900000] pci 10000:e1:00.0: Adding to iommu group 9")]
    public void The_group_of_the_controller_or_of_what_is_behind_it_shows_that_a_unit_covers_both(string group) =>
        Assert.Equal("arrives", Reference.Explain(null, false, VmdLaptop("6.5.6", "", group)).Verdict("10000:e1:00.0"));

    [Theory]
    [InlineData("")]
    [InlineData(" [8086:28c0]")]
    public void Under_Linux_5_15_it_depends_on_which_VMD_it_is(string ids)
    {
        var verdict = Reference.Explain(null, false, VmdLaptop("5.15.60", ids, "")).At("10000:e1:00.0").Prediction.Verdict;

        Assert.False(verdict.IsKnown);
        Assert.Contains("VMD takes its messages over", verdict.Because, StringComparison.Ordinal);
        Assert.Contains("28c0", verdict.Run, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_listings_the_later_state_counts_unless_the_user_chooses()
    {
        var before = Reference.ListingWhere(line => true).Split("\n\n")
            .Where(block => !block.Contains("Virtual Function", StringComparison.Ordinal));
        var both = $"$ lspci -vvv\n{string.Join("\n\n", before).Replace("Enable+ Migration-", "Enable- Migration-", StringComparison.Ordinal).Replace("Number of VFs: 2", "Number of VFs: 0", StringComparison.Ordinal)}\n\n$ lspci -vvv\n{Full}";
        var evidence = Reference.Read(InputSource.FromText("t", both), new InputSource("DMAR", Reference.Table()));

        Assert.Equal(9, Explainer.Explain(evidence, cancellation: TestContext.Current.CancellationToken).Functions.Length);
        Assert.Equal(5, Explainer.Explain(evidence, state: 1, cancellation: TestContext.Current.CancellationToken).Functions.Length);
        Assert.Contains(Explainer.Explain(evidence, cancellation: TestContext.Current.CancellationToken).Notes,
            note => note.Contains("2 states", StringComparison.Ordinal));
    }

    [Fact]
    public void A_fault_line_names_the_function_behind_its_requester_id_and_agrees_or_contradicts()
    {
        var agrees = Reference.Explain(null, true, Full, Reference.Log);
        Assert.Equal(Agreement.Agrees, agrees.At("17:10.1").Agreement);
        Assert.Contains("a VF of 0000:17:00.1", Assert.Single(agrees.Faults).Who, StringComparison.Ordinal);
        Assert.Contains("compatibility format", agrees.Faults[0].Meaning, StringComparison.Ordinal);

        var contradicts = Reference.Explain("linux-6.12", true, Full, Reference.Log);
        Assert.Equal(Agreement.Contradicts, contradicts.At("17:10.1").Agreement);
        Assert.True(contradicts.At("17:10.1").ShowsLoss);
        Assert.Contains(Summary.Of(contradicts), line => line.Contains("contradicts the prediction", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("f0:1f.0", "IOAPIC 2")]
    [InlineData("17:10.2", "a VF of 0000:17:00.0")]
    [InlineData("42:00.0", "in no listing")]
    public void Whoever_is_behind_a_requester_id_is_named(string requester, string who)
    {
        var log = Reference.Log.Replace("17:10.1", requester, StringComparison.Ordinal);

        Assert.Contains(who, Assert.Single(Reference.Explain(null, true, Full, log).Faults).Who, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bridge_that_replaces_requester_ids_is_named_for_what_is_behind_it()
    {
        const string Behind = """
            00:1c.0 PCI bridge: Example PCIe-to-PCI bridge (rev 01) (prog-if 00 [Normal decode])
            	Bus: primary=00, secondary=05, subordinate=05, sec-latency=0
            	Capabilities: [40] Express (v2) PCI-Express to PCI/PCI-X Bridge, MSI 00
            05:02.0 Ethernet controller: Example old NIC (rev 01)
            	Capabilities: [70] MSI: Enable- Count=1/1 Maskable- 64bit-
            """;
        var explanation = Reference.Explain(null, true, Behind, Reference.Log.Replace("17:10.1", "05:00.0", StringComparison.Ordinal));

        Assert.Contains("behind the PCIe-to-PCI bridge 0000:00:1c.0", Assert.Single(explanation.Faults).Who, StringComparison.Ordinal);
        Assert.Equal("bus 05-05", explanation.At("05:02.0").Prediction.Check.Value);
    }

    [Fact]
    public void Interrupt_counts_and_message_addresses_are_held_against_the_prediction()
    {
        const string Interrupts = """
                       CPU0       CPU1
             120:        100          0  IR-PCI-MSI 327680-edge      xhci_hcd
            """;
        var explanation = Reference.Explain(Rc3, true, Full, Interrupts);

        Assert.Equal(["agrees"], explanation.At("00:14.0").Observations.Select(seen => seen.Agreement.ToString().ToLowerInvariant())
            .Distinct());
        Assert.Contains(explanation.At("00:14.0").Observations, seen => seen.What.Contains("100 interrupts", StringComparison.Ordinal));
        Assert.Contains(explanation.At("00:02.0").Observations,
            seen => seen.What.Contains("remappable, entry 1", StringComparison.Ordinal));
        Assert.Equal(Agreement.NotShown, explanation.At("17:00.0").Agreement);
    }

    [Fact]
    public void Intremap_off_on_the_command_line_makes_everything_arrive_in_compatibility_format()
    {
        var log = Reference.Log.Replace(" ro", " ro intremap=off", StringComparison.Ordinal).Replace(
            "DMAR-IR: Enabled IRQ remapping in x2apic mode", "x2apic: not enabled", StringComparison.Ordinal)
            .Split('\n').Where(line => !line.Contains("INTR-REMAP", StringComparison.Ordinal)
            && !line.Contains("fault status", StringComparison.Ordinal));
        var listing = Reference.ListingWhere(line => !line.Contains("Address:", StringComparison.Ordinal));
        var explanation = Reference.Explain(null, true, listing, string.Join('\n', log));

        Assert.True(explanation.Machine.Remapping is { IsCertain: true, Value: false });
        Assert.All(Reference.Vfs, vf => Assert.Equal(("arrives", "compatibility"),
            (explanation.Verdict(vf), explanation.At(vf).Prediction.Format.Value)));
    }

    [Fact]
    public void A_DMAR_table_of_another_machine_is_noticed_and_decides_nothing()
    {
        var foreign = new DmarBytes()
            .Drhd(0x1000, false, DmarBytes.Scope(Tables.Endpoint, 0, 0, 0x0F, 0), DmarBytes.Scope(Tables.Endpoint, 0, 0, 0x0D, 0))
            .Drhd(0x2000, true, Tables.TheIoApic).Build();
        var explanation = Reference.Explain(Rc3, InputSource.FromText("t", Full), new InputSource("DMAR", foreign));

        Assert.Contains(explanation.Notes, note => note.Contains("does not belong to this machine", StringComparison.Ordinal));
        Assert.All(explanation.Functions, function => Assert.False(function.Unit.IsKnown));
    }

    [Fact]
    public void A_log_with_other_units_tells_that_the_table_is_another_machines()
    {
        var log = Reference.Log.Replace("fed9", "abc1", StringComparison.Ordinal);

        Assert.Contains(Reference.Explain(Rc3, true, Full, log).Notes,
            note => note.Contains("does not belong to this machine", StringComparison.Ordinal));
    }

    [Fact]
    public void An_AMD_log_with_a_DMAR_table_gets_no_Intel_answer()
    {
        var explanation = Reference.Explain(Rc3, true, Full,
            "[    0.5] AMD-Vi: Interrupt remapping enabled\n[    0.6] AMD-Vi: X2APIC enabled\n");

        Assert.False(explanation.Machine.Platform.IsKnown);
        Assert.All(explanation.Functions, function => Assert.False(function.Unit.IsKnown));
    }

    [Fact]
    public void On_Arm_the_answer_is_that_no_host_models_it()
    {
        // The addresses of the reference are those of VT-d.
        var explanation = Reference.Explain(Rc3, false, Reference.ListingWhere(line => !line.Contains("Address:", StringComparison.Ordinal)),
            "[    0.5] arm-smmu-v3 arm-smmu-v3.0.auto: ias 48-bit, oas 48-bit (features 0x00041fef)\n");

        Assert.StartsWith("unknown: cannot say, because no host here models Arm's GIC ITS", explanation.Verdict("17:10.0"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void VFs_that_a_PF_has_by_its_numbers_are_shown_though_no_listing_has_them()
    {
        var withoutOne = string.Join("\n\n", Reference.ListingWhere(line => true).Split("\n\n")
            .Where(block => !block.StartsWith("17:10.2", StringComparison.Ordinal)));
        var vf = Reference.Explain(Rc3, true, withoutOne).At("17:10.2");

        Assert.Equal("0000:17:00.0", vf.Owner!.Value.ToString());
        Assert.Contains("not listed", vf.Prediction.Verdict.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_that_conflicts_is_said()
    {
        var conflicting = Full.Replace("17:00.1 Ethernet controller: Example NIC (rev 01)",
            "17:00.1 Ethernet controller: Example NIC Virtual Function (rev 01)", StringComparison.Ordinal);
        var isVirtual = Reference.Explain(Rc3, true, conflicting).At("17:00.1").IsVirtual;

        Assert.False(isVirtual.IsKnown);
        Assert.Contains("evidence conflicts", isVirtual.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_no_unit_covers_gets_no_vectors_and_the_rule_is_named()
    {
        var table = new DmarBytes().Drhd(0x1000, false, DmarBytes.Scope(Tables.Bridge, 0, 0, 2, 0), Tables.TheIoApic).Build();
        var explanation = Reference.Explain("linux-6.12", InputSource.FromText("t", Full), new InputSource("DMAR", table));

        Assert.Equal(("no vectors", "arrives"), (explanation.Verdict("00:14.0"), explanation.Verdict("17:10.0")));
        Assert.Equal(UnitChoice.None, explanation.At("00:14.0").Unit.Value);
        Assert.Contains("IRQ5001", explanation.At("00:14.0").Prediction.Rules);
        Assert.Contains("its driver gets no vectors", explanation.At("00:14.0").Prediction.Hop.Value, StringComparison.Ordinal);
    }
}
