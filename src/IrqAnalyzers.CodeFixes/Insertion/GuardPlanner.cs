using System.Collections.Immutable;
using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.CodeFixes.Reordering;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Insertion;

/// <summary>
/// Plans a test before a call that is wrong while a fact holds which no operation takes back: a domain that a platform gave stays, a unit
/// that is in use stays. Where the fact is sure to hold the call would never be made, and what is meant is not clear.
/// </summary>
internal sealed class GuardPlanner
{
    private readonly AnalyzedDocument document;
    private readonly Violation violation;
    private readonly MissingOperation operations;

    private GuardPlanner(AnalyzedDocument document, Violation violation, MissingOperation operations)
    {
        this.document = document;
        this.violation = violation;
        this.operations = operations;
    }

    public static IEnumerable<Proposal> Propose(AnalyzedDocument document, Violation violation)
    {
        if (violation.Kind != RequirementKind.Absent || FindingProperties.IsDefinite(violation.Finding) || violation.Subject.Type is not { } type) yield break;
        // What is wrong lies in a helper, then, which may do more than what must not be done.
        if (!document.Contracts.Of(violation.Operation).Requires.Any(requirement => requirement.Rule == violation.Finding.Id)) yield break;
        if (TakesMoreBack(document, violation)) yield break;
        var operations = new MissingOperation(document, violation.Call.SpanStart);
        if (operations.CanRevoke(type, violation.Facts)) yield break;
        if (new GuardPlanner(document, violation, operations).Plan(type) is { } proposal) yield return proposal;
    }

    // What comes later relies on that it was done: VFs that guests keep are there still when the driver enables SR-IOV again.
    private static bool TakesMoreBack(AnalyzedDocument document, Violation violation) =>
        document.Contracts.Of(violation.Operation).Effects.Any(effect => effect.Kind == EffectKind.Revoke && (effect.Facts & ~violation.Facts) != 0);

    private Proposal? Plan(ITypeSymbol type)
    {
        if (Test(type) is not { } test || Statement() is not { } statement) return null;
        if (violation.Subject != violation.Invocation.Instance && IsFollowed(statement)) return null;
        var style = new FileStyle(document);
        TextChange? change = OnlyReason(statement) is { } choice
            ? new(choice.Condition.Span, Conjunction.Operand(choice.Condition) + " && !" + test)
            : new StatementEdit(document, style, new(Array.Empty<string>(), null, style)).Under("!" + test, statement);
        if (change is not { } made) return null;
        var changes = ImmutableArray.Create(made);
        return new($"Only if not '{test}'", changes, ImmutableArray.Create(violation.Finding));
    }

    // The query is a member of the subject, or of the receiver of the operation.
    private string? Test(ITypeSymbol type)
    {
        if (FindingProperties.Subject(violation.Finding) is not { } subject) return null;
        if (operations.FindTest(type, -1, violation.Facts) is { } own) return violation.Subject.IsImplicit ? own.Name : $"{subject}.{own.Name}";
        if (violation.Subject == violation.Invocation.Instance || violation.Invocation.Instance is not { Type: { } owner } instance) return null;
        if (SubjectPath.Of(instance) is null || operations.FindTest(owner, 0, violation.Facts) is not { } query) return null;
        var receiver = instance.IsImplicit ? string.Empty : instance.Syntax + ".";
        return $"{receiver}{query.Name}({subject})";
    }

    private ExpressionStatementSyntax? Statement()
    {
        ExpressionSyntax call = violation.Call;
        if (call.Parent is AwaitExpressionSyntax awaited) call = awaited;
        return call.Parent as ExpressionStatementSyntax;
    }

    // A caller that goes on takes what it has given to the operation for dealt with.
    private static bool IsFollowed(StatementSyntax statement)
    {
        for (SyntaxNode node = statement; node.Parent is { } parent and not MemberDeclarationSyntax; node = parent)
        {
            SyntaxList<StatementSyntax>? list = parent switch
            {
                BlockSyntax block => block.Statements,
                SwitchSectionSyntax section => section.Statements,
                _ => null,
            };
            if (list is not { } statements || node is not StatementSyntax own) continue;
            for (var index = statements.IndexOf(own) + 1; index < statements.Count; index++)
            {
                if (statements[index] is not (BreakStatementSyntax or ContinueStatementSyntax or ReturnStatementSyntax { Expression: null })) return true;
            }
        }

        return false;
    }

    // The test joins that of an `if` which does nothing but the call.
    private static IfStatementSyntax? OnlyReason(ExpressionStatementSyntax statement)
    {
        SyntaxNode only = statement.Parent is BlockSyntax { Statements.Count: 1 } block ? block : statement;
        if (only.Parent is not IfStatementSyntax { Else: null } choice || choice.Statement != only) return null;
        return choice.Condition.GetTrailingTrivia().Any(StatementChunks.IsComment) ? null : choice;
    }
}
