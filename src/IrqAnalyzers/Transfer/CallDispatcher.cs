using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.OperationFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Makes calls. It finds the method that runs and asks a list of models in order; the first that applies makes the call. Each model says when it applies and
/// what it assumes; the last, <see cref="UnknownCall"/>, assumes the worst.
/// </summary>
internal sealed class CallDispatcher : ICallDispatcher
{
    private readonly Cursor at;
    private readonly Callees callees;
    private readonly VirtualCalls virtualCalls;
    private readonly Escapes escapes;
    private readonly RequirementChecker checker;
    private readonly ContainerCalls containerCalls;
    private readonly ContractTable contracts;
    private readonly Reach reach;
    private readonly ThrowHelpers throwHelpers;

    /// <summary>The models that follow code and collections which are handed in.</summary>
    private readonly ICallModel[] following;

    /// <summary>The models that do not: for them what leads to other objects escapes.</summary>
    private readonly ICallModel[] models;

    public CallDispatcher(
        BodyContext context, Cursor at, ForwardSolver<State, Value> solver, Heap heap, Copies copies, Aliases aliases, Callees callees, References references,
        VirtualCalls virtualCalls, Escapes escapes, Containers containers, ContainerCalls containerCalls, CapturedFlags capturedFlags,
        Comparisons comparisons, ExceptionFlow exceptions, RequirementChecker checker, Bindings bindings, ContextSelector selector, Results results,
        Losses losses, Assignments assignments)
    {
        this.at = at;
        this.callees = callees;
        this.virtualCalls = virtualCalls;
        this.escapes = escapes;
        this.checker = checker;
        this.containerCalls = containerCalls;
        contracts = context.Contracts;
        reach = context.Builder.Reach;
        throwHelpers = context.Program.ThrowHelpers;
        Tasks = new(context, at, heap, escapes, exceptions, checker, this);
        var applier = new SummaryApplier(
            context, at, solver, heap, copies, aliases, virtualCalls, escapes, containers, capturedFlags, comparisons, exceptions, checker, bindings, selector, results, Tasks);
        var codeArguments = new CodeArguments(context, at, heap, callees, escapes, checker, selector, applier);
        CodeCalls = new(context, at, heap, callees, escapes, references, capturedFlags, exceptions, results, losses, applier, codeArguments, this);
        following = new ICallModel[]
        {
            new SeveralTargets(context, at, callees, references, virtualCalls, applier, results, this),
            new SoleImplementation(virtualCalls, callees, this),
            new PlainSetterCall(context, assignments),
            new ForEachCall(at, containers, CodeCalls),
            codeArguments,
            new GuardCall(context, at, heap, callees, virtualCalls, CodeCalls),
        };
        models = new ICallModel[]
        {
            new ContractCall(context, at, aliases, callees, escapes, exceptions, checker, results),
            new DslCall(context, callees, escapes, exceptions, results),
            CodeCalls,
            containerCalls,
            new SummarizedCall(context, escapes, callees, applier),
            new FrameworkCall(context, at, virtualCalls, escapes, exceptions, results, losses),
            new HookCall(context, at, callees, escapes, exceptions, results, losses),
            new UnknownCall(context, at, heap, virtualCalls, callees, escapes, exceptions, applier, results, losses),
        };
    }

    public StartedTasks Tasks { get; }

    public CodeCalls CodeCalls { get; }

    public CallOutcome Call(CallSite call)
    {
        if (!contracts.Known.IsFlow(call.Method.ReturnType) || IsAwaitedAtOnce(call.Operation)) return CallToTheEnd(call);
        var before = at.State.Clone();
        CallToTheEnd(call.With(CallMode.Starting));
        if (at.State.IsDead) at.State = before;
        else at.State.Join(before);
        escapes.LoosenStarted(call.Method, call.Receiver);
        if (call.Operation.Parent is not IExpressionStatementOperation) return Tasks.Start(call);
        checker.ReportNotAwaited(call.Operation, call.Method, isNeverAwaited: true, call.Mode);
        return Value.Unknown;
    }

    public CallOutcome CallToTheEnd(CallSite call)
    {
        var followed = reach.Followed;
        var outcome = Dispatch(call);
        if (throwHelpers.NeverReturns(call.Method)) at.State.IsDead = true;
        if (!Callers.IsPrivate(call.Method)) return outcome;
        if (reach.Followed == followed) reach.Lose(call.Operation.Syntax);
        return outcome;
    }

    private CallOutcome Dispatch(CallSite call)
    {
        if (call.IsVirtual && !callees.ContractOf(call.Method).HasFacts && virtualCalls.Target(call.Method, call.Instance, call.Receiver) is { } target) call = call.To(target);
        foreach (var model in following)
        {
            if (model.TryCall(call) is { } outcome) return outcome;
        }

        foreach (var argument in call.Arguments)
        {
            if (!containerCalls.Keeps(call, argument)) escapes.HandOverContent(argument, call.Method);
        }

        foreach (var model in models)
        {
            if (model.TryCall(call) is { } outcome) return outcome;
        }

        return Value.Unknown;
    }

    // A task that is returned is awaited by the caller.
    private bool IsAwaitedAtOnce(IOperation site)
    {
        var used = site;
        while (used.Parent is IConversionOperation or IParenthesizedOperation) used = used.Parent;
        return used.Parent is IAwaitOperation || (used.Parent is null && ReferenceEquals(used, at.Block.BranchValue) && Returns(at.Block));
    }
}
