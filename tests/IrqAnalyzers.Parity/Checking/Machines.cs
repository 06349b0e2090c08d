using IrqModel;

namespace IrqAnalyzers.Parity.Checking;

using Flow = IrqModel.Flow;

/// <summary>The machines that programs run on.</summary>
internal static class Machines
{
    // The driver of some programs takes more than one, one at a time.
    private const int Vectors = 4;

    /// <summary>A machine of the usual kind for clients, where one bus has two units. All that can be found is found on it, but what VFs on a virtual bus show.</summary>
    public static Machine TwoUnits()
    {
        var machine = new Machine("two units on one bus") { X2Apic = true };
        var root = machine.AddRootBus();
        var graphics = root.AddFunction("01.0", "gpu", Vectors);
        root.AddFunction("02.0", "nic", Vectors, sriov: Sriov);
        root.AddFunction("03.0", "later", Vectors, plugged: false);
        machine.AddRemappingUnit().Covers(graphics);
        machine.AddCatchAllUnit();
        return machine;
    }

    /// <summary>A machine with one unit.</summary>
    public static Machine OneUnit()
    {
        var machine = new Machine("one unit") { X2Apic = true };
        machine.AddRootBus().AddFunction("02.0", "nic", Vectors, sriov: Sriov);
        machine.AddCatchAllUnit();
        return machine;
    }

    /// <summary>The same with a unit that has no extended interrupt mode.</summary>
    public static Machine OldUnit()
    {
        var machine = OneUnit();
        machine.RemappingUnits[0].SupportsExtendedInterruptMode = false;
        return machine;
    }

    /// <summary>A machine with two units whose VFs are on a bus that exists nowhere else.</summary>
    public static Machine VirtualBus()
    {
        var machine = new Machine("VFs on a virtual bus") { X2Apic = true };
        var root = machine.AddRootBus();
        var graphics = root.AddFunction("01.0", "gpu", Vectors);
        root.AddFunction("03.0", "later", Vectors, plugged: false);
        root.AddFunction("02.0", "nic", Vectors, sriov: Sriov with { FirstVfOffset = 0x100 });
        machine.AddRemappingUnit().Covers(graphics);
        machine.AddCatchAllUnit();
        return machine;
    }

    /// <summary>A machine with a root bus behind a function, as a VMD makes one: what is on it sends in the name of that function.</summary>
    public static Machine BehindController()
    {
        var machine = new Machine("a bus behind a controller") { X2Apic = true };
        var controller = machine.AddRootBus().AddFunction("01.0", "vmd", Vectors);
        machine.AddRootBusBehind(controller, segment: 0x10000).AddFunction("02.0", "nic", Vectors, sriov: Sriov);
        machine.AddCatchAllUnit();
        return machine;
    }

    /// <summary>What happens after boot: the buses behind functions are scanned, as the drivers of those functions do, a PF is plugged in, and the NIC gets a VF.</summary>
    public static async Flow PlugIn(Host host)
    {
        foreach (var bus in host.Machine.Buses.Where(bus => bus.Controller is not null).ToArray()) await host.ScanBus(bus);
        foreach (var function in host.Machine.Functions.Where(function => !function.IsPlugged).ToArray()) await host.HotAdd(function);
        foreach (var function in host.Machine.Functions.ToArray())
        {
            if (function is PhysicalFunction { Sriov: not null, VirtualFunctions.Count: 0 } physical) await physical.EnableSriov(1);
        }
    }

    /// <summary>The same, and then all functions are suspended and resumed.</summary>
    public static async Flow PlugInAndSleep(Host host)
    {
        await PlugIn(host);
        await host.SuspendDevices();
        await host.ResumeDevices();
    }

    /// <summary>Plugs functions in where somebody else has done what the host may have left out: created the default domain and switched interrupt remapping on.</summary>
    public static Flow RemapAndPlugIn(Host host)
    {
        host.CreateDefaultMsiDomain();
        try
        {
            new Iommu(host.Machine, "other").EnableInterruptRemapping();
        }
        catch (InvalidOperationException)
        {
            // It is on.
        }

        return PlugIn(host);
    }

    private static SriovCapability Sriov => new(TotalVfs: 2, FirstVfOffset: 0x80, VfStride: 2, VfMsixVectors: Vectors);
}
