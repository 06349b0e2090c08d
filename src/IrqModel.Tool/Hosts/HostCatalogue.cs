using System.Collections.Immutable;
using IrqModel.Hosts;

namespace IrqModel.Tool.Hosts;

/// <summary>The hosts that can be asked for.</summary>
public static class HostCatalogue
{
    /// <summary>The name that leaves the choice to the kernel version in the input.</summary>
    public const string Auto = "auto";

    /// <summary>Linux by version, oldest first.</summary>
    public static ImmutableArray<HostChoice> Linux { get; } =
    [
        new("linux-5.9", "Linux 5.9 and older", default, new(5, 9), (machine, drivers) => new Linux_5_9(machine, drivers)),
        new("linux-5.10-rc3", "Linux 5.10-rc1 to 5.10-rc3", new(5, 10, 1), new(5, 10, 3),
            (machine, drivers) => new Linux_5_10_rc3(machine, drivers)),
        new("linux-5.10", "Linux 5.10-rc4 to 5.17", new(5, 10, 4), new(5, 17), (machine, drivers) => new Linux_5_10(machine, drivers)),
        new("linux-5.18", "Linux 5.18 to 6.0", new(5, 18, 1), new(6, 0), (machine, drivers) => new Linux_5_18(machine, drivers)),
        new("linux-6.1", "Linux 6.1", new(6, 1, 1), new(6, 1), (machine, drivers) => new Linux_6_1(machine, drivers)),
        new("linux-6.2", "Linux 6.2 to 6.11", new(6, 2, 1), new(6, 11), (machine, drivers) => new Linux_6_2(machine, drivers)),
        new("linux-6.12", "Linux 6.12 and newer", new(6, 12, 1), new(int.MaxValue, 0),
            (machine, drivers) => new Linux_6_12(machine, drivers)),
    ];

    /// <summary>The names of <see cref="Linux"/>, oldest first.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Linux.Select(host => host.Name)];

    /// <summary>The hosts of a name: one, or null where there is none.</summary>
    public static HostChoice? Find(string name) =>
        Linux.FirstOrDefault(host => string.Equals(host.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The host that stands for a version of Linux.</summary>
    public static HostChoice For(KernelVersion version) => Linux.Last(host => host.First <= version);
}
