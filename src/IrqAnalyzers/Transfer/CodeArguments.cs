using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Code that is handed to a method which calls it: the method is analyzed once more for that code. What the code has of its own, "this"
/// and the variables around it, go by the same names there, and are bound where the code comes from.
/// </summary>
internal sealed class CodeArguments(
    BodyContext context, Cursor at, Heap heap, Callees callees, Escapes escapes, RequirementChecker checker, ContextSelector selector,
    SummaryApplier applier) : ICallModel
{
    private readonly Body body = context.Body;
    private readonly SummaryBuilder builder = context.Builder;
    private readonly CallStack calls = context.Calls;
    private readonly ContractTable contracts = context.Contracts;
    private readonly int depth = context.Depth;
    private readonly ISummaryProvider summaries = context.Summaries;
    private readonly ObjectTable table = context.Table;

    public void NoteCalling(Value called)
    {
        if (called.Single >= 0 && table[called.Single] is { Origin: ObjectOrigin.Variable, Symbol: IParameterSymbol parameter } && body.IsOwn(parameter)) builder.AddCalling(parameter);
    }

    private bool HoldCode(Value[] arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Single >= 0 && (table[argument.Single].Handle is Callable or HandedCode || IsOwnCode(argument))) return true;
        }

        return false;
    }

    // A delegate that is a parameter of this body, of which callers may know what it is.
    private bool IsOwnCode(Value value) =>
        value.Single >= 0 && table[value.Single] is { Origin: ObjectOrigin.Variable, Handle: null, Type.TypeKind: TypeKind.Delegate, Symbol: { } symbol } && body.IsOwn(symbol);

    /// <summary>Calls a method with the code that it is given; <see langword="null"/> if that cannot be followed.</summary>
    public CallOutcome? TryCall(CallSite call)
    {
        if (call.IsVirtual || callees.ContractOf(call.Method).HasFacts || !HoldCode(call.Arguments)) return null;
        return callees.Summarize(call.Method, isInvolved: true) is { Calling: not 0 } general ? Follow(call, general) : null;
    }

    /// <summary>Calls a lambda with the code that it is given; <see langword="null"/> if that cannot be followed, or if it is given none that it calls.</summary>
    public CallOutcome? TryCall(CallSite call, Summary lambda) => lambda.Calling != 0 && HoldCode(call.Arguments) ? Follow(call, lambda) : null;

    private CallOutcome? Follow(CallSite call, Summary general)
    {
        var (method, arguments, called) = (call.Method, call.Arguments, general.Calling);
        HandedCode?[]? code = null;
        var passed = 0UL;
        for (var ordinal = 0; ordinal < arguments.Length && ordinal < 64; ordinal++)
        {
            if (CodeIn(arguments[ordinal]) is { } handed) (code ??= new HandedCode?[arguments.Length])[ordinal] = handed;
            else if (IsOwnCode(arguments[ordinal])) passed |= 1UL << ordinal;
        }

        if (code is null && passed == 0) return null;
        for (var ordinal = 0; ordinal < arguments.Length && ordinal < 64; ordinal++)
        {
            var isCalled = (called & (1UL << ordinal)) != 0;
            if (isCalled) NoteCalling(arguments[ordinal]);
            if (!isCalled && code is not null) code[ordinal] = null;
        }

        if (code is null || Array.TrueForAll(code, static handed => handed is null) || general.Body is not { } callee) return null;
        var start = selector.SinceStart();
        var constants = selector.ConstantsIn(general, call);
        if (at.State.IsDead) return Value.Unknown;
        var selected = general.SelectedBy(new(constants, start, code), selection => FlowPass.Run(summaries, callee, depth - 1, calls, selection));
        if (selected is not { Summary: { LosesCode: false } summary, IsFinal: true } || selected.Height >= depth) return null;
        for (var ordinal = 0; ordinal < arguments.Length; ordinal++)
        {
            if (code[ordinal] is null) escapes.HandOverContent(arguments[ordinal], method);
        }

        if (start is not null) checker.ReportAtStart(general, selected, call);
        builder.Reach.Followed++;
        return applier.RunCode(call, summary);
    }

    /// <summary>The code that a value stands for, if a callee can call it: it assigns, and asks for, no flags around it, and changes nothing that leads to others.</summary>
    private HandedCode? CodeIn(Value value)
    {
        if (value is not { MayBeOther: false, Single: >= 0 and var id } || table[id].IsSummary) return null;
        if (table[id].Handle is HandedCode handed) return handed;
        if (table[id].Handle is not Callable callable || callable.IsVirtual || callable.Method.ReducedFrom is not null) return null;
        if (contracts.Of(callable.Method).HasFacts || callees.SummaryOf(callable) is not { Flags.Count: 0 } summary) return null;
        foreach (var assigned in summary.Assigned)
        {
            if (!assigned.IsMember) return null;
        }

        for (var formal = 0; formal < summary.Table.ObjectCount; formal++)
        {
            if (summary.Table[formal] is { Origin: ObjectOrigin.Variable, Symbol: { } symbol } && at.State.ValueOf(table.VariableOf(symbol)) is { } held && heap.LeadsToOthers(held)) return null;
        }

        return new(callable.Method, summary);
    }

    public CallOutcome InvokeHanded(CallSite call, HandedCode code)
    {
        var owner = Value.Of(table.OfSymbol(code.Method, code.Method.ContainingType).Id, Tri.False);
        return applier.RunCode(call.To(code.Method, null, owner), code.Summary);
    }
}
