using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Flags of the method around a lambda or a local function. What they were when it was called, which its tests ask for, and what they
/// are when it ends are part of what it does: the caller knows the one and takes over the other.
/// </summary>
internal sealed class CapturedFlags(BodyContext context, Cursor at, Heap heap, Assignments assignments, Refinement refinement)
{
    private readonly Body body = context.Body;
    private readonly SummaryBuilder builder = context.Builder;
    private readonly CancellationToken cancellation = context.Cancellation;
    private readonly ObjectTable table = context.Table;
    private readonly TestedSymbols tested = context.Tested;

    private const int MaximumCapturedFlags = 4;

    public void EnterCapturedFlags(State entry)
    {
        foreach (var local in body.Graph.LocalFunctions) NoteFlagsOf(body.Graph.GetLocalFunctionControlFlowGraph(local, cancellation), local);
        if (body is not { Outer: not null, Method: { } method }) return;
        var flags = FlagsIn(body.Graph, method);
        if (flags.Count is 0 or > MaximumCapturedFlags) return;
        foreach (var symbol in flags)
        {
            var flag = new CapturedFlag(symbol, table.VariableOf(symbol), table.AddTemporary());
            builder.Flags.Add(flag);
            entry.Set(flag.AtEntry, Value.Free);
            entry.Set(flag.Variable, Value.OfTruth(Condition.OfBool(flag.AtEntry.Id)));
            tested.Note(symbol);
        }
    }

    /// <summary>What a lambda or a local function tests is tested where it is called.</summary>
    public void NoteFlagsOf(ControlFlowGraph graph, IMethodSymbol method)
    {
        foreach (var symbol in FlagsIn(graph, method)) tested.Note(symbol);
    }

    private List<ISymbol> FlagsIn(ControlFlowGraph graph, IMethodSymbol method)
    {
        var flags = new List<ISymbol>();
        Collect(graph, method, flags, new(SymbolEqualityComparer.Default) { method });
        return flags;
    }

    private void Collect(ControlFlowGraph graph, IMethodSymbol method, List<ISymbol> flags, HashSet<ISymbol> gone)
    {
        foreach (var visited in graph.Blocks)
        {
            foreach (var operation in visited.Operations) Collect(operation, method, flags, gone);
            if (visited.BranchValue is { } value) Collect(value, method, flags, gone);
        }
    }

    private void Collect(IOperation within, IMethodSymbol method, List<ISymbol> flags, HashSet<ISymbol> gone)
    {
        foreach (var operation in within.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } called })
            {
                if (gone.Add(called.OriginalDefinition) && body.LocalFunction(called.OriginalDefinition, cancellation) is { } local) Collect(local.Graph, method, flags, gone);
                continue;
            }

            if (FlagOf(operation) is not { } symbol || !IsAround(symbol, method)) continue;
            if (!flags.Exists(known => SymbolEqualityComparer.Default.Equals(known, symbol))) flags.Add(symbol);
        }
    }

    private static ISymbol? FlagOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Type.SpecialType: SpecialType.System_Boolean, Local: { IsRef: false, IsConst: false } local } => local,
        IParameterReferenceOperation { Type.SpecialType: SpecialType.System_Boolean, Parameter: { RefKind: RefKind.None } parameter } => parameter,
        _ => null,
    };

    private static bool IsAround(ISymbol symbol, IMethodSymbol method)
    {
        for (var around = method.ContainingSymbol; around is IMethodSymbol; around = around.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, around)) return true;
        }

        return false;
    }

    public bool IsCapturedFlag(IOperation test) =>
        FlagOf(test) is { } symbol && builder.Flags.Exists(flag => SymbolEqualityComparer.Default.Equals(flag.Symbol, symbol));

    // Whether a test asks for nothing of the method around but a flag that the caller is asked for.
    public bool AsksCaller(IOperation? test)
    {
        if (builder.Flags.Count == 0) return false;
        while (test is IConversionOperation { OperatorMethod: null } or IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } or IParenthesizedOperation)
            test = test is IConversionOperation conversion ? conversion.Operand : test is IUnaryOperation unary ? unary.Operand : ((IParenthesizedOperation)test).Operand;
        if (test is null || FlagOf(test) is not { } symbol || heap.IsLoose(symbol)) return false;
        foreach (var flag in builder.Flags)
        {
            if (!SymbolEqualityComparer.Default.Equals(flag.Symbol, symbol)) continue;
            return at.State.ValueOf(flag.Variable) is { } value && (value.Boolean != Tri.Unknown || (value.Truth is { Kind: ConditionKind.Bool } truth && truth.Target == flag.AtEntry.Id));
        }

        return false;
    }

    // While it waits the method around goes on. A flag may be what it was, and often is.
    public void ForgetCapturedFlags()
    {
        foreach (var flag in builder.Flags)
        {
            var isLossy = FlagNow(flag.Symbol) is { Boolean: not Tri.Unknown } or { IsLossy: true };
            at.State.Assign(flag.Variable, isLossy ? Value.Unknown : Value.Free);
        }
    }

    /// <summary>The flags that must have been so when the body was called; <see langword="null"/> if that is of no account.</summary>
    public List<(ISymbol Flag, bool Value)>? Guards() => GuardsOf(builder.Flags, at.State);

    private static List<(ISymbol Flag, bool Value)>? GuardsOf(List<CapturedFlag> flags, State at)
    {
        List<(ISymbol, bool)>? guards = null;
        foreach (var flag in flags)
        {
            if (at.ValueOf(flag.AtEntry) is { Boolean: not Tri.Unknown and var known }) (guards ??= new()).Add((flag.Symbol, known == Tri.True));
        }

        return guards;
    }

    /// <summary>Goes on with flags as a callee needs them; tells whether they can be so.</summary>
    public bool Enter(List<(ISymbol Flag, bool Value)> guards)
    {
        foreach (var (symbol, value) in guards)
        {
            if (!RefineFlag(symbol, value)) return false;
        }

        return true;
    }

    private bool RefineFlag(ISymbol symbol, bool value)
    {
        if (heap.IsLoose(symbol))
        {
            at.State.DependsOnFlags = true;
            return true;
        }

        var now = FlagNow(symbol);
        if (now.Boolean != Tri.Unknown) return now.Boolean == Tri.True == value;
        var isAsked = now.Truth is { Kind: ConditionKind.Bool } asked && builder.Flags.Exists(flag => flag.AtEntry.Id == asked.Target);
        at.State.DependsOnFlags |= !isAsked && (symbol is IParameterSymbol || body.IsCaptured(symbol));
        return now.Truth is not null ? refinement.Refine(at.State, now, value) : refinement.Refine(at.State, Condition.OfBool(table.VariableOf(symbol).Id), value);
    }

    private Value FlagNow(ISymbol symbol)
    {
        var value = heap.ReadVariable(symbol, Variable.TypeOf(symbol)!);
        return value.Truth is { Kind: ConditionKind.Bool } truth && at.State.ValueOf(table.VariableAt(truth.Target)) is { Boolean: not Tri.Unknown and var known }
            ? Value.OfBoolean(known == Tri.True == truth.Positive)
            : value;
    }

    // While a call waits, the method around it goes on: flags at the await need not be those at the call.
    private static bool IsInParts(CallMode mode) => (mode & (CallMode.Starting | CallMode.Completing)) != 0;

    /// <summary>The exits that a callee can take with the flags as they are; all if nothing is known.</summary>
    public List<Exit> ExitsOf(Summary summary, CallMode mode)
    {
        if (summary.Flags.Count == 0 || IsInParts(mode)) return summary.Exits;
        List<Exit>? possible = null;
        for (var index = 0; index < summary.Exits.Count; index++)
        {
            var isPossible = true;
            foreach (var flag in summary.Flags)
            {
                if (summary.Exits[index].State.ValueOf(flag.AtEntry) is not { Boolean: not Tri.Unknown and var needed }) continue;
                isPossible &= FlagNow(flag.Symbol).Boolean is var known && (known == Tri.Unknown || known == needed);
            }

            if (!isPossible) possible ??= summary.Exits.GetRange(0, index);
            else possible?.Add(summary.Exits[index]);
        }

        return possible ?? summary.Exits;
    }

    /// <summary>A callee has taken an exit, so that flags were as it needed them; tells whether that can be.</summary>
    public bool RefineFlags(Summary summary, State exit, CallMode mode) =>
        IsInParts(mode) || GuardsOf(summary.Flags, exit) is not { } guards || Enter(guards);

    /// <summary>What a captured variable holds after a call.</summary>
    public void AssignCaptured(ISymbol captured, Summary summary, State exit, CallMode mode)
    {
        var variable = table.VariableOf(captured);
        foreach (var flag in summary.Flags)
        {
            if (!SymbolEqualityComparer.Default.Equals(flag.Symbol, captured) || IsInParts(mode)) continue;
            if (exit.ValueOf(flag.Variable) is not { } held) break;
            if (held.Truth is { Kind: ConditionKind.Bool, Positive: true } truth && truth.Target == flag.AtEntry.Id) return;
            assignments.AssignVariable(variable, held.Boolean == Tri.Unknown ? held.IsFree ? Value.Free : Value.Unknown : Value.OfBoolean(held.Boolean == Tri.True));
            return;
        }

        assignments.AssignVariable(variable, Value.Unknown);
    }
}
