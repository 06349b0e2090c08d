using System.Text.RegularExpressions;

namespace IrqModel.Firmware.Tests;

public partial class RealLspciTests
{
    [Fact]
    public void Every_real_dump_reads_and_says_what_its_functions_are()
    {
        foreach (string path in SharedData.Files("lspci"))
        {
            LspciDump dump = LspciDump.Load(path);
            // A tree says no classes, and a name that is newer than this reader may be unknown; most must not be.
            int unknown = dump.Devices.Count(d => d.ClassCode is null && d.Line is not null && d.Description?.Contains(':') == true);
            Assert.True(unknown * 10 <= dump.Devices.Length, $"{dump.Name}: {unknown} functions without a class");
            foreach (PciDeviceInfo device in dump.Devices)
            {
                foreach (PciProblem problem in device.Problems)
                    TestContext.Current.TestOutputHelper?.WriteLine($"{dump.Name}: {device.Address}: {problem}");
            }
        }
    }

    [Fact]
    public void Every_slot_of_a_real_dump_becomes_a_function()
    {
        foreach (string path in SharedData.Files("lspci"))
        {
            var slots = Slot().Matches(File.ReadAllText(path)).Select(m => m.Groups[1].Value).ToHashSet();
            string[] found = [.. LspciDump.Load(path).Devices.Select(d => d.Address.ToString())];
            Assert.All(slots, slot => Assert.Contains(slot.Length == 7 ? $"0000:{slot}" : slot, found));
        }
    }

    [Fact]
    public void Bytes_and_words_of_a_real_dump_agree()
    {
        int compared = 0;
        foreach (string path in SharedData.Files("lspci", "*.lspci"))
        {
            string[] lines = File.ReadAllLines(path);
            LspciDump words = Dump.Of(string.Join('\n', lines.Where(l => !HexLine().IsMatch(l))));
            LspciDump bytes = Dump.Of(string.Join('\n', lines.Where(l => HexLine().IsMatch(l) || Slot().IsMatch(l))));
            foreach (PciDeviceInfo word in words.Devices)
            {
                PciDeviceInfo? hex = bytes.Find(word.Address);
                if (hex?.Config is null)
                    continue;
                compared += Same(word.Buses, hex.Buses) + Same(word.Msi, hex.Msi) + Same(word.Msix, hex.Msix)
                    + Same(word.Sriov, hex.Sriov) + Same(word.Ari, hex.Ari) + Same(word.Pcie, WithoutSlotOfEndpoint(hex.Pcie));
                if (word.ClassCode is { } code)
                    Assert.Equal(hex.ClassCode >> 8, code >> 8);

                int Same<T>(T? inWords, T? inBytes)
                {
                    if (inWords is null || inBytes is null)
                        return 0;
                    Assert.True(
                        inWords.Equals(inBytes), $"{Path.GetFileName(path)}: {word.Address}: {inWords} in words, {inBytes} in bytes");
                    return 1;
                }
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{compared} capabilities are given twice");
    }

    /// <summary>Words say of ports only whether they have a slot.</summary>
    private static PcieCapability? WithoutSlotOfEndpoint(PcieCapability? pcie) =>
        pcie is { PortType: PciePortType.RootPort or PciePortType.DownstreamPort } or null ? pcie : pcie with { HasSlot = null };

    [GeneratedRegex("^[ \\t]*((?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[01][0-9a-f]\\.[0-7]) ", RegexOptions.Multiline)]
    private static partial Regex Slot();

    [GeneratedRegex("^[0-9a-f]{2,3}: ")]
    private static partial Regex HexLine();
}
