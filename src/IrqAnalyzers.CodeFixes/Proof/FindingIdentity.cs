using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>What stays the same of a finding when statements around it move: rule, operation, subject, member.</summary>
internal readonly struct FindingIdentity : IEquatable<FindingIdentity>
{
    private readonly string rule;
    private readonly string operation;
    private readonly string subject;
    private readonly string member;

    private FindingIdentity(string rule, string operation, string subject, string member)
    {
        this.rule = rule;
        this.operation = operation;
        this.subject = subject;
        this.member = member;
    }

    public static FindingIdentity Of(Diagnostic finding, SemanticModel model, CancellationToken cancellation) => new(
        finding.Id,
        FindingProperties.Operation(finding),
        FindingProperties.Subject(finding) ?? string.Empty,
        Member(model.GetEnclosingSymbol(finding.Location.SourceSpan.Start, cancellation)));

    public bool Equals(FindingIdentity other) =>
        rule == other.rule && operation == other.operation && subject == other.subject && member == other.member;

    public override bool Equals(object? obj) => obj is FindingIdentity other && Equals(other);

    public override int GetHashCode() =>
        (((((rule.GetHashCode() * 397) ^ operation.GetHashCode()) * 397) ^ subject.GetHashCode()) * 397) ^ member.GetHashCode();

    private static string Member(ISymbol? symbol)
    {
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction }) symbol = symbol.ContainingSymbol;
        return symbol?.ToDisplayString() ?? string.Empty;
    }
}
