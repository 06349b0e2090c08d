using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Summaries;

/// <summary>
/// The ways in which a body ends, normally or by an exception. Exits stay apart where a caller can tell them apart: by the Boolean, null or number that
/// they return or give back. Exits that look the same to callers are joined.
/// </summary>
internal sealed class ExitSet
{
    /// <summary>Exits that differ only in what parameters give back stay apart as long as there are no more than that.</summary>
    private const int MaximumExits = 4;

    /// <summary>More types of exceptions than that are not told apart.</summary>
    private const int MaximumThrown = 4;

    private readonly SummaryBuilder summary;
    private readonly ObjectTable table;
    private readonly Partition partition;
    private readonly List<Exit> returned = new();
    private List<(Thrown What, StateSet<State> States)>? thrown;

    public ExitSet(SummaryBuilder summary, Body body, ObjectTable table, Partition partition)
    {
        this.summary = summary;
        this.table = table;
        this.partition = partition;
        GivenBack = FindGivenBack(body, table);
    }

    /// <summary>The normal exits.</summary>
    public List<Exit> Returned => returned;

    /// <summary>The parameters through which a caller gets something back: those by reference.</summary>
    public List<(int Ordinal, Variable Variable)> GivenBack { get; }

    /// <summary>Adds an exit, or joins it into one that gives the same; into one of the same sign once there are many.</summary>
    public void Add(Exit left)
    {
        for (var index = returned.Count - 1; index >= 0; index--)
        {
            var exit = returned[index];
            if (exit.Result.Boolean != left.Result.Boolean || exit.Result.IsNull != left.Result.IsNull || !LooksTheSame(exit, left)) continue;
            var areApart = Scalar.AreApart(exit.Result.Scalar, left.Result.Scalar);
            if (returned.Count < MaximumExits
                ? areApart || !GivesSame(exit.State, left.State)
                : areApart && exit.Result.Scalar!.Sign != left.Result.Scalar!.Sign)
            {
                continue;
            }

            returned.RemoveAt(index);
            left.Result = UnifyResults(exit, left);
            exit.State.Join(left.State);
            Add(new(exit.Result.Join(left.Result), exit.State, Exit.Join(exit.Parts, left.Parts)));
            return;
        }

        returned.Add(new(left.Result, left.State.Clone(), left.Parts));
    }

    /// <summary>Adds a state in which an exception leaves the body.</summary>
    public void AddThrown(Thrown what, State left)
    {
        thrown ??= new();
        foreach (var (known, states) in thrown)
        {
            if (!known.Equals(what)) continue;
            states.Add(left.Clone());
            return;
        }

        if (thrown.Count >= MaximumThrown && !ReferenceEquals(what, Thrown.Anything))
        {
            left.Thrown = Thrown.Anything;
            AddThrown(Thrown.Anything, left);
            return;
        }

        var added = new StateSet<State>(partition);
        added.Add(left.Clone());
        thrown.Add((what, added));
    }

    /// <summary>
    /// If all paths through the body end in one exit, one of them was taken, regardless of the tests on the way: the exit is as sure as the call.
    /// </summary>
    public void Settle()
    {
        if (returned.Count == 1 && thrown is null) returned[0].State.Settle();
    }

    /// <summary>For each exception that leaves the body one exit for the definite paths and one for those that are only possible.</summary>
    public List<ThrownExit> MergeThrown()
    {
        var all = new List<ThrownExit>();
        if (thrown is null) return all;
        foreach (var (what, states) in thrown)
        {
            State? sure = null;
            State? doubtful = null;
            foreach (var one in states.States)
            {
                ref var joined = ref one.IsDoubtful ? ref doubtful : ref sure;
                if (joined is null) joined = one.Clone();
                else joined.Join(one);
            }

            if (sure is not null) all.Add(new(what, sure));
            if (doubtful is not null) all.Add(new(what, doubtful));
        }

        return all;
    }

    private static List<(int Ordinal, Variable Variable)> FindGivenBack(Body body, ObjectTable table)
    {
        var given = new List<(int, Variable)>();
        if (body.Method is not { } method) return given;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind is RefKind.Ref or RefKind.Out) given.Add((parameter.Ordinal, table.VariableOf(parameter)));
        }

        return given;
    }

    private bool GivesSame(State one, State other)
    {
        foreach (var (_, variable) in GivenBack)
        {
            var mine = one.ValueOf(variable);
            var theirs = other.ValueOf(variable);
            if ((mine?.Boolean ?? Tri.Unknown) != (theirs?.Boolean ?? Tri.Unknown) || (mine?.IsNull ?? Tri.Unknown) != (theirs?.IsNull ?? Tri.Unknown))
            {
                return false;
            }

            if (!Scalar.IsSameValue(mine?.Scalar, theirs?.Scalar)) return false;
        }

        foreach (var flag in summary.Flags)
        {
            if (!Equals(one.ValueOf(flag.Variable), other.ValueOf(flag.Variable)) || !Equals(one.ValueOf(flag.AtEntry), other.ValueOf(flag.AtEntry)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether a caller that looks into the result sees the same: flags, numbers and nulls in tuples, and in the members of what the body made. It matters
    /// only while there are few exits.
    /// </summary>
    private bool LooksTheSame(Exit one, Exit other)
    {
        if (one.Parts is null != other.Parts is null) return returned.Count >= MaximumExits;
        if (one.Parts is { } parts && other.Parts is { } others && parts.Length == others.Length)
        {
            for (var index = 0; index < parts.Length; index++)
            {
                if (!LooksTheSame(parts[index], others[index])) return returned.Count >= MaximumExits;
            }
        }

        if (AreOfOtherTypes(one.Result, other.Result) || (MadeBy(one) is null != MadeBy(other) is null && one.Result.Objects.Length > 0 && other.Result.Objects.Length > 0))
        {
            return returned.Count >= MaximumExits;
        }

        if (MadeBy(one) is not { } mine || MadeBy(other) is not { } theirs || (ReferenceEquals(mine, theirs) && ReferenceEquals(one.State, other.State)))
        {
            return true;
        }

        if (!SymbolEqualityComparer.Default.Equals(mine.Type, theirs.Type)) return returned.Count >= MaximumExits;
        for (var index = 0; index < other.State.ValueCount; index++)
        {
            if (table.VariableAt(index) is not { IsMember: true, Symbol: { } member, Owner: { } owner } held || owner.Id != theirs.Id) continue;
            if (!LooksTheSame(one.State.ValueOf(table.VariableOf(mine, member)), other.State.ValueOf(held))) return returned.Count >= MaximumExits;
        }

        return true;
    }

    // Which of several strategies is given decides what is run next.
    private bool AreOfOtherTypes(Value one, Value other)
    {
        if (one.Objects.Length == 0 || other.Objects.Length == 0) return false;
        foreach (var id in one.Objects)
        {
            foreach (var otherId in other.Objects)
            {
                if (SymbolEqualityComparer.Default.Equals(table[id].Type, table[otherId].Type)) return false;
            }
        }

        return true;
    }

    private static bool LooksTheSame(Value? one, Value? other) =>
        (one?.Boolean ?? Tri.Unknown) == (other?.Boolean ?? Tri.Unknown) && (one?.IsNull ?? Tri.Unknown) == (other?.IsNull ?? Tri.Unknown)
        && !Scalar.AreApart(one?.Scalar, other?.Scalar);

    private AbstractObject? MadeBy(Exit exit) =>
        exit.Result.Single is >= 0 and var id && table[id] is { Origin: ObjectOrigin.Site, Handle: null, IsSummary: false } made ? made : null;

    /// <summary>Two exits that look the same return objects of different allocation sites: the members of the one become members of the other.</summary>
    private Value UnifyResults(Exit known, Exit left)
    {
        if (MadeBy(known) is not { } name || MadeBy(left) is not { } made || ReferenceEquals(name, made)) return left.Result;
        if (!SymbolEqualityComparer.Default.Equals(name.Type, made.Type)) return left.Result;
        for (var index = left.State.ValueCount - 1; index >= 0; index--)
        {
            if (table.VariableAt(index) is not { IsMember: true, Symbol: { } member, Owner: { } owner } held || owner.Id != made.Id) continue;
            var alike = table.VariableOf(name, member);
            left.State.Set(alike, left.State.ValueOf(held));
            summary.AddAssigned(alike);
        }

        return Value.Of(name.Id, left.Result.IsNull);
    }
}
