using IrqModel.Firmware;
using IrqModel.Firmware.Tests;
using IrqModel.Tool.Explaining;

namespace IrqModel.Tool.Tests;

/// <summary>Inputs in the forms in which they are posted, each with a DMAR table of the machine.</summary>
public class PasteTests
{
    // How many functions are blocked, arrive, and are unknown under Linux 5.10-rc3; those that are blocked arrive under 5.10.
    [Theory]
    [InlineData("lspci.full.txt", 8, 4, 1)]
    [InlineData("lspci.crlf.txt", 8, 4, 1)]
    [InlineData("lspci.utf16bom.txt", 8, 4, 1)]
    [InlineData("lspci.markdown.md", 8, 4, 1)]
    [InlineData("lspci.with-stderr.txt", 8, 4, 1)]
    [InlineData("lspci.then-interrupts.txt", 8, 4, 1)]
    [InlineData("lspci.then-interrupts-unindented.txt", 8, 4, 1)]
    [InlineData("lspci.then-iplink.txt", 8, 4, 1)]
    [InlineData("lspci.then-uptime.txt", 8, 4, 1)]
    [InlineData("lspci.html", 8, 4, 1)]
    [InlineData("lspci.nbsp.txt", 8, 4, 1)]
    [InlineData("lspci.indented4.txt", 8, 4, 1)]
    [InlineData("lspci.quoted.txt", 8, 4, 1)]
    [InlineData("lspci.comment.txt", 8, 4, 1)]
    [InlineData("lspci.joblog.txt", 8, 4, 1)]
    [InlineData("lspci.before-and-after.txt", 8, 4, 1)]
    [InlineData("dmesg.then-lspci.txt", 8, 4, 1)]
    [InlineData("lspci.v.txt", 8, 4, 1)]
    [InlineData("lspci.access-denied.txt", 0, 0, 13)]
    [InlineData("lspci.plain.txt", 0, 0, 13)]
    [InlineData("lspci.dead.txt", 0, 2, 2)]
    [InlineData("lspci.vmd.txt", 0, 4, 1)]
    [InlineData("lspci.tv.txt", 0, 0, 6)]
    [InlineData("lspci.mm.txt", 0, 0, 2)]
    [InlineData("lspci.vmm.txt", 0, 0, 2)]
    public void Every_paste_is_answered_as_far_as_it_shows_the_machine(string file, int blocked, int arrive, int unknown)
    {
        var inputs = new[] { file, "dmar.bin" }.Select(name => InputSource.FromFile(SharedData.Cases("paste", name)[0])).ToArray();
        var before = Reference.Explain("linux-5.10-rc3", inputs);
        var after = Reference.Explain("linux-5.10", inputs);

        Assert.Equal((blocked, arrive, unknown),
            (Count(before, "blocked (0x25)"), Count(before, "arrives"),
            before.Functions.Count(function => !function.Prediction.Verdict.IsKnown)));
        Assert.Equal((0, blocked + arrive), (Count(after, "blocked (0x25)"), Count(after, "arrives")));
    }

    private static int Count(Explanation explanation, string verdict) =>
        explanation.Functions.Count(function => function.Prediction.Verdict is { IsKnown: true } known
            && known.Value.ToString() == verdict);
}
