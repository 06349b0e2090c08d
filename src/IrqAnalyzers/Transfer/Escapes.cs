using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.OperationFacts;
using static IrqAnalyzers.Transfer.TypeFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Objects that get where they are not followed: into unknown code, collections of the framework, delegates, fields of other objects.
/// Unknown code may change all their revocable facts.
/// </summary>
internal sealed class Escapes(BodyContext context, Cursor at, Heap heap, Aliases aliases, Callees callees)
{
    private readonly Body body = context.Body;
    private readonly SummaryBuilder builder = context.Builder;
    private readonly CancellationToken cancellation = context.Cancellation;
    private readonly ContractTable contracts = context.Contracts;
    private readonly ProgramFacts program = context.Program;
    private readonly ObjectTable table = context.Table;
    private readonly HashSet<int> escapingObjects = new();
    private readonly HashSet<ISymbol> escaping = new(SymbolEqualityComparer.Default);

    /// <summary>Whether the outcome of an operation was put where it is not followed. What comes out of such a place may be that.</summary>
    public bool HasStowedOutcome { get; set; }

    /// <summary>
    /// A collection of the framework has the value: it changes no facts. What others do to an object that they take out of one they may well do
    /// to this.
    /// </summary>
    public void Stow(Value value)
    {
        foreach (var id in value.Objects)
        {
            var stowed = table[id];
            if (stowed.Handle is not null || contracts.Known.IsFlow(stowed.Type))
            {
                Escape(Value.Of(id));
                continue;
            }

            at.State.Narrow(id, at.State.CellOf(id).Ensure(FlowFacts.Stowed));
            if (stowed.Origin == ObjectOrigin.This || stowed.Type is not { } type || contracts.Known.IsDsl(type) || !escapingObjects.Add(id)) continue;
            foreach (var held in HeldBy(stowed)) Stow(held);
            escapingObjects.Remove(id);
            at.State.ForgetShared(id);
            builder.AddForgotten(stowed);
        }
    }

    public void StowAll(Value[] values)
    {
        foreach (var value in values) Stow(value);
    }

    /// <summary>Whether an object that is followed is in some collection, or with code that is not followed.</summary>
    public bool HasShared
    {
        get
        {
            for (var id = 0; id < table.ObjectCount; id++)
            {
                if (at.State.CellOf(id).IsShared) return true;
            }

            return false;
        }
    }

    /// <summary>Code that is not known has run: it may have taken out what is in collections.</summary>
    public void EscapeStowed()
    {
        for (var id = 0; id < table.ObjectCount; id++)
        {
            if (at.State.CellOf(id) is { IsStowed: true } cell) at.State.Set(id, cell.Escape(contracts.Revocable));
        }
    }

    /// <summary>Code that is not known has run: it may have used what it was given before, too.</summary>
    public void EscapeShared()
    {
        for (var id = 0; id < table.ObjectCount; id++)
        {
            if (at.State.CellOf(id) is { IsShared: true } cell) at.State.Set(id, cell.Escape(contracts.Revocable));
        }
    }

    public void EscapeOthers(OperationContract contract, Value? receiver, Value[] arguments)
    {
        if (receiver is not null && !IsSubject(contract, -1)) Escape(receiver);
        for (var index = 0; index < arguments.Length; index++)
        {
            if (!IsSubject(contract, index)) Escape(arguments[index]);
        }
    }

    /// <summary>Whether a contract applies to a parameter, or, with -1, to the receiver.</summary>
    public static bool IsSubject(OperationContract contract, int subject)
    {
        foreach (var requirement in contract.Requires)
        {
            if (requirement.Subject == subject) return true;
        }

        foreach (var effect in contract.Effects)
        {
            if (effect.Subject == subject) return true;
        }

        return false;
    }

    /// <summary>Handlers of others run: with the arguments surely, with other objects perhaps.</summary>
    public void RunHandlers(Value[] arguments)
    {
        at.State.Elsewhere = FactMask.All;
        for (var id = 0; id < table.ObjectCount; id++)
        {
            // Other code cannot await a task of this body.
            if (table[id].Handle is StartedFlow) continue;
            var cell = at.State.CellOf(id);
            at.State.Set(id, cell.MayEscape(contracts.Revocable));
        }

        EscapeAll(null, arguments);
    }

    public void EscapeAll(Value? receiver, Value[] arguments)
    {
        if (receiver is not null) Escape(receiver);
        foreach (var argument in arguments) Escape(argument);
    }

    /// <summary>The object escapes: unknown code may change all its revocable facts.</summary>
    public void Escape(Value value)
    {
        foreach (var id in value.Objects)
        {
            if (table[id].Handle is not Callable callable || !IsHarmless(callable)) at.State.Elsewhere = FactMask.All;
            // What a method of the object itself does with it is its own affair: it may take back what holds, but seldom does.
            var cell = at.State.CellOf(id);
            at.State.Set(id, table[id].Origin == ObjectOrigin.This ? cell.MayEscape(contracts.Revocable) : cell.Escape(contracts.Revocable));
            Expose(id);
            EscapeMembers(table[id]);
            at.State.ForgetShared(id);
            builder.AddForgotten(table[id]);
            if (table[id].Handle is not null) EscapeContent(id);
        }
    }

    /// <summary>From now on objects may turn up under a name that is not followed.</summary>
    public void Expose(Value value)
    {
        foreach (var id in value.Objects) Expose(id);
    }

    /// <summary>What an exception has goes with it to a handler, which gives it another name.</summary>
    public void ExposeHeld(Value thrown)
    {
        foreach (var id in thrown.Objects)
        {
            foreach (var held in HeldBy(table[id])) Expose(held);
        }
    }

    private void Expose(int id)
    {
        if (table[id] is { IsNew: true, Handle: null } or { IsFormal: true, Handle: null }) at.State.Narrow(id, at.State.CellOf(id).Ensure(FlowFacts.Escaped));
    }

    // Code that has an object of the model's own has what the object holds. "this" is left out: everything that it holds would escape all the time.
    private void EscapeMembers(AbstractObject owner)
    {
        if (owner.Origin == ObjectOrigin.This || !escapingObjects.Add(owner.Id)) return;
        foreach (var held in HeldBy(owner)) Escape(held);
        escapingObjects.Remove(owner.Id);
    }

    // Code of an object that is not known has run, and may have used what the object holds.
    public void MayEscapeMembers(AbstractObject owner)
    {
        if (owner.Origin == ObjectOrigin.This) return;
        foreach (var held in HeldBy(owner))
        {
            foreach (var id in held.Objects) at.State.Set(id, at.State.CellOf(id).MayEscape(contracts.Revocable));
        }
    }

    public List<Value> HeldBy(AbstractObject owner)
    {
        var all = new List<Value>();
        for (var index = 0; index < at.State.ValueCount; index++)
        {
            var variable = table.VariableAt(index);
            if (variable is { IsMember: true, Symbol: { } member } && variable.Owner?.Id == owner.Id && !contracts.Known.IsDsl(member)
                && at.State.ValueOf(variable) is { Objects.Length: > 0 } held)
                all.Add(held);
        }

        return all;
    }

    // A flow that is only looked at is still to be awaited; code that is called escapes with what it holds.
    public void HandOverContent(Value value, IMethodSymbol method)
    {
        foreach (var id in value.Objects)
        {
            if (table[id].Handle is Callable or HandedCode or Multicast or Container or Enumeration or TupleHandle || (table[id].Handle is StartedFlow && !program.IsForeign(method.ContainingAssembly)))
                Escape(Value.Of(id));
        }
    }

    public void ForgetReceiver()
    {
        if (body.Receiver is { } type) Escape(Value.Of(table.Receiver(type, 0).Id));
    }

    /// <summary>A new object that leads to others. What the last evaluation made escapes.</summary>
    public Value Make(IOperation site, Handle handle)
    {
        var made = table.OfHandle(site, site.Type, handle);
        if (at.State.Holds(made.Id)) EscapeContent(made.Id);
        at.State.Renew(made);
        return Value.Of(made.Id, Tri.False);
    }

    /// <summary>What an object leads to escapes.</summary>
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
                heap.ForgetPlaces(id);
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
            if (at.State.ValueOf(variable) is not { } held) continue;
            at.State.Set(variable, null);
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

    /// <summary>Whether code only reads objects, so that it does no harm if it escapes.</summary>
    private bool IsHarmless(Callable callable) =>
        callees.SummaryOf(callable) is { Assigned.Count: 0, Forgotten.Count: 0, Merged: { Result.Objects.Length: 0 } merged } summary && Callees.LeavesAll(summary) && !Stows(summary, merged);

    // Others would take it out whenever the code runs.
    private static bool Stows(Summary summary, Exit exit)
    {
        for (var id = 0; id < summary.Table.ObjectCount; id++)
        {
            if (exit.State.CellOf(id).IsStowed) return true;
        }

        return false;
    }

    // Whoever has it calls it with objects of his own, which may be known here.
    private void ScatterFromCode(Callable callable)
    {
        var summary = callees.SummaryOf(callable);
        if (summary?.Merged is not { } merged) return;
        var changed = merged.State.Scattered;
        foreach (var parameter in callable.Method.OriginalDefinition.Parameters) changed |= summary.ChangesOf(parameter);
        aliases.ScatterFromCallee(changed);
    }

    // A delegate may run at any time from now on.
    public void EscapeCaptured(ControlFlowGraph graph, IMethodSymbol owner)
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
            var value = at.State.ValueOf(table.VariableOf(symbol));
            if (value is null && body.Outer is not null && Variable.TypeOf(symbol) is { } type && program.IsTracked(type)) value = heap.ReadVariable(symbol, type);
            if (value is null) continue;

            // A lambda that calls itself would never end.
            if (!escaping.Add(symbol)) continue;
            Escape(value);
            escaping.Remove(symbol);
        }
    }

    /// <summary>What leads to others goes where it is not followed.</summary>
    public void HandOver(Value value)
    {
        foreach (var id in value.Objects)
        {
            if (table[id].Handle is not null) Escape(Value.Of(id));
        }
    }

    private void Loosen(ISymbol symbol)
    {
        if (Variable.TypeOf(symbol) is not { } type || !(TestedSymbols.IsScalar(type) || IsFlag(type))) return;
        (heap.Volatile ??= new(SymbolEqualityComparer.Default)).Add(symbol);
        var variable = table.VariableOf(symbol);
        at.State.Assign(variable, Value.Unknown);
        if (body.IsCaptured(symbol)) builder.AddAssigned(variable);
    }

    /// <summary>Code may run at any time: what it assigns of this body's variables is loose from now on.</summary>
    private void Loosen(Summary? summary, ControlFlowGraph? graph, IMethodSymbol owner)
    {
        if (summary is not null)
        {
            foreach (var variable in summary.Assigned)
            {
                if (variable is { IsMember: false, Symbol: { } symbol } && !IsOf(symbol, owner)) Loosen(symbol);
            }

            return;
        }

        if (graph is null) return;
        foreach (var operation in graph.OriginalOperation.DescendantsAndSelf())
        {
            if (operation is ILocalReferenceOperation { Local: var local } && !IsOf(local, owner)) Loosen(local);
            else if (operation is IParameterReferenceOperation { Parameter: var parameter } && !IsOf(parameter, owner)) Loosen(parameter);
        }
    }

    /// <summary>A flow of code in this body has been started: it goes on at any time.</summary>
    public void LoosenStarted(IMethodSymbol method, Value? receiver)
    {
        if (method.MethodKind == MethodKind.LocalFunction) Loosen(callees.Summarize(method), body.LocalFunction(method.OriginalDefinition, cancellation)?.Graph, method);
        if (method.MethodKind != MethodKind.DelegateInvoke || receiver is null) return;
        foreach (var id in receiver.Objects)
        {
            if (table[id].Handle is Callable callable) LoosenCode(callable);
        }
    }

    private void LoosenCode(Callable callable)
    {
        if (callable.Lambda is { } lambda) Loosen(callees.SummarizeLambda(lambda), lambda.Graph, callable.Method);
        else if (callable.Method.MethodKind == MethodKind.LocalFunction) LoosenStarted(callable.Method, null);
    }

    /// <summary>Something is assigned through a reference, and it is not known what.</summary>
    public void ForgetValues()
    {
        for (var id = 0; id < at.State.ValueCount; id++)
        {
            if (at.State.ValueOf(table.VariableAt(id)) is { Objects.Length: 0 } && table.VariableAt(id) is { Symbol: not null } variable) at.State.Assign(variable, Value.Unknown);
        }
    }

    // Something of the method around is changed, which may be a container there.
    public void NoteChanged(Value? owner)
    {
        if (body.Outer is null || owner is null) return;
        foreach (var id in owner.Objects) builder.AddForgotten(table[id]);
    }

    // What a caller gets he may do anything with; he knows only that he got something.
    public void HandOverTo(State left, Value? result)
    {
        if (result is null) return;
        var running = at.State;
        at.State = left;
        HandOver(result);
        at.State = running;
    }
}
