namespace IrqModel.Firmware.Tests;

/// <summary>Logs of other machines that a mail quotes beside the writer's own.</summary>
public class QuotedLogTests
{
    private const string Theirs = """
        > Feb 03 01:02:03 olga kernel: Linux version 5.10.0-9-amd64 (a@b) #1 SMP
        > Feb 03 01:02:03 olga kernel: DMAR-IR: Enabled IRQ remapping in x2apic mode
        > Feb 03 01:02:09 olga kernel: DMAR: [INTR-REMAP] Request device [07:00.0] fault index 0x8 [fault reason 0x26] Blocked

        """;

    private const string Mine = """
        Mar 04 05:06:07 boris kernel: Linux version 6.1.0-17-amd64 (a@b) #1 SMP
        Mar 04 05:06:07 boris kernel: AMD-Vi: Interrupt remapping enabled

        """;

    public static TheoryData<string> BothOrders => [Theirs + "\nMine:\n\n" + Mine, Mine + "\nOlga had:\n\n" + Theirs];

    [Theory]
    [MemberData(nameof(BothOrders))]
    public void The_log_that_is_quoted_less_is_the_machines(string text)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");
        KernelLog log = Assert.Single(evidence.Logs);

        Assert.Equal("6.1.0-17-amd64", log.KernelVersion);
        Assert.Equal(LogVendor.Amd, log.Vendor);
        Assert.Equal("boris", Assert.Single(log.Hosts));
        Assert.Empty(log.Faults);
        Assert.Equal(["6.1.0-17-amd64"], evidence.KernelVersions);
    }

    [Theory]
    [MemberData(nameof(BothOrders))]
    public void What_the_other_log_has_is_told_and_not_lost(string text)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");

        Assert.Equal("it is in a quoted log of another machine, olga", Assert.Single(evidence.MentionedFaults).Because);
        Assert.Contains(evidence.Problems, problem => problem.Text == "a quoted log is of another machine, olga: left out; the one that is not quoted is read");
    }

    [Fact]
    public void Logs_without_names_are_told_apart_by_their_kernels()
    {
        const string Text = """
            > [    0.000000] Linux version 5.10.0-9-amd64 (a@b) #1 SMP
            > [    7.000000] DMAR: [INTR-REMAP] Request device [07:00.0] fault index 0x8 [fault reason 0x26] Blocked

            [    0.000000] Linux version 6.1.0-17-amd64 (a@b) #1 SMP

            """;
        Evidence evidence = EvidenceReader.ReadText(Text, "t");

        Assert.Equal("6.1.0-17-amd64", Assert.Single(evidence.Logs).KernelVersion);
        Assert.Contains("another kernel or machine", Assert.Single(evidence.MentionedFaults).Because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quoted_log_of_the_same_machine_is_its_log()
    {
        Evidence evidence = EvidenceReader.ReadText(Theirs + "Olga again:\nFeb 03 01:03:00 olga kernel: DMAR: DRHD: handling fault status reg 2\n", "t");

        Assert.Single(Assert.Single(evidence.Logs).Faults);
        Assert.Empty(evidence.MentionedFaults);
    }

    [Theory]
    [InlineData("olga.example.org")]
    [InlineData("localhost")]
    [InlineData("OLGA")]
    public void A_machine_may_have_its_name_in_another_form_or_not_yet(string name)
    {
        Evidence evidence = EvidenceReader.ReadText(Theirs + $"And then:\n\nFeb 03 01:03:00 {name} kernel: DMAR: DRHD: handling fault status reg 2\n", "t");

        Assert.Single(evidence.Logs);
        Assert.DoesNotContain(evidence.Problems, problem => problem.Text.Contains("another machine", StringComparison.Ordinal));
    }

    [Fact]
    public void A_boot_before_the_machine_has_its_name_is_no_other_machines() =>
        Assert.Contains(EvidenceReader.ReadText(Mine + "Mar 05 05:06:07 localhost kernel: Linux version 6.1.0-18-amd64 (a@b) #1 SMP\n", "t").Problems,
            problem => problem.Text == "the log starts anew here: what was logged before belongs to an earlier boot");

    [Fact]
    public void Two_machines_at_one_depth_are_not_two_boots_of_one()
    {
        Evidence evidence = EvidenceReader.ReadText(Theirs.Replace("> ", "", StringComparison.Ordinal) + "\n" + Mine, "t");

        Assert.Contains(evidence.Problems, problem => problem.Text == "a log of another machine is left out: its lines name boris, and those of the other log olga. To have it explained, give it alone");
    }

    [Fact]
    public void Of_a_quoted_line_and_lines_that_are_not_quoted_the_latter_are_of_the_machine()
    {
        const string Text = """
            > [  120.112233] DMAR: [INTR-REMAP] Request device [04:00.0] fault index 0x10 [fault reason 0x25] Blocked a compatibility format interrupt request
            That is from my old board. On the new one nothing like that:
            [    0.165120] DMAR-IR: Enabled IRQ remapping in x2apic mode
            """;
        Evidence evidence = EvidenceReader.ReadText(Text, "t");

        Assert.Equal(LogState.Enabled, Assert.Single(evidence.Logs).InterruptRemapping);
        Assert.Empty(evidence.Logs[0].Faults);
        Assert.Equal("it stands in a quoted mail, and another log is not quoted", Assert.Single(evidence.MentionedFaults).Because);
    }
}
