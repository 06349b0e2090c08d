using IrqModel.Engine;
using Xunit;

namespace IrqModel.Engine.Tests.Hardware;

/// <summary>
/// IOAPICs and HPETs. Source: Linux <c>struct IO_APIC_route_entry</c> and <c>ioapic_setup_msg_from_msi()</c>; QEMU <c>ioapic_entry_parse()</c>;
/// vtd.md 1.1 and 1.5.
/// </summary>
public sealed class InterruptSourceTests
{
    private static readonly RequesterId IoApicId = Bdf.Parse("00:1e.7").RequesterId;
    private static readonly RequesterId HpetId = Bdf.Parse("00:0f.0").RequesterId;

    private readonly VtdUnit unit = new();

    // Format 48, index 14:0 in 63:49, index 15 in bit 11, 10:8 zero
    [Theory]
    [InlineData(0, 0x0001_0000_0000_0030UL)]
    [InlineData(5, 0x000B_0000_0000_0030UL)]
    [InlineData(0x8001, 0x0003_0000_0000_0830UL)]
    public void A_remappable_entry_has_its_index_where_Linux_has_it(int index, ulong value)
    {
        var entry = IoApicEntry.Remappable(index, 0x30);

        Assert.Equal(value, entry.Value);
        Assert.Equal((true, index, (byte)0x30), (entry.IsRemappable, entry.Index, entry.Vector));
    }

    [Fact]
    public void Every_index_survives_the_way_through_the_entry_into_the_message()
    {
        for (var index = 0; index <= 0xFFFF; index++)
        {
            var message = IoApicEntry.Remappable(index, 0x30, level: true).ToMessage();
            Assert.True(message is { HitsInterruptRange: true, IsRemappable: true, SubhandleValid: false });
            Assert.Equal(index, message.Handle);
        }
    }

    [Fact]
    public void A_compatibility_entry_becomes_a_compatibility_message()
    {
        var message = IoApicEntry.Compatibility(destination: 1, logical: true, 0x30, level: true).ToMessage();

        Assert.Equal(new MsiMessage(0xFEE0_1004, 0x8030), message);
    }

    // "delivery 000b in 10:8 so that SHV is clear": lowest priority would set the bit
    [Fact]
    public void Lowest_priority_delivery_sets_the_bit_that_is_SHV_in_remappable_format() =>
        Assert.True(new IoApicEntry(IoApicEntry.Remappable(5, 0x30).Value | 0x100).ToMessage().SubhandleValid);

    [Fact]
    public void A_pin_goes_through_the_entry_that_its_redirection_entry_names()
    {
        var ioApic = new IoApic(IoApicId, pins: 24);
        unit.Write(9, Irte.Remapped(0x0200, false, 0x51, IoApicId, SourceValidation.RequesterId));
        ioApic[4] = IoApicEntry.Remappable(9, 0x51);

        Assert.True(ioApic.TryAssert(4, out var message));
        var result = unit.Hardware.Request(message, ioApic.Id);

        Assert.Equal((FaultReason.None, 2u, (byte)0x51), (result.Fault, result.Destination, result.Vector));
    }

    [Fact]
    public void A_pin_left_in_compatibility_format_is_blocked()
    {
        var ioApic = new IoApic(IoApicId, pins: 24);
        ioApic[4] = IoApicEntry.Compatibility(0, false, 0x31);

        ioApic.TryAssert(4, out var message);

        Assert.Equal(FaultReason.CompatibilityBlocked, unit.Hardware.Request(message, ioApic.Id).Fault);
    }

    [Fact]
    public void All_pins_are_masked_after_reset()
    {
        var ioApic = new IoApic(IoApicId, pins: 24);

        for (var pin = 0; pin < 24; pin++) Assert.False(ioApic.TryAssert(pin, out _));
    }

    // vtd.md 1.5: HPET SVT1/SQ3, which admits each function of the device
    [Theory]
    [InlineData("00:0f.0", FaultReason.None)]
    [InlineData("00:0f.7", FaultReason.None)]
    [InlineData("00:10.0", FaultReason.SourceIdMismatch)]
    public void The_entry_of_an_HPET_admits_all_functions_of_its_device(string requester, FaultReason expected)
    {
        var timer = new HpetTimer(Bdf.Parse(requester).RequesterId);
        unit.Write(12, Irte.Remapped(0x0100, false, 0x61, HpetId, SourceValidation.RequesterId, qualifier: 3));
        timer.SetMessage(MsiMessage.Remappable(12, 0));

        Assert.True(timer.TryFire(out var message));

        Assert.Equal(expected, unit.Hardware.Request(message, timer.Id).Fault);
    }

    // HPET 1.0a, 2.3.8: bit 14 of the configuration lets the timer interrupt by message
    [Fact]
    public void A_timer_that_may_not_send_messages_sends_none() => Assert.False(new HpetTimer(HpetId).TryFire(out _));

    [Fact]
    public void A_source_that_no_unit_covers_reaches_the_processor_it_names()
    {
        var interconnect = new Interconnect(new LocalApics(4), new PostedInterrupts(new Machine("m")));

        var result = interconnect.Route(MsiMessage.Compatibility(3, false, 0x40), IoApicId, unit: null, out var processor);

        Assert.Equal((RemapKind.Passed, 3), (result.Kind, processor));
    }
}
