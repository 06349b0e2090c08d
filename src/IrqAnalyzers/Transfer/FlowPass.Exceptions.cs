using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Which handlers an exception reaches, and in which state. What a statement throws is as sure as the statement; that an operation throws is
/// never sure.
/// </summary>
internal sealed partial class FlowPass
{
    /// <summary>Whether a test may come out as a caller knows; asked when something is thrown.</summary>
    private bool? isDecidedByCallers;

    /// <summary>An event of interest is over, or about to happen: it may have thrown.</summary>
    private void Throwing() => Throwing(Thrown.ByOperation);

    private void Throwing(Thrown what)
    {
        if (block.EnclosingRegion.Kind == ControlFlowRegionKind.Root) return;
        var thrown = state.Clone();
        thrown.IsDoubtful = true;
        thrown.Thrown = what;
        Throw(block.EnclosingRegion, thrown);
    }

    /// <summary>Code that is not followed is about to run.</summary>
    private void ThrowingUnforeseen()
    {
        builder.ThrowsUnforeseen = true;
        Throwing(Thrown.ByOwnCode);
    }

    private static Thrown ThrownBy(ControlFlowBranch branch)
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

    private void Throw(ControlFlowRegion? from, State thrown)
    {
        // The root of a local function's graph has the regions around the function about it; its exceptions are the caller's.
        for (var region = from; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { } whole) continue;
            if (whole.Kind == ControlFlowRegionKind.TryAndCatch)
            {
                if (Catch(whole, thrown)) return;
            }
            else if (whole.Kind == ControlFlowRegionKind.TryAndFinally && !IsIrrelevant(FinallyOf(whole)))
            {
                FrameOf(whole.FirstBlockOrdinal)?.Unwind(whole, thrown.Clone());
                return;
            }
        }

        if (thrown.Thrown is { IsExplicit: true } what) ThrowOut(what, thrown);
    }

    /// <summary>Hands a state to the handlers; tells whether one of them surely takes the exception.</summary>
    private bool Catch(ControlFlowRegion whole, State thrown)
    {
        foreach (var handler in whole.NestedRegions)
        {
            if (handler.Kind is not (ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler)) continue;
            var isCaught = IsCaught(thrown.Thrown ?? Thrown.ByAnybody, handler.ExceptionType);
            if (isCaught == Tri.False) continue;
            var caught = thrown.Clone();
            caught.Thrown = null;
            caught.IsDoubtful |= isCaught == Tri.Unknown;
            FrameOf(handler.FirstBlockOrdinal)?.Add(handler.FirstBlockOrdinal, caught);
            if (isCaught == Tri.True && handler.Kind == ControlFlowRegionKind.Catch) return true;
        }

        return false;
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

    private static bool IsEverything(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Object
        || type is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>An exception leaves the body.</summary>
    private void ThrowOut(Thrown what, State thrown)
    {
        thrown.IsDoubtful |= isDecidedByCallers ??= IsDecidedByCallers();
        builder.Exits.AddThrown(what, thrown);
    }

    // Kinds and facts of objects are compared with what the caller knows, and so are flags: of all else nobody asks him.
    private bool IsDecidedByCallers()
    {
        foreach (var tests in body.Graph.Blocks)
        {
            if (tests is { ConditionalSuccessor: not null, BranchValue: { } test } && !IsForNobodyToKnow(test)) return true;
        }

        return false;
    }

    private bool IsForNobodyToKnow(IOperation test)
    {
        if (IsCapturedFlag(test)) return true;
        switch (test)
        {
            case ILiteralOperation or IFieldReferenceOperation { Instance: null } or IFieldReferenceOperation { Type.SpecialType: SpecialType.System_Boolean }:
                return true;
            case IPropertyReferenceOperation { Property: var property }:
                return property.IsStatic || contracts.Of(property) is { Tests: not Kinds.None } or { HasFacts: true } or { FactTest: not null } || IsCount(test);
            case IInvocationOperation { TargetMethod: var method, Arguments.IsEmpty: true } call:
                return method.IsStatic || call.Instance is IFlowCaptureReferenceOperation;
            case IInvocationOperation { TargetMethod: var method }:
                return contracts.Of(method).FactTest is not null;
            case IUnaryOperation or IBinaryOperation or IConversionOperation or IParenthesizedOperation:
                foreach (var operand in test.ChildOperations)
                {
                    if (!IsForNobodyToKnow(operand)) return false;
                }

                return true;
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: ITypePatternOperation or IDeclarationPatternOperation } or ITypePatternOperation or IDeclarationPatternOperation } or IIsTypeOperation:
                return true;
            default:
                return false;
        }
    }

    /// <summary>A callee throws: its exceptions are this body's to catch.</summary>
    private void ThrowFrom(Summary summary, Value?[] bound, IMethodSymbol method)
    {
        if (summary.Thrown.Count == 0 || isStarting) return;
        var before = state;
        var knowsFlags = KnowsFlags(method);
        foreach (var exit in summary.Thrown)
        {
            state = before.Clone();
            if (!RefineFlags(summary, exit.State)) continue;
            TakeOver(summary, exit.State, bound, Entangled(summary, bound, exit.State));
            if (state.IsDead) continue;
            state.IsDoubtful |= isCompleting || isOneOfSeveral || (exit.State.DependsOnFlags && knowsFlags) || Contradicts(before, state);
            state.DependsOnFlags |= exit.State.DependsOnFlags;
            state.Thrown = exit.What;
            Throw(block.EnclosingRegion, state);
        }

        state = before;
    }

    // A callee that throws because of what it asks of an object does not throw where the answer is another.
    private static bool Contradicts(State before, State after)
    {
        for (var id = 0; id < before.CellCount; id++)
        {
            var (was, @is) = (before.CellOf(id), after.CellOf(id));
            if (!ReferenceEquals(was, @is) && ((was.SurelyTrue & @is.SurelyFalse) | (was.SurelyFalse & @is.SurelyTrue)) != 0) return true;
        }

        return false;
    }

    // What a flag or a number decides in a callee may be decided here already.
    private bool KnowsFlags(IMethodSymbol callee)
    {
        if (state.DependsOnFlags) return true;
        var isInside = callee.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction;
        foreach (var parameter in callee.Parameters)
        {
            if (IsFlag(parameter.Type) || TestedSymbols.IsScalar(parameter.Type)) return true;
        }

        for (var index = 0; index < state.ValueCount; index++)
        {
            var variable = table.VariableAt(index);
            if ((variable.IsMember || (isInside && variable.Symbol is not null)) && state.ValueOf(variable) is { } value && IsKnown(value)) return true;
        }

        return false;
    }

    private static bool IsKnown(Value value) =>
        value.Boolean != Tri.Unknown || value.IsNull == Tri.True || value.Truth is not null || value.IsBlurred || value.Scalar is { IsBounded: true };

    private static bool MakesException(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor && IsException(method.ContainingType);

    // Code of the framework runs what it is given: only what is given nothing but plain values runs nobody else's.
    private static bool RunsNobody(IMethodSymbol method, IOperation? instance, IOperation?[] operands)
    {
        if (MakesException(method)) return true;
        if (!method.IsStatic && (instance?.Type ?? method.ContainingType) is { } type && !PlainComputation.IsPlain(type)) return false;
        foreach (var operand in operands)
        {
            if (!PlainComputation.IsPlain(operand?.Type)) return false;
        }

        return true;
    }

    private static bool IsException(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (IsEverything(current)) return current.SpecialType == SpecialType.None;
        }

        return false;
    }
}
