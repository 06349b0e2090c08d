using System.Collections.Immutable;
using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Insertion;

/// <summary>
/// Plans the insertion of an inheriting operation where a handler is left without. Only what is definite for all who leave there is
/// fixed: where some paths have decided otherwise, the inserted call would overrule them.
/// </summary>
internal static class ExitPlanner
{
    public static IEnumerable<Proposal> Propose(AnalyzedDocument document, Diagnostic finding, CancellationToken cancellation)
    {
        if (!FindingProperties.IsDefinite(finding) || FindingProperties.IsKeptElsewhere(finding)) yield break;
        var place = document.Root.FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true);
        if (place.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } handler || IsInNestedFunction(place, handler)) yield break;
        if (Debtor(document, finding, handler, cancellation) is not var (parameter, duty)) yield break;
        if (parameter.RefKind != RefKind.None || IsReassigned(document, handler, parameter)) yield break;

        var operations = new MissingOperation(document, place.SpanStart);
        var subject = handler.ParameterList.Parameters[parameter.Ordinal].Identifier.Text;
        var kinds = duty.When & document.Contracts.KindsOf(parameter.Type);
        if (operations.Find(parameter.Type, duty.Facts, kinds) is not { } operation) yield break;
        var reaching = FindingProperties.Reaching(finding) & document.Contracts.KindsOf(parameter.Type);
        string? test = null;
        if ((reaching & ~kinds) != Kinds.None)
        {
            test = operations.Test(parameter.Type, subject, kinds);
            if (test is null) yield break;
        }

        var style = new FileStyle(document);
        var edit = new StatementEdit(document, style, new(new[] { $"{subject}.{operation.Name}();" }, test, style));
        if (Change(edit, place, handler, cancellation) is not { } change) yield break;
        yield return new(
            $"Insert '{subject}.{operation.Name}()'", ImmutableArray.Create(change), ImmutableArray.Create(finding));
    }

    private static TextChange? Change(StatementEdit edit, SyntaxNode place, MethodDeclarationSyntax handler, CancellationToken cancellation)
    {
        if (place.FirstAncestorOrSelf<ReturnStatementSyntax>() is { } leaving) return edit.Before(leaving);
        if (handler.ExpressionBody is { } arrow) return edit.Into(handler, arrow, comesFirst: false, cancellation);
        return handler.Body is { } body ? edit.AtEndOf(body, handler) : null;
    }

    private static (IParameterSymbol Parameter, Requirement Duty)? Debtor(
        AnalyzedDocument document, Diagnostic finding, MethodDeclarationSyntax handler, CancellationToken cancellation)
    {
        if (document.Model.GetDeclaredSymbol(handler, cancellation) is not IMethodSymbol method) return null;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Name != FindingProperties.Subject(finding)) continue;
            foreach (var duty in document.Contracts.Of(parameter).LeavesWith)
            {
                if (duty.Rule == finding.Id && duty.Facts == FindingProperties.Missing(finding)) return (parameter, duty);
            }
        }

        return null;
    }

    private static bool IsReassigned(AnalyzedDocument document, MethodDeclarationSyntax handler, IParameterSymbol parameter)
    {
        SyntaxNode? body = handler.Body;
        var flow = body is BlockSyntax block
            ? document.Model.AnalyzeDataFlow(block)
            : handler.ExpressionBody is { } arrow ? document.Model.AnalyzeDataFlow(arrow.Expression) : null;
        return flow is not { Succeeded: true } || flow.WrittenInside.Contains(parameter, SymbolEqualityComparer.Default);
    }

    private static bool IsInNestedFunction(SyntaxNode place, MethodDeclarationSyntax handler)
    {
        for (var node = place; node is not null && node != handler; node = node.Parent)
        {
            if (node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) return true;
        }

        return false;
    }
}
