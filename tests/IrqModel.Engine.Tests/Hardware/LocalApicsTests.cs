using IrqModel.Engine;
using Xunit;

namespace IrqModel.Engine.Tests.Hardware;

/// <summary>Destinations. Source: Intel SDM 3A, 11.6.2 (logical destinations) and 11.12.10 (x2APIC clusters).</summary>
public sealed class LocalApicsTests
{
    private readonly LocalApics apics = new(64);

    [Theory]
    [InlineData(5, false, false, 5)]
    [InlineData(64, false, false, -1)]
    [InlineData(0xFFFF_FFFF, false, true, -1)]
    [InlineData(0x04, true, false, 2)]
    [InlineData(0x0C, true, false, 2)]
    [InlineData(0x00, true, false, -1)]
    [InlineData(0x0002_0008, true, true, 35)]
    [InlineData(0x0004_0001, true, true, -1)]
    [InlineData(0x0002_0000, true, true, -1)]
    public void A_destination_means_a_processor(uint destination, bool logical, bool extended, int processor) =>
        Assert.Equal(processor, apics.Resolve(destination, logical, extended));
}
