using System.Collections.Immutable;
using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.CodeFixes.Reordering;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Insertion;

/// <summary>
/// Plans the insertion of an inheriting operation at an exit of a handler that lacks it. It fixes only what is definite for all functions
/// that leave there: if some paths have decided otherwise, the inserted call would overrule them.
/// </summary>
internal static class ExitPlanner
{
    private const int MostSteps = 3;

    public static IEnumerable<Proposal> Propose(AnalyzedDocument document, Diagnostic finding, CancellationToken cancellation)
    {
        var place = document.Root.FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true);
        if (place.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } handler || IsInNestedFunction(place, handler)) yield break;
        if (Debtor(document, finding, handler, cancellation) is not var (parameter, duty)) yield break;
        if (parameter.RefKind != RefKind.None || IsReassigned(document, handler, parameter)) yield break;

        var subject = handler.ParameterList.Parameters[parameter.Ordinal].Identifier.Text;
        var operations = new MissingOperation(document, place.SpanStart);
        if (duty.Kind == RequirementKind.Absent && operations.FindProperty(parameter.Type, duty.Facts) is var (property, value, _))
        {
            if (Restore(document, finding, place, handler, parameter, operations, $"{subject}.{property.Name}", value, cancellation) is { } restored)
                yield return restored;
            yield break;
        }

        if (!FindingProperties.IsDefinite(finding) || FindingProperties.IsKeptElsewhere(finding)) yield break;
        var kinds = duty.When & document.Contracts.KindsOf(parameter.Type);
        var reaching = FindingProperties.Reaching(finding) & document.Contracts.KindsOf(parameter.Type);
        string? test = null;
        if ((reaching & ~kinds) != Kinds.None)
        {
            test = operations.Test(parameter.Type, subject, kinds);
            if (test is null) yield break;
        }

        foreach (var steps in Steps(operations, parameter.Type, duty, kinds))
        {
            if (steps.Any(MissingOperation.IsAwaitable)) yield break;
            var calls = steps.Select(step => $"{subject}.{step.Name}()").ToList();
            var style = new FileStyle(document);
            var snippet = new Snippet(calls.ConvertAll(static call => call + ";"), test, style);
            var change = test is null ? null : InBranch(document, place, handler, kinds, parameter, snippet, style, cancellation);
            if ((change ?? Change(new(document, style, snippet), place, handler, cancellation)) is not { } made) yield break;
            yield return new(
                "Insert " + string.Join(" and ", calls.Select(static call => $"'{call}'")), ImmutableArray.Create(made), ImmutableArray.Create(finding));
        }
    }

    // The one operation that is missing, then with what it needs before it, and so on: vectors are freed once their interrupts are released.
    private static IEnumerable<IReadOnlyList<IMethodSymbol>> Steps(MissingOperation operations, ITypeSymbol type, Requirement duty, Kinds kinds)
    {
        if (duty.Kind != RequirementKind.Absent)
        {
            if (operations.Find(type, duty.Facts, kinds) is { } inheriting) yield return new[] { inheriting };
            yield break;
        }

        var steps = new List<IMethodSymbol>();
        var (how, facts) = (EffectKind.Revoke, duty.Facts);
        while (steps.Count < MostSteps && operations.Find(type, steps.FirstOrDefault(), how, facts) is { } step
            && !steps.Contains(step, SymbolEqualityComparer.Default))
        {
            steps.Insert(0, step);
            yield return steps.ToList();
            if (operations.OnlyNeed(step) is not var (needed, next)) yield break;
            (how, facts) = (next, needed);
        }
    }

    // Where the last thing that a handler does is to ask for the kind, the branch for it is the place.
    private static TextChange? InBranch(
        AnalyzedDocument document, SyntaxNode place, MethodDeclarationSyntax handler, Kinds kinds, IParameterSymbol parameter, Snippet snippet, FileStyle style,
        CancellationToken cancellation)
    {
        if (place.FirstAncestorOrSelf<ReturnStatementSyntax>() is not null || handler.Body is not { } body) return null;
        if (body.Statements.LastOrDefault(static one => one is not LocalFunctionStatementSyntax) is not IfStatementSyntax choice) return null;
        var context = new KindContext(document, SubjectPath.OfParameter(parameter), cancellation);
        var all = document.Contracts.KindsOf(parameter.Type);
        var (met, unmet) = (context.When(choice.Condition, true) & all, context.When(choice.Condition, false) & all);
        var branch = met == kinds && (unmet & kinds) == Kinds.None
            ? choice.Statement : unmet == kinds && (met & kinds) == Kinds.None ? choice.Else?.Statement : choice;
        if (branch == choice) return null;
        var edit = new StatementEdit(document, style, snippet.Unconditional);
        if (branch is null) return edit.AsElseOf(choice);
        return branch is BlockSyntax block && document.Model.AnalyzeControlFlow(block) is { Succeeded: true, EndPointIsReachable: true }
            ? edit.AtEndOf(block, branch == choice.Statement ? choice : choice.Else!)
            : null;
    }

    // Setting a property again does no harm; it is of use only before what it governs: a driver binds in `Attach` or not at all.
    private static Proposal? Restore(
        AnalyzedDocument document, Diagnostic finding, SyntaxNode place, MethodDeclarationSyntax handler, IParameterSymbol parameter,
        MissingOperation operations, string property, bool value, CancellationToken cancellation)
    {
        var statement = $"{property} = {(value ? "false" : "true")};";
        var style = new FileStyle(document);
        var edit = new StatementEdit(document, style, new(new[] { statement }, null, style));
        var governed = LastGoverned(document, place, handler, parameter, operations, cancellation);
        if (governed is null && IsGovernedBefore(document, place, handler, operations, cancellation)) return null;
        if (Preceding(document, place, handler, governed, property) is { } opposite)
        {
            var set = new TextChange(opposite.Span, value ? "false" : "true");
            return new($"Set '{property}' to {set.NewText}", ImmutableArray.Create(set), ImmutableArray.Create(finding));
        }

        if ((governed is null ? Change(edit, place, handler, cancellation) : edit.Before(governed)) is not { } change) return null;
        return new($"Insert '{statement.TrimEnd(';')}'", ImmutableArray.Create(change), ImmutableArray.Create(finding));
    }

    // The value that the property is set to directly before the place; two assignments one after the other would be nonsense.
    private static ExpressionSyntax? Preceding(
        AnalyzedDocument document, SyntaxNode place, MethodDeclarationSyntax handler, StatementSyntax? governed, string property)
    {
        StatementSyntax? before = null;
        if ((governed ?? place.FirstAncestorOrSelf<ReturnStatementSyntax>()) is { Parent: BlockSyntax list } next)
        {
            var index = list.Statements.IndexOf(next);
            before = index > 0 ? list.Statements[index - 1] : null;
        }
        else if (governed is null)
        {
            before = handler.Body?.Statements.LastOrDefault(static one => one is not LocalFunctionStatementSyntax);
        }

        return before is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment } && assignment.Left.ToString() == property
            && document.Model.GetConstantValue(assignment.Right) is { HasValue: true, Value: bool }
            ? assignment.Right
            : null;
    }

    // In a branch, in a function of its own or in a helper: what is set at the end comes too late for it.
    private static bool IsGovernedBefore(
        AnalyzedDocument document, SyntaxNode place, MethodDeclarationSyntax handler, MissingOperation operations, CancellationToken cancellation)
    {
        var end = place.FirstAncestorOrSelf<ReturnStatementSyntax>()?.SpanStart ?? handler.Span.End;
        foreach (var call in handler.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (call.SpanStart >= end) break;
            if (document.Model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol called) continue;
            if (operations.OnlyMay(called)) return true;
            if (called.MethodKind != MethodKind.Ordinary || called.DeclaringSyntaxReferences.Length != 1) continue;
            var helper = called.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
            if (helper.SyntaxTree != handler.SyntaxTree) continue;
            foreach (var inner in helper.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (document.Model.GetSymbolInfo(inner, cancellation).Symbol is IMethodSymbol reached && operations.OnlyMay(reached)) return true;
            }
        }

        return false;
    }

    private static ExpressionStatementSyntax? LastGoverned(
        AnalyzedDocument document, SyntaxNode place, MethodDeclarationSyntax handler, IParameterSymbol parameter, MissingOperation operations,
        CancellationToken cancellation)
    {
        var leaving = place.FirstAncestorOrSelf<ReturnStatementSyntax>();
        var list = leaving?.Parent is BlockSyntax inner ? inner : leaving is null ? handler.Body : null;
        if (list is null) return null;
        for (var index = list.Statements.Count - 1; index >= 0; index--)
        {
            if (list.Statements[index] is not ExpressionStatementSyntax { Expression: AwaitExpressionSyntax awaited } statement) continue;
            if (awaited.Expression is not InvocationExpressionSyntax call) continue;
            if (document.Model.GetOperation(call, cancellation) is not IInvocationOperation { Instance: IParameterReferenceOperation reference } invocation
                || !SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter))
                continue;
            return operations.OnlyMay(invocation.TargetMethod) ? statement : null;
        }

        return null;
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
                if (duty.Rule == finding.Id && duty.Facts == FindingProperties.Missing(finding, document.Contracts)) return (parameter, duty);
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
