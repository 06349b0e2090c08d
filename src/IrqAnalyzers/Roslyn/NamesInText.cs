using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Roslyn;

/// <summary>
/// Finds the places in a declaration where one name stands. Searching the text for the name is far cheaper than walking all nodes: only what is found
/// is looked up in the tree.
/// </summary>
internal sealed class NamesInText
{
    private readonly SyntaxNode declaration;
    private readonly string text;
    private readonly bool hasEscapes;

    /// <summary>Prepares the search in a declaration.</summary>
    public NamesInText(SyntaxNode declaration)
    {
        this.declaration = declaration;
        text = declaration.SyntaxTree.GetText().ToString(declaration.Span);
        hasEscapes = text.IndexOf("\\u", StringComparison.OrdinalIgnoreCase) >= 0;
    }

    /// <summary>Adds the places of a name, in the order of the text, without names of arguments.</summary>
    public void Find(string name, List<SimpleNameSyntax> found)
    {
        if (hasEscapes)
        {
            FindInNodes(name, found);
            return;
        }

        for (var place = text.IndexOf(name, StringComparison.Ordinal); place >= 0; place = text.IndexOf(name, place + name.Length, StringComparison.Ordinal))
        {
            if (IsPartOfName(place - 1) || IsPartOfName(place + name.Length)) continue;
            var token = declaration.FindToken(declaration.SpanStart + place);
            if (token.Span.Contains(declaration.SpanStart + place) && token.Parent is SimpleNameSyntax { Parent: not NameColonSyntax } named
                && named.Identifier == token && token.ValueText == name) found.Add(named);
        }
    }

    // The name may be written with escapes.
    private void FindInNodes(string name, List<SimpleNameSyntax> found)
    {
        foreach (var node in declaration.DescendantNodes())
        {
            if (node is SimpleNameSyntax { Parent: not NameColonSyntax } named && named.Identifier.ValueText == name) found.Add(named);
        }
    }

    private bool IsPartOfName(int place) => place >= 0 && place < text.Length && SyntaxFacts.IsIdentifierPartCharacter(text[place]);
}
