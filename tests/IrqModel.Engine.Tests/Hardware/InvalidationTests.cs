using IrqModel.Engine;
using Xunit;

namespace IrqModel.Engine.Tests.Hardware;

/// <summary>Queued invalidation. Source: vtd.md 1.7; Linux <c>drivers/iommu/intel/dmar.c</c>, <c>qi_submit_sync()</c>.</summary>
public sealed class InvalidationTests
{
    private const ulong Queue = 0x8000;
    private const ulong StatusCell = 0xA000;

    private readonly VtdUnit unit = new();
    private readonly ulong[] ring = new ulong[512];
    private readonly ulong[] status = new ulong[1];

    public InvalidationTests()
    {
        unit.Memory.Map(Queue, ring);
        unit.Memory.Map(StatusCell, status);
        unit.Hardware.Write(VtdRegister.InvalidationQueueAddress, Queue);
        unit.Write(7, VtdUnit.To(0x41));
        unit.Fire(7);
        unit.Write(7, VtdUnit.To(0x42));
    }

    // vtd.md 1.7: type 4, G in bit 4, IM 31:27, IIDX 47:32
    [Fact]
    public void The_fields_of_an_entry_cache_descriptor_are_where_the_source_has_them()
    {
        Assert.Equal(new InvalidationDescriptor(4, 0), InvalidationDescriptor.AllEntries);
        Assert.Equal(new InvalidationDescriptor(0x0000_1234_1800_0014, 0), InvalidationDescriptor.Entries(0x1234, 3));
        var decoded = new InvalidationDescriptor(0x0000_1234_1800_0014, 0);
        Assert.Equal((4, true, 0x1234, 3), (decoded.Type, decoded.IsSelective, decoded.Index, decoded.IndexMask));
    }

    [Fact]
    public void Writing_the_tail_runs_the_queue_up_to_it_and_the_wait_reports()
    {
        Place(0, InvalidationDescriptor.Entries(7, 0));
        Place(1, InvalidationDescriptor.Wait(StatusCell + 4, 0xCAFE));

        unit.Hardware.Write(VtdRegister.InvalidationQueueTail, 2 << 4);

        Assert.Equal(0x42, unit.Fire(7).Vector);
        Assert.Equal(0xCAFEUL << 32, status[0]);
        Assert.Equal(2UL << 4, unit.Hardware.Read(VtdRegister.InvalidationQueueHead));
    }

    [Fact]
    public void The_queue_is_a_ring()
    {
        for (var slot = 0; slot < 256; slot++) Place(slot, InvalidationDescriptor.Wait(StatusCell, (uint)slot));
        unit.Hardware.Write(VtdRegister.InvalidationQueueTail, 255 << 4);

        unit.Hardware.Write(VtdRegister.InvalidationQueueTail, 1 << 4);

        Assert.Equal(0u, status[0]);
        Assert.Equal(1UL << 4, unit.Hardware.Read(VtdRegister.InvalidationQueueHead));
    }

    // Linux qi_check_fault(): DMA_FSTS_IQE, bit 4; the head stays on the descriptor
    [Theory]
    [InlineData(0x0000_0000_0000_000BUL, 0UL)]
    [InlineData(0x0000_0000_0000_0024UL, 0UL)]
    [InlineData(0x0001_0000_0000_0014UL, 0UL)]
    [InlineData(0x0000_0000_0000_0004UL, 1UL)]
    public void A_wrong_descriptor_stops_the_queue_with_IQE_until_software_clears_it(ulong low, ulong high)
    {
        Place(0, new(low, high));
        Place(1, InvalidationDescriptor.AllEntries);
        unit.Hardware.Write(VtdRegister.InvalidationQueueTail, 2 << 4);

        Assert.Equal(0x10u, unit.Hardware.Read(VtdRegister.FaultStatus));
        Assert.Equal(0u, unit.Hardware.Read(VtdRegister.InvalidationQueueHead));
        Assert.Equal(0x41, unit.Fire(7).Vector);

        Place(0, InvalidationDescriptor.AllEntries);
        unit.Hardware.Write(VtdRegister.FaultStatus, 0x10);
        unit.Hardware.Write(VtdRegister.InvalidationQueueTail, 2 << 4);
        Assert.Equal(0x42, unit.Fire(7).Vector);
    }

    // The entry cache has no register to invalidate it by: without the queue it stays stale
    [Fact]
    public void Without_queued_invalidation_descriptors_are_not_read_and_that_is_a_misuse()
    {
        unit.Hardware.SetQueuedInvalidation(false);

        Assert.False(unit.Hardware.Submit(InvalidationDescriptor.AllEntries));

        Assert.Equal(MisuseKind.InvalidationQueueOff, Assert.Single(unit.Hardware.Misuses).Kind);
        Assert.Equal(0x41, unit.Fire(7).Vector);
    }

    // vtd.md 1.1: ECAP.MHMV limits the mask
    [Fact]
    public void A_mask_beyond_MHMV_is_a_misuse_and_invalidates_nothing()
    {
        var limited = new VtdUnit(VtdUnit.With(VtdCapabilities.Server.WithMaximumHandleMask(2)));
        limited.Write(7, VtdUnit.To(0x41));
        limited.Fire(7);
        limited.Write(7, VtdUnit.To(0x42));

        limited.Hardware.Submit(InvalidationDescriptor.Entries(0, 3));

        Assert.Equal(0x41, limited.Fire(7).Vector);
        Assert.Equal(MisuseKind.InvalidationMaskTooLarge, Assert.Single(limited.Hardware.Misuses).Kind);
    }

    private void Place(int slot, InvalidationDescriptor descriptor) =>
        (ring[2 * slot], ring[(2 * slot) + 1]) = (descriptor.Low, descriptor.High);
}
