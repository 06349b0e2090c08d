using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>Lambdas and methods as values: called from where they are known, and out of hand where somebody else has them.</summary>
internal sealed partial class FlowPass
{
    private Value EvaluateDelegate(IDelegateCreationOperation creation)
    {
        if (creation.Target is not IMethodReferenceOperation reference) return Evaluate(creation.Target);
        var receiver = reference.Instance is null ? null : Evaluate(reference.Instance);
        var made = Make(creation, new Callable(reference.Method, null, reference.Instance, reference.IsVirtual));
        if (receiver is not null) Keep(table[made.Objects[0]], Handle.Receiver, receiver);
        return made;
    }

    private Value Capture(IFlowAnonymousFunctionOperation lambda)
    {
        Body? found = null;
        if (lambdas.Add(lambda))
        {
            var graph = body.Graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellation);
            NoteFlagsOf(graph, lambda.Symbol);
            lambdaBodies.Add(new(graph, lambda.Symbol, body.Receiver, body, graph.OriginalOperation.Syntax));
        }

        foreach (var nested in lambdaBodies)
        {
            if (SymbolEqualityComparer.Default.Equals(nested.Method, lambda.Symbol)) found = nested;
        }

        return found is null ? Value.Unknown : Make(lambda, new Callable(lambda.Symbol, found, null, isVirtual: false));
    }

    /// <summary>A new object that leads to others. What the last evaluation made is given out of hand.</summary>
    private Value Make(IOperation site, Handle handle)
    {
        var made = table.OfHandle(site, site.Type, handle);
        if (state.Holds(made.Id)) EscapeContent(made.Id);
        state.Renew(made);
        return Value.Of(made.Id, Tri.False);
    }

    private Value InvokeDelegate(IOperation site, IMethodSymbol method, Value? receiver, Value[] arguments, IOperation?[] operands)
    {
        if (receiver is { MayBeOther: false, Objects.Length: > 0 } && AreKnown(receiver, arguments.Length))
        {
            foreach (var argument in arguments) HandOver(argument);
            return InvokeAny(site, receiver, arguments, operands);
        }

        if (receiver is not null) NoteCalling(receiver);
        if (InvokeHeld(site, arguments, operands) is { } held) return held;
        ThrowingUnforeseen();
        if (receiver is not null) HandOver(receiver);
        EscapeAll(null, arguments);
        EscapeStowed();
        ForgetReceiver();

        // It may be this very code that is called, or its like.
        if (body is { Outer: not null, Method: { } own }) EscapeCaptured(body.Graph, own);
        ThrowingUnforeseen();
        return Result(site, method);
    }

    /// <summary>Whether all the code that a delegate may stand for can be followed.</summary>
    private bool AreKnown(Value delegates, int arguments)
    {
        foreach (var id in delegates.Objects)
        {
            if (table[id].IsSummary) return false;
            switch (table[id].Handle)
            {
                case Callable callable when callable.Method.Parameters.Length == arguments && callable.Method.ReducedFrom is null
                    && (callable.Lambda is not { } lambda || SummarizeLambda(lambda) is not null):
                    break;
                case HandedCode code when code.Method.Parameters.Length == arguments:
                    break;
                case Multicast when AreKnown(PartOf(id, 0), arguments) && AreKnown(PartOf(id, 1), arguments):
                    break;
                default:
                    return false;
            }
        }

        return delegates is { MayBeOther: false, Objects.Length: > 0 };
    }

    private Value PartOf(int multicast, int slot) => state.ValueOf(table.SlotOf(table[multicast], slot)) ?? Value.Unknown;

    /// <summary>Whether the code that is gone over is one that a delegate may stand for, among others.</summary>
    private bool isOneOfSeveral;

    // One of several is called, and it is not known which.
    private Value InvokeAny(IOperation site, Value delegates, Value[] arguments, IOperation?[] operands)
    {
        if (delegates.Objects.Length == 1) return InvokeOne(site, delegates.Objects[0], arguments, operands);
        var before = state;
        var wasOneOfSeveral = isOneOfSeveral;
        isOneOfSeveral = true;
        State? joined = null;
        Value? given = null;
        foreach (var id in delegates.Objects)
        {
            state = before.Clone();
            var one = InvokeOne(site, id, arguments, operands);
            if (state.IsDead) continue;
            given = given is null ? one : given.Join(one);
            if (joined is null) joined = state;
            else joined.Join(state);
        }

        isOneOfSeveral = wasOneOfSeveral;
        state = joined ?? before;
        state.IsDead |= joined is null;
        handedBack = null;
        return given ?? Value.Unknown;
    }

    private Value InvokeOne(IOperation site, int id, Value[] arguments, IOperation?[] operands)
    {
        if (table[id].Handle is Multicast)
        {
            var last = PartOf(id, 1);
            InvokeAny(site, PartOf(id, 0), arguments, operands);
            return state.IsDead ? Value.Unknown : InvokeAny(site, last, arguments, operands);
        }

        if (table[id].Handle is HandedCode code) return InvokeHanded(site, code, arguments, operands);
        var callable = (Callable)table[id].Handle!;
        if (callable.Lambda is not { } lambda)
        {
            var bound = state.ValueOf(table.SlotOf(table[id], Handle.Receiver));
            return CallToTheEnd(site, callable.Method, callable.Instance, bound, arguments, operands, callable.IsVirtual);
        }

        return RunCode(site, callable.Method, SummarizeLambda(lambda)!, null, null, arguments, operands);
    }

    /// <summary>The sum of two delegates: both are called, in order.</summary>
    private Value AddDelegates(IOperation site, Value first, Value second)
    {
        if (first.IsNull == Tri.True) return second;
        if (second.IsNull == Tri.True) return first;
        if (first.MayBeOther || second.MayBeOther || first.Objects.Length == 0 || second.Objects.Length == 0 || HoldsSum(first) || HoldsSum(second))
        {
            HandOver(first);
            HandOver(second);
            return Value.Unknown;
        }

        var sum = Make(site, new Multicast());
        Keep(table[sum.Objects[0]], 0, first);
        Keep(table[sum.Objects[0]], 1, second);
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

    private Summary? SummarizeLambda(Body lambda)
    {
        if (depth == 0)
        {
            builder.ReachDepth();
            return null;
        }

        if (summaries.Analyze(lambda.Method!, depth - 1, lambda, calls) is not { } result) return null;
        NoteOrigin(lambda.Method!, result);
        builder.AddCallee(result);
        return result.Summary;
    }

    /// <summary>Somebody unknown has what an object leads to.</summary>
    private void EscapeContent(int id)
    {
        switch (table[id].Handle)
        {
            case Callable callable:
                EscapeCallable(table[id], callable);
                break;
            case HandedCode:
                builder.LosesCode = true;
                break;
            case Multicast:
                EscapeSlots(table[id], 0, Multicast.Count);
                break;
            case Container:
                EscapeSlots(table[id], Container.Elements, 1);
                ForgetPlaces(id);
                break;
            case Enumeration:
                EscapeSlots(table[id], Enumeration.Source, 1);
                break;
            case TupleHandle tuple:
                EscapeSlots(table[id], 0, tuple.Count);
                break;
        }
    }

    private void EscapeSlots(AbstractObject owner, int first, int count)
    {
        for (var slot = first; slot < first + count; slot++)
        {
            var variable = table.SlotOf(owner, slot);
            if (state.ValueOf(variable) is not { } held) continue;
            state.Set(variable, null);
            Escape(held);
        }
    }

    private void EscapeCallable(AbstractObject owner, Callable callable)
    {
        ScatterFromCode(callable);
        if (IsHarmless(callable)) return;
        LoosenCode(callable);
        if (callable.Lambda is { } lambda) EscapeCaptured(lambda.Graph, callable.Method);
        else if (callable.Method.MethodKind == MethodKind.LocalFunction && body.LocalFunction(callable.Method, cancellation) is { } local)
            EscapeCaptured(local.Graph, callable.Method);
        EscapeSlots(owner, Handle.Receiver, 1);
    }

    /// <summary>Whether code only looks at objects, so that it is of no account who has it.</summary>
    private bool IsHarmless(Callable callable) =>
        SummaryOf(callable) is { Assigned.Count: 0, Forgotten.Count: 0, Merged: { Result.Objects.Length: 0 } merged } summary && LeavesAll(summary) && !Stows(summary, merged);

    // Others would take it out whenever the code runs.
    private static bool Stows(Summary summary, Exit exit)
    {
        for (var id = 0; id < summary.Table.ObjectCount; id++)
        {
            if (exit.State.CellOf(id).IsStowed) return true;
        }

        return false;
    }

    private Summary? SummaryOf(Callable callable) =>
        callable.Lambda is { } lambda ? SummarizeLambda(lambda) : callable.IsVirtual ? null : Summarize(callable.Method);

    // Whoever has it calls it with objects of his own, which may be known here.
    private void ScatterFromCode(Callable callable)
    {
        var summary = SummaryOf(callable);
        if (summary?.Merged is not { } merged) return;
        var changed = merged.State.Scattered;
        foreach (var parameter in callable.Method.OriginalDefinition.Parameters) changed |= summary.ChangesOf(parameter);
        ScatterFromCallee(changed);
    }

    // A delegate may run at any time from now on.
    private void EscapeCaptured(ControlFlowGraph graph, IMethodSymbol owner)
    {
        foreach (var operation in graph.OriginalOperation.DescendantsAndSelf())
        {
            ISymbol? symbol = operation switch
            {
                ILocalReferenceOperation local => local.Local,
                IParameterReferenceOperation parameter => parameter.Parameter,
                _ => null,
            };
            if (operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance })
            {
                ForgetReceiver();
                continue;
            }

            if (symbol is null || SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, owner)) continue;
            if (IsWritten(operation)) Loosen(symbol);
            var value = state.ValueOf(table.VariableOf(symbol));
            if (value is null && body.Outer is not null && Variable.TypeOf(symbol) is { } type && program.IsTracked(type)) value = ReadVariable(symbol, type);
            if (value is null) continue;

            // A lambda that calls itself would otherwise be gone through for ever.
            if (!escaping.Add(symbol)) continue;
            Escape(value);
            escaping.Remove(symbol);
        }
    }

    private static bool IsWritten(IOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => ReferenceEquals(assignment.Target, reference),
        IArgumentOperation { Parameter: { RefKind: not RefKind.None } } or IIncrementOrDecrementOperation or ITupleOperation => true,
        _ => false,
    };

    private readonly HashSet<ISymbol> escaping = new(SymbolEqualityComparer.Default);
}
