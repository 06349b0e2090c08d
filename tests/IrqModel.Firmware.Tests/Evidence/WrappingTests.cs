using System.Net;

namespace IrqModel.Firmware.Tests;

public class WrappingTests
{
    private static readonly Dictionary<string, Func<string, string>> Wrappings = new()
    {
        ["nothing"] = text => text,
        ["a mail quote"] = Lines(line => $"> {line}"),
        ["a quote in a quote"] = Lines(line => $">> {line}"),
        ["spaced quotes"] = Lines(line => $"> > {line}"),
        ["an indent"] = Lines(line => $"    {line}"),
        ["a comment of C"] = Lines(line => $"// {line}"),
        ["a comment of a shell"] = Lines(line => $"# {line}"),
        ["a comment of an ini file"] = Lines(line => $"; {line}"),
        ["a block comment"] = text => $"/*\n{Lines(line => $" * {line}")(text)}\n */",
        ["a fence"] = text => $"Here it is:\n\n```text\n{text}\n```\nWhat is wrong?",
        ["tags of a forum"] = text => $"[CODE]\n{text}\n[/CODE]",
        ["tags of a forum beside the text"] = text => $"[spoiler=\"made up\"][code=text]{text}[/code][/spoiler]",
        ["a code box"] = text => $"Look:[code]\n{text}[/code]",
        ["a long fence"] = text => $"````\n{text}\n````",
        ["a span of code"] = text => $"`{text}`",
        ["HTML"] = text => $"<pre>\n{WebUtility.HtmlEncode(text)}\n</pre>",
        ["HTML of a code box"] = text => $"<dl class=\"codebox\"><dt>Code:</dt><dd><code>{string.Join("<br />", WebUtility.HtmlEncode(text).Split('\n'))}</code></dd></dl>",
        ["HTML of lines"] = text => $"<p>{string.Join("<br>\n", WebUtility.HtmlEncode(text).Split('\n'))}</p>",
        ["no-break spaces"] = text => text.Replace(' ', '\u00A0'),
        ["entities for spaces"] = text => text.Replace("  ", "&nbsp; ", StringComparison.Ordinal),
        ["CRLF"] = text => text.Replace("\n", "\r\n", StringComparison.Ordinal),
        ["colours"] = Lines(line => line.Length == 0 ? line : $"\e[1;32m{line}\e[0m"),
        ["a journal"] = Lines(line => $"May  1 10:00:00 host app[12]: {line}"),
        ["a job log"] = Lines(line => $"12:16:06 DEBUG| [stdout] {line}"),
        ["a CI log"] = Lines(line => $"2024-05-01T10:00:00.1234567Z {line}"),
        ["another CI log"] = Lines(line => $"[2024-05-01T10:00:00.123Z] {line}"),
        ["the log of a container"] = Lines(line => $"web_1  | {line}"),
        ["numbered lines"] = text => string.Join('\n', text.Split('\n').Select((line, n) => $"{n + 1,6}\t{line}")),
        ["a byte order mark"] = text => $"\uFEFF{text}",
        ["prompts and other commands"] = text => $"[root@host ~]# uptime\n 12:16:06 up 3 days,  4:05,  1 user\n$ sudo something\n{text}\n\n$ ip link\n10: ens1f0: <BROADCAST,UP> mtu 1500\n    link/ether 02:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff",
        ["messages of a tool"] = text => $"pcilib: sysfs_read_vpd: read failed: No such device\n{text.Replace("\n\t", "\nlspci: Unable to load libkmod resources: error -2\n\t", StringComparison.Ordinal)}",
    };

    /// <summary>Signs before a tree or a table of columns are of one width in all lines; only a log's own stamps may differ.</summary>
    public static TheoryData<string, string> Combinations()
    {
        var data = new TheoryData<string, string>();
        foreach (string form in Forms.All.Keys)
        {
            foreach (string wrapping in Wrappings.Keys)
                data.Add(form, wrapping);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Every_form_reads_the_same_in_every_wrapping(string form, string wrapping)
    {
        string text = Forms.All[form].ReplaceLineEndings("\n");
        string plain = Forms.Facts(EvidenceReader.ReadText(text, "t"));

        string wrapped = Forms.Facts(EvidenceReader.ReadText(Wrappings[wrapping](text), "t"));

        Assert.NotEqual("", plain);
        Assert.Equal(plain, wrapped);
    }

    [Fact]
    public void Wrappings_inside_wrappings_read_the_same()
    {
        string[] outer = ["a mail quote", "a quote in a quote", "an indent", "a CI log", "CRLF", "a journal"];
        string[] inner = ["a comment of C", "a fence", "colours", "a job log", "an indent", "a mail quote"];
        foreach ((string form, string raw) in Forms.All)
        {
            string text = raw.ReplaceLineEndings("\n");
            string plain = Forms.Facts(EvidenceReader.ReadText(text, "t"));
            foreach (string first in inner)
            {
                foreach (string second in outer)
                {
                    string wrapped = Wrappings[second](Wrappings[first](text));
                    Assert.True(
                        plain == Forms.Facts(EvidenceReader.ReadText(wrapped, "t")), $"{form} in {first} in {second}");
                }
            }
        }
    }

    [Fact]
    public void All_forms_in_one_text_are_all_read()
    {
        string text = string.Join("\n\n", Forms.All.Where(f => !f.Key.StartsWith("lspci", StringComparison.Ordinal)).Select(f => f.Value));

        Evidence evidence = EvidenceReader.ReadText(text, "t");

        Assert.Equal(LogState.Enabled, Assert.Single(evidence.Logs).InterruptRemapping);
        Assert.Equal([6, 2], evidence.Interrupts.Select(table => table.Rows.Length).OrderDescending());
        Assert.Contains(evidence.Listings, listing => listing.Form == ListingForm.Pciconf);
        Assert.Contains(evidence.IommuGroups, group => group.Number == 27);
        Assert.Equal("6.8.0-45-generic", evidence.KernelVersion);
        Assert.Empty(evidence.Skipped);
    }

    [Fact]
    public void Lines_that_a_mail_program_broke_are_joined()
    {
        Evidence evidence = EvidenceReader.ReadText(
            """
            > [ 1414.206081] DMAR: [INTR-REMAP] Request device [02:00.0] fault in=
            > dex
            > 0x0 [fault reason 0x25] Blocked a compatibility format=20
            > 3b:00.0 Ethernet controller: Made Up Company Ten Gigabit Network Conne=
            > ction Virtual Function (rev 01)
            """,
            "t");

        LogFault fault = Assert.Single(Assert.Single(evidence.Logs).Faults);
        Assert.Equal((0x25, "02:00.0"), (fault.Reason, fault.Requester.ToString()));
        Assert.Equal(VfEvidence.Name, Assert.Single(Assert.Single(evidence.Listings).Functions).VfEvidence);
    }

    [Fact]
    public void A_name_that_goes_on_in_the_next_line_is_read_to_its_end()
    {
        PciDeviceInfo function = Dump.One(
            "3b:10.0 Ethernet controller: Made Up Company Ten Gigabit Network Adapter Virtual\nFunction (rev 02)\n\tKernel driver in use: vfio-pci");

        Assert.True(function.IsVirtualFunction);
        Assert.Equal((byte)2, function.Revision);
        Assert.Equal("vfio-pci", function.Driver);
    }

    private static Func<string, string> Lines(Func<string, string> wrap) => text => string.Join('\n', text.Split('\n').Select(wrap));
}
