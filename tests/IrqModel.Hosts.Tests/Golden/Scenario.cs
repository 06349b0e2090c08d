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
    public static bool Knows(GoldenBoot boot) => HostFor(boot) is not null;

    public static RunResult Run(GoldenBoot boot, string moment) =>
        Simulation.Run(() => Q35.Build(boot), HostFor(boot) ?? throw new NotSupportedException($"No host for Linux {boot.Kernel}."), host => Play(boot, host, Array.IndexOf(Order, moment)));

    // A version without a host of its own is compared with the one before it.
    private static Func<Machine, LinuxHost>? HostFor(GoldenBoot boot)
    {
        var (remapping, dma) = (!boot.CommandLine.Contains("intremap=off"), !boot.CommandLine.Contains("intel_iommu=off"));
        var drivers = DriversOf(boot);
        return (VersionOf(boot), Cured: boot.Kernel.EndsWith("-fix", StringComparison.Ordinal)) switch
        {
            ( < 510, _) => machine => new Linux_5_9(machine, drivers) { InterruptRemapping = remapping, DmaRemapping = dma },
            ( < 518, true) => machine => new Linux_5_10(machine, drivers) { InterruptRemapping = remapping, DmaRemapping = dma },
            ( < 518, false) => machine => new Linux_5_10_rc3(machine, drivers) { InterruptRemapping = remapping, DmaRemapping = dma },
            ( < 602, true) => machine => new Linux_6_1(machine, drivers) { InterruptRemapping = remapping, DmaRemapping = dma },
            ( < 602, false) => machine => new Linux_6_1_WithoutCure(machine, drivers) { InterruptRemapping = remapping, DmaRemapping = dma },
            ( < 612, true) => machine => new Linux_6_2(machine, drivers) { InterruptRemapping = remapping, DmaRemapping = dma },
            ( < 612, false) => null,
            (_, true) => machine => new Linux_6_12(machine, drivers) { InterruptRemapping = remapping, DmaRemapping = dma },
            (_, false) => machine => new Linux_6_12_WithoutCure(machine, drivers) { InterruptRemapping = remapping, DmaRemapping = dma },
        };
    }

    // Major times 100 plus minor.
    private static int VersionOf(GoldenBoot boot)
    {
        var version = Version.Parse(boot.Kernel.Split('-')[0]);
        return (version.Major * 100) + version.Minor;
    }

    // In the order of the link: drivers/pci, drivers/virtio, drivers/net. Where between 6.1 and 6.12 igb changed its order was not observed.
    private static PciDriver[] DriversOf(GoldenBoot boot)
    {
        PciDriver[] known =
        [
            new PortDriver(), new VirtioDriver(), new E1000eDriver(), new IgbDriver(boot.Processors, reinitializesFirst: VersionOf(boot) >= 602),
            new IgbvfDriver(),
        ];
        var others = boot.Moments.Values.SelectMany(moment => moment).Where(ObservedDriver.Has).Select(device => device.Driver!).Distinct();
        return [.. known, .. others.Select(name => new ObservedDriver(name, boot))];
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
            if (function is not PhysicalFunction { CanEnableSriov: true, Driver: not null } physical) continue;
            physical.VirtualFunctionsMayBind = boot.VfsMayBind;
            await physical.ConfigureSriov(boot.Vfs);
        }
    }
}
