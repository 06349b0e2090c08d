using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.OperationFacts;
using static IrqAnalyzers.Transfer.TypeFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Which handlers an exception reaches, and in which state. What a statement throws is as sure as the statement; that an operation
/// throws is never sure.
/// </summary>
internal sealed class ExceptionFlow(
    BodyContext context, Cursor at, ForwardSolver<State, Value> solver, VirtualCalls virtualCalls, CapturedFlags capturedFlags,
    Queries queries)
{
    private readonly Body body = context.Body;
    private readonly SummaryBuilder builder = context.Builder;
    private readonly ContractTable contracts = context.Contracts;
    private readonly ProgramFacts program = context.Program;
    private readonly Dictionary<ControlFlowRegion, bool> irrelevant = new();
    private readonly Dictionary<IOperation, bool> followed = new();

    /// <summary>Whether a finally region does nothing that matters, as that of a loop that disposes of its enumerator.</summary>
    public bool IsIrrelevant(ControlFlowRegion region)
    {
        if (irrelevant.TryGetValue(region, out var known)) return known;
        known = true;
        for (var ordinal = region.FirstBlockOrdinal; known && ordinal <= region.LastBlockOrdinal; ordinal++)
        {
            var candidate = body.Graph.Blocks[ordinal];
            foreach (var operation in candidate.Operations) known &= IsInert(operation);
            if (candidate.BranchValue is { } value) known &= IsInert(value);
        }

        irrelevant.Add(region, known);
        return known;
    }

    private bool IsInert(IOperation operation)
    {
        foreach (var inner in operation.DescendantsAndSelf())
        {
            var isInert = inner switch
            {
                IInvocationOperation { TargetMethod: { MethodKind: not MethodKind.DelegateInvoke } method } call =>
                    program.IsForeign(method.ContainingAssembly) && !(call.IsVirtual && virtualCalls.MayRunOwnCode(method, call.Instance)),
                IConversionOperation { OperatorMethod: null } or IExpressionStatementOperation or IArgumentOperation or IIsNullOperation => true,
                ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IInstanceReferenceOperation or ILiteralOperation => true,
                IFlowCaptureOperation or IFlowCaptureReferenceOperation => true,
                _ => false,
            };
            if (!isInert) return false;
        }

        return true;
    }

    /// <summary>Whether a test may come out as a caller knows; asked when something is thrown.</summary>
    private bool? isDecidedByCallers;

    /// <summary>An event of interest is over, or about to happen: it may have thrown.</summary>
    public void Throwing() => Throwing(Thrown.ByOperation);

    public void Throwing(Thrown what)
    {
        if (at.Block.EnclosingRegion.Kind == ControlFlowRegionKind.Root) return;
        var thrown = at.State.Clone();
        thrown.AddDoubt(true, Doubt.Exception);
        thrown.Thrown = what;
        solver.Throw(at.Block.EnclosingRegion, thrown);
    }

    /// <summary>An operation is over, which has thrown before or not at all: what comes after it may throw, if anything does.</summary>
    public void ThrowingAfter(IOperation operation)
    {
        if (at.Block.EnclosingRegion.Kind == ControlFlowRegionKind.Root) return;
        if (!followed.TryGetValue(operation, out var isFollowed)) followed.Add(operation, isFollowed = IsFollowed(operation));
        if (isFollowed) Throwing();
    }

    // Whether a call, or what throws otherwise, follows in the region.
    private bool IsFollowed(IOperation operation)
    {
        var region = at.Block.EnclosingRegion;
        while (region.Kind is not (ControlFlowRegionKind.Root or ControlFlowRegionKind.Try)) region = region.EnclosingRegion!;
        if (region.Kind == ControlFlowRegionKind.Root) return true;
        for (var ordinal = region.FirstBlockOrdinal; ordinal <= region.LastBlockOrdinal; ordinal++)
        {
            var block = body.Graph.Blocks[ordinal];
            foreach (var statement in block.Operations)
            {
                if (MayThrowAfter(statement, operation)) return true;
            }

            if (block.BranchValue is { } value && MayThrowAfter(value, operation)) return true;
        }

        return false;
    }

    // In a loop what stands before it follows too. A method that only sets a flag throws nothing.
    private bool MayThrowAfter(IOperation within, IOperation operation)
    {
        foreach (var inner in within.DescendantsAndSelf())
        {
            if (inner is not (IInvocationOperation or IObjectCreationOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation or IThrowOperation or IAwaitOperation)) continue;
            if (inner is IInvocationOperation { TargetMethod: var method } && program.IsOwn(method) && !program.PlainAssignments.Of(method, context.Cancellation).IsDefault) continue;
            if (inner.Syntax.SpanStart > operation.Syntax.Span.End || context.Tested.IsInLoop(at.Block)) return true;
        }

        return false;
    }

    /// <summary>Code that is not followed is about to run.</summary>
    public void ThrowingUnforeseen()
    {
        builder.ThrowsUnforeseen = true;
        Throwing(Thrown.ByOwnCode);
    }

    public static Thrown ThrownBy(ControlFlowBranch branch)
    {
        if (branch.Semantics == ControlFlowBranchSemantics.Throw)
        {
            var exception = Unconverted(branch.Source.BranchValue);
            return exception?.Type is { } type ? Thrown.Of(type, exception is IObjectCreationOperation) : Thrown.Anything;
        }

        for (var region = branch.Source.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region is { Kind: ControlFlowRegionKind.Catch, ExceptionType: { SpecialType: not SpecialType.System_Object } caught }) return Thrown.Of(caught, isExact: false);
        }

        return Thrown.Anything;
    }

    /// <summary>The state in which a handler is entered; <see langword="null"/> if the exception passes it by.</summary>
    public State? Catch(ControlFlowRegion handler, State thrown, out bool isSure)
    {
        var isCaught = IsCaught(thrown.Thrown ?? Thrown.ByAnybody, handler.ExceptionType);
        isSure = isCaught == Tri.True;
        if (isCaught == Tri.False) return null;
        var caught = thrown.Clone();
        caught.Thrown = null;
        caught.AddDoubt(isCaught == Tri.Unknown, Doubt.Exception);
        return caught;
    }

    private Tri IsCaught(Thrown thrown, ITypeSymbol? by)
    {
        var isOwn = by is not null && program.IsOwn(by);
        if (ReferenceEquals(thrown, Thrown.ByOwnCode)) return isOwn ? Tri.Unknown : Tri.False;
        if (by is null || IsEverything(by)) return Tri.True;
        if (ReferenceEquals(thrown, Thrown.ByOperation) && isOwn) return Tri.False;
        if (thrown.Type is not { TypeKind: TypeKind.Class } type || by.TypeKind != TypeKind.Class) return Tri.Unknown;
        return Derives(type, by) ? Tri.True : !thrown.IsExact && Derives(by, type) ? Tri.Unknown : Tri.False;
    }

    /// <summary>An exception leaves the body.</summary>
    public void LeaveByException(State thrown)
    {
        if (thrown.Thrown is not { IsExplicit: true } what) return;
        thrown.AddDoubt(isDecidedByCallers ??= IsDecidedByCallers());
        builder.Exits.AddThrown(what, thrown);
    }

    // Kinds, facts and flags are compared with what the caller knows when the summary is applied. No other test is.
    private bool IsDecidedByCallers()
    {
        foreach (var tests in body.Graph.Blocks)
        {
            if (tests is { ConditionalSuccessor: not null, BranchValue: { } test } && !IsComparedByCallers(test)) return true;
        }

        return false;
    }

    private bool IsComparedByCallers(IOperation test)
    {
        if (capturedFlags.IsCapturedFlag(test)) return true;
        switch (test)
        {
            case ILiteralOperation or IFieldReferenceOperation { Instance: null } or IFieldReferenceOperation { Type.SpecialType: SpecialType.System_Boolean }:
                return true;
            case IPropertyReferenceOperation { Property: var property }:
                return property.IsStatic || contracts.Of(property) is { Tests: not Kinds.None } or { HasFacts: true } or { FactTest: not null } || queries.IsCount(test);
            case IInvocationOperation { TargetMethod: var method, Arguments.IsEmpty: true } call:
                return method.IsStatic || call.Instance is IFlowCaptureReferenceOperation;
            case IInvocationOperation { TargetMethod: var method }:
                return contracts.Of(method).FactTest is not null;
            case IUnaryOperation or IBinaryOperation or IConversionOperation or IParenthesizedOperation:
                foreach (var operand in test.ChildOperations)
                {
                    if (!IsComparedByCallers(operand)) return false;
                }

                return true;
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: ITypePatternOperation or IDeclarationPatternOperation } or ITypePatternOperation or IDeclarationPatternOperation } or IIsTypeOperation:
                return true;
            default:
                return false;
        }
    }
}
