using IrqModel.Contracts;
using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <content>SR-IOV.</content>
internal sealed partial class ModelEngine
{
    public override Flow ConfigureSriov(PhysicalFunction function, int count, SourceLocation at)
    {
        protocol.Before(Operations.ConfigureSriov, function, null, at);
        Note(function, Deed.Configured, at);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var driver = function.Driver ?? throw new InvalidOperationException($"{at}: {function} has no driver to ask for VFs.");
        return driver.ConfigureSriov(function, count);
    }

    public override bool SetMsixVectorCount(VirtualFunction function, int count, SourceLocation at)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, TopologyRules.MaxMsixVectors);
        protocol.Before(Operations.SetMsixVectorCount, function, null, at);
        var wanted = count == 0 ? function.PhysicalFunction.Sriov!.VfMsixVectors : count;
        var done = function is { Driver: null, PhysicalFunction.Driver: { } driver } && driver.SetMsixVectorCount(function, wanted);
        if (done) function.MsixTableSize = wanted;
        Trace($"{function}: {(done ? $"its MSI-X table has {wanted} entries" : "its MSI-X table keeps its size")}", at);
        return done;
    }

    public override async Flow EnableSriov(PhysicalFunction function, int count, SourceLocation at)
    {
        CheckVfEnable(function, count, at);
        protocol.Before(Operations.EnableSriov, function, null, at);
        Note(function, Deed.Configured, at);
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
        var isRemoved = (function.EstablishedFacts & Facts.Removed) != 0;
        if (function.EnabledVfs == 0 && !isRemoved) throw new InvalidOperationException($"{at}: {function} has VF Enable clear; there are no VFs to add.");
        protocol.Before(Operations.AddVirtualFunctions, function, null, at);
        Note(function, Deed.Configured, at);
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
        foreach (var left in function.VirtualFunctions) LoseHardware(left, at);
        function.EnabledVfs = 0;
        Trace($"{function}: VF Enable clear", at);
        foreach (var left in function.VirtualFunctions) LetFire(left, Operations.ClearVfEnable, at);
    }

    private async Flow AddVfs(PhysicalFunction function, SourceLocation at)
    {
        for (var index = 0; index < function.EnabledVfs; index++)
        {
            var id = function.RequesterIdOf(index)!.Value;
            var exists = machine.FindBus(function.Bus.Segment, id.Bus) is not null;
            var bus = machine.VirtualBus(function.Bus, id.Bus);
            if (!exists) Host.SetUpBus(bus);
            var virtualFunction = new VirtualFunction(function, index, bus, new Bdf(function.Bus.Segment, id));
            machine.Place(virtualFunction, at);
            function.Attach(virtualFunction);
            await AddDevice(Host, virtualFunction, PlaceInModel(function, at));
        }
    }

    private async Flow RemoveVfs(PhysicalFunction function, SourceLocation at)
    {
        foreach (var virtualFunction in function.VirtualFunctions.ToArray())
        {
            LoseGuest(virtualFunction, at);         // reported for the PF
            if (virtualFunction.IsAdded) await Remove(virtualFunction, at);
            function.Detach(virtualFunction);
            machine.Remove(virtualFunction);
            if (virtualFunction.Bus is { IsVirtual: true, Functions.Count: 0 } empty) machine.RemoveBus(empty);
        }
    }

    // Linux sriov_enable(): count, state, and the bus number of the last VF, once NumVFs is written and offset and stride are read again.
    private void CheckVfEnable(PhysicalFunction function, int count, SourceLocation at)
    {
        if (function.Sriov is not { } sriov)
            throw new InvalidOperationException($"{at}: {function} has no SR-IOV capability.");
        if (!function.CanEnableSriov)
            throw new InvalidOperationException(
                $"{at}: {function} cannot have VFs: its SR-IOV capability is in extended configuration space, which a bridge above does "
                + "not forward (-ENOSYS).");
        if (count < 1 || count > sriov.TotalVfs)
            throw new InvalidOperationException($"{at}: {function} can have 1 to {sriov.TotalVfs} VFs, not {count}.");
        if (function.VirtualFunctions.Count > 0)
            throw new InvalidOperationException($"{at}: {function} has {function.VirtualFunctions.Count} VFs already; disable SR-IOV first.");
        if (sriov.InitialVfs != sriov.TotalVfs)
            throw new InvalidOperationException(
                $"{at}: {function} has InitialVFs {sriov.InitialVfs} and TotalVFs {sriov.TotalVfs}, which differ only where VFs can migrate (-EIO).");
        var layout = sriov.LayoutFor(count, function.InAriHierarchy);
        if (count > 1 && layout.VfStride == 0)
            throw new InvalidOperationException($"{at}: {function} has VF Stride 0 with {count} VFs (-EIO).");
        var first = function.Address.RequesterId.Value + layout.FirstVfOffset;
        var (start, last) = (function.Bus.Number, function.Bus.Bridge?.SubordinateBus ?? byte.MaxValue);
        var highest = (first + ((long)(count - 1) * layout.VfStride)) >> 8;
        if (highest > last)
        {
            var range = start == last ? $"[bus {start:x2}]" : $"[bus {start:x2}-{last:x2}]";
            throw new InvalidOperationException($"{at}: {function}: can't enable {count} VFs (bus {highest:x2} out of range of {range})");
        }

        for (var index = 0; index < count; index++)
        {
            var id = new RequesterId((ushort)(first + (index * layout.VfStride)));
            var address = new Bdf(function.Bus.Segment, id);
            if (machine.IsTaken(address)) machine.CheckFree(address, $"VF {index} of {function}", at);
        }
    }
}
