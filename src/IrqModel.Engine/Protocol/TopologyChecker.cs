using System.Reflection;
using IrqModel.Contracts;
using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <summary>
/// Reports what is wrong with a machine, independent of its software. Rules about remapping apply only if interrupts can be remapped.
/// A machine that no hardware can form is refused while it is described.
/// </summary>
internal sealed class TopologyChecker
{
    private static readonly Operation AddFunction = new(typeof(PciBus), nameof(PciBus.AddFunction), nameof(PhysicalFunction));
    private static readonly Operation AddBridge = new(typeof(PciBus), nameof(PciBus.AddBridge), nameof(PciBridge));
    private static readonly Operation AddCatchAllUnit = new(typeof(Machine), nameof(Machine.AddCatchAllUnit), nameof(RemappingUnit));
    private static readonly Operation AddAmdIommu = new(typeof(Machine), nameof(Machine.AddAmdIommu), nameof(RemappingUnit));
    private static readonly Operation AddIoApic = new(typeof(Machine), nameof(Machine.AddIoApic), nameof(IrqModel.IoApic));
    private static readonly Operation Covers = new(typeof(RemappingUnit), nameof(RemappingUnit.Covers), nameof(RemappingUnit));

    private readonly Machine machine;
    private readonly List<Finding> findings = [];

    private TopologyChecker(Machine machine) => this.machine = machine;

    /// <summary>What is wrong with a machine, in the order in which it was described.</summary>
    public static IReadOnlyList<Finding> Check(Machine machine)
    {
        var checker = new TopologyChecker(machine);
        var remaps = machine is { OffersInterruptRemapping: true, RemappingUnits.Count: > 0 }
            && machine.RemappingUnits.All(unit => unit.SupportsInterruptRemapping);
        foreach (var function in machine.Functions)
        {
            if (function is not PhysicalFunction physical) continue;
            checker.CheckVfs(physical);
            if (remaps && Sends(physical)) checker.CheckCoverage(physical);
        }

        if (!remaps) return checker.findings;
        checker.CheckCatchAlls();
        checker.CheckIoApics();
        return checker.findings;
    }

    /// <summary>Whether software finds a unit for the IOAPIC (Linux <c>parse_ioapics_under_ir()</c>).</summary>
    public static bool IsCovered(Machine machine, IrqModel.IoApic ioApic) => machine.RemappingUnits.Any(unit => unit.Names(ioApic));

    private static bool Sends(PhysicalFunction function) => function.VectorCapacity > 0 || function.Sriov is { VfMsixVectors: > 0 };

    private void CheckCoverage(PhysicalFunction function)
    {
        if (machine.UnitCovering(function) is not { } covering)
        {
            // A unit does not remap the messages of the function that it appears as.
            if (machine.RemappingUnits.Any(unit => unit.OwnFunction == function)) return;
            Report(TopologyMistake.FunctionUncovered, OperationOf(function), function.DescribedAt, function, $"no remapping unit covers {function}");
            return;
        }

        if (covering.IncludeAll) return;
        var sender = function.RealDmaFunction;
        foreach (var other in machine.RemappingUnits)
        {
            if (other == covering || other.IncludeAll || other.IndexOfScope(sender) is not (>= 0 and var scope)) continue;
            Report(
                TopologyMistake.ScopesOverlap, Covers, other.ScopePlaces[scope], other,
                $"the scope of {other} names {function}, but a scope of {covering} names it too and is found first");
        }
    }

    private void CheckCatchAlls()
    {
        var first = new Dictionary<int, RemappingUnit>();
        foreach (var unit in machine.RemappingUnits)
        {
            if (!unit.IncludeAll || first.TryAdd(unit.Segment, unit)) continue;
            Report(
                TopologyMistake.SecondCatchAll, unit.Architecture == RemappingArchitecture.AmdVi ? AddAmdIommu : AddCatchAllUnit,
                unit.DescribedAt, unit, $"{unit} is a second catch-all: {first[unit.Segment]} already covers the rest of segment {unit.Segment:x4}");
        }
    }

    private void CheckIoApics()
    {
        foreach (var ioApic in machine.IoApics)
        {
            if (!IsCovered(machine, ioApic))
                Report(TopologyMistake.IoApicUncovered, AddIoApic, ioApic.DescribedAt, ioApic, $"no remapping unit has {ioApic} in its scope");
        }
    }

    // Linux sriov_enable(): the bus number of the last VF.
    private void CheckVfs(PhysicalFunction function)
    {
        if (function is not { Sriov: { } sriov }) return;
        var layout = sriov.LayoutFor(sriov.TotalVfs, function.InAriHierarchy);
        var highest = function.Address.RequesterId.Value + layout.FirstVfOffset + ((long)(sriov.TotalVfs - 1) * layout.VfStride);
        var last = function.Bus.Bridge?.SubordinateBus ?? byte.MaxValue;
        if (highest >> 8 <= last) return;
        Report(
            TopologyMistake.VfsBeyondBuses, OperationOf(function), function.DescribedAt, function,
            $"the last of the {sriov.TotalVfs} VFs of {function} would be on bus {highest >> 8:x2}, and bus {last:x2} is the last that is routed to it");
    }

    private static Operation OperationOf(PhysicalFunction function) => function is PciBridge ? AddBridge : AddFunction;

    private void Report(TopologyMistake mistake, Operation operation, SourceLocation at, object subject, string what)
    {
        var key = new FindingKey(operation.RuleFor(mistake), operation.Name, at.FileName, at.Line, operation.SubjectType);
        var name = subject.ToString()!;
        if (!findings.Exists(known => known.Key == key && known.Subject == name)) findings.Add(new(key, at, name, what));
    }

    /// <summary>An operation that describes a part of a machine, with the rules that its overloads name.</summary>
    private sealed class Operation(Type type, string method, string subjectType)
    {
        private readonly Dictionary<TopologyMistake, string> rules = type.GetMethods().Where(candidate => candidate.Name == method)
            .SelectMany(candidate => candidate.GetCustomAttributes<TopologyRuleAttribute>())
            .DistinctBy(contract => contract.Mistake).ToDictionary(contract => contract.Mistake, contract => contract.Rule);

        public string Name => $"{type.Name}.{method}";

        public string SubjectType => subjectType;

        public string RuleFor(TopologyMistake mistake) => rules[mistake];
    }
}
