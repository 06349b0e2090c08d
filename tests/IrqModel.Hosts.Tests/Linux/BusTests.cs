using IrqModel.Engine;
using Xunit;

namespace IrqModel.Hosts.Tests.Linux;

/// <summary>What a bus takes from its bridge when it is created, and what becomes of it.</summary>
public sealed class BusTests
{
    private const string First = "01:00.0";
    private const string Second = "02:00.0";

    // Observed: buses behind root ports hold the plain domain, though every function on them is remapped.
    [Theory]
    [InlineData(typeof(Linux_6_1), "PCI-MSI-3 > VECTOR", "INTEL-IR-MSI-0-3 > INTEL-IR-0 > VECTOR")]
    [InlineData(typeof(Linux_6_12), "VECTOR", "INTEL-IR-0-13 > VECTOR")]
    public void A_bus_of_the_boot_keeps_what_its_bridge_had_before_the_IOMMU_driver_came(Type version, string bus, string function)
    {
        var result = Simulation.Run(Machines.TwoUnits, machine => VersionTests.Host(version, machine));

        Assert.Equal((bus, function), (result[First].BusDomainChain, result[First].DomainChain));
        Assert.Null(result["00:01.0"].BusDomainChain);
    }

    [Theory]
    [InlineData(typeof(Linux_6_1), "INTEL-IR-MSI-1-3 > INTEL-IR-1 > VECTOR")]
    [InlineData(typeof(Linux_6_12), "INTEL-IR-1-13 > VECTOR")]
    public void A_bus_that_comes_back_with_its_bridge_has_the_bridges_remapping_domain(Type version, string chain)
    {
        var result = Simulation.Run(Machines.TwoUnits, machine => VersionTests.Host(version, machine), RemoveAndRescan);

        Assert.Equal((chain, chain), (result[Second].BusDomainChain, result[Second].DomainChain));
        Assert.True(result[Second].Delivers);

        static async Flow RemoveAndRescan(Host host)
        {
            var bridge = host.Machine[Bdf.Parse("00:02.0")];
            await bridge.Remove();
            await host.HotAdd(bridge);
        }
    }

    [Theory]
    [InlineData(typeof(Linux_5_10))]
    [InlineData(typeof(Linux_6_1))]
    [InlineData(typeof(Linux_6_12))]
    public void With_two_units_each_function_and_its_VFs_use_their_own(Type version)
    {
        var result = Simulation.Run(Machines.TwoUnits, machine => VersionTests.Host(version, machine), VersionTests.EnableVfs);

        Assert.All(result.Functions.Where(function => !function.Interrupts.IsEmpty), function =>
        {
            Assert.True(function.Delivers);
            Assert.Equal(function.CoveredBy, function.Interrupts[0].EntryUnit);
        });
        Assert.Equal(2, result.Functions.Where(function => function.IsVirtual).Select(function => function.CoveredBy).Distinct().Count());
    }

    // The VF's bus is made after the PF's bridge was given its domain: 5.10-rc3 was right by accident for VFs on a bus of their own.
    [Theory]
    [InlineData(0x80, false)]
    [InlineData(0x100, true)]
    public void In_5_10_rc3_a_VF_on_a_virtual_bus_was_right_by_accident(int offset, bool delivers)
    {
        var result = Simulation.Run(
            () =>
            {
                var machine = new Machine("virtual bus");
                var port = machine.AddRootBus().AddBridge("01.0", secondaryBus: 1, subordinateBus: 3);
                port.SecondaryBus.AddFunction("00.0", "igb", msixVectors: 10, sriov: new(7, offset, 2));
                machine.AddCatchAllUnit();
                return machine;
            },
            machine => VersionTests.Host(typeof(Linux_5_10_rc3), machine), VersionTests.EnableVfs);

        var vf = result.Functions.First(function => function.IsVirtual);
        Assert.Equal(delivers, vf.Delivers);
    }
}
