using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Chooses the call context. Arguments that select what a callee does (a flag, a mode, nothing instead of an object), the type of the
/// receiver, and whether the system is starting have the callee analyzed once more.
/// </summary>
internal sealed class ContextSelector(
    BodyContext context, Cursor at, Heap heap, VirtualCalls virtualCalls, Refinement refinement, ParameterUse parameterUse,
    RequirementChecker checker, ForwardSolver<State, Value> solver, MemberContexts memberContexts)
{
    private readonly SummaryBuilder builder = context.Builder;
    private readonly CallStack calls = context.Calls;
    private readonly int depth = context.Depth;
    private readonly bool isAtStart = context.IsAtStart;
    private readonly ISummaryProvider summaries = context.Summaries;

    /// <summary>Selecting parameters beyond the first are treated as unknown: each multiplies the contexts in which a method is analyzed.</summary>
    private const int MaximumSelecting = 3;

    /// <summary>Of more types than that which the receiver may have, it is not followed which it has.</summary>
    private const int MaximumTypes = 4;

    /// <summary>What a callee does with these arguments. The state may be dead afterwards: they cannot be so.</summary>
    /// <param name="general">What it does with any.</param>
    /// <param name="call">The call.</param>
    /// <param name="isBlind">Whether something is known here that selects what the callee does, and the callee, which calls itself or goes too deep, is not
    /// analyzed for it.</param>
    public Summary Select(Summary general, CallSite call, out bool isBlind)
    {
        var (arguments, operands) = (call.Arguments, call.Operands);
        isBlind = false;
        if (general.Body is not { } callee)
        {
            isBlind = general.IsForAnyCaller && KnowsWhatSelects(general, call);
            return general;
        }

        Value?[]? known = null;
        var count = 0;
        for (var ordinal = 0; ordinal < arguments.Length && count < MaximumSelecting; ordinal++)
        {
            if ((general.Selecting & (1UL << ordinal)) == 0) continue;
            count++;
            if (ordinal < operands.Length && operands[ordinal] is { } operand) parameterUse.NoteHandedOn(operand);
            if (KnownOf(arguments[ordinal]) is { } fixedTo) (known ??= new Value?[arguments.Length])[ordinal] = fixedTo;
            if (at.State.IsDead) return general;
        }

        var members = memberContexts.KnownOf(general, call);
        if (at.State.IsDead) return general;
        var start = general.DependsOnStart ? SinceStart() : null;
        var type = general.DependsOnType ? TypeOf(call) : null;
        if (known is null && start is null && type is null && members.Length == 0) return general;
        var selected = general.SelectedBy(new(known ?? Array.Empty<Value?>(), start, type: type, members: members), selection => FlowPass.Run(summaries, callee, depth - 1, calls, selection));
        if (selected is not { Summary: { } summary, IsFinal: true } || selected.Height >= depth)
        {
            isBlind = known is not null || members.Length > 0;
            return general;
        }

        if (type is not null) builder.AddOrigins(selected);
        if (start is not null) checker.ReportAtStart(general, selected, call);
        return summary;
    }

    private bool KnowsWhatSelects(Summary general, CallSite call)
    {
        for (var ordinal = 0; ordinal < call.Arguments.Length && ordinal < 64; ordinal++)
        {
            if ((general.Selecting & (1UL << ordinal)) != 0 && IsKnown(call.Arguments[ordinal])) return true;
        }

        return general.SelectingMembers.Count > 0 && (memberContexts.KnownOf(general, call).Length > 0 || at.State.IsDead);
    }

    private bool IsKnown(Value argument) =>
        argument.Boolean != Tri.Unknown || argument.IsNull != Tri.Unknown || argument.Truth is not null || argument.Nullness is not null || heap.ScalarOf(argument) is { IsBounded: true };

    /// <summary>
    /// Flags and numbers among the arguments that select what a callee does, where they are known. For the outcome of a test there is a case each; the state may
    /// be dead afterwards.
    /// </summary>
    public Value?[] ConstantsIn(Summary general, CallSite call)
    {
        Value?[]? known = null;
        var count = 0;
        for (var ordinal = 0; ordinal < call.Arguments.Length && count < MaximumSelecting; ordinal++)
        {
            if ((general.Selecting & (1UL << ordinal)) == 0) continue;
            count++;
            if ((heap.ConstantOf(call.Arguments[ordinal]) ?? OutcomeOf(call.Arguments[ordinal])) is { } constant) (known ??= new Value?[call.Arguments.Length])[ordinal] = constant;
        }

        return known ?? Array.Empty<Value?>();
    }

    /// <summary>Whether what decides in the callee which exit it takes, or what it gives, may depend on the state here, and the callee does not see how.</summary>
    public bool MayRuleOut(Summary callee, CallSite call)
    {
        for (var ordinal = 0; ordinal < call.Arguments.Length && ordinal < 64; ordinal++)
        {
            if ((callee.Selecting & (1UL << ordinal)) == 0) continue;
            var argument = call.Arguments[ordinal];
            if (argument.IsLossy || argument is { TellsCount: true, Scalar: not { IsConstant: true } } || argument is { Boolean: Tri.Unknown, Truth.IsPassing: true }) return true;
        }

        return memberContexts.MayRuleOut(callee, call);
    }

    // Of several types that the receiver may have, there is a case for each. Which it is was decided earlier, and so nothing is sure in any of them.
    private INamedTypeSymbol? TypeOf(CallSite call)
    {
        if (virtualCalls.ExactType(call.Receiver) is { } exact) return exact;
        if (virtualCalls.TypesOf(call) is not { Count: > 0 and <= MaximumTypes } types || types.Exists(static type => type.IsGenericType)) return null;
        if (types.Count == 1) return types[0];
        var choice = solver.Choices.Choose(types.Count);
        if (choice < 0) return null;
        at.State.AddDoubt(true);
        return types[choice];
    }

    /// <summary>The facts that may have been established since the system started; <see langword="null"/> if it is not known to be starting.</summary>
    public FactMask? SinceStart() => isAtStart && at.State.Elsewhere != FactMask.All ? at.State.Elsewhere : null;

    // That an operation has done nothing is no case where it is known that it has done something.
    private bool IsSurelySome(Condition isNone) =>
        (Answer.Of(at.State.Answers, isNone.Target) & isNone.Facts) != 0 || (isNone.Facts & ~at.State.CellOf(isNone.Target).SurelyTrue) == 0;

    /// <summary>What is known of an argument. If it is the outcome of a test, there is a case for each outcome.</summary>
    private Value? KnownOf(Value argument)
    {
        if (argument.Boolean != Tri.Unknown) return Value.OfBoolean(argument.Boolean == Tri.True);
        if (argument.IsNull == Tri.True) return Value.Nothing;
        if (argument.TellsCount && heap.ScalarOf(argument) is not { IsConstant: true })
            return IsSurelySome(argument.Nullness!) ? Value.OfScalar(Scalar.Between(1, int.MaxValue)) : refinement.DecideCount(argument.Nullness!) is { } number ? Value.OfScalar(number) : null;
        if (heap.ScalarOf(argument) is { IsBounded: true } scalar) return Value.OfScalar(scalar.From(-1)).WithNull(argument.IsNull);
        if (OutcomeOf(argument) is { } outcome) return outcome;
        if (argument.IsNull == Tri.False) return Value.NotNull;
        if (argument.Nullness is { IsPassing: false } nullness) return refinement.Decide(nullness) is { } isNull ? isNull ? Value.Nothing : Value.NotNull : null;
        return null;
    }

    private Value? OutcomeOf(Value argument) =>
        argument.Truth is { IsPassing: false } truth && refinement.Decide(truth) is { } outcome ? Value.OfBoolean(outcome) : null;
}
