using Xunit;

namespace IrqModel.Engine.Tests.Running;

/// <summary>
/// Interrupts that are posted to a vCPU, and back. Source: linux.md section 3, "Affinity ... Posted"; Linux <c>intel_ir_set_vcpu_affinity()</c>.
/// </summary>
public sealed class VcpuAffinityTests
{
    private const byte GuestVector = 0x41;

    private static readonly VirtualProcessor Vcpu = new("vcpu0", processor: 2);

    [Fact]
    public void A_posted_interrupt_reaches_its_vCPU_and_notifies_the_processor_that_this_runs_on()
    {
        var interrupt = Run(Post)["00:02.0"].Interrupts[0];

        Assert.Equal((DeliveryOutcome.Delivered, 2, GuestVector), (interrupt.Outcome, interrupt.Processor, interrupt.Vector));
        Assert.Same(Vcpu, interrupt.PostedTo);
    }

    // intel_ir_set_vcpu_affinity(): "copy the data from the remapped entry and modify the fields which are relevant for posted mode"
    [Fact]
    public void The_entry_keeps_its_source_check_and_the_message_does_not_change()
    {
        var before = Run(host => Flow.Completed)["00:02.0"].Interrupts[0];
        var after = Run(Post)["00:02.0"].Interrupts[0];

        Assert.Equal(before.Message, after.Message);
        Assert.Equal((true, false, GuestVector), (after.Entry!.Value.Posted, after.Entry.Value.Urgent, after.Entry.Value.Vector));
        Assert.Equal((before.Entry!.Value.SourceId, before.Entry.Value.Validation), (after.Entry.Value.SourceId, after.Entry.Value.Validation));
    }

    // modify_irte(): qi_flush_iec(); and the entry is exchanged as a whole: at no step does an interrupt go astray.
    [Fact]
    public void Entries_that_were_in_use_are_flushed_from_the_cache_both_ways()
    {
        var result = Run(
            host =>
            {
                Post(host);
                Nic(host).ClearVcpuAffinity(0);
                return Flow.Completed;
            },
            options: new RunOptions { RestlessFunctions = true });

        Assert.Empty(result.Strays);
        Assert.True(result["00:02.0"].Delivers);
    }

    // linux.md section 3: "mode IRQ_POSTING suppresses host affinity writes"; __intel_ir_reconfigure_irte()
    [Fact]
    public void A_new_affinity_of_the_host_is_not_written_to_an_entry_that_posts()
    {
        var before = Run(Post)["00:02.0"].Interrupts[0];
        var after = Run(PostAndMove)["00:02.0"].Interrupts[0];

        Assert.Equal(before.Entry, after.Entry);
        Assert.Equal((DeliveryOutcome.Delivered, GuestVector), (after.Outcome, after.Vector));
    }

    // "The cached remapped entry is used for switching back to remapped mode", and intel_ir_set_affinity() keeps that up to date.
    [Fact]
    public void Back_in_the_host_it_goes_where_the_affinity_has_gone_meanwhile()
    {
        var interrupt = Run(PostMoveAndReturn)["00:02.0"].Interrupts[0];

        Assert.Equal((DeliveryOutcome.Delivered, 3), (interrupt.Outcome, interrupt.Processor));
        Assert.False(interrupt.Entry!.Value.Posted);
        Assert.Null(interrupt.PostedTo);
    }

    // vector_schedule_cleanup(): no interrupt comes to the host that would show that the move is over.
    [Fact]
    public void A_posted_interrupt_moves_in_the_host_as_often_as_one_likes()
    {
        var moved = new List<bool>();
        Run(host =>
        {
            Post(host);
            for (var processor = 0; processor < 4; processor++) moved.Add(Nic(host).SetAffinity(0, processor));
            return Flow.Completed;
        });

        Assert.Equal([true, true, true, true], moved);
    }

    [Fact]
    public void To_clear_what_was_never_posted_changes_nothing()
    {
        var before = Run(host => Flow.Completed)["00:02.0"].Interrupts[0];
        var after = Run(host =>
        {
            Nic(host).ClearVcpuAffinity(0);
            return Flow.Completed;
        })["00:02.0"].Interrupts[0];

        Assert.Equal((before.Entry, before.Outcome), (after.Entry, after.Outcome));
    }

    // intel_irq_remapping_activate(): intel_ir_reconfigure_irte(force_host: true)
    [Fact]
    public void An_interrupt_that_is_requested_anew_goes_to_the_host()
    {
        var interrupt = Run(host =>
        {
            Post(host);
            Nic(host).ReleaseInterrupts();
            Nic(host).RequestInterrupts();
            return Flow.Completed;
        })["00:02.0"].Interrupts[0];

        Assert.Null(interrupt.PostedTo);
        Assert.Equal((DeliveryOutcome.Delivered, false), (interrupt.Outcome, interrupt.Entry!.Value.Posted));
    }

    [Fact]
    public void Two_interrupts_of_one_vCPU_are_told_apart_by_the_guest_vector()
    {
        var interrupts = Run(host =>
        {
            Nic(host).SetVcpuAffinity(0, Vcpu, 0x41);
            Nic(host).SetVcpuAffinity(1, Vcpu, 0x42);
            return Flow.Completed;
        })["00:02.0"].Interrupts;

        Assert.Equal([(DeliveryOutcome.Delivered, (byte)0x41), (DeliveryOutcome.Delivered, (byte)0x42)], interrupts.Select(interrupt => (interrupt.Outcome, interrupt.Vector)));
    }

    // pi_desc.ndst: bits 15:8 in xAPIC mode, 32 bits in x2APIC mode (vmx_vcpu_pi_load())
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_notification_finds_the_processor_in_either_APIC_mode(bool x2Apic)
    {
        var interrupt = Run(Post, machine: () => Build(x2Apic: x2Apic))["00:02.0"].Interrupts[0];

        Assert.Equal((DeliveryOutcome.Delivered, 2), (interrupt.Outcome, interrupt.Processor));
    }

    // set_irq_posting_cap(): every unit must have CAP.PI
    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, false)]
    public void It_is_refused_where_a_unit_cannot_post(bool unit, bool otherUnit, bool expected)
    {
        bool? posted = null;
        var result = Run(
            host =>
            {
                posted = Nic(host).SetVcpuAffinity(0, Vcpu, GuestVector);
                return Flow.Completed;
            },
            machine: () => Build(posting: unit, otherPosting: otherUnit));

        Assert.Equal(expected, posted);
        Assert.True(result["00:02.0"].Delivers);
    }

    // irq_set_vcpu_affinity(): -ENOSYS where no level of the hierarchy knows how
    [Fact]
    public void It_is_refused_for_an_interrupt_without_an_entry()
    {
        bool? posted = null;
        Run(
            host =>
            {
                posted = Nic(host).SetVcpuAffinity(0, Vcpu, GuestVector);
                return Flow.Completed;
            },
            machine: () => Build(withUnits: false));

        Assert.False(posted);
    }

    [Fact]
    public void A_vCPU_on_a_processor_that_the_machine_does_not_have_is_an_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(host =>
        {
            Nic(host).SetVcpuAffinity(0, new VirtualProcessor("vcpu9", processor: 9), GuestVector);
            return Flow.Completed;
        }));

    // ed1e48ea4370, prepare_irte_posted(): PDA is the descriptor of the processor, and its handler calls the one of the vector.
    [Fact]
    public void Posted_MSIs_of_the_host_reach_their_handlers_through_the_descriptor_of_their_processor()
    {
        var interrupts = Run(host => Flow.Completed, machine => new PostedMsiHost(machine))["00:02.0"].Interrupts;

        Assert.All(interrupts, interrupt => Assert.True(interrupt.Entry!.Value.Posted));
        Assert.All(interrupts, interrupt => Assert.Equal(DeliveryOutcome.Delivered, interrupt.Outcome));
        Assert.Equal(2, interrupts.Select(interrupt => interrupt.Entry!.Value.DescriptorAddress).Distinct().Count());
    }

    [Fact]
    public void A_posted_MSI_moves_to_the_descriptor_of_another_processor()
    {
        var interrupt = Run(
            host =>
            {
                Nic(host).SetAffinity(0, 3);
                return Flow.Completed;
            },
            machine => new PostedMsiHost(machine))["00:02.0"].Interrupts[0];

        Assert.Equal((DeliveryOutcome.Delivered, 3, true), (interrupt.Outcome, interrupt.Processor, interrupt.Entry!.Value.Posted));
    }

    [Fact]
    public void Without_posting_units_a_host_that_would_post_its_MSIs_remaps_them()
    {
        var interrupt = Run(host => Flow.Completed, machine => new PostedMsiHost(machine), () => Build(posting: false))["00:02.0"].Interrupts[0];

        Assert.Equal((DeliveryOutcome.Delivered, false), (interrupt.Outcome, interrupt.Entry!.Value.Posted));
    }

    // 688124cc541f
    [Fact]
    public void Written_all_the_same_an_affinity_takes_the_interrupt_from_the_vCPU()
    {
        var interrupt = Run(PostAndMove, machine => new ClobberingHost(machine))["00:02.0"].Interrupts[0];

        Assert.Equal((DeliveryOutcome.HostHandler, 3), (interrupt.Outcome, interrupt.Processor));
        Assert.Same(Vcpu, interrupt.PostedTo);
    }

    // 2454823e97a6
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_interrupt_that_comes_back_is_posted_to_the_host_again_only_where_that_is_restored(bool restores)
    {
        var interrupt = Run(
            PostMoveAndReturn, machine => restores ? new PostedMsiHost(machine) : new ForgetfulHost(machine))["00:02.0"].Interrupts[0];

        Assert.Equal((DeliveryOutcome.Delivered, 3, restores), (interrupt.Outcome, interrupt.Processor, interrupt.Entry!.Value.Posted));
    }

    private static Flow Post(Host host)
    {
        Assert.True(Nic(host).SetVcpuAffinity(0, Vcpu, GuestVector));
        return Flow.Completed;
    }

    private static Flow PostAndMove(Host host)
    {
        Post(host);
        Assert.True(Nic(host).SetAffinity(0, 3));
        return Flow.Completed;
    }

    private static Flow PostMoveAndReturn(Host host)
    {
        PostAndMove(host);
        Nic(host).ClearVcpuAffinity(0);
        return Flow.Completed;
    }

    private static PciFunction Nic(Host host) => host.Machine[Bdf.Parse("00:02.0")];

    private static RunResult Run(
        Func<Host, Flow> scenario, Func<Machine, Host>? host = null, Func<Machine>? machine = null, RunOptions? options = null) =>
        Simulation.Run(machine ?? (() => Build()), host ?? (built => new TestHost(built)), scenario, options);

    private static Machine Build(bool posting = true, bool otherPosting = true, bool withUnits = true, bool x2Apic = false)
    {
        var machine = new Machine("m") { Processors = 4, X2Apic = x2Apic };
        var nic = machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 2);
        if (!withUnits) return machine;
        machine.AddRemappingUnit().Covers(nic).SupportsPostedInterrupts = posting;
        machine.AddCatchAllUnit().SupportsPostedInterrupts = otherPosting;
        return machine;
    }

    private class PostedMsiHost(Machine machine) : TestHost(machine)
    {
        public override bool UsesPostedMsi => true;
    }

    private sealed class ClobberingHost(Machine machine) : PostedMsiHost(machine)
    {
        public override bool KeepsEntriesOfVirtualProcessors => false;
    }

    private sealed class ForgetfulHost(Machine machine) : PostedMsiHost(machine)
    {
        public override bool RestoresPostedMsi => false;
    }
}
