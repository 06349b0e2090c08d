using IrqAnalyzers.Contracts;
using System.Collections.Concurrent;
using IrqAnalyzers.Checks;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Summaries;

/// <summary>
/// What calling a body does, in terms of its formals: the receiver, parameters, captured variables and the members that they lead to.
/// </summary>
internal sealed class Summary
{
    public Summary(
        ObjectTable table, List<Exit> exits, List<ThrownExit> thrown, bool throwsUnforeseen, List<CapturedFlag> flags,
        List<ConditionalRequirement> requirements, List<Variable> assigned, List<AbstractObject> forgotten,
        List<(int Ordinal, Variable Variable)> givenBack, ulong selecting = 0)
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

    /// <summary>The operations on parameters that are wrong under a circumstance.</summary>
    public IReadOnlyList<CircumstantialUse> Uses { get; set; } = Array.Empty<CircumstantialUse>();

    /// <summary>Members and captured variables that the body assigns.</summary>
    public List<Variable> Assigned { get; }

    /// <summary>Objects whose members unknown code may have assigned.</summary>
    public List<AbstractObject> Forgotten { get; }

    /// <summary>The facts of what a parameter holds that the body may change.</summary>
    public FactMask ChangesOf(IParameterSymbol parameter)
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

    /// <summary>The parameters whose values decide what the body does, a bit each: a caller that knows them gets a summary of its own.</summary>
    public ulong Selecting { get; }

    /// <summary>Whether it demands something of objects that it finds itself, of which nothing is known but where a system starts.</summary>
    public bool DependsOnStart { get; set; }

    /// <summary>The parameters that the body calls, or passes on to others that do, a bit each.</summary>
    public ulong Calling { get; set; }

    /// <summary>The members by whose values the body, or one that it calls, throws or does not; <see langword="null"/> if there is none.</summary>
    public HashSet<ISymbol>? Members { get; set; }

    /// <summary>Whether a caller has handed code in, whose variables it names.</summary>
    public bool HasCode { get; set; }

    /// <summary>Whether code that a caller hands in gets where it is not followed.</summary>
    public bool LosesCode { get; set; }

    /// <summary>Whether the body is an iterator: it runs while its caller enumerates what it gives.</summary>
    public bool IsIterator { get; set; }

    /// <summary>Whether it calls methods of its receiver that derived classes override.</summary>
    public bool DependsOnType { get; set; }

    /// <summary>The members of the receiver and of parameters whose values decide what the body does.</summary>
    public List<SelectingMember> SelectingMembers { get; set; } = new();

    /// <summary>Whether what callers know selects what the body does.</summary>
    public bool IsSelected => Selecting != 0 || SelectingMembers.Count > 0 || DependsOnStart || Calling != 0 || DependsOnType;

    /// <summary>Whether it is made for any caller, and not for what one of them knows.</summary>
    public bool IsForAnyCaller { get; set; }

    /// <summary>The body, if it may be analyzed again for what a caller knows (its call context).</summary>
    public Body? Body { get; private set; }

    /// <summary>The findings that do not depend on the caller.</summary>
    public IReadOnlyList<Finding> Found { get; private set; } = Array.Empty<Finding>();

    private ConcurrentDictionary<Selection, BodyResult>? selected;

    public void AllowSelections(Body body, IReadOnlyList<Finding> found)
    {
        selected = new();
        Found = found;
        Body = body;
    }

    /// <summary>The summary of the body for some arguments. It depends on nothing else, so the order of requests makes no difference.</summary>
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
