using IrqModel.Firmware;
using IrqModel.Tool.Report;

namespace IrqModel.Tool.Tests;

/// <summary>What is predicted is told apart from what is seen, and from what would be once a driver does something.</summary>
public class PredictedTests
{
    private const string Rc3 = "linux-5.10-rc3";

    private static string WithVfsOff => string.Join("\n\n", Reference.Listing.ReplaceLineEndings("\n").Split("\n\n").Select(block =>
        block.StartsWith("17:10", StringComparison.Ordinal) ? block.Replace("Enable+", "Enable-", StringComparison.Ordinal) : block));

    private static string WithoutVfio => Reference.Listing.Replace("vfio-pci", "ixgbevf", StringComparison.Ordinal);

    private static string LogWithoutFault => string.Concat(Reference.Log.Split('\n')
        .Where(line => line.Length > 0 && !line.Contains("INTR-REMAP", StringComparison.Ordinal)).Select(line => line + "\n"));

    [Fact]
    public void A_function_whose_messages_are_off_loses_nothing_now()
    {
        var explanation = Reference.Explain(Rc3, true, WithVfsOff, LogWithoutFault);

        Assert.All(Reference.Vfs, vf => Assert.Equal((false, true, true),
            (explanation.At(vf).Dies, explanation.At(vf).WouldDie, explanation.At(vf).IsOff)));
        var text = string.Join('\n', Summary.Of(explanation));
        Assert.StartsWith("4 of 9 functions would lose their interrupts under Linux 5.10-rc1 to 5.10-rc3, once a driver enables their messages, which are off now.", text, StringComparison.Ordinal);
        Assert.Contains("would be blocked (0x25), once a driver enables its messages", text, StringComparison.Ordinal);
        Assert.Contains("ff828729be44", text, StringComparison.Ordinal);
        Assert.DoesNotContain("functions lose", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_whose_messages_are_off_are_counted_apart()
    {
        var output = string.Join('\n', Summary.Of(Reference.Explain("linux-6.12", true, WithVfsOff, LogWithoutFault)));

        Assert.Contains("4 functions: interrupts arrive", output, StringComparison.Ordinal);
        Assert.Contains("4 functions with MSI and MSI-X off: send no messages now (a driver may use the pin); messages would arrive", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MSI-X: Enable- Count=3 Masked-", true)]
    [InlineData("MSI-X: Enable- Count=3 Masked-\n\tCapabilities: [50] MSI: Enable- Count=1/1 Maskable- 64bit+", true)]
    [InlineData("MSI-X: Enable- Count=3 Masked-\n\tCapabilities: [50] MSI: Enable+ Count=1/1 Maskable- 64bit+", false)]
    [InlineData("MSI-X: Enable+ Count=3 Masked-", false)]
    [InlineData("MSI-X: ", false)]
    public void Messages_are_off_only_where_all_that_a_function_has_is_off(string capability, bool isOff)
    {
        var listing = Reference.Listing.ReplaceLineEndings("\n").Replace("MSI-X: Enable+ Count=3 Masked-", capability, StringComparison.Ordinal);

        Assert.Equal(isOff, Reference.Explain(Rc3, true, listing).At("17:10.0").IsOff);
    }

    [Fact]
    public void Messages_that_are_seen_were_not_off()
    {
        var explanation = Reference.Explain(Rc3, true, WithVfsOff, Reference.Log);

        Assert.Equal((true, false), (explanation.At("17:10.1").Dies, explanation.At("17:10.0").Dies));
        Assert.StartsWith("1 of 9 functions loses its interrupts under Linux 5.10-rc1 to 5.10-rc3; 3 more would, once a driver enables their messages.",
            Summary.Of(explanation).First(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false, "This is predicted; no log is given that would show it")]
    [InlineData(true, false, "This is predicted; no log that is given has a refused message of them")]
    [InlineData(true, true, "This is predicted; the log has refused messages of 1 of them")]
    public void The_headline_says_whether_the_log_shows_it(bool withLog, bool withFault, string standing)
    {
        string[] inputs = withLog ? [Reference.Listing, withFault ? Reference.Log : LogWithoutFault] : [Reference.Listing];

        Assert.Contains(standing, Summary.Of(Reference.Explain(Rc3, true, inputs)).First(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_workaround_says_what_it_costs_and_is_one_that_VFIO_stands(bool usesVfio)
    {
        var until = Summary.Of(Reference.Explain(Rc3, true, usesVfio ? Reference.Listing : WithoutVfio))
            .Single(line => line.StartsWith("  Until then:", StringComparison.Ordinal));

        Assert.Equal(usesVfio, until.Contains("intremap=off alone is no way here", StringComparison.Ordinal));
        Assert.Equal(usesVfio, until.Contains("allow_unsafe_interrupts", StringComparison.Ordinal));
        Assert.Equal(!usesVfio, until.Contains("boot with intremap=off (it costs the protection", StringComparison.Ordinal));
        Assert.StartsWith("  Until then: start Linux 5.9", until, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[   80.000000] vfio-pci 0000:17:10.0: enabling device (0000 -> 0002)")]
    [InlineData("[    0.000000] Command line: root=/dev/sda1 vfio-pci.ids=8086:10ed")]
    public void VFIO_is_known_by_the_log_too(string line) => Assert.True(Reference.Explain(Rc3, true, WithoutVfio, line).Machine.UsesVfio);

    [Theory]
    [InlineData("IRQ2001")]
    [InlineData("IRQ5001")]
    public void Every_workaround_without_remapping_has_one_for_VFIO(string rule)
    {
        var known = IrqModel.Tool.Knowledge.KnowledgeBase.Of(rule);

        Assert.Contains("it costs", known.WorkaroundFor(false), StringComparison.Ordinal);
        Assert.DoesNotContain("boot with intremap=off", known.WorkaroundFor(true), StringComparison.Ordinal);
    }

    [Fact]
    public void The_MSI_domain_of_a_VF_that_knows_nothing_of_remapping_is_known_without_its_unit()
    {
        var explanation = Reference.Explain(Rc3, false, Reference.Listing, Reference.Log);

        Assert.StartsWith("PCI-MSI", explanation.At("17:10.0").Prediction.Chain.Value, StringComparison.Ordinal);
        Assert.False(explanation.At("17:00.0").Prediction.Chain.IsKnown);
    }

    [Fact]
    public void A_message_is_cited_with_its_own_line()
    {
        var seen = Reference.Explain(Rc3, true, Reference.Listing).At("00:14.0").Observations.Single(each => each.What.Contains("MSI address", StringComparison.Ordinal));
        var line = Reference.Listing.ReplaceLineEndings("\n").Split('\n').TakeWhile(text => !text.Contains("fee00078", StringComparison.Ordinal)).Count() + 1;

        Assert.StartsWith($"input0.txt line {line}: MSI address", seen.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_driver_that_has_vectors_contradicts_that_it_gets_none()
    {
        var table = new IrqModel.Firmware.Tests.DmarBytes()
            .Drhd(0x1000, false, IrqModel.Firmware.Tests.DmarBytes.Scope(Tables.Bridge, 0, 0, 2, 0), Tables.TheIoApic).Build();
        var explanation = Reference.Explain("linux-6.12", InputSource.FromText("t", Reference.Listing), new InputSource("DMAR", table));

        Assert.Contains(explanation.At("00:14.0").Observations, seen => seen.What.EndsWith("MSI is on, so its driver has vectors", StringComparison.Ordinal)
            && seen.Agreement == IrqModel.Tool.Explaining.Agreement.Contradicts);
    }

    [Fact]
    public void Counts_that_are_seen_are_an_answer_where_nothing_can_be_predicted()
    {
        var text = string.Join('\n', Summary.Of(Reference.Explain(null, false, "00:14.0 USB controller: Example xHCI\n17:00.0 Ethernet controller: Example NIC\n",
            "           CPU0       CPU1\n 120:        100          0  IR-PCI-MSI 327680-edge      xhci_hcd\n 121:          0          0  IR-PCI-MSI 12058624-edge      eth0\n")));

        Assert.Contains("of 1 of 2 functions it is unknown", text, StringComparison.Ordinal);
        Assert.Contains("1 function (00:14.0): interrupts are seen to arrive: input1.txt line 2: 100 interrupts", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_that_MSI_X_holds_back_are_told()
    {
        var listing = Reference.Listing.Replace("Count=3 Masked-", "Count=3 Masked+", StringComparison.Ordinal);

        Assert.Contains(Summary.Of(Reference.Explain("linux-6.12", true, listing)),
            line => line.Contains("MSI-X is on and masked as a whole (Masked+)", StringComparison.Ordinal));
    }

    [Fact]
    public void What_would_help_most_next_has_all_that_is_missing()
    {
        Assert.Equal("sudo lspci -vvv > lspci.txt; sudo dmesg > dmesg.txt; sudo cat /sys/firmware/acpi/tables/DMAR > DMAR",
            Reference.Explain(null, false, "00:00.0 Host bridge: Intel Corporation Example\n17:00.0 Ethernet controller: Example NIC\n").NextCommand!.Command);
        Assert.Equal("sudo dmesg > dmesg.txt; ls /sys/firmware/acpi/tables > tables.txt", Reference.Explain(null, false, Reference.Listing
            .Replace("fee00038", "fee01000", StringComparison.Ordinal).Replace("fee00078", "fee01000", StringComparison.Ordinal)).NextCommand!.Command.Replace("sudo lspci -vvv > lspci.txt; ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_headline_about_all_kernels_says_which_were_run()
    {
        var listing = string.Join("\n\n", Reference.Listing.ReplaceLineEndings("\n").Split("\n\n").Where(block => !block.StartsWith("17:", StringComparison.Ordinal)));

        Assert.Equal("No interrupt is known to die under any kernel that was run (linux-5.9 to linux-6.12); of 1 of 3 functions it is unknown.",
            Summary.Of(Reference.Explain(null, true, listing)).First());
    }

    [Fact]
    public void One_function_is_not_counted_as_one_of_one()
    {
        var text = Cli.RunWith("17:00.0 Ethernet controller: Example NIC\n", "explain").Output;

        Assert.Contains("Of the function it is unknown what becomes of its interrupts.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("1 of 1", text, StringComparison.Ordinal);
    }

    private static string WithVfsMasked => Reference.Listing.Replace("Count=3 Masked-", "Count=3 Masked+", StringComparison.Ordinal);

    [Fact]
    public void A_function_that_holds_its_messages_back_is_not_said_to_arrive()
    {
        var explanation = Reference.Explain("linux-6.12", true, WithVfsMasked, LogWithoutFault);
        var text = string.Join('\n', Summary.Of(explanation));

        Assert.All(Reference.Vfs, vf => Assert.True(explanation.At(vf).IsHeld));
        Assert.StartsWith("No interrupt is known to die under Linux 6.12 and newer; 4 of 9 functions hold their messages back (Masked+); of 1 of 9 functions it is unknown.", text, StringComparison.Ordinal);
        Assert.Contains("  4 functions: interrupts arrive.", text, StringComparison.Ordinal);
        Assert.Contains("Once its MSI-X is unmasked they would arrive, by prediction.", text, StringComparison.Ordinal);
        Assert.Contains("MSI-X is masked; would arrive", Cli.RunWith(WithVfsMasked + LogWithoutFault + "[    0.000001] Command line: intremap=off\n", "explain", "--host", "linux-6.12").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_die_once_unmasked_does_not_die_now()
    {
        var explanation = Reference.Explain(Rc3, true, WithVfsMasked, LogWithoutFault);

        Assert.All(Reference.Vfs, vf => Assert.Equal((false, true), (explanation.At(vf).Dies, explanation.At(vf).WouldDie)));
        Assert.StartsWith("4 of 9 functions would lose their interrupts under Linux 5.10-rc1 to 5.10-rc3, once their MSI-X is unmasked.", Summary.Of(explanation).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_is_seen_was_sent_before_the_function_was_masked() =>
        Assert.True(Reference.Explain(Rc3, true, WithVfsMasked, Reference.Log).At("17:10.1").Dies);

    [Fact]
    public void Requests_refused_for_two_reasons_are_told_on_two_lines()
    {
        const string Other = "[   91.000000] DMAR: [INTR-REMAP] Request device [17:10.2] fault index 0x9 [fault reason 0x22] Present field in the IRTE entry is clear\n";
        var seen = Summary.Of(Reference.Explain(Rc3, true, Reference.Listing, Reference.Log + Other)).Where(line => line.StartsWith("  Seen:", StringComparison.Ordinal)).ToArray();

        Assert.Equal(2, seen.Length);
        Assert.Contains("17:10.1: input1.txt line 8: refused with reason 0x25", seen[0], StringComparison.Ordinal);
        Assert.Contains("17:10.2: input1.txt line 9: refused with reason 0x22", seen[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_function_that_is_cut_off_it_is_not_shown_whether_its_messages_are_on()
    {
        const string Cut = "17:00.0 Ethernet controller: Example NIC\n\tFlags: fast devsel\n\tCapabilities: [50] MSI: Enable- Count=1/1 Maskable- 64bit+\n--More--\n";

        Assert.Null(Reference.Explain(Rc3, true, Cut).At("17:00.0").Function.IsMsiEnabled);
    }

    [Fact]
    public void A_rule_that_is_broken_in_two_ways_is_told_by_the_reasons_for_which_messages_are_refused()
    {
        var known = IrqModel.Tool.Knowledge.KnowledgeBase.Of("IRQ2001");
        string Words(params IrqModel.Engine.FaultReason[] faults) => known.InWordsFor(faults);

        Assert.EndsWith("a unit that remaps refuses those.", Words(IrqModel.Engine.FaultReason.CompatibilityBlocked), StringComparison.Ordinal);
        Assert.DoesNotContain("compatibility", Words(IrqModel.Engine.FaultReason.EntryNotPresent), StringComparison.Ordinal);
        Assert.Contains("takes the MSI domain of the bridge above", Words(IrqModel.Engine.FaultReason.SourceIdMismatch), StringComparison.Ordinal);
        Assert.Contains(" Or: ", Words(IrqModel.Engine.FaultReason.CompatibilityBlocked, IrqModel.Engine.FaultReason.EntryNotPresent), StringComparison.Ordinal);
    }
}
