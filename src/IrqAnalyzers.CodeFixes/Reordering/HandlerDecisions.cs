using IrqAnalyzers.CodeFixes.Insertion;
using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>
/// Sees to it that no move undoes what a handler decides. What is left to the handlers of an operation, such as the domain of a VF while it is
/// added, they may have done when it is over; a decision that comes behind it would replace theirs. It is right where it has to be made of what
/// they establish for sure, since an IOMMU that knows the function gives it the same domain, and where they have decided nothing.
/// </summary>
internal sealed class HandlerDecisions
{
    private readonly AnalyzedDocument document;
    private readonly StatementList list;
    private readonly StatementEffects[] effects;
    private readonly CancellationToken cancellation;

    /// <param name="document">The document.</param>
    /// <param name="list">The list.</param>
    /// <param name="effects">What its statements do.</param>
    /// <param name="cancellation">Stops the work.</param>
    public HandlerDecisions(AnalyzedDocument document, StatementList list, StatementEffects[] effects, CancellationToken cancellation)
    {
        this.document = document;
        this.list = list;
        this.effects = effects;
        this.cancellation = cancellation;
    }

    /// <summary>Whether moves can be made, perhaps under a condition.</summary>
    /// <param name="moves">The moves.</param>
    /// <param name="slice">The statements that wait for the same operation, those that only pass something on included.</param>
    /// <param name="guard">The condition; <see langword="null"/> if none is needed.</param>
    public bool Respect(List<Move> moves, Func<IGrouping<int, Move>, HashSet<int>> slice, out Guard? guard)
    {
        guard = null;
        foreach (var group in moves.GroupBy(static move => move.First))
        {
            var violation = group.First().Violation;
            var left = FactMask.None;
            foreach (var touch in effects[group.Key].Touches) left |= touch.LeftToHandlers;
            var waiting = slice(group);
            var decided = waiting.Aggregate(FactMask.None, (facts, place) => facts | DecidedBy(effects[place], violation, left));
            if (decided == 0) continue;
            if (!waiting.Any(place => effects[place].Touches.Exists(touch => touch.IsLookUp && touch.Needs(violation.Kind, violation.AllFacts)))) return false;
            var right = EstablishedFor(effects[group.Key], violation.AllFacts);
            if (violation.Subject.Type is not { } type || FindingProperties.Subject(violation.Finding) is not { } subject) return false;
            var context = new KindContext(document, violation.Path, cancellation);
            var reaching = group.Aggregate(Kinds.None, (kinds, move) => kinds | context.At(move.Violation.Call)) & document.Contracts.KindsOf(type);
            if ((reaching & ~right) == Kinds.None) continue;
            if (guard is not null || Test(type, subject, violation, reaching & right, decided) is not { } test) return false;
            if (waiting.Any(place => IsDeclaredForOthers(place, waiting))) return false;
            guard = new(waiting, test);
        }

        return true;
    }

    // Of what handlers may have decided, that which a statement decides as well.
    private static FactMask DecidedBy(StatementEffects statement, Violation violation, FactMask left)
    {
        var decided = FactMask.None;
        foreach (var touch in statement.Touches)
        {
            if (touch.Needs(violation.Kind, violation.AllFacts)) decided |= touch.Ensured & left;
        }

        return decided;
    }

    // Some functions the operation is sure to make ready. The others get nothing from the moved statement if a handler has decided for them, and
    // must get something if none has: before the move they did.
    private string? Test(ITypeSymbol type, string subject, Violation violation, Kinds right, FactMask decided)
    {
        var operations = new MissingOperation(document, violation.Call.SpanStart);
        if (operations.TestUndecided(type, subject, decided) is not { } undecided) return null;
        if (right == Kinds.None) return undecided;
        return operations.Test(type, subject, right) is { } test ? $"{test} || {undecided}" : null;
    }

    private static Kinds EstablishedFor(StatementEffects statement, FactMask facts)
    {
        var kinds = Kinds.None;
        foreach (var touch in statement.Touches)
        {
            foreach (var effect in touch.Effects)
            {
                if (effect.Kind == EffectKind.Ensure && (effect.Facts & facts) != 0) kinds |= effect.When;
            }
        }

        return kinds;
    }

    // A local that is declared under a condition is gone behind it.
    private bool IsDeclaredForOthers(int place, HashSet<int> waiting)
    {
        for (var other = 0; other < list.Statements.Count; other++)
        {
            if (!waiting.Contains(other) && effects[place].Declared.Any(effects[other].Uses)) return true;
        }

        return false;
    }
}
