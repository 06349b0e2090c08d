using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Rules;

/// <summary>
/// Which circumstances can arise in a project at all: those that no class brings, and those whose classes it names. Looked up only when
/// something is about to be reported under one of them.
/// </summary>
internal sealed class Circumstances
{
    // Trees live on from one keystroke to the next; only the one that is typed in is searched again.
    private static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<string, bool>> Searched = new();

    // What others have compiled stays the same from one compilation to the next.
    private static readonly ConditionalWeakTable<IAssemblySymbol, List<(int Assumption, string Name)>> BroughtBy = new();

    private readonly Compilation compilation;
    private readonly ProgramFacts program;
    private readonly ConcurrentDictionary<int, bool> known = new();
    private readonly Lazy<List<(int Assumption, string Name)>> bringing;
    private readonly ModelOutline outline;
    private readonly RunningSystem running;

    public Circumstances(Compilation compilation, ProgramFacts program)
    {
        this.compilation = compilation;
        this.program = program;
        bringing = new(Collect);
        outline = new(compilation, program);
        running = new(compilation, program);
    }

    /// <summary>Whether a circumstance can arise.</summary>
    /// <param name="assumption">Value of the assumption's enum; 0 is none.</param>
    /// <param name="owner">The member in which something is about to be reported.</param>
    /// <param name="location">Where.</param>
    /// <param name="cancellation">Ends the search early.</param>
    public bool CanArise(int assumption, ISymbol owner, Location location, CancellationToken cancellation) => assumption switch
    {
        0 => true,
        Circumstance.NobodyDecides => outline.NobodyDecides(owner, location, Bringing(Circumstance.PlatformDomains), cancellation),
        Circumstance.FunctionsKeepDomains => !outline.DecidesAfter(owner, location, cancellation),
        Circumstance.FromOutside => !outline.IsCalledInModel(owner.Name, cancellation) || running.IsFromOutside(owner),
        Circumstance.AfterBoot => running.IsFirstRemappedBy(owner, cancellation) && !outline.DecidesAfter(owner, location, cancellation),
        Circumstance.LeftStale => !running.IsInvalidatedLater(owner, location, cancellation),
        Circumstance.EntriesInUse => running.MayUseUnits(owner, location, cancellation),
        Circumstance.PlatformDomains => CanArise(assumption, cancellation) && outline.MayUse(owner, Bringing(assumption), cancellation),
        Circumstance.UnitsLackExtendedMode => CanArise(assumption, cancellation) && !AsksItself(owner, Bringing(assumption), cancellation),
        _ => CanArise(assumption, cancellation),
    };

    // Who reads it where the operation is called has asked the units one by one. Who sets it describes a machine.
    private static bool AsksItself(ISymbol owner, HashSet<string> names, CancellationToken cancellation)
    {
        foreach (var reference in (owner.ContainingType ?? owner).DeclaringSyntaxReferences)
        {
            var text = reference.SyntaxTree.GetText(cancellation).ToString(reference.Span);
            foreach (var name in names)
            {
                if (Reads(text, name)) return true;
            }
        }

        return false;
    }

    private static bool Reads(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var next = at + name.Length;
            while (next < text.Length && char.IsWhiteSpace(text[next])) next++;
            var isSet = next < text.Length && text[next] == '=' && (next + 1 == text.Length || text[next + 1] != '=');
            if (!isSet) return true;
        }

        return false;
    }

    private HashSet<string> Bringing(int assumption)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (brought, name) in bringing.Value)
        {
            if (brought == assumption) names.Add(name);
        }

        return names;
    }

    private bool CanArise(int assumption, CancellationToken cancellation)
    {
        return known.TryGetValue(assumption, out var answer) ? answer : known.GetOrAdd(assumption, Search(assumption, cancellation));
    }

    private bool Search(int assumption, CancellationToken cancellation)
    {
        var isBrought = false;
        foreach (var (brought, name) in bringing.Value)
        {
            if (brought != assumption) continue;
            isBrought = true;
            foreach (var tree in compilation.SyntaxTrees)
            {
                cancellation.ThrowIfCancellationRequested();
                if (Names(tree, name, cancellation)) return true;
            }
        }

        return !isBrought;
    }

    private static bool Names(SyntaxTree tree, string name, CancellationToken cancellation)
    {
        var names = Searched.GetValue(tree, static _ => new(StringComparer.Ordinal));
        return names.TryGetValue(name, out var answer) ? answer : names.GetOrAdd(name, Find(tree.GetText(cancellation).ToString(), name));
    }

    // A name in a comment counts too: at worst a suggestion more.
    private static bool Find(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !IsPart(text[at - 1])) && (at + name.Length == text.Length || !IsPart(text[at + name.Length]))) return true;
        }

        return false;
    }

    private static bool IsPart(char character) => char.IsLetterOrDigit(character) || character == '_';

    private List<(int Assumption, string Name)> Collect()
    {
        var found = new List<(int Assumption, string Name)>();
        Collect(compilation.Assembly.GlobalNamespace, found);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (!program.IsForeign(assembly)) found.AddRange(BroughtBy.GetValue(assembly, CollectFrom));
        }

        return found;
    }

    private List<(int Assumption, string Name)> CollectFrom(IAssemblySymbol assembly)
    {
        var found = new List<(int Assumption, string Name)>();
        Collect(assembly.GlobalNamespace, found);
        return found;
    }

    private void Collect(INamespaceSymbol space, List<(int Assumption, string Name)> found)
    {
        foreach (var type in space.GetTypeMembers())
        {
            foreach (var attribute in type.GetAttributes())
            {
                if (program.Contracts.Known.RoleOf(attribute) != AttributeRole.Brings) continue;
                var name = AttributeReader.Named(attribute, "Member") as string ?? type.Name;
                found.Add(((int)Numbers.ToInt64(AttributeReader.Argument(attribute, 0)), name));
            }
        }

        foreach (var inner in space.GetNamespaceMembers()) Collect(inner, found);
    }
}
