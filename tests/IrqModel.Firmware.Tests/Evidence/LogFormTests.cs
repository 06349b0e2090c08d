using System.Text.Json;

namespace IrqModel.Firmware.Tests;

/// <summary>The forms in which <c>dmesg</c>, <c>journalctl</c> and log collectors print one log: all say the same.</summary>
public class LogFormTests
{
    private static readonly string[] Messages =
    [
        "Linux version 6.1.7 (b@h) (gcc 13) #1 SMP",
        "DMAR: DRHD base: 0x000000d1000000 flags: 0x1",
        "DMAR-IR: Enabled IRQ remapping in x2apic mode",
        "pci 0000:3b:10.1: [0001:10ed] type 00 class 0x020000",
        "DMAR: [INTR-REMAP] Request device [3b:10.1] fault index 0x1 [fault reason 0x25] Blocked a compatibility format interrupt request",
        "made_up 0000:3b:10.1: option \"quoted\\back\" is off",
    ];

    private static readonly Dictionary<string, Func<string>> Forms = new()
    {
        ["dmesg"] = () => Lines((n, text) => $"[    {n}.000000] {text}"),
        ["dmesg -d"] = () => Lines((n, text) => $"[    {n}.000000 <    0.100000>] {text}"),
        ["dmesg -T"] = () => Lines((n, text) => $"[Wed May  1 10:00:0{n} 2024] {text}"),
        ["dmesg -T -d"] = () => Lines((n, text) => $"[Wed May  1 10:00:0{n} 2024 <    0.100000>] {text}"),
        ["dmesg -H"] = () => Lines((n, text) => n == 0 ? $"[May 1 10:00] {text}" : $"[  +0.00000{n}] {text}"),
        ["dmesg -x"] = () => Lines((n, text) => $"kern  :warn  : [    {n}.000000] {text}"),
        ["dmesg -r"] = () => Lines((n, text) => $"<4>[    {n}.000000] {text}"),
        ["dmesg --time-format iso"] = () => Lines((n, text) => $"2024-05-01T10:00:0{n},123456+02:00 {text}"),
        ["dmesg --json"] = () => "{\n   \"dmesg\": [\n      {\n" + string.Join("\n      },{\n", Messages.Select((text, n) =>
            $"         \"pri\": 4,\n         \"time\":     {n}.000000,\n         \"msg\": {JsonSerializer.Serialize(text)}")) + "\n      }\n   ]\n}",
        ["dmesg --json in one line"] = () => JsonSerializer.Serialize(new
        {
            dmesg = Messages.Select((text, n) => new { pri = 4, time = n + 0.25, msg = text }),
        }),
        ["short"] = () => Lines((n, text) => $"May 01 10:00:0{n} made kernel: {text}"),
        ["short-precise"] = () => Lines((n, text) => $"May 01 10:00:0{n}.123456 made kernel: {text}"),
        ["short-full"] = () => Lines((n, text) => $"Wed 2024-05-01 10:00:0{n} CEST made kernel: {text}"),
        ["with-unit"] = () => Lines((n, text) => $"Wed 2024-05-01 10:00:0{n} UTC made kernel: {text}"),
        ["short-iso"] = () => Lines((n, text) => $"2024-05-01T10:00:0{n}+0200 made kernel: {text}"),
        ["short-iso-precise"] = () => Lines((n, text) => $"2024-05-01T10:00:0{n}.123456+02:00 made kernel: {text}"),
        ["short-monotonic"] = () => Lines((n, text) => $"[    {n}.000000] made kernel: {text}"),
        ["short-delta"] = () => Lines((n, text) => $"[    {n}.000000 <    0.000100 >] made kernel: {text}"),
        ["short-unix"] = () => Lines((n, text) => $"171455040{n}.123456 made kernel: {text}"),
        ["json"] = () => Lines((_, text) => Record(text)),
        ["json-seq"] = () => Lines((_, text) => $"\u001E{Record(text)}"),
        ["json-sse"] = () => Lines((_, text) => $"data: {Record(text)}\n"),
        ["json with bytes"] = () => Lines((_, text) => JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["MESSAGE"] = System.Text.Encoding.UTF8.GetBytes(text).Select(b => (int)b),
            ["_TRANSPORT"] = "kernel",
        })),
        ["a list of records"] = () => "[\n" + string.Join(",\n", Messages.Select(Record)) + "\n]",
        ["json-pretty"] = () => Lines((_, text) =>
            $"{{\n\t\"_TRANSPORT\" : \"kernel\",\n\t\"PRIORITY\" : \"4\",\n\t\"MESSAGE\" : {JsonSerializer.Serialize(text)},\n\t\"_HOSTNAME\" : \"made\"\n}}"),
        ["verbose"] = () => Lines((n, text) =>
            $"Wed 2024-05-01 10:00:0{n}.123456 CEST [s=0a;i={n};b=0b;m=1;t=5;x=7]\n    PRIORITY=4\n    _TRANSPORT=kernel\n    MESSAGE={text}\n    _HOSTNAME=made"),
        ["export"] = () => Lines((n, text) => $"__CURSOR=s=0a;i={n}\n_TRANSPORT=kernel\nMESSAGE={text}\n_HOSTNAME=made\n"),
        ["CSV"] = () => "\"time\",\"host\",\"message\"\n"
            + Lines((n, text) => $"\"2024-05-01 10:00:0{n}\",\"made\",\"kernel: {text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""),
        ["CSV with the raw line"] = () => "_time,_raw\n" + Lines((n, text) =>
            $"2024-05-01T10:00:0{n}.000+0000,\"May  1 10:00:0{n} made kernel: [    {n}.000000] {text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""),
    };

    public static TheoryData<string> EachForm => [.. Forms.Keys];

    [Theory]
    [MemberData(nameof(EachForm))]
    public void Every_form_of_a_log_says_the_same(string form)
    {
        Evidence evidence = EvidenceReader.ReadText(Forms[form](), "t");

        KernelLog log = Assert.Single(evidence.Logs);
        Assert.Equal("6.1.7", evidence.KernelVersion);
        Assert.Equal(LogState.Enabled, log.InterruptRemapping);
        Assert.Equal(0xD1000000UL, Assert.Single(log.Units).RegisterBase);
        Assert.Equal((0x25, "3b:10.1"), (Assert.Single(log.Faults).Reason, log.Faults[0].Requester.ToString()));
        Assert.Equal("option \"quoted\\back\" is off", log.Functions[^1].Text);
        Assert.True(evidence.Skipped.IsEmpty || evidence.Skipped[0].Count == 1, string.Join(' ', evidence.Skipped));
    }

    [Theory]
    [MemberData(nameof(EachForm))]
    public void No_line_less_makes_a_log_say_another_thing(string form)
    {
        string[] lines = Forms[form]().Split('\n');
        for (int removed = 0; removed < lines.Length; removed++)
        {
            Evidence evidence = EvidenceReader.ReadText(string.Join('\n', lines.Where((_, n) => n != removed)), "t");

            Assert.True(evidence.KernelVersion is "6.1.7" or null, lines[removed]);
            Assert.All(evidence.Logs, log => Assert.True(log.InterruptRemapping is LogState.Enabled or LogState.NotShown, lines[removed]));
            Assert.All(evidence.Logs.SelectMany(log => log.Faults), fault => Assert.Equal((0x25, "3b:10.1"), (fault.Reason, fault.Requester.ToString())));
        }
    }

    [Theory]
    [InlineData("""{"_TRANSPORT":"journal","SYSLOG_IDENTIFIER":"app","MESSAGE":"DMAR: [INTR-REMAP] Request device [3b:10.1] fault index 0x1 [fault reason 0x25] Blocked"}""")]
    [InlineData("{\n\t\"_TRANSPORT\" : \"stdout\",\n\t\"MESSAGE\" : \"DMAR-IR: Enabled IRQ remapping in x2apic mode\"\n}")]
    [InlineData("_TRANSPORT=syslog\nSYSLOG_IDENTIFIER=app\nMESSAGE=DMAR-IR: Enabled IRQ remapping in x2apic mode\n")]
    public void What_another_program_logged_is_not_taken_for_the_kernels(string text)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");

        Assert.Empty(evidence.Logs.SelectMany(log => log.Faults));
        Assert.DoesNotContain(evidence.Logs, log => log.InterruptRemapping == LogState.Enabled);
    }

    [Fact]
    public void A_record_that_is_cut_off_is_no_line_of_the_log()
    {
        string record = Record(Messages[4]);

        Evidence evidence = EvidenceReader.ReadText($"{Record(Messages[0])}\n{record[..^20]}", "t");

        Assert.Empty(Assert.Single(evidence.Logs).Faults);
    }

    [Theory]
    [InlineData("He wrote: \"3b:00.0\", and that was all")]
    [InlineData("2024-05-01 10:00:00,123 INFO nothing")]
    [InlineData("Feb  1 10:00:00 made app: one, kernel: two")]
    public void Commas_alone_make_no_table(string text) =>
        Assert.EndsWith(Assert.Single(EvidenceReader.ReadText(text, "t").Skipped).FirstText, text, StringComparison.Ordinal);

    [Fact]
    public void Commas_of_a_name_stay() =>
        Assert.Equal("Ethernet controller: Example, Inc. NIC", Dump.One("3b:00.0 Ethernet controller: Example, Inc. NIC").Description);

    [Theory]
    [InlineData("\"3b:10.0\",\"Ethernet controller\",\"Made Up, Virtual Function\"")]
    [InlineData("3b:10.0;Ethernet controller;\"Made Up, Virtual Function\"")]
    [InlineData("3b:10.0,Ethernet controller,Made Up Virtual Function")]
    public void A_row_of_a_table_is_a_function(string row)
    {
        PciDeviceInfo function = Dump.One("Slot,Class,Device\n" + row);

        Assert.True(function.IsVirtualFunction);
        Assert.Equal(0x020000, function.ClassCode);
    }

    private static string Lines(Func<int, string, string> line) => string.Join('\n', Messages.Select((text, n) => line(n, text)));

    private static string Record(string text) => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["_HOSTNAME"] = "made",
        ["SYSLOG_IDENTIFIER"] = "kernel",
        ["MESSAGE"] = text,
        ["_TRANSPORT"] = "kernel",
    });
}
