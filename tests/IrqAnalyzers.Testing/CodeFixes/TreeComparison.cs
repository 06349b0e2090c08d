using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Compares the tree that a fix made with the tree that its text parses to.</summary>
internal static class TreeComparison
{
    /// <summary>Fails if the right text came from a wrong tree.</summary>
    public static void Verify(string path, SyntaxNode reparsed, SyntaxNode made, bool withTrivia, IVerifier verifier)
    {
        if (AreEqual(reparsed, made, withTrivia))
            return;
        verifier.EqualOrDiff(
            Render(reparsed, withTrivia),
            Render(made, withTrivia),
            $"The fix made a tree of '{path}' that its own text does not parse to. ('-' parsed, '+' made):");
    }

    private static bool AreEqual(SyntaxNodeOrToken one, SyntaxNodeOrToken other, bool withTrivia)
    {
        if (one.RawKind != other.RawKind || one.IsMissing != other.IsMissing || one.IsNode != other.IsNode)
            return false;
        if (one.AsNode() is not { } node || other.AsNode() is not { } otherNode)
            return AreEqual(one.AsToken(), other.AsToken(), withTrivia);
        if (node.IsIncrementallyIdenticalTo(otherNode))
            return true;
        var children = node.ChildNodesAndTokens();
        var others = otherNode.ChildNodesAndTokens();
        if (children.Count != others.Count)
            return false;
        for (var i = 0; i < children.Count; i++)
        {
            if (!AreEqual(children[i], others[i], withTrivia))
                return false;
        }

        return true;
    }

    private static bool AreEqual(SyntaxToken one, SyntaxToken other, bool withTrivia) =>
        one.Text == other.Text
        && one.ValueText == other.ValueText
        && Equals(one.Value, other.Value)
        && (!withTrivia || (AreEqual(one.LeadingTrivia, other.LeadingTrivia) && AreEqual(one.TrailingTrivia, other.TrailingTrivia)));

    private static bool AreEqual(SyntaxTriviaList one, SyntaxTriviaList other) =>
        one.Count == other.Count && one.Zip(other).All(pair => AreEqual(pair.First, pair.Second));

    private static bool AreEqual(SyntaxTrivia one, SyntaxTrivia other) =>
        one.RawKind == other.RawKind
        && (one.GetStructure() is { } structure && other.GetStructure() is { } otherStructure
            ? AreEqual(structure, otherStructure, withTrivia: true)
            : one.ToFullString() == other.ToFullString());

    private static string Render(SyntaxNode root, bool withTrivia)
    {
        var text = new StringBuilder();
        Append(root, 0);
        return text.ToString();

        void Append(SyntaxNodeOrToken item, int depth)
        {
            if (item.AsNode() is { } node)
            {
                Line(depth, $"{node.Kind()}");
                foreach (var child in node.ChildNodesAndTokens())
                    Append(child, depth + 1);
                return;
            }

            var token = item.AsToken();
            Line(depth, $"{token.Kind()} {Quote(token.Text)}"
                + (token.ValueText == token.Text ? "" : $" value {Quote(token.ValueText)}")
                + (token.IsMissing ? " missing" : ""));
            if (!withTrivia)
                return;
            foreach (var trivia in token.LeadingTrivia)
                AppendTrivia("leading", trivia, depth + 1);
            foreach (var trivia in token.TrailingTrivia)
                AppendTrivia("trailing", trivia, depth + 1);
        }

        void AppendTrivia(string place, SyntaxTrivia trivia, int depth)
        {
            Line(depth, $"{place} {trivia.Kind()} {(trivia.HasStructure ? "" : Quote(trivia.ToFullString()))}".TrimEnd());
            if (trivia.GetStructure() is { } structure)
                Append(structure, depth + 1);
        }

        void Line(int depth, string line) => text.Append(' ', depth * 2).Append(line).Append('\n');
    }

    private static string Quote(string text) => CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
