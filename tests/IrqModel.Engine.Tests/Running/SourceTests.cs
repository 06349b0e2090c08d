using Xunit;

namespace IrqModel.Engine.Tests.Running;

/// <summary>
/// Functions that send under several ids, and what software reckons with. Source: linux.md section 3, "SID"; 3f0c625c6ae7, 2c70010867f1,
/// 3c124435e8dd, 5aac28784dca.
/// </summary>
public sealed class SourceTests
{
    [Fact]
    public void Requests_take_turns_under_the_ids_of_the_function_and_its_proxies()
    {
        var result = Run(machine => machine.AddCatchAllUnit(), own => SourceCheck.Exactly(own.DmaAliases.Last().Id));

        Assert.Equal(
            [FaultReason.SourceIdMismatch, FaultReason.SourceIdMismatch, FaultReason.None, FaultReason.SourceIdMismatch],
            result["01:00.0"].Interrupts.Select(interrupt => interrupt.Fault));
    }

    [Fact]
    public void Linux_verifies_the_bus_where_all_of_several_aliases_are_on_it()
    {
        var result = Run(machine => machine.AddCatchAllUnit());

        Assert.True(result["01:00.0"].Delivers);
        Assert.Equal(SourceValidation.BusRange, result["01:00.0"].Interrupts[0].Entry!.Value.Validation);
    }

    [Fact]
    public void Aliases_are_the_functions_own_then_its_proxies_then_those_of_bridges_above()
    {
        var machine = new Machine("m");
        var upper = machine.AddRootBus().AddBridge("1e.0", BridgeKind.Conventional, secondaryBus: 1);
        var lower = upper.SecondaryBus.AddBridge("00.0", BridgeKind.PcieToPci, secondaryBus: 2);
        var function = lower.SecondaryBus.AddFunction("03.0");
        function.ProxyIds = [new(0x0208)];

        Assert.Equal(
            [new(function, new(0x0218)), new(function, new(0x0208)), new(lower, new(0x0200)), new(upper, new(0x00F0))],
            function.DmaAliases);
    }

    [Fact]
    public void Linux_leads_all_ids_to_the_table_of_the_function_on_AMD()
    {
        Assert.True(Run(machine => machine.AddAmdIommu())["01:00.0"].Delivers);
    }

    // Linux init_device_table(): what has no table is refused.
    [Fact]
    public void An_id_without_a_table_is_refused_on_AMD()
    {
        var result = Run(machine => machine.AddAmdIommu(), tableIds: function => [function.Address.RequesterId]);

        Assert.Equal(
            [FaultReason.None, FaultReason.AmdInterruptsAborted, FaultReason.AmdInterruptsAborted, FaultReason.None],
            result["01:00.0"].Interrupts.Select(interrupt => interrupt.Fault));
    }

    [Theory]
    [InlineData(false, new[] { 1, 2 })]
    [InlineData(true, new int[0])]
    public void An_AMD_unit_goes_on_with_entries_that_it_has_kept_under_ids_which_were_not_flushed(bool flushesAll, int[] astray)
    {
        var result = Run(
            machine => machine.AddAmdIommu(),
            flushedIds: function => flushesAll ? function.DmaAliases.Select(alias => alias.Id) : [function.Address.RequesterId],
            scenario: async host =>
            {
                var ntb = host.Machine[Bdf.Parse("01:00.0")];
                ntb.ReleaseInterrupts();
                ntb.FreeVectors();
                await host.HotAdd(host.Machine[Bdf.Parse("00:03.0")]);
                ntb.AllocateVectors(4);
                ntb.RequestInterrupts();
            });

        Assert.Equal(astray, result.Strays.Select(stray => stray.Vector));
    }

    // What was a function's own id before is not forgotten either: the entry leads to the vector that it gave back.
    [Fact]
    public void An_AMD_unit_that_is_told_nothing_goes_on_with_all_that_it_has_kept()
    {
        var result = Run(machine => machine.AddAmdIommu(), flushedIds: _ => [], scenario: async host =>
        {
            var nic = host.Machine[Bdf.Parse("00:03.0")];
            await host.HotAdd(nic);
            nic.ReleaseInterrupts();
            nic.FreeVectors();
            nic.AllocateVectors(4);
            host.Machine[Bdf.Parse("01:00.0")].SetAffinity(0, 1);
            nic.RequestInterrupts();
        });

        Assert.Contains(result.Strays, stray => stray.Address == Bdf.Parse("00:03.0"));
        var finding = Assert.Single(result.Findings);
        Assert.Equal(("IRQ1009", "Host.FlushedIdsFor", "Host"), (finding.Key.Rule, finding.Key.Operation, finding.Key.SubjectType));
        Assert.Equal("SourceTests.cs", finding.Location.FileName);
    }

    private static RunResult Run(
        Action<Machine> addUnit, Func<PciFunction, SourceCheck>? check = null, Func<PciFunction, IEnumerable<RequesterId>>? tableIds = null,
        Func<PciFunction, IEnumerable<RequesterId>>? flushedIds = null, Func<Host, Flow>? scenario = null) =>
        Simulation.Run(
            () =>
            {
                var machine = new Machine("m");
                var root = machine.AddRootBus();
                root.AddFunction("03.0", "nic", msixVectors: 4, plugged: false);
                root.AddBridge("1c.0", secondaryBus: 1).SecondaryBus.AddFunction("00.0", "ntb", msixVectors: 4).ProxyIds = [new(0x0108), new(0x0110)];
                addUnit(machine);
                return machine;
            },
            machine => new ReckoningHost(machine) { Check = check, TableIds = tableIds, Flushed = flushedIds },
            scenario,
            new RunOptions { RestlessFunctions = true });

    private sealed class ReckoningHost(Machine machine) : TestHost(machine)
    {
        public Func<PciFunction, SourceCheck>? Check { get; init; }

        public Func<PciFunction, IEnumerable<RequesterId>>? TableIds { get; init; }

        public Func<PciFunction, IEnumerable<RequesterId>>? Flushed { get; init; }

        protected override SourceCheck SourceCheckFor(PciFunction function) => Check?.Invoke(function) ?? base.SourceCheckFor(function);

        protected override IEnumerable<RequesterId> DeviceTableIdsFor(PciFunction function) =>
            TableIds?.Invoke(function) ?? base.DeviceTableIdsFor(function);

        protected override IEnumerable<RequesterId> FlushedIdsFor(PciFunction function) =>
            Flushed?.Invoke(function) ?? base.FlushedIdsFor(function);
    }
}
