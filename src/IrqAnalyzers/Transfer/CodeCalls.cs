using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.OperationFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>Lambdas and methods as values: called from where they are known, and escaped where unknown code has them.</summary>
internal sealed class CodeCalls(
    BodyContext context, Cursor at, Heap heap, Callees callees, Escapes escapes, References references, CapturedFlags capturedFlags,
    ExceptionFlow exceptions, Results results, Losses losses, SummaryApplier applier, CodeArguments codeArguments, ICallDispatcher dispatcher) : ICallModel
{
    private readonly Body body = context.Body;
    private readonly HeldElements heldElements = new(context, references);
    private readonly SummaryBuilder builder = context.Builder;
    private readonly CancellationToken cancellation = context.Cancellation;
    private readonly ContractTable contracts = context.Contracts;
    private readonly ProgramFacts program = context.Program;
    private readonly ObjectTable table = context.Table;

    public Value Capture(IFlowAnonymousFunctionOperation lambda)
    {
        Body? found = null;
        if (Lambdas.Add(lambda))
        {
            var graph = body.Graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellation);
            capturedFlags.NoteFlagsOf(graph, lambda.Symbol);
            LambdaBodies.Add(new(graph, lambda.Symbol, body.Receiver, body, graph.OriginalOperation.Syntax));
        }

        foreach (var nested in LambdaBodies)
        {
            if (SymbolEqualityComparer.Default.Equals(nested.Method, lambda.Symbol)) found = nested;
        }

        return found is null ? Value.Unknown : escapes.Make(lambda, new Callable(lambda.Symbol, found, null, isVirtual: false));
    }

    /// <summary>Invokes a delegate. Where the code that it stands for is not known, everything that unknown code may have escapes.</summary>
    public CallOutcome? TryCall(CallSite call)
    {
        if (call.Method is { MethodKind: MethodKind.PropertyGet, Name: "get_Value" } && LazyValues.IsLazy(call.Method.ContainingType)) RunLazy(call);
        if (call.Method.MethodKind != MethodKind.DelegateInvoke) return null;
        var (receiver, arguments) = (call.Receiver, call.Arguments);
        if (receiver is { MayBeOther: false, Objects.Length: > 0 } && AreKnown(receiver, arguments.Length))
        {
            foreach (var argument in arguments) escapes.HandOver(argument);
            return InvokeAny(call, receiver);
        }

        if (receiver is not null) codeArguments.NoteCalling(receiver);
        if (InvokeHeld(call) is { } held) return held;
        exceptions.ThrowingUnforeseen();
        if (Ask(call)) return losses.Lossy(results.Result(call.Operation, call.Method), null, arguments);
        if (receiver is not null) escapes.HandOver(receiver);
        escapes.EscapeAll(null, arguments);
        escapes.EscapeShared();
        escapes.ForgetReceiver();

        // It may be this very code that is called, or its like.
        if (body is { Outer: not null, Method: { } own }) escapes.EscapeCaptured(body.Graph, own);
        exceptions.ThrowingUnforeseen();
        return losses.Lossy(results.Result(call.Operation, call.Method), null, arguments);
    }

    // Whoever hands in the code may do more than ask, so that nothing is sure afterwards.
    private bool Ask(CallSite call)
    {
        var bears = false;
        foreach (var argument in call.Arguments) bears |= argument.Objects.Length > 0;

        // The rounds of a loop over a table are not told apart, and so not what they doubt.
        if (!bears || context.Tested.IsInLoop(at.Block) || call.Method.ContainingType is not { TypeKind: TypeKind.Delegate } type) return false;
        builder.LoseOrigins();
        if (!program.QueriedCode.OnlyAsks(type, cancellation)) return false;
        at.State.AddDoubt(true);
        return true;
    }

    /// <summary>Whether all the code that a delegate may stand for can be followed.</summary>
    public bool AreKnown(Value delegates, int arguments)
    {
        foreach (var id in delegates.Objects)
        {
            if (table[id].IsSummary) return false;
            switch (table[id].Handle)
            {
                case Callable callable when callable.Method.Parameters.Length == arguments && callable.Method.ReducedFrom is null
                    && (callable.Lambda is not { } lambda || callees.SummarizeLambda(lambda) is not null):
                    break;
                case HandedCode code when code.Method.Parameters.Length == arguments:
                    break;
                case Multicast when AreKnown(heap.PartOf(id, 0), arguments) && AreKnown(heap.PartOf(id, 1), arguments):
                    break;
                default:
                    return false;
            }
        }

        return delegates is { MayBeOther: false, Objects.Length: > 0 };
    }

    /// <summary>Calls the code that a delegate stands for. Of several pieces one is called, and it is not known which.</summary>
    public CallOutcome InvokeAny(CallSite call, Value delegates)
    {
        if (delegates.Objects.Length == 1) return InvokeOne(call, delegates.Objects[0]);
        var before = at.State;
        call = call.With(CallMode.OneOfSeveral);
        State? joined = null;
        Value? given = null;
        foreach (var id in delegates.Objects)
        {
            at.State = before.Clone();
            var one = InvokeOne(call, id).Result;
            if (at.State.IsDead) continue;
            given = given is null ? one : given.Join(one);
            if (joined is null) joined = at.State;
            else joined.Join(at.State);
        }

        at.State = joined ?? before;
        at.State.IsDead |= joined is null;
        return given ?? Value.Unknown;
    }

    private CallOutcome InvokeOne(CallSite call, int id)
    {
        if (table[id].Handle is Multicast)
        {
            var last = heap.PartOf(id, 1);
            InvokeAny(call, heap.PartOf(id, 0));
            return at.State.IsDead ? Value.Unknown : InvokeAny(call, last);
        }

        if (table[id].Handle is HandedCode code) return codeArguments.InvokeHanded(call, code);
        var callable = (Callable)table[id].Handle!;
        if (callable.Lambda is not { } lambda)
        {
            var bound = at.State.ValueOf(table.SlotOf(table[id], Handle.Receiver));
            return dispatcher.CallToTheEnd(call.To(callable.Method, callable.Instance, bound, callable.IsVirtual));
        }

        var (run, summary) = (call.To(callable.Method, null, null), callees.SummarizeLambda(lambda)!);
        return codeArguments.TryCall(run, summary) ?? applier.RunCode(run, summary);
    }

    /// <summary>The sum of two delegates: both are called, in order.</summary>
    public Value AddDelegates(IOperation site, Value first, Value second)
    {
        if (first.IsNull == Tri.True) return second;
        if (second.IsNull == Tri.True) return first;
        if (first.MayBeOther || second.MayBeOther || first.Objects.Length == 0 || second.Objects.Length == 0 || HoldsSum(first) || HoldsSum(second))
        {
            escapes.HandOver(first);
            escapes.HandOver(second);
            return Value.Unknown;
        }

        var sum = escapes.Make(site, new Multicast());
        heap.Keep(table[sum.Objects[0]], 0, first);
        heap.Keep(table[sum.Objects[0]], 1, second);
        return sum;
    }

    // In a loop a sum would hold itself.
    private bool HoldsSum(Value value)
    {
        foreach (var id in value.Objects)
        {
            if (table[id].Handle is Multicast || table[id].IsSummary) return true;
        }

        return false;
    }

    /// <summary>
    /// Calls what a field holds; <see langword="null"/> if that is not known. Where other assemblies may hand in more, what is wrong in what is
    /// known is possible, and what comes afterwards is unknown.
    /// </summary>
    private Value? InvokeHeld(CallSite call)
    {
        if (call.Operation is not IInvocationOperation { Instance: { } instance }) return null;
        if (references.Resolve(instance) is IEventReferenceOperation { Event: var raised }) return Raise(call, raised);
        var collection = heldElements.CollectionOf(instance);
        if ((collection ?? MemberOf(Unconverted(references.Resolve(instance)))) is not { } member || !(collection is null ? HeldCode.IsFollowed(member) : HeldCode.IsAssignedInItsType(member))) return null;

        // What is assigned is written in other bodies, which may change.
        builder.LoseOrigins();
        var held = collection is not null ? program.HeldCode.OfElements(member, cancellation)
            : (HolderIn(instance) is { } holder ? program.HeldCode.OfHeld(holder, member, cancellation) : null) ?? program.HeldCode.Of(member, cancellation);
        if (SummariesOf(held, call) is not { } summaries) return null;
        foreach (var argument in call.Arguments) escapes.HandOver(argument);
        var step = held.PlaceOf(call.Receiver?.Scalar);
        call = call.With(CallMode.Detached | (held.IsOpen ? CallMode.OneOfSeveral | CallMode.Likely : summaries.Length > 1 && step < 0 ? CallMode.OneOfSeveral : CallMode.None));
        var before = at.State;
        var given = RunAll(call, held, summaries, step, HolderOf(member));
        if (!held.IsOpen) return given ?? Value.Unknown;
        at.State = before;
        return null;
    }

    // The code of a lazy value runs where it is asked for first. The method that asks may run again, when the code does not, so that nothing of it is certain.
    private void RunLazy(CallSite call)
    {
        if (call.Operation is not IPropertyReferenceOperation { Instance: { } instance, Syntax: var place } || MemberOf(Unconverted(references.Resolve(instance))) is not { } member) return;
        if (!HeldCode.IsAssignedInItsType(member)) return;
        builder.LoseOrigins();
        if (!LazyValues.IsFirstAsked(member, place, cancellation) || program.HeldCode.Of(member, cancellation) is not { IsOpen: false, Code.Count: 1 } held) return;
        if (SummariesOf(held, call) is { } summaries) RunAll(call.With(CallMode.Detached | CallMode.OneOfSeveral), held, summaries, step: -1, HolderOf(member));
    }

    // Runs one step, or each piece of code by itself: any of them may be meant.
    private Value? RunAll(CallSite call, HeldCode.Found held, Summary[] summaries, int step, Value? holder)
    {
        var before = at.State;
        State? joined = null;
        Value? given = null;
        for (var index = 0; index < summaries.Length; index++)
        {
            if (step >= 0 && index != step) continue;
            var code = held.Code[index].Method;
            at.State = before.Clone();
            var one = applier.RunCode(call.To(code, null, code.IsStatic ? null : holder), summaries[index]).Result;
            if (at.State.IsDead) continue;
            given = given is null ? one : given.Join(one);
            if (joined is null) joined = at.State;
            else joined.Join(at.State);
        }

        at.State = joined ?? before.Clone();
        at.State.IsDead |= joined is null;
        return given;
    }

    // The object that holds the code: "this", where the member is one of its type.
    private Value? HolderOf(ISymbol member) =>
        !member.IsStatic && body.Receiver is { } own && SymbolEqualityComparer.Default.Equals(own, member.ContainingType) ? Value.Of(table.Receiver(own, 0).Id, Tri.False) : null;

    // What each piece of code does; null if it is not known of all.
    private Summary[]? SummariesOf(HeldCode.Found held, CallSite call)
    {
        if (held.Code.Count == 0) return null;
        var summaries = new Summary[held.Code.Count];
        for (var index = 0; index < summaries.Length; index++)
        {
            var (method, lambda) = held.Code[index];
            if (contracts.Of(method).HasFacts || method.Parameters.Length != call.Arguments.Length) return null;
            if ((lambda is null ? callees.Summarize(method) : callees.SummarizeLambda(lambda)) is not { Flags.Count: 0 } summary) return null;
            summaries[index] = summary;
        }

        return summaries;
    }

    /// <summary>Raises an event: its handlers run one after the other; <see langword="null"/> if they are not known.</summary>
    private Value? Raise(CallSite call, IEventSymbol raised)
    {
        builder.LoseOrigins();
        var held = program.HeldCode.OfEvent(raised, cancellation);
        if (held.IsOpen || SummariesOf(held, call) is not { } handlers) return null;

        // A handler that is subscribed only sometimes has perhaps not run.
        var before = !held.IsFromOutside && (held.IsNeverEmpty || handlers.Length == 1) ? null : at.State.Clone();
        var given = Value.Unknown;
        call = call.With(held.IsFromOutside ? CallMode.Detached | CallMode.OneOfSeveral : CallMode.Detached);
        for (var index = 0; index < handlers.Length && !at.State.IsDead; index++) given = applier.RunCode(call.To(held.Code[index].Method, null, null), handlers[index]).Result;
        if (before is not null) at.State.Join(before);
        return given;
    }

    /// <summary>Whether an event has a handler whenever it is raised.</summary>
    public bool IsSubscribed(IEventSymbol raised)
    {
        builder.LoseOrigins();
        return program.HeldCode.OfEvent(raised, cancellation) is { IsNeverEmpty: true, Code.Count: 1 };
    }

    // The member with the object whose delegate is called.
    private ISymbol? HolderIn(IOperation instance) => Unconverted(references.Resolve(instance)) is IMemberReferenceOperation { Instance: { } held } ? heldElements.MemberOf(held) : null;

    private ISymbol? MemberOf(IOperation? held) => held switch
    {
        IFieldReferenceOperation { Field: { IsStatic: false } member } when program.IsOwn(member) => member,
        IPropertyReferenceOperation { Property: { IsStatic: false, IsIndexer: false } member } when program.IsOwn(member) => member,
        IParameterReferenceOperation { Parameter: var parameter } when body.IsOfHead(parameter) => parameter,
        _ => null,
    };
    public HashSet<IFlowAnonymousFunctionOperation> Lambdas { get; } = new();
    public List<Body> LambdaBodies { get; } = new();
}
