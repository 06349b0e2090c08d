using Xunit;

namespace IrqModel.Engine.Tests.Topology;

public sealed class BdfTests
{
    [Theory]
    [InlineData("0000:3b:00.1", 0, 0x3B, 0, 1)]
    [InlineData("3b:1f.7", 0, 0x3B, 0x1F, 7)]
    [InlineData("10000:e1:00.0", 0x10000, 0xE1, 0, 0)]
    public void An_address_reads_as_lspci_writes_it(string text, int segment, int bus, int device, int function)
    {
        Assert.Equal(new Bdf(segment, bus, device, function), Bdf.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00:20.0")]
    [InlineData("00:00.8")]
    [InlineData("100:00.0")]
    [InlineData("00.0")]
    [InlineData("00:00")]
    [InlineData("-1:00:00.0")]
    [InlineData("00:00.0 ")]
    public void What_is_no_address_is_refused(string text)
    {
        Assert.False(Bdf.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => Bdf.Parse(text));
    }

    [Fact]
    public void Every_requester_id_survives_being_written_and_read()
    {
        for (var id = 0; id <= ushort.MaxValue; id++)
        {
            var address = new Bdf(3, new RequesterId((ushort)id));
            Assert.Equal(address, Bdf.Parse(address.ToString()));
        }
    }
}
