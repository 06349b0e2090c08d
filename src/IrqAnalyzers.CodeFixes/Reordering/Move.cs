using IrqAnalyzers.CodeFixes.Insertion;
using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Rules;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>
/// One finding with its statement and the one that it should have come after, or before, and the list that has both. Which of the two
/// comes first is what contracts say of their facts; no rule is known by name.
/// </summary>
internal sealed class Move
{
    private Move(Violation violation, StatementList list, int dependent, int partner, string partnerName, IReadOnlyList<int>? others = null)
    {
        Others = others ?? Array.Empty<int>();
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

    /// <summary>Places of further statements, between the two, that should come before the dependent one for the same finding.</summary>
    public IReadOnlyList<int> Others { get; }

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
            : AllLater(document, violation, cancellation) ?? Later(document, violation, facts, EffectKind.Revoke, cancellation) ?? Earlier(document, violation, cancellation);
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

    // Of several facts each is one too many: all that take one back come first.
    private static Move? AllLater(AnalyzedDocument document, Violation violation, CancellationToken cancellation)
    {
        foreach (var (list, index) in StatementList.Around(violation.Call))
        {
            var places = new SortedDictionary<int, string>();
            for (var fact = 1UL; fact != 0; fact <<= 1)
            {
                if ((violation.Facts & fact) == 0) continue;
                var ensuring = new Ensuring(EffectKind.Revoke, fact, violation.Path, document.Model, document.Contracts, cancellation);
                for (var later = index + 1; later < list.Statements.Count; later++)
                {
                    if (ensuring.Always(list.Statements[later]) is not { } name) continue;
                    places[later] = name;
                    break;
                }
            }

            if (places.Count == 0) continue;
            var last = places.Last();
            return new(violation, list, index, last.Key, last.Value, places.Keys.Where(place => place != last.Key).ToList());
        }

        return null;
    }

    // A fact that no operation of the subject takes back: then the call belongs before what established it. What is used after its end
    // has no better place.
    private static Move? Earlier(AnalyzedDocument document, Violation violation, CancellationToken cancellation)
    {
        if (violation.Finding.Id == Descriptors.UsedAfterRemoval.Id || violation.Subject.Type is not { } type) return null;
        var operations = new MissingOperation(document, violation.Call.SpanStart);
        if (operations.Find(type, violation.Operation, EffectKind.Revoke, violation.Facts) is not null) return null;
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
