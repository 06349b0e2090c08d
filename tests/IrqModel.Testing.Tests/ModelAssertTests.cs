using FirstModel;
using IrqModel.Engine;

namespace IrqModel.Testing.Tests;

/// <summary>Assertions hold of runs that they describe, and explain those that they do not.</summary>
public class ModelAssertTests
{
    private const string Pf = "00:02.0";
    private const string Vf = "00:12.0";

    [Fact]
    public void A_right_model_passes_all()
    {
        var result = Run(machine => new MyHost(machine));

        ModelAssert.InterruptsArrive(result);
        ModelAssert.InterruptsArrive(result, Vf);
        ModelAssert.NoFindings(result);
        ModelAssert.NoLeaks(result);
        ModelAssert.NoStrays(result);
    }

    [Fact]
    public void Blocked_interrupts_are_explained_function_by_function_with_findings_and_faults()
    {
        var message = FailureOf(() => ModelAssert.InterruptsArrive(RunForgetful()));

        Assert.StartsWith($"Interrupts of 'nic VF 0' ({Bdf.Parse(Vf)}), 'nic VF 1' ({Bdf.Parse("00:12.2")}) do not arrive.", message, StringComparison.Ordinal);
        Assert.Contains($"'nic' ({Bdf.Parse(Pf)}): driver 'forgetful driver', domain INTEL-IR-MSI-0-3 > INTEL-IR-0 > VECTOR, 4 x Delivered", message, StringComparison.Ordinal);
        Assert.Contains("fault 0x25 (Blocked a compatibility format interrupt request)", message, StringComparison.Ordinal);
        Assert.Contains("IRQ2001 at ModelAssertTests.cs:", message, StringComparison.Ordinal);
        Assert.Contains("[fault reason 0x25]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_function_may_work_while_another_does_not()
    {
        var result = RunForgetful();

        ModelAssert.InterruptsArrive(result, Pf);
        Assert.Contains("'nic VF 0'", FailureOf(() => ModelAssert.InterruptsArrive(result, Vf)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_is_expected_by_its_reason()
    {
        var result = RunForgetful();

        ModelAssert.IsBlocked(result, Vf, FaultReason.CompatibilityBlocked);
        Assert.Contains("0x26", FailureOf(() => ModelAssert.IsBlocked(result, Vf, FaultReason.SourceIdMismatch)), StringComparison.Ordinal);
        Assert.Contains("should be blocked", FailureOf(() => ModelAssert.IsBlocked(result, Pf, FaultReason.CompatibilityBlocked)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_is_expected_by_its_rule()
    {
        var result = RunForgetful();

        Assert.Equal("ModelAssertTests.cs", ModelAssert.Finds(result, "IRQ2001").Key.File);
        Assert.StartsWith("IRQ1001 should be found.", FailureOf(() => ModelAssert.Finds(result, "IRQ1001")), StringComparison.Ordinal);
        Assert.StartsWith("Rules were broken.", FailureOf(() => ModelAssert.NoFindings(result)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_drivers_tests_nothing_and_fails() => Assert.StartsWith(
        "No function has a driver", FailureOf(() => ModelAssert.InterruptsArrive(Simulation.Run(MyMachine.Build, machine => new Idle(machine)))), StringComparison.Ordinal);

    [Fact]
    public void A_function_that_is_not_there_is_named() => Assert.StartsWith(
        $"{Bdf.Parse("00:1f.7")} is not in the system.", FailureOf(() => ModelAssert.InterruptsArrive(RunForgetful(), "00:1f.7")), StringComparison.Ordinal);

    [Fact]
    public void All_schedules_of_a_right_model_pass()
    {
        var runs = 0;
        Schedules.Check(MyMachine.Build, machine => new MyHost(machine), result => { runs++; ModelAssert.InterruptsArrive(result); }, EnableTwo, runs: 20);

        Assert.Equal(20, runs);
    }

    [Fact]
    public void A_failing_schedule_is_replayed_by_its_choices()
    {
        var failure = Assert.Throws<ModelAssertException>(() => Schedules.Check(
            MyMachine.Build, machine => new Racing(machine), ModelAssert.InterruptsArrive));

        Assert.IsType<ModelAssertException>(failure.InnerException);
        var start = failure.Message.IndexOf("Choices = [", StringComparison.Ordinal) + "Choices = [".Length;
        var choices = failure.Message[start..failure.Message.IndexOf(']', start)].Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(int.Parse);
        var replayed = Simulation.Run(MyMachine.Build, machine => new Racing(machine), options: new RunOptions { Choices = [.. choices] });
        FailureOf(() => ModelAssert.InterruptsArrive(replayed));
    }

    [Fact]
    public void A_run_that_never_ends_fails_with_its_cause()
    {
        var failure = Assert.Throws<ModelAssertException>(() => Schedules.Check(
            MyMachine.Build, machine => new MyHost(machine), _ => { }, options: new RunOptions { MaxSteps = 1 }));

        Assert.IsType<ModelException>(failure.InnerException);
    }

    private static string FailureOf(Action assertion) => Assert.Throws<ModelAssertException>(assertion).Message;

    private static RunResult RunForgetful() => Run(machine => new Forgetful(machine));

    private static RunResult Run(Func<Machine, Host> host) => Simulation.Run(MyMachine.Build, host, EnableTwo);

    private static Flow EnableTwo(Host host) => MyMachine.Nic(host).EnableSriov(2);

    /// <summary>Its notifier leaves VFs alone: the bug of Linux 5.10-rc3.</summary>
    private sealed class Forgetful(Machine machine) : Host(machine)
    {
        private readonly Iommu iommu = new(machine);

        public override async Flow Boot()
        {
            iommu.EnableInterruptRemapping();
            CreateDefaultMsiDomain();
            Subscribe(new Notifier(iommu));
            await ScanBuses();
            await RegisterDriver(new Driver("forgetful driver"));
        }
    }

    /// <summary>Its driver may bind before remapping is on, which then blocks what it has: whether, depends on the schedule.</summary>
    private sealed class Racing(Machine machine) : Host(machine)
    {
        private readonly Iommu iommu = new(machine);

        public override async Flow Boot()
        {
            CreateDefaultMsiDomain();
            Subscribe(new Notifier(iommu));
            var remapping = Remap();
            var scan = Scan();
            await remapping;
            await scan;
        }

        private async Flow Remap()
        {
            await Flow.Completed;
            iommu.EnableInterruptRemapping();
        }

        private async Flow Scan()
        {
            await ScanBuses();
            await RegisterDriver(new Driver("racing driver"));
        }
    }

    private sealed class Idle(Machine machine) : Host(machine)
    {
        public override Flow Boot() => Flow.Completed;
    }

    private sealed class Notifier(Iommu iommu) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.IsVirtual) return;
            iommu.Register(function);
            if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
        }
    }

    private sealed class Driver(string name) : PciDriver(name)
    {
        public override bool Matches(PciFunction function) => function.VectorCapacity > 0;
    }
}
