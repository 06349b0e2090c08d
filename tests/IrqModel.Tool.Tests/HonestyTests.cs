using IrqModel.Firmware;
using IrqModel.Tool.Answers;
using IrqModel.Tool.Explaining;

namespace IrqModel.Tool.Tests;

/// <summary>
/// The honesty law: whatever is removed from an input, an answer may become unknown, or hold on a condition, but no certain answer becomes
/// another certain answer.
/// </summary>
public class HonestyTests(ITestOutputHelper output)
{
    private const int RandomRemovals = 400;

    private static readonly string[] Hosts = ["linux-5.10-rc3", "linux-6.12"];

    public static TheoryData<string> EachHost => [.. Hosts];

    private static string[] Inputs => [Reference.Listing, Reference.Log, InterruptsOf];

    private const string InterruptsOf = """
                   CPU0       CPU1
           2:         12          0  IR-IO-APIC    2-edge      timer
         120:        100          0  IR-PCI-MSI 327680-edge      xhci_hcd

        """;

    [Theory]
    [MemberData(nameof(EachHost))]
    public void No_line_whose_removal_changes_a_certain_answer(string host)
    {
        var full = Explain(host, Inputs);
        var removed = 0;
        for (var input = 0; input < Inputs.Length; input++)
        {
            var lines = Inputs[input].ReplaceLineEndings("\n").Split('\n');
            for (var line = 0; line < lines.Length; line++, removed++)
            {
                var reduced = Inputs.ToArray();
                reduced[input] = string.Join('\n', lines.Where((_, index) => index != line));
                AssertHonest(full, Explain(host, reduced), $"without line {line + 1} of input {input}: {lines[line]}");
            }
        }

        output.WriteLine($"{removed} lines removed one at a time");
    }

    [Theory]
    [MemberData(nameof(EachHost))]
    public void No_set_of_lines_whose_removal_changes_a_certain_answer(string host)
    {
        var full = Explain(host, Inputs);
        var random = new Random(host.Length);
        for (var round = 0; round < RandomRemovals; round++)
        {
            var share = random.NextDouble();
            // Blank lines stay: they tell where a function ends.
            var reduced = Inputs.Select(text => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n')
                .Where(line => line.Length == 0 || random.NextDouble() >= share * share))).ToArray();
            AssertHonest(full, Explain(host, reduced), $"round {round}:\n{string.Join("\n--\n", reduced)}");
        }
    }

    [Theory]
    [MemberData(nameof(EachHost))]
    public void No_block_and_no_file_whose_removal_changes_a_certain_answer(string host)
    {
        var full = Explain(host, Inputs);
        var blocks = Reference.Listing.ReplaceLineEndings("\n").Split("\n\n");
        for (var block = 0; block < blocks.Length; block++)
        {
            AssertHonest(full, Explain(host, [string.Join("\n\n", blocks.Where((_, index) => index != block)), .. Inputs[1..]]),
                $"without {blocks[block]}");
            AssertHonest(full, Explain(host, [string.Join("\n\n", blocks.Take(block)), .. Inputs[1..]]), $"cut before {blocks[block]}");
        }

        for (var kept = 0; kept < 1 << Inputs.Length; kept++)
        {
            var inputs = Inputs.Where((_, index) => (kept >> index & 1) != 0).ToArray();
            AssertHonest(full, Explain(host, inputs), $"with inputs {kept:b}");
            AssertHonest(full, Reference.Explain(host, false, inputs), $"with inputs {kept:b} and no table");
        }
    }

    public static TheoryData<string> EachOtherForm => [.. OtherForms.Keys];

    // What other programs print of the same machine: each with something that the table or the log makes certain.
    private static readonly Dictionary<string, string> OtherForms = new()
    {
        ["lshw"] = """
                description: Rack Mount Chassis
                product: Server 740
                vendor: Example Inc.
              *-pci
                   description: Host bridge
                   product: Example Host Bridge
                   bus info: pci@0000:00:00.0
                   capabilities: pciexpress bus_master cap_list
                 *-usb
                      description: USB controller
                      product: Example xHCI
                      bus info: pci@0000:00:14.0
                      capabilities: pm msi xhci bus_master cap_list
                      configuration: driver=xhci_hcd latency=0
                 *-network
                      description: Ethernet interface
                      product: Example NIC
                      bus info: pci@0000:17:00.0
                      capabilities: pm msi msix pciexpress bus_master cap_list
                      configuration: driver=ixgbe latency=0
                 *-network:1
                      description: Ethernet interface
                      product: Example NIC Virtual Function
                      bus info: pci@0000:17:10.0
                      capabilities: msix pciexpress bus_master cap_list
                      configuration: driver=ixgbevf latency=0

            """,
        ["journalctl -o json-pretty"] = Records("{{\n\t\"_HOSTNAME\" : \"made\",\n\t\"_TRANSPORT\" : \"kernel\",\n\t\"MESSAGE\" : \"{0}\"\n}}"),
        ["journalctl -o json"] = Records("{{\"MESSAGE\":\"{0}\",\"_TRANSPORT\":\"kernel\"}}"),
        ["journalctl -o export"] = Records("__CURSOR=s=1\n_TRANSPORT=kernel\nMESSAGE={0}\n"),
        ["dmesg --json"] = Records("      {{\n         \"pri\": 4,\n         \"time\":     1.000000,\n         \"msg\": \"{0}\"\n      }},"),
        ["ls -l of devices"] = """
            $ ls -l /sys/bus/pci/devices
            lrwxrwxrwx 1 root root 0 Nov  3 10:00 0000:00:02.0 -> ../../../devices/pci0000:00/0000:00:02.0
            lrwxrwxrwx 1 root root 0 Nov  3 10:00 0000:17:00.0 -> ../../../devices/pci0000:00/0000:00:02.0/0000:17:00.0
            lrwxrwxrwx 1 root root 0 Nov  3 10:00 0000:17:10.0 -> ../../../devices/pci0000:00/0000:00:02.0/0000:17:10.0
            lrwxrwxrwx 1 root root 0 Nov  3 10:00 /sys/bus/pci/devices/0000:17:10.0/physfn -> ../0000:17:00.0

            """,
        ["lshw -json"] = """
            {
              "id" : "network",
              "class" : "network",
              "description" : "Ethernet interface",
              "product" : "Example NIC Virtual Function",
              "businfo" : "pci@0000:17:10.0",
              "configuration" : {
                "driver" : "ixgbevf"
              },
              "capabilities" : {
                "msix" : "MSI-X"
              }
            },
            {
              "id" : "usb",
              "class" : "bus",
              "description" : "USB controller",
              "product" : "Example xHCI",
              "businfo" : "pci@0000:00:14.0",
              "configuration" : {
                "driver" : "xhci_hcd"
              },
              "capabilities" : {
                "msi" : "Message Signalled Interrupts"
              }
            }

            """,
        ["unhandled"] = """
            [    0.100000] DMAR-IR: Enabled IRQ remapping in x2apic mode
            [    9.000000] irq 16: nobody cared (try booting with the "irqpoll" option)
            [    9.000001] handlers:
            [    9.000002] [<00000000e2b1f5f8>] usb_hcd_irq [usbcore]
            [    9.000003] Disabling IRQ #16
            [    9.000004] __common_interrupt: 3.36 No irq handler for vector

            """,
        ["chips"] = """
                       CPU0       CPU1
              24:          0          0  DMAR-MSI    0-edge      dmar0
              90:        100          0  IR-PCI-MSIX-0000:17:00.0    0-edge      eth0
              91:         20          0  PCI-MSIX-0000:17:10.0    0-edge      vfio

            """,
        ["words"] = """
            Hello, I am running kernel 5.10.0-rc2 on this box.
            - Kernel: 5.10.0-rc2

            Dez 13 07:05:09 made kernel: DMAR: DRHD base: 0x000000fed91000 flags: 0x1
            Dez 13 07:05:09 made kernel: DMAR-IR: Enabled IRQ remapping in x2apic mode
            Dez 13 07:06:09 made kernel: DMAR: [INTR-REMAP] Request device [17:10.0] fault index 0x0 [fault reason 0x25] Blocked

            """,
        ["a quoted log"] = """
            > Nov 01 01:02:03 olga kernel: Linux version 5.4.0 (a@b) #1 SMP
            > Nov 01 01:02:03 olga kernel: DMAR-IR: Enabled IRQ remapping in x2apic mode

            Dec 13 07:05:09 made kernel: Linux version 5.10.0-rc2 (a@b) #1 SMP
            Dec 13 07:05:09 made kernel: DMAR: DRHD base: 0x000000fed91000 flags: 0x1
            Dec 13 07:05:09 made kernel: DMAR-IR: Enabled IRQ remapping in x2apic mode

            """,
        ["bugs of firmware"] = """
            [    0.1] [Firmware Bug]: ioapic 4 has no mapping iommu, interrupt remapping will be disabled
            [    0.2] Not enabling interrupt remapping
            [    0.3] Failed to enable irq remapping.  You are vulnerable to irq-injection attacks.

            """,
        ["dmidecode"] = "Handle 0x0100, DMI type 1, 27 bytes\nSystem Information\n\tManufacturer: Example Inc.\n\tProduct Name: Server 740\n",
    };

    [Theory]
    [MemberData(nameof(EachOtherForm))]
    public void No_line_of_another_form_whose_removal_changes_a_certain_answer(string form)
    {
        var lines = OtherForms[form].ReplaceLineEndings("\n").Split('\n');
        foreach (var host in Hosts)
        {
            string[] beside = form.StartsWith("lshw", StringComparison.Ordinal) ? [Reference.Log, InterruptsOf]
                : form.StartsWith("ls", StringComparison.Ordinal) ? [Reference.ListingWhere(line => !line.Contains("Bus: ", StringComparison.Ordinal)), InterruptsOf]
                : form.StartsWith("bugs", StringComparison.Ordinal) ? [Reference.ListingWhere(line => !line.Contains("Address: ", StringComparison.Ordinal))]
                : [Reference.Listing, InterruptsOf];
            var full = Explain(host, [OtherForms[form], .. beside]);
            Assert.Contains(full.Functions, function => function.Prediction.Verdict.IsCertain);
            for (var line = 0; line < lines.Length; line++)
            {
                var reduced = string.Join('\n', lines.Where((_, index) => index != line));
                AssertHonest(full, Explain(host, [reduced, .. beside]), $"without line {line + 1}: {lines[line]}");
            }
        }
    }

    private static string Records(string form) => string.Join('\n', Reference.Log.ReplaceLineEndings("\n").TrimEnd().Split('\n')
        .Select(line => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, line[(line.IndexOf("] ", StringComparison.Ordinal) + 2)..])));

    [Fact]
    public void Full_input_gives_certain_answers_so_that_the_law_has_something_to_hold()
    {
        var full = Explain("linux-5.10-rc3", Inputs);

        Assert.True(full.Functions.Count(function => function.Prediction.Verdict.IsCertain) >= 8);
        Assert.True(full.Functions.Count(function => function.Unit.IsCertain) == 9);
    }

    private static Explanation Explain(string host, string[] texts) => Reference.Explain(host, true, texts);

    /// <summary>Fails where a certain answer of the full input is another certain one in the reduced.</summary>
    internal static void AssertHonest(Explanation full, Explanation reduced, string what)
    {
        var known = full.Functions.ToDictionary(function => function.Function.Address);
        Compare(full.Machine.Platform, reduced.Machine.Platform, "platform", what);
        Compare(full.Machine.Remapping, reduced.Machine.Remapping, "remapping", what);
        // Of an interrupt that nobody handled less may be said, and no function that did not share it.
        foreach (var unhandled in reduced.Unhandled)
        {
            var same = full.Unhandled.Where(each => each.Interrupts[0].Irq == unhandled.Interrupts[0].Irq && each.Interrupts[0].Vector == unhandled.Interrupts[0].Vector);
            Assert.Subset(same.SelectMany(each => each.Functions).ToHashSet(), unhandled.Functions.ToHashSet());
        }

        foreach (var function in reduced.Functions)
        {
            if (!known.TryGetValue(function.Function.Address, out var before)) continue;
            var name = function.Function.Address.ToString();
            Compare(before.IsVirtual, function.IsVirtual, $"{name} is a VF", what);
            Compare(before.Unit, function.Unit, $"{name} unit", what);
            Compare(before.Prediction.Chain, function.Prediction.Chain, $"{name} chain", what);
            Compare(before.Prediction.Format, function.Prediction.Format, $"{name} format", what);
            Compare(before.Prediction.Check, function.Prediction.Check, $"{name} entry", what);
            Compare(before.Prediction.Verdict, function.Prediction.Verdict, $"{name} verdict", what);
            // Off is what the listing shows of the messages, and on what is shown or seen.
            if (before.Function.IsMsiEnabled == true)
                Assert.False(function.Function.IsMsiEnabled == false, $"{name} is off {what}");
            if (before.Owner is not null && function.Owner is not null) Compare(before.Owner, function.Owner, $"{name} PF", what);
        }
    }

    private static void Compare<T>(Answer<T> before, Answer<T> after, string question, string what)
    {
        if (before.IsCertain && after.IsCertain && !EqualityComparer<T>.Default.Equals(before.Value, after.Value))
            Assert.Fail($"{question}: {before} became {after} ({after.Because}) {what}");
    }
}
