using IrqModel.Engine;
using IrqModel.Hosts;
using IrqModel.Tool.Hosts;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Running;

/// <summary>One machine that fits what is shown, under one host.</summary>
/// <param name="Host">The host.</param>
/// <param name="Remaps">Whether interrupt remapping is on.</param>
/// <param name="OpenIsVirtual">Whether functions that may be VFs are.</param>
/// <param name="Vmd">What VMD does with messages.</param>
public sealed record World(HostChoice Host, bool Remaps, bool OpenIsVirtual, VmdVariant Vmd)
{
    private static readonly KernelVersion VmdLetsPass = new(5, 13, 1);
    private static readonly KernelVersion VmdKeepsRemapping = new(5, 18, 1);
    private static readonly KernelVersion VmdIsCured = new(6, 1, 1);

    /// <summary>Runs it.</summary>
    /// <param name="observed">What is shown.</param>
    /// <param name="trace">Whether to keep a trace.</param>
    /// <exception cref="ModelException">The model failed.</exception>
    public (RunMachine Machine, RunResult Result) Run(ObservedMachine observed, bool trace)
    {
        var machine = new RunMachine(observed, OpenIsVirtual, Remaps);
        var result = Simulation.Run(machine.Build, CreateHost, machine.Play, new RunOptions { Trace = trace });
        return (machine, result);
    }

    /// <summary>One of the machines that fit what is shown: what is likely where something is open.</summary>
    /// <param name="observed">What is shown.</param>
    /// <param name="host">The host.</param>
    public static World MostLikely(ObservedMachine observed, HostChoice host)
    {
        ArgumentNullException.ThrowIfNull(observed);
        return new(host, !observed.Remapping.IsKnown || observed.Remapping.Value, OpenIsVirtual: false,
            VariantsOf(host, observed.VmdTakesOver).DefaultIfEmpty(VmdVariant.TakesOver).First());
    }

    /// <summary>The variants of the VMD driver that a host may have.</summary>
    /// <param name="host">The host.</param>
    /// <param name="takesOver">What is shown of it.</param>
    /// <param name="kernel">The version that runs, where it is known; null for any that the host stands for.</param>
    public static IEnumerable<VmdVariant> VariantsOf(HostChoice host, bool? takesOver, KernelVersion? kernel = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        var (first, last) = kernel is { } version && version >= host.First && version <= host.Last ? (version, version) : (host.First, host.Last);
        if (takesOver != false) yield return VmdVariant.TakesOver;
        if (takesOver == true) yield break;
        if (last >= VmdLetsPass && first < VmdKeepsRemapping) yield return VmdVariant.LetsPassUncured;
        if (last >= VmdIsCured) yield return VmdVariant.LetsPass;
    }

    private LinuxHost CreateHost(Machine machine)
    {
        LinuxHost? host = null;
        VmdDriver vmd = Vmd == VmdVariant.LetsPassUncured
            ? new VmdDriver_Before886e(() => host!) : new VmdDriver(() => host!, Vmd == VmdVariant.TakesOver);
        return host = Host.Create(machine, [vmd, new EveryFunctionDriver()]);
    }
}
