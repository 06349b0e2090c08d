using IrqModel.Engine;
using IrqModel.Rules;
using Xunit;

namespace IrqModel.Hosts.Tests.Linux;

/// <summary>What the versions of Linux do with a NIC and its VFs, restated from the observations, so that it is tested without them too.</summary>
public sealed class VersionTests
{
    private const string Pf = "00:02.0";
    private const string Vf = "00:12.2";

    public static TheoryData<Type> AllVersions =>
    [
        typeof(Linux_5_9), typeof(Linux_5_10_rc3), typeof(Linux_5_10), typeof(Linux_5_18), typeof(Linux_6_1), typeof(Linux_6_1_WithoutCure),
        typeof(Linux_6_2), typeof(Linux_6_12), typeof(Linux_6_12_WithoutCure),
    ];

    [Theory]
    [InlineData(typeof(Linux_5_9), null, null, true)]
    [InlineData(typeof(Linux_5_10_rc3), "INTEL-IR-MSI-0-3 > INTEL-IR-0 > VECTOR", "PCI-MSI-3 > VECTOR", false)]
    [InlineData(typeof(Linux_5_10), "INTEL-IR-MSI-0-3 > INTEL-IR-0 > VECTOR", "INTEL-IR-MSI-0-3 > INTEL-IR-0 > VECTOR", true)]
    [InlineData(typeof(Linux_5_18), "INTEL-IR-MSI-0-3 > INTEL-IR-0 > VECTOR", "INTEL-IR-MSI-0-3 > INTEL-IR-0 > VECTOR", true)]
    [InlineData(typeof(Linux_6_1), "INTEL-IR-MSI-0-3 > INTEL-IR-0 > VECTOR", "INTEL-IR-MSI-0-3 > INTEL-IR-0 > VECTOR", true)]
    [InlineData(typeof(Linux_6_1_WithoutCure), "INTEL-IR-MSI-0-3 > INTEL-IR-0 > VECTOR", "PCI-MSI-3 > VECTOR", false)]
    [InlineData(typeof(Linux_6_2), "INTEL-IR-0-13 > VECTOR", "INTEL-IR-0-13 > VECTOR", true)]
    [InlineData(typeof(Linux_6_12), "INTEL-IR-0-13 > VECTOR", "INTEL-IR-0-13 > VECTOR", true)]
    [InlineData(typeof(Linux_6_12_WithoutCure), "INTEL-IR-0-13 > VECTOR", "VECTOR", false)]
    public void On_VTd_a_VF_delivers_where_the_domain_is_looked_up_late_or_inherited(Type version, string? pf, string? vf, bool delivers)
    {
        var result = WithVfs(version, RemappingArchitecture.VtD);

        Assert.Equal((pf, vf), (result[Pf].DomainChain, result[Vf].DomainChain));
        Assert.True(result[Pf].Delivers);
        Assert.Equal(delivers, result[Vf].Delivers);
        Assert.Equal(delivers ? FaultReason.None : FaultReason.CompatibilityBlocked, result[Vf].Fault);
        Assert.Equal(delivers ? [] : [RuleIds.VirtualFunctionWithoutDomain], result.FindingKeys.Select(key => key.Rule));
    }

    [Fact]
    public void Without_a_cached_domain_5_9_still_allocates_through_the_unit_of_the_PF()
    {
        var result = WithVfs(typeof(Linux_5_9), RemappingArchitecture.VtD);

        Assert.All(result[Vf].Interrupts, interrupt => Assert.Equal("INTEL-IR-MSI-0-3 > INTEL-IR-0 > VECTOR", interrupt.DomainChain));
        Assert.Equal("00:12.2", result[Vf].Interrupts[0].Entry!.Value.SourceId.ToString());
    }

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void On_AMD_every_version_is_right_because_VFs_are_probed_like_all_others(Type version)
    {
        var result = WithVfs(version, RemappingArchitecture.AmdVi);

        Assert.True(result[Pf].Delivers);
        Assert.True(result[Vf].Delivers);
        Assert.All(result[Vf].Interrupts, interrupt => Assert.Equal(RemappingArchitecture.AmdVi, interrupt.EntryUnit?.Architecture));
        Assert.Equal([0, 1, 2], result[Vf].Interrupts.Select(interrupt => interrupt.EntryIndex));
        Assert.Empty(result.Findings);
    }

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void The_AMD_units_own_message_is_not_remapped_and_arrives(Type version)
    {
        var unit = WithVfs(version, RemappingArchitecture.AmdVi)["00:00.2"];

        Assert.Null(unit.CoveredBy);
        Assert.Null(unit.Interrupts[0].EntryUnit);
        Assert.True(unit.Delivers);
    }

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void Without_an_IOMMU_every_version_is_right(Type version)
    {
        var result = WithVfs(version, unit: null);

        Assert.True(result[Pf].Delivers);
        Assert.True(result[Vf].Delivers);
        Assert.Empty(result.Findings);
    }

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void With_intremap_off_every_version_delivers_also_those_that_neglect_VFs(Type version)
    {
        var result = Simulation.Run(() => Machines.Nic(RemappingArchitecture.VtD), machine => Host(version, machine, remapping: false), EnableVfs);

        Assert.True(result[Vf].Delivers);
        Assert.False(result[Vf].Interrupts[0].Message.IsRemappable);
    }

    [Theory]
    [InlineData(typeof(Linux_5_10))]
    [InlineData(typeof(Linux_6_1))]
    [InlineData(typeof(Linux_6_12))]
    public void A_PF_that_no_unit_covers_ends_without_a_domain_uses_its_pin_and_refuses_VFs(Type version)
    {
        var result = Simulation.Run(Machines.UncoveredNic, machine => Host(version, machine), EnableVfs);

        var nic = result[Pf];
        Assert.Null(nic.DomainChain);
        Assert.Empty(nic.Interrupts);
        Assert.Equal(22, nic.PinGsi);
        Assert.DoesNotContain(result.Functions, function => function.IsVirtual);
    }

    [Fact]
    public void Before_5_10_a_PF_that_no_unit_covers_got_the_plain_domain()
    {
        var result = Simulation.Run(Machines.UncoveredNic, machine => Host(typeof(Linux_5_9), machine), EnableVfs);

        Assert.Equal("PCI-MSI-3 > VECTOR", result[Pf].Interrupts[0].DomainChain);
        Assert.True(result[Pf].Delivers);
        Assert.True(result[Vf].Delivers);
    }

    [Theory]
    [InlineData(typeof(Linux_6_1), null)]
    [InlineData(typeof(Linux_6_2), "IR-PCI-MSIX-0000:00:12.2-12 > INTEL-IR-0-13 > VECTOR")]
    [InlineData(typeof(Linux_6_12), "IR-PCI-MSIX-0000:00:12.2-12 > INTEL-IR-0-13 > VECTOR")]
    public void From_6_2_each_function_has_a_domain_of_its_own_while_it_has_a_driver(Type version, string? chain)
    {
        Assert.Equal(chain, WithVfs(version, RemappingArchitecture.VtD)[Vf].DeviceDomainChain);
        var idle = Simulation.Run(() => Machines.Nic(RemappingArchitecture.VtD), machine => Host(version, machine), EnableIdleVfs);
        Assert.Null(idle[Vf].DeviceDomainChain);
        Assert.Null(idle[Vf].Driver);

        static async Flow EnableIdleVfs(Host host)
        {
            ((PhysicalFunction)host.AddedFunctions[0]).VirtualFunctionsMayBind = false;
            await EnableVfs(host);
        }
    }

    // Observed: 6.1 takes new vectors after the VFs have theirs, 6.12 before. The first entry after the IOAPIC's is the NIC's pin.
    [Theory]
    [InlineData(typeof(Linux_6_1), new[] { 16, 17, 18 }, new[] { 24, 25, 26 })]
    [InlineData(typeof(Linux_6_12), new[] { 16, 17, 18 }, new[] { 22, 23, 24 })]
    public void Entries_are_taken_and_given_back_in_the_order_of_the_driver(Type version, int[] pf, int[] vf)
    {
        var result = WithVfs(version, RemappingArchitecture.VtD);

        Assert.Equal(pf, result[Pf].Interrupts.Select(interrupt => interrupt.EntryIndex));
        Assert.Equal(vf, result[Vf].Interrupts.Select(interrupt => interrupt.EntryIndex));
    }

    // Observed in 6.1 and 6.12; 6.2 is taken to be as 6.1.
    [Theory]
    [InlineData(typeof(Linux_6_1), 0x24000DUL)]
    [InlineData(typeof(Linux_6_2), 0x24000DUL)]
    [InlineData(typeof(Linux_6_12), 0x240009UL)]
    public void The_redirection_hint_is_set_and_the_destination_is_logical_before_6_12(Type version, ulong observed)
    {
        var entry = WithVfs(version, RemappingArchitecture.VtD)[Pf].Interrupts[0].Entry!.Value;

        Assert.Equal(observed & 0xFFFF, entry.Low & 0xFFFF);
    }

    internal static Host Host(Type version, Machine machine, bool remapping = true)
    {
        var drivers = Machines.Drivers(reinitializesFirst: version.Name.Contains("6_12", StringComparison.Ordinal));
        var host = (LinuxHost)Activator.CreateInstance(version, machine, drivers)!;
        typeof(LinuxHost).GetProperty(nameof(LinuxHost.InterruptRemapping))!.SetValue(host, remapping);
        return host;
    }

    internal static async Flow EnableVfs(Host host)
    {
        foreach (var function in host.AddedFunctions.ToArray())
        {
            if (function is PhysicalFunction { Sriov: not null } physical) await physical.ConfigureSriov(2);
        }
    }

    private static RunResult WithVfs(Type version, RemappingArchitecture? unit) =>
        Simulation.Run(() => Machines.Nic(unit), machine => Host(version, machine), EnableVfs);
}
