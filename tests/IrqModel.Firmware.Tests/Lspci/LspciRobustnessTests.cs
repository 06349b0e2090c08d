namespace IrqModel.Firmware.Tests;

[Trait("Suite", "Long")]
public class LspciRobustnessTests
{
    private const string Alphabet = "0123456789abcdef:.-+[] \t\n\r<>/|\\=,!\"xMS\0";

    private static readonly string[] Sound =
    [
        $"""
        0000:02:00.0 Ethernet controller [0200]: Intel Corporation X [8086:10c9] (rev 01) (prog-if 00)
        	Bus: primary=00, secondary=02, subordinate=0a, sec-latency=0
        	Capabilities: [50] MSI: Enable+ Count=1/8 Maskable+ 64bit+
        		Address: 00000000fee00018  Data: 4021
        	Capabilities: [70] MSI-X: Enable+ Count=16 Masked-
        		Vector table: BAR=2 offset=000f0000
        	Capabilities: [a0] Express (v2) Endpoint, MSI 00
        	Capabilities: [150 v1] Alternative Routing-ID Interpretation (ARI)
        		ARICap:	MFVC- ACS-, Next Function: 1
        	Capabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)
        		IOVCtl:	Enable+ Migration- Interrupt- MSE+ ARIHierarchy+
        		Initial VFs: 8, Total VFs: 8, Number of VFs: 1, Function Dependency Link: 00
        		VF offset: 384, stride: 2, Device ID: 10ca
        {ConfigBytes.PhysicalFunction().ToHex(0x40)}
        """,
        """
        -+-[0000:ff]-+-00.0
         \-[0000:00]-+-00.0
                     +-03.0-[02-05]----00.0-[03-05]--+-00.0-[04]----00.0  Samsung NVMe
                     \-1f.3  Intel Corporation SMBus
        """,
        """
        <a><bus type="pci" address="0x0"><device address="0x20000"><vendor>0x1</vendor><class>0x060400</class><capability id="SR-IOV">
        <total_vfs>7</total_vfs><first_vf_bdf><bus>0x0</bus></first_vf_bdf></capability><bus type="pci" address="0x1"/></device></bus>
        <PCI_DEVICE>
        00:1f.3 Audio device: Intel
        </PCI_DEVICE></a>
        """,
    ];

    [Fact]
    public void Random_changes_read_or_are_a_format_error() => new Fuzz(seed: 4).Run(Sound, Try);

    [Fact]
    public void Random_text_reads_or_is_a_format_error()
    {
        var random = new Random(5);
        for (int round = 0; round < 20_000; round++)
            Try(new string([.. Enumerable.Range(0, random.Next(120)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]));
    }

    [Fact]
    public void Buses_nested_without_end_are_a_format_error()
    {
        string deep = string.Concat(Enumerable.Repeat("<bus type='pci' address='0x1'><device address='0x0'>", 20_000));

        Try(deep);
        Assert.Contains(
            "at most 256",
            Dump.Refused(deep + string.Concat(Enumerable.Repeat("</device></bus>", 20_000))),
            StringComparison.Ordinal);
    }

    private static void Try(string text)
    {
        try
        {
            Assert.NotEmpty(Dump.Of(text).Devices);
        }
        catch (FirmwareFormatException error)
        {
            Assert.StartsWith("t:", error.Message);
        }
    }
}
