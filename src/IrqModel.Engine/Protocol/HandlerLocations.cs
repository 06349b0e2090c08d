using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <summary>
/// Finds where a handler is written. Operations know their caller's line; the end of a handler has none, so a duty that a handler
/// neglects is placed at its first statement, which the assembly's portable PDB gives and the analyzers see in the syntax.
/// </summary>
internal static class HandlerLocations
{
    // Weak, so that the models of a collectible assembly can go.
    private static readonly ConditionalWeakTable<Type, ConcurrentDictionary<MethodInfo, SourceLocation>> Known = [];

    /// <summary>The first statement of a handler's override; no file and line 0 where there are no debug symbols.</summary>
    public static SourceLocation FirstStatementOf(Type handler, MethodInfo declaration) =>
        Known.GetValue(handler, static _ => new()).GetOrAdd(declaration, static (method, of) => Find(of, method), handler);

    private static SourceLocation Find(Type handler, MethodInfo declaration)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var written = handler.GetMethods(Any).FirstOrDefault(
            method => method.GetBaseDefinition() == declaration.GetBaseDefinition() && !method.IsAbstract);
        if (written is null) return new("", 0);
        if (written.GetCustomAttribute<StateMachineAttribute>() is { } stepwise)
            written = stepwise.StateMachineType.GetMethod("MoveNext", Any) ?? written;
        using var symbols = OpenSymbols(written.Module.Assembly);
        return symbols is null ? new("", 0) : FirstStatement(symbols.GetMetadataReader(), written);
    }

    private static SourceLocation FirstStatement(MetadataReader reader, MethodInfo method)
    {
        var definition = (MethodDefinitionHandle)MetadataTokens.EntityHandle(method.MetadataToken);
        var debug = reader.GetMethodDebugInformation(definition);
        SequencePoint? first = null;
        SequencePoint? last = null;
        foreach (var point in debug.GetSequencePoints())
        {
            if (point.IsHidden) continue;
            if (last is not { } latest || IsBefore(latest, point)) last = point;

            // A point of one character is a brace; builds with optimisation have none for the opening brace.
            var isBrace = point.StartLine == point.EndLine && point.EndColumn - point.StartColumn <= 1;
            if (!isBrace && (first is not { } earliest || IsBefore(point, earliest))) first = point;
        }

        if ((first ?? last) is not { } found) return new("", 0);
        var document = reader.GetDocument(found.Document.IsNil ? debug.Document : found.Document);
        return new(reader.GetString(document.Name), found.StartLine);
    }

    private static bool IsBefore(in SequencePoint left, in SequencePoint right) =>
        (left.StartLine, left.StartColumn).CompareTo((right.StartLine, right.StartColumn)) < 0;

    private static MetadataReaderProvider? OpenSymbols(Assembly assembly)
    {
        if (assembly.Location.Length == 0) return null;
        using var image = new PEReader(File.OpenRead(assembly.Location));
        foreach (var entry in image.ReadDebugDirectory())
        {
            if (entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb) return image.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        }

        var beside = Path.ChangeExtension(assembly.Location, ".pdb");
        return File.Exists(beside) ? MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(beside)) : null;
    }
}
