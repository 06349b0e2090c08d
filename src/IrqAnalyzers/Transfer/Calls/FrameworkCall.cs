using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using Microsoft.CodeAnalysis;
using static IrqAnalyzers.Transfer.OperationFacts;
using static IrqAnalyzers.Transfer.TypeFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// A call of code that does not know the DSL, because its assembly does not refer to it. It changes no facts, but may call code that does and subscribed to
/// it; what it stores may come back under another name.
/// </summary>
internal sealed class FrameworkCall(BodyContext context, Cursor at, VirtualCalls virtualCalls, Escapes escapes, ExceptionFlow exceptions, Results results, Losses losses) : ICallModel
{
    private readonly ProgramFacts program = context.Program;

    public CallOutcome? TryCall(CallSite call)
    {
        var method = call.Method;
        if (!program.IsForeign(method.ContainingAssembly) || (call.IsVirtual && virtualCalls.MayRunOwnCode(method, call.Instance))) return null;
        if (!RunsNoOwnCode(method, call.Instance, call.Operands)) exceptions.ThrowingUnforeseen();
        if (method.MethodKind == MethodKind.Ordinary && method.Name is not ("GetEnumerator" or "Contains" or "IndexOf" or "Peek")) NoteChanged(call);
        if (!method.IsStatic && method.MethodKind == MethodKind.Ordinary && method.ContainingType.SpecialType != SpecialType.System_Object)
        {
            if (KeepsToItself(method.ContainingType)) escapes.StowAll(call.Arguments);
            else escapes.EscapeAll(null, call.Arguments);
        }
        else if (method.MethodKind is MethodKind.Constructor or MethodKind.PropertySet || program.HoldsObject(method.ReturnType) || method.ReturnType is { IsValueType: true, SpecialType: SpecialType.None })
        {
            // What is made of them may have them: a sequence, a pair, a task.
            foreach (var argument in call.Arguments) escapes.Expose(argument);
        }

        // What was taken out was there because the function is in use. So is what is found, of a function that comes in use.
        var givesState = method.Parameters.Length > 0 && (method.Parameters[method.Parameters.Length - 1].RefKind == RefKind.Out
            || (method.Parameters.Length == 1 && (method.Name == "Remove" || (method.Name is "Contains" or "ContainsKey" && ComesInUse(call.Arguments[0])))));
        var (owner, others, isCollection) = (call.Receiver, call.Arguments, KeepsToItself(method.ContainingType));
        if (method is { IsExtensionMethod: true, Name: "Remove" or "TryAdd" or "GetValueOrDefault" } && others.Length > 1 && method.Parameters[0].Type is INamedTypeSymbol asked && KeepsToItself(asked))
            (owner, others, isCollection) = (others[0], others.AsSpan(1).ToArray(), true);
        return losses.Lossy(results.Result(call.Operation, method), owner, others, givesState, isCollection, isAdding: method.Name is "Add" or "TryAdd");
    }

    // A parameter that may arrive with vectors, or its address.
    private bool ComesInUse(Value key)
    {
        if ((key.Named >= 0 ? key.Named : key.Single) is not (>= 0 and var id) || context.Table[id].Symbol is not IParameterSymbol parameter) return false;
        var contract = context.Contracts.Of(parameter);
        return (contract.ArrivesWith & contract.ArrivesWithout & context.Contracts.Known.Allocated) != 0;
    }

    // A collection of names or numbers in a member: what is found in it from now on tells what this body has put there.
    private void NoteChanged(CallSite call)
    {
        escapes.NoteChanged(call.Receiver);
        if (call.Receiver is not { Single: >= 0 and var id } || !KeepsToItself(call.Method.ContainingType) || call.Method.ContainingType.TypeArguments is not { Length: > 0 } arguments) return;
        if (!TestedSymbols.IsScalar(arguments[0]) || context.Table[id] is not { Origin: ObjectOrigin.Path, Symbol: { } member, Owner: var owner }) return;
        var variable = context.Table.VariableOf(owner, member);
        if (at.State.ValueOf(variable) is { IsNull: not Tri.True } held) at.State.Set(variable, held.WithNull(Tri.Unknown).WithFree(false));
    }
}
