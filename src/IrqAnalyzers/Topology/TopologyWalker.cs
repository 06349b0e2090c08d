using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>
/// Goes through one body in the order in which it runs, into what it calls and round by round through loops over constants, and keeps what its
/// calls say about machines. Code that it does not follow is unknown, and a machine that escapes to it is open: no part of it is reported as missing.
/// </summary>
internal sealed class TopologyWalker
{
    private readonly Statements statements;
    private readonly Expressions expressions;
    private readonly List<IOperation> nested = new();
    private readonly HashSet<ISymbol> captured = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> unstable = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, int> declared = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, ILocalFunctionOperation> locals = new(SymbolEqualityComparer.Default);
    private readonly CancellationToken cancellation;
    private int steps;

    public TopologyWalker(TopologyContext context, WalkLimits limits, CancellationToken cancellation)
    {
        Context = context;
        Limits = limits;
        this.cancellation = cancellation;
        Frame = new(null, null, TopologyValue.Unknown);
        Calls = new(this);
        Assignments = new(this);
        expressions = new(this);
        statements = new(this);
    }

    public TopologyContext Context { get; }

    public WalkLimits Limits { get; }

    public CancellationToken Cancellation => cancellation;

    /// <summary>The static field or property whose initializer is evaluated, and those whose initializers ask for it.</summary>
    public IReadOnlyList<ISymbol> Initializing { get; set; } = Array.Empty<ISymbol>();

    public Calls Calls { get; }

    public Assignments Assignments { get; }

    public Memory Memory { get; set; } = new();

    public Frame Frame { get; set; }

    public Guard? Guard { get; set; }

    /// <summary>The place of the next thing in the order of what the body does.</summary>
    public int Order { get; set; }

    /// <summary>The machines that the body describes, in the order in which they appear.</summary>
    public List<MachineModel> Machines { get; } = new();

    /// <summary>The methods that it went into.</summary>
    public HashSet<IMethodSymbol> Followed { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Whether it gave up because there was too much to follow.</summary>
    public bool IsExhausted => steps > Limits.Steps;

    /// <summary>The lambdas and local functions in the body that were not followed, each a body of its own.</summary>
    public IEnumerable<IOperation> Nested => nested.Where(inner => inner is not ILocalFunctionOperation local || !Followed.Contains(local.Symbol));

    /// <summary>Goes through a body.</summary>
    /// <param name="body">The operation; of a lambda or local function what it does.</param>
    /// <param name="method">The method it belongs to, if it does.</param>
    /// <returns>False if its jumps are not followed.</returns>
    public bool Run(IOperation body, IMethodSymbol? method)
    {
        var notes = new BodyNotes(body);
        if (notes.HasJumps) return false;
        Note(notes);
        if (body.Parent is IConstructorBodyOperation && method is { MethodKind: MethodKind.Constructor, IsStatic: false })
        {
            Calls.Objects.Run(method, body);
            return true;
        }

        Frame = new(null, method, TopologyValue.Unknown);
        if (method is not null)
        {
            foreach (var parameter in method.Parameters) Enter(parameter);
        }

        if (body is IBlockOperation or IMethodBodyBaseOperation) Execute(body);
        else Escape(Evaluate(body));
        return true;
    }

    public Way Execute(IOperation? statement)
    {
        cancellation.ThrowIfCancellationRequested();
        steps++;
        return IsExhausted ? Way.Ends : statements.Execute(statement);
    }

    public TopologyValue Evaluate(IOperation? expression)
    {
        steps++;
        return IsExhausted ? TopologyValue.Unknown : expressions.Evaluate(expression);
    }

    /// <summary>Takes over what is to be known of a body that is gone into.</summary>
    public void Note(BodyNotes notes)
    {
        captured.UnionWith(notes.Captured);
        unstable.UnionWith(notes.Unstable);
        foreach (var local in notes.Locals) locals[local.Key] = local.Value;
    }

    /// <summary>A lambda or local function of the body.</summary>
    public void Nest(IOperation function)
    {
        if (Frame.Depth == 0) nested.Add(function);
    }

    public ILocalFunctionOperation? LocalFunction(IMethodSymbol symbol) => locals.TryGetValue(symbol, out var local) ? local : null;

    /// <summary>The local functions that run where they are called.</summary>
    public IEnumerable<ILocalFunctionOperation> LocalFunctions => locals.Values;

    // A machine or bus that a body is given has other parts too, which others describe.
    public void Enter(IParameterSymbol parameter)
    {
        var part = Context.Types.PartOf(parameter.Type);
        if (part is not (TopologyPart.Machine or TopologyPart.Bus)) return;
        var machine = new MachineModel(null) { IsOpen = true };
        Machines.Add(machine);
        if (part == TopologyPart.Machine)
        {
            Set(parameter, TopologyValue.Of(machine));
            return;
        }

        var bus = new BusPart(machine, null) { IsAboveUnknown = true };
        machine.Buses.Add(bus);
        Set(parameter, TopologyValue.Of(bus));
    }

    public void Declare(ISymbol symbol, TopologyValue value)
    {
        declared[symbol] = Order++;
        Set(symbol, value);
    }

    public void Set(ISymbol symbol, TopologyValue value)
    {
        value = Stored(value);
        if (captured.Contains(symbol)) Escape(value);
        Memory.Set(symbol, unstable.Contains(symbol) ? TopologyValue.Unknown : value);
    }

    public void Forget(ISymbol symbol)
    {
        Escape(Memory.Get(symbol));
        Memory.Set(symbol, TopologyValue.Unknown);
    }

    /// <summary>A value goes where it is not followed.</summary>
    public void Escape(TopologyValue value) => Memory.Escape(value);

    /// <summary>A structure is copied where it is stored.</summary>
    public TopologyValue Stored(TopologyValue value)
    {
        if (value.Content is not HeapObject { IsCopied: true } original || Memory.In(value) is not { } contents) return value;
        var copy = new HeapObject(original.Type);
        Memory.Put(copy, contents);
        return TopologyValue.Of(copy);
    }

    /// <summary>A new object.</summary>
    public TopologyValue Create(ITypeSymbol type, Contents contents)
    {
        var created = new HeapObject(type);
        Memory.Put(created, contents);
        return TopologyValue.Of(created);
    }

    public Guard NewGuard(Guard? outer, bool isLoop = false) => new(outer, isLoop, Frame.IsOneOfSeveral);

    /// <summary>Several ways, one of which is taken.</summary>
    public Way Fork(List<Func<Way>> ways)
    {
        var before = Memory;
        var outer = Guard;
        var since = Order;
        var breaks = false;
        var survivors = new List<Guard>();
        Memory? joined = null;
        foreach (var way in ways)
        {
            cancellation.ThrowIfCancellationRequested();
            Memory = before.Copy();
            var branch = NewGuard(outer);
            Guard = branch;
            var ended = way();
            if (ended == Way.Falls) survivors.Add(branch);
            else branch.Ends = true;
            breaks |= ended == Way.Breaks;

            // What leaves a switch comes to the same place in the end.
            if (ended != Way.Ends) joined = joined is null ? Memory : Merge(joined, Memory, since);
        }

        Guard = outer;
        Memory = joined ?? before;
        if (survivors.Count == 0) return breaks ? Way.Breaks : Way.Ends;
        if (survivors.Count < ways.Count) Guard = survivors.Count == 1 ? survivors[0] : NewGuard(outer);
        return Way.Falls;
    }

    // What was declared on the way cannot be named after it.
    public Memory Merge(Memory left, Memory right, int since) =>
        Memory.Merge(left, right, symbol => !declared.TryGetValue(symbol, out var at) || at < since);

    public TopologyValue Join(List<Func<TopologyValue>> ways)
    {
        TopologyValue? joined = null;
        Fork(ways.ConvertAll<Func<Way>>(expression => () =>
        {
            var value = expression();
            joined = joined is { } before ? Common(before, value) : value;
            return Way.Falls;
        }));
        return joined ?? TopologyValue.Unknown;
    }

    /// <summary>What is either of two values.</summary>
    public TopologyValue Common(TopologyValue left, TopologyValue right)
    {
        if (left.Equals(right)) return left;
        Escape(left);
        Escape(right);
        return TopologyValue.Unknown;
    }

    public void Perhaps(Action part) => Fork(new()
    {
        () =>
        {
            part();
            return Way.Falls;
        },
        static () => Way.Falls,
    });
}
