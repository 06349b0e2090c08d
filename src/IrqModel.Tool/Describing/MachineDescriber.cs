using System.Collections.Immutable;
using IrqModel.Runtime;

namespace IrqModel.Tool.Describing;

/// <summary>Describes machines.</summary>
internal static class MachineDescriber
{
    public static MachineDescription Describe(Machine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return new(machine.Name)
        {
            Processors = machine.Processors,
            X2Apic = machine.X2Apic,
            OffersInterruptRemapping = machine.OffersInterruptRemapping,
            BlocksCompatibilityRequests = machine.BlocksCompatibilityRequests,
            IoApicPins = machine.IoApicPins,
            RootBuses = [.. machine.Buses.Where(bus => bus is { Bridge: null, IsVirtual: false })
                .Select(bus => new DescribedBus(new(bus.Segment, bus.Number)) { Controller = bus.Controller?.Address })],
            Functions = [.. machine.Functions.OfType<PhysicalFunction>().OrderBy(function => function.Address).Select(Describe)],
            Units = [.. machine.RemappingUnits.Select(Describe)],
            IoApics = [.. machine.IoApics.Select(ioApic =>
                new DescribedIoApic(ioApic.Id, ioApic.RequesterId) { From = Place(ioApic.DescribedAt) })],
        };
    }

    private static DescribedFunction Describe(PhysicalFunction function) => new(function.Address)
    {
        Name = function.Name == function.Address.ToString() ? null : function.Name,
        From = Place(function.DescribedAt),
        MsixVectors = function.MsixTableSize,
        MsiVectors = function.MsiVectors,
        LacksMsiMaskBits = !function.HasMsiMaskBits,
        IsUnplugged = !function.IsPlugged,
        Gsi = function.Gsi,
        LatchesMessages = function.LatchesMessages,
        ProxyIds = function.ProxyIds.Count == 0 ? null : [.. function.ProxyIds.Select(id => id.ToString())],
        Sriov = function.Sriov is { } sriov ? DescribedSriov.Of(sriov) : null,
        Bridge = function is PciBridge bridge
            ? new(bridge.Kind, bridge.SecondaryBus.Number) { Subordinate = bridge.DeclaredSubordinate, ForwardsAri = bridge.ForwardsAri }
                : null,
    };

    private static DescribedUnit Describe(RemappingUnit unit) => new(unit.Name, unit.RegisterBase)
    {
        Architecture = unit.Architecture,
        Segment = unit.Segment,
        IsCatchAll = unit.IncludeAll,
        OwnFunction = unit.OwnFunction?.Address,
        LacksInterruptRemapping = !unit.SupportsInterruptRemapping,
        PostsInterrupts = unit.SupportsPostedInterrupts,
        LacksExtendedInterruptMode = !unit.SupportsExtendedInterruptMode,
        Scopes = [.. unit.Scopes.Select((scope, index) => Describe(scope, unit.ScopePlaces[index]))],
        From = Place(unit.DescribedAt),
    };

    private static DescribedScope Describe(DeviceScope scope, SourceLocation at) => new(
        scope.Kind, scope.StartBus, [.. scope.Path.Select(hop => $"{hop.Device:x2}.{hop.Function:x}")])
    {
        EnumerationId = scope.EnumerationId,
        From = Place(at),
    };

    // A machine that was made from a description has no lines of its own.
    private static string? Place(SourceLocation at) =>
        at.Line == 0 || at.FileName is nameof(MachineMaker) + ".cs" or "ImportedMachine.cs" or "RunMachine.cs" ? null : at.ToString();
}
