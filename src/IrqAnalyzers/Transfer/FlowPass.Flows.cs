using IrqAnalyzers.Checks;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Flows that are started and awaited later, or never. A flow runs when it is started, up to its first await; what it does beyond that has
/// surely happened only when it has been awaited.
/// </summary>
internal sealed partial class FlowPass
{
    private readonly List<AbstractObject> startedFlows = new();

    /// <summary>Whether a call is gone over again because its flow is awaited now. What it requires was checked when it was started.</summary>
    private bool isCompleting;

    /// <summary>
    /// Whether a call is gone over whose flow is awaited later: what it throws is thrown there, and what may hold only until it ends may hold now.
    /// </summary>
    private bool isStarting;

    // While a flow waits, others may change flags that are not theirs alone.
    private Value Await(IAwaitOperation awaited)
    {
        var flow = Evaluate(awaited.Operation);
        NoteAwaited(flow);
        if (Unconverted(awaited.Operation) is not IInvocationOperation && (flow.MayBeOther || !HoldsFlow(flow))) ThrowingUnforeseen();
        var value = Complete(flow);
        state.ForgetFlags();
        ForgetCapturedFlags();
        return value;
    }

    // Nothing comes before that which may throw.
    private static bool StartsWithAwait(BasicBlock candidate)
    {
        var first = candidate.Operations.IsEmpty ? candidate.BranchValue : candidate.Operations[0];
        if (first is IExpressionStatementOperation statement) first = statement.Operation;
        if (first is ISimpleAssignmentOperation { Target: ILocalReferenceOperation } assignment) first = assignment.Value;
        return first is IAwaitOperation { Operation: ILocalReferenceOperation or IParameterReferenceOperation };
    }

    // A captured flow is another body's: its summary tells that body of it.
    private void NoteAwaited(Value flow)
    {
        if (body.Outer is null || flow.Single < 0 || table[flow.Single] is not { Origin: ObjectOrigin.Variable } captured) return;
        state.Set(captured.Id, state.CellOf(captured.Id).Ensure(FlowFacts.Awaited));
    }

    /// <summary>A local function has awaited a flow of this body.</summary>
    private void CompleteCaptured(Summary summary, Exit exit, Value?[] bound)
    {
        for (var id = 0; id < bound.Length; id++)
        {
            if (summary.Table[id].Origin != ObjectOrigin.Variable || bound[id] is not { } flows || !HoldsFlow(flows)) continue;
            var facts = exit.State.CellOf(id).Physical;
            if ((facts.True & FlowFacts.Awaited) == 0) continue;
            if ((facts.OnlyTrue & FlowFacts.Awaited) != 0) Complete(flows);
            else Escape(flows);
            bound[id] = null;
        }
    }

    private Value Call(
        IOperation site, IMethodSymbol method, IOperation? instance, Value? receiver, Value[] arguments, IOperation?[] operands, bool isVirtual)
    {
        if (!contracts.Known.IsFlow(method.ReturnType) || IsAwaitedAtOnce(site))
            return CallToTheEnd(site, method, instance, receiver, arguments, operands, isVirtual);

        var before = state.Clone();
        var wasStarting = isStarting;
        isStarting = true;
        CallToTheEnd(site, method, instance, receiver, arguments, operands, isVirtual);
        isStarting = wasStarting;
        if (state.IsDead) state = before;
        else state.Join(before);
        handedBack = null;
        LoosenStarted(method, receiver);
        if (site.Parent is not IExpressionStatementOperation)
            return Start(new(site, method, instance, operands, isVirtual), receiver, arguments);
        ReportNotAwaited(site, method, isNeverAwaited: true);
        return Value.Unknown;
    }

    // A flow that is returned is awaited by the caller.
    private bool IsAwaitedAtOnce(IOperation site)
    {
        var used = site;
        while (used.Parent is IConversionOperation or IParenthesizedOperation) used = used.Parent;
        return used.Parent is IAwaitOperation || (used.Parent is null && ReferenceEquals(used, block.BranchValue) && Returns(block));
    }

    private static bool Returns(BasicBlock candidate) =>
        candidate.FallThroughSuccessor is { Semantics: ControlFlowBranchSemantics.Return } && candidate.ConditionalSuccessor is null;

    private Value Start(StartedFlow flow, Value? receiver, Value[] arguments)
    {
        var started = table.OfHandle(flow.Site, flow.Method.ReturnType, flow, FlowFacts.All);
        if (!startedFlows.Contains(started)) startedFlows.Add(started);
        state.Renew(started);
        if (table.FindOlder(started) is { } older && !startedFlows.Contains(older)) startedFlows.Add(older);
        state.Set(started.Id, state.CellOf(started.Id).Ensure(FlowFacts.Pending));
        if (receiver is not null) Keep(started, Handle.Receiver, receiver);
        for (var index = 0; index < arguments.Length; index++) Keep(started, index, arguments[index]);
        return Value.Of(started.Id, Tri.False);
    }

    private void Keep(AbstractObject owner, int slot, Value value) =>
        state.Set(table.SlotOf(owner, slot), new(value.Objects, value.MayBeOther, value.Boolean, value.IsNull, scalar: ScalarOf(value)?.From(-1)));

    /// <summary>The flows have ended: what they did is certain. Gives what awaiting them gives.</summary>
    private Value Complete(Value flows)
    {
        if (!HoldsFlow(flows)) return flows;

        // It is awaited also if it throws.
        NoteAwaiting(flows);
        if (flows.Single >= 0)
        {
            var only = CompleteOne(flows.Objects[0]);
            SettleFlows(flows);
            return only;
        }

        var before = state;
        State? joined = null;
        Value? given = null;
        foreach (var id in flows.Objects)
        {
            state = before.Clone();
            var one = CompleteOne(id);
            if (state.IsDead) continue;
            given = given is null ? one : given.Join(one);
            if (joined is null) joined = state;
            else joined.Join(state);
        }

        if (flows.MayBeOther && joined is not null) joined.Join(before);
        state = joined ?? before;
        SettleFlows(flows);
        return flows.MayBeOther || given is null ? Value.Unknown : given;
    }

    private void NoteAwaiting(Value flows)
    {
        foreach (var id in flows.Objects)
        {
            var cell = state.CellOf(id);
            var awaited = cell.Ensure(FlowFacts.Awaited);
            state.Set(id, flows.Single >= 0 && !table[id].IsSummary ? awaited : cell.Join(awaited));
        }

        Throwing();
    }

    private bool HoldsFlow(Value value)
    {
        foreach (var id in value.Objects)
        {
            if (table[id].Handle is StartedFlow) return true;
        }

        return false;
    }

    private Value CompleteOne(int id)
    {
        if (table[id] is not { IsSummary: false, Handle: StartedFlow flow } started) return Value.Unknown;
        if ((state.CellOf(id).SurelyFalse & FlowFacts.Pending) != 0) return Value.Unknown;
        var receiver = state.ValueOf(table.SlotOf(started, Handle.Receiver));
        var arguments = new Value[flow.Operands.Length];
        for (var index = 0; index < arguments.Length; index++) arguments[index] = state.ValueOf(table.SlotOf(started, index)) ?? Value.Unknown;
        var wasCompleting = isCompleting;
        isCompleting = true;
        var given = CallToTheEnd(flow.Site, flow.Method, flow.Instance, receiver, arguments, flow.Operands, flow.IsVirtual);
        isCompleting = wasCompleting;
        return given;
    }

    private void SettleFlows(Value flows)
    {
        var isCertain = flows.Single is var single && single >= 0 && !table[single].IsSummary;
        foreach (var id in flows.Objects)
        {
            var cell = state.CellOf(id);
            var settled = cell.Revoke(FlowFacts.Pending).Ensure(FlowFacts.Awaited);
            state.Set(id, isCertain || !table[id].IsSummary ? settled : cell.Join(settled));
            if (table[id].Handle is not StartedFlow flow) continue;
            for (var slot = Handle.Receiver; slot < flow.Operands.Length; slot++) state.Set(table.SlotOf(table[id], slot), null);
        }
    }

    private void CheckStartedFlows(State left)
    {
        foreach (var started in startedFlows)
        {
            var facts = left.CellOf(started.Id).Physical;
            if ((facts.True & FlowFacts.Pending) == 0 || (facts.OnlyTrue & FlowFacts.Awaited) != 0 || started.Handle is not StartedFlow flow) continue;
            ReportNotAwaited(flow.Site, flow.Method, (facts.OnlyFalse & FlowFacts.Awaited) != 0);
        }
    }

    private void ReportNotAwaited(IOperation site, IMethodSymbol method, bool isNeverAwaited)
    {
        if (isCompleting || !IsTold()) return;
        var call = site.Syntax;
        var duty = new Requirement(
            RequirementKind.AnyOf, FlowFacts.Awaited, subject: -1, Kinds.Any, FlowFacts.NotAwaited, assumption: 0, method.OriginalDefinition);
        findings.Add(
            duty, call.GetLocation(), FindingKey.OfCall(duty, call), method.Name, leaves: false,
            definite: isNeverAwaited && !IsUnsure, Kinds.Any, classIsStatic: true, operation: null);
    }
}
