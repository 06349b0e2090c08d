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
        var span = node.Span;
        for (var next = FirstFrom(span.Start, places); next < places.Count && places[next].SpanStart < span.End; next++) yield return places[next];
    }

    // They are in the order of the text.
    private static int FirstFrom(int position, List<IdentifierNameSyntax> places)
    {
        var (low, high) = (0, places.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (places[middle].SpanStart < position) low = middle + 1;
            else high = middle;
        }

        return low;
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
