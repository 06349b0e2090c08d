using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>
/// The functions that the scopes of a table name, where nothing else is known. What a path goes through and what a scope names with all
/// below it are root ports or switch ports; their bus numbers are made up, avoiding all that the table mentions.
/// </summary>
internal sealed class ScopeTopology(DmarTable table, ImportNotes notes)
{
    private readonly SortedDictionary<(int Segment, byte Bus), Node> _roots = [];
    private readonly HashSet<(int Segment, int Bus)> _taken = [];
    private readonly ImmutableArray<ImportedFunction>.Builder _functions = ImmutableArray.CreateBuilder<ImportedFunction>();

    public Topology Build()
    {
        foreach (Drhd unit in table.Drhds)
        {
            foreach (DmarScope scope in unit.Scopes)
                _taken.Add((unit.Segment, scope.StartBus));
        }
        foreach ((DmarRecord record, ushort segment, DmarScope scope) in ScopeChecks.Scopes(table))
            Insert(record, segment, scope);

        // A unit of a segment of which the table names no function still has a root bus there.
        foreach (int segment in table.Drhds.Select(unit => (int)unit.Segment).DefaultIfEmpty(0).Distinct())
        {
            if (!_roots.Keys.Any(root => root.Segment == segment))
                _roots.Add((segment, 0), new Node());
        }
        _taken.UnionWith(_roots.Keys.Select(root => (root.Segment, (int)root.Bus)));
        foreach (((int segment, byte bus), Node root) in _roots)
            Add(root, segment, bus, isRoot: true);
        return new Topology(
            [.. _roots.Keys], [.. _functions.OrderBy(function => function.Address)], ImmutableSortedDictionary<Bdf, Bdf>.Empty);
    }

    private void Insert(DmarRecord record, ushort segment, DmarScope scope)
    {
        if (!_roots.TryGetValue((segment, scope.StartBus), out Node? node))
            _roots.Add((segment, scope.StartBus), node = new Node());
        foreach (DmarScopeHop hop in scope.Path)
        {
            node.IsBridge = true;
            if (!node.Below.TryGetValue((hop.Device, hop.Function), out Node? next))
                node.Below.Add((hop.Device, hop.Function), next = new Node());
            node = next;
        }
        node.IsBridge |= scope.Type == DmarScopeType.PciSubHierarchy || record is Atsr;
        string kind = scope.Type == DmarScopeType.PciEndpoint ? "endpoint" : "bridge";
        node.Description ??= $"{kind} named by the {record.Type.ToString().ToUpperInvariant()} at 0x{record.Offset:X}";
    }

    private void Add(Node above, int segment, byte bus, bool isRoot)
    {
        foreach (((byte device, byte function), Node node) in above.Below)
        {
            var address = new Bdf(segment, bus, device, function);
            var added = new ImportedFunction(address)
            {
                Description = node.Description ?? "bridge on the way to a function that the DMAR names",
                MsiVectors = 1,
            };
            if (node.IsBridge && FreeBus(segment, bus) is { } secondary)
            {
                _taken.Add((segment, secondary));
                _functions.Add(added with
                {
                    Bridge = new ImportedBridge(isRoot ? BridgeKind.RootPort : BridgeKind.SwitchPort, secondary, null),
                });
                Add(node, segment, secondary, isRoot: false);
                continue;
            }
            if (node.IsBridge)
                notes.AtBus(segment, bus, $"no bus number is left for the bridge {address}: what is below it is left out");
            _functions.Add(added);
        }
    }

    private byte? FreeBus(int segment, byte above)
    {
        // Firmware numbers the buses below a bridge above its own; a root bus near the top leaves only lower numbers.
        for (int step = 1; step <= byte.MaxValue; step++)
        {
            int number = (above + step) & byte.MaxValue;
            if (number != 0 && !_taken.Contains((segment, number)))
                return (byte)number;
        }
        return null;
    }

    private sealed class Node
    {
        public SortedDictionary<(byte Device, byte Function), Node> Below { get; } = [];

        public bool IsBridge { get; set; }

        public string? Description { get; set; }
    }
}
