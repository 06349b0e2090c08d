using System.Collections.Immutable;
using System.Globalization;
using IrqModel;

namespace IrqAnalyzers.Parity.Checking;

using Flow = IrqModel.Flow;

/// <summary>A machine, a host or a course of events of another kind, where shows what the usual runs cannot show.</summary>
/// <param name="Name">What the figures call it.</param>
/// <param name="Rules">The rules that need it.</param>
/// <param name="Machine">The machine.</param>
internal sealed record Elsewhere(string Name, string[] Rules, Func<Machine> Machine)
{
    public static ImmutableArray<Elsewhere> All { get; } =
    [
        new("VFs on a virtual bus", ["IRQ2003"], Machines.VirtualBus),
        new("VFs from the start, on a virtual bus", ["IRQ1001", "IRQ1003", "IRQ2003", "IRQ2005"], Machines.VirtualBus) { Prepare = static host => host.Subscribe(new EnablesVfs()) },
        new("VFs from the start, on the bus of their PF", ["IRQ1003"], Machines.TwoUnits) { Prepare = static host => host.Subscribe(new EnablesVfs()) },
        new("functions behind a controller", ["IRQ2005"], Machines.BehindController),
        new("a unit without extended interrupt mode", ["IRQ1009"], Machines.OldUnit),
        new("Add fails", ["IRQ1001", "IRQ1003", "IRQ2003", "IRQ2005", "IRQ3001", "IRQ3002"], Machines.VirtualBus) { Scenario = FailsToAdd.PlugIn },
        new("default domain and remapping by others", ["IRQ1002", "IRQ2001"], Machines.TwoUnits) { Scenario = Machines.RemapAndPlugIn },
        new("functions come with a domain", ["IRQ1002", "IRQ2001"], Machines.TwoUnits) { Prepare = static host => host.Subscribe(new GivesDomains(host)), Scenario = GivesDomains.PlugIn },
        new("notifier under a hypervisor", ["IRQ1007"], Machines.TwoUnits) { Host = static (machine, notifier) => new OtherHost(machine, notifier, isPlatform: true) },
        new("notifier in another host", ["IRQ1001", "IRQ1002", "IRQ1003", "IRQ2001", "IRQ2003", "IRQ2005"], Machines.TwoUnits) { Host = Other },
        new("notifier in another host, VFs on a virtual bus", ["IRQ2003"], Machines.VirtualBus) { Host = Other },
        new("notifier in another host, functions behind a controller", ["IRQ2005"], Machines.BehindController) { Host = Other },
    ];

    /// <summary>The host in which the program's notifier runs, if not in its own.</summary>
    public Func<Machine, Func<Iommu, BusNotifier>, Host>? Host { get; init; }

    /// <summary>What is done to a host before it boots.</summary>
    public Action<Host>? Prepare { get; init; }

    /// <summary>What happens after boot.</summary>
    public Func<Host, Flow> Scenario { get; init; } = Machines.PlugIn;

    /// <summary>Makes the host that runs, of a program's host and notifier.</summary>
    public Host Make(Machine machine, Func<Machine, Host> own, Func<Iommu, BusNotifier> notifier)
    {
        var host = Host is null ? own(machine) : Host(machine, notifier);
        Prepare?.Invoke(host);
        return host;
    }

    /// <summary>What no run has shown yet and could be shown here.</summary>
    /// <param name="findings">What is known by now.</param>
    /// <param name="notifier">The line where the program's notifier begins.</param>
    public ImmutableArray<string> Wanted(Findings findings, int notifier) =>
        [.. findings.Unshown.Where(key => key.Split('|') is var parts && Rules.Contains(parts[0]) && (Host is null || LineOf(parts[2]) > notifier))];

    private static OtherHost Other(Machine machine, Func<Iommu, BusNotifier> notifier) => new(machine, notifier, isPlatform: false);

    private static int LineOf(string place) => int.Parse(place.AsSpan(place.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
}
