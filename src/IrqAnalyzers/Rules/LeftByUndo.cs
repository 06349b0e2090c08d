using System.Globalization;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>
/// A method that gives up runs the steps which it has put down to undo what it did, and then demands that something is over which none of them ends. What the
/// steps do is read off their text, so that it is possible only; one that calls code of the project may do anything.
/// </summary>
internal sealed class LeftByUndo
{
    private readonly ProgramFacts program;
    private readonly ContractTable contracts;

    public LeftByUndo(ProgramFacts program)
    {
        this.program = program;
        contracts = program.Contracts;
    }

    public void Analyze(BlockContext block)
    {
        foreach (var root in block.OperationBlocks)
        {
            foreach (var operation in root.Descendants())
            {
                if (operation is not IInvocationOperation { Instance: { } receiver } demand || !contracts.Known.IsDsl(demand.TargetMethod)) continue;
                if (KindTests.Unwrapped(receiver) is not (IParameterReferenceOperation or ILocalReferenceOperation)) continue;
                if (Placement.IsInInnerCode(demand)) continue;
                foreach (var requirement in contracts.Of(demand.TargetMethod).Requires)
                {
                    if (requirement is not { Kind: RequirementKind.Absent, Subject: < 0, Assumption: 0 } || requirement.While != 0) continue;
                    if (RunBefore(demand, block.CancellationToken) is not { } run) break;
                    if (new Undoing(root, receiver.Syntax.ToString(), run, program).FindLeft(demand, requirement) is { } left)
                    {
                        Report(block, demand, requirement, run, left);
                        break;
                    }
                }
            }
        }
    }

    // The statement before it, in the same block, that runs the recorded steps.
    private (IOperation Statement, IOperation List)? RunBefore(IOperation demand, CancellationToken cancellation)
    {
        var statement = demand;
        while (statement.Parent is not (null or IBlockOperation)) statement = statement.Parent;
        if (statement.Parent is not IBlockOperation block) return null;
        foreach (var before in block.Operations)
        {
            if (ReferenceEquals(before, statement)) break;
            if (ListRunBy(before, cancellation) is { } list) return (before, list);
        }

        return null;
    }

    private IOperation? ListRunBy(IOperation statement, CancellationToken cancellation)
    {
        switch (statement)
        {
            case IForEachLoopOperation { Collection: var over, Syntax: CommonForEachStatementSyntax loop } when StepRunners.RunsElements(loop):
                return IsVariable(KindTests.Unwrapped(over)) ? KindTests.Unwrapped(over) : null;
            case IWhileLoopOperation { Syntax: WhileStatementSyntax loop } draining when StepRunners.RunsWhatIsTaken(loop):
                foreach (var operation in draining.Descendants())
                {
                    if (operation is IInvocationOperation { TargetMethod.Name: "TryPop" or "TryDequeue" or "Pop" or "Dequeue", Instance: { } list })
                        return list;
                }

                return null;
            case IExpressionStatementOperation { Operation: var expression }:
                if (expression is IAwaitOperation { Operation: var awaited }) expression = awaited;
                return expression is IInvocationOperation { Instance: { } holder, TargetMethod: var method } && IsVariable(KindTests.Unwrapped(holder))
                    && program.IsOwn(method) && method is { DeclaringSyntaxReferences.Length: 1, IsAbstract: false }
                    && StepRunners.RunsSteps(method.DeclaringSyntaxReferences[0].GetSyntax(cancellation)) ? holder : null;
            default:
                return null;
        }
    }

    private static bool IsVariable(IOperation expression) =>
        expression is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation { Instance: IInstanceReferenceOperation };

    private static void Report(
        BlockContext block, IInvocationOperation demand, Requirement requirement, (IOperation Statement, IOperation List) run, IInvocationOperation left)
    {
        var subject = demand.Instance!.Syntax.ToString();
        TextFindings.Report(
            block, requirement.Rule, demand.TargetMethod, demand.Syntax, subject,
            $"'{demand.TargetMethod.Name}' is called for '{subject}' after the steps on '{run.List.Syntax}' have been undone, and none of them takes back what "
                + $"'{left.TargetMethod.Name}' has done (line {LineOf(left.Syntax)}). Put down a step that does.",
            new[] { left.Syntax.GetLocation() });
    }

    private static string LineOf(SyntaxNode syntax) =>
        (syntax.GetLocation().GetMappedLineSpan().StartLinePosition.Line + 1).ToString(CultureInfo.InvariantCulture);

    // One run of the steps of one list, for one object.
    private sealed class Undoing(IOperation root, string subject, (IOperation Statement, IOperation List) run, ProgramFacts program)
    {
        private readonly string list = run.List.Syntax.ToString();
        private IInvocationOperation? left;
        private bool isUndone;
        private bool isPutDownSince;
        private bool isAbout;

        /// <summary>The operation whose facts are left where they must be gone; null if there is none, or some code is not seen through.</summary>
        public IInvocationOperation? FindLeft(IInvocationOperation demand, Requirement requirement)
        {
            foreach (var operation in root.Descendants())
            {
                if (operation is not IInvocationOperation call) continue;
                var isInner = Placement.IsInInnerCode(call);
                if (!isInner && call.Syntax.SpanStart >= demand.Syntax.SpanStart) continue;
                if (PutsDown(call) is { } code)
                {
                    if (!Read(code, requirement)) return null;
                    isPutDownSince |= !isInner && IsBeforeRun(call);
                }
                else if (program.Contracts.Known.IsDsl(call.TargetMethod))
                {
                    var contract = program.Contracts.Of(call.TargetMethod);
                    if ((contract.Changed(EffectKind.Ensure) & requirement.Unless) != 0) return null;
                    if (call.Instance?.Syntax.ToString() == subject) Note(call, contract, requirement, isInner);
                }
                else if (program.IsOwn(call.TargetMethod) && (IsInStep(call) || GetsSubject(call)))
                {
                    // Code of the project may do anything to what it is given, and in a step to anything.
                    return null;
                }
            }

            return isAbout && isPutDownSince && !isUndone ? left : null;
        }

        private void Note(IInvocationOperation call, OperationContract contract, Requirement requirement, bool isInner)
        {
            var isRevoking = (contract.Changed(EffectKind.Revoke) & requirement.Facts) != 0;
            if (isInner) isUndone |= isRevoking;
            else if (isRevoking) (left, isPutDownSince) = (null, false);
            else if ((contract.Changed(EffectKind.Ensure) & requirement.Facts) != 0 && IsBeforeRun(call)) (left, isPutDownSince) = (call, false);
        }

        // What a step says by itself: a lambda is read with the rest of the body.
        private bool Read(IOperation code, Requirement requirement)
        {
            isAbout |= Mentions(code);
            if (code is IAnonymousFunctionOperation) return true;
            if (code is not IMethodReferenceOperation { Method: var named } reference || program.IsOwn(named)) return false;
            isUndone |= reference.Instance?.Syntax.ToString() == subject
                && (program.Contracts.Of(named).Changed(EffectKind.Revoke) & requirement.Facts) != 0;
            return true;
        }

        private bool IsBeforeRun(IOperation operation) => operation.Syntax.Span.End <= run.Statement.Syntax.SpanStart;

        // The code that a call puts on the list; the argument itself if that is code from elsewhere.
        private IOperation? PutsDown(IInvocationOperation call)
        {
            if (call.Instance is null || call.Instance.Syntax.ToString() != list) return null;
            foreach (var argument in call.Arguments)
            {
                if (argument is { Value: IDelegateCreationOperation { Target: var code } }) return code;
                if (argument is { Value.Type.TypeKind: TypeKind.Delegate, Parameter.RefKind: RefKind.None }) return argument.Value;
            }

            return null;
        }

        private static bool IsInStep(IInvocationOperation call)
        {
            for (var around = call.Parent; around is not null; around = around.Parent)
            {
                if (around is IAnonymousFunctionOperation) return true;
            }

            return false;
        }

        private bool GetsSubject(IInvocationOperation call)
        {
            if (call.Instance?.Syntax.ToString() == subject) return true;
            foreach (var argument in call.Arguments)
            {
                if (Mentions(argument.Value)) return true;
            }

            return false;
        }

        private bool Mentions(IOperation code)
        {
            foreach (var operation in code.DescendantsAndSelf())
            {
                if (operation is IParameterReferenceOperation or ILocalReferenceOperation && operation.Syntax.ToString() == subject) return true;
            }

            return false;
        }
    }
}
