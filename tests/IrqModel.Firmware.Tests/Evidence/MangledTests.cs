using System.Text;
using System.Text.Json;

namespace IrqModel.Firmware.Tests;

/// <summary>Signs and packing that one line alone does not show, and what looks like them.</summary>
public class MangledTests
{
    private static readonly Dictionary<string, Func<string, string>> Manglings = new()
    {
        ["grep -n"] = Lines((line, n) => $"{n}:{line}"),
        ["grep -n from line 995"] = Lines((line, n) => $"{n + 994}:{line}"),
        ["grep -Hn"] = Lines((line, n) => $"boot/dmesg-1.txt:{n}:{line}"),
        ["grep -Hn of a file without an extension"] = Lines((line, n) => $"/var/log/messages:{n}:{line}"),
        ["grep -n -A"] = Lines((line, n) => n % 3 == 1 ? $"{n}:{line}" : $"{n}-{line}"),
        ["grep -Hn -A"] = Lines((line, n) => n % 3 == 1 ? $"in-2.log:{n}:{line}" : $"in-2.log-{n}-{line}"),
        ["grep -n in a mail"] = Lines((line, n) => $"> {n}:{line}"),
        ["grep -n in the log of a job"] = Lines((line, n) => $"2024-05-01T10:00:00.1234567Z {n}:{line}"),
        ["a patch"] = text => $"diff --git a/x b/x\nnew file\n--- /dev/null\n+++ b/x\n@@ -0,0 +1,{Count(text)} @@\n{Lines((line, _) => $"+{line}")(text)}",
        ["a patch in a mail"] = text => $"> @@ -0,0 +1,{Count(text)} @@\n{Lines((line, _) => $"> +{line}")(text)}",
        ["lines that stay in a patch"] = text => $"@@ -1,{Count(text)} +1,{Count(text)} @@\n{Lines((line, _) => $" {line}")(text)}",
        ["bars"] = Lines((line, _) => $"| {line}"),
        ["drawn bars"] = Lines((line, _) => $"\u2502 {line}"),
        ["a box"] = text => $"+{new string('-', 202)}+\n{Lines((line, _) => $"| {line,-200} |")(text)}\n+{new string('-', 202)}+",
        ["a drawn box"] = text => $"\u256D{new string('\u2500', 202)}\u256E\n{Lines((line, _) => $"\u2502 {line,-200} \u2502")(text)}\n\u2570{new string('\u2500', 202)}\u256F",
        ["a string of JSON"] = text => JsonSerializer.Serialize(text),
        ["a member of an object"] = text => $"{{\"id\": 7, \"body\": {JsonSerializer.Serialize(text + "\n\nThanks")}, \"url\": \"x\"}}",
        ["an object on several lines"] = text => $"{{\n  \"id\": 7,\n  \"body\": {JsonSerializer.Serialize(text + "\n\nThanks")},\n  \"url\": \"x\"\n}}",
        ["the log of a container"] = Lines((line, _) => JsonSerializer.Serialize(new { log = line + "\n", stream = "stdout", time = "2024-05-01T10:00:00Z" })),
        ["the result of a task"] = text => $"ok: [host] => {{\"changed\": false, \"stdout\": {JsonSerializer.Serialize(text)}, \"stdout_lines\": {JsonSerializer.Serialize(text.Split('\n'))}}}",
        ["lines of output on one line"] = text => $"{{\"stdout_lines\": {JsonSerializer.Serialize(text.Split('\n'))}}}",
        ["lines of output"] = text => $"ok: [host] => {{\n    \"stdout_lines\": [\n{Lines((line, n) => $"        {JsonSerializer.Serialize(line)}{(n < Count(text) ? "," : "")}")(text)}\n    ]\n}}",
        ["output and its lines"] = text => $"ok: [host] => {{\n    \"stdout\": {JsonSerializer.Serialize(text)},\n    \"stdout_lines\": [\n{Lines((line, n) => $"        {JsonSerializer.Serialize(line)}{(n < Count(text) ? "," : "")}")(text)}\n    ]\n}}",
        ["a list of YAML"] = text => $"  stdout_lines:\n{Lines((line, _) => $"  - {JsonSerializer.Serialize(line)}")(text)}",
        ["a list with commas"] = Lines((line, _) => $"- {JsonSerializer.Serialize(line)},"),
        ["a list of lines in the log of a job"] = text => Lines((line, _) => $"2024-05-01T10:00:00.1234567Z {line}")(
            $"\"stdout_lines\": [\n{Lines((line, _) => $"    {JsonSerializer.Serialize(line)},")(text)}\n]"),
    };

    /// <summary>A log and a listing in each mangling.</summary>
    public static IEnumerable<string> Samples =>
        Manglings.Values.SelectMany(mangle => new[] { mangle(Forms.All["log"].ReplaceLineEndings("\n")), mangle(Forms.All["lspci -v"]) });

    public static TheoryData<string, string> Combinations()
    {
        var data = new TheoryData<string, string>();
        foreach (string form in Forms.All.Keys)
        {
            foreach (string mangling in Manglings.Keys)
            {
                // A string alone may be a quotation.
                if (form != "uname" || mangling is not ("a string of JSON" or "a list with commas"))
                    data.Add(form, mangling);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Every_form_reads_the_same_however_it_is_mangled(string form, string mangling)
    {
        string text = Forms.All[form].ReplaceLineEndings("\n").TrimEnd('\n');
        string plain = Forms.Facts(EvidenceReader.ReadText(text, "t"));

        string mangled = Forms.Facts(EvidenceReader.ReadText(Manglings[mangling](text), "t"));

        Assert.NotEqual("", plain);
        Assert.Equal(plain, mangled);
    }

    [Fact]
    public void Numbers_of_lines_in_messages_are_those_of_the_input()
    {
        Evidence evidence = EvidenceReader.ReadText(
            "a\n\n17:[    1.0] DMAR-IR: Enabled IRQ remapping in x2apic mode\n18:[    1.1] pci 0000:3b:00.0: Adding to iommu group 27", "t");

        KernelLog log = Assert.Single(evidence.Logs);
        Assert.Equal((3, 4), (log.FirstLine, log.LastLine));
        Assert.Equal(4, Assert.Single(evidence.IommuGroups).Line);
    }

    [Theory]
    [InlineData("17:00.0 Ethernet controller: Made Up\n31:00.0 Ethernet controller: Made Up")]
    [InlineData("1:\tsomething\n17:00.0 Ethernet controller: Made Up\n31:00.0 Ethernet controller: Made Up")]
    public void A_bus_is_no_number_of_a_line(string text)
    {
        PciListing listing = Assert.Single(EvidenceReader.ReadText(text, "t").Listings);

        Assert.Equal(["17:00.0", "31:00.0"], listing.Functions.Select(f => f.Address.RequesterId.ToString()));
    }

    [Fact]
    public void A_segment_is_no_number_of_a_line()
    {
        PciListing listing = Assert.Single(EvidenceReader.ReadText(
            "12:a word\n10000:e1:00.0 Non-Volatile memory controller: Made Up\n10001:e1:00.0 Non-Volatile memory controller: Made Up", "t").Listings);

        Assert.Equal([0x10000, 0x10001], listing.Functions.Select(f => f.Address.Segment));
    }

    [Fact]
    public void A_time_is_no_number_of_a_line()
    {
        Evidence evidence = EvidenceReader.ReadText(
            "12:16:06.1 DMAR-IR: Enabled IRQ remapping in x2apic mode\n13:17:07.2 DMAR: DRHD base: 0x000000d1000000 flags: 0x0", "t");

        Assert.Equal(LogState.Enabled, Assert.Single(evidence.Logs).InterruptRemapping);
        Assert.Empty(evidence.Listings);
    }

    [Fact]
    public void Rows_of_interrupts_keep_their_numbers()
    {
        Evidence evidence = EvidenceReader.ReadText(
            "9:a word\n           CPU0\n120:          0  DMAR-MSI    0-edge      dmar0\n128:       4711  IR-PCI-MSI 327680-edge      xhci_hcd", "t");

        Assert.Equal(["120", "128"], Assert.Single(evidence.Interrupts).Rows.Select(row => row.Name));
    }

    [Theory]
    [InlineData("@@ -1,2 +1,2 @@\n 3b:00.0 Ethernet controller: Made Up\n-\tKernel driver in use: vfio-pci\n+\tKernel driver in use: ixgbe")]
    [InlineData("+3b:00.0 Ethernet controller: Made Up\n-\tKernel driver in use: vfio-pci\n+\tKernel driver in use: ixgbe")]
    public void Of_the_two_states_of_a_diff_the_later_one_is_read(string text)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");

        Assert.Equal("ixgbe", Assert.Single(Assert.Single(evidence.Listings).Functions).Driver);
        EvidenceProblem note = Assert.Single(evidence.Problems);
        Assert.Equal((EvidenceSeverity.Note, text.Split('\n').TakeWhile(line => line[0] != '-').Count() + 1), (note.Severity, note.Line));
        Assert.Contains("1 line of the earlier one is left out", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_piece_of_a_diff_never_shows_the_earlier_state()
    {
        Evidence evidence = EvidenceReader.ReadText(
            " 3b:00.0 Ethernet controller: Made Up\n-\tKernel driver in use: vfio-pci\n+\tKernel driver in use: ixgbe", "t");

        Assert.NotEqual("vfio-pci", Assert.Single(Assert.Single(evidence.Listings).Functions).Driver);
    }

    [Fact]
    public void Lines_after_the_last_one_that_a_heading_announces_have_no_sign()
    {
        Evidence evidence = EvidenceReader.ReadText(
            "@@ -1 +1,2 @@\n \n+[    1.0] DMAR-IR: Enabled IRQ remapping in x2apic mode\n-[0000:3b]---00.0  Made Up", "t");

        Assert.Equal(LogState.Enabled, Assert.Single(evidence.Logs).InterruptRemapping);
        Assert.Single(Assert.Single(evidence.Listings, listing => listing.Form == ListingForm.Tree).Functions);
    }

    [Theory]
    [InlineData("The log should say\n\"DMAR-IR: Enabled IRQ remapping in x2apic mode\"\nand it does not.")]
    [InlineData("The log should say\n\"DMAR-IR: Enabled IRQ remapping in x2apic mode\",\nand it does not.")]
    [InlineData("The log should say:\n- \"DMAR-IR: Enabled IRQ remapping in x2apic mode\"\nand it does not.")]
    public void A_quotation_is_no_log(string text) => Assert.Empty(EvidenceReader.ReadText(text, "t").Logs);

    [Theory]
    [InlineData("{\"log\":\"[    1.0] DMAR-IR: Enabled IRQ rem")]
    [InlineData("\"[    1.0] DMAR-IR: Enabled IRQ remapping in x2apic mode\\n[    1.1] \\q \\ud800\"")]
    public void A_string_that_breaks_off_or_has_escapes_of_others_is_skipped(string text)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");

        Assert.Empty(evidence.Logs);
        Assert.Equal(1, Assert.Single(evidence.Skipped).Count);
    }

    [Fact]
    public void Base64_with_a_plus_at_the_start_of_a_line_stays_whole()
    {
        byte[] packed = Packed.Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 400).Select(n => $"usb {n * n}\n")) + Forms.All["log"]));
        string base64 = Convert.ToBase64String(packed);
        int width = Enumerable.Range(40, 400).First(width => base64.Chunk(width).Any(row => row[0] == '+' && row.Skip(1).Take(3).All(char.IsAsciiLetter)));

        Evidence evidence = EvidenceReader.ReadText($"Here it is:\n{string.Join('\n', base64.Chunk(width).Select(row => new string(row)))}", "t");

        Assert.Equal(LogState.Enabled, Assert.Single(evidence.Logs).InterruptRemapping);
    }

    private static int Count(string text) => text.Split('\n').Length;

    private static Func<string, string> Lines(Func<string, int, string> mangle) =>
        text => string.Join('\n', text.Split('\n').Select((line, n) => mangle(line, n + 1)));
}
