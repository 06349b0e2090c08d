using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>Runs statements.</summary>
internal sealed class Statements
{
    private readonly TopologyWalker walker;
    private readonly Loops loops;
    private readonly Patterns patterns;

    public Statements(TopologyWalker walker)
    {
        this.walker = walker;
        loops = new(walker);
        patterns = new(walker);
    }

    public Way Execute(IOperation? statement)
    {
        switch (statement)
        {
            case null:
                return Way.Falls;
            case IMethodBodyOperation body:
                return walker.Execute(body.BlockBody ?? body.ExpressionBody);
            case IBlockOperation block:
                return ExecuteAll(block.Operations);
            case IExpressionStatementOperation expression:
                walker.Evaluate(expression.Operation);
                return Way.Falls;
            case IVariableDeclarationGroupOperation group:
                Declare(group);
                return Way.Falls;
            case ILocalFunctionOperation local:
                walker.Nest(local);
                return Way.Falls;
            case IReturnOperation returned:
                return Return(returned);
            case IThrowOperation thrown:
                walker.Evaluate(thrown.Exception);
                return Way.Ends;
            case IBranchOperation branch:
                return Jump(branch);
            default:
                return ExecuteCompound(statement);
        }
    }

    private Way ExecuteCompound(IOperation statement)
    {
        switch (statement)
        {
            case IConditionalOperation conditional:
                return Choose(conditional);
            case ISwitchOperation @switch:
                return Choose(@switch);
            case ILoopOperation loop:
                return loops.Execute(loop);
            case ITryOperation tried:
                return Try(tried);
            case ILockOperation locked:
                walker.Evaluate(locked.LockedValue);
                return walker.Execute(locked.Body);
            case IUsingDeclarationOperation use:
                Declare(use.DeclarationGroup, isDisposed: true);
                return Way.Falls;
            case IUsingOperation use:
                if (use.Resources is IVariableDeclarationGroupOperation resources) Declare(resources, isDisposed: true);
                else walker.Escape(walker.Evaluate(use.Resources));
                return walker.Execute(use.Body);
            default:
                walker.Escape(walker.Evaluate(statement));
                return Way.Falls;
        }
    }

    public Way ExecuteAll(IEnumerable<IOperation> statements)
    {
        var way = Way.Falls;
        foreach (var statement in statements)
        {
            // What comes after a jump is reached by no way that is followed; only local functions have a meaning there.
            if (way == Way.Falls) way = walker.Execute(statement);
            else if (statement is ILocalFunctionOperation local) walker.Nest(local);
        }

        return way;
    }

    private void Declare(IVariableDeclarationGroupOperation group, bool isDisposed = false)
    {
        foreach (var declaration in group.Declarations)
        {
            foreach (var declarator in declaration.Declarators)
            {
                var value = walker.Evaluate((declarator.Initializer ?? declaration.Initializer)?.Value);

                // Disposing of an object of the model's own runs its code.
                if (declarator.Symbol.RefKind != RefKind.None || (isDisposed && value.Content is HeapObject))
                {
                    walker.Escape(value);
                    value = TopologyValue.Unknown;
                }

                walker.Declare(declarator.Symbol, value);
            }
        }
    }

    private Way Return(IReturnOperation returned)
    {
        var value = walker.Evaluate(returned.ReturnedValue);
        if (returned.Kind == OperationKind.YieldReturn)
        {
            walker.Escape(value);
            return Way.Falls;
        }

        walker.Frame.Returns.Add((walker.Memory, walker.Stored(value)));
        if (walker.Frame.Depth > 0) return Way.Ends;
        if (value.Machine is { } machine) machine.IsReturned = true;
        else walker.Escape(value);
        return Way.Ends;
    }

    private Way Jump(IBranchOperation branch)
    {
        if (walker.Frame.TargetOf(branch) is not { } target) return IsOfSwitch(branch) ? Way.Breaks : Way.Ends;
        target.Add(walker.Memory);
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
        var condition = walker.Evaluate(conditional.Condition);
        if (condition is { IsConstant: true, Content: bool known }) return walker.Execute(known ? conditional.WhenTrue : conditional.WhenFalse);
        walker.Escape(condition);
        return walker.Fork(new() { () => walker.Execute(conditional.WhenTrue), () => walker.Execute(conditional.WhenFalse) });
    }

    private Way Choose(ISwitchOperation @switch)
    {
        var value = walker.Evaluate(@switch.Value);
        var possible = new List<ISwitchCaseOperation>();
        ISwitchCaseOperation? otherwise = null;
        var isCertain = false;
        foreach (var section in @switch.Cases)
        {
            var holds = Tri.False;
            foreach (var clause in section.Clauses)
            {
                if (clause.CaseKind == CaseKind.Default) otherwise = section;
                else if (holds != Tri.True && Holds(clause, value) is var one && one != Tri.False) holds = one;
            }

            if (holds == Tri.False || isCertain) continue;
            possible.Add(section);
            isCertain = holds == Tri.True;
        }

        if (!isCertain && otherwise is not null && !possible.Contains(otherwise)) possible.Add(otherwise);
        var mayFall = !isCertain && otherwise is null;
        if (possible.Count == 0) return Way.Falls;
        if (possible.Count == 1 && !mayFall) return Run(possible[0]);
        walker.Escape(value);
        var ways = possible.ConvertAll<Func<Way>>(section => () => Run(section));
        if (mayFall) ways.Add(static () => Way.Falls);
        return walker.Fork(ways);
    }

    private Way Run(ISwitchCaseOperation section) => ExecuteAll(section.Body) is Way.Ends ? Way.Ends : Way.Falls;

    private Tri Holds(ICaseClauseOperation clause, TopologyValue value) => clause switch
    {
        ISingleValueCaseClauseOperation single => patterns.AreSame(value, single.Value),
        IPatternCaseClauseOperation { Guard: null } pattern => patterns.Holds(pattern.Pattern, value),
        IPatternCaseClauseOperation { Pattern: var guarded } => patterns.Holds(guarded, value) == Tri.False ? Tri.False : Tri.Unknown,
        _ => Tri.Unknown,
    };

    private Way Try(ITryOperation tried)
    {
        Way way;
        if (tried.Catches.IsEmpty)
        {
            way = walker.Execute(tried.Body);
        }
        else
        {
            // What the body assigned may or may not have happened where a handler starts.
            var ways = new List<Func<Way>> { () => walker.Execute(tried.Body) };
            foreach (var handler in tried.Catches)
            {
                ways.Add(() =>
                {
                    loops.Unsettle(tried.Body);
                    if (handler.Filter is { } filter) walker.Escape(walker.Evaluate(filter));
                    return walker.Execute(handler.Handler);
                });
            }

            way = walker.Fork(ways);
        }

        var last = walker.Execute(tried.Finally);
        return way == Way.Falls ? last : way;
    }
}
