using System.Collections.Immutable;
using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>
/// Plans the moves for findings of one statement list: one sort that respects all constraints of the list and swaps as few statements
/// as it can.
/// </summary>
internal sealed class MovePlanner
{
    private readonly AnalyzedDocument document;
    private readonly StatementList list;
    private readonly StatementEffects[] effects;
    private readonly CancellationToken cancellation;

    private MovePlanner(AnalyzedDocument document, StatementList list, CancellationToken cancellation)
    {
        this.document = document;
        this.list = list;
        this.cancellation = cancellation;
        var reader = new EffectReader(document, list, cancellation);
        effects = list.Statements.Select(reader.Read).ToArray();
        EffectReader.CloseOver(effects);
    }

    /// <summary>
    /// The moves that fix a finding: those for all findings of its list, else those for all that wait for the same operation, else only
    /// that of its own statement.
    /// </summary>
    public static IEnumerable<Proposal> Propose(AnalyzedDocument document, Diagnostic finding, CancellationToken cancellation)
    {
        foreach (var violation in Violation.AllOf(document, finding, cancellation))
        {
            foreach (var move in Move.FindAll(document, violation, cancellation))
            {
                foreach (var proposal in Propose(document, move, cancellation)) yield return proposal;
            }
        }
    }

    private static IEnumerable<Proposal> Propose(AnalyzedDocument document, Move move, CancellationToken cancellation)
    {
        var all = document.Findings
            .Where(other => other.Id == move.Finding.Id)
            .SelectMany(other => Violation.AllOf(document, other, cancellation))
            .Select(other => Move.FindAll(document, other, cancellation)
                .Where(one => one.List.Container == move.List.Container)
                .OrderByDescending(one => one.First == move.First || one.Second == move.Second)
                .FirstOrDefault())
            .OfType<Move>()
            .ToList();
        var planner = new MovePlanner(document, move.List, cancellation);
        var tried = 0;
        foreach (var moves in new[]
        {
            all,
            all.FindAll(other => other.First == move.First),
            all.FindAll(other => other.First == move.First && other.Second == move.Second),
        })
        {
            if (moves.Count == tried) continue;
            tried = moves.Count;
            if (!planner.LeavesSomethingBehind(moves, all) && planner.Plan(moves) is { } proposal) yield return proposal;
        }
    }

    // A look-up that comes too early for the same reason gives what is assigned: without it the assignment would only look right.
    private bool LeavesSomethingBehind(List<Move> moves, List<Move> all) => moves.Exists(move => all.Exists(other =>
        other.First == move.First && other.Second < move.Second && !moves.Exists(taken => taken.Second == other.Second) && Flows(other.Second, move.Second)));

    // Whether what one statement assigns to locals gets to another, through others or not.
    private bool Flows(int from, int to)
    {
        var carried = new HashSet<ISymbol>(effects[from].Written, SymbolEqualityComparer.Default);
        for (var place = from + 1; place < to; place++)
        {
            if (carried.Overlaps(effects[place].Read)) carried.UnionWith(effects[place].Written);
        }

        return carried.Overlaps(effects[to].Read);
    }

    private Proposal? Plan(List<Move> moves)
    {
        var first = moves.Min(move => move.Second);
        var last = moves.Max(move => move.First);
        if (moves.Exists(IsReassigned) || Constraints(moves, first, last) is not { } constraints) return null;
        if (constraints.Delaying() is not { } down || constraints.Advancing() is not { } up) return null;
        var decisions = new HandlerDecisions(document, list, effects, cancellation);
        if (!decisions.Respect(moves, WithSlice, out var guard)) return null;
        var isDown = IsDownBetter(moves, down, up);
        var order = isDown ? down : up;
        if (StatementChunks.Permute(document, list, first, order, guard) is not { } change) return null;
        var title = new MoveTitle(document, list, moves);
        return new(
            (isDown ? title.Down(first, order) : title.Up(first, order)) + (guard is null ? string.Empty : $", if '{guard.Test}'"),
            ImmutableArray.Create(change),
            moves.Select(move => move.Finding).ToImmutableArray());
    }

    // What waits stays where it is; else what crosses less moves.
    private bool IsDownBetter(List<Move> moves, int[] down, int[] up)
    {
        var isFirstAwaited = moves.Exists(move => effects[move.First].HasAwait);
        var isSecondAwaited = moves.Exists(move => effects[move.Second].HasAwait);
        return isFirstAwaited != isSecondAwaited ? isFirstAwaited : Cost(down).CompareTo(Cost(up)) < 0;
    }

    private static (int Crossings, int Moved) Cost(int[] order) => (OrderingConstraints.Crossings(order), Moved(order));

    // Statements that did not just make way: those that left a longest run of statements in their old order.
    private static int Moved(int[] order)
    {
        var longest = new int[order.Length];
        for (var place = 0; place < order.Length; place++)
        {
            longest[place] = 1;
            for (var earlier = 0; earlier < place; earlier++)
            {
                if (order[earlier] < order[place]) longest[place] = Math.Max(longest[place], longest[earlier] + 1);
            }
        }

        return order.Length - longest.Max();
    }

    private bool IsReassigned(Move move)
    {
        if (move.Subject.Root is not { } root) return false;
        for (var index = move.Second; index <= move.First; index++)
        {
            if (effects[index].Written.Contains(root) || effects[index].Declared.Contains(root)) return true;
        }

        return false;
    }

    private OrderingConstraints? Constraints(List<Move> moves, int first, int last)
    {
        var constraints = new OrderingConstraints(last - first + 1);
        var excused = new HashSet<(int Second, int First)>();
        foreach (var group in moves.GroupBy(move => move.First))
        {
            var waiting = WithSlice(group);
            foreach (var second in waiting)
            {
                if (effects[second].IsOpaque) return null;
                if (group.All(move => Crossing.IsHarmless(effects[second], effects[group.Key], move.Violation))) excused.Add((second, group.Key));
                constraints.Require(group.Key - first, second - first);
            }

            if (effects[group.Key].IsOpaque) return null;
            foreach (var move in group)
            {
                // What waits itself is none.
                foreach (var other in move.Others.Concat(Prerequisites(move).Where(other => !waiting.Contains(other))))
                {
                    if (effects[other].IsOpaque) return null;
                    if (Crossing.IsHarmless(effects[move.Second], effects[other], move.Violation)) excused.Add((move.Second, other));
                    constraints.Require(other - first, move.Second - first);
                }
            }
        }

        for (var earlier = first; earlier <= last; earlier++)
        {
            for (var later = earlier + 1; later <= last; later++)
            {
                var matters = effects[earlier].SharesLocalsWith(effects[later])
                    || (!excused.Contains((earlier, later)) && effects[earlier].SharesSlotsWith(effects[later]));
                if (matters) constraints.Require(earlier - first, later - first);
            }
        }

        return constraints;
    }

    // What the operation that should come first needs in its turn comes first as well: a domain is decided once the function is registered.
    private IEnumerable<int> Prerequisites(Move move)
    {
        var needed = FactMask.None;
        foreach (var node in list.Statements[move.First].DescendantNodes())
        {
            if (node is not InvocationExpressionSyntax call || document.Model.GetOperation(call, cancellation) is not IInvocationOperation invocation) continue;
            foreach (var requirement in document.Contracts.Of(invocation.TargetMethod).Requires)
            {
                if (requirement.Kind == RequirementKind.AnyOf && move.Subject.Equals(SubjectPath.Of(Ensuring.SubjectOf(invocation, requirement.Subject))))
                    needed |= requirement.Facts;
            }
        }

        if (needed == 0) yield break;
        var ensuring = new Ensuring(EffectKind.Ensure, needed, move.Subject, document.Model, document.Contracts, cancellation);
        for (var between = move.Second + 1; between < move.First; between++)
        {
            if (ensuring.Always(list.Statements[between]) is not null) yield return between;
        }
    }

    // What only passes on, through locals, what a statement found out belongs to it: it comes second as well.
    private HashSet<int> WithSlice(IGrouping<int, Move> group)
    {
        var slice = new HashSet<int>(group.Select(move => move.Second));
        for (var index = slice.Min() + 1; index < group.Key; index++)
        {
            var statement = effects[index];
            if (statement.IsOpaque || statement.HasAwait || statement.SlotsWritten != 0) continue;
            if (slice.Any(earlier => earlier < index && effects[earlier].Written.Overlaps(statement.Read))) slice.Add(index);
        }

        return slice;
    }
}
