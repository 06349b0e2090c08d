using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>
/// One finding with its statement and the one that it should have come after, or before, and the list that has both. Which of the two
/// comes first is what contracts say of their facts; no rule is known by name.
/// </summary>
internal sealed class Move
{
    private Move(Violation violation, StatementList list, int dependent, int partner, string partnerName)
    {
        Violation = violation;
        List = list;
        Dependent = dependent;
        Partner = partner;
        PartnerName = partnerName;
    }

    public Violation Violation { get; }

    public Diagnostic Finding => Violation.Finding;

    public SubjectPath Subject => Violation.Path;

    public StatementList List { get; }

    /// <summary>Place of the statement that the finding is on.</summary>
    public int Dependent { get; }

    /// <summary>Place of the statement that changes the facts.</summary>
    public int Partner { get; }

    public string PartnerName { get; }

    /// <summary>Place of the statement that comes later and should come first.</summary>
    public int First => Math.Max(Dependent, Partner);

    /// <summary>Place of the statement that comes earlier and should come second.</summary>
    public int Second => Math.Min(Dependent, Partner);

    /// <summary>The move that a finding asks for; <see langword="null"/> if no other statement of a list around it changes the facts.</summary>
    public static Move? Find(AnalyzedDocument document, Diagnostic finding, CancellationToken cancellation)
    {
        if (Violation.Of(document, finding, cancellation) is not { Kind: not RequirementKind.Never } violation) return null;
        var facts = Held(document, violation) is var held && held != 0 ? held : violation.Facts;
        return violation.Kind == RequirementKind.AnyOf
            ? Later(document, violation, facts, EffectKind.Ensure, cancellation)
            : Later(document, violation, facts, EffectKind.Revoke, cancellation) ?? Earlier(document, violation, cancellation);
    }

    private static Move? Later(AnalyzedDocument document, Violation violation, ulong facts, EffectKind kind, CancellationToken cancellation)
    {
        var ensuring = new Ensuring(kind, facts, violation.Path, document.Model, document.Contracts, cancellation);
        foreach (var find in new Func<Microsoft.CodeAnalysis.CSharp.Syntax.StatementSyntax, string?>[] { ensuring.Always, ensuring.Inside })
        {
            foreach (var (list, index) in StatementList.Around(violation.Call))
            {
                for (var later = index + 1; later < list.Statements.Count; later++)
                {
                    if (find(list.Statements[later]) is { } name) return new(violation, list, index, later, name);
                }
            }
        }

        return null;
    }

    // A fact that only accumulates is never taken back: then the operation belongs before what established it.
    private static Move? Earlier(AnalyzedDocument document, Violation violation, CancellationToken cancellation)
    {
        if ((violation.Facts & document.Contracts.Known.Revocable) != 0) return null;
        var ensuring = new Ensuring(EffectKind.Ensure, violation.Facts, violation.Path, document.Model, document.Contracts, cancellation);
        foreach (var (list, index) in StatementList.Around(violation.Call))
        {
            for (var earlier = 0; earlier < index; earlier++)
            {
                if (ensuring.Perhaps(list.Statements[earlier]) is { } name) return new(violation, list, index, earlier, name);
            }
        }

        return null;
    }

    // Facts that a property of the subject stands for are a matter of setting it: other operations that would do have other reasons to be
    // where they are.
    private static ulong Held(AnalyzedDocument document, Violation violation)
    {
        var held = 0UL;
        for (var type = violation.Subject.Type; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers())
            {
                if (member is IPropertySymbol property) held |= document.Contracts.Of(property).Facts & violation.Facts;
            }
        }

        return held;
    }
}
