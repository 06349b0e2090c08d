using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Summaries;

/// <summary>
/// Which operations that are wrong under a circumstance a body gets to, and with functions of which kinds: its own, and those of methods that it hands
/// a function to. Of such an operation in a helper this tells whether any caller gets there. What is added stays; it may be more than the body reaches,
/// never less.
/// </summary>
internal sealed class Reach
{
    private readonly List<(SyntaxNode Call, Requirement Requirement, Kinds Kinds)> reached = new();
    private readonly List<CircumstantialUse> uses = new();
    private HashSet<SyntaxNode>? lost;

    /// <summary>The operations on the body's own parameters, and on captured variables: which functions these are, callers know.</summary>
    public List<CircumstantialUse> Uses => uses;

    /// <summary>How many calls had the effect of a summary.</summary>
    public int Followed { get; set; }

    /// <summary>A call whose callee was not followed: what it reaches is unknown.</summary>
    public void Lose(SyntaxNode call) => (lost ??= new()).Add(call);

    /// <summary>Whether the callee of a call was not followed, on some path.</summary>
    public bool HasLost(SyntaxNode call) => lost?.Contains(call) ?? false;

    /// <summary>Adds what an operation is called on.</summary>
    /// <param name="requirement">What the operation is wrong under.</param>
    /// <param name="call">Its call, here or in a callee.</param>
    /// <param name="subject">The objects.</param>
    /// <param name="callee">What a callee knows of them at the operation; <see langword="null"/> if it is here.</param>
    /// <param name="state">What is known of them here.</param>
    /// <param name="table">The objects of the body.</param>
    /// <param name="body">The body.</param>
    public void Add(Requirement requirement, SyntaxNode call, Value subject, Cell? callee, State state, ObjectTable table, Body body)
    {
        if (subject.MayBeOther || subject.Objects.Length == 0) Add(requirement, call, requirement.When);
        foreach (var id in subject.Objects)
        {
            var cell = callee is null ? state.CellOf(id) : callee.After(state.CellOf(id));
            if ((cell.Kinds & requirement.When) == Kinds.None) continue;
            if (table[id] is { Origin: ObjectOrigin.Variable, Symbol: { } symbol } formal && (body.IsOwn(symbol) || body.Outer is not null))
            {
                Add(new CircumstantialUse(requirement, call, formal, cell));
            }
            else Add(requirement, call, cell.Kinds & requirement.When);
        }
    }

    /// <summary>Adds functions of some kinds that an operation is called on, of which no caller knows more.</summary>
    public void Add(Requirement requirement, SyntaxNode call, Kinds kinds)
    {
        for (var index = 0; index < reached.Count; index++)
        {
            var known = reached[index];
            if (known.Call != call || !ReferenceEquals(known.Requirement, requirement)) continue;
            reached[index] = (call, requirement, known.Kinds | kinds);
            return;
        }

        reached.Add((call, requirement, kinds));
    }

    /// <summary>The kinds of the functions with which the body reaches an operation, for any caller.</summary>
    public Kinds KindsAt(Requirement requirement, Location place)
    {
        var kinds = Kinds.None;
        foreach (var known in reached)
        {
            if (ReferenceEquals(known.Requirement, requirement) && IsAt(known.Call, place)) kinds |= known.Kinds;
        }

        return kinds;
    }

    /// <summary>The kinds of the functions that the body is given and gets to an operation with.</summary>
    public Kinds GivenKindsAt(Requirement requirement, Location place)
    {
        var kinds = Kinds.None;
        foreach (var use in uses)
        {
            if (ReferenceEquals(use.Requirement, requirement) && IsAt(use.Call, place)) kinds |= use.Cell.Kinds & requirement.When;
        }

        return kinds;
    }

    private void Add(CircumstantialUse added)
    {
        for (var index = 0; index < uses.Count; index++)
        {
            var known = uses[index];
            if (known.Call != added.Call || known.Formal.Id != added.Formal.Id || !ReferenceEquals(known.Requirement, added.Requirement)) continue;
            uses[index] = new(known.Requirement, known.Call, known.Formal, known.Cell.Join(added.Cell));
            return;
        }

        uses.Add(added);
    }

    private static bool IsAt(SyntaxNode call, Location place) => call.SyntaxTree == place.SourceTree && call.Span == place.SourceSpan;
}
