using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>The forward pass over one body: a fixpoint over its blocks, then one more visit of each that has something to report.</summary>
internal sealed partial class FlowPass
{
    private const int SpareVisits = 2_000;

    private readonly ISummaryProvider summaries;
    private readonly ProgramFacts program;
    private readonly ContractTable contracts;
    private (IMethodSymbol? Method, OperationContract Contract) asked = (null, OperationContract.None);
    private readonly Body body;
    private readonly int depth;
    private readonly CallStack calls;
    private readonly CancellationToken cancellation;
    private readonly ObjectTable table;
    private readonly TestedSymbols tested;
    private readonly Partition partition;
    private readonly SummaryBuilder builder;
    private readonly Stack<Frame> frames = new();
    private readonly Choices choices;
    private readonly int[]? ranks;
    private readonly int allowedVisits;
    private int budget;
    private bool isFresh;

    /// <summary>Whether the system is starting, here or where this body is called: nothing has been done to what is found but what is noted.</summary>
    private bool isAtStart;

    /// <summary>Whether the visit under way comes upon something that it will report once the fixpoint is reached.</summary>
    private bool willReport;
    private BasicBlock block = null!;
    private Frame frame = null!;
    private State state = null!;

    private readonly Selection? selection;

    private FlowPass(ISummaryProvider summaries, Body body, int depth, Coarseness finest, CallStack calls, Selection? selection)
    {
        this.summaries = summaries;
        program = summaries.Program;
        contracts = summaries.Contracts;
        this.body = body;
        this.depth = depth;
        this.calls = calls;
        this.selection = selection;
        cancellation = calls.Cancellation;
        table = new(contracts);
        tested = new(body.Graph, contracts, body.Method);
        partition = new(table, tested, finest);
        builder = new(body, table, partition);
        isAtStart = selection?.Start is not null;
        choices = new(areTakenTogether: finest == Coarseness.None);
        var visits = summaries.Budget.Of(body.Syntax.SyntaxTree);
        budget = allowedVisits = (body.Graph.Blocks.Length * visits) + (SpareVisits * visits / Budget.Default);
        ranks = summaries.Solver.RanksOf(body.Graph);
    }

    /// <summary>Goes over a body; if it has too many paths, once more without telling them apart.</summary>
    public static BodyResult Run(ISummaryProvider summaries, Body body, int depth, CallStack calls, Selection? selection = null)
    {
        var result = Run(summaries, body, depth, Coarseness.Full, calls, selection);
        return result.Incomplete is null ? result : Run(summaries, body, depth, Coarseness.None, calls, selection).After(result);
    }

    private static BodyResult Run(ISummaryProvider summaries, Body body, int depth, Coarseness finest, CallStack calls, Selection? selection)
    {
        var pass = new FlowPass(summaries, body, depth, finest, calls, selection);
        string? incomplete = null;
        var isRepeatable = true;
        try
        {
            pass.RunBody();
        }
        catch (IncompleteException exceeded)
        {
            incomplete = exceeded.Message;
        }
        catch (InsufficientExecutionStackException)
        {
            incomplete = "it is nested too deeply";
            isRepeatable = false;
        }

        summaries.Solver.AddVisits(pass.allowedVisits - pass.budget);
        return pass.Finish(incomplete, isRepeatable);
    }

    private void RunBody()
    {
        var blocks = body.Graph.Blocks;
        var whole = new Frame(0, blocks.Length - 1, partition, isExceptional: false, ranks);
        whole.Add(0, EntryState());
        RunFrame(whole);
    }

    private State EntryState()
    {
        var entry = new State(table) { Elsewhere = selection?.Start ?? 0 };
        if (body.Receiver is { } receiver)
        {
            var without = body.Outer is null && body.Method is { } owner ? contracts.Of(owner).ReceiverArrivesWithout : 0;
            isFresh = without == FactMask.All;
            isAtStart |= isFresh;
            table.Receiver(receiver, without);
        }

        if (selection?.Type is { } exact && body.Receiver is { } owned) exactTypes[table.Receiver(owned, 0).Id] = exact;
        EnterCapturedFlags(entry);
        if (body.Method is not { } method) return entry;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind == RefKind.Out) continue;
            var selected = selection?.Of(parameter.Ordinal);
            if (!HoldsObject(parameter.Type) || selected is { IsNull: Tri.True })
            {
                if (selected is not null) entry.Set(table.VariableOf(parameter), selected);
                continue;
            }

            var code = selection?.CodeOf(parameter.Ordinal);
            var entered = table.OfSymbol(parameter, parameter.Type, contracts.Of(parameter).ArrivesWithout, contracts.Of(parameter).ArrivesWith, code);
            var isNull = code is not null ? Tri.False : selected?.IsNull ?? (IsNeverNull(parameter) ? Tri.False : Tri.Unknown);
            entry.Set(table.VariableOf(parameter), Value.Of(entered.Id, isNull).WithScalar(selected?.Scalar));
        }

        AssumeOwnContract(entry, method);
        return entry;
    }

    // Nobody hands a handler nothing, and a helper only against its signature.
    private bool IsNeverNull(IParameterSymbol parameter) =>
        parameter.NullableAnnotation == NullableAnnotation.NotAnnotated && parameter.Type.IsReferenceType && !parameter.HasExplicitDefaultValue
        && contracts.Known.IsDsl(parameter.Type);

    // A body may rely on what its own contract demands of callers.
    private void AssumeOwnContract(State entry, IMethodSymbol method)
    {
        foreach (var requirement in contracts.Of(method).Requires)
        {
            if (requirement.Assumption != 0 || requirement.When != Kinds.Any) continue;
            var subject = OwnSubject(method, requirement.Subject);
            if (subject is null) continue;
            var cell = entry.CellOf(subject.Id);
            if (requirement.Kind == RequirementKind.Absent) entry.Set(subject.Id, cell.Revoke(requirement.Facts));
            else if (requirement.Kind == RequirementKind.AnyOf && requirement.Facts.IsSingle) entry.Set(subject.Id, cell.Ensure(requirement.Facts));
        }
    }

    private AbstractObject? OwnSubject(IMethodSymbol method, int subject)
    {
        if (subject < 0) return body.Receiver is { } receiver && !method.IsStatic ? table.Receiver(receiver, 0) : null;
        return subject < method.Parameters.Length && method.Parameters[subject].Type.IsReferenceType
            ? table.OfSymbol(method.Parameters[subject], method.Parameters[subject].Type)
            : null;
    }

    // A call asks several times.
    private OperationContract ContractOf(IMethodSymbol method)
    {
        if (!ReferenceEquals(asked.Method, method)) asked = (method, contracts.Of(method));
        return asked.Contract;
    }

    private void RunFrame(Frame running)
    {
        frames.Push(running);
        var previous = frame;
        frame = running;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (running.Unwound.Count > 0)
            {
                var region = running.Unwound.Dequeue();
                var outside = willReport;
                willReport = false;
                Unwind(region, running.Unwinding[region]);
                if (willReport) running.NoteTelling(region);
                willReport |= outside;
                continue;
            }

            var ordinal = running.Next();
            if (ordinal < 0) break;
            Visit(ordinal);
        }

        if (IsReported())
        {
            running.IsReporting = true;
            for (var ordinal = running.First; ordinal <= running.Last; ordinal++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (running.EntryOf(ordinal) is null) continue;
                if (running.IsTelling(ordinal)) Visit(ordinal);
                else DepartFrom(ordinal);
            }

            foreach (var unwinding in InOrder(running.Unwinding))
            {
                if (running.IsTelling(unwinding.Key)) Unwind(unwinding.Key, unwinding.Value);
            }
        }

        frames.Pop();
        frame = previous;
    }

    // A finally region inside a frame that is still at work reports nothing yet.
    private bool IsReported()
    {
        foreach (var outer in frames)
        {
            if (!ReferenceEquals(outer, frame) && !outer.IsReporting) return false;
        }

        return true;
    }

    private static List<KeyValuePair<ControlFlowRegion, StateSet>> InOrder(Dictionary<ControlFlowRegion, StateSet> unwinding)
    {
        var ordered = new List<KeyValuePair<ControlFlowRegion, StateSet>>(unwinding);
        ordered.Sort(static (one, other) => one.Key.FirstBlockOrdinal.CompareTo(other.Key.FirstBlockOrdinal));
        return ordered;
    }

    private void Visit(int ordinal)
    {
        if (--budget < 0) throw new IncompleteException("it has too many paths");
        var entry = frame.EntryOf(ordinal)!;
        var outerBlock = block;
        var outerState = state;
        block = body.Graph.Blocks[ordinal];
        var visited = block;
        if (block.Kind == BasicBlockKind.Exit)
        {
            block = outerBlock;
            return;
        }

        var outside = willReport;
        willReport = false;
        frame.Restart(ordinal);

        // The visit itself may add to the entry, in a loop of one block.
        if (entry.Count == 1 && !IsOwnSuccessor(visited)) VisitFrom(entry.States[0]);
        else foreach (var copy in CopiesOf(entry)) VisitFrom(copy);

        if (willReport) frame.NoteTelling(ordinal);
        willReport |= outside;
        block = outerBlock;
        state = outerState;
    }

    private void VisitFrom(State entered)
    {
        var visited = block;
        choices.Restart();
        do
        {
            block = visited;
            state = entered.Clone();
            Transfer();
        }
        while (choices.Advance());
        block = visited;
    }

    private static bool IsOwnSuccessor(BasicBlock visited) =>
        ReferenceEquals(visited.FallThroughSuccessor?.Destination, visited) || ReferenceEquals(visited.ConditionalSuccessor?.Destination, visited);

    private static State[] CopiesOf(StateSet entry)
    {
        var copies = new State[entry.Count];
        for (var index = 0; index < copies.Length; index++) copies[index] = entry.States[index].Clone();
        return copies;
    }

    // Its last visit found the same as one more would.
    private void DepartFrom(int ordinal)
    {
        var (outerBlock, outerState) = (block, state);
        block = body.Graph.Blocks[ordinal];
        foreach (var departure in frame.DeparturesOf(ordinal))
        {
            state = departure.State;
            Leave(departure.Branch, departure.State, departure.Result);
        }

        (block, state) = (outerBlock, outerState);
    }

    private void Transfer()
    {
        var visited = block;
        if (IsFirstOfTry(visited) && !StartsWithAwait(visited)) Throwing();
        foreach (var operation in visited.Operations)
        {
            Evaluate(operation);
            if (state.IsDead) return;
        }

        var value = visited.BranchValue is null ? null : Evaluate(visited.BranchValue);
        if (state.IsDead) return;
        if (visited.ConditionalSuccessor is { } conditional)
        {
            if (value!.Boolean == Tri.Unknown) state.DependsOnFlags |= tested.IsFlagOfOthers(visited) && !AsksCaller(visited.BranchValue);
            var outcome = visited.ConditionKind == ControlFlowConditionKind.WhenTrue;
            var taken = state.Clone();
            if (Refine(taken, value ?? Value.Unknown, outcome)) Follow(conditional, taken, null);
            block = visited;
            if (visited.FallThroughSuccessor is { } other && Refine(state, value ?? Value.Unknown, !outcome)) Follow(other, state, null);
        }
        else if (visited.FallThroughSuccessor is { } next)
        {
            if (value is not null && Returns(visited)) value = Complete(value);
            Follow(next, state, value);
        }
    }

    private BodyResult Finish(string? incomplete, bool isRepeatable)
    {
        NoteTestedInOtherWays();
        var summary = incomplete is null ? builder.Build(body, tested, hasCode: selection is { HasCode: true }) : null;
        table.Strip();
        return builder.Finish(findings.All, summary, Nested(), incomplete, isRepeatable);
    }

    private IReadOnlyList<Body> Nested()
    {
        if (lambdaBodies.Count == 0 && body.Graph.LocalFunctions.IsEmpty) return Array.Empty<Body>();
        var nested = new List<Body>(lambdaBodies);
        foreach (var local in body.Graph.LocalFunctions)
        {
            if (body.LocalFunction(local, cancellation) is { } function) nested.Add(function);
        }

        return nested;
    }
}
