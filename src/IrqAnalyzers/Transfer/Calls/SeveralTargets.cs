using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.OperationFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Calls of methods that several types implement, all of them written here. Each implementation is a target that may run (a may-target): what it
/// requires is possibly required, and afterwards all is so that any of them can have left it so. If the field that the receiver comes from holds
/// objects of one type only, its method is the one that runs.
/// </summary>
internal sealed class SeveralTargets(
    BodyContext context, Cursor at, Callees callees, References references, VirtualCalls virtualCalls, SummaryApplier applier, Results results, ICallDispatcher dispatcher)
    : ICallModel
{
    /// <summary>Of more targets than that the effect is unknown.</summary>
    private const int MaximumTargets = 4;

    public CallOutcome? TryCall(CallSite call)
    {
        var (method, instance) = (call.Method, call.Instance);
        if (!call.IsVirtual || callees.ContractOf(method).HasFacts) return null;
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.PropertySet) || !context.Program.IsOwn(method)) return null;
        var isThis = instance is IInstanceReferenceOperation;
        if ((isThis ? null : OfObjects(method, call.Receiver) ?? OfField(method, instance)) is not { } targets)
        {
            if (context.Program.Implementations.Of(method) is not { } written || context.Program.Implementations.MayBeElsewhere(method)) return null;
            targets = written;
        }

        if (targets.Count is 0 or > MaximumTargets) return null;
        if (targets.Count == 1 && !isThis && IsFollowed(targets[0], method)) return dispatcher.CallToTheEnd(call.To(targets[0]));
        if (targets.Count == 1) return null;
        var summaries = new Summary?[targets.Count];
        var areHooks = true;
        for (var index = 0; index < summaries.Length; index++)
        {
            if (!IsFollowed(targets[index], method)) return null;
            summaries[index] = callees.Summarize(targets[index]);
            if (summaries[index] is null && context.Program.MayHaveBody(targets[index].OriginalDefinition)) return null;
            areHooks &= summaries[index] is not { } summary || Callees.LeavesAll(summary);
        }

        // What a base class calls of its own object is analyzed for each class that derives from it.
        if (isThis && !areHooks) return null;
        return RunAll(call.With(CallMode.OneOfSeveral), targets, summaries);
    }

    private Value RunAll(CallSite call, List<IMethodSymbol> targets, Summary?[] summaries)
    {
        context.Builder.Reach.Followed++;
        var before = at.State;
        State? joined = null;
        Value? given = null;
        for (var index = 0; index < summaries.Length; index++)
        {
            at.State = before.Clone();
            var one = summaries[index] is { } summary ? applier.RunCode(call.To(targets[index]), summary).Result : results.Result(call.Operation, targets[index]);
            if (at.State.IsDead) continue;
            given = given is null ? one : given.Join(one);
            if (joined is null) joined = at.State;
            else joined.Join(at.State);
        }

        at.State = joined ?? before;
        at.State.IsDead |= joined is null;

        // Which of them runs the type of the receiver tells, and with it what was done to the receiver before.
        return given is { Objects.Length: 0 } ? given.WithFree(false) : given ?? Value.Unknown;
    }

    private bool IsFollowed(IMethodSymbol target, IMethodSymbol called) =>
        context.Program.HasBody(target.OriginalDefinition) && !context.Contracts.Of(target).HasFacts && VirtualCalls.IsOfSameTypes(called, target);

    /// <summary>The methods that run for objects whose very types are known; <see langword="null"/> if not all are.</summary>
    private List<IMethodSymbol>? OfObjects(IMethodSymbol method, Value? receiver) =>
        receiver is { MayBeOther: false } && virtualCalls.ExactTypesOf(receiver) is { Count: > 1 } types ? TargetsIn(types, method) : null;

    private static List<IMethodSymbol>? TargetsIn(IEnumerable<INamedTypeSymbol> types, IMethodSymbol method)
    {
        var targets = new List<IMethodSymbol>();
        foreach (var type in types)
        {
            if (VirtualCalls.TargetIn(type, method) is not { IsAbstract: false } target) return null;
            if (!targets.Exists(other => SymbolEqualityComparer.Default.Equals(other, target))) targets.Add(target);
        }

        return targets;
    }

    /// <summary>The methods that run for objects of the types that a field can hold; <see langword="null"/> if they are not known.</summary>
    private List<IMethodSymbol>? OfField(IMethodSymbol method, IOperation? instance)
    {
        if (instance is null || MemberOf(Unconverted(references.Resolve(instance))) is not { } member) return null;

        // What is assigned is written in other bodies, which may change.
        context.Builder.LoseOrigins();
        return context.Program.HeldTypes.Of(member, context.Cancellation) is { } types ? TargetsIn(types, method) : null;
    }

    private ISymbol? MemberOf(IOperation? held) => held switch
    {
        IFieldReferenceOperation { Field: { IsStatic: false } member } when context.Program.IsOwn(member) => member,
        IPropertyReferenceOperation { Property: { IsStatic: false, IsIndexer: false } member } when context.Program.IsOwn(member) => member,
        IParameterReferenceOperation { Parameter: var parameter } when context.Body.IsOfHead(parameter) => parameter,
        _ => null,
    };
}
