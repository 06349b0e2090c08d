using IrqModel.Engine;
using IrqModel.Hosts.Tests.Drivers;
using Xunit;

namespace IrqModel.Hosts.Tests.Linux;

/// <summary>Command lines, bridges and emulators that change what happens to a NIC and its VFs.</summary>
public sealed class OptionTests
{
    private const string Pf = "00:02.0";
    private const string Vf = "00:12.2";

    [Theory]
    [InlineData(typeof(Linux_6_1), 25)]
    [InlineData(typeof(Linux_6_2), 24)]
    [InlineData(typeof(Linux_6_12), 24)]
    public void With_intel_iommu_off_interrupts_are_remapped_and_from_6_2_the_unit_takes_no_number(Type version, int first)
    {
        var result = Simulation.Run(() => Machines.Nic(RemappingArchitecture.VtD), machine => Host(version, machine, dmaRemapping: false), VersionTests.EnableVfs);

        Assert.Equal((true, true), (result[Pf].Delivers, result[Vf].Delivers));
        Assert.True(result[Vf].Interrupts[0].Message.IsRemappable);
        Assert.Equal(first, result[Pf].Interrupts[0].Number);
    }

    [Theory]
    [InlineData(BridgeKind.PcieToPci)]
    [InlineData(BridgeKind.Conventional)]
    public void Behind_a_bridge_without_extended_configuration_space_no_VF_can_be_enabled(BridgeKind kind)
    {
        var result = Simulation.Run(() => NicBehind(kind), machine => Host(typeof(Linux_6_12), machine));

        var nic = (PhysicalFunction)result.Machine[Bdf.Parse("01:02.0")];
        Assert.False(nic.CanEnableSriov);
        Assert.True(result["01:02.0"].Delivers);
        var refused = Assert.Throws<ModelException>(() => Simulation.Run(
            () => NicBehind(kind), machine => Host(typeof(Linux_6_12), machine), host => ((PhysicalFunction)host.Machine[Bdf.Parse("01:02.0")]).EnableSriov(2)));
        Assert.Contains("extended configuration space", refused.Message + refused.InnerException?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Behind_a_root_port_VFs_can_be_enabled() =>
        Assert.True(((PhysicalFunction)NicBehind(BridgeKind.RootPort)[Bdf.Parse("01:02.0")]).CanEnableSriov);

    [Theory]
    [InlineData(true, FaultReason.CompatibilityBlocked)]
    [InlineData(false, FaultReason.None)]
    public void A_machine_that_lets_compatibility_requests_pass_delivers_those_of_neglected_VFs(bool blocks, FaultReason fault)
    {
        var result = Simulation.Run(() => UncuredNic(blocks), machine => Host(typeof(Linux_6_1_WithoutCure), machine), VersionTests.EnableVfs);

        Assert.Equal("PCI-MSI-3 > VECTOR", result[Vf].DomainChain);
        Assert.Equal((!blocks, fault), (result[Vf].Delivers, result[Vf].Fault));
    }

    private static LinuxHost Host(Type version, Machine machine, bool dmaRemapping = true)
    {
        var host = (LinuxHost)VersionTests.Host(version, machine);
        typeof(LinuxHost).GetProperty(nameof(LinuxHost.DmaRemapping))!.SetValue(host, dmaRemapping);
        return host;
    }

    private static Machine NicBehind(BridgeKind kind)
    {
        var machine = new Machine("nic behind a bridge");
        var bridge = machine.AddRootBus().AddBridge("1e.0", kind, "bridge", secondaryBus: 1);
        bridge.SecondaryBus.AddFunction("02.0", DeviceNames.Igb, msixVectors: 10, sriov: new(TotalVfs: 7, FirstVfOffset: 0x80, VfStride: 2, VfMsixVectors: 3));
        machine.AddCatchAllUnit();
        return machine;
    }

    private static Machine UncuredNic(bool blocks)
    {
        var machine = new Machine("nic") { BlocksCompatibilityRequests = blocks };
        machine.AddRootBus().AddFunction("02.0", DeviceNames.Igb, msixVectors: 10, sriov: new(TotalVfs: 7, FirstVfOffset: 0x80, VfStride: 2, VfMsixVectors: 3));
        machine.AddCatchAllUnit();
        return machine;
    }
}
