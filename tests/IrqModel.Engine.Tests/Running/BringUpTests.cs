using IrqModel.Rules;
using Xunit;

namespace IrqModel.Engine.Tests.Running;

public sealed class BringUpTests
{
    [Fact]
    public void A_host_that_does_everything_right_has_no_findings_and_all_arrives()
    {
        var result = Simulation.Run(() => TwoFunctions(withUnit: true), machine => new TestHost(machine));

        Assert.Empty(result.Findings);
        Assert.Empty(result.Faults);
        Assert.All(result.Functions, function => Assert.True(function.Delivers));
    }

    [Fact]
    public void Without_a_unit_compatibility_messages_arrive()
    {
        var result = Simulation.Run(() => TwoFunctions(withUnit: false), machine => new TestHost(machine));

        Assert.All(result.Functions, function => Assert.True(function.Delivers && !function.Interrupts[0].Message.IsRemappable));
    }

    [Fact]
    public void Where_firmware_does_not_offer_remapping_compatibility_messages_arrive()
    {
        var result = Simulation.Run(
            () =>
            {
                var machine = new Machine("m") { OffersInterruptRemapping = false };
                machine.AddRootBus().AddFunction("02.0");
                machine.AddCatchAllUnit();
                return machine;
            },
            machine => new TestHost(machine));

        Assert.True(result["00:02.0"].Delivers);
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void One_unit_that_cannot_remap_keeps_all_from_remapping()
    {
        var result = Simulation.Run(
            () =>
            {
                var machine = TwoFunctions(withUnit: true);
                machine.AddRemappingUnit().SupportsInterruptRemapping = false;
                return machine;
            },
            machine => new TestHost(machine));

        Assert.All(result.Functions, function => Assert.False(function.Interrupts[0].Message.IsRemappable));
    }

    // Linux x2apic_cluster (dest_mode_logical) and x2apic_phys; Intel SDM 3A, 11.12.10.2
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void In_x2APIC_mode_interrupts_reach_processors_beyond_255_as_clusters_or_by_their_ids(bool clusters)
    {
        var result = Simulation.Run(
            () =>
            {
                var machine = new Machine("m") { Processors = 300, X2Apic = true };
                machine.AddRootBus().AddFunction("02.0", msixVectors: 300);
                machine.AddCatchAllUnit();
                return machine;
            },
            machine => new X2ApicHost(machine, clusters));

        var function = result["00:02.0"];
        Assert.True(function.Delivers);
        var last = function.Interrupts.MaxBy(interrupt => interrupt.Processor)!;
        Assert.Equal((299, clusters, clusters ? 0x12_0800u : 299u), (last.Processor, last.Entry!.Value.LogicalDestination, last.Entry.Value.RawDestination));
    }

    // Linux try_to_enable_x2apic(): the APICs stay in xAPIC mode where remapping is not to be had
    [Fact]
    public void Without_remapping_x2APIC_processors_are_reached_in_xAPIC_mode()
    {
        var interrupt = Simulation.Run(
            () =>
            {
                var machine = new Machine("m") { Processors = 4, X2Apic = true };
                machine.AddRootBus().AddFunction("02.0");
                return machine;
            },
            machine => new X2ApicHost(machine, clusters: true))["00:02.0"].Interrupts[0];

        Assert.Equal((DeliveryOutcome.Delivered, true), (interrupt.Outcome, interrupt.Message.LogicalDestination));
    }

    [Fact]
    public void A_function_that_no_unit_covers_ends_without_a_domain_and_without_interrupts()
    {
        var result = Simulation.Run(
            () =>
            {
                var machine = new Machine("m");
                var root = machine.AddRootBus();
                machine.AddRemappingUnit().Covers(root.AddFunction("02.0"));
                root.AddFunction("03.0");
                return machine;
            },
            machine => new TestHost(machine));

        Assert.Null(result["00:03.0"].DomainChain);
        Assert.Empty(result["00:03.0"].Interrupts);
        Assert.True(result["00:02.0"].Delivers);
    }

    [Fact]
    public void Notifiers_run_by_descending_priority_and_in_order_of_subscription()
    {
        var order = new List<string>();
        Simulation.Run(
            () => TwoFunctions(withUnit: false),
            machine => new ListeningHost(machine, [new Listener(0, "a", order), new Listener(1, "b", order), new Listener(0, "c", order), new Listener(int.MinValue, "d", order)]));

        Assert.Equal("bacdbacd", string.Concat(order));
    }

    [Fact]
    public void Vectors_in_an_undecided_domain_are_a_finding_where_the_consequence_is_a_blocked_message()
    {
        var result = Simulation.Run(() => TwoFunctions(withUnit: true), machine => new ForgetfulHost(machine));

        Assert.Equal([RuleIds.VectorsBeforeDomain], result.FindingKeys.Select(key => key.Rule).Distinct());
        Assert.All(result.Functions, function => Assert.Equal(FaultReason.CompatibilityBlocked, function.Fault));
    }

    [Fact]
    public void The_same_without_remapping_is_no_finding_because_nothing_happens()
    {
        var result = Simulation.Run(() => TwoFunctions(withUnit: false), machine => new ForgetfulHost(machine));

        Assert.Empty(result.Findings);
        Assert.All(result.Functions, function => Assert.True(function.Delivers));
    }

    [Fact]
    public void Two_runs_of_the_same_model_are_equal_to_the_letter()
    {
        var options = new RunOptions { Trace = true };
        var first = Simulation.Run(() => TwoFunctions(withUnit: true), machine => new TestHost(machine), options: options);
        var second = Simulation.Run(() => TwoFunctions(withUnit: true), machine => new TestHost(machine), options: options);

        Assert.Equal(first.Trace, second.Trace);
        Assert.NotEmpty(first.Trace);
    }

    [Fact]
    public void Each_step_of_a_trace_names_its_operation_and_what_it_happened_to()
    {
        var trace = Simulation.Run(() => TwoFunctions(withUnit: true), machine => new TestHost(machine), options: new RunOptions { Trace = true }).Trace;

        Assert.All(trace, step => Assert.StartsWith(step.Subject, step.Text.Replace("bus ", "", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.All(trace, step => Assert.NotEqual("", step.Subject));
        var ofFirst = trace.Where(step => step.Function == Bdf.Parse("00:02.0")).Select(step => step.Operation).ToArray();
        Assert.Equal("SetDefaultMsiDomain", ofFirst[0]);
        Assert.Equal("Fire", ofFirst[^1]);
        string[] expected = ["Add", "Register", "AssignMsiDomain", "Bind", "AllocateVectors", "RequestInterrupts"];
        Assert.All(expected, operation => Assert.Contains(operation, ofFirst));
        Assert.Null(trace.First(step => step.Operation == "EnableInterruptRemapping").Function);
    }

    [Fact]
    public void A_host_made_for_another_machine_is_refused()
    {
        var other = TwoFunctions(withUnit: false);

        Assert.Throws<ModelException>(() => Simulation.Run(() => TwoFunctions(withUnit: false), _ => new TestHost(other)));
    }

    private static Machine TwoFunctions(bool withUnit)
    {
        var machine = new Machine("m");
        var root = machine.AddRootBus();
        root.AddFunction("02.0", "first");
        root.AddFunction("03.0", "second");
        if (withUnit) machine.AddCatchAllUnit();
        return machine;
    }

    private sealed class ForgetfulHost(Machine machine) : Host(machine)
    {
        private readonly Iommu dmar = new(machine);

        public override async Flow Boot()
        {
            dmar.EnableInterruptRemapping();
            CreateDefaultMsiDomain();
            Subscribe(new Listener(0, "one that decides nothing", []));
            await ScanBuses();
            await RegisterDriver(new AnyDriver());
        }
    }

    private sealed class X2ApicHost(Machine machine, bool clusters) : TestHost(machine)
    {
        public override bool UsesX2ApicClusters => clusters;
    }

    private sealed class ListeningHost(Machine machine, BusNotifier[] listeners) : Host(machine)
    {
        public override async Flow Boot()
        {
            CreateDefaultMsiDomain();
            foreach (var listener in listeners) Subscribe(listener);
            await ScanBuses();
        }
    }

    private sealed class Listener(int priority, string name, List<string> order) : BusNotifier(priority)
    {
        protected override Flow OnDeviceAdded(PciFunction function)
        {
            order.Add(name);
            return Flow.Completed;
        }
    }
}
