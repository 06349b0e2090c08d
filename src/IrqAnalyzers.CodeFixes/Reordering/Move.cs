using IrqAnalyzers.CodeFixes.Proof;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>One finding with the statement that must move, the one that establishes what it lacks, and the list that has both.</summary>
internal sealed class Move
{
    private Move(Diagnostic finding, IMethodSymbol operation, SubjectPath subject, StatementList list, int late, int enabling, IMethodSymbol enabler)
    {
        Finding = finding;
        Operation = operation;
        Subject = subject;
        List = list;
        Dependent = late;
        Enabling = enabling;
        Enabler = enabler;
    }

    public Diagnostic Finding { get; }

    /// <summary>The operation that comes too early.</summary>
    public IMethodSymbol Operation { get; }

    public SubjectPath Subject { get; }

    public StatementList List { get; }

    /// <summary>Place of the statement that comes too early.</summary>
    public int Dependent { get; }

    /// <summary>Place of the statement that should come before it.</summary>
    public int Enabling { get; }

    public IMethodSymbol Enabler { get; }

    /// <summary>The move that a finding asks for; <see langword="null"/> if no later statement of a list around it establishes the fact.</summary>
    public static Move? Find(AnalyzedDocument document, Diagnostic finding, CancellationToken cancellation)
    {
        var span = finding.Location.SourceSpan;
        if (document.Root.FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } node
            || node.Span != span || document.Model.GetOperation(node, cancellation) is not IInvocationOperation invocation)
            return null;
        var (expression, facts) = Lacking(document, finding, invocation);
        if (facts == 0 || SubjectPath.Of(expression) is not { } subject) return null;
        foreach (var (list, index) in StatementList.Around(node))
        {
            for (var later = index + 1; later < list.Statements.Count; later++)
            {
                if (Ensuring.Operation(list.Statements[later], facts, subject, document.Model, document.Contracts, cancellation) is { } enabler)
                    return new(finding, invocation.TargetMethod, subject, list, index, later, enabler);
            }
        }

        return null;
    }

    // A finding on a call to a helper has its contract somewhere inside; then the text tells the subject.
    private static (IOperation? Subject, ulong Facts) Lacking(AnalyzedDocument document, Diagnostic finding, IInvocationOperation invocation)
    {
        var text = FindingProperties.Subject(finding);
        var missing = FindingProperties.Missing(finding);
        foreach (var requirement in document.Contracts.Of(invocation.TargetMethod).Requires)
        {
            if (requirement.Rule != finding.Id) continue;
            var subject = Ensuring.SubjectOf(invocation, requirement.Subject);
            if (text is null || subject?.Syntax.ToString() == text || subject is { IsImplicit: true }) return (subject, missing != 0 ? missing : requirement.Facts);
        }

        if (invocation.Instance is { IsImplicit: false } instance && instance.Syntax.ToString() == text) return (instance, missing);
        foreach (var argument in invocation.Arguments)
        {
            if (!argument.IsImplicit && argument.Value.Syntax.ToString() == text) return (argument.Value, missing);
        }

        return (null, 0);
    }
}
