using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>
/// Runs loops: round by round while it is known whether there is another one, and then, or from the start, as something that happens any number of times.
/// </summary>
internal sealed class Loops
{
    private readonly TopologyWalker walker;

    public Loops(TopologyWalker walker) => this.walker = walker;

    public Way Execute(ILoopOperation loop)
    {
        switch (loop)
        {
            case IForEachLoopOperation each:
                var collection = walker.Evaluate(each.Collection);
                if (walker.Limits.Rounds > 0 && ItemsOf(collection) is { } items && items.Count <= walker.Limits.Rounds) return Unroll(each, items);
                walker.Escape(collection);
                break;
            case IForLoopOperation @for:
                foreach (var statement in @for.Before) walker.Execute(statement);
                if (walker.Limits.Rounds > 0 && IsPlain(@for.Condition)) return Unroll(@for, @for.Condition, @for.AtLoopBottom);
                break;
            case IWhileLoopOperation { ConditionIsTop: true, ConditionIsUntil: false } @while when walker.Limits.Rounds > 0 && IsPlain(@while.Condition):
                return Unroll(@while, @while.Condition, Array.Empty<IOperation>());
        }

        Repeat(loop);
        return Way.Falls;
    }

    /// <summary>Forgets what an operation may change that happens any number of times, or only in part.</summary>
    public void Unsettle(IOperation repeated)
    {
        var callsLocal = false;
        foreach (var operation in repeated.Descendants())
        {
            callsLocal |= operation is IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction };
            if (References.Variable(operation) is { } symbol && References.IsWritten(operation)) walker.Forget(symbol);
        }

        var changes = References.ChangesObjects(repeated, walker.Context.Types);
        if (changes) Blur(repeated);
        if (!callsLocal) return;
        foreach (var local in walker.LocalFunctions)
        {
            foreach (var operation in local.Descendants())
            {
                if (References.Variable(operation) is { } symbol && References.IsWritten(operation)) walker.Forget(symbol);
            }

            if (changes) Blur(local);
        }
    }

    private void Blur(IOperation repeated)
    {
        foreach (var operation in repeated.Descendants())
        {
            if (References.Variable(operation) is { } symbol) walker.Memory.Blur(walker.Memory.Get(symbol));
        }

        // A parameter of a primary constructor is a member.
        walker.Memory.Blur(walker.Frame.Self);
    }

    private IReadOnlyList<TopologyValue>? ItemsOf(TopologyValue collection)
    {
        if (walker.Memory.In(collection) is { IsList: true, Items: { } items }) return items;
        return collection.Text is { Length: <= 64 } text ? text.Select(static character => TopologyValue.Constant(character)).ToList() : null;
    }

    // Testing again whether there is another round changes nothing.
    private static bool IsPlain(IOperation? condition) => condition is not null && !condition.DescendantsAndSelf().Any(static operation =>
        operation is IInvocationOperation or IObjectCreationOperation or IAssignmentOperation or IIncrementOrDecrementOperation or IAwaitOperation);

    private Way Unroll(IForEachLoopOperation loop, IReadOnlyList<TopologyValue> items)
    {
        var next = 0;
        return Unroll(
            loop,
            () => next < items.Count,
            () =>
            {
                walker.Assignments.Bind(loop.LoopControlVariable, items[next++]);
                return walker.Execute(loop.Body);
            });
    }

    private Way Unroll(ILoopOperation loop, IOperation? condition, IReadOnlyList<IOperation> bottom) => Unroll(
        loop,
        () => walker.Evaluate(condition) is { IsConstant: true, Content: bool another } ? another : null,
        () => walker.Execute(loop.Body),
        bottom);

    private Way Unroll(ILoopOperation loop, Func<bool?> hasAnother, Func<Way> round, IReadOnlyList<IOperation>? bottom = null)
    {
        var outer = walker.Guard;
        var since = walker.Order;
        var left = new List<Memory>();
        var isOver = false;
        for (var rounds = 0; !isOver; rounds++)
        {
            var another = rounds < walker.Limits.Rounds ? hasAnother() : null;
            if (another == false) break;
            if (another is null)
            {
                // The number of remaining rounds is unknown.
                Repeat(loop);
                break;
            }

            var (entered, wereLeft, returns) = (walker.Guard, left.Count, walker.Frame.Returns.Count);
            var continued = new List<Memory>();
            walker.Frame.Enter(loop, left, continued);
            var way = round();
            walker.Frame.Leave();
            if (way == Way.Falls) continued.Add(walker.Memory);
            isOver = continued.Count == 0 || walker.IsExhausted;
            if (isOver) break;
            walker.Memory = MergeAll(continued, since);

            foreach (var statement in bottom ?? Array.Empty<IOperation>()) walker.Execute(statement);

            // Whoever is still there has come through this round. If some have gone elsewhere, it depends on them how many rounds there are.
            if (left.Count == wereLeft && walker.Frame.Returns.Count == returns)
            {
                walker.Guard = entered;
                continue;
            }

            Repeat(loop);
            break;
        }

        walker.Guard = outer;
        if (!isOver) left.Add(walker.Memory);
        if (left.Count == 0) return Way.Ends;
        walker.Memory = MergeAll(left, since);
        return Way.Falls;
    }

    private Memory MergeAll(List<Memory> memories, int since)
    {
        var merged = memories[0];
        for (var index = 1; index < memories.Count; index++) merged = walker.Merge(merged, memories[index], since);
        return merged;
    }

    private void Repeat(ILoopOperation loop)
    {
        Unsettle(loop);
        foreach (var local in loop.Locals) walker.Declare(local, loop is IForEachLoopOperation ? TopologyValue.Unknown : walker.Memory.Get(local));
        var outer = walker.Guard;
        var entered = walker.Memory.Copy();
        var since = walker.Order;
        var around = walker.NewGuard(outer, isLoop: true);
        walker.Guard = around;
        if (loop is IWhileLoopOperation { ConditionIsTop: true } or IForLoopOperation) walker.Evaluate(ConditionOf(loop));
        var way = walker.Execute(loop.Body);
        if (way == Way.Falls && loop is IForLoopOperation { AtLoopBottom: var bottom })
        {
            foreach (var statement in bottom) walker.Execute(statement);
        }

        if (loop is IWhileLoopOperation { ConditionIsTop: false }) walker.Evaluate(ConditionOf(loop));
        around.Ends = way == Way.Ends;
        walker.Guard = outer;
        walker.Memory = walker.Merge(entered, walker.Memory, since);
    }

    private static IOperation? ConditionOf(ILoopOperation loop) => loop switch
    {
        IWhileLoopOperation @while => @while.Condition,
        IForLoopOperation @for => @for.Condition,
        _ => null,
    };
}
