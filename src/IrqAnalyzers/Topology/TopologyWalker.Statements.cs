using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <content>Statements.</content>
internal sealed partial class TopologyWalker
{
    private Way Execute(IOperation? statement)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (statement)
        {
            case null:
                return Way.Falls;
            case IMethodBodyOperation body:
                return Execute(body.BlockBody ?? body.ExpressionBody);
            case IConstructorBodyOperation body:
                Escape(Evaluate(body.Initializer));
                return Execute(body.BlockBody ?? body.ExpressionBody);
            case IBlockOperation block:
                return ExecuteAll(block.Operations);
            case IExpressionStatementOperation expression:
                Evaluate(expression.Operation);
                return Way.Falls;
            case IVariableDeclarationGroupOperation group:
                Declare(group);
                return Way.Falls;
            case IUsingDeclarationOperation use:
                Declare(use.DeclarationGroup);
                return Way.Falls;
            case IUsingOperation use:
                if (use.Resources is IVariableDeclarationGroupOperation resources) Declare(resources);
                else Escape(Evaluate(use.Resources));
                return Execute(use.Body);
            case ILockOperation locked:
                Evaluate(locked.LockedValue);
                return Execute(locked.Body);
            case IReturnOperation returned:
                return Return(returned);
            case IThrowOperation thrown:
                Evaluate(thrown.Exception);
                return Way.Ends;
            case IBranchOperation branch:
                return IsOfSwitch(branch) ? Way.Breaks : Way.Ends;
            case IConditionalOperation conditional:
                return Choose(conditional);
            case ISwitchOperation @switch:
                return Choose(@switch);
            case ILoopOperation loop:
                Repeat(loop);
                return Way.Falls;
            case ITryOperation tried:
                return Try(tried);
            case ILocalFunctionOperation local:
                nested.Add(local);
                return Way.Falls;
            default:
                Escape(Evaluate(statement));
                return Way.Falls;
        }
    }

    private Way ExecuteAll(IEnumerable<IOperation> statements)
    {
        var way = Way.Falls;
        foreach (var statement in statements)
        {
            // What comes after a jump is reached by no way that is followed; only local functions have a meaning there.
            if (way == Way.Falls) way = Execute(statement);
            else if (statement is ILocalFunctionOperation local) nested.Add(local);
        }

        return way;
    }

    private void Declare(IVariableDeclarationGroupOperation group)
    {
        foreach (var declaration in group.Declarations)
        {
            foreach (var declarator in declaration.Declarators)
            {
                var initializer = declarator.Initializer ?? declaration.Initializer;
                var value = Evaluate(initializer?.Value);
                declared[declarator.Symbol] = order++;
                if (declarator.Symbol.RefKind == RefKind.None) Set(declarator.Symbol, value);
                else Escape(value);
            }
        }
    }

    private Way Return(IReturnOperation returned)
    {
        var value = Evaluate(returned.ReturnedValue);
        if (returned.Kind == OperationKind.YieldReturn)
        {
            Escape(value);
            return Way.Falls;
        }

        if (value.Machine is { } machine) machine.IsReturned = true;
        return Way.Ends;
    }

    private static bool IsOfSwitch(IBranchOperation branch)
    {
        if (branch.BranchKind != BranchKind.Break) return false;
        for (var current = branch.Parent; current is not null; current = current.Parent)
        {
            if (current is ISwitchOperation) return true;
            if (current is ILoopOperation) return false;
        }

        return false;
    }

    private Way Choose(IConditionalOperation conditional)
    {
        var condition = Evaluate(conditional.Condition);
        if (condition is { IsConstant: true, Content: bool known }) return Execute(known ? conditional.WhenTrue : conditional.WhenFalse);
        Escape(condition);
        return Fork(new() { () => Execute(conditional.WhenTrue), () => Execute(conditional.WhenFalse) });
    }

    private Way Choose(ISwitchOperation @switch)
    {
        Escape(Evaluate(@switch.Value));
        var ways = new List<Func<Way>>();
        var hasDefault = false;
        foreach (var section in @switch.Cases)
        {
            foreach (var clause in section.Clauses) hasDefault |= clause.CaseKind == CaseKind.Default;
            ways.Add(() => ExecuteAll(section.Body) is Way.Ends ? Way.Ends : Way.Falls);
        }

        if (!hasDefault) ways.Add(static () => Way.Falls);
        return Fork(ways);
    }

    private void Repeat(ILoopOperation loop)
    {
        if (loop is IForLoopOperation { Before: var before }) ExecuteAll(before);
        if (loop is IForEachLoopOperation each) Escape(Evaluate(each.Collection));
        foreach (var operation in loop.Descendants())
        {
            if (Variable(operation) is { } symbol && IsWritten(operation)) Forget(symbol);
        }

        var outer = guard;
        var entered = Copy();
        var since = order;
        var around = new Guard(outer, isLoop: true);
        guard = around;
        if (loop is IWhileLoopOperation { ConditionIsTop: true } or IForLoopOperation) Evaluate(ConditionOf(loop));
        var way = Execute(loop.Body);
        if (way == Way.Falls && loop is IForLoopOperation { AtLoopBottom: var bottom }) ExecuteAll(bottom);
        if (loop is IWhileLoopOperation { ConditionIsTop: false }) Evaluate(ConditionOf(loop));
        around.Ends = way == Way.Ends;
        guard = outer;
        state = Merge(entered, state, since);
    }

    private static IOperation? ConditionOf(ILoopOperation loop) => loop switch
    {
        IWhileLoopOperation @while => @while.Condition,
        IForLoopOperation @for => @for.Condition,
        _ => null,
    };

    private Way Try(ITryOperation tried)
    {
        Way way;
        if (tried.Catches.IsEmpty)
        {
            way = Execute(tried.Body);
        }
        else
        {
            // What the body assigned may or may not have happened where a handler starts.
            var ways = new List<Func<Way>> { () => Execute(tried.Body) };
            foreach (var handler in tried.Catches)
            {
                ways.Add(() =>
                {
                    foreach (var operation in tried.Body.Descendants())
                    {
                        if (Variable(operation) is { } symbol && IsWritten(operation)) Forget(symbol);
                    }

                    if (handler.Filter is { } filter) Escape(Evaluate(filter));
                    return Execute(handler.Handler);
                });
            }

            way = Fork(ways);
        }

        var last = Execute(tried.Finally);
        return way == Way.Falls ? last : way;
    }
}
