using System.Runtime.CompilerServices;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Topology;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Caching;

/// <summary>
/// A file as seen from outside: the text of its declarations, and for each method, constructor, operator and accessor where it is and what
/// stands in it. Holds on to no syntax.
/// </summary>
internal sealed class TreeOutline
{
    // Trees live on from one keystroke to the next; only the one that is typed in is read again.
    private static readonly ConditionalWeakTable<SyntaxTree, TreeOutline> Known = new();

    private readonly List<Part> parts = new();

    private TreeOutline(SyntaxTree tree, CancellationToken cancellation)
    {
        var text = tree.GetText(cancellation);
        var declarations = default(Fingerprint).With(tree.FilePath).With(Stamps.Of(tree.Options));
        var position = 0;
        foreach (var node in tree.GetRoot(cancellation).DescendantNodes(HasMembers))
        {
            if (BodyOf(node) is not { } body || HasDirectiveInside(node)) continue;
            var content = default(Fingerprint);
            if (node is BaseMethodDeclarationSyntax)
            {
                content = content.With(text, body);
                declarations = declarations.With(text, TextSpan.FromBounds(position, body.Start));
                position = body.End;
            }

            parts.Add(new(node.Span, content));
        }

        Declarations = declarations.With(text, TextSpan.FromBounds(position, text.Length));
    }

    /// <summary>Everything but the bodies of methods, constructors and operators; the file's path and the options it is parsed with.</summary>
    public Fingerprint Declarations { get; }

    public static TreeOutline Of(SyntaxTree tree, CancellationToken cancellation)
    {
        if (Known.TryGetValue(tree, out var known)) return known;
        var made = new TreeOutline(tree, cancellation);
        return Known.GetValue(tree, _ => made);
    }

    public TextSpan SpanOf(int part) => parts[part].Span;

    /// <summary>What stands in a body; nothing for the body of an accessor, which is among the declarations.</summary>
    public Fingerprint ContentOf(int part) => parts[part].Content;

    /// <summary>The part that a position is in, or -1.</summary>
    public int Find(int position)
    {
        var low = 0;
        var high = parts.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var span = parts[middle].Span;
            if (position < span.Start) high = middle - 1;
            else if (position >= span.End) low = middle + 1;
            else return middle;
        }

        return -1;
    }

    private static bool HasMembers(SyntaxNode node) =>
        node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax or BasePropertyDeclarationSyntax or AccessorListSyntax;

    // A directive in a body may speak of what follows it. Whether an accessor names the field behind its property makes that a declaration.
    private static TextSpan? BodyOf(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => method.Body?.Span ?? method.ExpressionBody?.Span,
        AccessorDeclarationSyntax accessor => accessor.Body?.Span ?? accessor.ExpressionBody?.Span,
        ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax } arrow => arrow.Span,
        _ => null,
    };

    private static bool HasDirectiveInside(SyntaxNode node)
    {
        if (!node.ContainsDirectives) return false;
        for (var directive = node.GetFirstDirective(); directive is not null && directive.SpanStart < node.Span.End; directive = directive.GetNextDirective())
        {
            if (directive.SpanStart >= node.SpanStart) return true;
        }

        return false;
    }

    private readonly struct Part
    {
        public Part(TextSpan span, Fingerprint content)
        {
            Span = span;
            Content = content;
        }

        public TextSpan Span { get; }

        public Fingerprint Content { get; }
    }
}
