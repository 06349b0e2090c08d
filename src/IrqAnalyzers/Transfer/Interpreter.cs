using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using System.Runtime.CompilerServices;
using static IrqAnalyzers.Transfer.Logic;
using static IrqAnalyzers.Transfer.OperationFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>The transfer function of an expression: what it does to the state, and what it gives.</summary>
internal sealed class Interpreter : IEvaluator
{
    private readonly Cursor at;
    private readonly Heap heap;
    private readonly Escapes escapes;
    private readonly CapturedFlags capturedFlags;
    private readonly Comparisons comparisons;
    private readonly ExceptionFlow exceptions;
    private readonly Losses losses;
    private readonly CallDispatcher dispatcher;
    private readonly Reads reads;
    private readonly Stores stores;
    private readonly Invocations invocations;
    private readonly Collections collections;
    private readonly Operators operators;
    private readonly Patterns patterns;
    private readonly Mutations mutations;
    private readonly SummaryBuilder builder;
    private readonly ContractTable contracts;
    private readonly ProgramFacts program;
    private readonly Body body;

    public Interpreter(
        BodyContext context, Cursor at, Heap heap, Copies copies, Aliases aliases, Callees callees, References references, VirtualCalls virtualCalls, Escapes escapes,
        Assignments assignments, Containers containers, Enumerations enumerations, Refinement refinement, CapturedFlags capturedFlags, Queries queries,
        ParameterUse parameterUse, Comparisons comparisons, ExceptionFlow exceptions, Losses losses, CallDispatcher dispatcher, KeptStates keptStates)
    {
        this.at = at;
        this.heap = heap;
        this.escapes = escapes;
        this.capturedFlags = capturedFlags;
        this.comparisons = comparisons;
        this.exceptions = exceptions;
        this.losses = losses;
        this.dispatcher = dispatcher;
        builder = context.Builder;
        contracts = context.Contracts;
        program = context.Program;
        body = context.Body;
        reads = new(context, at, heap, callees, escapes, references, containers, enumerations, queries, parameterUse, comparisons, losses, dispatcher, this);
        stores = new(context, at, heap, copies, aliases, escapes, references, assignments, containers, refinement, exceptions, dispatcher, reads, this);
        collections = new(context, at, heap, copies, escapes, containers, parameterUse, this);
        invocations = new(
            context, at, heap, copies, callees, escapes, references, queries, parameterUse, comparisons, losses, dispatcher, new(context, assignments, dispatcher), stores, collections, keptStates, this);
        operators = new(context, at, heap, virtualCalls, escapes, refinement, comparisons, losses, dispatcher.CodeCalls, new(context, references, this), dispatcher, this);
        mutations = new(context, at, heap, escapes, comparisons, dispatcher, stores, operators, this);
        patterns = new(context, at, heap, escapes, containers, queries, comparisons, losses, reads, mutations, this);
    }

    public Value EscapeOperands(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            if (child is IArrayInitializerOperation initializer) EscapeElements(initializer, OperationFacts.IsOfParams(operation));
            else escapes.Escape(Evaluate(child));
        }

        return Value.Unknown;
    }

    private void EscapeElements(IArrayInitializerOperation initializer, bool isHandedOn)
    {
        foreach (var element in initializer.ElementValues)
        {
            if (element is IArrayInitializerOperation row)
            {
                EscapeElements(row, isHandedOn);
                continue;
            }

            var value = Evaluate(element);
            if (!isHandedOn) escapes.Escape(value);
        }
    }

    public Value Evaluate(IOperation operation)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        // One question about the kind, not one about each interface: this is the hottest place of all.
        switch (operation.Kind)
        {
            case OperationKind.ExpressionStatement:
                return Evaluate(((IExpressionStatementOperation)operation).Operation);
            case OperationKind.LocalReference:
                return reads.ReadLocal((ILocalReferenceOperation)operation);
            case OperationKind.ParameterReference:
                return reads.ReadParameter((IParameterReferenceOperation)operation);
            case OperationKind.InstanceReference:
                return reads.ReadInstance((IInstanceReferenceOperation)operation);
            case OperationKind.FlowCaptureReference:
                return reads.ReadCapture((IFlowCaptureReferenceOperation)operation);
            case OperationKind.FlowCapture:
                return stores.CaptureValue((IFlowCaptureOperation)operation);
            case OperationKind.FieldReference when operation is IFieldReferenceOperation { Field.HasConstantValue: false } member:
                return reads.ReadField(member);
            case OperationKind.PropertyReference:
                return reads.ReadProperty((IPropertyReferenceOperation)operation);
            case OperationKind.SimpleAssignment:
                return stores.Assign((ISimpleAssignmentOperation)operation);
            case OperationKind.Invocation:
                return invocations.Invoke((IInvocationOperation)operation);
            case OperationKind.ObjectCreation:
                return invocations.Create((IObjectCreationOperation)operation);
            case OperationKind.Conversion:
                return operators.Convert((IConversionOperation)operation);
            case OperationKind.Await:
                return Await((IAwaitOperation)operation);
            case OperationKind.Parenthesized:
                return Evaluate(((IParenthesizedOperation)operation).Operand);
            case OperationKind.IsNull:
                var tested = ((IIsNullOperation)operation).Operand;
                return comparisons.TestNull(Evaluate(tested), tested);
            case OperationKind.IsPattern:
                return patterns.TestPattern((IIsPatternOperation)operation);
            case OperationKind.IsType:
                return patterns.TestType((IIsTypeOperation)operation);
            case OperationKind.Unary:
                return operators.EvaluateUnary((IUnaryOperation)operation);
            case OperationKind.Binary:
                return operators.EvaluateBinary((IBinaryOperation)operation);
            case OperationKind.FlowAnonymousFunction:
                return dispatcher.CodeCalls.Capture((IFlowAnonymousFunctionOperation)operation);
            case OperationKind.DelegateCreation:
                return invocations.EvaluateDelegate((IDelegateCreationOperation)operation);
            case OperationKind.CompoundAssignment:
                return mutations.AssignCompound((ICompoundAssignmentOperation)operation);
            case OperationKind.Increment or OperationKind.Decrement:
                return mutations.Increment((IIncrementOrDecrementOperation)operation);
            case OperationKind.DeconstructionAssignment:
                return mutations.Deconstruct((IDeconstructionAssignmentOperation)operation);
            case OperationKind.ArrayCreation:
                return collections.MakeArray((IArrayCreationOperation)operation);
            case OperationKind.YieldReturn or OperationKind.YieldBreak:
                return Yield((IReturnOperation)operation);
            case OperationKind.Tuple:
                return collections.MakeTuple((ITupleOperation)operation);
            case OperationKind.ArrayElementReference:
                return reads.ReadElement((IArrayElementReferenceOperation)operation);
            case OperationKind.DefaultValue when operation.Type is { } type && program.IsOwnStruct(type):
                return heap.Found(operation, type, 0, isNew: true).WithNull(Tri.False);
            case OperationKind.DefaultValue when operation.Type is { } type && (type.IsReferenceType || TypeFacts.IsNullableType(type)):
                return Value.Nothing;
            case OperationKind.Interpolation:
                var printed = ((IInterpolationOperation)operation).Expression;
                var shown = Evaluate(printed);
                operators.Print(printed, shown);
                return losses.Lossy(Unfollowed(shown), shown, Array.Empty<Value>());
            case OperationKind.EventAssignment when operation is IEventAssignmentOperation { EventReference: IEventReferenceOperation changed } assignment
                && AccessorOf(assignment, changed.Event) is { } accessor:
                var source = changed.Instance is null ? null : Evaluate(changed.Instance);
                return dispatcher.Call(new(
                    assignment, accessor, changed.Instance, source, new[] { Evaluate(assignment.HandlerValue) }, new[] { assignment.HandlerValue },
                    isVirtual: accessor.IsVirtual || accessor.IsAbstract || accessor.IsOverride)).Result;
            case OperationKind.EventReference when operation is IEventReferenceOperation { Event: var raised } subscribed:
                if (subscribed.Instance is { } raiser) Evaluate(raiser);
                return dispatcher.CodeCalls.IsSubscribed(raised) ? Value.NotNull
                    : operation.Parent is IIsPatternOperation or IBinaryOperation ? Value.Unknown
                    : Value.Free;
            case OperationKind.ImplicitIndexerReference:
                return reads.ReadImplicitly((IImplicitIndexerReferenceOperation)operation);
            case OperationKind.Invalid when IsUnknownMemberRead(operation.Syntax):
                break;
            case OperationKind.Invalid or OperationKind.DynamicInvocation or OperationKind.FunctionPointerInvocation:
                exceptions.ThrowingUnforeseen();
                return EscapeOperands(operation);
            case Collections.CollectionExpressionKind:
                return collections.MakeFromElements(operation);
        }

        if (operation.ConstantValue is { HasValue: true } constant)
        {
            return Value.OfConstant(constant.Value);
        }

        // An operation that is not known may keep what it is given.
        if (operation.Kind == OperationKind.None) return EscapeOperands(operation);
        var isTelling = false;
        foreach (var child in operation.ChildOperations)
        {
            var value = Evaluate(child);
            isTelling |= IsTelling(value) || losses.BearsPart(value);
            escapes.HandOver(value);
        }

        return isTelling ? Value.Unknown : Value.Free;
    }

    // A member that does not exist, as while its name is typed: `if (function.IsV)`. Until it is called or assigned it does nothing to its owner.
    private static bool IsUnknownMemberRead(SyntaxNode syntax)
    {
        if (syntax is not MemberAccessExpressionSyntax access) return false;
        while (access.Parent is MemberAccessExpressionSyntax outer && outer.Expression == access) access = outer;
        return access.Parent is not (InvocationExpressionSyntax or AssignmentExpressionSyntax);
    }

    // Only an event with accessors of its own does more than to keep the handler.
    private IMethodSymbol? AccessorOf(IEventAssignmentOperation assignment, IEventSymbol changed)
    {
        var accessor = assignment.Adds ? changed.AddMethod : changed.RemoveMethod;
        return accessor is { IsImplicitlyDeclared: false } && !program.IsForeign(changed.ContainingAssembly) && !contracts.Known.IsDsl(changed) ? accessor : null;
    }

    // The caller gets it at once, but the rest of the body runs only when he asks for more: the body has no effects of its own.
    private Value Yield(IReturnOperation given)
    {
        builder.IsIterator = true;
        if (given.ReturnedValue is { } value) escapes.Escape(Evaluate(value));
        return Value.Unknown;
    }

    // While a flow waits, others may change flags that are not theirs alone.
    private Value Await(IAwaitOperation awaited)
    {
        var flow = Evaluate(awaited.Operation);
        dispatcher.Tasks.NoteAwaited(flow);
        if (Unconverted(awaited.Operation) is not IInvocationOperation && (flow.MayBeOther || !heap.HoldsFlow(flow))) exceptions.ThrowingUnforeseen();
        var value = dispatcher.Tasks.Complete(flow, CallMode.None);
        at.State.ForgetFlags(areStructuresOwn: !body.HasInnerCode, heap.Confined);
        capturedFlags.ForgetCapturedFlags();
        return value;
    }
}
