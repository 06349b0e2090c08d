using IrqModel.Engine;
using Xunit;

namespace IrqModel.Engine.Tests.Hardware;

/// <summary>Multi-message MSI: one message, many entries. Source: vtd.md 1.1; Linux <c>alloc_irte()</c>; PCI Local Bus 3.0, 6.8.3.4.</summary>
public sealed class MessageBlockTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(32)]
    public void Each_vector_of_a_block_uses_its_own_entry(int count)
    {
        const int Base = 64;
        var unit = new VtdUnit();
        for (var vector = 0; vector < count; vector++) unit.Write(Base + vector, VtdUnit.To((byte)(0x40 + vector)));
        var message = MsiMessage.Remappable(Base, subhandle: 0);

        for (var vector = 0; vector < count; vector++)
        {
            var result = unit.Hardware.Request(message.OfVector(vector, count), VtdUnit.Nic);
            Assert.Equal((Base + vector, 0x40 + vector), (result.Index, result.Vector));
        }
    }

    // vtd.md 1.1: log2(count) <= ECAP.MHMV, power-of-two sized
    [Theory]
    [InlineData(1, 0, true)]
    [InlineData(2, 0, false)]
    [InlineData(16, 4, true)]
    [InlineData(32, 4, false)]
    [InlineData(32, 15, true)]
    [InlineData(3, 15, false)]
    [InlineData(0, 15, false)]
    public void MHMV_limits_the_size_of_a_block(int count, int limit, bool allowed) =>
        Assert.Equal(allowed, VtdCapabilities.Server.WithMaximumHandleMask(limit).AllowsMessageBlock(count));

    [Fact]
    public void In_compatibility_format_the_vectors_of_a_block_are_consecutive() =>
        Assert.Equal(0x43, MsiMessage.Compatibility(0, false, 0x40).OfVector(3, 4).Vector);
}
