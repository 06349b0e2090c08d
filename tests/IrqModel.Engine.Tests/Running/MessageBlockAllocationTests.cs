using Xunit;

namespace IrqModel.Engine.Tests.Running;

/// <summary>Multi-message MSI and vectors that cannot be masked. Source: linux.md section 3; Linux <c>alloc_irte()</c>, bc976233a872.</summary>
public sealed class MessageBlockAllocationTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(32)]
    public void The_entries_of_a_block_are_consecutive_and_aligned(int count)
    {
        var interrupts = Run(withUnit: true, count)["00:02.0"].Interrupts;

        Assert.Equal(count, interrupts.Length);
        Assert.Equal(0, interrupts[0].EntryIndex % count);
        Assert.Equal(Enumerable.Range(interrupts[0].EntryIndex, count), interrupts.Select(interrupt => interrupt.EntryIndex));
        Assert.Equal(Enumerable.Range(interrupts[0].Number, count), interrupts.Select(interrupt => interrupt.Number));
        Assert.All(interrupts, interrupt => Assert.Equal(DeliveryOutcome.Delivered, interrupt.Outcome));
    }

    // intel_irq_remapping_alloc(): hwirq = (index << 16) + i; fill_msi_msg(): handle of the block, subhandle i
    [Fact]
    public void A_vector_of_a_block_is_the_blocks_handle_and_its_own_subhandle()
    {
        var interrupts = Run(withUnit: true, 4)["00:02.0"].Interrupts;

        var first = interrupts[0].EntryIndex;
        Assert.Equal(MsiMessage.Remappable(first, 3), interrupts[3].Message);
        Assert.Equal(interrupts[0].Message.OfVector(3, 4), interrupts[3].Message);
        Assert.Equal(((long)first << 16) + 3, interrupts[3].HardwareNumbers[1]);
    }

    // pci_msi_domain_check_cap(): without MSI_FLAG_MULTI_PCI_MSI one vector is all there is
    [Fact]
    public void Without_remapping_a_function_gets_one_message()
    {
        var interrupts = Run(withUnit: false, 8)["00:02.0"].Interrupts;

        Assert.Equal(DeliveryOutcome.Delivered, Assert.Single(interrupts).Outcome);
    }

    // alloc_irte() rounds up, free_irte() gives back as much
    [Fact]
    public void A_block_of_three_takes_four_entries_and_gives_them_back()
    {
        var table = new RemappingTable(new Machine("m").AddCatchAllUnit(), extendedMode: false, entries: 64);

        Assert.Equal([0, 4], [table.AllocateBlock(4), table.AllocateBlock(4)]);
        Assert.Equal(8, table.Allocate());
        Assert.Equal(12, table.AllocateBlock(3));
        for (var entry = 0; entry < 4; entry++) table.Free(entry);
        Assert.Equal(0, table.AllocateBlock(4));
        Assert.Equal(32, table.AllocateBlock(32));
        Assert.Equal(-1, table.AllocateBlock(32));
    }

    // bc976233a872: x86/apic/msi: reservation mode only for what can be masked
    [Theory]
    [InlineData(true, VectorAllocator.Shutdown)]
    [InlineData(false, 0x40)]
    public void What_cannot_be_masked_gets_a_real_vector_at_allocation(bool maskBits, byte vector)
    {
        var result = Simulation.Run(
            () => WithMsi(withUnit: false, 1, maskBits), machine => new UndrivenHost(machine),
            host =>
            {
                Assert.Equal(1, host.Machine[Bdf.Parse("00:02.0")].AllocateVectors(1));
                return Flow.Completed;
            });

        Assert.Equal(vector, result["00:02.0"].Interrupts[0].Message.Vector);
    }

    [Fact]
    public void Vectors_of_what_cannot_be_masked_come_back_when_they_are_freed()
    {
        var result = Simulation.Run(
            () => WithMsi(withUnit: false, 1, maskBits: false), machine => new UndrivenHost(machine),
            host =>
            {
                var function = host.Machine[Bdf.Parse("00:02.0")];
                for (var round = 0; round < 1000; round++)
                {
                    Assert.Equal(1, function.AllocateVectors(1));
                    function.RequestInterrupts();
                    function.ReleaseInterrupts();
                    function.FreeVectors();
                }

                return Flow.Completed;
            });

        Assert.Empty(result.Leaks);
    }

    private static RunResult Run(bool withUnit, int count) =>
        Simulation.Run(() => WithMsi(withUnit, count, maskBits: true), machine => new TestHost(machine));

    private static Machine WithMsi(bool withUnit, int count, bool maskBits)
    {
        var machine = new Machine("m");
        var root = machine.AddRootBus();
        root.AddFunction("01.0", "before", msixVectors: 3);
        root.AddFunction("02.0", "msi", msixVectors: 0, msiVectors: count, msiMaskBits: maskBits);
        if (withUnit) machine.AddCatchAllUnit();
        return machine;
    }

    private sealed class UndrivenHost(Machine machine) : Host(machine)
    {
        public override async Flow Boot()
        {
            CreateDefaultMsiDomain();
            await ScanBuses();
        }
    }
}
