using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.OperationFacts;
using static IrqAnalyzers.Transfer.TypeFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Applies the summary of a callee at a call: checks what the callee requires, takes over what it does, and gives what it returns.
/// </summary>
internal sealed class SummaryApplier(
    BodyContext context, Cursor at, ForwardSolver<State, Value> solver, Heap heap, Copies copies, Aliases aliases,
    VirtualCalls virtualCalls, Escapes escapes, Containers containers, CapturedFlags capturedFlags, Comparisons comparisons,
    ExceptionFlow exceptions, RequirementChecker checker, Bindings bindings, ContextSelector selector, Results results,
    StartedTasks tasks)
{
    private readonly SummaryBuilder builder = context.Builder;
    private readonly ObjectTable table = context.Table;
    private readonly TestedSymbols tested = context.Tested;

    /// <summary>A callee throws: its exceptions are this body's to catch.</summary>
    private void ThrowFrom(Summary summary, Value?[] bound, CallSite call, bool isByName)
    {
        if (summary.Thrown.Count == 0 || call.Is(CallMode.Starting)) return;
        var before = at.State;
        var knowsFlags = KnowsFlags(call.Method);
        foreach (var exit in summary.Thrown)
        {
            at.State = before.Clone();
            if (!capturedFlags.RefineFlags(summary, exit.State, call.Mode)) continue;
            TakeOver(summary, exit.State, bound, Bindings.Entangled(summary, bound, exit.State), call, isByName);
            if (at.State.IsDead) continue;
            at.State.AddDoubt(call.Is(CallMode.Completing | CallMode.OneOfSeveral) || (exit.State.DependsOnFlags && knowsFlags) || Contradicts(before, at.State));
            at.State.DependsOnFlags |= exit.State.DependsOnFlags;
            at.State.Thrown = exit.What;
            solver.Throw(at.Block.EnclosingRegion, at.State);
        }

        at.State = before;
    }

    // A callee that throws because of what it asks of an object does not throw where the answer is another.
    private static bool Contradicts(State before, State after)
    {
        for (var id = 0; id < before.CellCount; id++)
        {
            var (was, @is) = (before.CellOf(id), after.CellOf(id));
            if (!ReferenceEquals(was, @is) && ((was.SurelyTrue & @is.SurelyFalse) | (was.SurelyFalse & @is.SurelyTrue)) != 0) return true;
        }

        return false;
    }

    // What a flag or a number decides in a callee may be decided here already.
    private bool KnowsFlags(IMethodSymbol callee)
    {
        if (at.State.DependsOnFlags) return true;
        var isInside = callee.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction;
        foreach (var parameter in callee.Parameters)
        {
            if (IsFlag(parameter.Type) || TestedSymbols.IsScalar(parameter.Type)) return true;
        }

        for (var index = 0; index < at.State.ValueCount; index++)
        {
            var variable = table.VariableAt(index);
            if ((variable.IsMember || (isInside && variable.Symbol is not null)) && at.State.ValueOf(variable) is { } value && IsKnown(value)) return true;
        }

        return false;
    }

    private static bool IsKnown(Value value) =>
        value.Boolean != Tri.Unknown || value.IsNull == Tri.True || value.Truth is not null || value.IsLossy || value.Scalar is { IsBounded: true };

    /// <summary>Calls code that is known, which may throw what it does not know of before it is done, and after.</summary>
    public CallOutcome RunCode(CallSite call, Summary summary)
    {
        if (summary.ThrowsUnforeseen) exceptions.ThrowingUnforeseen();
        var result = Apply(call, summary);
        if (!at.State.IsDead) exceptions.Throwing(summary.ThrowsUnforeseen ? Thrown.ByAnybody : Thrown.ByOperation);
        return result;
    }

    public CallOutcome Apply(CallSite call, Summary summary)
    {
        builder.AddCallee(summary);
        builder.DependsOnType |= summary.DependsOnType && virtualCalls.IsThis(call.Method, call.Receiver);
        var isByName = HandsName(call);
        var mayRuleOut = selector.MayRuleOut(summary, call) || isByName;
        summary = selector.Select(summary, call, out var isBlind);
        if (at.State.IsDead) return Value.Unknown;
        mayRuleOut |= isBlind;
        var givesMade = context.Program.HoldsObject(call.Method.ReturnType) && HandsMade(call);
        var bound = Bind(summary, call);
        var entangled = summary.Merged is null ? null : Bindings.Entangled(summary, bound, summary.Merged.State);
        CheckRequirements(summary, bound, entangled, call);
        foreach (var use in summary.Uses) checker.NoteReach(use, bound[use.Formal.Id]);
        ThrowFrom(summary, bound, call, isByName);
        if (summary.Merged is not { } merged)
        {
            at.State.IsDead = true;
            return Value.Unknown;
        }

        var exits = capturedFlags.ExitsOf(summary, call.Mode);
        if (exits.Count == 0)
        {
            at.State.IsDead = true;
            return Value.Unknown;
        }

        var choice = (summary is { Flags.Count: 0, IsApartByNumbers: true } && IsUnused(call.Operation)) || call.Is(CallMode.DecidedBefore) ? -1 : solver.Choices.Choose(exits.Count);
        var exit = choice >= 0 ? exits[choice] : merged;
        at.State.AddDoubt(choice >= 0 && exits.Count > 1 && (mayRuleOut || IsAskedAgain(call) || givesMade));
        if (!capturedFlags.RefineFlags(summary, exit.State, call.Mode))
        {
            at.State.IsDead = true;
            return Value.Unknown;
        }

        if (tasks.Started.Count > 0) tasks.CompleteCaptured(summary, exit, bound, call.Mode);
        TakeOver(summary, exit.State, bound, entangled, call, isByName);

        // Whether the callee throws or comes back may be decided by what was tested here before.
        at.State.AddDoubt(summary.Members is { } members && tested.TestsAny(members));
        var returned = new Returned(summary, exit.State, bound, isByName);
        var result = call.Method.ReturnsVoid ? Value.Unknown : comparisons.LossyAfterCall(results.Receive(exit, returned, call.Operation, call.Method), call);
        if ((mayRuleOut || givesMade) && result is { IsFree: true, Boolean: Tri.Unknown, Truth: null }) result = result.WithFree(false);
        return new(result, results.GiveBack(returned, call));
    }

    // What each object of the callee is here. It has no names for the elements of the containers that it gets.
    private Value?[] Bind(Summary summary, CallSite call)
    {
        var bound = new Value?[summary.Table.ObjectCount];
        for (var id = 0; id < bound.Length; id++)
        {
            if (summary.Table[id] is { IsFormal: true, IsFarAlong: false } formal) bound[id] = copies.BoundTo(formal, bindings.Bind(formal, summary, call), summary, call);
            containers.Expose(bound[id]);
        }

        return bound;
    }

    // Which of several objects a callee gives, as the end of a chain or an element of a collection, was decided where that was made: here.
    private bool HandsMade(CallSite call)
    {
        foreach (var argument in call.Arguments)
        {
            foreach (var id in argument.Objects)
            {
                if (table[id] is { Handle: Container } or { IsNew: true, Handle: null }) return true;
            }
        }

        return false;
    }

    // An address, a name, or a key that is made of one.
    private bool HandsName(CallSite call)
    {
        for (var ordinal = 0; ordinal < call.Arguments.Length; ordinal++)
        {
            var argument = call.Arguments[ordinal];
            if (ordinal < call.Operands.Length && call.Operands[ordinal] is { } operand && IsOfName(operand)) return true;
            if (argument.Named >= 0 && (ordinal < call.Operands.Length ? call.Operands[ordinal]?.Type : null) is { SpecialType: SpecialType.System_String } or { IsValueType: true, SpecialType: SpecialType.None }) return true;
            if (argument.Single >= 0 && table[argument.Single] is { Origin: ObjectOrigin.Site, IsNew: true, Handle: null } key && HasName(key)) return true;
        }

        return false;
    }

    // What the DSL calls an object, or where it is, stands in the argument.
    private bool IsOfName(IOperation operand)
    {
        if (operand is ILocalReferenceOperation or IParameterReferenceOperation or ILiteralOperation) return false;
        foreach (var inner in operand.DescendantsAndSelf())
        {
            if (inner is IPropertyReferenceOperation { Instance.Type: { } owner, Type: { SpecialType: SpecialType.System_String } or { IsValueType: true, SpecialType: SpecialType.None, TypeKind: TypeKind.Struct } }
                && context.Program.Subjects.Contain(owner)) return true;
        }

        return false;
    }

    private bool HasName(AbstractObject key)
    {
        for (var index = 0; index < at.State.ValueCount; index++)
        {
            if (table.VariableAt(index) is { Owner: { } owner } variable && owner.Id == key.Id && at.State.ValueOf(variable) is { Named: >= 0 }) return true;
        }

        return false;
    }

    /// <summary>What the callee requires, where its flags of this body are as the requirement needs them.</summary>
    private void CheckRequirements(Summary summary, Value?[] bound, bool[]? entangled, CallSite call)
    {
        foreach (var requirement in summary.Requirements)
        {
            if (bound[requirement.Formal.Id] is not { } subject) continue;
            var before = at.State;
            var isUnsure = requirement.Guards is not null && call.Is(CallMode.Starting | CallMode.Completing);
            if (requirement.Guards is { } guards && !isUnsure)
            {
                at.State = before.Clone();
                if (!capturedFlags.Enter(guards))
                {
                    at.State = before;
                    continue;
                }
            }

            checker.CheckConditional(requirement, subject, call, isUnsure || (entangled?[requirement.Formal.Id] ?? false));
            at.State = before;
        }
    }

    // Whether a callee knows an object by which it may have decided whether it assigns.
    private bool AsksSubjects(Summary summary)
    {
        for (var id = 0; id < summary.Table.ObjectCount; id++)
        {
            if (summary.Table[id] is { IsFormal: true, Origin: not ObjectOrigin.This, Type: { } type } && context.Program.Subjects.Contain(type)) return true;
        }

        return false;
    }

    /// <summary>What a callee did on its way to an exit has been done.</summary>
    private void TakeOver(Summary summary, State exit, Value?[] bound, bool[]? entangled, CallSite call, bool isByName)
    {
        at.State.AddDoubt(exit.IsDoubtful, exit.Doubt);
        at.State.AddDoubt(exit.IsHarmless, Doubt.Harmless);
        at.State.Elsewhere |= exit.Elsewhere;
        if (exit.Elsewhere == FactMask.All) escapes.EscapeStowed();
        at.State.Widespread |= exit.Widespread;
        at.State.Recalled &= ~exit.Widespread;
        if (exit.Recalled != 0) at.State.Recall(exit.Recalled);
        at.State.Granted |= exit.Granted;
        foreach (var owner in summary.Forgotten)
        {
            if (bound[owner.Id] is not { } owners) continue;
            foreach (var id in owners.Objects)
            {
                escapes.MayEscapeMembers(table[id]);
                at.State.ForgetShared(id);
                builder.AddForgotten(table[id]);
            }
        }

        if (summary.IsInside) containers.DisturbContainers(summary, exit, bound);
        aliases.ScatterFromCallee(exit.Scattered);
        for (var id = 0; id < bound.Length; id++)
        {
            if (bound[id] is { } targets) ApplyCell(targets, exit.CellOf(id), summary.Table[id], entangled?[id] ?? false, call);
            else if (summary.Table[id].IsFormal) aliases.ScatterFromCallee(exit.CellOf(id).ChangesFrom(summary.Table[id].Initial));
        }

        foreach (var variable in summary.Assigned) ApplyAssignment(variable, summary, bound, exit, call, isByName);
        if (!at.State.IsDead) TakeOver(exit.Answers, bound);
    }

    // What a look-up in the callee said of what is so here.
    private void TakeOver(Answer? answers, Value?[] bound)
    {
        for (var answer = answers; answer is not null; answer = answer.Others)
        {
            if (answer.Object >= bound.Length || bound[answer.Object] is not { Single: >= 0 and var single } || table[single].IsSummary) continue;
            at.State.AddDoubt((answer.Facts & ~at.State.CellOf(single).SurelyFalse) == 0);
            at.State.NoteAnswer(single, answer.Facts);
        }
    }

    private void ApplyCell(Value targets, Cell exit, AbstractObject formal, bool isEntangled, CallSite call)
    {
        if (exit.Equals(formal.Initial)) return;
        var changes = exit.ChangesFrom(formal.Initial);
        if (call.Is(CallMode.DecidedBefore)) exit = exit.UndecideAll(changes);
        var isCertain = !isEntangled && targets.Single is var single && single >= 0 && !table[single].IsSummary;

        // What is nothing is not of the type of the parameter.
        isCertain &= targets.Nullness is null || (at.State.CellOf(targets.Single).Kinds & ~formal.StaticKinds) == Contracts.Kinds.None;
        foreach (var id in targets.Objects)
        {
            var before = at.State.CellOf(id);
            var after = exit.After(before);
            if (after.Kinds == Contracts.Kinds.None)
            {
                if (isCertain) at.State.IsDead = true;
                continue;
            }

            checker.NoteEnsured(id, exit.Physical.True | exit.Virtual.True);
            if (before.Asked != 0)
            {
                checker.Late.NoteRevoked(id, (exit.Physical.False | exit.Virtual.False) & changes, call.Operation.Syntax);
                (before, after) = (at.State.CellOf(id), exit.After(at.State.CellOf(id)));
            }

            at.State.Set(id, isCertain ? after : before.Join(after), changes);
        }

        aliases.Scatter(targets, changes, exit.Kinds);
    }

    // What a method keeps that only assigns what it is given. Objects are followed in any method.
    private Value? Kept(Variable variable, CallSite call)
    {
        if (variable.Owner!.Origin != ObjectOrigin.This) return null;
        var assignments = context.Program.PlainAssignments.Of(call.Method, context.Cancellation);
        if (assignments.IsDefault) return null;
        Value? kept = null;
        foreach (var assignment in assignments)
        {
            if (SymbolEqualityComparer.Default.Equals(assignment.Member, variable.Symbol!.OriginalDefinition)) kept = assignment.Given(call.Arguments);
        }

        return kept is { Objects.Length: 0 } ? kept : null;
    }

    private Value TranslateMember(Value held, Value?[] bound)
    {
        var translated = Bindings.Translate(held, bound);
        if (held.Outcome is not { } outcome || bindings.Translate(outcome, bound) is not { } here) return translated;
        return (held.TellsCount ? translated.WithNullness(here) : translated.WithTruth(here)).WithFree(held.IsFree);
    }

    // Who asks the same again gets the same answer, though it is not known which.
    private bool IsAskedAgain(CallSite call) => IsFlag(call.Method.ReturnType) && tested.FirstAsked(at.Block) is not null;

    // What comes of a value that is known here is as good as known, though the callee did not know it.
    private bool IsKnownNow(Variable variable, Value owners)
    {
        foreach (var id in owners.Objects)
        {
            if (heap.IsMadeHere(table[id]) || at.State.ValueOf(table.VariableOf(table[id], variable.Symbol!)) is { } now && (now.IsKnown || now.IsLossy)) return true;
        }

        return false;
    }

    private void ApplyAssignment(Variable variable, Summary summary, Value?[] bound, State exit, CallSite call, bool isByName)
    {
        if (!variable.IsMember)
        {
            if (variable.Symbol is { } captured) capturedFlags.AssignCaptured(captured, summary, exit, call.Mode);
            return;
        }

        if (variable.Owner is null)
        {
            heap.AssignMember((AbstractObject?)null, variable.Symbol!, Value.Unknown);
            return;
        }

        if (variable.Owner.Id >= bound.Length || bound[variable.Owner.Id] is not { } owners) return;
        var assigned = exit.ValueOf(variable) is { } held ? TranslateMember(held, bound) : AsksSubjects(summary) ? Value.Unknown : Value.Free;

        // A callee may keep what it was given, or what it computes from that.
        assigned = Kept(variable, call) ?? Logic.Unfollowed(assigned, null, call.Arguments);
        if (assigned.IsOpen && (isByName || IsKnownNow(variable, owners))) assigned = assigned.WithFree(false);
        var isCertain = owners.Single is var single && single >= 0 && !table[single].IsSummary;
        foreach (var id in owners.Objects)
        {
            if (isCertain) heap.AssignMember(table[id], variable.Symbol!, assigned);
            else heap.AssignMember(table[id], variable.Symbol!, assigned.Join(Value.Unknown));
        }
    }
}
