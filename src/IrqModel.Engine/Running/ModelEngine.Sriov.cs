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
        CheckSriov(function, count, at);
        for (var index = 0; index < count; index++)
            machine.CheckFree(new Bdf(function.Bus.Segment, function.RequesterIdOf(index)!.Value), $"VF {index} of {function}", at);
        protocol.Before(Operations.EnableSriov, function, null, at);
        Trace($"{function}: SR-IOV with {count} VFs", at);
        for (var index = 0; index < count; index++)
        {
            var id = function.RequesterIdOf(index)!.Value;
            var exists = machine.FindBus(function.Bus.Segment, id.Bus) is not null;
            var bus = machine.VirtualBus(function.Bus, id.Bus);
            if (!exists) Host.SetUpBus(bus);
            var virtualFunction = new VirtualFunction(function, index, bus, new Bdf(function.Bus.Segment, id));
            machine.Place(virtualFunction, at);
            function.Attach(virtualFunction);
            await Host.AddDevice(virtualFunction);
        }
    }

    public override async Flow DisableSriov(PhysicalFunction function, SourceLocation at)
    {
        protocol.Before(Operations.DisableSriov, function, null, at);
        foreach (var virtualFunction in function.VirtualFunctions.ToArray())
        {
            if (virtualFunction.IsAdded) await Remove(virtualFunction, at);
            function.Detach(virtualFunction);
            machine.Remove(virtualFunction);
            if (virtualFunction.Bus is { IsVirtual: true, Functions.Count: 0 } empty) machine.RemoveBus(empty);
        }

        Trace($"{function}: SR-IOV off", at);
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
