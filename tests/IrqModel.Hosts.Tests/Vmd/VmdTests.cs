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

    [Theory]
    [InlineData(typeof(Linux_6_1))]
    [InlineData(typeof(Linux_6_12))]
    public void A_VMD_that_takes_messages_over_passes_each_on_as_one_of_its_own(Type version)
    {
        var result = Run(version, host => new VmdDriver(host, takesOverMessages: true));

        var disk = result[Disk];
        Assert.Equal(("VMD-MSI-10", true), (disk.DomainChain, disk.Delivers));
        // Four vectors on four of the VMD's, not on its first; none has an entry or a vector of its own.
        Assert.Equal([1u, 2u, 3u, 4u], disk.Interrupts.Select(interrupt => interrupt.Message.Destination));
        Assert.All(disk.Interrupts, interrupt => Assert.Equal(-1, interrupt.EntryIndex));
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void With_fewer_vectors_than_riders_the_VMD_shares_them()
    {
        var result = Run(typeof(Linux_6_1), host => new VmdDriver(host, takesOverMessages: true), vmdVectors: 3);

        Assert.Equal([1u, 2u, 1u, 2u], result[Disk].Interrupts.Select(interrupt => interrupt.Message.Destination));
        Assert.True(result[Disk].Delivers);
    }

    [Fact]
    public void What_rides_on_a_VMD_is_silent_while_the_VMD_has_no_vectors()
    {
        var result = Run(typeof(Linux_6_1), host => new VmdWithoutVectors(host));

        Assert.Empty(result[Disk].Interrupts);
    }

    [Fact]
    public void The_hidden_bus_is_not_found_by_the_scan_of_the_boot()
    {
        var result = Simulation.Run(() => Machine(19), machine => new Linux_6_1(machine));

        Assert.DoesNotContain(result.Functions, function => function.Address.Segment != 0);
    }

    private static RunResult Run(Type version, Func<Func<Host>, VmdDriver> vmd, int vmdVectors = 19) => Simulation.Run(() => Machine(vmdVectors), machine =>
    {
        Host? host = null;
        PciDriver[] drivers = [vmd(() => host!), new DiskDriver()];
        return host = (Host)Activator.CreateInstance(version, machine, drivers)!;
    });

    private static Machine Machine(int vmdVectors)
    {
        var machine = new Machine("vmd");
        var vmd = machine.AddRootBus().AddFunction("0e.0", "vmd", msixVectors: vmdVectors);
        machine.AddRootBusBehind(vmd).AddBridge("01.0", secondaryBus: 1).SecondaryBus.AddFunction("00.0", "disk", msixVectors: 4);
        machine.AddCatchAllUnit();
        return machine;
    }

    // Its driver brings up the bus without having allocated a vector.
    private sealed class VmdWithoutVectors(Func<Host> host) : VmdDriver(host, takesOverMessages: true)
    {
        protected override async Flow EnableDomain(Host host, PciBus bus, PciFunction vmd)
        {
            vmd.ReleaseInterrupts();
            vmd.FreeVectors();
            await base.EnableDomain(host, bus, vmd);
        }
    }

    private sealed class DiskDriver() : PciDriver("nvme")
    {
        public override bool Matches(PciFunction function) => function.Name == "disk";
    }
}
