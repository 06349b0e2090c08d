using System.Collections.Immutable;
using IrqModel.Engine;
using IrqModel.Tool.Describing;
using IrqModel.Tool.Hosts;
using IrqModel.Tool.Running;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Models;

/// <summary>Runs a built-in host on an imported machine, in this process: neither is foreign code.</summary>
internal static class BuiltInRun
{
    /// <summary>Runs it.</summary>
    /// <param name="host">The host.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="options">How to run.</param>
    public static ToolRun Run(HostChoice host, MachineDescription machine, RunOptions options)
    {
        // The description keeps what firmware says; a host of Linux sees what Linux takes of it.
        var taken = LinuxScopes.WithoutMistyped(machine);
        var result = Simulation.Run(
            taken.CreateMachine, built =>
                host.Create(built, [new EveryFunctionDriver()]), software => EnabledVfs.Play(software, machine), options);
        if (result.Choices.Length < options.Choices.Length)
            throw new InputException(
                $"--replay: {options.Choices.Length} choices, and the run had only {result.Choices.Length} to make: they are of another run.");
        return ToolRun.Of(machine.Name, host.Name, machine, result) with { HostVersions = host.Versions };
    }
}
