using IrqModel;
using IrqModel.Engine;
using IrqModel.Tool.Pages.Building;
using IrqModel.Tool.Pages.Document;
using IrqModel.Tool.Runs;

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
    public void An_entry_of_AMD_Vi_reads_as_the_unit_reads_it_in_each_of_its_forms()
    {
        for (var round = 0; round < 200; round++)
        {
            var (low, high) = ((ulong)Random.NextInt64(), (ulong)Random.NextInt64());
            var wide = new AmdIrte(low, high, Wide: true);
            var narrow = new AmdIrte((uint)low, 0, Wide: false);
            var format = wide.Guest ? AmdBitLayouts.GuestEntry : AmdBitLayouts.Entry;

            Assert.Equal(wide.Guest, AmdBitLayouts.IsGuestMode(low));
            Assert.Equal(wide.Enabled ? 1UL : 0, Field($"{format}.low", "RemapEn", low));
            Assert.Equal(wide.SuppressesFaults ? 1UL : 0, Field($"{format}.low", "SupIOPF", low));
            Assert.Equal(wide.Vector, Field($"{format}.high", "Vector", high));
            Assert.Equal(wide.GuestTag, Field($"{format}.low", "GATag", low));
            var destination = Field($"{format}.low", "Dest 23:0", low) | (Field($"{format}.high", "Dest 31:24", high) << 24);
            Assert.Equal(wide.Destination(x2Apic: true), destination);
            if (!wide.Guest)
            {
                Assert.Equal((ulong)wide.Type, Field("amd128.low", "IntType", low));
                Assert.Equal(wide.LogicalDestination ? 1UL : 0, Field("amd128.low", "DM", low));
            }

            Assert.Equal(narrow.Enabled ? 1UL : 0, Field("amd32.low", "RemapEn", low));
            Assert.Equal((ulong)narrow.Type, Field("amd32.low", "IntType", low));
            Assert.Equal(narrow.LogicalDestination ? 1UL : 0, Field("amd32.low", "DM", low));
            Assert.Equal(narrow.Vector, Field("amd32.low", "Vector", low));
            Assert.Equal(narrow.Destination(x2Apic: false), Field("amd32.low", "Destination", low));
        }
    }

    [Fact]
    public void A_device_table_entry_reads_as_the_unit_reads_it()
    {
        for (var round = 0; round < 200; round++)
        {
            var entry = new AmdDeviceEntry((ulong)Random.NextInt64(long.MinValue, long.MaxValue));

            Assert.Equal(entry.Valid ? 1UL : 0, Field("amdDevice", "IV", entry.Value));
            Assert.Equal((ulong)entry.TableLength, Field("amdDevice", "IntTabLen", entry.Value));
            Assert.Equal(entry.IgnoresUnmapped ? 1UL : 0, Field("amdDevice", "IG", entry.Value));
            Assert.Equal(entry.TableAddress, (Field("amdDevice", "IntTabRoot", entry.Value) << 6) & ~0x7FUL);
            Assert.Equal(entry.InitPass ? 1UL : 0, Field("amdDevice", "InitPass", entry.Value));
            Assert.Equal(entry.ExtIntPass ? 1UL : 0, Field("amdDevice", "EIntPass", entry.Value));
            Assert.Equal(entry.NmiPass ? 1UL : 0, Field("amdDevice", "NMIPass", entry.Value));
            Assert.Equal((ulong)entry.IntControl, Field("amdDevice", "IntCtl", entry.Value));
        }
    }

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData(0x8UL, 0x8UL, null, "remapped")]
    [InlineData(0x8008UL, 0x8UL, null, "posted")]
    [InlineData(0x1UL, 0x30UL, 0x13UL, "amd128")]
    [InlineData(0x81UL, 0x30UL, 0x13UL, "amdGuest")]
    [InlineData(0x300001UL, null, 0x13UL, "amd32")]
    [InlineData(null, null, 0x13UL, null)]
    public void The_layout_of_an_entry_follows_from_the_bits_that_a_run_has(ulong? low, ulong? high, ulong? device, string? layout)
    {
        var interrupt = new RunInterrupt(0, 24, 0xFEE0_0000, 0, DeliveryOutcome.Delivered) { EntryLow = low, EntryHigh = high, DeviceEntry = device };

        Assert.Equal(layout, InterruptReader.EntryFormatOf(interrupt));
        Assert.Equal(layout is "remapped" or "posted", interrupt.Entry is not null);
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
