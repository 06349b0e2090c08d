using Xunit;

namespace IrqModel.Engine.Tests.Running;

/// <summary>Interrupts that move to another processor. Source: linux.md section 3, "Affinity"; Linux <c>msi_set_affinity()</c>.</summary>
public sealed class AffinityTests
{
    private static readonly RunOptions Restless = new() { RestlessFunctions = true };

    [Fact]
    public void With_remapping_the_entry_changes_and_the_message_does_not()
    {
        var before = Run(withUnit: true, maskBits: true, host => Flow.Completed)["00:02.0"].Interrupts[0];
        var after = Run(withUnit: true, maskBits: true, Move)["00:02.0"].Interrupts[0];

        Assert.Equal(before.Message, after.Message);
        Assert.NotEqual(before.Entry, after.Entry);
        Assert.Equal((DeliveryOutcome.Delivered, 3), (after.Outcome, after.Processor));
    }

    // Linux modify_irte() ends with qi_flush_iec(): the entry that the unit has cached is not used any more.
    [Fact]
    public void With_remapping_an_entry_that_was_in_use_is_flushed_from_the_cache()
    {
        var result = Run(withUnit: true, maskBits: true, Move, Restless);

        Assert.Empty(result.Strays);
        Assert.Equal(3, result["00:02.0"].Interrupts[0].Processor);
    }

    [Fact]
    public void Without_remapping_the_message_names_the_new_processor()
    {
        var interrupt = Run(withUnit: false, maskBits: true, Move)["00:02.0"].Interrupts[0];

        Assert.Equal((DeliveryOutcome.Delivered, 3), (interrupt.Outcome, interrupt.Processor));
        Assert.Equal(1u << 3, interrupt.Message.Destination);
    }

    [Fact]
    public void The_old_vector_is_given_back_when_the_first_interrupt_arrives_and_not_before()
    {
        var result = Run(withUnit: true, maskBits: true, Move, new RunOptions { Trace = true });

        var steps = result.Trace.Select(step => step.Text).ToList();
        Assert.True(steps.FindIndex(text => text.Contains("gives back", StringComparison.Ordinal))
            > steps.FindIndex(text => text.Contains("moves to processor 3", StringComparison.Ordinal)));
        Assert.Single(steps, text => text.Contains("gives back", StringComparison.Ordinal));
    }

    // Linux assign_vector_locked(): -EBUSY while move_in_progress.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_interrupt_that_is_still_moving_moves_again_only_after_one_has_arrived(bool fires)
    {
        var moved = new List<bool>();
        Run(
            withUnit: true, maskBits: true,
            host =>
            {
                moved.Add(Nic(host).SetAffinity(0, 3));
                moved.Add(Nic(host).SetAffinity(0, 2));
                return Flow.Completed;
            },
            new RunOptions { RestlessFunctions = fires });

        Assert.Equal([true, fires], moved);
    }

    // baedb87d1b53: an inactive interrupt has no vector that could move; what is wanted of it counts when it is requested.
    [Fact]
    public void An_interrupt_that_is_not_requested_remembers_its_affinity_until_it_is()
    {
        var interrupt = Run(
            withUnit: true, maskBits: true,
            host =>
            {
                Nic(host).ReleaseInterrupts();
                Assert.True(Nic(host).SetAffinity(0, 3));
                Nic(host).RequestInterrupts();
                return Flow.Completed;
            })["00:02.0"].Interrupts[0];

        Assert.Equal((DeliveryOutcome.Delivered, 3), (interrupt.Outcome, interrupt.Processor));
    }

    // linux.md section 3: reservation mode; MANAGED_IRQ_SHUTDOWN_VECTOR, which has no handler.
    [Fact]
    public void An_interrupt_that_is_allocated_and_not_requested_points_at_the_shutdown_vector()
    {
        var interrupt = Run(
            withUnit: true, maskBits: true,
            host =>
            {
                Nic(host).ReleaseInterrupts();
                Nic(host).WriteMessages();
                Nic(host).UnmaskVectors();
                return Flow.Completed;
            })["00:02.0"].Interrupts[0];

        Assert.Equal((DeliveryOutcome.NoHandler, (byte)0xEF), (interrupt.Outcome, interrupt.Vector));
    }

    // 6f1a4891a592: "Plug non-maskable MSI affinity race"
    [Fact]
    public void A_message_that_cannot_be_masked_and_is_rewritten_naively_is_torn_for_a_moment()
    {
        var result = Run(withUnit: false, maskBits: false, MoveBesideNeighbour, Restless, twoSteps: false, neighbour: true);

        var stray = Assert.Single(result.Strays, stray => stray.After == nameof(PciFunction.SetAffinity));
        Assert.Equal(DeliveryOutcome.WrongHandler, stray.Outcome);
        Assert.True(result["00:02.0"].Delivers);
    }

    [Fact]
    public void In_two_steps_no_interrupt_is_lost()
    {
        var result = Run(withUnit: false, maskBits: false, MoveBesideNeighbour, Restless, neighbour: true);

        Assert.DoesNotContain(result.Strays, stray => stray.After == nameof(PciFunction.SetAffinity));
        Assert.True(result["00:02.0"].Delivers);
    }

    [Fact]
    public void A_message_that_can_be_masked_is_never_seen_torn()
    {
        var result = Run(withUnit: false, maskBits: true, MoveBesideNeighbour, Restless, twoSteps: false, neighbour: true);

        Assert.Empty(result.Strays);
    }

    [Fact]
    public void A_processor_without_a_free_vector_takes_no_more()
    {
        var moved = 0;
        Simulation.Run(
            () =>
            {
                var machine = new Machine("m") { Processors = 2 };
                machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 300);
                machine.AddCatchAllUnit();
                return machine;
            },
            machine => new TestHost(machine),
            host =>
            {
                for (var vector = 0; vector < 300; vector++)
                {
                    if (Nic(host).SetAffinity(vector, 1)) moved++;
                }

                return Flow.Completed;
            });

        Assert.Equal(0xEC - 0x40 + 1, moved);
    }

    private static Flow Move(Host host)
    {
        Assert.True(Nic(host).SetAffinity(0, 3));
        return Flow.Completed;
    }

    // Processor 0 has two vectors of the neighbour, the others have one: the nic's is the second of its processor and becomes the third.
    private static Flow MoveBesideNeighbour(Host host)
    {
        Assert.True(Nic(host).SetAffinity(0, 0));
        return Flow.Completed;
    }

    private static PciFunction Nic(Host host) => host.Machine[Bdf.Parse("00:02.0")];

    private static RunResult Run(
        bool withUnit, bool maskBits, Func<Host, Flow> scenario, RunOptions? options = null, bool twoSteps = true, bool neighbour = false) =>
        Simulation.Run(
            () =>
            {
                var machine = new Machine("m") { Processors = 4 };
                var root = machine.AddRootBus();
                if (neighbour) root.AddFunction("01.0", "neighbour", msixVectors: 5);
                root.AddFunction("02.0", "nic", msixVectors: maskBits ? 1 : 0, msiVectors: 1, msiMaskBits: maskBits);
                if (withUnit) machine.AddCatchAllUnit();
                return machine;
            },
            machine => new MovingHost(machine, twoSteps), scenario, options);

    private sealed class MovingHost(Machine machine, bool twoSteps) : TestHost(machine)
    {
        public override bool MovesMessagesInTwoSteps => twoSteps;
    }
}
