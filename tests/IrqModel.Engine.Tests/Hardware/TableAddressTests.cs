using IrqModel.Engine;
using Xunit;

namespace IrqModel.Engine.Tests.Hardware;

/// <summary>IRTA. Source: vtd.md 1.3, from the datasheets' pages of INTR_REMAP_TABLE_BASE.</summary>
public sealed class TableAddressTests
{
    private const ulong Address = 0x1_0000_0000;

    // vtd.md 1.3: entries = 2^(S+1), 2 to 65,536
    [Theory]
    [InlineData(0, 2)]
    [InlineData(3, 16)]
    [InlineData(7, 256)]
    [InlineData(15, 65_536)]
    public void The_size_field_gives_the_number_of_entries(int size, int entries)
    {
        var hardware = Latched(Address | (uint)size, new ulong[2 * entries]);

        Assert.Equal(FaultReason.EntryNotPresent, Fault(hardware, entries - 1));
        if (entries < 65_536) Assert.Equal(FaultReason.IndexOutOfRange, Fault(hardware, entries));
    }

    // vtd.md 1.6, 23h: the table says 256 entries, memory ends after 16
    [Fact]
    public void Entries_that_memory_does_not_hold_fault_with_23()
    {
        var hardware = Latched(Address | 7, new ulong[32]);

        Assert.Equal(FaultReason.EntryNotPresent, Fault(hardware, 15));
        Assert.Equal(FaultReason.TableAccessFailed, Fault(hardware, 16));
        Assert.Equal(FaultReason.IndexOutOfRange, Fault(hardware, 256));
    }

    // vtd.md 1.1: index = handle + subhandle, which may leave the 16 bits of an index; QEMU wraps there, hardware is not known to
    [Fact]
    public void A_sum_beyond_16_bits_is_out_of_range_also_for_the_largest_table()
    {
        var hardware = Latched(Address | 15, new ulong[131_072]);

        Assert.Equal(FaultReason.IndexOutOfRange, hardware.Request(MsiMessage.Remappable(0xFFFF, 1), VtdUnit.Nic).Fault);
    }

    // Datasheet (Core i7-2760QM, VTD0_INTR_REMAP_TABLE_BASE): "If the Interrupt Remapping Table is larger than 4 KB in size, it must be size-aligned"
    [Fact]
    public void A_large_table_that_is_not_aligned_to_its_size_is_a_misuse_and_its_low_bits_count_as_0()
    {
        var words = new ulong[131_072];
        words[0] = 1;
        var hardware = Latched((Address + 0x1000) | 15, words);

        Assert.Equal(MisuseKind.TableNotAligned, Assert.Single(hardware.Misuses).Kind);
        Assert.Equal(FaultReason.None, Fault(hardware, 0));
    }

    [Fact]
    public void A_table_of_4_KiB_need_only_be_page_aligned()
    {
        var words = new ulong[1024];
        words[512] = 1;
        var hardware = Latched((Address + 0x1000) | 7, words);

        Assert.Empty(hardware.Misuses);
        Assert.Equal(FaultReason.None, Fault(hardware, 0));
    }

    // vtd.md 1.3: base is HAW-limited
    [Fact]
    public void An_address_beyond_the_host_address_width_is_a_misuse_and_its_high_bits_count_as_0()
    {
        var hardware = Latched((1UL << 46) | Address | 7, [1, 0]);

        Assert.Equal(MisuseKind.AddressBeyondHostWidth, Assert.Single(hardware.Misuses).Kind);
        Assert.Equal(FaultReason.None, Fault(hardware, 0));
    }

    // vtd.md 1.3: EIME only if ECAP.EIM; else reserved
    [Fact]
    public void EIME_is_ignored_by_a_unit_without_EIM()
    {
        var unit = new VtdUnit(VtdUnit.With(VtdCapabilities.Server.WithoutExtendedInterruptMode()), extendedMode: true);

        Assert.False(unit.Hardware.ExtendedMode);
        Assert.Equal(0u, unit.Hardware.Read(VtdRegister.InterruptRemappingTableAddress) & 0x800);
    }

    // vtd.md 1.2: DST is 32 bits with EIME
    [Theory]
    [InlineData(0x0000_0005u)]
    [InlineData(0x0001_0203u)]
    [InlineData(0xFFFF_FFFEu)]
    public void With_EIME_a_destination_has_32_bits(uint destination)
    {
        var unit = new VtdUnit(extendedMode: true);
        unit.Write(1, Irte.Remapped(destination, false, 0x41, VtdUnit.Nic, SourceValidation.RequesterId));

        var result = unit.Fire(1);

        Assert.Equal((destination, true), (result.Destination, result.ExtendedDestination));
    }

    private static RemappingHardware Latched(ulong address, ulong[] words)
    {
        var memory = new SystemMemory();
        memory.Map(Address, words);
        var hardware = new RemappingHardware(new Machine("m").AddCatchAllUnit(), memory: memory);
        hardware.Write(VtdRegister.InterruptRemappingTableAddress, address);
        hardware.SetTablePointer();
        hardware.SetRemappingEnabled(true);
        return hardware;
    }

    private static FaultReason Fault(RemappingHardware hardware, int index) =>
        hardware.Request(MsiMessage.Remappable(index, 0), VtdUnit.Nic).Fault;
}
