using IrqAnalyzers.CodeFixes.Reordering;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>A finding on a call, as its contract has it: whose facts are wrong there, and how.</summary>
internal sealed class Violation
{
    private Violation(
        Diagnostic finding, InvocationExpressionSyntax call, IInvocationOperation invocation, IOperation subject, SubjectPath path, RequirementKind kind,
        FactMask facts)
    {
        Finding = finding;
        Call = call;
        Invocation = invocation;
        Subject = subject;
        Path = path;
        Kind = kind;
        Facts = facts;
    }

    public Diagnostic Finding { get; }

    public InvocationExpressionSyntax Call { get; }

    public IInvocationOperation Invocation { get; }

    public IMethodSymbol Operation => Invocation.TargetMethod;

    /// <summary>The expression whose facts are wrong.</summary>
    public IOperation Subject { get; }

    public SubjectPath Path { get; }

    public RequirementKind Kind { get; }

    /// <summary>The facts, one of which is missing, or each of which is one too many; 0 if the operation is always wrong.</summary>
    public FactMask Facts { get; }

    /// <summary>All facts that the rule of the finding speaks of at the operation: it tells only of the first that is missing.</summary>
    public FactMask AllFacts { get; private set; }

    /// <summary>The violation; <see langword="null"/> if it is on no call, or on an object that has no lasting name.</summary>
    public static Violation? Of(AnalyzedDocument document, Diagnostic finding, CancellationToken cancellation)
    {
        var span = finding.Location.SourceSpan;
        if (FindingProperties.Leaves(finding)) return null;
        if (document.Root.FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || call.Span != span || document.Model.GetOperation(call, cancellation) is not IInvocationOperation invocation)
            return null;
        var kind = FindingProperties.Needs(finding);
        var facts = FindingProperties.Missing(finding, document.Contracts);
        if (facts == 0 && kind is RequirementKind.AnyOf or RequirementKind.Absent) return null;
        if (SubjectOf(document, finding, invocation) is not { } subject || SubjectPath.Of(subject) is not { } path) return null;
        return new Violation(finding, call, invocation, subject, path, kind, facts).WithAllFacts(document.Contracts);
    }

    /// <summary>
    /// The violation on the call, and the one on the operation inside a helper of the same file, to which the call leads, if there are such.
    /// </summary>
    public static IEnumerable<Violation> AllOf(AnalyzedDocument document, Diagnostic finding, CancellationToken cancellation)
    {
        if (Of(document, finding, cancellation) is { } outer) yield return outer;
        if (Inside(document, finding, cancellation) is { } inner) yield return inner;
    }

    private static Violation? Inside(AnalyzedDocument document, Diagnostic finding, CancellationToken cancellation)
    {
        if (FindingProperties.Leaves(finding) || finding.AdditionalLocations.Count == 0) return null;
        var place = finding.AdditionalLocations[0];
        if (place.SourceTree != document.Root.SyntaxTree || place.SourceSpan == finding.Location.SourceSpan) return null;
        if (document.Root.FindNode(place.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || call.Span != place.SourceSpan || document.Model.GetOperation(call, cancellation) is not IInvocationOperation invocation)
            return null;
        var (kind, facts) = (FindingProperties.Needs(finding), FindingProperties.Missing(finding, document.Contracts));
        foreach (var requirement in document.Contracts.Of(invocation.TargetMethod).Requires)
        {
            if (requirement.Rule != finding.Id || requirement.Facts != facts || requirement.Kind != kind || facts == 0) continue;
            if (Ensuring.SubjectOf(invocation, requirement.Subject) is { } subject && SubjectPath.Of(subject) is { } path)
                return new Violation(finding, call, invocation, subject, path, kind, facts).WithAllFacts(document.Contracts);
        }

        return null;
    }

    /// <summary>What the rule of a finding demands of its subject. That is one finding, which tells only of the first that is missing.</summary>
    public IReadOnlyList<FactMask> Needed(ContractTable contracts)
    {
        var needed = new List<FactMask>();
        foreach (var requirement in contracts.Of(Operation).Requires)
        {
            if (requirement.Kind == RequirementKind.AnyOf && requirement.Rule == Finding.Id
                && Ensuring.SubjectOf(Invocation, requirement.Subject) == Subject)
                needed.Add(requirement.Facts);
        }

        return needed;
    }

    private Violation WithAllFacts(ContractTable contracts)
    {
        AllFacts = Needed(contracts).Aggregate(Facts, static (all, one) => all | one);
        return this;
    }

    // A finding on a call to a helper has its contract somewhere inside; then the text tells the subject.
    private static IOperation? SubjectOf(AnalyzedDocument document, Diagnostic finding, IInvocationOperation invocation)
    {
        var text = FindingProperties.Subject(finding);
        foreach (var requirement in document.Contracts.Of(invocation.TargetMethod).Requires)
        {
            if (requirement.Rule != finding.Id || requirement.Facts != FindingProperties.Missing(finding, document.Contracts)) continue;
            var subject = Ensuring.SubjectOf(invocation, requirement.Subject);
            if (subject?.Syntax.ToString() == text || subject is { IsImplicit: true }) return subject;
        }

        if (invocation.Instance is { IsImplicit: false } instance && instance.Syntax.ToString() == text) return instance;
        foreach (var argument in invocation.Arguments)
        {
            if (!argument.IsImplicit && argument.Value.Syntax.ToString() == text) return argument.Value;
        }

        return text == "this" && invocation.Instance is { IsImplicit: true } self ? self : null;
    }
}
