namespace IrqModel.Firmware;

/// <summary>
/// Files of an archive or a folder by path, in memory. Paths are names and nothing else: they are never used on a disk, and one that
/// leads above the tree is not in it.
/// </summary>
/// <param name="most">The most bytes that it takes.</param>
internal sealed class FileTree(long most)
{
    private const int MostLinks = 40;
    private readonly Dictionary<string, TreeEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _children = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>The paths of all entries that were added, in the order of their names.</summary>
    public IEnumerable<string> Paths => _entries.Keys.Order(StringComparer.Ordinal);

    /// <summary>How many entries there are.</summary>
    public int Count => _entries.Count;

    /// <summary>How many more bytes the tree takes.</summary>
    public long BytesLeft => most - _bytes;

    /// <summary>A path without "." and "..", or null if it leads above the tree.</summary>
    public static string? Normalize(string path)
    {
        if (!path.Contains("//", StringComparison.Ordinal) && !path.Contains("./", StringComparison.Ordinal)
            && !path.EndsWith('.') && !path.StartsWith('/') && !path.EndsWith('/'))
            return path;
        var parts = new List<string>();
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                if (parts.Count == 0)
                    return null;
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }
        return string.Join('/', parts);
    }

    /// <summary>Adds an entry; the first of one path stays. A path that leads above the tree is left out.</summary>
    public void Add(string path, TreeEntry entry)
    {
        if (Normalize(path) is not { Length: > 0 } name || !_entries.TryAdd(name, entry))
            return;
        _bytes += entry.Content.Length;
        for (int slash = name.LastIndexOf('/'); ; slash = name.LastIndexOf('/'))
        {
            string folder = slash < 0 ? "" : name[..slash];
            if (!_children.TryGetValue(folder, out SortedSet<string>? children))
                _children.Add(folder, children = new SortedSet<string>(StringComparer.Ordinal));
            if (!children.Add(name[(slash + 1)..]) || slash < 0)
                return;
            name = folder;
        }
    }

    /// <summary>The names in a folder, in order; empty if there is none. Links on the way are followed.</summary>
    public IReadOnlyCollection<string> Names(string folder) =>
        Resolve(folder) is { } path && _children.TryGetValue(path, out SortedSet<string>? children) ? children : [];

    /// <summary>Whether something is at a path.</summary>
    public bool Exists(string path) => Resolve(path) is not null;

    /// <summary>The entry at a path, links followed, or null. A folder that only its content shows is an entry too.</summary>
    public TreeEntry? Find(string path)
    {
        if (Resolve(path) is not { } resolved)
            return null;
        return _entries.TryGetValue(resolved, out TreeEntry entry) ? entry : new TreeEntry(TreeEntryKind.Folder, default, null);
    }

    /// <summary>The bytes of a file, or null if it is not there or was not read.</summary>
    public ReadOnlyMemory<byte>? Read(string path) => Find(path) is { Kind: TreeEntryKind.File } entry ? entry.Content : null;

    /// <summary>A one-line file without the white space around it; archives of /sys pad such files with NULs.</summary>
    public string? ReadLine(string path)
    {
        const int Most = 4096;
        if (Read(path) is not { } bytes)
            return null;
        ReadOnlySpan<byte> content = bytes.Length > Most ? bytes.Span[..Most] : bytes.Span;
        int end = content.IndexOfAny((byte)0, (byte)'\n');
        string line = System.Text.Encoding.Latin1.GetString(end < 0 ? content : content[..end]).Trim();
        return line.Length == 0 ? null : line;
    }

    /// <summary>Where a link leads, as the tree has it, or null if the path is no link.</summary>
    public string? LinkTarget(string path) =>
        Resolve(Parent(path)) is { } parent && _entries.TryGetValue(Join(parent, Last(path)), out TreeEntry entry) ? entry.Target : null;

    /// <summary>The last name of where a link leads, or null if the path is no link. The target need not be in the tree.</summary>
    public string? LinkName(string path) => LinkTarget(path) is { } target ? Last(target.TrimEnd('/')) : null;

    /// <summary>The path that a path leads to when its links are followed, or null if there is nothing.</summary>
    public string? Resolve(string path)
    {
        int links = 0;
        return Resolve(path, ref links);
    }

    public static string Last(string path) => path[(path.LastIndexOf('/') + 1)..];

    public static string Parent(string path) => path.LastIndexOf('/') is >= 0 and int slash ? path[..slash] : "";

    public static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    private string? Resolve(string path, ref int links)
    {
        if (Normalize(path) is not { } whole)
            return null;
        if (whole.Length == 0 || _children.ContainsKey(whole)
            || (_entries.TryGetValue(whole, out TreeEntry direct) && direct.Target is null))
            return whole;
        string at = "";
        foreach (string part in whole.Split('/'))
        {
            string next = Join(at, part);
            if (_children.ContainsKey(next))
            {
                at = next;
                continue;
            }
            if (!_entries.TryGetValue(next, out TreeEntry entry))
                return null;
            if (entry.Target is not { } target)
            {
                at = next;
                continue;
            }
            if (++links > MostLinks)
                return null;
            string? led = target.StartsWith('/') ? Rooted(next, target, ref links) : Resolve(Join(at, target), ref links);
            if (led is null)
                return null;
            at = led;
        }
        return _entries.ContainsKey(at) || _children.ContainsKey(at) ? at : null;
    }

    // An absolute link means the root of the machine, which is some folder above the link in the tree.
    private string? Rooted(string link, string target, ref int links)
    {
        for (string root = Parent(link); ; root = Parent(root))
        {
            if (Resolve(Join(root, target.TrimStart('/')), ref links) is { } found)
                return found;
            if (root.Length == 0 || links > MostLinks)
                return null;
        }
    }
}
