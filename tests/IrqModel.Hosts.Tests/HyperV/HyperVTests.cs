using IrqModel.Engine;
using IrqModel.Hosts.Tests.Linux;
using IrqModel.Rules;
using Xunit;

namespace IrqModel.Hosts.Tests.HyperV;

/// <summary>Hyper-V's root partition on a machine whose units the hypervisor has switched on, before and after 9e7f9178ab49.</summary>
public sealed class HyperVTests
{
    [Fact]
    public void Every_function_has_the_hypervisors_domain_over_vectors_and_delivers()
    {
        var result = Run(machine => new HyperVRoot(machine, Machines.Drivers()));

        Assert.All(result.Functions, function => Assert.Equal(("HV-PCI-MSI > VECTOR", true), (function.DomainChain, function.Delivers)));
        Assert.Contains(result.Functions, function => function.IsVirtual);
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void With_the_domain_set_after_the_scan_what_was_found_is_blocked()
    {
        var result = Run(machine => new HyperVRoot_Before9e7f(machine, Machines.Drivers()));

        Assert.Contains(result.Functions, function => function.Fault == FaultReason.CompatibilityBlocked);
        Assert.Contains(RuleIds.BusDomainAfterScan, result.FindingKeys.Select(key => key.Rule));
    }

    private static RunResult Run(Func<Machine, Host> host) =>
        Simulation.Run(() => Machines.Nic(RemappingArchitecture.VtD), host, VersionTests.EnableVfs);
}
