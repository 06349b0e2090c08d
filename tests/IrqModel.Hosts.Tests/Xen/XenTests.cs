using IrqModel.Engine;
using IrqModel.Hosts.Tests.Linux;
using IrqModel.Rules;
using Xunit;

namespace IrqModel.Hosts.Tests.Xen;

/// <summary>Xen's dom0 on a machine whose units Xen has switched on, before and after 70245f86c109.</summary>
public sealed class XenTests
{
    [Fact]
    public void Every_function_keeps_Xens_domain_and_delivers()
    {
        var result = Run(machine => new XenDom0(machine, Machines.Drivers()));

        Assert.All(result.Functions, function => Assert.Equal(("XEN-MSI", true), (function.DomainChain, function.Delivers)));
        Assert.Contains(result.Functions, function => function.IsVirtual);
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void With_the_override_after_the_default_everything_is_blocked()
    {
        var result = Run(machine => new XenDom0_Before7024(machine, Machines.Drivers()));

        Assert.All(result.Functions, function =>
            Assert.Equal(("PCI-MSI-3 > VECTOR", FaultReason.CompatibilityBlocked), (function.DomainChain, function.Fault)));
        Assert.Equal([RuleIds.OverrideAfterDefault], result.FindingKeys.Select(key => key.Rule));
    }

    [Fact]
    public void A_guest_delivers_through_the_entries_that_Xen_makes_for_it()
    {
        var result = Simulation.Run(() => Machines.Nic(RemappingArchitecture.VtD), machine => new XenHvm(machine, Machines.Drivers()));

        Assert.All(result.Functions, function => Assert.Equal(("XEN-MSI", true), (function.DomainChain, function.Delivers)));
        Assert.All(result.Functions.SelectMany(function => function.Interrupts), interrupt => Assert.True(interrupt.Message.IsRemappable));
        Assert.Empty(result.Findings);
    }

    private static RunResult Run(Func<Machine, Host> host) =>
        Simulation.Run(() => Machines.Nic(RemappingArchitecture.VtD), host, VersionTests.EnableVfs);
}
