using IrqModel.Engine;
using IrqModel.Hosts.Tests.Drivers;

namespace IrqModel.Hosts.Tests.Golden;

/// <summary>Runs the host of an observed boot up to one of the moments that were recorded. The runs are deterministic, so each moment has one.</summary>
internal static class Scenario
{
    /// <summary>The moments in the order in which they come.</summary>
    private static readonly string[] Order = ["before", "pf", "devices", "after_del", "readd"];

    public static IEnumerable<string> MomentsOf(GoldenBoot boot) => Order.Where(boot.Moments.ContainsKey);

    /// <summary>Whether there is a host for the kernel.</summary>
    public static bool Knows(GoldenBoot boot) => VersionOf(boot) is (6, 1) or (6, 12);

    public static RunResult Run(GoldenBoot boot, string moment) =>
        Simulation.Run(() => Q35.Build(boot), machine => HostOf(boot, machine), host => Play(boot, host, Array.IndexOf(Order, moment)));

    private static (int Major, int Minor) VersionOf(GoldenBoot boot)
    {
        var version = Version.Parse(boot.Kernel.Split('-')[0]);
        return (version.Major, version.Minor);
    }

    private static LinuxHost HostOf(GoldenBoot boot, Machine machine)
    {
        // In the order of the link: drivers/pci, drivers/virtio, drivers/net.
        PciDriver[] drivers =
        [
            new PortDriver(), new VirtioDriver(), new E1000eDriver(), new IgbDriver(boot.Processors, reinitializesFirst: VersionOf(boot) is (6, 12)),
            new IgbvfDriver(),
        ];
        var remapping = !boot.CommandLine.Contains("intremap=off");
        return (VersionOf(boot), Cured: boot.Kernel.EndsWith("-fix", StringComparison.Ordinal)) switch
        {
            ((6, 1), true) => new Linux_6_1(machine, drivers) { InterruptRemapping = remapping },
            ((6, 1), false) => new Linux_6_1_WithoutCure(machine, drivers) { InterruptRemapping = remapping },
            ((6, 12), true) => new Linux_6_12(machine, drivers) { InterruptRemapping = remapping },
            ((6, 12), false) => new Linux_6_12_WithoutCure(machine, drivers) { InterruptRemapping = remapping },
            _ => throw new NotSupportedException($"No host for Linux {boot.Kernel}."),
        };
    }

    private static async Flow Play(GoldenBoot boot, Host host, int until)
    {
        var hotPlugged = host.Machine.Functions.Where(function => !function.IsPlugged).ToArray();
        if (until >= Array.IndexOf(Order, "pf")) await Plug(host, hotPlugged);
        if (until >= Array.IndexOf(Order, "devices")) await EnableVfs(boot, host);
        if (until >= Array.IndexOf(Order, "after_del"))
        {
            foreach (var function in hotPlugged) await function.Remove();
        }

        if (until >= Array.IndexOf(Order, "readd"))
        {
            await Plug(host, hotPlugged);
            await EnableVfs(boot, host);
        }
    }

    private static async Flow Plug(Host host, PciFunction[] functions)
    {
        foreach (var function in functions) await host.HotAdd(function);
    }

    private static async Flow EnableVfs(GoldenBoot boot, Host host)
    {
        if (boot.Vfs == 0) return;
        foreach (var function in host.AddedFunctions.ToArray())
        {
            if (function is not PhysicalFunction { Sriov: not null, Driver: not null } physical) continue;
            physical.VirtualFunctionsMayBind = boot.VfsMayBind;
            await physical.ConfigureSriov(boot.Vfs);
        }
    }
}
