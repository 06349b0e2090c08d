using Xunit;

namespace IrqModel.Engine.Tests.Running;

public sealed class SriovTests
{
    // PCIe 9.2.1.2; an 82576 on the root bus of a virtual machine has its VFs at 12.0 and 12.2.
    [Fact]
    public void VFs_have_the_requester_ids_that_offset_and_stride_give()
    {
        var result = Simulation.Run(() => WithNic(new(7, 0x80, 2)), machine => new TestHost(machine), host => Nic(host).EnableSriov(3));

        Assert.Equal(
            ["0000:00:02.0", "0000:00:12.0", "0000:00:12.2", "0000:00:12.4"],
            result.Functions.Select(function => function.Address.ToString()));
    }

    [Fact]
    public void A_VF_beyond_its_PFs_bus_is_on_a_virtual_bus_and_its_interrupts_arrive()
    {
        var result = Simulation.Run(() => WithNic(new(7, 0x100, 1)), machine => new TestHost(machine), host => Nic(host).EnableSriov(2));

        var function = result["0000:01:02.0"];
        Assert.True(function.Delivers);
        Assert.Equal("01:02.0", function.Interrupts[0].Entry!.Value.SourceId.ToString());
        var bus = result.Machine.Buses.Single(bus => bus.Number == 1);
        Assert.True(bus is { IsVirtual: true, Bridge: null, Parent.Number: 0 });
    }

    [Fact]
    public void A_VF_beyond_the_buses_routed_to_its_PF_is_an_error()
    {
        var error = Assert.Throws<ModelException>(() => Simulation.Run(
            () =>
            {
                var machine = new Machine("m");
                machine.AddRootBus().AddBridge("01.0").SecondaryBus.AddFunction("00.0", "nic", sriov: new(7, 0x100, 1));
                return machine;
            },
            machine => new TestHost(machine), host => Nic(host).EnableSriov(1)));

        Assert.Contains("can't enable 1 VFs (bus 02 out of range of [bus 01])", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void A_number_of_VFs_that_the_PF_does_not_have_is_an_error(int count)
    {
        var error = Assert.Throws<ModelException>(() => Simulation.Run(
            () => WithNic(new(7, 0x80, 2)), machine => new TestHost(machine), host => Nic(host).EnableSriov(count)));

        Assert.Contains($"can have 1 to 7 VFs, not {count}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SRIOV_is_enabled_once()
    {
        var error = Assert.Throws<ModelException>(() => Simulation.Run(
            () => WithNic(new(7, 0x80, 2)), machine => new TestHost(machine), Twice));

        Assert.Contains("disable SR-IOV first", error.Message, StringComparison.Ordinal);
        static async Flow Twice(Host host)
        {
            await Nic(host).EnableSriov(1);
            await Nic(host).EnableSriov(1);
        }
    }

    [Fact]
    public void After_disabling_nothing_is_left_of_the_VFs()
    {
        var result = Simulation.Run(() => WithNic(new(7, 0x100, 1)), machine => new TestHost(machine), OnAndOff);

        Assert.Equal(["0000:00:02.0"], result.Functions.Select(function => function.Address.ToString()));
        Assert.Single(result.Machine.Buses);
        Assert.Single(result.Machine.Functions);
        static async Flow OnAndOff(Host host)
        {
            await Nic(host).EnableSriov(2);
            await Nic(host).DisableSriov();
        }
    }

    [Fact]
    public void Removing_a_PF_removes_its_VFs_first_and_it_can_come_back()
    {
        var result = Simulation.Run(() => WithNic(new(7, 0x80, 2)), machine => new TestHost(machine), OutAndIn, new RunOptions { Trace = true });

        Assert.All(result.Functions, function => Assert.True(function.Delivers));
        Assert.Equal(2, result.Functions.Length);
        Assert.Empty(result.Findings);
        var removals = result.Trace.Where(step => step.Text.EndsWith(": removed", StringComparison.Ordinal)).Select(step => step.Text).ToArray();
        Assert.Equal(["nic VF 0 (0000:00:12.0): removed", "nic VF 1 (0000:00:12.2): removed", "nic (0000:00:02.0): removed"], removals);
        static async Flow OutAndIn(Host host)
        {
            var nic = Nic(host);
            await nic.EnableSriov(2);
            await nic.Remove();
            await host.HotAdd(nic);
            await nic.EnableSriov(1);
        }
    }

    // linux.md section 3: "Hot-removal iterates children in reverse so VFs go before the PF"; pci_stop_bus_device(), ac205b7bb72f.
    [Fact]
    public void What_is_pulled_out_with_its_slot_loses_its_drivers_last_first_so_that_VFs_go_before_their_PF()
    {
        var result = Simulation.Run(BuildSlot, machine => new TestHost(machine), PullOut, new RunOptions { Trace = true });

        Assert.Empty(result.Findings);
        var released = result.Trace.Where(step => step.Text.Contains(": unbound from", StringComparison.Ordinal)).Select(step => step.Text.Split(" (")[0]);
        Assert.Equal(["nic VF 1", "nic VF 0", "nic", "other"], released);
        Assert.Empty(result.Functions);

        static Machine BuildSlot()
        {
            var machine = new Machine("m");
            var slot = machine.AddRootBus().AddBridge("1c.0", secondaryBus: 1);
            slot.SecondaryBus.AddFunction("00.0", "other");
            slot.SecondaryBus.AddFunction("02.0", "nic", sriov: new(2, FirstVfOffset: 0x10, VfStride: 1));
            machine.AddCatchAllUnit();
            return machine;
        }

        static async Flow PullOut(Host host)
        {
            await ((PhysicalFunction)host.Machine[Bdf.Parse("01:02.0")]).EnableSriov(2);
            await host.Machine[Bdf.Parse("00:1c.0")].Remove();
        }
    }

    // linux.md section 3: "sriov_vf_msix_count writable only with PF driver callback and unbound VF (-EBUSY)"
    [Theory]
    [InlineData(false, true, true, 8)]
    [InlineData(true, true, false, 3)]
    [InlineData(false, false, false, 3)]
    public void A_VF_gets_a_table_of_another_size_only_while_it_is_unbound_and_only_from_a_driver_that_can(
        bool bound, bool driverCan, bool expected, int size)
    {
        bool? done = null;
        var result = Simulation.Run(
            () => WithNic(new(7, 0x80, 2)), machine => new ResizingHost(machine, driverCan),
            async host =>
            {
                Nic(host).VirtualFunctionsMayBind = bound;
                await Nic(host).EnableSriov(1);
                var vf = Nic(host).VirtualFunctions[0];
                done = vf.SetMsixVectorCount(8);
                Nic(host).VirtualFunctionsMayBind = true;
                await vf.Attach();
            });

        Assert.Equal(expected, done);
        Assert.Equal(size, result["0000:00:12.0"].Interrupts.Length);
        Assert.True(result["0000:00:12.0"].Delivers);
    }

    // sriov_vf_msix_count: "0 ... the default"
    [Fact]
    public void A_count_of_0_gives_a_VF_the_table_of_its_PFs_capability_again()
    {
        var sizes = new List<int>();
        Simulation.Run(
            () => WithNic(new(7, 0x80, 2)), machine => new ResizingHost(machine, driverCan: true),
            async host =>
            {
                Nic(host).VirtualFunctionsMayBind = false;
                await Nic(host).EnableSriov(1);
                foreach (var count in new[] { 8, 0 })
                {
                    Nic(host).VirtualFunctions[0].SetMsixVectorCount(count);
                    sizes.Add(Nic(host).VirtualFunctions[0].MsixTableSize);
                }
            });

        Assert.Equal([8, 3], sizes);
    }

    [Fact]
    public void Freed_entries_are_used_again()
    {
        var result = Simulation.Run(() => WithNic(new(7, 0x80, 2)), machine => new TestHost(machine), Cycle);

        Assert.Equal(0, result["0000:00:02.0"].Interrupts[0].EntryIndex);
        static async Flow Cycle(Host host)
        {
            for (var round = 0; round < 100; round++)
            {
                var nic = Nic(host);
                await nic.Remove();
                await host.HotAdd(nic);
            }
        }
    }

    // PCIe 9.3.3.3.5: the registers depend on the ARI Capable Hierarchy bit; an 82576 without ARI has its VFs at other offsets.
    [Theory]
    [InlineData(true, "0000:01:00.4", "0000:01:01.0")]
    [InlineData(false, "0000:01:10.0", "0000:01:10.2")]
    public void Offset_and_stride_depend_on_whether_the_bridge_above_forwards_ARI(bool ari, string first, string last)
    {
        var sriov = new SriovCapability(7, 0x80, 2) { AriLayout = new(4, 4) };

        var result = Simulation.Run(
            () => BehindBridge(sriov, ari), machine => new TestHost(machine), host => Nic(host).EnableSriov(2));

        Assert.Equal([first, last], result.Functions.Where(function => function.IsVirtual).Select(function => function.Address.ToString()));
        Assert.All(result.Functions.Where(function => function.IsVirtual), function => Assert.True(function.Delivers));
    }

    // Linux pci_iov_set_numvfs(): offset and stride are read again after NumVFs is written.
    [Fact]
    public void Offset_and_stride_are_read_again_for_each_number_of_VFs()
    {
        var sriov = new SriovCapability(7, 0x80, 2) { LayoutForCount = count => count > 2 ? new(0x100, 1) : new(0x80, 2) };

        var result = Simulation.Run(() => WithNic(sriov), machine => new TestHost(machine), FewThenMany);

        Assert.Equal(
            ["0000:01:02.0", "0000:01:02.1", "0000:01:02.2"],
            result.Functions.Where(function => function.IsVirtual).Select(function => function.Address.ToString()));
        static async Flow FewThenMany(Host host)
        {
            await Nic(host).EnableSriov(2);
            Assert.Equal("12.0", Nic(host).VirtualFunctions[0].Address.ToString()[^4..]);
            await Nic(host).DisableSriov();
            await Nic(host).EnableSriov(3);
        }
    }

    // Linux sriov_enable(): without VF migration InitialVFs must be TotalVFs, else -EIO.
    [Fact]
    public void InitialVFs_that_differ_from_TotalVFs_are_an_error()
    {
        var error = Assert.Throws<ModelException>(() => Simulation.Run(
            () => WithNic(new(7, 0x80, 2) { InitialVfs = 3 }), machine => new TestHost(machine), host => Nic(host).EnableSriov(1)));

        Assert.Contains("InitialVFs 3", error.Message, StringComparison.Ordinal);
    }

    private static Machine BehindBridge(SriovCapability sriov, bool ari)
    {
        var machine = new Machine("m");
        var bridge = machine.AddRootBus().AddBridge("01.0");
        bridge.ForwardsAri = ari;
        bridge.SecondaryBus.AddFunction("00.0", "nic", sriov: sriov);
        machine.AddCatchAllUnit();
        return machine;
    }

    private static Machine WithNic(SriovCapability sriov)
    {
        var machine = new Machine("m");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 3, sriov: sriov);
        machine.AddCatchAllUnit();
        return machine;
    }

    private sealed class ResizingHost(Machine machine, bool driverCan) : TestHost(machine)
    {
        protected override PciDriver CreateDriver() => driverCan ? new ResizingDriver() : base.CreateDriver();
    }

    private sealed class ResizingDriver() : PciDriver("resizing")
    {
        public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

        protected override bool SetMsixVectorCount(VirtualFunction function, int count) => true;
    }

    private static PhysicalFunction Nic(Host host) => (PhysicalFunction)host.Machine.Functions.First(function => function.Name == "nic");
}
