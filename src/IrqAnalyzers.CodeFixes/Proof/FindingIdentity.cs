using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>What stays the same of a finding when statements around it move: rule, operation, subject, member.</summary>
internal readonly struct FindingIdentity : IEquatable<FindingIdentity>
{
    private readonly string rule;
    private readonly string operation;
    private readonly string subject;

    private FindingIdentity(string rule, string operation, string subject, string member)
    {
        this.rule = rule;
        this.operation = operation;
        this.subject = subject;
        Member = member;
    }

    /// <summary>The member that the finding is in; empty outside members.</summary>
    public string Member { get; }

    public static FindingIdentity Of(Diagnostic finding, SemanticModel model, CancellationToken cancellation) => new(
        finding.Id,
        FindingProperties.Operation(finding),
        FindingProperties.Subject(finding) ?? string.Empty,
        NameOf(model.GetEnclosingSymbol(finding.Location.SourceSpan.Start, cancellation)));

    public bool Equals(FindingIdentity other) =>
        rule == other.rule && operation == other.operation && subject == other.subject && Member == other.Member;

    public override bool Equals(object? obj) => obj is FindingIdentity other && Equals(other);

    public override int GetHashCode() =>
        (((((rule.GetHashCode() * 397) ^ operation.GetHashCode()) * 397) ^ subject.GetHashCode()) * 397) ^ Member.GetHashCode();

    private static string NameOf(ISymbol? symbol)
    {
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction }) symbol = symbol.ContainingSymbol;
        return symbol?.ToDisplayString() ?? string.Empty;
    }
}
