namespace IrqModel.Firmware.Tests;

public class LspciTreeTests
{
    [Fact]
    public void A_tree_alone_gives_functions_and_buses()
    {
        LspciDump dump = Dump.Of(
            """
            -+-[0000:ff]-+-00.0
             |           \-02.1
             \-[0000:00]-+-00.0
                         +-03.0-[02-05]----00.0-[03-05]--+-00.0-[04]----00.0  Samsung NVMe
                         |                               \-02.0-[05]--+-00.0
                         |                                            \-00.1
                         +-1c.0-[06]--
                         \-1f.3  Intel Corporation SMBus
            """);

        Assert.Equal(
            [
                "ff:00.0", "ff:02.1", "00:00.0", "00:03.0", "02:00.0", "03:00.0", "04:00.0", "03:02.0", "05:00.0", "05:00.1", "00:1c.0",
                "00:1f.3",
            ],
            dump.Devices.Select(d => d.Address.ToString()[5..]));
        Assert.Equal(
            [new(0, 2, 5), new(2, 3, 5), new(3, 4, 4), new(3, 5, 5), new BridgeBuses(0, 6, 6)],
            dump.Devices.Where(d => d.IsBridge).Select(d => d.Buses!.Value));
        Assert.Equal("Intel Corporation SMBus", dump.Devices[^1].Description);
        Assert.Equal(8, dump.Devices[^1].Line);
    }

    [Fact]
    public void A_tree_of_one_branch_is_read() =>
        Assert.Equal("0001:00:00.0", Dump.One("-[0001:00]---00.0").Address.ToString());
}
