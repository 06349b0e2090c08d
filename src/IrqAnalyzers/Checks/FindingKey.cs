using System.Globalization;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Checks;

/// <summary>The key that a finding shares with the engine's: rule, operation, source location, subject type.</summary>
internal static class FindingKey
{
    /// <summary>The key of a call; its line is the one that the compiler passes as the caller's.</summary>
    public static string OfCall(Requirement requirement, SyntaxNode call) =>
        Format(requirement, call.SyntaxTree, CallerPosition(call));

    /// <summary>The key of a handler that is left; its line is the one where the body's first statement starts.</summary>
    public static string OfHandler(Requirement requirement, SyntaxNode body) =>
        Format(requirement, body.SyntaxTree, BodyPosition(body));

    /// <summary>The key of a body that breaks a rule which is not about order.</summary>
    public static string OfHandler(string rule, string operation, string subjectType, SyntaxNode body) =>
        Format(rule, operation, subjectType, body.SyntaxTree, BodyPosition(body));

    /// <summary>The key of a call that breaks a rule which is not about order.</summary>
    public static string OfCall(string rule, string operation, string subjectType, SyntaxNode call) =>
        Format(rule, operation, subjectType, call.SyntaxTree, CallerPosition(call));

    private static string Format(Requirement requirement, SyntaxTree tree, int position) =>
        Format(requirement.Rule, requirement.OperationName, requirement.SubjectType, tree, position);

    private static string Format(string rule, string operation, string subjectType, SyntaxTree tree, int position)
    {
        var span = tree.GetMappedLineSpan(new TextSpan(position, 0));
        var path = span.HasMappedPath ? span.Path : tree.FilePath;
        var line = span.StartLinePosition.Line + 1;
        return string.Concat(
            rule + "|" + operation + "|",
            FileName(path) + ":" + line.ToString(CultureInfo.InvariantCulture),
            "|" + subjectType);
    }

    private static int CallerPosition(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax invocation => invocation.ArgumentList.OpenParenToken.SpanStart,
        ConstructorInitializerSyntax initializer => initializer.ArgumentList.OpenParenToken.SpanStart,
        _ => call.SpanStart,
    };

    private static int BodyPosition(SyntaxNode body) => body switch
    {
        BlockSyntax block => (First(block) ?? block.CloseBraceToken).SpanStart,
        ArrowExpressionClauseSyntax arrow => arrow.Expression.SpanStart,
        BaseMethodDeclarationSyntax { Body: { } block } => BodyPosition(block),
        BaseMethodDeclarationSyntax { ExpressionBody: { } arrow } => BodyPosition(arrow),
        LocalFunctionStatementSyntax { Body: { } block } => BodyPosition(block),
        LocalFunctionStatementSyntax { ExpressionBody: { } arrow } => BodyPosition(arrow),
        _ => body.SpanStart,
    };

    // Where the compiler puts the first sequence point: what only groups, names or declares has none.
    private static SyntaxToken? First(StatementSyntax statement)
    {
        switch (statement)
        {
            case BlockSyntax block:
                foreach (var inner in block.Statements)
                {
                    if (First(inner) is { } found) return found;
                }

                return null;
            case TryStatementSyntax tried:
                return First(tried.Block) ?? (tried.Finally is { } last ? First(last.Block) : null);
            case DoStatementSyntax loop:
                return First(loop.Statement) ?? loop.WhileKeyword;
            case LabeledStatementSyntax labeled:
                return First(labeled.Statement);
            case CheckedStatementSyntax @checked:
                return First(@checked.Block);
            case UnsafeStatementSyntax @unsafe:
                return First(@unsafe.Block);
            case LocalFunctionStatementSyntax:
            case LocalDeclarationStatementSyntax { IsConst: true }:
                return null;
            case LocalDeclarationStatementSyntax { Declaration.Variables: var variables } when variables.All(static variable => variable.Initializer is null):
                return null;
            default:
                return statement.GetFirstToken();
        }
    }

    public static string FileName(string path)
    {
        var separator = Math.Max(path.LastIndexOf('/'), path.LastIndexOf('\\'));
        return separator < 0 ? path : path.Substring(separator + 1);
    }
}
