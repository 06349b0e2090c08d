using System.Collections.Immutable;
using IrqModel;

namespace IrqAnalyzers.Parity.Checking;

using Flow = IrqModel.Flow;

/// <summary>A machine, a host or a scenario of another kind, where shows what the usual ones cannot show.</summary>
/// <param name="Name">What the figures call it.</param>
/// <param name="Rules">The rules that need it, separated by commas.</param>
/// <param name="Machine">The machine.</param>
/// <param name="Scenario">What happens after boot.</param>
/// <param name="IsOtherHost">Whether the program's notifier runs in an <see cref="OtherHost"/>.</param>
/// <param name="IsPlatform">Whether that one runs under a hypervisor.</param>
internal sealed record Elsewhere(
    string Name, string Rules, Func<Machine> Machine, Func<Host, Flow> Scenario, bool IsOtherHost = false, bool IsPlatform = false)
{
    public static ImmutableArray<Elsewhere> All { get; } =
    [
        new("VFs on a virtual bus", "IRQ2003", Machines.VirtualBus, Machines.PlugIn),
        new("functions behind a controller", "IRQ2005", Machines.BehindController, Machines.PlugIn),
        new("default domain and remapping by others", "IRQ1002,IRQ2001", Machines.TwoUnits, Machines.RemapAndPlugIn),
        new("notifier under a hypervisor", "IRQ1007", Machines.TwoUnits, Machines.PlugIn, IsOtherHost: true, IsPlatform: true),
        new("notifier in another host", "IRQ1001,IRQ1002,IRQ1003,IRQ2001,IRQ2005", Machines.TwoUnits, Machines.PlugIn, IsOtherHost: true),
        new("notifier in another host, VFs on a virtual bus", "IRQ2003", Machines.VirtualBus, Machines.PlugIn, IsOtherHost: true),
        new("notifier in another host, functions behind a controller", "IRQ2005", Machines.BehindController, Machines.PlugIn, IsOtherHost: true),
    ];

    /// <summary>What no run has shown yet and it could.</summary>
    /// <param name="findings">What is known by now.</param>
    /// <param name="notifier">The line where the program's notifier begins.</param>
    public ImmutableArray<string> Wanted(Findings findings, int notifier) =>
    [
        .. findings.Unshown.Where(key =>
            key.Split('|') is var parts && Rules.Contains(parts[0], StringComparison.Ordinal) && (!IsOtherHost || LineOf(parts[2]) > notifier)),
    ];

    private static int LineOf(string place) => int.Parse(place.AsSpan(place.IndexOf(':', StringComparison.Ordinal) + 1), System.Globalization.CultureInfo.InvariantCulture);
}
