using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Flow;

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
        var single = receiver?.Single ?? -1;
        if (single >= 0 && table[single] is { IsSummary: false, Handle: Callable callable } && callable.Method.Parameters.Length == arguments.Length)
        {
            var target = callable.Method.ReducedFrom is null ? callable.Method : null;
            if (callable.Lambda is { } lambda)
            {
                if (SummarizeLambda(lambda) is { } summary)
                {
                    foreach (var argument in arguments) HandOver(argument);
                    var result = Apply(site, callable.Method, summary, null, null, arguments, operands);
                    if (!state.IsDead) Throwing();
                    return result;
                }
            }
            else if (target is not null)
            {
                var bound = state.ValueOf(table.SlotOf(table[single], Handle.Receiver));
                return CallToTheEnd(site, target, callable.Instance, bound, arguments, operands, callable.IsVirtual);
            }
        }

        if (receiver is not null) HandOver(receiver);
        EscapeAll(null, arguments);
        ForgetReceiver();

        // It may be this very code that is called, or its like.
        if (body is { Outer: not null, Method: { } own }) EscapeCaptured(body.Graph, own);
        return Result(site, method);
    }

    private Summary? SummarizeLambda(Body lambda)
    {
        if (depth == 0)
        {
            reachedDepth = true;
            return null;
        }

        if (context.Analyze(lambda.Method!, depth - 1, lambda, calls) is not { } result) return null;
        NoteOrigin(lambda.Method!, result);
        reachedDepth |= !result.IsFinal;
        height = Math.Max(height, result.Height + 1);
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
            case Container:
                EscapeSlots(table[id], Container.Elements, 1);
                break;
            case Tuple tuple:
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
        if (callable.Lambda is { } lambda) EscapeCaptured(lambda.Graph, callable.Method);
        else if (callable.Method.MethodKind == MethodKind.LocalFunction && body.LocalFunction(callable.Method, cancellation) is { } local)
            EscapeCaptured(local.Graph, callable.Method);
        EscapeSlots(owner, Handle.Receiver, 1);
    }

    // Whoever has it calls it with objects of his own, which may be known here.
    private void ScatterFromCode(Callable callable)
    {
        var summary = callable.Lambda is { } lambda ? SummarizeLambda(lambda) : callable.IsVirtual ? null : Summarize(callable.Method);
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
            var value = state.ValueOf(table.VariableOf(symbol));
            if (value is null && body.Outer is not null && Variable.TypeOf(symbol) is { } type && context.IsTracked(type)) value = ReadVariable(symbol, type);
            if (value is null) continue;

            // A lambda that calls itself would otherwise be gone through for ever.
            if (!escaping.Add(symbol)) continue;
            Escape(value);
            escaping.Remove(symbol);
        }
    }

    private readonly HashSet<ISymbol> escaping = new(SymbolEqualityComparer.Default);
}
