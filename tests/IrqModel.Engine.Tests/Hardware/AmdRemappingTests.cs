using IrqModel.Engine;
using Xunit;

namespace IrqModel.Engine.Tests.Hardware;

/// <summary>One test a rule of AMD-Vi. Source: vtd.md 2 (QEMU <c>amd_iommu.c</c>, Linux <c>drivers/iommu/amd</c>), unless said otherwise.</summary>
public sealed class AmdRemappingTests
{
    private readonly AmdUnit unit = new();

    [Fact]
    public void An_enabled_entry_gives_destination_and_vector()
    {
        unit.Write(7, AmdIrte.Narrow(3, logical: false, 0x41));

        var result = unit.Fire(7);

        Assert.Equal((RemapKind.Remapped, 3u, (byte)0x41, false, 7), (result.Kind, result.Destination, result.Vector, result.LogicalDestination, result.Index));
    }

    // vtd.md 2: 0 RemapEn, 4:2 IntType, 6 DM, 15:8 dest, 23:16 vector
    [Fact]
    public void The_fields_of_a_32_bit_entry_are_where_the_source_has_them() =>
        Assert.Equal(0x0041_0345UL, AmdIrte.Narrow(3, logical: true, 0x41, AmdInterruptType.Arbitrated).Low);

    // vtd.md 2: lo 31:8 dest[23:0], hi 7:0 vector, 63:56 dest[31:24]
    [Fact]
    public void The_fields_of_a_128_bit_entry_are_where_the_source_has_them()
    {
        var entry = AmdIrte.Of128(0xAB12_3456, logical: false, 0x41);

        Assert.Equal((0x1234_5601UL, 0xAB00_0000_0000_0041UL), (entry.Low, entry.High));
    }

    // vtd.md 2: 0 IV, 4:1 IntTabLen, 51:6 base, 61:60 IntCtl
    [Fact]
    public void The_fields_of_a_device_entry_are_where_the_source_has_them()
    {
        Assert.Equal(0x2000_0000_0040_0013UL, AmdDeviceEntry.Remapping(0x40_0000, 9).Value);
        Assert.Equal(0x0700_0000_0000_0000UL, default(AmdDeviceEntry).WithInitPass().WithExtIntPass().WithNmiPass().Value);
        Assert.Equal(0x20UL, default(AmdDeviceEntry).WithIgnoreUnmapped().Value);
    }

    [Theory]
    [InlineData(false, 0x0000_0056u)]
    [InlineData(true, 0xAB12_3456u)]
    public void A_128_bit_entry_has_a_32_bit_destination_in_x2APIC_mode(bool x2Apic, uint destination)
    {
        var wide = new AmdUnit(AmdControl.GuestApicEnable | (x2Apic ? AmdControl.X2ApicEnable : AmdControl.None));
        wide.Write(7, AmdIrte.Of128(0xAB12_3456, logical: false, 0x41));

        var result = wide.Fire(7);

        Assert.Equal((destination, x2Apic, (byte)0x41), (result.Destination, result.ExtendedDestination, result.Vector));
    }

    // vtd.md 2: IV=0 passes untouched
    [Fact]
    public void Without_IV_everything_passes()
    {
        unit.SetDevice(AmdUnit.Nic, default);

        Assert.Equal((RemapKind.Passed, (byte)0x41), (unit.Fire(0x41).Kind, unit.Fire(0x41).Vector));
    }

    [Fact]
    public void While_the_unit_is_off_everything_passes()
    {
        unit.Hardware.WriteControl(AmdControl.None);

        Assert.Equal(RemapKind.Passed, unit.Fire(0x41).Kind);
        Assert.False(unit.Hardware.RemappingEnabled);
    }

    [Theory]
    [InlineData(AmdIntControl.Abort, FaultReason.AmdInterruptsAborted)]
    [InlineData(AmdIntControl.Pass, FaultReason.None)]
    [InlineData(AmdIntControl.Remap, FaultReason.AmdEntryNotEnabled)]
    [InlineData(AmdIntControl.Reserved, FaultReason.AmdIllegalDeviceTableEntry)]
    internal void IntCtl_aborts_passes_or_remaps(AmdIntControl control, FaultReason expected)
    {
        unit.SetDevice(AmdUnit.Nic, AmdDeviceEntry.Remapping(AmdUnit.InterruptTable, 9, control));

        Assert.Equal(expected, unit.Fire(7).Fault);
    }

    // vtd.md 2: RemapEn=0 is a target abort
    [Fact]
    public void An_entry_without_RemapEn_refuses()
    {
        unit.Write(7, AmdIrte.Narrow(3, false, 0x41).WithoutRemapping());

        Assert.Equal(FaultReason.AmdEntryNotEnabled, unit.Fire(7).Fault);
    }

    // vtd.md 2: entries = 2^n; QEMU does not check this, hardware does
    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 15)]
    [InlineData(9, 511)]
    public void An_index_beyond_IntTabLen_refuses(int length, int last)
    {
        unit.SetDevice(AmdUnit.Nic, AmdDeviceEntry.Remapping(AmdUnit.InterruptTable, length));
        for (var index = 0; index < 512; index++) unit.Write(index, AmdIrte.Narrow(0, false, 0x41));

        Assert.Equal(FaultReason.None, unit.Fire(last).Fault);
        if (last < 511) Assert.Equal(FaultReason.AmdIndexOutOfRange, unit.Fire(last + 1).Fault);
    }

    // AMD specification 2.2.2.1: IntTabLen above 1011b is reserved
    [Fact]
    public void A_table_length_above_11_is_an_illegal_device_entry()
    {
        unit.SetDevice(AmdUnit.Nic, AmdDeviceEntry.Remapping(AmdUnit.InterruptTable, 12));

        Assert.Equal(FaultReason.AmdIllegalDeviceTableEntry, unit.Fire(7).Fault);
    }

    [Fact]
    public void A_device_reaches_its_own_table_only()
    {
        const ulong Second = 0x80_0000;
        unit.Memory.Map(Second, new ulong[256]);
        unit.SetDevice(AmdUnit.Other, AmdDeviceEntry.Remapping(Second, 9));
        unit.Write(7, AmdIrte.Narrow(3, false, 0x41));

        Assert.Equal(FaultReason.None, unit.Fire(7).Fault);
        Assert.Equal(FaultReason.AmdEntryNotEnabled, unit.Hardware.Request(AmdUnit.Message(7), AmdUnit.Other).Fault);
    }

    [Fact]
    public void Tables_that_cannot_be_read_refuse()
    {
        unit.SetDevice(AmdUnit.Nic, AmdDeviceEntry.Remapping(0x900_0000, 9));
        Assert.Equal(FaultReason.AmdTableAccessFailed, unit.Fire(7).Fault);

        unit.Hardware.WriteDeviceTable(0x900_0000, AmdUnit.Devices);
        Assert.Equal(FaultReason.AmdDeviceTableAccessFailed, unit.Fire(7).Fault);
    }

    [Fact]
    public void A_requester_beyond_the_device_table_refuses() =>
        Assert.Equal(
            FaultReason.AmdIllegalDeviceTableEntry,
            unit.Hardware.Request(AmdUnit.Message(7), new RequesterId(AmdUnit.Devices)).Fault);

    [Theory]
    [InlineData(0x1_FEE0_0000UL)]
    [InlineData(0xFED0_0000UL)]
    public void An_address_outside_the_interrupt_range_refuses(ulong address) =>
        Assert.Equal(FaultReason.AmdInvalidRequest, unit.Hardware.Request(new(address, 7), AmdUnit.Nic).Fault);

    // vtd.md 2: NMI, INIT and ExtInt need the entry's pass bit and DM=0; SMI passes never
    [Theory]
    [InlineData(3, true, false, true)]
    [InlineData(3, false, false, false)]
    [InlineData(3, true, true, false)]
    [InlineData(4, true, false, true)]
    [InlineData(6, true, false, true)]
    [InlineData(2, true, false, false)]
    public void Other_types_than_fixed_and_arbitrated_pass_only_by_their_bit(int type, bool bit, bool logical, bool passes)
    {
        var entry = AmdDeviceEntry.Remapping(AmdUnit.InterruptTable, 9);
        unit.SetDevice(AmdUnit.Nic, bit ? entry.WithInitPass().WithExtIntPass().WithNmiPass() : entry);

        var result = unit.Hardware.Request(new(0xFEE0_0000UL | (logical ? 4UL : 0), (uint)type << 8), AmdUnit.Nic);

        Assert.Equal(passes ? FaultReason.None : FaultReason.AmdTypeNotPassed, result.Fault);
    }

    // AMD specification 2.2.5.1: bits 31:24 of a 32-bit entry are reserved
    [Fact]
    public void A_reserved_bit_in_an_entry_refuses()
    {
        var entry = AmdIrte.Narrow(3, false, 0x41);
        unit.Write(7, entry with { Low = entry.Low | (1UL << 24) });

        Assert.Equal(FaultReason.AmdReservedFieldInEntry, unit.Fire(7).Fault);
    }

    [Theory]
    [InlineData(true, FaultReason.None)]
    [InlineData(false, FaultReason.AmdReservedFieldInEntry)]
    public void An_entry_in_guest_mode_needs_guest_mode_enabled_and_reaches_no_processor(bool enabled, FaultReason expected)
    {
        var guest = new AmdUnit(AmdControl.GuestApicEnable | (enabled ? AmdControl.GuestApicModeEnable : AmdControl.None));
        guest.Write(7, AmdIrte.Of128(1, false, 0x41).InGuestMode(tag: 99));

        var result = new Interconnect(new LocalApics(4), new PostedInterrupts(new Machine("m"))).Route(AmdUnit.Message(7), AmdUnit.Nic, guest.Hardware, out var processor);

        Assert.Equal((expected, enabled ? RemapKind.Guest : RemapKind.Refused, -1), (result.Fault, result.Kind, processor));
    }

    [Fact]
    public void An_IOAPIC_pin_goes_through_the_table_of_its_own_device_entry()
    {
        var ioApic = new IoApic(Bdf.Parse("00:14.0").RequesterId, 24);
        unit.SetDevice(ioApic.Id, AmdDeviceEntry.Remapping(AmdUnit.InterruptTable, 9));
        unit.Write(5, AmdIrte.Narrow(2, false, 0x51));
        ioApic[4] = IoApicEntry.Compatibility(0, false, vector: 5);

        ioApic.TryAssert(4, out var message);

        Assert.Equal(0x51, unit.Hardware.Request(message, ioApic.Id).Vector);
    }
}
