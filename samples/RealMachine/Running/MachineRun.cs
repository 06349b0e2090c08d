using IrqModel;
using IrqModel.Engine;
using IrqModel.Firmware;
using RealMachine.Machines;
using SeedThread.Right;
using SeedThread.Wrong;

namespace RealMachine.Running;

/// <summary>Runs the seed thread's first two systems on an imported machine.</summary>
public static class MachineRun
{
    private const int FewestProcessors = 4;
    private const int VectorsOfProcessor = 160;

    /// <summary>Plugs the NIC in, runs S1 and S2, and puts side by side what became of each function.</summary>
    /// <exception cref="InputException">The NIC is not possible on this machine.</exception>
    public static MachineOutcome Execute(ImportedMachine machine, NicRequest request, bool trace = false)
    {
        var plan = NicPlanner.Plan(machine, request);
        var before = Run(plan, built => new S1(built, new EveryFunctionDriver()), trace);
        var after = Run(plan, built => new S2(built, new EveryFunctionDriver()), trace);
        var rows = after.Functions.Select(report => Row(plan, after.Machine[report.Address], Report(before, report.Address), report));
        var enabled = plan.Machine.OffersInterruptRemapping && plan.Machine.Units.Length > 0;
        return new(plan, enabled, [.. rows], before, after);
    }

    private static RunResult Run(NicPlan plan, Func<Machine, Host> host, bool trace)
    {
        var functions = plan.Machine.Functions.Length + plan.VirtualFunctions;
        var processors = FewestProcessors + (functions * EveryFunctionDriver.MostVectors / VectorsOfProcessor);
        return Simulation.Run(() => plan.Machine.CreateMachine(processors), host, AfterBoot, new RunOptions { Trace = trace });

        // As an administrator would, through sriov_numvfs.
        async Flow AfterBoot(Host system)
        {
            if (plan.VirtualFunctions == 0) return;
            var nic = (PhysicalFunction)system.Machine[plan.Address];
            await nic.EnableSriov(plan.VirtualFunctions);
        }
    }

    private static FunctionReport Report(RunResult run, Bdf address) => run.Functions.First(function => function.Address == address);

    private static FunctionRow Row(NicPlan plan, PciFunction function, FunctionReport before, FunctionReport after)
    {
        var owner = plan.Machine.Find((function.PhysicalFunction ?? function).Address);
        var description = owner?.Description ?? "";
        if (function is VirtualFunction vf) description = $"VF {vf.Index} of {vf.PhysicalFunction.Address.RequesterId}";
        var canInterrupt = function.VectorCapacity > 0;
        return new(
            function.Address, function.PhysicalFunction?.Address, function is PciBridge, description, owner?.ClassCode,
            Coverage.Of(function), Fate.Of(before, canInterrupt), Fate.Of(after, canInterrupt));
    }
}
