using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace IrqAnalyzers.Testing.Tests.Fakes;

/// <summary>Makes the first letter upper-case; subclasses do it wrongly, each in one way.</summary>
public class UpperCaseFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["T001"];

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            context.RegisterCodeFix(
                CodeAction.Create("Make upper-case", token => FixAsync(context.Document, diagnostic, token), "Upper"),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    protected static string Upper(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    protected virtual SyntaxToken Fix(SyntaxToken name) => SyntaxFactory.Identifier(Upper(name.Text)).WithTriviaFrom(name);

    protected virtual SyntaxNode FixRoot(SyntaxNode root, SyntaxToken name) => root.ReplaceToken(name, Fix(name));

    protected virtual async Task<Document> FixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = (await document.GetSyntaxRootAsync(cancellationToken))!;
        return document.WithSyntaxRoot(FixRoot(root, root.FindToken(diagnostic.Location.SourceSpan.Start)));
    }
}
