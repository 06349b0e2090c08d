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
/// Plans to set a property of the subject that holds something back while an operation runs too early, and to reset it once the missing
/// facts are established. What the operation would have done meanwhile is done afterwards: <c>Add</c> lets a driver bind, so an
/// <c>Attach</c> follows.
/// </summary>
internal sealed class HoldPlanner
{
    private readonly AnalyzedDocument document;
    private readonly Violation violation;
    private readonly StatementList list;
    private readonly int index;
    private readonly string subject;
    private readonly MissingOperation operations;
    private readonly CancellationToken cancellation;

    private HoldPlanner(
        AnalyzedDocument document, Violation violation, StatementList list, int index, string subject, MissingOperation operations,
        CancellationToken cancellation)
    {
        this.document = document;
        this.violation = violation;
        this.list = list;
        this.index = index;
        this.subject = subject;
        this.operations = operations;
        this.cancellation = cancellation;
    }

    /// <summary>The proposals; <see langword="null"/> if no property of the subject stands for what is missing.</summary>
    public static IEnumerable<Proposal>? Propose(AnalyzedDocument document, Violation violation, CancellationToken cancellation)
    {
        if (violation.Kind != RequirementKind.AnyOf || violation.Subject.Type is not { } type) return null;
        var operations = new MissingOperation(document, violation.Call.SpanStart);
        if (operations.FindProperty(type, violation.Facts) is not var (property, value, held)) return null;
        if (FindingProperties.Subject(violation.Finding) is not { } subject || IsPending(violation)) return Enumerable.Empty<Proposal>();
        // What a helper does besides may count on what the operation would have done.
        if (!document.Contracts.Of(violation.Operation).Requires.Any(requirement => requirement.Rule == violation.Finding.Id))
        {
            return Enumerable.Empty<Proposal>();
        }

        if (violation.Call.Parent is AwaitExpressionSyntax { Parent: ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } arrow })
            return PlanWhole(document, violation, method, arrow, $"{subject}.{property.Name}", value, operations, cancellation) is { } whole
                ? new[] { whole }
                : Enumerable.Empty<Proposal>();
        if (CallPlace.Of(violation.Call) is not StatementSyntax statement || statement is ReturnStatementSyntax) return Enumerable.Empty<Proposal>();
        var around = StatementList.Around(violation.Call).ToList();
        if (around.Count == 0 || around[0].List.Statements[around[0].Index] != statement) return Enumerable.Empty<Proposal>();
        var planner = new HoldPlanner(document, violation, around[0].List, around[0].Index, subject, operations, cancellation);
        return !planner.GoesOnOutside(around.Skip(1), held) && planner.Plan(property, value, violation.Facts & ~held) is { } proposal
            ? new[] { proposal }
            : Enumerable.Empty<Proposal>();
    }

    // Who decides, or lets go, only behind the block would be forestalled.
    private bool GoesOnOutside(IEnumerable<(StatementList List, int Index)> outer, FactMask held)
    {
        var decides = Ensuring(EffectKind.Ensure, violation.Facts);
        var restores = Ensuring(EffectKind.Revoke, held);
        var rest = operations.FindRest(violation.Subject.Type!, violation.Operation);
        foreach (var (list, index) in outer)
        {
            if (list.Statements[index] is TryStatementSyntax { Finally: { } last } && (decides.Perhaps(last.Block) ?? restores.Perhaps(last.Block)) is not null)
            {
                return true;
            }

            for (var later = index + 1; later < list.Statements.Count; later++)
            {
                var statement = list.Statements[later];
                if ((decides.Perhaps(statement) ?? restores.Perhaps(statement)) is not null || (rest is not null && Calls(rest, statement))) return true;
            }
        }

        return false;
    }

    private Proposal? Plan(IPropertySymbol property, bool value, FactMask others)
    {
        var decides = Ensuring(EffectKind.Ensure, others);
        var restores = Ensuring(EffectKind.Revoke, violation.Facts & ~others);
        var last = Last(index, decides.Perhaps);
        var restored = Last(index, restores.Always);
        // Binding is allowed before the domain is decided on some paths: the intent is not clear.
        if (restored > index && restored < last) return null;
        var late = new LateReaders(document, violation, operations.FindRest(violation.Subject.Type!, violation.Operation), cancellation);
        for (var crossed = index + 1; crossed <= Math.Max(last, restored); crossed++)
        {
            if (IsLeft(list.Statements[crossed]) || late.MayRead(list.Statements[crossed])) return null;
        }

        var behind = new List<string>();
        if (restored == index) behind.Add(Assignment($"{subject}.{property.Name}", !value));
        var end = Math.Max(last, restored);
        if (operations.FindRest(violation.Subject.Type!, violation.Operation) is { } rest)
        {
            if (!Calls(rest, end)) behind.Add(Call(rest, subject));
            else if (!IsAlwaysCalled(rest, end)) return null;
        }

        var style = new FileStyle(document);
        var before = new StatementEdit(document, style, new(new[] { Assignment($"{subject}.{property.Name}", value) }, null, style));
        if (before.Before(list.Statements[index]) is not { } hold) return null;
        var changes = ImmutableArray.Create(hold);
        if (behind.Count > 0)
        {
            if (new StatementEdit(document, style, new(behind, null, style)).After(list.Statements[end]) is not { } release) return null;
            changes = changes.Add(release);
        }

        return new(Title($"{subject}.{property.Name}", value, violation), changes, ImmutableArray.Create(violation.Finding));
    }

    // The operation is the whole body, so no other statement decides or allows binding.
    private static Proposal? PlanWhole(
        AnalyzedDocument document, Violation violation, MethodDeclarationSyntax method, ArrowExpressionClauseSyntax arrow, string property, bool value,
        MissingOperation operations, CancellationToken cancellation)
    {
        var behind = new List<string> { Assignment(property, !value) };
        if (operations.FindRest(violation.Subject.Type!, violation.Operation) is { } rest)
        {
            behind.Add(Call(rest, FindingProperties.Subject(violation.Finding)!));
        }

        var style = new FileStyle(document);
        var edit = new StatementEdit(document, style, new(new[] { Assignment(property, value) }, null, style));
        return edit.Into(method, arrow, comesFirst: true, cancellation, new(behind, null, style)) is { } change
            ? new(Title(property, value, violation), ImmutableArray.Create(change), ImmutableArray.Create(violation.Finding))
            : null;
    }

    private static string Assignment(string property, bool value) => $"{property} = {Text(value)};";

    private static string Call(IMethodSymbol rest, string subject) =>
        $"{(MissingOperation.IsAwaitable(rest) ? "await " : string.Empty)}{subject}.{rest.Name}();";

    private static string Title(string property, bool value, Violation violation) =>
        $"Set '{property}' to {Text(value)} while '{violation.Operation.Name}' runs";

    private static string Text(bool value) => value ? "true" : "false";

    // A flow that is not awaited here may still run when the statement is over.
    private static bool IsPending(Violation violation) =>
        MissingOperation.IsAwaitable(violation.Operation) && violation.Invocation.Parent is not IAwaitOperation;

    private Ensuring Ensuring(EffectKind kind, FactMask facts) =>
        new(kind, facts, violation.Path, document.Model, document.Contracts, cancellation);

    private int Last(int from, Func<StatementSyntax, string?> does)
    {
        for (var later = list.Statements.Count - 1; later > from; later--)
        {
            if (does(list.Statements[later]) is not null) return later;
        }

        return from;
    }

    private bool IsLeft(StatementSyntax statement) =>
        document.Model.AnalyzeControlFlow(statement) is not { Succeeded: true, ExitPoints.IsEmpty: true, EntryPoints.IsEmpty: true };

    // Where it is called on some paths only, the others relied on what the operation did that is held back now.
    private bool IsAlwaysCalled(IMethodSymbol operation, int behind)
    {
        var calls = Ensuring(EffectKind.MayEnsure, FactMask.All);
        calls.Only = operation;
        for (var later = behind + 1; later < list.Statements.Count; later++)
        {
            if (calls.Always(list.Statements[later]) is not null) return true;
            if (IsLeft(list.Statements[later])) return false;
        }

        return false;
    }

    private bool Calls(IMethodSymbol operation, int behind) =>
        list.Statements.Skip(behind + 1).Any(later => Calls(operation, later));

    private bool Calls(IMethodSymbol operation, StatementSyntax statement)
    {
        foreach (var node in statement.DescendantNodes())
        {
            if (node is InvocationExpressionSyntax call && document.Model.GetOperation(call, cancellation) is IInvocationOperation invocation
                && SymbolEqualityComparer.Default.Equals(invocation.TargetMethod.OriginalDefinition, operation.OriginalDefinition)
                && violation.Path.Equals(SubjectPath.Of(invocation.Instance)))
                return true;
        }

        return false;
    }
}
