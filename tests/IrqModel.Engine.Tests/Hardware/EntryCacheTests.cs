using IrqModel.Engine;
using Xunit;

namespace IrqModel.Engine.Tests.Hardware;

/// <summary>
/// The entry cache. Source: vtd.md 1.7 (descriptor, 2^IM aligned), 1.3 (order, ESIRTPS); Linux <c>modify_irte()</c>, which flushes after each
/// change; the message of Linux commit eb5b20114b97 for ESIRTPS.
/// </summary>
public sealed class EntryCacheTests
{
    private readonly VtdUnit unit = new();

    [Fact]
    public void An_entry_that_was_used_is_served_stale()
    {
        unit.Write(7, VtdUnit.To(0x41));
        unit.Fire(7);

        unit.Write(7, VtdUnit.To(0x42));

        Assert.Equal(0x41, unit.Fire(7).Vector);
    }

    [Fact]
    public void A_cleared_entry_that_was_used_still_delivers()
    {
        unit.Write(7, VtdUnit.To(0x41));
        unit.Fire(7);

        unit.Write(7, default);

        Assert.Equal(FaultReason.None, unit.Fire(7).Fault);
    }

    [Fact]
    public void An_entry_that_was_not_present_is_not_cached()
    {
        unit.Fire(7);

        unit.Write(7, VtdUnit.To(0x41));

        Assert.Equal(FaultReason.None, unit.Fire(7).Fault);
    }

    [Fact]
    public void A_use_that_failed_does_not_cache_the_entry()
    {
        unit.Write(7, VtdUnit.To(0x41));
        unit.Fire(7, VtdUnit.Other);

        unit.Write(7, VtdUnit.To(0x42));

        Assert.Equal(0x42, unit.Fire(7).Vector);
    }

    [Fact]
    public void The_source_id_of_a_cached_entry_is_verified_at_each_request()
    {
        unit.Write(7, VtdUnit.To(0x41));
        unit.Fire(7);

        Assert.Equal(FaultReason.SourceIdMismatch, unit.Fire(7, VtdUnit.Other).Fault);
    }

    [Fact]
    public void Global_invalidation_makes_all_changes_visible()
    {
        for (var index = 0; index < VtdUnit.Entries; index++) Cache(index);

        Assert.True(unit.Hardware.Submit(InvalidationDescriptor.AllEntries));

        for (var index = 0; index < VtdUnit.Entries; index++) Assert.Equal(0x42, unit.Fire(index).Vector);
    }

    [Theory]
    [InlineData(7, 0, 7, 7)]
    [InlineData(8, 2, 8, 11)]
    [InlineData(10, 2, 8, 11)]
    [InlineData(0, 4, 0, 15)]
    [InlineData(33, 5, 32, 63)]
    [InlineData(200, 8, 0, 255)]
    public void Selective_invalidation_covers_the_aligned_block_and_nothing_else(int index, int mask, int first, int last)
    {
        for (var entry = 0; entry < VtdUnit.Entries; entry++) Cache(entry);

        Assert.True(unit.Hardware.Submit(InvalidationDescriptor.Entries(index, mask)));

        for (var entry = 0; entry < VtdUnit.Entries; entry++)
            Assert.Equal(entry >= first && entry <= last ? 0x42 : 0x41, unit.Fire(entry).Vector);
    }

    [Fact]
    public void A_new_table_pointer_alone_leaves_the_old_entries_in_the_cache()
    {
        unit.Write(7, VtdUnit.To(0x41));
        unit.Fire(7);

        var other = new ulong[2 * VtdUnit.Entries];
        unit.Hardware.WriteTableAddress(other, extendedMode: false);
        unit.Hardware.SetTablePointer();

        Assert.Equal(0x41, unit.Fire(7).Vector);
        unit.Hardware.Submit(InvalidationDescriptor.AllEntries);
        Assert.Equal(FaultReason.EntryNotPresent, unit.Fire(7).Fault);
    }

    [Fact]
    public void With_ESIRTPS_a_new_table_pointer_invalidates()
    {
        var enhanced = new VtdUnit(VtdUnit.With(VtdCapabilities.Server.WithEnhancedSetTablePointer()));
        enhanced.Write(7, VtdUnit.To(0x41));
        enhanced.Fire(7);
        enhanced.Write(7, VtdUnit.To(0x42));

        enhanced.Hardware.SetTablePointer();

        Assert.Equal(0x42, enhanced.Fire(7).Vector);
    }

    [Theory]
    [InlineData(true, 0x42)]
    [InlineData(false, 0x41)]
    public void With_ESIRTPS_switching_remapping_off_invalidates_too(bool enhanced, int expected)
    {
        var capabilities = enhanced ? VtdCapabilities.Server.WithEnhancedSetTablePointer() : VtdCapabilities.Server;
        var other = new VtdUnit(VtdUnit.With(capabilities));
        other.Write(7, VtdUnit.To(0x41));
        other.Fire(7);
        other.Write(7, VtdUnit.To(0x42));

        other.Hardware.SetRemappingEnabled(false);
        other.Hardware.SetRemappingEnabled(true);

        Assert.Equal(expected, other.Fire(7).Vector);
    }

    [Fact]
    public void A_unit_without_a_cache_reads_the_table_each_time()
    {
        var uncached = new VtdUnit(new VtdConfiguration { EntryCacheLines = 0 });
        uncached.Write(7, VtdUnit.To(0x41));
        uncached.Fire(7);

        uncached.Write(7, VtdUnit.To(0x42));

        Assert.Equal(0x42, uncached.Fire(7).Vector);
    }

    [Fact]
    public void Where_two_entries_share_a_line_the_later_one_drives_the_other_out()
    {
        var small = new VtdUnit(new VtdConfiguration { EntryCacheLines = 16 });
        small.Write(7, VtdUnit.To(0x41));
        small.Write(23, VtdUnit.To(0x51));
        small.Fire(7);
        small.Fire(23);

        small.Write(7, VtdUnit.To(0x42));

        Assert.Equal(0x42, small.Fire(7).Vector);
    }

    [Fact]
    public void A_block_as_large_as_the_cache_leaves_the_entries_of_the_next_block()
    {
        var small = new VtdUnit(new VtdConfiguration { EntryCacheLines = 16 });
        small.Write(16, VtdUnit.To(0x41));
        small.Fire(16);
        small.Write(16, VtdUnit.To(0x42));

        small.Hardware.Submit(InvalidationDescriptor.Entries(0, 4));

        Assert.Equal(0x41, small.Fire(16).Vector);
    }

    // A model of the cache as a dictionary, over random tables, uses and invalidations.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_cache_agrees_with_a_dictionary(int seed)
    {
        var random = new Random(seed);
        var cached = new Dictionary<int, byte>();
        var table = new byte[VtdUnit.Entries];
        for (var step = 0; step < 20_000; step++)
        {
            var index = random.Next(VtdUnit.Entries);
            switch (random.Next(20))
            {
                case < 12:
                    var present = cached.TryGetValue(index, out var vector) || (vector = table[index]) != 0;
                    if (present) cached[index] = vector;
                    var result = unit.Fire(index);
                    Assert.Equal((present ? FaultReason.None : FaultReason.EntryNotPresent, vector), (result.Fault, result.Vector));
                    break;
                case < 18:
                    table[index] = random.Next(4) == 0 ? (byte)0 : (byte)random.Next(0x20, 0x100);
                    unit.Write(index, table[index] == 0 ? default : VtdUnit.To(table[index]));
                    break;
                case 18:
                    var mask = random.Next(9);
                    unit.Hardware.Submit(InvalidationDescriptor.Entries(index, mask));
                    foreach (var other in cached.Keys.Where(other => other >> mask == index >> mask).ToList()) cached.Remove(other);
                    break;
                case 19 when random.Next(20) == 0:
                    unit.Hardware.Submit(InvalidationDescriptor.AllEntries);
                    cached.Clear();
                    break;
            }
        }
    }

    [Fact]
    public void Requests_allocate_nothing()
    {
        for (var index = 0; index < VtdUnit.Entries; index++) unit.Write(index, VtdUnit.To(0x41));
        unit.Fire(0);
        unit.Fire(1, VtdUnit.Other);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var index = 0; index < VtdUnit.Entries; index++)
        {
            unit.Fire(index);
            unit.Fire(index, VtdUnit.Other);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private void Cache(int index)
    {
        unit.Write(index, VtdUnit.To(0x41));
        unit.Fire(index);
        unit.Write(index, VtdUnit.To(0x42));
    }
}
