using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>Where the project assigns something, by the name that is assigned.</summary>
internal sealed class Assignments
{
    // Trees live on from one keystroke to the next; only the one that is typed in is searched again.
    private static readonly ConditionalWeakTable<SyntaxTree, Dictionary<string, List<IdentifierNameSyntax>>> Known = new();

    private readonly Compilation compilation;

    public Assignments(Compilation compilation) => this.compilation = compilation;

    /// <summary>The places at which something of a name may be assigned.</summary>
    public IEnumerable<IdentifierNameSyntax> Of(string name, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!Known.GetValue(tree, FindIn).TryGetValue(name, out var places)) continue;
            foreach (var place in places) yield return place;
        }
    }

    /// <summary>The places in a node at which something of a name may be assigned.</summary>
    public static IEnumerable<IdentifierNameSyntax> In(SyntaxNode node, string name)
    {
        if (!Known.GetValue(node.SyntaxTree, FindIn).TryGetValue(name, out var places)) yield break;
        foreach (var place in places)
        {
            if (node.Span.Contains(place.Span)) yield return place;
        }
    }

    private static Dictionary<string, List<IdentifierNameSyntax>> FindIn(SyntaxTree tree)
    {
        var found = new Dictionary<string, List<IdentifierNameSyntax>>(StringComparer.Ordinal);
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (node is not IdentifierNameSyntax name || !AssignedNames.MayAssign(name)) continue;
            if (!found.TryGetValue(name.Identifier.ValueText, out var places)) found.Add(name.Identifier.ValueText, places = new());
            places.Add(name);
        }

        return found;
    }
}
