using IrqModel.Tool.Describing;
using IrqModel.Tool.Pages.Document;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Pages.Building;

/// <summary>Reads the machines of runs into a document. What several have is added once.</summary>
internal sealed class MachineReader(DocumentBuilder document)
{
    private readonly Dictionary<BusNumber, (BusKind Kind, Bdf? Bridge)> buses = [];
    private readonly SortedDictionary<Bdf, (DescribedFunction? Described, RunFunction? Seen)> functions = [];

    /// <summary>Adds the units, buses and functions of the runs' machines.</summary>
    public void Add(IReadOnlyList<ToolRun> runs)
    {
        foreach (var run in runs) Collect(run);
        foreach (var unit in runs.SelectMany(run => run.Machine.Units))
            document.Add(new PageUnit(unit.Name, unit.Segment, DocumentBuilder.Hex(unit.RegisterBase), unit.IsCatchAll, [.. unit.Scopes.Select(Words)]));
        foreach (var address in functions.Keys) buses.TryAdd(new(address.Segment, address.Bus), (BusKind.Virtual, null));
        foreach (var (bus, (kind, _)) in buses.OrderBy(pair => pair.Key)) document.Add(new PageBus(bus.Segment, bus.Number, null, kind));
        foreach (var (address, (described, seen)) in functions) document.Add(address, Describe(address, described, seen));
        foreach (var (bus, (kind, bridge)) in buses)
        {
            if (document.Find(bridge) is { } number) document.Connect(document.Add(new PageBus(bus.Segment, bus.Number, null, kind)), number);
        }
    }

    private void Collect(ToolRun run)
    {
        foreach (var root in run.Machine.RootBuses) buses.TryAdd(root.Bus, (root.Controller is null ? BusKind.Root : BusKind.Hidden, root.Controller));
        foreach (var function in run.Machine.Functions)
        {
            functions.TryAdd(function.Address, (function, null));
            if (function.Bridge is { } bridge) buses.TryAdd(new(function.Address.Segment, bridge.Secondary), (BusKind.Bridged, function.Address));
        }

        foreach (var function in run.Functions)
        {
            var known = functions.GetValueOrDefault(function.Address);
            if (known.Seen is null) functions[function.Address] = (known.Described, function);
        }
    }

    private PageFunction Describe(Bdf address, DescribedFunction? described, RunFunction? seen)
    {
        var name = seen?.Name ?? described?.Name;
        return new(address.ToString(), RoleOf(described, seen), document.Add(new PageBus(address.Segment, address.Bus, null, BusKind.Open)))
        {
            Name = name == address.ToString() ? document.Texts.Find(described?.What) : document.Texts.Find(name ?? described?.What),
            Unit = document.FindUnit(seen?.Unit),
            UnitOpen = seen is null ? true : null,
            UnitBecause = document.Texts.Find(seen is null ? "it was not in the system at the end of the run" : seen.Unit is null ? "no scope names it and its segment has no catch-all unit" : null),
            Pf = document.Find(seen?.PhysicalFunction),
            Driver = document.Texts.Find(seen?.Driver),
            Where = document.Texts.Find(described?.From),
        };
    }

    private static FunctionRole RoleOf(DescribedFunction? described, RunFunction? seen) =>
        seen?.PhysicalFunction is not null ? FunctionRole.Vf
        : described?.Bridge is not null ? FunctionRole.Bridge
        : described?.Sriov is not null ? FunctionRole.Pf
        : FunctionRole.Function;

    private static string Words(DescribedScope scope) => $"{scope.Kind} {scope.StartBus:x2}:{string.Join('/', scope.Path)}";
}
