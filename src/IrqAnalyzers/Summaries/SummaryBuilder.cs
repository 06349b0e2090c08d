using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Summaries;

/// <summary>
/// Collects what callers need to know of a body while the body is analyzed. Transfer functions only add to it; what is added stays, so that a visit on
/// the way to the fixpoint may add more than the body does, never less.
/// </summary>
internal sealed class SummaryBuilder
{
    /// <summary>Selecting members beyond the first are treated as unknown: each multiplies the contexts in which a method is analyzed.</summary>
    private const int MaximumSelectingMembers = 2;

    private readonly ObjectTable table;
    private readonly List<ConditionalRequirement> requirements = new();
    private readonly List<Variable> assigned = new();
    private readonly List<AbstractObject> forgotten = new();
    private HashSet<ISymbol>? decidingMembers;
    private readonly List<(Requirement Requirement, int Formal, string Key)> late = new();
    private readonly List<SelectingMember> selectingMembers = new();
    private ulong selecting;
    private ulong calling;
    private bool reachedDepth;
    private bool callsRecursion;
    private int height;

    /// <summary>The bodies that the result comes from; <see langword="null"/> if the same bodies may give another result next time.</summary>
    private HashSet<BodyKey>? origins = new();

    public SummaryBuilder(Body body, ObjectTable table, Partition partition)
    {
        this.table = table;
        Exits = new(this, body, table, partition);
    }

    /// <summary>Which operations that are wrong under a circumstance the body gets to.</summary>
    public Reach Reach { get; } = new();

    /// <summary>How the body ends.</summary>
    public ExitSet Exits { get; }

    /// <summary>The flags of the method around a lambda or a local function, whose values at the call are part of the summary.</summary>
    public List<CapturedFlag> Flags { get; } = new();

    /// <summary>Whether the body is an iterator: it runs only when its caller asks for more, and has no summary.</summary>
    public bool IsIterator { get; set; }

    /// <summary>Whether the body calls code that is not followed and may throw exceptions of the model's own.</summary>
    public bool ThrowsUnforeseen { get; set; }

    /// <summary>Whether code that a caller hands in gets where it is not followed.</summary>
    public bool LosesCode { get; set; }

    /// <summary>Whether the body demands something of objects that it finds, of which more is known while the system is starting.</summary>
    public bool DependsOnStart { get; set; }

    /// <summary>Whether the body calls methods of its receiver that derived classes override.</summary>
    public bool DependsOnType { get; set; }

    /// <summary>Adds a member or a captured variable that the body assigns.</summary>
    public void AddAssigned(Variable variable)
    {
        if (!assigned.Contains(variable)) assigned.Add(variable);
    }

    /// <summary>Adds an object whose members unknown code may assign.</summary>
    public void AddForgotten(AbstractObject @object)
    {
        if (@object.IsFormal && !forgotten.Contains(@object)) forgotten.Add(@object);
    }

    /// <summary>A parameter whose value selects what the body does.</summary>
    public void AddSelecting(IParameterSymbol parameter)
    {
        if (parameter.Ordinal < 64) selecting |= 1UL << parameter.Ordinal;
    }

    /// <summary>A flag or a number in a member of the receiver or of a parameter, whose value at the call selects what the body does.</summary>
    public void AddSelecting(AbstractObject owner, ISymbol member, Scalar? range)
    {
        if (owner.Origin is not (ObjectOrigin.This or ObjectOrigin.Variable)) return;
        foreach (var known in selectingMembers)
        {
            if (known.Owner.Id != owner.Id || !SymbolEqualityComparer.Default.Equals(known.Member, member)) continue;
            known.AddRange(range);
            return;
        }

        selectingMembers.Add(new(owner, member, range));
    }

    /// <summary>A parameter whose delegate the body calls, or passes on to others that do.</summary>
    public void AddCalling(IParameterSymbol parameter)
    {
        if (parameter.Ordinal < 64) calling |= 1UL << parameter.Ordinal;
    }

    /// <summary>
    /// Adds a requirement that the caller has to meet. A method that calls itself demands the same again, and demands it of what its parameter leads to:
    /// neither is added.
    /// </summary>
    public void AddRequirement(ConditionalRequirement added)
    {
        foreach (var known in requirements)
        {
            if (!ReferenceEquals(known.Requirement, added.Requirement) || known.Call != added.Call) continue;
            if (added.Formal.IsFarAlong) return;
            if (known.Formal.Id == added.Formal.Id && known.Cell.Equals(added.Cell) && known.AtMostPossible == added.AtMostPossible && known.HasGuardsOf(added))
            {
                return;
            }
        }

        requirements.Add(added);
    }

    /// <summary>What a requirement asks of an object is brought about only afterwards.</summary>
    public void AddLate(Requirement requirement, AbstractObject formal, string key)
    {
        if (!late.Exists(known => ReferenceEquals(known.Requirement, requirement) && known.Formal == formal.Id && known.Key == key))
        {
            late.Add((requirement, formal.Id, key));
        }
    }

    /// <summary>What the summary of a callee says of the summary of its caller.</summary>
    public void AddCallee(Summary callee)
    {
        if (callee.Members is { } members) (decidingMembers ??= new(SymbolEqualityComparer.Default)).UnionWith(members);
        DependsOnStart |= callee.DependsOnStart;
    }

    /// <summary>A callee was analyzed: what its result depends on this one depends on.</summary>
    public void AddCallee(BodyResult callee)
    {
        reachedDepth |= !callee.IsFinal;
        callsRecursion |= callee.IsRecursive;
        height = Math.Max(height, callee.Height + 1);
    }

    /// <summary>A callee was not analyzed, because calls are not followed any deeper.</summary>
    public void ReachDepth() => reachedDepth = true;

    /// <summary>The result depends on a body, and on what that one depends on.</summary>
    public void AddOrigin(BodyKey? key, BodyResult? result)
    {
        if (origins is null) return;
        if (key is { } body) origins.Add(body);
        if (result is not null) AddOrigins(result);
    }

    /// <summary>The result depends on the bodies that another result depends on.</summary>
    public void AddOrigins(BodyResult result)
    {
        if (result.Origins is null) origins = null;
        else origins?.UnionWith(result.Origins);
    }

    /// <summary>The result depends on bodies that are not known.</summary>
    public void LoseOrigins() => origins = null;

    /// <summary>The summary; <see langword="null"/> if there is none, so that callers know nothing.</summary>
    /// <param name="body">The body.</param>
    /// <param name="tested">What the body tests.</param>
    /// <param name="hasCode">Whether a caller has handed code in.</param>
    public Summary? Build(Body body, TestedSymbols tested, bool hasCode)
    {
        foreach (var (requirement, formal, key) in late)
        {
            foreach (var conditional in requirements)
            {
                if (ReferenceEquals(conditional.Requirement, requirement) && conditional.Formal.Id == formal && conditional.Key == key)
                {
                    conditional.IsMetLater = true;
                }
            }
        }

        selectingMembers.Sort(SelectingMember.Compare);
        if (selectingMembers.Count > MaximumSelectingMembers)
        {
            selectingMembers.RemoveRange(MaximumSelectingMembers, selectingMembers.Count - MaximumSelectingMembers);
        }

        Exits.Settle();
        var summary = new Summary(
            table, Exits.Returned, Exits.MergeThrown(), ThrowsUnforeseen, Flags, requirements, assigned, forgotten, Exits.GivenBack, selecting)
        {
            IsInside = body.Outer is not null,
            DependsOnStart = DependsOnStart,
            Calling = calling,
            DependsOnType = DependsOnType,
            IsIterator = IsIterator,
            LosesCode = LosesCode,
            HasCode = hasCode,
            SelectingMembers = selectingMembers,
            Uses = Reach.Uses,
        };

        // The members by which the body, or a callee, throws or does not.
        if (!summary.Thrown.Exists(static exit => exit.State.DependsOnFlags)) return summary;
        tested.AddMembers(ref decidingMembers);
        summary.Members = decidingMembers;
        return summary;
    }

    /// <summary>The result of the analysis.</summary>
    /// <param name="findings">What is found in the body.</param>
    /// <param name="summary">What callers need to know; <see langword="null"/> if that is nothing.</param>
    /// <param name="nested">The lambdas and local functions in it.</param>
    /// <param name="incomplete">Why the analysis was abandoned; <see langword="null"/> if it was not.</param>
    /// <param name="isRepeatable">Whether the same bodies give the same result every time.</param>
    public BodyResult Finish(IReadOnlyList<Checks.Finding> findings, Summary? summary, IReadOnlyList<Body> nested, string? incomplete, bool isRepeatable) =>
        new(findings, summary, nested, incomplete, isFinal: !reachedDepth, height, isRepeatable ? origins : null)
        {
            IsRecursive = callsRecursion,
            Reach = Reach,
        };
}
