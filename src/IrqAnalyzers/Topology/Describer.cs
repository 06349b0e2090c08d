using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>Adds to a machine what a call of the DSL says of it.</summary>
internal sealed class Describer
{
    private readonly TopologyWalker walker;

    public Describer(TopologyWalker walker) => this.walker = walker;

    /// <summary>What the arguments of a call state.</summary>
    public ArgumentValues Read(IReadOnlyList<IArgumentOperation> arguments, IReadOnlyList<TopologyValue> values)
    {
        var stated = new ArgumentValues();
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { } parameter) continue;
            var value = values[parameter.Ordinal];
            var trait = walker.Context.Types.TraitOf(parameter);
            stated.Add(trait, trait == TopologyTrait.Path ? TopologyValue.Of(ScopePath.Of(walker.Memory.In(value))) : value);
        }

        return stated;
    }

    public TopologyValue Describe(
        TopologyPart part, IOperation call, IMethodSymbol method, TopologyValue receiver, ArgumentValues arguments)
    {
        var name = arguments[TopologyTrait.Name].Text ?? arguments[TopologyTrait.DeviceFunction].Text;
        var description = new Description(call.Syntax, method, walker.Guard, walker.Order++, name, walker.Frame.Depth > 0 ? walker.Frame.Method : null);
        switch (part, receiver.Content)
        {
            case (TopologyPart.Machine, _):
                var machine = new MachineModel(walker.Guard, call.Syntax);
                walker.Machines.Add(machine);
                return TopologyValue.Of(machine);
            case (TopologyPart.Bus, MachineModel of):
                return TopologyValue.Of(AddRootBus(of, description, arguments));
            case (TopologyPart.Function or TopologyPart.Bridge, BusPart bus):
                return TopologyValue.Of(AddFunction(bus, description, arguments, part == TopologyPart.Bridge));
            case (TopologyPart.Unit or TopologyPart.CatchAllUnit, MachineModel of):
                return TopologyValue.Of(AddUnit(of, description, arguments, part == TopologyPart.CatchAllUnit));
            case (TopologyPart.Coverage, UnitPart unit):
                unit.Scopes.Add((description, arguments[TopologyTrait.Covered].Content));
                return receiver;
            case (TopologyPart.IoApic, MachineModel of):
                var ioApic = new IoApicPart(of, description) { Id = arguments[TopologyTrait.EnumerationId].Number };
                of.IoApics.Add(ioApic);
                return TopologyValue.Of(ioApic);
            case (TopologyPart.DeviceScope, _):
                return TopologyValue.Of(new ScopeValue
                {
                    Of = arguments[TopologyTrait.Covered].Content as Part,
                    Kind = arguments[TopologyTrait.ScopeKind].Number,
                    StartBus = arguments[TopologyTrait.BusNumber].Number,
                    Path = arguments[TopologyTrait.Path].Content as List<int>,
                    EnumerationId = arguments[TopologyTrait.EnumerationId].Number,
                });
            case (TopologyPart.SriovCapability, _):
                return TopologyValue.Of(new SriovValue
                {
                    TotalVfs = arguments[TopologyTrait.TotalVfs].Number,
                    FirstVfOffset = arguments[TopologyTrait.FirstVfOffset].Number,
                    VfStride = arguments[TopologyTrait.VfStride].Number,
                    VfVectors = arguments[TopologyTrait.VfVectors].Number,
                });
            case (TopologyPart.Address, _) when arguments[TopologyTrait.AddressText].Text is { } text && AddressText.Full(text) is { } address:
                return TopologyValue.Of(address);
            default:
                walker.Escape(receiver);
                foreach (var (_, value) in arguments.All) walker.Escape(value);
                return TopologyValue.Unknown;
        }
    }

    private static BusPart AddRootBus(MachineModel machine, Description description, ArgumentValues arguments)
    {
        var controller = arguments[TopologyTrait.Controller];
        var bus = new BusPart(machine, description)
        {
            Segment = arguments[TopologyTrait.Segment].Number,
            Number = arguments[TopologyTrait.BusNumber].Number,
            Controller = controller.Content as FunctionPart,
            IsAboveUnknown = arguments.Has(TopologyTrait.Controller) && controller.Content is not FunctionPart,
        };
        machine.Buses.Add(bus);
        return bus;
    }

    private FunctionPart AddFunction(BusPart bus, Description description, ArgumentValues arguments, bool isBridge)
    {
        var place = arguments[TopologyTrait.DeviceFunction].Text;
        var sriov = arguments[TopologyTrait.Sriov];
        var function = new FunctionPart(bus, description)
        {
            DeviceFunction = place is null ? null : AddressText.DeviceFunction(place),
            HasBadAddress = place is not null && AddressText.DeviceFunction(place) is null,
            Sriov = sriov.Content as SriovValue,
            Sends = Sends(arguments, sriov),
        };
        bus.Machine.Functions.Add(function);
        if (!isBridge) return function;
        var number = arguments[TopologyTrait.BusNumber];
        var subordinate = arguments[TopologyTrait.SubordinateBus];
        function.Secondary = new BusPart(bus.Machine, description)
        {
            Segment = bus.Segment,
            Number = number.IsNull ? NextFreeBus(bus) : number.Number,
            Bridge = function,
        };
        function.DeclaredSubordinate = subordinate.Number;
        function.SubordinateGrows = subordinate.IsNull;
        bus.Machine.Buses.Add(function.Secondary);
        return function;
    }

    private static UnitPart AddUnit(MachineModel machine, Description description, ArgumentValues arguments, bool isCatchAll)
    {
        var own = arguments[TopologyTrait.OwnFunction];
        var unit = new UnitPart(machine, description)
        {
            Segment = arguments[TopologyTrait.Segment].Number,
            IsCatchAll = isCatchAll,
            Own = own.Content as FunctionPart,
            IsOwnUnknown = arguments.Has(TopologyTrait.OwnFunction) && !own.IsNull && own.Content is not FunctionPart,
        };
        machine.Units.Add(unit);
        return unit;
    }

    private static bool? Sends(ArgumentValues arguments, TopologyValue sriov)
    {
        var isKnown = true;
        foreach (var (trait, value) in arguments.All)
        {
            if (trait != TopologyTrait.Vectors) continue;
            if (value.Number > 0) return true;
            isKnown &= value.Number is not null;
        }

        return sriov switch
        {
            { IsNull: true } => isKnown ? false : null,
            { Content: SriovValue { VfVectors: > 0 } } => true,
            _ => null,
        };
    }

    // The number after the highest on the segment, as long as every bus that is there by now is known.
    private int? NextFreeBus(BusPart above)
    {
        var machine = above.Machine;
        if (machine.IsOpen || above.Segment is null || Guard.Repeats(walker.Guard, machine.Guard)) return null;
        var highest = 0;
        foreach (var bus in machine.Buses)
        {
            if (bus is not { Segment: { } segment, Number: { } number } || !Guard.Always(bus.Description?.Guard, walker.Guard)) return null;
            if (segment == above.Segment) highest = Math.Max(highest, number);
        }

        return highest < 255 ? highest + 1 : null;
    }

    public FunctionPart? FunctionAt(MachineModel machine, AddressValue address)
    {
        FunctionPart? found = null;
        foreach (var function in machine.Functions)
        {
            if (function is not { DeviceFunction: { } place, Bus: { Segment: { } segment, Number: { } number } }) return null;
            if (segment != address.Segment || number != address.Bus || place != address.DeviceFunction) continue;
            var under = function.Description!.Guard;
            if (found is not null || !Guard.Always(under, walker.Guard) || Guard.Repeats(under, machine.Guard)) return null;
            found = function;
        }

        return machine.IsOpen ? null : found;
    }
}
