using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.OperationFacts;
using static IrqAnalyzers.Transfer.TypeFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>Calls: by contract where there is one, by summary where there is a body, else as an escape.</summary>
internal sealed class CallDispatcher : ICallDispatcher
{
    private readonly Cursor at;
    private readonly Heap heap;
    private readonly Aliases aliases;
    private readonly Callees callees;
    private readonly VirtualCalls virtualCalls;
    private readonly Escapes escapes;
    private readonly Containers containers;
    private readonly Enumerations enumerations;
    private readonly ContainerCalls containerCalls;
    private readonly ExceptionFlow exceptions;
    private readonly RequirementChecker checker;
    private readonly Results results;
    private readonly Losses losses;
    private readonly SummaryApplier applier;
    private readonly CodeArguments codeArguments;
    private readonly SummaryBuilder builder;
    private readonly ContractTable contracts;
    private readonly ProgramFacts program;
    private readonly ObjectTable table;

    public CallDispatcher(
        BodyContext context, Cursor at, ForwardSolver<State, Value> solver, Heap heap, Copies copies, Aliases aliases, Callees callees, References references, VirtualCalls virtualCalls, Escapes escapes,
        Containers containers, Enumerations enumerations, ContainerCalls containerCalls, CapturedFlags capturedFlags, Comparisons comparisons, ExceptionFlow exceptions,
        RequirementChecker checker, Bindings bindings, ContextSelector selector, Results results, Losses losses)
    {
        this.at = at;
        this.heap = heap;
        this.aliases = aliases;
        this.callees = callees;
        this.virtualCalls = virtualCalls;
        this.escapes = escapes;
        this.containers = containers;
        this.enumerations = enumerations;
        this.containerCalls = containerCalls;
        this.exceptions = exceptions;
        this.checker = checker;
        this.results = results;
        this.losses = losses;
        builder = context.Builder;
        contracts = context.Contracts;
        program = context.Program;
        table = context.Table;
        Tasks = new(context, at, heap, escapes, exceptions, checker, this);
        applier = new(
            context, at, solver, heap, copies, aliases, virtualCalls, escapes, containers, capturedFlags, comparisons, exceptions, checker, bindings, selector, results, Tasks);
        codeArguments = new(context, at, heap, callees, escapes, checker, selector, applier);
        CodeCalls = new(context, at, heap, callees, escapes, references, capturedFlags, exceptions, results, losses, applier, codeArguments, this);
    }

    public StartedTasks Tasks { get; }

    public CodeCalls CodeCalls { get; }

    public Value CallToTheEnd(
        IOperation site, IMethodSymbol method, IOperation? instance, Value? receiver, Value[] arguments, IOperation?[] operands, bool isVirtual)
    {
        var contract = callees.ContractOf(method);
        if (isVirtual && !contract.HasFacts && virtualCalls.Target(method, instance, receiver) is { } target)
        {
            method = target;
            isVirtual = false;
            contract = callees.ContractOf(method);
        }

        if (isVirtual && !contract.HasFacts)
        {
            if (virtualCalls.OnlyImplementation(method, isOpen: false) is { } only) return CallOnly(site, only, instance, receiver, arguments, operands);
            virtualCalls.NoteDispatch(method, instance);
        }

        if (!isVirtual && !contract.HasFacts && codeArguments.HoldCode(arguments) && codeArguments.RunWithCode(site, method, instance, receiver, arguments, operands) is { } done) return done;
        foreach (var argument in arguments) escapes.HandOverContent(argument, method);
        var isDsl = contracts.Known.IsDsl(method);
        if (contract.HasFacts)
        {
            var isUnforeseen = !isDsl || contract.Footprint is { ReachesOthers: true };
            if (isUnforeseen) exceptions.ThrowingUnforeseen();
            if (isDsl && contract.Footprint is { ReachesOthers: true }) escapes.RunHandlers(arguments);
            ApplyContract(site, contract, instance, receiver, arguments, operands);
            if (!isDsl) escapes.EscapeOthers(contract, receiver, arguments);
            exceptions.Throwing(isUnforeseen ? Thrown.ByAnybody : Thrown.ByOperation);
            return isDsl || isVirtual ? results.Result(site, method) : results.ResultOfBody(site, method, instance, receiver, arguments, operands);
        }

        if (isDsl && (contract.Footprint is not null || !isVirtual))
        {
            if (contract.Footprint?.ReachesOthers ?? (method.IsVirtual || method.IsOverride || method.IsAbstract)) exceptions.ThrowingUnforeseen();
            if (contract.Footprint is { } footprint && footprint.Writes == contracts.Known.AllSlots) escapes.RunHandlers(arguments);
            else if (contract.Footprint is null && (method.IsVirtual || method.IsOverride || method.IsAbstract)) escapes.EscapeAll(receiver, arguments);
            return results.Result(site, method);
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return CodeCalls.InvokeDelegate(site, method, receiver, arguments, operands);
        }

        if (receiver is not null && (containers.ContainerOf(receiver) is not null || heap.EnumerationOf(receiver) is not null))
        {
            if (containerCalls.CallContainer(site, method, receiver, arguments) is { } answer) return answer;
            escapes.HandOver(receiver);
        }
        else if (receiver is { Objects.Length: > 0 } && containers.HoldsContainer(receiver))
        {
            if (method is { Name: "GetEnumerator", Parameters.IsEmpty: true } && containers.AreContainers(receiver)) return enumerations.Enumerate(site, receiver);
            escapes.HandOver(receiver);
        }

        if (!isVirtual && callees.Summarize(method) is { } summary) return applier.RunCode(site, method, summary, instance, receiver, arguments, operands);

        if (program.IsForeign(method.ContainingAssembly) && !(isVirtual && virtualCalls.MayRunOwnCode(method, instance)))
        {
            if (!RunsNobody(method, instance, operands)) exceptions.ThrowingUnforeseen();

            if (method.MethodKind == MethodKind.Ordinary && method.Name is not ("GetEnumerator" or "Contains" or "IndexOf" or "Peek")) escapes.NoteChanged(receiver);

            // Code that does not know the DSL changes no facts, but may call code that does and subscribed to it; what it stores may come back
            // under another name.
            if (!method.IsStatic && method.MethodKind == MethodKind.Ordinary && method.ContainingType.SpecialType != SpecialType.System_Object)
            {
                if (KeepsToItself(method.ContainingType)) escapes.StowAll(arguments);
                else escapes.EscapeAll(null, arguments);
            }
        }
        else
        {
            var isUnforeseen = !MakesException(method);
            if (isUnforeseen) exceptions.ThrowingUnforeseen();
            if (!isVirtual || isDsl || !RunHook(method, receiver, arguments))
            {
                if (isVirtual && !isDsl) CheckLikely(site, method, instance, receiver, arguments, operands);
                escapes.EscapeAll(receiver, arguments);
                if (!isDsl) escapes.EscapeStowed();
                if (!isDsl && (receiver is not null || arguments.Length > 0)) at.State.Elsewhere = FactMask.All;
            }

            exceptions.Throwing(isUnforeseen ? Thrown.ByAnybody : Thrown.ByOperation);
        }

        return losses.Lossy(results.Result(site, method), receiver, arguments);
    }

    private void ApplyContract(
        IOperation site, OperationContract contract, IOperation? instance, Value? receiver, Value[] arguments, IOperation?[] operands)
    {
        foreach (var requirement in contract.Requires)
        {
            var subject = SubjectOf(requirement.Subject, receiver, arguments);
            if (subject is null) continue;
            var operand = requirement.Subject < 0 ? instance : requirement.Subject < operands.Length ? operands[requirement.Subject] : null;
            checker.Check(requirement, subject, receiver, site, operand);
        }

        if (!contract.Effects.IsEmpty) exceptions.Throwing();
        foreach (var effect in contract.Effects)
        {
            if (at.IsStarting && effect.Kind == EffectKind.Revoke && HoldsMeanwhile(contract, effect)) continue;
            if (effect.Kind != EffectKind.Revoke) at.State.Elsewhere |= effect.Facts;
            if (effect.IsThroughHandlers) at.State.Granted |= effect.Facts;
            if (effect.IsWidespread)
            {
                at.State.Widespread |= effect.Facts;
                continue;
            }

            if (SubjectOf(effect.Subject, receiver, arguments) is not { } subject) continue;
            var isCertain = subject.Single is var single && single >= 0 && !table[single].IsSummary;
            foreach (var id in subject.Objects)
            {
                var cell = at.State.CellOf(id);
                var changed = cell.Apply(effect);
                if (effect.Kind != EffectKind.Revoke) checker.NoteEnsured(id, effect.Facts);
                at.State.Set(id, isCertain ? changed : cell.Join(changed), effect.Facts);
            }

            aliases.Scatter(subject, effect.Facts, effect.When);
        }
    }

    // What an operation may establish and takes back at its end may hold while it is under way.
    private static bool HoldsMeanwhile(OperationContract contract, Effect revoked)
    {
        foreach (var effect in contract.Effects)
        {
            if (effect.Kind == EffectKind.MayEnsure && effect.Subject == revoked.Subject && (revoked.Facts & ~effect.Facts) == 0) return true;
        }

        return false;
    }

    private Value CallOnly(IOperation site, IMethodSymbol only, IOperation? instance, Value? receiver, Value[] arguments, IOperation?[] operands)
    {
        var wasLikely = at.IsLikely;
        at.IsLikely = true;
        var result = CallToTheEnd(site, only, instance, receiver, arguments, operands, isVirtual: false);
        at.IsLikely = wasLikely;
        return result;
    }

    /// <summary>
    /// Goes through the only implementation that is written, where other assemblies may have more: what it does wrong is possible. What comes
    /// after the call is unknown all the same.
    /// </summary>
    private void CheckLikely(IOperation site, IMethodSymbol method, IOperation? instance, Value? receiver, Value[] arguments, IOperation?[] operands)
    {
        if (virtualCalls.OnlyImplementation(method, isOpen: true) is not { } likely || callees.Summarize(likely) is not { Requirements.Count: > 0 } summary) return;
        var before = at.State;
        at.State = before.Clone();
        var was = (at.IsOneOfSeveral, at.IsLikely);
        (at.IsOneOfSeveral, at.IsLikely) = (true, true);
        applier.Apply(site, likely, summary, instance, receiver, arguments, operands);
        (at.IsOneOfSeveral, at.IsLikely) = was;
        at.State = before;
        at.HandedBack = null;
    }

    public Value Call(
        IOperation site, IMethodSymbol method, IOperation? instance, Value? receiver, Value[] arguments, IOperation?[] operands, bool isVirtual)
    {
        if (!contracts.Known.IsFlow(method.ReturnType) || IsAwaitedAtOnce(site))
            return CallToTheEnd(site, method, instance, receiver, arguments, operands, isVirtual);

        var before = at.State.Clone();
        var wasStarting = at.IsStarting;
        at.IsStarting = true;
        CallToTheEnd(site, method, instance, receiver, arguments, operands, isVirtual);
        at.IsStarting = wasStarting;
        if (at.State.IsDead) at.State = before;
        else at.State.Join(before);
        at.HandedBack = null;
        escapes.LoosenStarted(method, receiver);
        if (site.Parent is not IExpressionStatementOperation)
            return Tasks.Start(new(site, method, instance, operands, isVirtual), receiver, arguments);
        checker.ReportNotAwaited(site, method, isNeverAwaited: true);
        return Value.Unknown;
    }

    // A flow that is returned is awaited by the caller.
    private bool IsAwaitedAtOnce(IOperation site)
    {
        var used = site;
        while (used.Parent is IConversionOperation or IParenthesizedOperation) used = used.Parent;
        return used.Parent is IAwaitOperation || (used.Parent is null && ReferenceEquals(used, at.Block.BranchValue) && Returns(at.Block));
    }

    /// <summary>Calls a method none of whose implementations changes any fact; tells whether it is such a method.</summary>
    private bool RunHook(IMethodSymbol method, Value? receiver, Value[] arguments)
    {
        if (method.MethodKind != MethodKind.Ordinary || program.Implementations.Of(method) is not { Count: > 0 } implementations) return false;
        var assigns = false;
        foreach (var implementation in implementations)
        {
            if (contracts.Of(implementation).HasFacts || callees.Summarize(implementation) is not { } summary || !Callees.LeavesAll(summary)) return false;
            assigns |= summary.Assigned.Count > 0 || summary.Forgotten.Count > 0;
        }

        var isOpen = program.Implementations.MayBeElsewhere(method);
        if (isOpen)
        {
            at.State.Elsewhere = FactMask.All;
            for (var id = 0; id < table.ObjectCount; id++)
            {
                if (at.State.CellOf(id) is { IsStowed: true } cell) at.State.Set(id, cell.MayEscape(contracts.Revocable));
            }
        }

        if (receiver is not null) LeaveToHook(receiver, isOpen, assigns);
        foreach (var argument in arguments) LeaveToHook(argument, isOpen, assigns);
        return true;
    }

    // Somebody else's implementation may do more.
    private void LeaveToHook(Value value, bool isOpen, bool assigns)
    {
        foreach (var id in value.Objects)
        {
            var given = table[id];
            if (isOpen)
            {
                at.State.Set(id, at.State.CellOf(id).MayEscape(contracts.Revocable));
                escapes.MayEscapeMembers(given);
            }

            if (!isOpen && !assigns) continue;
            at.State.ForgetShared(id);
            builder.AddForgotten(given);
        }
    }
}
