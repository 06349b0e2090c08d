using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>
/// Goes through one body in the order in which it is written and keeps what its calls say of machines. What it does not follow it takes to
/// be unknown, and a machine that goes there to be open: nothing is said to be missing in it.
/// </summary>
internal sealed partial class TopologyWalker
{
    private readonly TopologyTypes types;
    private readonly IAssemblySymbol assembly;
    private readonly CancellationToken cancellation;
    private readonly List<MachineModel> machines = new();
    private readonly List<IOperation> nested = new();
    private readonly HashSet<ISymbol> captured = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> unstable = new(SymbolEqualityComparer.Default);
    private Dictionary<ISymbol, TopologyValue> state = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, int> declared = new(SymbolEqualityComparer.Default);
    private Guard? guard;
    private int order;

    public TopologyWalker(TopologyTypes types, IAssemblySymbol assembly, CancellationToken cancellation) =>
        (this.types, this.assembly, this.cancellation) = (types, assembly, cancellation);

    /// <summary>The machines that the body describes, in the order in which they appear.</summary>
    public IReadOnlyList<MachineModel> Machines => machines;

    /// <summary>The lambdas and local functions in the body, each a body of its own.</summary>
    public IReadOnlyList<IOperation> Nested => nested;

    /// <summary>Goes through a body.</summary>
    /// <param name="body">The operation; of a lambda or local function what it does.</param>
    /// <param name="method">The method it belongs to, if it does.</param>
    /// <returns>False if its jumps are not followed.</returns>
    public bool Run(IOperation body, IMethodSymbol? method)
    {
        foreach (var operation in body.Descendants())
        {
            if (operation is IBranchOperation { BranchKind: BranchKind.GoTo } or ILabeledOperation) return false;
            if (operation is IAnonymousFunctionOperation or ILocalFunctionOperation) NoteCaptures(operation);
            else if (Variable(operation) is { } symbol && IsAliased(operation)) unstable.Add(symbol);
        }

        if (method is not null)
        {
            foreach (var parameter in method.Parameters) Enter(parameter);
        }

        if (body is IBlockOperation or IMethodBodyBaseOperation) Execute(body);
        else Escape(Evaluate(body));
        return true;
    }

    // A machine or bus that a body is given has other parts too, which others describe.
    private void Enter(IParameterSymbol parameter)
    {
        var part = types.PartOf(parameter.Type);
        if (part is not (TopologyPart.Machine or TopologyPart.Bus)) return;
        var machine = new MachineModel(null) { IsOpen = true };
        machines.Add(machine);
        if (part == TopologyPart.Machine)
        {
            Set(parameter, TopologyValue.Of(machine));
            return;
        }

        var bus = new BusPart(machine, null) { IsAboveUnknown = true };
        machine.Buses.Add(bus);
        Set(parameter, TopologyValue.Of(bus));
    }

    private void NoteCaptures(IOperation function)
    {
        foreach (var operation in function.Descendants())
        {
            if (Variable(operation) is not { } symbol || IsWithin(symbol, function)) continue;
            captured.Add(symbol);
            if (IsWritten(operation)) unstable.Add(symbol);
        }
    }

    private static bool IsWithin(ISymbol symbol, IOperation function)
    {
        var owner = function switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            ILocalFunctionOperation local => local.Symbol,
            _ => null,
        };
        for (var current = symbol.ContainingSymbol; current is IMethodSymbol; current = current.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(current, owner)) return true;
        }

        return false;
    }

    private static ISymbol? Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static bool IsWritten(IOperation reference)
    {
        var child = reference;
        for (var parent = reference.Parent; parent is not null; (child, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case ITupleOperation or IConversionOperation or IDeclarationExpressionOperation:
                    continue;
                case IAssignmentOperation assignment:
                    return assignment.Target == child;
                case IIncrementOrDecrementOperation:
                    return true;
                case IArgumentOperation argument:
                    return argument.Parameter is not { RefKind: RefKind.None or RefKind.In };
                default:
                    return IsAliased(reference);
            }
        }

        return false;
    }

    private static bool IsAliased(IOperation reference) => reference.Parent
        is IAddressOfOperation
        or ISimpleAssignmentOperation { IsRef: true }
        or IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { RefKind: not RefKind.None } } };

    private TopologyValue Get(ISymbol symbol) => state.TryGetValue(symbol, out var value) ? value : TopologyValue.Unknown;

    private void Set(ISymbol symbol, TopologyValue value)
    {
        if (captured.Contains(symbol)) Escape(value);
        if (unstable.Contains(symbol) || !value.IsKnown) state.Remove(symbol);
        else state[symbol] = value;
    }

    private void Forget(ISymbol symbol)
    {
        Escape(Get(symbol));
        state.Remove(symbol);
    }

    /// <summary>A value goes where it is not followed.</summary>
    private static void Escape(TopologyValue value)
    {
        if (value.Machine is { } machine) machine.IsOpen = true;
    }

    private Dictionary<ISymbol, TopologyValue> Copy() => new(state, SymbolEqualityComparer.Default);

    /// <summary>Several ways, one of which is taken.</summary>
    private Way Fork(List<Func<Way>> ways)
    {
        var before = Copy();
        var outer = guard;
        var since = order;
        var breaks = false;
        var survivors = new List<Guard>();
        Dictionary<ISymbol, TopologyValue>? joined = null;
        foreach (var way in ways)
        {
            cancellation.ThrowIfCancellationRequested();
            state = new(before, SymbolEqualityComparer.Default);
            var branch = new Guard(outer);
            guard = branch;
            var ended = way();
            if (ended == Way.Falls) survivors.Add(branch);
            else branch.Ends = true;
            breaks |= ended == Way.Breaks;

            // What leaves a switch comes to the same place in the end.
            if (ended != Way.Ends) joined = joined is null ? state : Merge(joined, state, since);
        }

        guard = outer;
        state = joined ?? before;
        if (survivors.Count == 0) return breaks ? Way.Breaks : Way.Ends;
        if (survivors.Count < ways.Count) guard = survivors.Count == 1 ? survivors[0] : new Guard(outer);
        return Way.Falls;
    }

    // What was declared on the way cannot be named after it.
    private Dictionary<ISymbol, TopologyValue> Merge(
        Dictionary<ISymbol, TopologyValue> left, Dictionary<ISymbol, TopologyValue> right, int since)
    {
        var merged = new Dictionary<ISymbol, TopologyValue>(SymbolEqualityComparer.Default);
        foreach (var entry in left)
        {
            if (right.TryGetValue(entry.Key, out var other) && other.Equals(entry.Value)) merged.Add(entry.Key, entry.Value);
            else if (IsVisible(entry.Key, since)) Escape(entry.Value);
        }

        foreach (var entry in right)
        {
            if (!merged.ContainsKey(entry.Key) && IsVisible(entry.Key, since)) Escape(entry.Value);
        }

        return merged;
    }

    private bool IsVisible(ISymbol symbol, int since) => !declared.TryGetValue(symbol, out var at) || at < since;
}
