namespace IrqModel.Firmware.Tests;

/// <summary>Journals and logs whose months and days are in the language of whoever reads them.</summary>
public class LocalizedLogTests
{
    private const string Fault = "DMAR: [INTR-REMAP] Request device [5e:00.1] fault index 0x2a [fault reason 0x22] Blocked";

    [Theory]
    [InlineData("M\u00e4r 03 07:05:09 build7 kernel: ")]
    [InlineData("Okt 13 07:05:09 build7 kernel: ")]
    [InlineData("Dez 13 07:05:09 build7 kernel: ")]
    [InlineData("janv. 13 07:05:09 build7 kernel: ")]
    [InlineData("f\u00e9vr. 03 07:05:09 build7 kernel: ")]
    [InlineData("ao\u00fbt 13 07:05:09 build7 kernel: ")]
    [InlineData("sept. 13 07:05:09 build7 kernel: ")]
    [InlineData("dic 13 07:05:09 build7 kernel: ")]
    [InlineData("1\u6708 13 07:05:09 build7 kernel: ")]
    [InlineData("12\u6708 13 07:05:09 build7 kernel: ")]
    [InlineData("12\uc6d4 13 07:05:09 build7 kernel: ")]
    [InlineData("\u0434\u0435\u043a 13 07:05:09 build7 kernel: ")]
    [InlineData("\u03a6\u03b5\u03b2 13 07:05:09 build7 kernel: ")]
    [InlineData("marras 13 07:05:09 build7 kernel: ")]
    [InlineData("Mi 2024-03-13 07:05:09 CET build7 kernel: ")]
    [InlineData("\u0441\u0440 2024-03-13 07:05:09 MSK build7 kernel: ")]
    public void A_line_of_a_journal_is_the_machines_whatever_its_language(string prefix)
    {
        Evidence evidence = EvidenceReader.ReadText($"{prefix}{Fault}\n", "t");
        KernelLog log = Assert.Single(evidence.Logs);

        Assert.Equal(0x22, Assert.Single(log.Faults).Reason);
        Assert.Equal("build7", Assert.Single(log.Hosts));
        Assert.Empty(evidence.MentionedFaults);
        Assert.Empty(evidence.Skipped);
    }

    [Theory]
    [InlineData("[Mi M\u00e4r 13 07:05:09 2024] ")]
    [InlineData("[mer. f\u00e9vr. 13 07:05:09 2024] ")]
    [InlineData("[\u4e09 12\u6708 13 07:05:09 2024] ")]
    [InlineData("[Dez13 07:05] ")]
    public void So_is_a_line_of_dmesg_with_the_time_of_day(string stamp) =>
        Assert.Equal(0x22, Assert.Single(Assert.Single(EvidenceReader.ReadText($"{stamp}{Fault}\n", "t").Logs).Faults).Reason);

    [Theory]
    [InlineData("Am 13. 07:05 Uhr kam dann ")]
    [InlineData("vers 07:05:09 j'ai vu ")]
    public void Prose_with_a_time_of_day_is_no_journal(string words)
    {
        Evidence evidence = EvidenceReader.ReadText($"{words}{Fault}\n", "t");

        Assert.Empty(evidence.Logs);
        Assert.Single(evidence.MentionedFaults);
    }
}
