namespace IrqModel.Firmware.Tests;

public class PciAddressTests
{
    [Theory]
    [InlineData("00:1f.3", 0, 0, 0x1F, 3)]
    [InlineData("0001:02:03.4", 1, 2, 3, 4)]
    [InlineData("10000:e1:00.0", 0x10000, 0xE1, 0, 0)]
    public void An_address_is_read(string text, int segment, byte bus, byte device, byte function)
    {
        Assert.True(PciAddress.TryParse(text, out PciAddress address));
        Assert.Equal(new PciAddress(segment, bus, device, function), address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00:20.0")]
    [InlineData("00:1f.8")]
    [InlineData("00:1f")]
    [InlineData("0:1f.0")]
    [InlineData("00:1f.00")]
    [InlineData("000:00:1f.0")]
    [InlineData("ffffffff:00:1f.0")]
    [InlineData("00: 1.0")]
    [InlineData("x0:1f.0")]
    [InlineData(".0")]
    public void What_is_no_address_is_refused(string text) => Assert.False(PciAddress.TryParse(text, out _));

    [Fact]
    public void The_text_and_the_requester_id_follow_from_the_numbers()
    {
        var address = new PciAddress(0, 2, 0x10, 1);

        Assert.Equal("0000:02:10.1", address.ToString());
        Assert.Equal(0x0281, address.RequesterId);
    }
}
