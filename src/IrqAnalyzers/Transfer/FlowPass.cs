using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.OperationFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>The analysis of one body: a fixpoint over its blocks, then one more visit of each that has something to report.</summary>
internal sealed class FlowPass : IForwardAnalysis<State, Value>
{
    private const int SpareVisits = 2_000;

    private readonly BodyContext context;
    private readonly Body body;
    private readonly ContractTable contracts;
    private readonly ObjectTable table;
    private readonly Cursor at = new();
    private readonly ForwardSolver<State, Value> solver;
    private readonly Heap heap;
    private readonly Escapes escapes;
    private readonly Refinement refinement;
    private readonly CapturedFlags capturedFlags;
    private readonly ExceptionFlow exceptions;
    private readonly RequirementChecker checker;
    private readonly Results results;
    private readonly StartedTasks tasks;
    private readonly CodeCalls codeCalls;
    private readonly ParameterUse parameterUse;
    private readonly IEvaluator evaluator;
    private readonly OptionalSteps optionalSteps;
    private readonly Dictionary<BasicBlock, bool> overOwn = new();
    private readonly TestedSettings? settings;
    private readonly KeptStates keptStates;

    private FlowPass(BodyContext context)
    {
        this.context = context;
        body = context.Body;
        contracts = context.Contracts;
        table = context.Table;
        var visits = context.Summaries.Budget.Of(body.Syntax.SyntaxTree);
        solver = new(
            body.Graph, context.Partition, (body.Graph.Blocks.Length * visits) + (SpareVisits * visits / Budget.Default), context.Summaries.Solver.RanksOf(body.Graph),
            context.Cancellation);
        optionalSteps = new(context.Program);
        settings = TestedSettings.Of(body.Graph, contracts);
        keptStates = new(context, optionalSteps);
        var transfer = new TransferFunctions(context, at, solver, keptStates);
        (heap, escapes, refinement, capturedFlags) = (transfer.Heap, transfer.Escapes, transfer.Refinement, transfer.CapturedFlags);
        (exceptions, checker, results, tasks) = (transfer.Exceptions, transfer.Checker, transfer.Results, transfer.Tasks);
        (codeCalls, parameterUse, evaluator) = (transfer.CodeCalls, transfer.ParameterUse, transfer.Evaluator);
    }

    /// <summary>Analyzes a body; if it has too many paths, once more with all paths joined.</summary>
    public static BodyResult Run(ISummaryProvider summaries, Body body, int depth, CallStack calls, Selection? selection = null)
    {
        var result = Run(summaries, body, depth, Coarseness.Full, calls, selection);
        return result.Incomplete is null ? result : Run(summaries, body, depth, Coarseness.None, calls, selection).After(result);
    }

    private static BodyResult Run(ISummaryProvider summaries, Body body, int depth, Coarseness finest, CallStack calls, Selection? selection, HashSet<ISymbol>? apart = null)
    {
        var pass = new FlowPass(new(summaries, body, depth, finest, calls, selection, apart));
        string? incomplete = null;
        var isRepeatable = true;
        try
        {
            pass.solver.Solve(pass, pass.EntryState());
        }
        catch (IncompleteException exceeded)
        {
            incomplete = exceeded.Message;
        }
        catch (InsufficientExecutionStackException)
        {
            incomplete = "it is nested too deeply";
            isRepeatable = false;
        }

        summaries.Solver.AddVisits(pass.solver.Visits);
        return incomplete is null && pass.context.MembersApart.Wanted is { } members && finest == Coarseness.Full
            ? Run(summaries, body, depth, finest, calls, selection, members)
            : pass.Finish(incomplete, isRepeatable);
    }

    private State EntryState()
    {
        var entry = new State(table) { Elsewhere = context.Selection?.Start ?? 0 };
        if (body.Receiver is { } receiver)
        {
            table.Receiver(receiver, context.ReceiverArrivesWithout);
        }

        if (context.Selection?.Type is { } exact && body.Receiver is { } owned) heap.ExactTypes[table.Receiver(owned, 0).Id] = exact;
        capturedFlags.EnterCapturedFlags(entry);
        if (body.Method is not { } method) return entry;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind == RefKind.Out) continue;
            var selected = context.Selection?.Of(parameter.Ordinal);
            if (!context.Program.HoldsObject(parameter.Type) || selected is { IsNull: Tri.True })
            {
                if ((selected ?? GivenTo(method, parameter)) is { } given) entry.Set(table.VariableOf(parameter), given);
                continue;
            }

            var code = context.Selection?.CodeOf(parameter.Ordinal);
            var admitted = context.Program.Admitted.Of(method, parameter, context.Cancellation);
            var arrives = contracts.Of(parameter);
            var entered = table.OfSymbol(parameter, parameter.Type, arrives.ArrivesWithout | admitted.Never, arrives.ArrivesWith & ~admitted.Never, code);
            var kinds = entered.StaticKinds & admitted.Kinds;
            if (kinds != entered.StaticKinds && kinds != Kinds.None) entry.Set(entered.Id, entry.CellOf(entered.Id).With(kinds));
            var isNull = code is not null ? Tri.False : selected?.IsNull ?? (IsNeverNull(parameter) ? Tri.False : Tri.Unknown);
            entry.Set(table.VariableOf(parameter), Value.Of(entered.Id, isNull).WithScalar(selected?.Scalar));
        }

        EnterMembers(entry, method);
        AssumeOwnContract(entry, method);
        return entry;
    }

    // A change of any method of the class may change what is passed.
    private Value? GivenTo(IMethodSymbol method, IParameterSymbol parameter)
    {
        var variable = table.VariableOf(parameter);
        if (!Callers.IsPrivate(method) || !context.Tested.IsTested(variable)) return null;
        context.NoteBodiesOf(Callers.OutermostType(method));
        var constants = context.Program.GivenConstants.Of(parameter, context.Cancellation);
        if (constants is not null) heap.NotePassed(variable, constants);
        return constants;
    }

    private void EnterMembers(State entry, IMethodSymbol method)
    {
        if (context.IsFresh && body.Outer is null)
        {
            if (InitialValues.Has(method.ContainingType)) context.NoteBodiesOf(method.ContainingType);
            foreach (var (field, value) in context.Program.InitialValues.Of(method, context.Cancellation))
                entry.Set(table.VariableOf(table.Receiver(body.Receiver, 0), field), Value.OfConstant(value));
        }

        foreach (var known in context.Selection?.Members ?? Array.Empty<KnownMember>())
        {
            var owner = known.Ordinal >= 0 ? table.OfSymbol(method.Parameters[known.Ordinal], method.Parameters[known.Ordinal].Type) : table.Receiver(body.Receiver, 0);
            entry.Set(table.VariableOf(owner, known.Member), known.Value);
        }
    }

    // Parameters that are not nullable are assumed not to be null.
    private bool IsNeverNull(IParameterSymbol parameter) =>
        parameter.NullableAnnotation == NullableAnnotation.NotAnnotated && parameter.Type.IsReferenceType && !parameter.HasExplicitDefaultValue
        && contracts.Known.IsDsl(parameter.Type);

    // A body may rely on what its own contract demands of callers.
    private void AssumeOwnContract(State entry, IMethodSymbol method)
    {
        foreach (var requirement in contracts.Of(method).Requires)
        {
            if (requirement.Assumption != 0 || requirement.When != Kinds.Any) continue;
            var subject = OwnSubject(method, requirement.Subject);
            if (subject is null) continue;
            var cell = entry.CellOf(subject.Id);
            if (requirement.Kind == RequirementKind.Absent) entry.Set(subject.Id, cell.Revoke(requirement.Facts));
            else if (requirement.Kind == RequirementKind.AnyOf && requirement.Facts.IsSingle) entry.Set(subject.Id, cell.Ensure(requirement.Facts));
        }
    }

    private AbstractObject? OwnSubject(IMethodSymbol method, int subject)
    {
        if (subject < 0) return body.Receiver is { } receiver && !method.IsStatic ? table.Receiver(receiver, 0) : null;
        return subject < method.Parameters.Length && method.Parameters[subject].Type.IsReferenceType
            ? table.OfSymbol(method.Parameters[subject], method.Parameters[subject].Type)
            : null;
    }

    public void Transfer(BasicBlock visited, State entered)
    {
        (at.Block, at.State) = (visited, entered);
        if (IsFirstOfTry(visited) && !StartsWithAwait(visited)) exceptions.Throwing();
        foreach (var operation in visited.Operations)
        {
            evaluator.Evaluate(operation);
            if (at.State.IsDead) return;
        }

        var made = solver.Choices.Made;
        var value = visited.BranchValue is null ? null : evaluator.Evaluate(visited.BranchValue);
        if (at.State.IsDead) return;
        if (visited.ConditionalSuccessor is { } conditional)
        {
            Branch(visited, conditional, value!, madeChoice: solver.Choices.Made > made);
        }
        else if (visited.FallThroughSuccessor is { } next)
        {
            if (value is not null && next.Semantics == ControlFlowBranchSemantics.Throw) escapes.ExposeHeld(value);
            if (value is not null && Returns(visited)) value = tasks.Complete(value, CallMode.None);
            if (value is { IsFree: true, Boolean: Tri.Unknown } && settings?.TestedBy(visited) is > 0 and var setting && Assumption.IsOfOther(at.State.Assumptions, setting))
                value = value.WithFree(false);
            solver.Follow(next, at.State, value);
        }
    }

    private void Branch(BasicBlock visited, ControlFlowBranch conditional, Value value, bool madeChoice)
    {
        if (value.Boolean == Tri.Unknown) at.State.DependsOnFlags |= context.Tested.IsFlagOfOthers(visited) && !capturedFlags.AsksCaller(visited.BranchValue);
        if (IsBeforeFirstRound(visited)) value = Value.True;
        if (IsAskedAgain(visited, value)) value = value.WithFree(false);
        if (value.IsLossy && optionalSteps.Follow(visited)) value = value.WithFree(true);
        var outcome = visited.ConditionKind == ControlFlowConditionKind.WhenTrue;
        var taken = at.State.Clone();
        var left = at.State;
        if (value is { IsFree: true, Boolean: Tri.Unknown, Truth: null } && IsOverOwn(visited)) (outcome ? left : taken).AddDoubt(true);
        var asked = AskedAgain(visited.BranchValue, value);
        Take(conditional, taken, visited, value, outcome, asked, madeChoice);

        // A finally region on the way has blocks and states of its own.
        (at.Block, at.State) = (visited, left);
        if (visited.FallThroughSuccessor is { } other) Take(other, left, visited, value, !outcome, asked, madeChoice);
    }

    // Follows a branch, if a test can come out that way.
    private void Take(ControlFlowBranch branch, State narrowed, BasicBlock visited, Value value, bool outcome, Variable? asked, bool madeChoice)
    {
        if (!refinement.Refine(narrowed, value, outcome)) return;
        if (asked is not null) Remember(narrowed, asked, outcome);
        narrowed.AddDoubt(value.Boolean == Tri.Unknown && SaysNoCode(visited.BranchValue, outcome));
        if (value.Boolean == Tri.Unknown || madeChoice)
        {
            // What a call has decided for this case could have come out otherwise, too.
            if (settings?.TestedBy(visited) is > 0 and var setting && (value.IsFree || value.Boolean != Tri.Unknown)) narrowed.Assume(setting, outcome);
            keptStates.Refine(narrowed, visited, outcome);
        }

        solver.Follow(branch, narrowed, null);
    }

    // Whether a block tests the end of a loop whose first, sure, round is still to come.
    private bool IsBeforeFirstRound(BasicBlock visited) =>
        context.Tested.CounterOf(visited) is { } counter && context.Tested.IsBeforeFirstRound(counter, at.State.ValueOf(table.VariableOf(counter)));

    // A loop over objects of which each does its own, of an interface, an abstract class or a delegate of the project, or over members of an enumeration: which
    // there are, and what they do together, is known only where they are made. That the loop ends without one that was meant is no more than possible.
    private bool IsOverOwn(BasicBlock visited)
    {
        if (!overOwn.TryGetValue(visited, out var known)) overOwn.Add(visited, known = ElementTested(visited.BranchValue) is { } element && ActsByItself(element));
        return known;
    }

    // The type of the elements of which a test asks whether there is another.
    private ITypeSymbol? ElementTested(IOperation? test) => test switch
    {
        IInvocationOperation { TargetMethod.Name: "MoveNext", Syntax.Parent: CommonForEachStatementSyntax loop } => body.Model?.GetForEachStatementInfo(loop).ElementType,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan, RightOperand: IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance.Type: { } type } } =>
            type is IArrayTypeSymbol array ? array.ElementType : type is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } ? arguments[0] : null,
        _ => null,
    };

    private bool ActsByItself(ITypeSymbol element) =>
        element.TypeKind is TypeKind.Delegate or TypeKind.Enum || (context.Program.IsOwn(element) && HoldsCode(element))
        || ((element.TypeKind == TypeKind.Interface || element.IsAbstract) && context.Program.IsOwn(element) && !context.Program.Subjects.Contain(element));

    // A record with a predicate, or an operation table.
    private static bool HoldsCode(ITypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: false, Type.TypeKind: TypeKind.Delegate, AssociatedSymbol: not IEventSymbol }) return true;
        }

        return false;
    }

    // Whether an outcome says that there is no code in a delegate: where it was put there decides that.
    private static bool SaysNoCode(IOperation? test, bool outcome) => test switch
    {
        IIsNullOperation { Operand.Type.TypeKind: TypeKind.Delegate } => outcome,
        IIsPatternOperation { Value.Type.TypeKind: TypeKind.Delegate, Pattern: var pattern } => pattern is IConstantPatternOperation == outcome,
        IBinaryOperation { OperatorKind: var kind, LeftOperand: var left, RightOperand.ConstantValue: { HasValue: true, Value: null } }
            when Unconverted(left)?.Type?.TypeKind == TypeKind.Delegate => kind == BinaryOperatorKind.Equals == outcome,
        _ => false,
    };

    // The answer is the one that was given before, where something was done that depends on it. A flag that is not known was forgotten in between.
    private bool IsAskedAgain(BasicBlock visited, Value value) =>
        value is { IsFree: true, Boolean: Tri.Unknown } && value.Truth is null or { IsPartial: true } or { SpeaksOfObject: false }
        && context.Tested.FirstAsked(visited) is { } first && !optionalSteps.Follow(first);

    // A local that has the answer of a test, and is asked again later. What the answer says of objects may be out of date by then; what it was is not.
    private Variable? AskedAgain(IOperation? test, Value value) =>
        value.Truth is { SpeaksOfObject: true } && test is ILocalReferenceOperation { Local: { IsRef: false } local } && context.Tested.IsTestedAgain(local) && !body.IsCaptured(local)
            ? table.VariableOf(local)
            : null;

    private static void Remember(State narrowed, Variable asked, bool outcome)
    {
        if (narrowed.ValueOf(asked) is { Boolean: Tri.Unknown } value) narrowed.Set(asked, value.WithBoolean(outcome ? Tri.True : Tri.False));
    }

    private BodyResult Finish(string? incomplete, bool isRepeatable)
    {
        parameterUse.NoteTestedInOtherWays();
        var summary = incomplete is null ? context.Builder.Build(body, context.Tested, hasCode: context.Selection is { HasCode: true }) : null;
        table.Strip();
        return context.Builder.Finish(checker.Findings.All, summary, Nested(), incomplete, isRepeatable);
    }

    private IReadOnlyList<Body> Nested()
    {
        if (codeCalls.LambdaBodies.Count == 0 && body.Graph.LocalFunctions.IsEmpty) return Array.Empty<Body>();
        var nested = new List<Body>(codeCalls.LambdaBodies);
        foreach (var local in body.Graph.LocalFunctions)
        {
            if (body.LocalFunction(local, context.Cancellation) is { } function) nested.Add(function);
        }

        return nested;
    }

    public void LeaveScopes(ControlFlowBranch branch, State arriving)
    {
        var dropped = false;
        foreach (var region in branch.LeavingRegions)
        {
            foreach (var local in region.Locals)
            {
                arriving.Set(table.VariableOf(local), null);
                dropped = true;
            }

            foreach (var capture in region.CaptureIds)
            {
                arriving.Set(table.VariableOf(capture), null);
                dropped = true;
            }
        }

        if (dropped) checker.Collect(arriving);
    }

    public void Raise(ControlFlowBranch branch, State raised) => raised.Thrown = ExceptionFlow.ThrownBy(branch);

    public State? Catch(ControlFlowRegion handler, State thrown, out bool isSure) => exceptions.Catch(handler, thrown, out isSure);

    public bool IsInert(ControlFlowRegion finallyRegion) => exceptions.IsIrrelevant(finallyRegion);

    public void LeaveByException(State thrown)
    {
        thrown.HandOver();
        exceptions.LeaveByException(thrown);
    }

    public void Leave(ControlFlowBranch branch, State left, Value? result)
    {
        (at.Block, at.State) = (branch.Source, left);
        checker.CheckLeaving(branch, left, result);
        tasks.CheckStartedFlows(left);
        var parts = results.PartsOf(result, left);
        if (parts is null) escapes.HandOverTo(left, result);
        foreach (var part in parts ?? Array.Empty<Value>()) escapes.HandOverTo(left, part);
        foreach (var (_, given) in context.Builder.Exits.GivenBack) escapes.HandOverTo(left, left.ValueOf(given));
        left.HandOver();
        var value = heap.AtExit(result ?? Value.Unknown, left);
        context.Builder.Exits.Add(new(value, left, parts));
    }
}
