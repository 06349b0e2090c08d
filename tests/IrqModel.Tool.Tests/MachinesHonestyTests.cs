using IrqModel.Tool.Explaining;

namespace IrqModel.Tool.Tests;

/// <summary>
/// The honesty law where a text shows two machines: whatever is removed of either, no certain answer about the one that is explained
/// becomes another. Prompts stay, for they tell whose a line is.
/// </summary>
public class MachinesHonestyTests(ITestOutputHelper output)
{
    private const int RandomRemovals = 150;

    // What elm shows contradicts all that oak shows: merged with it, answers about oak would change.
    private const string OfElm = """
        root@elm:~# lspci -vvv
        17:10.0 PCI bridge: Example Root Port (rev 01) (prog-if 00 [Normal decode])
        	Bus: primary=17, secondary=19, subordinate=19, sec-latency=0

        17:10.1 Ethernet controller: Example NIC (rev 01)
        	Capabilities: [70] MSI-X: Enable- Count=10 Masked-
        	Capabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)
        		IOVCtl:	Enable- Migration- Interrupt- MSE- ARIHierarchy+
        		Initial VFs: 8, Total VFs: 8, Number of VFs: 0, Function Dependency Link: 00

        root@elm:~# cat /proc/interrupts
                   CPU0       CPU1
         130:        100          0   PCI-MSI 12591104-edge      eth0
        root@elm:~# dmesg
        [    0.000000] Linux version 6.12.1 (builder@example) (gcc 13.2.0) #1 SMP
        [    0.000000] Command line: BOOT_IMAGE=/vmlinuz-6.12.1 root=/dev/sda1 ro intremap=off
        [    0.100000] DMAR-IR: Not enabling interrupt remapping

        """;

    private static string[] Lines(bool isOakFirst)
    {
        var table = Reference.Table();
        var rows = Enumerable.Range(0, (table.Length + 15) / 16)
            .Select(row => $"{row * 16:x8}  {string.Join(' ', table.Skip(row * 16).Take(16).Select(value => $"{value:x2}"))}");
        var oak = $"""
            root@oak:~# hexdump -C DMAR
            {string.Join('\n', rows)}

            root@oak:~# lspci -vvv
            {Reference.Listing}
            root@oak:~# cat /proc/interrupts
                       CPU0       CPU1
             120:        100          0  IR-PCI-MSI 327680-edge      xhci_hcd
            root@oak:~# dmesg
            {Reference.Log}

            """;
        return (isOakFirst ? oak + OfElm : OfElm + oak).ReplaceLineEndings("\n").Split('\n');
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_line_of_either_machine_whose_removal_changes_a_certain_answer(bool isOakFirst)
    {
        var lines = Lines(isOakFirst);
        var full = Explain(lines);
        var compared = 0;
        for (var line = 0; line < lines.Length; line++)
        {
            if (lines[line].Contains(":~# ", StringComparison.Ordinal)) continue;
            compared += Compare(full, Explain(lines.Where((_, index) => index != line)), $"without line {line + 1}: {lines[line]}") ? 1 : 0;
        }

        output.WriteLine($"{compared} of {lines.Length} lines removed and compared");
        Assert.True(compared > lines.Length / 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_set_of_lines_of_either_machine_whose_removal_changes_a_certain_answer(bool isOakFirst)
    {
        var lines = Lines(isOakFirst);
        var full = Explain(lines);
        var random = new Random(lines.Length);
        var compared = 0;
        for (var round = 0; round < RandomRemovals; round++)
        {
            var share = random.NextDouble();
            string[] kept = [.. lines.Where(line => line.Length == 0 || line.Contains(":~# ", StringComparison.Ordinal) || random.NextDouble() >= share * share)];
            compared += Compare(full, Explain(kept), $"round {round}:\n{string.Join('\n', kept)}") ? 1 : 0;
        }

        output.WriteLine($"{compared} of {RandomRemovals} rounds compared");
        Assert.True(compared > RandomRemovals / 4);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_full_text_gives_certain_answers_about_one_of_the_two(bool isOakFirst)
    {
        var full = Explain(Lines(isOakFirst));

        Assert.Equal("oak", Assert.Single(full.Evidence.NamedMachines).Name);
        Assert.True(full.Machine.Remapping.IsCertain && full.Machine.Platform.IsCertain);
        Assert.True(full.Functions.Count(function => function.Prediction.Verdict.IsCertain) >= 8);
    }

    /// <summary>Compares answers about one machine; false where the reduced text has less of it, so that the other is explained.</summary>
    private static bool Compare(Explanation full, Explanation reduced, string what)
    {
        if (reduced.Evidence.NamedMachines is not [{ Name: "oak" }]) return false;
        HonestyTests.AssertHonest(full, reduced, what);
        return true;
    }

    private static Explanation Explain(IEnumerable<string> lines) => Reference.Explain("linux-5.10-rc3", false, string.Join('\n', lines));
}
