using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Flows that are started and awaited later, or never. A flow runs when it is started, up to its first await; what it does beyond that
/// has surely happened only when it has been awaited.
/// </summary>
internal sealed class StartedTasks(
    BodyContext context, Cursor at, Heap heap, Escapes escapes, ExceptionFlow exceptions, RequirementChecker checker,
    ICallDispatcher dispatcher)
{
    private readonly Body body = context.Body;
    private readonly ObjectTable table = context.Table;

    public List<AbstractObject> Started { get; } = new();

    // A captured flow is another body's: its summary tells that body of it.
    public void NoteAwaited(Value flow)
    {
        if (body.Outer is null || flow.Single < 0 || table[flow.Single] is not { Origin: ObjectOrigin.Variable } captured) return;
        at.State.Set(captured.Id, at.State.CellOf(captured.Id).Ensure(FlowFacts.Awaited));
    }

    /// <summary>A local function has awaited a flow of this body.</summary>
    public void CompleteCaptured(Summary summary, Exit exit, Value?[] bound, CallMode mode)
    {
        for (var id = 0; id < bound.Length; id++)
        {
            if (summary.Table[id].Origin != ObjectOrigin.Variable || bound[id] is not { } flows || !heap.HoldsFlow(flows)) continue;
            var facts = exit.State.CellOf(id).Physical;
            if ((facts.True & FlowFacts.Awaited) == 0) continue;
            if ((facts.OnlyTrue & FlowFacts.Awaited) != 0) Complete(flows, mode);
            else escapes.Escape(flows);
            bound[id] = null;
        }
    }

    public Value Start(CallSite call)
    {
        var flow = new StartedFlow(call.Operation, call.Method, call.Instance, call.Operands, call.IsVirtual);
        var started = table.OfHandle(flow.Site, flow.Method.ReturnType, flow, FlowFacts.All);
        if (!Started.Contains(started)) Started.Add(started);
        at.State.Renew(started);
        if (table.FindOlder(started) is { } older && !Started.Contains(older)) Started.Add(older);
        at.State.Set(started.Id, at.State.CellOf(started.Id).Ensure(FlowFacts.Pending));
        if (call.Receiver is not null) heap.Keep(started, Handle.Receiver, call.Receiver);
        for (var index = 0; index < call.Arguments.Length; index++) heap.Keep(started, index, call.Arguments[index]);
        return Value.Of(started.Id, Tri.False);
    }

    /// <summary>The flows have ended: what they did is certain. Gives what awaiting them gives.</summary>
    public Value Complete(Value flows, CallMode mode)
    {
        if (!heap.HoldsFlow(flows)) return flows;

        // It is awaited also if it throws.
        NoteAwaiting(flows);
        if (flows.Single >= 0)
        {
            var only = CompleteOne(flows.Objects[0], mode);
            SettleFlows(flows);
            return only;
        }

        var before = at.State;
        State? joined = null;
        Value? given = null;
        foreach (var id in flows.Objects)
        {
            at.State = before.Clone();
            var one = CompleteOne(id, mode);
            if (at.State.IsDead) continue;
            given = given is null ? one : given.Join(one);
            if (joined is null) joined = at.State;
            else joined.Join(at.State);
        }

        if (flows.MayBeOther && joined is not null) joined.Join(before);
        at.State = joined ?? before;
        SettleFlows(flows);
        return flows.MayBeOther || given is null ? Value.Unknown : given;
    }

    private void NoteAwaiting(Value flows)
    {
        foreach (var id in flows.Objects)
        {
            var cell = at.State.CellOf(id);
            var awaited = cell.Ensure(FlowFacts.Awaited);
            at.State.Set(id, flows.Single >= 0 && !table[id].IsSummary ? awaited : cell.Join(awaited));
        }

        exceptions.Throwing();
    }

    private Value CompleteOne(int id, CallMode mode)
    {
        if (table[id] is not { IsSummary: false, Handle: StartedFlow flow } started) return Value.Unknown;
        if ((at.State.CellOf(id).SurelyFalse & FlowFacts.Pending) != 0) return Value.Unknown;
        var receiver = at.State.ValueOf(table.SlotOf(started, Handle.Receiver));
        var arguments = new Value[flow.Operands.Length];
        for (var index = 0; index < arguments.Length; index++) arguments[index] = at.State.ValueOf(table.SlotOf(started, index)) ?? Value.Unknown;
        return dispatcher.CallToTheEnd(new(flow.Site, flow.Method, flow.Instance, receiver, arguments, flow.Operands, flow.IsVirtual, mode | CallMode.Completing)).Result;
    }

    private void SettleFlows(Value flows)
    {
        var isCertain = flows.Single is var single && single >= 0 && !table[single].IsSummary;
        foreach (var id in flows.Objects)
        {
            var cell = at.State.CellOf(id);
            var settled = cell.Revoke(FlowFacts.Pending).Ensure(FlowFacts.Awaited);
            at.State.Set(id, isCertain || !table[id].IsSummary ? settled : cell.Join(settled));
            if (table[id].Handle is not StartedFlow flow) continue;
            for (var slot = Handle.Receiver; slot < flow.Operands.Length; slot++) at.State.Set(table.SlotOf(table[id], slot), null);
        }
    }

    public void CheckStartedFlows(State left)
    {
        foreach (var started in Started)
        {
            var facts = left.CellOf(started.Id).Physical;
            if ((facts.True & FlowFacts.Pending) == 0 || (facts.OnlyTrue & FlowFacts.Awaited) != 0 || started.Handle is not StartedFlow flow) continue;
            checker.ReportNotAwaited(flow.Site, flow.Method, (facts.OnlyFalse & FlowFacts.Awaited) != 0, CallMode.None);
        }
    }
}
