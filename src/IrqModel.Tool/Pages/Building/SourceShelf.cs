using System.Collections.Immutable;
using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using IrqModel.Tool.Pages.Document;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Pages.Building;

/// <summary>
/// The source files that a report leads to. A file is taken from the debug symbols of the assemblies it may be compiled into, where these
/// have
/// it, or else from the disk. A report must not need the disk it was made on, so it keeps the text; of a long file, what is around the
/// lines
/// that are named.
/// </summary>
internal sealed class SourceShelf
{
    private const int LongestFile = 400;
    private const int LinesAround = 40;
    private const int MostFiles = 200;

    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<(string Path, SortedSet<int> Lines)> files = [];

    /// <summary>The number of the file of a place; null where the place is not known.</summary>
    public int? Of(RunPlace? place)
    {
        if (place is null) return null;
        if (!numbers.TryGetValue(place.File, out var number))
        {
            if (files.Count == MostFiles) return null;
            numbers.Add(place.File, number = files.Count);
            files.Add((place.File, []));
        }

        files[number].Lines.Add(place.Line);
        return number;
    }

    /// <summary>The files, by number.</summary>
    /// <param name="assemblies">The assemblies that may have them.</param>
    public IReadOnlyList<PageSource> Read(IEnumerable<Assembly> assemblies)
    {
        var wanted = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var assembly in assemblies.Distinct())
        {
            if (texts.Count < wanted.Count) ReadSymbols(assembly, wanted, texts);
        }

        return [.. files.Select(file => Excerpt(file.Path, file.Lines, texts.GetValueOrDefault(file.Path) ?? ReadDisk(file.Path)))];
    }

    private static PageSource Excerpt(string path, SortedSet<int> named, string? text)
    {
        var name = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        if (text is null) return new(name, 1, null);
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        if (lines.Length <= LongestFile) return new(name, 1, lines);
        var first = Math.Max(1, named.Min - LinesAround);
        var last = Math.Min(lines.Length, Math.Min(named.Max + LinesAround, first + (10 * LongestFile)));
        return new(name, first, first > last ? null : lines[(first - 1)..last]);
    }

    private static string? ReadDisk(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // The page then says that the source is not at hand.
            return null;
        }
    }

    private static void ReadSymbols(Assembly assembly, HashSet<string> wanted, Dictionary<string, string> texts)
    {
        if (assembly.IsDynamic || assembly.Location.Length == 0) return;
        using var image = new PEReader(File.OpenRead(assembly.Location));
        foreach (var entry in image.ReadDebugDirectory())
        {
            if (entry.Type != DebugDirectoryEntryType.EmbeddedPortablePdb) continue;
            using var symbols = image.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
            var reader = symbols.GetMetadataReader();
            foreach (var handle in reader.Documents)
            {
                var path = RunPlace.NameOf(reader.GetString(reader.GetDocument(handle).Name));
                if (wanted.Contains(path) && SourceOf(reader, handle) is { } text) texts.TryAdd(path, text);
            }
        }
    }

    private static string? SourceOf(MetadataReader reader, DocumentHandle document)
    {
        foreach (var handle in reader.GetCustomDebugInformation(document))
        {
            var information = reader.GetCustomDebugInformation(handle);
            if (reader.GetGuid(information.Kind) == EmbeddedSource) return Unpack(reader.GetBlobContent(information.Value));
        }

        return null;
    }

    // Portable PDB, embedded source: the length of the unpacked text or 0, then the text, deflated if the length is not 0.
    private static string Unpack(ImmutableArray<byte> blob)
    {
        const int SizeOfLength = sizeof(int);
        var bytes = blob.AsSpan()[SizeOfLength..].ToArray();
        using Stream text = BitConverter.ToInt32(blob.AsSpan()) == 0
            ? new MemoryStream(bytes)
            : new DeflateStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var reader = new StreamReader(text, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
