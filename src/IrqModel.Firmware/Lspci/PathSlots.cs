namespace IrqModel.Firmware;

/// <summary>The paths of <c>lspci -P</c>: "00:03.0/00.0" is function 00.0 on the bus behind 00:03.0.</summary>
internal sealed class PathSlots
{
    private readonly Dictionary<string, Bdf> _known = new(StringComparer.OrdinalIgnoreCase);

    public void Clear() => _known.Clear();

    public void Add(string path, Bdf address) => _known[path] = address;

    /// <summary>The bridge at the last but one place, if it was listed.</summary>
    public Bdf? Bridge(string path) => _known.TryGetValue(path[..path.LastIndexOf('/')], out Bdf bridge) ? bridge : null;

    /// <summary>The address at the end of a path; null where its bus is not shown. With -PP a bridge's bus becomes known.</summary>
    public Bdf? Resolve(string path, DeviceFactsTable table)
    {
        string last = path[(path.LastIndexOf('/') + 1)..];
        Bdf? bridge = Bridge(path);
        DeviceFacts? facts = null;
        if (bridge is { } at)
            table.TryFind(at, out facts);
        if (last.Contains(':', StringComparison.Ordinal))
        {
            ReadOnlySpan<char> root = path.AsSpan(0, path.IndexOf('/', StringComparison.Ordinal));
            int segment = Bdf.TryParse(root, null, out Bdf first) ? first.Segment : 0;
            if (!Bdf.TryParse(last, null, out Bdf local))
                return null;
            if (facts is not null && local.Bus > facts.Address.Bus)
                facts.Buses ??= new BridgeBuses(facts.Address.Bus, local.Bus, local.Bus);
            return new Bdf(segment, local.RequesterId);
        }
        if (facts?.Buses is not { } buses || !Bdf.TryParse($"{buses.Secondary:x2}:{last}", null, out Bdf behind))
            return null;
        return new Bdf(facts.Address.Segment, behind.RequesterId);
    }
}
