using IrqModel;
using IrqModel.Engine;
using IrqModel.Tool.Pages.Building;
using IrqModel.Tool.Pages.Document;

namespace Report.Tests;

/// <summary>The layouts by which the page takes messages and entries apart agree with what the engine's hardware reads.</summary>
public class BitLayoutTests
{
    private static readonly Random Random = new(17);

    public static TheoryData<string> Names => [.. BitLayouts.All.Select(layout => layout.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fields_are_all_bits_of_their_layout_each_once_from_the_highest_down(string name)
    {
        var layout = Layout(name);

        Assert.Equal(layout.Bits - 1, layout.Fields[0].High);
        Assert.Equal(0, layout.Fields[^1].Low);
        Assert.All(layout.Fields, field => Assert.True(field.High >= field.Low));
        for (var index = 1; index < layout.Fields.Count; index++) Assert.Equal(layout.Fields[index - 1].Low - 1, layout.Fields[index].High);
    }

    [Fact]
    public void An_entry_reads_as_the_unit_reads_it()
    {
        for (var round = 0; round < 200; round++)
        {
            var entry = new Irte((ulong)Random.NextInt64(), (ulong)Random.NextInt64());
            var format = entry.Posted ? BitLayouts.PostedEntry : BitLayouts.RemappedEntry;

            Assert.Equal(entry.Present ? 1UL : 0, Field($"{format}.low", "P", entry.Low));
            Assert.Equal(entry.FaultProcessingDisabled ? 1UL : 0, Field($"{format}.low", "FPD", entry.Low));
            Assert.Equal(entry.Vector, Field($"{format}.low", "V", entry.Low));
            Assert.Equal(entry.SourceId.Value, Field($"{format}.high", "SID", entry.High));
            Assert.Equal((ulong)entry.SourceIdQualifier, Field($"{format}.high", "SQ", entry.High));
            Assert.Equal((ulong)entry.Validation, Field($"{format}.high", "SVT", entry.High));
            if (entry.Posted)
            {
                var address = (Field("posted.high", "PDA 63:32", entry.High) << 32) | (Field("posted.low", "PDA 31:6", entry.Low) << 6);
                Assert.Equal(entry.DescriptorAddress, address);
                Assert.Equal(entry.Urgent ? 1UL : 0, Field("posted.low", "URG", entry.Low));
            }
            else
            {
                Assert.Equal(entry.RawDestination, Field("remapped.low", "DST", entry.Low));
                Assert.Equal((ulong)entry.DeliveryMode, Field("remapped.low", "DLM", entry.Low));
                Assert.Equal(entry.LogicalDestination ? 1UL : 0, Field("remapped.low", "DM", entry.Low));
                Assert.Equal(entry.RedirectionHint ? 1UL : 0, Field("remapped.low", "RH", entry.Low));
                Assert.Equal(entry.LevelTriggered ? 1UL : 0, Field("remapped.low", "TM", entry.Low));
            }
        }
    }

    [Fact]
    public void A_message_reads_as_the_unit_reads_it()
    {
        for (var round = 0; round < 200; round++)
        {
            var message = new MsiMessage(0xFEE0_0000UL | (uint)Random.Next(0x10_0000), (uint)Random.Next());

            Assert.Equal(message.IsRemappable ? 1UL : 0, Field("remappable.address", "Format", message.Address));
            Assert.Equal(message.SubhandleValid ? 1UL : 0, Field("remappable.address", "SHV", message.Address));
            var handle = Field("remappable.address", "Handle 14:0", message.Address) | (Field("remappable.address", "Handle 15", message.Address) << 15);
            Assert.Equal((ulong)message.Handle, handle);
            Assert.Equal(message.Destination, Field("compatibility.address", "Destination", message.Address));
            Assert.Equal(message.LogicalDestination ? 1UL : 0, Field("compatibility.address", "DM", message.Address));
            Assert.Equal(message.Vector, Field("compatibility.data", "Vector", message.Data));
        }
    }

    private static BitLayout Layout(string name) => BitLayouts.All.Single(layout => layout.Name == name);

    private static ulong Field(string layout, string name, ulong bits)
    {
        var field = Layout(layout).Fields.Single(field => field.Name == name);
        return (bits >> field.Low) & ((1UL << (field.High - field.Low + 1)) - 1);
    }
}
