using IrqAnalyzers.Caching;
using IrqAnalyzers.Checks;
using IrqAnalyzers.CodeFixes.Insertion;
using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>
/// One finding with the two statements of a list whose order is wrong for it: most often that of the finding and the one that it should have
/// come after, or before. Which of the two comes first is what contracts say of their facts; no rule is known by name.
/// </summary>
internal sealed class Move
{
    private readonly (int Place, string Name) first;
    private readonly (int Place, string Name) second;

    private Move(Violation violation, StatementList list, (int Place, string Name) one, (int Place, string Name) other, IReadOnlyList<int>? others = null)
    {
        Violation = violation;
        List = list;
        (second, first) = one.Place < other.Place ? (one, other) : (other, one);
        Others = others ?? Array.Empty<int>();
    }

    public Violation Violation { get; }

    public Diagnostic Finding => Violation.Finding;

    public SubjectPath Subject => Violation.Path;

    public StatementList List { get; }

    /// <summary>Places of further statements, between the two, that should come before the second one for the same finding.</summary>
    public IReadOnlyList<int> Others { get; }

    /// <summary>Place of the statement that comes later and should come first.</summary>
    public int First => first.Place;

    /// <summary>Place of the statement that comes earlier and should come second.</summary>
    public int Second => second.Place;

    /// <summary>The operation for whose sake one of the two statements moves.</summary>
    public string NameAt(int place) => place == first.Place ? first.Name : second.Name;

    /// <summary>The move that a violation asks for; <see langword="null"/> if no other statement of a list around it changes the facts.</summary>
    public static Move? Find(AnalyzedDocument document, Violation violation, CancellationToken cancellation) =>
        FindAll(document, violation, cancellation).FirstOrDefault();

    /// <summary>The moves that may help against a violation, the likelier first.</summary>
    public static IEnumerable<Move> FindAll(AnalyzedDocument document, Violation violation, CancellationToken cancellation)
    {
        if (Behind(document, violation, cancellation) is { } behind) yield return behind;
        if (Before(document, violation, cancellation) is { } before) yield return before;
    }

    // A statement that comes too late is the one that helps.
    private static Move? Behind(AnalyzedDocument document, Violation violation, CancellationToken cancellation)
    {
        if (violation.Kind is not (RequirementKind.AnyOf or RequirementKind.Absent)) return null;
        var facts = Held(document, violation) is var held && held != 0 ? held : violation.Facts;
        return violation.Kind == RequirementKind.AnyOf
            ? (violation.Needed(document.Contracts) is { Count: > 1 } needed ? AllLater(document, violation, EffectKind.Ensure, needed, cancellation) : null)
                ?? Later(document, violation, facts, EffectKind.Ensure, cancellation) ?? TakenBack(document, violation, facts, cancellation)
            : AllLater(document, violation, EffectKind.Revoke, document.Contracts.Facts.EachOf(violation.Facts), cancellation)
                ?? Later(document, violation, facts, EffectKind.Revoke, cancellation);
    }

    private static Move? Before(AnalyzedDocument document, Violation violation, CancellationToken cancellation) =>
        violation.Kind == RequirementKind.Absent ? Earlier(document, violation, cancellation) : null;

    private static Move? Later(AnalyzedDocument document, Violation violation, FactMask facts, EffectKind kind, CancellationToken cancellation)
    {
        var ensuring = Changing(document, violation, facts, kind, cancellation);
        foreach (var find in new Func<StatementSyntax, string?>[] { ensuring.Always, ensuring.Inside })
        {
            foreach (var (list, index) in StatementList.Around(violation.Call))
            {
                for (var later = index + 1; later < list.Statements.Count; later++)
                {
                    if (find(list.Statements[later]) is { } name) return new(violation, list, (index, violation.Operation.Name), (later, name));
                }
            }
        }

        return null;
    }

    // Of several facts each is missing, or one too many: all that establish one, or take one back, come first.
    private static Move? AllLater(
        AnalyzedDocument document, Violation violation, EffectKind kind, IReadOnlyCollection<FactMask> all, CancellationToken cancellation)
    {
        foreach (var (list, index) in StatementList.Around(violation.Call))
        {
            var places = new SortedDictionary<int, string>();
            foreach (var facts in all)
            {
                var ensuring = Changing(document, violation, facts, kind, cancellation);
                if (kind == EffectKind.Ensure && list.Statements.Take(index).Any(earlier => ensuring.Always(earlier) is not null)) continue;
                for (var later = index + 1; later < list.Statements.Count; later++)
                {
                    if (ensuring.Always(list.Statements[later]) is not { } name) continue;
                    places[later] = name;
                    break;
                }
            }

            if (places.Count == 0) continue;
            var last = places.Last();
            return new(
                violation, list, (index, violation.Operation.Name), (last.Key, last.Value), places.Keys.Where(place => place != last.Key).ToList());
        }

        return null;
    }

    // What takes a fact back is the operation that is there for it, not one that does so among other things.
    private static Ensuring Changing(AnalyzedDocument document, Violation violation, FactMask facts, EffectKind kind, CancellationToken cancellation)
    {
        var ensuring = new Ensuring(kind, facts, violation.Path, document.Model, document.Contracts, cancellation)
        {
            IsForItsOwnSake = kind == EffectKind.Revoke,
        };
        if (kind == EffectKind.Revoke && violation.Subject.Type is { } type)
            ensuring.Only = new MissingOperation(document, violation.Call.SpanStart).Find(type, violation.Operation, kind, facts);
        return ensuring;
    }

    // What was established and taken back before the call: those two are the wrong way round.
    private static Move? TakenBack(AnalyzedDocument document, Violation violation, FactMask facts, CancellationToken cancellation)
    {
        var ensuring = new Ensuring(EffectKind.Ensure, facts, violation.Path, document.Model, document.Contracts, cancellation);
        var revoking = new Ensuring(EffectKind.Revoke, facts, violation.Path, document.Model, document.Contracts, cancellation);
        foreach (var (list, index) in StatementList.Around(violation.Call))
        {
            (int Place, string Name)? revoked = null;
            for (var earlier = index - 1; earlier >= 0; earlier--)
            {
                if (revoked is not { } later) revoked = revoking.Always(list.Statements[earlier]) is { } name ? (earlier, name) : null;
                else if (ensuring.Always(list.Statements[earlier]) is { } ensured) return new(violation, list, (earlier, ensured), later);
            }
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
                if (ensuring.Perhaps(list.Statements[earlier]) is { } name) return new(violation, list, (index, violation.Operation.Name), (earlier, name));
            }
        }

        return null;
    }

    // Facts that a property of the subject stands for are a matter of setting it: other operations that would do have other reasons to be
    // where they are.
    private static FactMask Held(AnalyzedDocument document, Violation violation)
    {
        var held = FactMask.None;
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
