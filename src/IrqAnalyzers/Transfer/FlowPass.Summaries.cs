using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>Makes the summary of this body, and applies those of the bodies it calls.</summary>
internal sealed partial class FlowPass
{
    private readonly HashSet<IFlowAnonymousFunctionOperation> lambdas = new();
    private readonly List<Body> lambdaBodies = new();
    private void Leave(ControlFlowBranch branch, State left, Value? result)
    {
        if (!frame.IsReporting)
        {
            frame.Depart(branch.Source.Ordinal, new(branch, left, result));
            return;
        }

        CheckLeaving(branch, left, result);
        CheckStartedFlows(left);
        var parts = PartsOf(result, left);
        if (parts is null) HandOverTo(left, result);
        foreach (var part in parts ?? Array.Empty<Value>()) HandOverTo(left, part);
        foreach (var (_, given) in builder.Exits.GivenBack) HandOverTo(left, left.ValueOf(given));
        var value = AtExit(result ?? Value.Unknown, left);
        builder.Exits.Add(new(value, left, parts));
    }

    // What a caller gets he may do anything with; he knows only that he got something.
    private void HandOverTo(State left, Value? result)
    {
        if (result is null) return;
        var running = state;
        state = left;
        HandOver(result);
        state = running;
    }

    /// <summary>The summary of a method whose body is known to be the one that runs.</summary>
    private Summary? Summarize(IMethodSymbol method, bool isInvolved = false)
    {
        method = method.OriginalDefinition;
        method = method.PartialImplementationPart ?? method;
        if (isInvolved ? !program.HasBody(method) : !program.MayHaveBody(method) && !program.MayMakeResult(method)) return null;
        if (depth == 0)
        {
            builder.ReachDepth();
            return null;
        }

        var result = method.MethodKind == MethodKind.LocalFunction
            ? summaries.Analyze(method, depth - 1, body.LocalFunction(method, cancellation), calls)
            : summaries.Analyze(method, depth - 1, null, calls);
        NoteOrigin(method, result);
        if (result is null) return null;
        builder.AddCallee(result);
        return result.Summary;
    }

    private void NoteOrigin(IMethodSymbol callee, BodyResult? result) => builder.AddOrigin(summaries.KeyOf(callee), result);

    /// <summary>Calls code that is known, which may throw what it does not know of before it is done, and after.</summary>
    private Value RunCode(
        IOperation site, IMethodSymbol method, Summary summary, IOperation? instance, Value? receiver, Value[] arguments, IOperation?[] operands)
    {
        if (summary.ThrowsUnforeseen) ThrowingUnforeseen();
        var result = Apply(site, method, summary, instance, receiver, arguments, operands);
        if (!state.IsDead) Throwing(summary.ThrowsUnforeseen ? Thrown.ByAnybody : Thrown.ByOperation);
        return result;
    }

    private Value Apply(
        IOperation site, IMethodSymbol method, Summary summary, IOperation? instance, Value? receiver, Value[] arguments, IOperation?[] operands)
    {
        builder.AddCallee(summary);
        builder.DependsOnType |= summary.DependsOnType && IsThis(method, receiver);
        summary = Select(summary, site, method, receiver, arguments, operands);
        if (state.IsDead) return Value.Unknown;
        var call = new CallBinding(method, instance, receiver, arguments, operands);
        var bound = new Value?[summary.Table.ObjectCount];
        for (var id = 0; id < bound.Length; id++)
        {
            if (summary.Table[id] is { IsFormal: true, IsFarAlong: false } formal) bound[id] = BoundTo(formal, Bind(formal, summary, call, site), summary, call);
        }

        var entangled = summary.Merged is null ? null : Entangled(summary, bound, summary.Merged.State);
        foreach (var requirement in summary.Requirements)
        {
            if (bound[requirement.Formal.Id] is not { } subject) continue;
            var before = state;
            var isUnsure = requirement.Guards is not null && (isStarting || isCompleting);
            if (requirement.Guards is { } guards && !isUnsure)
            {
                state = before.Clone();
                if (!Enter(guards))
                {
                    state = before;
                    continue;
                }
            }

            CheckConditional(requirement, subject, site, OperandOf(requirement.Formal, call), TextOf(requirement.Formal, call), isUnsure || (entangled?[requirement.Formal.Id] ?? false));
            state = before;
        }

        ThrowFrom(summary, bound, method);
        if (summary.Merged is not { } merged)
        {
            state.IsDead = true;
            return Value.Unknown;
        }

        var exits = ExitsOf(summary);
        if (exits.Count == 0)
        {
            state.IsDead = true;
            return Value.Unknown;
        }

        var choice = summary is { Flags.Count: 0, IsApartByNumbers: true } && IsUnused(site) ? -1 : choices.Choose(exits.Count);
        var exit = choice >= 0 ? exits[choice] : merged;
        if (!RefineFlags(summary, exit.State))
        {
            state.IsDead = true;
            return Value.Unknown;
        }

        if (startedFlows.Count > 0) CompleteCaptured(summary, exit, bound);
        TakeOver(summary, exit.State, bound, entangled);
        // Whether the callee throws or comes back may be decided by what was tested here before.
        state.IsDoubtful |= summary.Members is { } members && tested.TestsAny(members);
        var result = method.ReturnsVoid ? Value.Unknown : Unfollowed(Receive(exit, new(summary, exit.State, bound), site, method), method);
        GiveBack(new(summary, exit.State, bound), call);
        return result;
    }

    /// <summary>What a callee did on its way to an exit has been done.</summary>
    private void TakeOver(Summary summary, State exit, Value?[] bound, bool[]? entangled)
    {
        state.IsDoubtful |= exit.IsDoubtful;
        state.Elsewhere |= exit.Elsewhere;
        if (exit.Elsewhere == FactMask.All) EscapeStowed();
        state.Widespread |= exit.Widespread;
        state.Granted |= exit.Granted;
        foreach (var owner in summary.Forgotten)
        {
            if (bound[owner.Id] is not { } owners) continue;
            foreach (var id in owners.Objects)
            {
                MayEscapeMembers(table[id]);
                state.ForgetShared(id);
                builder.AddForgotten(table[id]);
            }
        }

        if (summary.IsInside) DisturbContainers(summary, exit, bound);
        ScatterFromCallee(exit.Scattered);
        for (var id = 0; id < bound.Length; id++)
        {
            if (bound[id] is { } targets) ApplyCell(targets, exit.CellOf(id), summary.Table[id], entangled?[id] ?? false);
            else if (summary.Table[id].IsFormal) ScatterFromCallee(exit.CellOf(id).ChangesFrom(summary.Table[id].Initial));
        }

        foreach (var variable in summary.Assigned) ApplyAssignment(variable, summary, bound, exit);
        if (!state.IsDead) TakeOver(exit.Answers, bound);
    }

    // What a look-up in the callee said of what is so here.
    private void TakeOver(Answer? answers, Value?[] bound)
    {
        for (var answer = answers; answer is not null; answer = answer.Others)
        {
            if (answer.Object >= bound.Length || bound[answer.Object] is not { Single: >= 0 and var single } || table[single].IsSummary) continue;
            state.IsDoubtful |= (answer.Facts & ~state.CellOf(single).SurelyFalse) == 0;
            state.NoteAnswer(single, answer.Facts);
        }
    }

    /// <summary>The objects of a callee that are one here, though it changes one and not the other; <see langword="null"/> if there are none.</summary>
    private static bool[]? Entangled(Summary summary, Value?[] bound, State exit)
    {
        bool[]? entangled = null;
        for (var changed = 0; changed < bound.Length; changed++)
        {
            if (bound[changed] is not { Objects.Length: > 0 } one || exit.CellOf(changed).Equals(summary.Table[changed].Initial)) continue;
            for (var other = 0; other < bound.Length; other++)
            {
                if (other == changed || bound[other] is not { } second || !one.Overlaps(second)) continue;
                entangled ??= new bool[bound.Length];
                entangled[changed] = entangled[other] = true;
            }
        }

        return entangled;
    }

    private void ApplyCell(Value targets, Cell exit, AbstractObject formal, bool isEntangled)
    {
        if (exit.Equals(formal.Initial)) return;
        var isCertain = !isEntangled && targets.Single is var single && single >= 0 && !table[single].IsSummary;

        // What is nothing is not of the type of the parameter.
        isCertain &= targets.Nullness is null || (state.CellOf(targets.Single).Kinds & ~formal.StaticKinds) == Contracts.Kinds.None;
        foreach (var id in targets.Objects)
        {
            var before = state.CellOf(id);
            var after = exit.After(before);
            if (after.Kinds == Contracts.Kinds.None)
            {
                if (isCertain) state.IsDead = true;
                continue;
            }

            NoteEnsured(id, exit.Physical.True | exit.Virtual.True);
            state.Set(id, isCertain ? after : before.Join(after));
        }

        Scatter(targets, exit.ChangesFrom(formal.Initial), exit.Kinds);
    }

    private void ApplyAssignment(Variable variable, Summary summary, Value?[] bound, State exit)
    {
        if (!variable.IsMember)
        {
            if (variable.Symbol is { } captured) AssignCaptured(captured, summary, exit);
            return;
        }

        if (variable.Owner is null)
        {
            AssignMember((AbstractObject?)null, variable.Symbol!, Value.Unknown);
            return;
        }

        if (variable.Owner.Id >= bound.Length || bound[variable.Owner.Id] is not { } owners) return;
        var assigned = Translate(exit.ValueOf(variable), bound);
        var isCertain = owners.Single is var single && single >= 0 && !table[single].IsSummary;
        foreach (var id in owners.Objects)
        {
            if (isCertain) AssignMember(table[id], variable.Symbol!, assigned);
            else AssignMember(table[id], variable.Symbol!, assigned.Join(Value.Unknown));
        }
    }

    /// <summary>What a member holds after a call, in terms of the caller; what the callee itself made is unknown.</summary>
    private static Value Translate(Value? held, Value?[] bound)
    {
        if (held is null) return Value.Unknown;
        Value? translated = null;
        var isKnown = !held.MayBeOther;
        foreach (var id in held.Objects)
        {
            if (id < bound.Length && bound[id] is { } objects) translated = translated is null ? objects : translated.Join(objects);
            else isKnown = false;
        }

        if (translated is null) return Value.Unknown.WithBoolean(held.Boolean).WithNull(held.IsNull).WithScalar(held.ScalarAnywhere);
        return new(translated.Objects, translated.MayBeOther || !isKnown);
    }

    private Condition? Translate(Condition? condition, Value?[] bound)
    {
        if (condition is not { SpeaksOfObject: true, Kind: not ConditionKind.Held } || condition.Target >= bound.Length) return null;
        var single = bound[condition.Target]?.Single ?? -1;
        return single >= 0 && !table[single].IsSummary ? condition.For(single) : null;
    }

    /// <summary>What an object of a callee is here.</summary>
    private Value? Bind(AbstractObject formal, Summary summary, CallBinding call, IOperation site)
    {
        if (isDetached && !(formal.Origin == ObjectOrigin.Path || (formal.Symbol is IParameterSymbol own && IsOwn(own, call.Method)))) return null;
        switch (formal.Origin)
        {
            case ObjectOrigin.This:
                return call.Receiver is null && call.Method.MethodKind is (MethodKind.LocalFunction or MethodKind.AnonymousFunction)
                    ? body.Receiver is { } type ? Value.Of(table.Receiver(type, 0).Id) : null
                    : call.Receiver;
            case ObjectOrigin.Variable when formal.Symbol is IParameterSymbol parameter && IsOwn(parameter, call.Method):
                return parameter.Ordinal < call.Arguments.Length ? call.Arguments[parameter.Ordinal] : null;
            case ObjectOrigin.Variable when formal.Symbol is IParameterSymbol extended && IsExtended(extended, call.Method):
                return call.Receiver;
            case ObjectOrigin.Variable when formal.Symbol is IMethodSymbol code:
                return ReceiverOf(code, call);
            case ObjectOrigin.Variable when formal.Symbol is { } captured && (summary.HasCode || call.Method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction):
                return Variable.TypeOf(captured) is { } declared ? ReadVariable(captured, declared) : null;
            case ObjectOrigin.Path when formal.Symbol is { } member && Variable.TypeOf(member) is { } memberType:
                if (formal.Owner is null) return ReadMember((AbstractObject?)null, member, memberType);
                var owner = Bind(formal.Owner, summary, call, site);
                return owner is null || owner.MayBeOther || owner.Objects.Length == 0 ? null : ReadMember(owner, member, memberType, site);
            default:
                return null;
        }
    }

    private static bool IsOwn(IParameterSymbol parameter, IMethodSymbol method)
    {
        var definition = method.OriginalDefinition;
        return SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, definition)
            || SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, definition.PartialImplementationPart);
    }

    // What a member in a block of extensions is called on.
    private static bool IsExtended(IParameterSymbol parameter, IMethodSymbol method) =>
        parameter.ContainingSymbol is INamedTypeSymbol block && SymbolEqualityComparer.Default.Equals(block, method.OriginalDefinition.ContainingType)
        && method.MethodKind is not (MethodKind.LocalFunction or MethodKind.AnonymousFunction);

    private static IOperation? OperandOf(AbstractObject formal, CallBinding call) => formal.Origin switch
    {
        ObjectOrigin.This => call.Instance,
        ObjectOrigin.Variable when formal.Symbol is IParameterSymbol parameter && IsOwn(parameter, call.Method) && parameter.Ordinal < call.Operands.Length => call.Operands[parameter.Ordinal],
        _ => null,
    };

    /// <summary>What an object of a callee is called here: the argument, the receiver or the captured variable, and members of it.</summary>
    private static string TextOf(AbstractObject formal, CallBinding call)
    {
        if (formal.Origin == ObjectOrigin.Path && formal.Symbol is { } member)
        {
            if (formal.Owner is null) return member.ContainingType?.Name + "." + member.Name;
            var owner = TextOf(formal.Owner, call);
            return owner == "this" ? member.Name : owner + "." + member.Name;
        }

        if (formal.Symbol is IParameterSymbol parameter && IsOwn(parameter, call.Method))
            return parameter.Ordinal < call.Operands.Length && call.Operands[parameter.Ordinal] is { } operand ? SubjectText(operand) : parameter.Name;
        return formal.Symbol is IParameterSymbol extended && IsExtended(extended, call.Method) ? SubjectText(call.Instance)
            : formal.Symbol is IMethodSymbol ? "this" : formal.Symbol?.Name ?? SubjectText(call.Instance);
    }
}
