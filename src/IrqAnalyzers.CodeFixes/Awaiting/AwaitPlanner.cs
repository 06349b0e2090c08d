using System.Collections.Immutable;
using IrqAnalyzers.CodeFixes.Proof;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Awaiting;

/// <summary>
/// Writes <c>await</c> before a flow that is started as a statement. A method that is not asynchronous becomes so if all it returns is a
/// flow that has ended.
/// </summary>
internal static class AwaitPlanner
{
    private const string Title = "Await it";

    public static IEnumerable<Proposal> Propose(AnalyzedDocument document, Diagnostic finding, CancellationToken cancellation)
    {
        // Where nothing is called there is no flow: "await" would throw after "function?.Add()".
        var node = document.Root.FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true);
        if (node is not InvocationExpressionSyntax { Parent: ExpressionStatementSyntax statement } call) yield break;
        if (Around(statement) is not { } function) yield break;
        var changes = new List<TextChange> { new(new(call.SpanStart, 0), "await ") };
        if (!IsAsync(function) && !MakeAsync(document, function, changes, cancellation)) yield break;
        changes.Sort(static (one, other) => one.Span.Start.CompareTo(other.Span.Start));
        yield return new(Title, changes.ToImmutableArray(), ImmutableArray.Create(finding));
    }

    private static SyntaxNode? Around(SyntaxNode statement) => statement.Ancestors().FirstOrDefault(static node =>
        node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax);

    private static bool IsAsync(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        _ => false,
    };

    private static bool MakeAsync(AnalyzedDocument document, SyntaxNode function, List<TextChange> changes, CancellationToken cancellation)
    {
        var (body, place) = function switch
        {
            MethodDeclarationSyntax method => (method.Body, method.ReturnType.SpanStart),
            LocalFunctionStatementSyntax local => (local.Body, local.ReturnType.SpanStart),
            AnonymousFunctionExpressionSyntax lambda => (lambda.Block, lambda.SpanStart),
            _ => default,
        };
        if (body is null || document.Contracts.Known.Flow is not { } flow) return false;
        var symbol = function is AnonymousFunctionExpressionSyntax
            ? document.Model.GetSymbolInfo(function, cancellation).Symbol
            : document.Model.GetDeclaredSymbol(function, cancellation);
        if (symbol is not IMethodSymbol declared || !SymbolEqualityComparer.Default.Equals(declared.ReturnType, flow)) return false;
        changes.Add(new(new(place, 0), "async "));
        foreach (var node in body.DescendantNodes(static node => node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)))
        {
            if (node is not ReturnStatementSyntax { Expression: { } returned } exit) continue;
            if (document.Model.GetSymbolInfo(returned, cancellation).Symbol is not IPropertySymbol { Name: "Completed" } property
                || !SymbolEqualityComparer.Default.Equals(property.ContainingType, flow))
                return false;
            if (body.Statements.Last() != exit) changes.Add(new(TextSpan.FromBounds(exit.ReturnKeyword.Span.End, returned.Span.End), string.Empty));
            else if (HasOnlySpace(exit)) changes.Add(new(exit.FullSpan, string.Empty));
            else return false;
        }

        return true;
    }

    private static bool HasOnlySpace(SyntaxNode node)
    {
        foreach (var trivia in node.DescendantTrivia())
        {
            if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)) return false;
        }

        return true;
    }
}
