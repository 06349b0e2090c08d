using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <content>SR-IOV.</content>
internal sealed partial class ModelEngine
{
    public override Flow ConfigureSriov(PhysicalFunction function, int count, SourceLocation at)
    {
        protocol.Before(Operations.ConfigureSriov, function, null, at);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var driver = function.Driver ?? throw new InvalidOperationException($"{at}: {function} has no driver to ask for VFs.");
        return driver.ConfigureSriov(function, count);
    }

    public override async Flow EnableSriov(PhysicalFunction function, int count, SourceLocation at)
    {
        CheckVfEnable(function, count, at);
        protocol.Before(Operations.EnableSriov, function, null, at);
        function.EnabledVfs = count;
        Trace($"{function}: SR-IOV with {count} VFs", at);
        await AddVfs(function, at);
        ProtocolChecker.After(Operations.EnableSriov, function, null);
    }

    public override void SetVfEnable(PhysicalFunction function, int count, SourceLocation at)
    {
        CheckVfEnable(function, count, at);
        protocol.Before(Operations.SetVfEnable, function, null, at);
        function.EnabledVfs = count;
        Trace($"{function}: NumVFs {count}, VF Enable set", at);
    }

    public override async Flow AddVirtualFunctions(PhysicalFunction function, SourceLocation at)
    {
        if (function.EnabledVfs == 0) throw new InvalidOperationException($"{at}: {function} has VF Enable clear; there are no VFs to add.");
        protocol.Before(Operations.AddVirtualFunctions, function, null, at);
        await AddVfs(function, at);
        ProtocolChecker.After(Operations.AddVirtualFunctions, function, null);
    }

    public override async Flow DisableSriov(PhysicalFunction function, SourceLocation at)
    {
        protocol.Before(Operations.DisableSriov, function, null, at);
        await RemoveVfs(function, at);
        function.EnabledVfs = 0;
        ProtocolChecker.After(Operations.DisableSriov, function, null);
        Trace($"{function}: SR-IOV off", at);
    }

    public override async Flow RemoveVirtualFunctions(PhysicalFunction function, SourceLocation at)
    {
        protocol.Before(Operations.RemoveVirtualFunctions, function, null, at);
        await RemoveVfs(function, at);
        ProtocolChecker.After(Operations.RemoveVirtualFunctions, function, null);
    }

    public override void ClearVfEnable(PhysicalFunction function, SourceLocation at)
    {
        protocol.Before(Operations.ClearVfEnable, function, null, at);
        foreach (var left in function.VirtualFunctions) HardwareOf(left).IsGone = true;
        function.EnabledVfs = 0;
        Trace($"{function}: VF Enable clear", at);
        foreach (var left in function.VirtualFunctions) LetFire(left, Operations.ClearVfEnable, at);
    }

    private async Flow AddVfs(PhysicalFunction function, SourceLocation at)
    {
        for (var index = 0; index < function.EnabledVfs; index++)
        {
            var id = function.RequesterIdOf(index)!.Value;
            var created = machine.Buses.Any(bus => bus.Segment == function.Bus.Segment && bus.Number == id.Bus);
            var bus = machine.VirtualBus(function.Bus, id.Bus);
            if (!created) Host.SetUpBus(bus);
            var virtualFunction = new VirtualFunction(function, index, bus, new Bdf(function.Bus.Segment, id));
            machine.Place(virtualFunction, at);
            function.Attach(virtualFunction);
            await AddDevice(Host, virtualFunction);
        }
    }

    private async Flow RemoveVfs(PhysicalFunction function, SourceLocation at)
    {
        foreach (var virtualFunction in function.VirtualFunctions.ToArray())
        {
            if (virtualFunction.IsAdded) await Remove(virtualFunction, at);
            function.Detach(virtualFunction);
            machine.Remove(virtualFunction);
            if (virtualFunction.Bus is { IsVirtual: true, Functions.Count: 0 } empty) machine.RemoveBus(empty);
        }
    }

    private void CheckVfEnable(PhysicalFunction function, int count, SourceLocation at)
    {
        CheckSriov(function, count, at);
        for (var index = 0; index < count; index++)
            machine.CheckFree(new Bdf(function.Bus.Segment, function.RequesterIdOf(index)!.Value), $"VF {index} of {function}", at);
    }

    // Linux sriov_enable(): count, state, and the bus number of the last VF.
    private static void CheckSriov(PhysicalFunction function, int count, SourceLocation at)
    {
        if (function.Sriov is not { } sriov)
            throw new InvalidOperationException($"{at}: {function} has no SR-IOV capability.");
        if (count < 1 || count > sriov.TotalVfs)
            throw new InvalidOperationException($"{at}: {function} can have 1 to {sriov.TotalVfs} VFs, not {count}.");
        if (function.VirtualFunctions.Count > 0)
            throw new InvalidOperationException($"{at}: {function} has {function.VirtualFunctions.Count} VFs already; disable SR-IOV first.");
        var last = function.Bus.Bridge?.SubordinateBus ?? byte.MaxValue;
        if (function.RequesterIdOf(count - 1) is not { } highest || highest.Bus > last)
        {
            throw new InvalidOperationException(
                $"{at}: {function} can't enable {count} VFs: VF {count - 1} would be beyond bus {last:x2}, the last one {(function.Bus.Bridge is null ? "there is" : "routed to it")}.");
        }
    }
}
