using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// A method that runs the code which its object was made with, on an object that this body made: the <c>Dispose</c> of a guard. The code is one of this body, so
/// that what it does to variables around it is known.
/// </summary>
internal sealed class GuardCall(BodyContext context, Cursor at, Heap heap, Callees callees, VirtualCalls virtualCalls, CodeCalls codeCalls) : ICallModel
{
    private readonly ObjectTable table = context.Table;

    public CallOutcome? TryCall(CallSite call)
    {
        if (!call.Method.ReturnsVoid || !call.Method.Parameters.IsEmpty || call.Receiver is not { Single: >= 0 and var id } || table[id] is not { Origin: ObjectOrigin.Site, IsSummary: false, Handle: null } guard) return null;
        if (TargetOf(call) is not { } target || !context.Program.IsOwn(target) || callees.ContractOf(target).HasFacts) return null;
        if (context.Program.GuardOf(target, context.Cancellation) is not { } method || at.State.ValueOf(VariableOf(guard, method.Code)) is not { } code) return null;
        callees.NoteOrigin(target, null);
        if (code is { IsNull: Tri.True, Objects.Length: 0 }) return Value.Unknown;
        var runs = Runs(guard, method, code);
        if (runs == Tri.False) return Value.Unknown;
        if (!codeCalls.AreKnown(code, method.Arguments.Length)) return null;
        var arguments = new Value[method.Arguments.Length];
        for (var index = 0; index < arguments.Length; index++)
            arguments[index] = at.State.ValueOf(VariableOf(guard, method.Arguments[index])) ?? heap.ReadMember(guard, method.Arguments[index], Variable.TypeOf(method.Arguments[index])!);
        var before = runs == Tri.Unknown ? at.State.Clone() : null;
        var run = new CallSite(call.Operation, call.Method, null, code, arguments, new IOperation?[arguments.Length], isVirtual: false, call.Mode);
        codeCalls.InvokeAny(before is not null ? run.With(CallMode.OneOfSeveral) : run, code);
        if (before is not null && at.State.IsDead) at.State = before;
        else if (before is not null) at.State.Join(before);

        // It may have been put away.
        if (!at.State.IsDead) at.State.Set(VariableOf(guard, method.Code), Value.Unknown);
        return Value.Unknown;
    }

    // Where paths meet, the one put the code away, or set the flag, and the other did not: the body is analyzed again with them apart.
    private Tri Runs(AbstractObject guard, GuardMethod method, Value code)
    {
        if (code.IsNull == Tri.Unknown)
        {
            context.MembersApart.Want(method.Code);
            return Tri.Unknown;
        }

        if (!method.IsConditional) return Tri.True;
        if (method.Flag is not { } flag) return Tri.Unknown;
        var held = (at.State.ValueOf(VariableOf(guard, flag)) ?? heap.ReadMember(guard, flag, Variable.TypeOf(flag)!)).Boolean;
        if (held == Tri.Unknown) context.MembersApart.Want(flag);
        return held == Tri.Unknown ? Tri.Unknown : (held == Tri.True) == method.RunsIf ? Tri.True : Tri.False;
    }

    private IMethodSymbol? TargetOf(CallSite call) =>
        !call.IsVirtual ? call.Method : virtualCalls.ExactType(call.Receiver) is { } type ? VirtualCalls.TargetIn(type, call.Method) : null;

    private Variable VariableOf(AbstractObject guard, ISymbol member) => table.VariableOf(guard, member is IParameterSymbol ? member.OriginalDefinition : Results.MemberOf(guard.Type, member));
}
