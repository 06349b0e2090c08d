using IrqModel.Engine;
using Xunit;

namespace IrqModel.Engine.Tests.Hardware;

/// <summary>One test a rule of the remapping hardware, each with its source.</summary>
public sealed class RemappingHardwareTests
{
    private const int Entries = 256;
    private static readonly RequesterId Nic = Bdf.Parse("00:02.0").RequesterId;
    private static readonly RequesterId Other = Bdf.Parse("00:03.0").RequesterId;

    private readonly ulong[] table = new ulong[2 * Entries];
    private readonly RemappingHardware hardware = new(new Machine("m").AddCatchAllUnit());

    public RemappingHardwareTests()
    {
        hardware.WriteTableAddress(table, extendedMode: false);
        hardware.SetTablePointer();
        hardware.SetRemappingEnabled(true);
    }

    // VT-d 5.1.4; vtd.md 1.4
    [Fact]
    public void Compatibility_format_requests_are_blocked_while_CFIS_is_clear()
    {
        var result = hardware.Request(MsiMessage.Compatibility(1, logical: true, 0x40), Nic);

        Assert.Equal(FaultReason.CompatibilityBlocked, result.Fault);
    }

    // vtd.md 1.4: EIME=0 and CFIS=1
    [Fact]
    public void Compatibility_format_requests_pass_untouched_while_CFIS_is_set()
    {
        hardware.SetCompatibilityPasses(true);

        var result = hardware.Request(MsiMessage.Compatibility(2, logical: true, 0x40), Nic);

        Assert.Equal((FaultReason.None, 2u, true, (byte)0x40), (result.Fault, result.Destination, result.LogicalDestination, result.Vector));
    }

    // vtd.md 1.4: blocked if EIME=1, whatever CFIS is
    [Fact]
    public void Compatibility_format_requests_are_blocked_in_extended_mode_even_while_CFIS_is_set()
    {
        hardware.WriteTableAddress(table, extendedMode: true);
        hardware.SetTablePointer();
        hardware.SetCompatibilityPasses(true);

        Assert.Equal(FaultReason.CompatibilityBlocked, hardware.Request(MsiMessage.Compatibility(1, false, 0x40), Nic).Fault);
    }

    // vtd.md 1.4: IRES=0
    [Fact]
    public void Everything_passes_untouched_while_remapping_is_off()
    {
        hardware.SetRemappingEnabled(false);

        Assert.Equal(FaultReason.None, hardware.Request(MsiMessage.Compatibility(1, false, 0x40), Nic).Fault);
    }

    // vtd.md 1.2
    [Fact]
    public void A_present_entry_gives_destination_and_vector()
    {
        Write(7, Irte.Remapped(destination: 0x0300, logical: false, 0x41, Nic, SourceValidation.RequesterId));

        var result = hardware.Request(MsiMessage.Remappable(7, 0), Nic);

        Assert.Equal((FaultReason.None, 3u, false, (byte)0x41, 7), (result.Fault, result.Destination, result.LogicalDestination, result.Vector, result.Index));
    }

    // vtd.md 1.2: EIME uses all 32 bits of DST
    [Fact]
    public void In_extended_mode_the_destination_is_all_32_bits()
    {
        hardware.WriteTableAddress(table, extendedMode: true);
        hardware.SetTablePointer();
        Write(7, Irte.Remapped(destination: 0x1_0003, logical: false, 0x41, Nic, SourceValidation.RequesterId));

        Assert.Equal(0x1_0003u, hardware.Request(MsiMessage.Remappable(7, 0), Nic).Destination);
    }

    // vtd.md 1.1: index = handle + subhandle
    [Fact]
    public void The_subhandle_is_added_to_the_handle()
    {
        Write(9, Irte.Remapped(0x0100, false, 0x42, Nic, SourceValidation.RequesterId));

        Assert.Equal(0x42, hardware.Request(MsiMessage.Remappable(7, 2), Nic).Vector);
    }

    // vtd.md 1.6
    [Fact]
    public void A_data_word_with_high_bits_set_faults_with_20()
    {
        var message = MsiMessage.Remappable(7, 0) with { Data = 0x0001_0000 };

        Assert.Equal(FaultReason.ReservedFieldInRequest, hardware.Request(message, Nic).Fault);
    }

    // vtd.md 1.1 and 1.6: address bits 63:32 must be 0; 20h (QEMU vtd_interrupt_remap_msi())
    [Fact]
    public void An_address_above_4_GiB_faults_with_20()
    {
        var message = MsiMessage.Remappable(7, 0);

        Assert.Equal(FaultReason.ReservedFieldInRequest, hardware.Request(message with { Address = message.Address | (1UL << 32) }, Nic).Fault);
    }

    // vtd.md 1.6: 21h
    [Theory]
    [InlineData(Entries)]
    [InlineData(0xFFFF)]
    public void An_index_beyond_the_table_faults_with_21(int index)
    {
        Assert.Equal(FaultReason.IndexOutOfRange, hardware.Request(MsiMessage.Remappable(index, 0), Nic).Fault);
    }

    // vtd.md 1.3: entries = 2^(S+1)
    [Fact]
    public void The_last_entry_of_the_table_is_within_it()
    {
        Assert.Equal(FaultReason.EntryNotPresent, hardware.Request(MsiMessage.Remappable(Entries - 1, 0), Nic).Fault);
    }

    // vtd.md 1.6: 22h
    [Fact]
    public void An_entry_that_is_not_present_faults_with_22()
    {
        Assert.Equal(FaultReason.EntryNotPresent, hardware.Request(MsiMessage.Remappable(3, 0), Nic).Fault);
    }

    // vtd.md 1.6: 23h
    [Fact]
    public void A_table_that_cannot_be_read_faults_with_23()
    {
        hardware.WriteTableAddress(null, extendedMode: false);
        hardware.SetTablePointer();

        Assert.Equal(FaultReason.TableAccessFailed, hardware.Request(MsiMessage.Remappable(3, 0), Nic).Fault);
    }

    // vtd.md 1.3: write IRTA, then SIRTP
    [Fact]
    public void A_table_address_takes_effect_only_with_SIRTP()
    {
        hardware.WriteTableAddress(null, extendedMode: false);

        Assert.Equal(FaultReason.EntryNotPresent, hardware.Request(MsiMessage.Remappable(3, 0), Nic).Fault);
    }

    // vtd.md 1.2 (reserved bits) and 1.6 (24h)
    [Theory]
    [InlineData(12, false)]
    [InlineData(14, false)]
    [InlineData(15, false)]
    [InlineData(24, false)]
    [InlineData(31, false)]
    [InlineData(32, false)]
    [InlineData(48, false)]
    [InlineData(20, true)]
    [InlineData(63, true)]
    public void A_reserved_bit_in_a_present_entry_faults_with_24(int bit, bool high)
    {
        var good = Irte.Remapped(0x0100, false, 0x42, Nic, SourceValidation.RequesterId);
        Write(3, high ? good with { High = good.High | (1UL << bit) } : good with { Low = good.Low | (1UL << bit) });

        Assert.Equal(FaultReason.ReservedFieldInEntry, hardware.Request(MsiMessage.Remappable(3, 0), Nic).Fault);
    }

    // vtd.md 1.5
    [Fact]
    public void Another_requester_id_faults_with_26()
    {
        Write(3, Irte.Remapped(0x0100, false, 0x42, Nic, SourceValidation.RequesterId));

        Assert.Equal(FaultReason.SourceIdMismatch, hardware.Request(MsiMessage.Remappable(3, 0), Other).Fault);
    }

    // vtd.md 1.5: SVT 0
    [Fact]
    public void Without_verification_any_requester_may_use_an_entry()
    {
        Write(3, Irte.Remapped(0x0100, false, 0x42, Nic, SourceValidation.None));

        Assert.Equal(FaultReason.None, hardware.Request(MsiMessage.Remappable(3, 0), Other).Fault);
    }

    // vtd.md 1.5: SQ 0 to 3, masks 0xFFFF, 0xFFFB, 0xFFF9, 0xFFF8
    [Theory]
    [InlineData(0, "00:02.4", false)]
    [InlineData(1, "00:02.4", true)]
    [InlineData(1, "00:02.2", false)]
    [InlineData(2, "00:02.6", true)]
    [InlineData(2, "00:02.1", false)]
    [InlineData(3, "00:02.7", true)]
    [InlineData(3, "00:03.0", false)]
    public void The_qualifier_says_which_low_bits_are_ignored(int qualifier, string requester, bool admitted)
    {
        Write(3, Irte.Remapped(0x0100, false, 0x42, Nic, SourceValidation.RequesterId, qualifier));

        var fault = hardware.Request(MsiMessage.Remappable(3, 0), Bdf.Parse(requester).RequesterId).Fault;

        Assert.Equal(admitted ? FaultReason.None : FaultReason.SourceIdMismatch, fault);
    }

    // vtd.md 1.5: SVT 2 as Linux writes it, start << 8 | end; QEMU has it the other way round
    [Theory]
    [InlineData("01:00.0", false)]
    [InlineData("02:1f.7", true)]
    [InlineData("04:00.0", true)]
    [InlineData("05:00.0", false)]
    public void A_bus_range_is_first_bus_in_the_high_byte_and_last_in_the_low(string requester, bool admitted)
    {
        Write(3, Irte.Remapped(0x0100, false, 0x42, new RequesterId(0x0204), SourceValidation.BusRange));

        var fault = hardware.Request(MsiMessage.Remappable(3, 0), Bdf.Parse(requester).RequesterId).Fault;

        Assert.Equal(admitted ? FaultReason.None : FaultReason.SourceIdMismatch, fault);
    }

    // vtd.md 1.5: SVT 3 is reserved; QEMU says 26h, the specification was not at hand
    [Fact]
    public void The_reserved_verification_type_admits_nobody()
    {
        Write(3, Irte.Remapped(0x0100, false, 0x42, Nic, (SourceValidation)3));

        Assert.Equal(FaultReason.SourceIdMismatch, hardware.Request(MsiMessage.Remappable(3, 0), Nic).Fault);
    }

    // vtd.md 1.6: FRCD
    [Fact]
    public void A_fault_is_recorded_with_requester_id_reason_and_index()
    {
        hardware.Request(MsiMessage.Remappable(3, 0), Nic);

        var fault = Assert.Single(Drain());
        Assert.Equal((Nic, FaultReason.EntryNotPresent, 3), (fault.SourceId, fault.Reason, fault.Index));
    }

    // vtd.md 1.6: FPD qualifies 22h "even when P=0"
    [Fact]
    public void FPD_keeps_qualified_faults_out_of_the_record_also_when_the_entry_is_not_present()
    {
        Write(3, new Irte(1UL << 1, 0));

        Assert.Equal(FaultReason.EntryNotPresent, hardware.Request(MsiMessage.Remappable(3, 0), Nic).Fault);
        Assert.Empty(Drain());
    }

    // vtd.md 1.6: FSTS.PFO
    [Fact]
    public void More_faults_than_registers_set_overflow_and_are_lost_to_the_record_only()
    {
        for (var fault = 0; fault < 20; fault++)
            Assert.Equal(FaultReason.EntryNotPresent, hardware.Request(MsiMessage.Remappable(fault, 0), Nic).Fault);

        Assert.True(hardware.Faults.Overflowed);
        Assert.Equal(Enumerable.Range(0, 8), Drain().Select(fault => fault.Index));
        Assert.False(hardware.Faults.Overflowed);
    }

    private List<FaultRecord> Drain()
    {
        var faults = new List<FaultRecord>();
        hardware.Faults.Drain(faults);
        return faults;
    }

    private void Write(int index, Irte entry) => (table[2 * index], table[(2 * index) + 1]) = (entry.Low, entry.High);
}
