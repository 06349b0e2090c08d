namespace Packages.Tests;

/// <summary>The tool, installed from its package as a user installs it.</summary>
public sealed class ToolTests(Feed feed)
{
    // A NIC whose VF the listing names; no numbers, so that nothing but the reading is on trial.
    private const string Listing = """
        0000:3b:00.0 Ethernet controller: Intel Corporation Ethernet Controller E810-C for QSFP (rev 02)
        	Capabilities: [70] MSI-X: Enable+ Count=1024 Masked-
        0000:3b:01.0 Ethernet controller: Intel Corporation Ethernet Adaptive Virtual Function (rev 02)
        	Capabilities: [70] MSI-X: Enable+ Count=33 Masked-

        """;

    [Fact]
    public async Task It_installs_explains_a_paste_and_gives_its_version()
    {
        var folder = Directory.CreateDirectory(Path.Combine(feed.Root, "tool")).FullName;
        var paste = Path.Combine(folder, "lspci.txt");
        await File.WriteAllTextAsync(paste, Listing, TestContext.Current.CancellationToken);

        await feed.Cli.SucceedAsync(folder, "new", "tool-manifest");
        await feed.Cli.SucceedAsync(folder, "tool", "install", "IrqModel.Tool", "--version", feed.Version);
        var version = await feed.Cli.SucceedAsync(folder, "irqmodel", "--version");
        var explained = await feed.Cli.SucceedAsync(folder, "irqmodel", "explain", paste);

        Assert.Matches("^[0-9]+[.][0-9]+[.][0-9]+", version.Output.Trim());
        Assert.Contains("3b:01.0", explained.Output, StringComparison.Ordinal);
    }
}
