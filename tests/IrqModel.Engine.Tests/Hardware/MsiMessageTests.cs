using IrqModel.Engine;
using Xunit;

namespace IrqModel.Engine.Tests.Hardware;

public sealed class MsiMessageTests
{
    // As real Linux kernels wrote them: index 16 and 27; destination 1 logical, vector 0x26.
    [Fact]
    public void A_remappable_message_looks_as_Linux_writes_it()
    {
        Assert.Equal(new MsiMessage(0xFEE0_0218, 0), MsiMessage.Remappable(16, 0));
        Assert.Equal(new MsiMessage(0xFEE0_0378, 0), MsiMessage.Remappable(27, 0));
    }

    [Fact]
    public void A_compatibility_message_looks_as_Linux_writes_it()
    {
        Assert.Equal(new MsiMessage(0xFEE0_1004, 0x26), MsiMessage.Compatibility(1, logical: true, 0x26));
    }

    [Fact]
    public void Every_handle_survives_the_way_into_a_message_and_back()
    {
        for (var handle = 0; handle <= 0xFFFF; handle++)
        {
            var message = MsiMessage.Remappable(handle, 3);
            Assert.True(message.IsRemappable && message.SubhandleValid && message.HitsInterruptRange);
            Assert.Equal(handle, message.Handle);
        }
    }

    [Fact]
    public void Every_destination_and_vector_survives_the_way_into_a_message_and_back()
    {
        for (uint destination = 0; destination <= 0xFF; destination++)
        {
            var message = MsiMessage.Compatibility(destination, logical: false, (byte)~destination);
            Assert.False(message.IsRemappable);
            Assert.Equal((destination, (byte)~destination, false), (message.Destination, message.Vector, message.LogicalDestination));
        }
    }
}
