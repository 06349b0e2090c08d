using IrqModel.Engine;
using IrqModel.Rules;
using Xunit;

namespace IrqModel.Hosts.Tests.Vmd;

/// <summary>A disk behind a VMD with interrupt remapping on, before and after 886e67100b90.</summary>
public sealed class VmdTests
{
    private const string Disk = "10000:01:00.0";

    [Theory]
    [InlineData(typeof(Linux_6_1), "INTEL-IR-MSI-0-3 > INTEL-IR-0 > VECTOR")]
    [InlineData(typeof(Linux_6_12), "INTEL-IR-0-13 > VECTOR")]
    public void With_its_domain_on_the_bus_before_the_scan_the_disk_is_remapped_with_VMDs_id(Type version, string chain)
    {
        var result = Run(version, host => new VmdDriver(host));

        var disk = result[Disk];
        Assert.Equal((chain, true), (disk.DomainChain, disk.Delivers));
        Assert.Equal("00:0e.0", disk.Interrupts[0].Entry!.Value.SourceId.ToString());
        Assert.Empty(result.Findings);
    }

    [Theory]
    [InlineData(typeof(Linux_6_1), "PCI-MSI-3 > VECTOR")]
    [InlineData(typeof(Linux_6_12), "VECTOR")]
    public void With_the_domain_set_after_the_scan_its_messages_are_blocked(Type version, string chain)
    {
        var result = Run(version, host => new VmdDriver_Before886e(host));

        Assert.Equal((chain, FaultReason.CompatibilityBlocked), (result[Disk].DomainChain, result[Disk].Fault));
        Assert.Equal("00:0e.0", Assert.Single(result.Faults.Select(fault => fault.SourceId.ToString()).Distinct()));
        Assert.Equal([RuleIds.BusDomainAfterScan], result.FindingKeys.Select(key => key.Rule));
    }

    [Fact]
    public void The_hidden_bus_is_not_found_by_the_scan_of_the_boot()
    {
        var result = Simulation.Run(Machine, machine => new Linux_6_1(machine));

        Assert.DoesNotContain(result.Functions, function => function.Address.Segment != 0);
    }

    private static RunResult Run(Type version, Func<Func<Host>, VmdDriver> vmd) => Simulation.Run(Machine, machine =>
    {
        Host? host = null;
        PciDriver[] drivers = [vmd(() => host!), new DiskDriver()];
        return host = (Host)Activator.CreateInstance(version, machine, drivers)!;
    });

    private static Machine Machine()
    {
        var machine = new Machine("vmd");
        var vmd = machine.AddRootBus().AddFunction("0e.0", "vmd", msixVectors: 19);
        machine.AddRootBusBehind(vmd).AddBridge("01.0", secondaryBus: 1).SecondaryBus.AddFunction("00.0", "disk", msixVectors: 4);
        machine.AddCatchAllUnit();
        return machine;
    }

    private sealed class DiskDriver() : PciDriver("nvme")
    {
        public override bool Matches(PciFunction function) => function.Name == "disk";
    }
}
