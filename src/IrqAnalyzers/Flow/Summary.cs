using System.Collections.Concurrent;
using IrqAnalyzers.Caching;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Rules;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Flow;

/// <summary>A requirement whose outcome depends on what a caller hands in.</summary>
internal sealed class ConditionalRequirement
{
    private Location? operation;
    private string? key;

    public ConditionalRequirement(Requirement requirement, AbstractObject formal, Cell cell, SyntaxNode call, bool atMostPossible, string? helper)
    {
        Requirement = requirement;
        Formal = formal;
        Cell = cell;
        Call = call;
        AtMostPossible = atMostPossible;
        Helper = helper;
    }

    public Requirement Requirement { get; }

    public AbstractObject Formal { get; }

    /// <summary>What is known of the object where the operation is.</summary>
    public Cell Cell { get; }

    /// <summary>The call of the operation.</summary>
    public SyntaxNode Call { get; }

    /// <summary>Where it is. Most are never reported, so that this and the key are made when somebody asks.</summary>
    public Location Operation => operation ??= Call.GetLocation();

    public string Key => key ??= FindingKey.OfCall(Requirement, Call);

    public bool AtMostPossible { get; }

    /// <summary>Flags of the method around that must have been so for the operation to be reached; <see langword="null"/> if there are none.</summary>
    public List<(ISymbol Flag, bool Value)>? Guards { get; set; }

    /// <summary>Whether two ask for the same flags.</summary>
    public bool HasGuardsOf(ConditionalRequirement other)
    {
        if (Guards is null || other.Guards is null || Guards.Count != other.Guards.Count) return Guards is null && other.Guards is null;
        for (var index = 0; index < Guards.Count; index++)
        {
            if (Guards[index].Value != other.Guards[index].Value || !SymbolEqualityComparer.Default.Equals(Guards[index].Flag, other.Guards[index].Flag)) return false;
        }

        return true;
    }

    /// <summary>The method that the operation is in.</summary>
    public string? Helper { get; }
}

/// <summary>One way in which a body ends normally.</summary>
internal sealed class Exit
{
    public Exit(Value result, State state, Value[]? parts = null)
    {
        Result = result;
        State = state;
        Parts = parts;
    }

    public Value Result { get; set; }

    public State State { get; }

    /// <summary>What is in the tuple that it gives; <see langword="null"/> if it gives none, or nothing is known of it.</summary>
    public Value[]? Parts { get; set; }

    /// <summary>What is in either of two tuples.</summary>
    public static Value[]? Join(Value[]? one, Value[]? other)
    {
        if (one is null || other is null || one.Length != other.Length) return null;
        var joined = new Value[one.Length];
        for (var index = 0; index < joined.Length; index++) joined[index] = one[index].Join(other[index]);
        return joined;
    }
}

/// <summary>What calling a body does, in terms of the objects that the caller hands in.</summary>
internal sealed class Summary
{
    public Summary(
        ObjectTable table, List<Exit> exits, List<ThrownExit> thrown, bool throwsUnforeseen, List<CapturedFlag> flags, List<ConditionalRequirement> requirements,
        List<Variable> assigned, List<AbstractObject> forgotten, List<(int Ordinal, Variable Variable)> givenBack, ulong selecting = 0)
    {
        Table = table;
        Exits = exits;
        Thrown = thrown;
        ThrowsUnforeseen = throwsUnforeseen;
        Flags = flags;
        Requirements = requirements;
        Assigned = assigned;
        Forgotten = forgotten;
        GivenBack = givenBack;
        Selecting = selecting;
        Merged = exits.Count == 0 ? null : Merge(exits);
    }

    public ObjectTable Table { get; }

    /// <summary>The exits, apart by what they return; none if the body never ends normally.</summary>
    public List<Exit> Exits { get; }

    /// <summary>Whether exits are apart by numbers or strings that they return, which a caller who does not ask for them need not know.</summary>
    public bool IsApartByNumbers => Exits.Count > 1 && Exits.Exists(static exit => exit.Result.Scalar is not null);

    /// <summary>The exits by exceptions that statements throw.</summary>
    public List<ThrownExit> Thrown { get; }

    /// <summary>Whether it calls code that is not followed, which may throw exceptions of the model's own.</summary>
    public bool ThrowsUnforeseen { get; }

    /// <summary>Whether it is that of a lambda or a local function.</summary>
    public bool IsInside { get; set; }

    /// <summary>Flags of the method around, if it is one inside another.</summary>
    public List<CapturedFlag> Flags { get; }

    /// <summary>
    /// All exits as one; <see langword="null"/> if there is none. Made once, with the summary: joining may add to the table, which callers
    /// on other threads read.
    /// </summary>
    public Exit? Merged { get; }

    public List<ConditionalRequirement> Requirements { get; }

    /// <summary>Members and captured variables that the body assigns.</summary>
    public List<Variable> Assigned { get; }

    /// <summary>Objects whose members somebody unknown may have assigned.</summary>
    public List<AbstractObject> Forgotten { get; }

    /// <summary>The facts of what a parameter holds that the body may change.</summary>
    public ulong ChangesOf(IParameterSymbol parameter)
    {
        for (var id = 0; Merged is not null && id < Table.ObjectCount; id++)
        {
            if (Table[id].Origin == ObjectOrigin.Variable && SymbolEqualityComparer.Default.Equals(Table[id].Symbol, parameter))
                return Merged.State.CellOf(id).ChangesFrom(Table[id].Initial);
        }

        return 0;
    }

    /// <summary>The parameters through which the caller gets something back.</summary>
    public List<(int Ordinal, Variable Variable)> GivenBack { get; }

    /// <summary>The parameters that select what the body does, a bit each.</summary>
    public ulong Selecting { get; }

    /// <summary>Whether it demands something of objects that it finds itself, of which nothing is known but where a system starts.</summary>
    public bool DependsOnStart { get; set; }

    /// <summary>The parameters that the body calls, or hands on to others that do, a bit each.</summary>
    public ulong Calling { get; set; }

    /// <summary>The members by whose values the body, or one that it calls, throws or does not; <see langword="null"/> if there is none.</summary>
    public HashSet<ISymbol>? Members { get; set; }

    /// <summary>Whether a caller has handed code in, whose variables it names.</summary>
    public bool HasCode { get; set; }

    /// <summary>Whether code that a caller hands in gets where it is not followed.</summary>
    public bool LosesCode { get; set; }

    /// <summary>Whether it calls methods of its receiver that derived classes override.</summary>
    public bool DependsOnType { get; set; }

    /// <summary>Whether what callers know selects what the body does.</summary>
    public bool IsSelected => Selecting != 0 || DependsOnStart || Calling != 0 || DependsOnType;

    /// <summary>The body, if it is selected and may be gone over once more for what callers know.</summary>
    public Body? Body { get; private set; }

    /// <summary>What is found in the body whoever calls it, if it may be gone over once more.</summary>
    public IReadOnlyList<Finding> Found { get; private set; } = Array.Empty<Finding>();

    private ConcurrentDictionary<Selection, BodyResult>? selected;

    public void AllowSelections(Body body, IReadOnlyList<Finding> found)
    {
        selected = new();
        Found = found;
        Body = body;
    }

    /// <summary>What the body does with some arguments. That depends on nothing else, so that whoever asks first makes no difference.</summary>
    public BodyResult? SelectedBy(Selection selection, Func<Selection, BodyResult> find) =>
        selected is null ? null : selected.TryGetValue(selection, out var known) ? known : selected.GetOrAdd(selection, find(selection));

    private static Exit Merge(List<Exit> all)
    {
        var merged = new Exit(all[0].Result, all[0].State.Clone(), all[0].Parts);
        for (var index = 1; index < all.Count; index++)
        {
            merged.Parts = Exit.Join(merged.Parts, all[index].Parts);
            merged.State.Join(all[index].State);
            merged.Result = merged.Result.Join(all[index].Result);
        }

        return merged;
    }
}

/// <summary>What the pass over a body gives: findings to report in it, and a summary for its callers.</summary>
internal sealed class BodyResult
{
    public BodyResult(
        IReadOnlyList<Finding> findings, Summary? summary, IReadOnlyList<Body> nested, string? incomplete, bool isFinal, int height,
        HashSet<BodyKey>? origins)
    {
        Findings = findings;
        Summary = summary;
        Nested = nested;
        Incomplete = incomplete;
        IsFinal = isFinal;
        Height = height;
        Origins = origins;
    }

    /// <summary>What is assumed at first of a call of a method that is under way: that it never comes back.</summary>
    public static BodyResult NeverReturns(ContractTable contracts) => new(
        Array.Empty<Finding>(), new(new(contracts), new(), new(), throwsUnforeseen: false, new(), new(), new(), new(), new()), Array.Empty<Body>(), incomplete: null, isFinal: true, height: 0, new());

    /// <summary>What comes of a call that changes nothing, and whose result is not known.</summary>
    public static BodyResult OfNothing(ContractTable contracts)
    {
        var table = new ObjectTable(contracts);
        var exit = new Exit(Value.Unknown, new State(table));
        return new(
            Array.Empty<Finding>(), new(table, new() { exit }, new(), throwsUnforeseen: false, new(), new(), new(), new(), new()), Array.Empty<Body>(), incomplete: null, isFinal: true, height: 0, new());
    }

    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Whether it calls itself, or something that does, near or far.</summary>
    public bool IsRecursive { get; set; }

    public Summary? Summary { get; }

    /// <summary>The lambdas and local functions in it, which are bodies of their own.</summary>
    public IReadOnlyList<Body> Nested { get; }

    /// <summary>Why the pass gave up; <see langword="null"/> if it did not.</summary>
    public string? Incomplete { get; }

    /// <summary>Whether a deeper look at its callees would give the same.</summary>
    public bool IsFinal { get; }

    /// <summary>How deep its calls go; a look that is not as deep must not see more.</summary>
    public int Height { get; }

    /// <summary>The other bodies that it comes from; <see langword="null"/> if the same bodies may give something else next time.</summary>
    public HashSet<BodyKey>? Origins { get; private set; }

    /// <summary>The same as what is taken to come of a call while the method is under way; such a call goes no deeper.</summary>
    public BodyResult AsAssumed() => new(Array.Empty<Finding>(), Summary, Array.Empty<Body>(), Incomplete, IsFinal, height: 0, Origins);

    /// <summary>The same with more findings.</summary>
    public BodyResult With(IReadOnlyList<Finding> findings) => new(findings, Summary, Nested, Incomplete, IsFinal, Height, Origins) { IsRecursive = IsRecursive };

    /// <summary>What a call of it does is unknown.</summary>
    public BodyResult AsUnknown() => new(Array.Empty<Finding>(), summary: null, Array.Empty<Body>(), Incomplete, isFinal: false, height: 0, Origins);

    /// <summary>The same, known to come from what another look has seen too.</summary>
    public BodyResult After(BodyResult earlier)
    {
        if (earlier.Origins is null) Origins = null;
        else Origins?.UnionWith(earlier.Origins);
        IsRecursive |= earlier.IsRecursive;
        return this;
    }
}
