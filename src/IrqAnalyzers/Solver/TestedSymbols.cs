using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Solver;

/// <summary>
/// How often a body tests each variable. Only variables that are tested more than once keep disjuncts apart: the value of any other decides
/// nothing later.
/// </summary>
internal sealed class TestedSymbols
{
    private readonly ContractTable contracts;
    private readonly ISymbol? own;
    private HashSet<int>? flagsOfOthers;
    private Dictionary<int, int>? repetitions;
    private Dictionary<CaptureId, int>? askedCaptures;
    private HashSet<ISymbol>? aliases;
    private readonly Dictionary<ISymbol, int> counts = new(SymbolEqualityComparer.Default);
    private readonly ControlFlowGraph graph;
    private HashSet<ISymbol>? counters;
    private HashSet<ISymbol>? compared;
    private HashSet<ISymbol>? opaque;
    private readonly MixedAssignments mixed = new();
    private long[]? constants;
    private (int Head, int Last)[]? loops;
    private Dictionary<ISymbol, long?>? starts;
    private readonly bool testsTuples;

    public TestedSymbols(ControlFlowGraph graph, ContractTable contracts, ISymbol? own)
    {
        this.graph = graph;
        this.contracts = contracts;
        this.own = own;
        Dictionary<ISymbol, (int Block, object? Constant)>? firstTests = null;
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                NoteCounter(operation, block);
                NoteUses(operation);
                mixed.Note(operation);
            }

            if (block.BranchValue is null) continue;
            if (block.ConditionalSuccessor is null)
            {
                // What is given back is a test of the caller's.
                if (SymbolOf(block.BranchValue) is { } returned && (IsFlag(block.BranchValue.Type) || IsScalar(block.BranchValue.Type))) Note(returned);
                else if (IsFlag(block.BranchValue.Type)) NoteOperands(block.BranchValue);
                continue;
            }

            foreach (var operation in block.BranchValue.DescendantsAndSelf())
            {
                if (FirstTest(operation, block, ref firstTests) is >= 0 and var first) (repetitions ??= new())[block.Ordinal] = first;
                if (operation is IFlowCaptureReferenceOperation { Id: var captured }) NoteCaptured(captured);
                if (SymbolOf(operation) is not { } symbol) continue;
                Note(symbol);
                testsTuples |= symbol is IFieldSymbol { ContainingType.IsTupleType: true };
                if (IsFlagOfOthers(operation)) (flagsOfOthers ??= new()).Add(block.Ordinal);
                if (!IsScalar(operation.Type)) continue;
                if (IsComparedForEquality(operation)) Add(ref compared, symbol);
                else if (symbol is IParameterSymbol && !IsCompared(operation)) Add(ref opaque, symbol);
            }
        }
    }

    private void NoteCaptured(CaptureId captured)
    {
        askedCaptures ??= new();
        askedCaptures.TryGetValue(captured, out var count);
        askedCaptures[captured] = count + 1;
    }

    /// <summary>Whether a value that was computed once is tested more than once, as one is by the cases of a switch.</summary>
    public bool IsAskedAgain(CaptureId captured) => askedCaptures is not null && askedCaptures.TryGetValue(captured, out var count) && count > 1;

    /// <summary>The block before a block that has asked the same; <see langword="null"/> if there is none. The outcome of the second is not any that it likes.</summary>
    public BasicBlock? FirstAsked(BasicBlock block) => repetitions is not null && repetitions.TryGetValue(block.Ordinal, out var first) ? graph.Blocks[first] : null;

    // The block that has asked for a member, or called a method, for the first time; -1 if it is this one. Whether something is one constant, and whether
    // it is another, are two questions.
    private static int FirstTest(IOperation operation, BasicBlock block, ref Dictionary<ISymbol, (int Block, object? Constant)>? firstTests)
    {
        ISymbol? asked = operation switch
        {
            IPropertyReferenceOperation { Property.ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => null,
            IPropertyReferenceOperation { Property: var property } => property,
            IFieldReferenceOperation { Field: { HasConstantValue: false } field } => field,
            IInvocationOperation { Arguments.IsEmpty: false, TargetMethod: var method } => method,
            _ => null,
        };
        if (asked is null || operation.Parent is IMemberReferenceOperation { Member.ContainingType.OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T }) return -1;
        while (operation.Parent is IConversionOperation converted) operation = converted;
        var constant = operation.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } compared
            ? (ReferenceEquals(compared.LeftOperand, operation) ? compared.RightOperand : compared.LeftOperand).ConstantValue is { HasValue: true } known ? known.Value : null
            : null;
        firstTests ??= new(SymbolEqualityComparer.Default);
        if (!firstTests.TryGetValue(asked, out var first)) firstTests.Add(asked, (block.Ordinal, constant));
        else if (first.Block != block.Ordinal && (constant is null || first.Constant is null || constant.Equals(first.Constant))) return first.Block;
        return -1;
    }

    /// <summary>Whether a block branches on a flag that is not the body's own: a member, a parameter, a captured local.</summary>
    public bool IsFlagOfOthers(BasicBlock block) => flagsOfOthers is not null && flagsOfOthers.Contains(block.Ordinal);

    private bool IsFlagOfOthers(IOperation operation) =>
        (operation is not ILocalReferenceOperation { Local: var local } || !SymbolEqualityComparer.Default.Equals(local.ContainingSymbol, own))
        && (IsFlag(operation.Type) || IsScalarOfOwn(operation))
        && !(operation is IPropertyReferenceOperation { Property: var property } && contracts.Of(property).Tests != Kinds.None);

    /// <summary>Whether the variable's known values keep disjuncts apart.</summary>
    public bool IsTested(Variable variable) =>
        variable.Symbol is null ? variable.Slot is null || variable.IsGiven || (testsTuples && variable.Owner!.Handle is TupleHandle) : counts.ContainsKey(variable.Symbol);

    /// <summary>A variable is tested, here or elsewhere.</summary>
    public void Note(ISymbol symbol)
    {
        counts.TryGetValue(symbol, out var count);
        counts[symbol] = count + 1;
    }

    /// <summary>A test of the one is one of the other.</summary>
    public void Alias(ISymbol tested, ISymbol read)
    {
        if (!(aliases ??= new(SymbolEqualityComparer.Default)).Add(tested) || !counts.TryGetValue(tested, out var count)) return;
        counts.TryGetValue(read, out var known);
        counts[read] = known + count + 1;
    }

    /// <summary>Whether the outcome of one test is worth remembering for another.</summary>
    public bool IsTestedAgain(ISymbol symbol) => counts.TryGetValue(symbol, out var count) && count > 1;

    /// <summary>Whether the known numbers of a variable keep disjuncts apart: not those of one that only counts rounds.</summary>
    public bool KeepsApart(Variable variable) =>
        variable.Symbol is not { } symbol || (counts.ContainsKey(symbol) && !OnlyCounts(symbol));

    /// <summary>Whether a value computed from a parameter is tested, in a way that says nothing about the parameter.</summary>
    public bool IsTestedInOtherWays(IParameterSymbol parameter) => opaque is not null && opaque.Contains(parameter);

    /// <summary>Whether a variable only counts the rounds of a loop and is never compared for equality.</summary>
    public bool OnlyCounts(ISymbol symbol) => counters is not null && counters.Contains(symbol) && !(compared?.Contains(symbol) ?? false);

    /// <summary>
    /// Whether a variable that counts the rounds of a loop says that the first is still to come, where there is at least one: that path does not leave the
    /// loop yet.
    /// </summary>
    public bool IsBeforeFirstRound(ISymbol counter, Value? value) =>
        value?.Scalar is { IsConstant: true, Text: null } count && StartOf(counter) is { } start && start == count.Least;

    /// <summary>The variable that counts the rounds of the loop whose end a block tests; <see langword="null"/> if there may be no round.</summary>
    public ISymbol? CounterOf(BasicBlock test) =>
        test.BranchValue is IBinaryOperation comparison && SymbolOf(Unconverted(comparison.LeftOperand)) is { } counter && StartOf(counter) is { } start
        && HoldsFor(comparison, counter, start) ? counter : null;

    private long? StartOf(ISymbol symbol)
    {
        if (counters is null || !OnlyCounts(symbol) || symbol is not ILocalSymbol) return null;
        starts ??= new(SymbolEqualityComparer.Default);
        if (!starts.TryGetValue(symbol, out var start)) starts.Add(symbol, start = FindStart(symbol));
        return start;
    }

    // It is assigned one constant, and stepped otherwise; and it is compared with a constant, so that the first round is sure.
    private long? FindStart(ISymbol counter)
    {
        long? start = null;
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                if (Assigned(operation) is not { } assignment || !SymbolEqualityComparer.Default.Equals(SymbolOf(assignment.Target), counter)) continue;
                if (start is not null || NumberOf(assignment.Value) is not { } constant) return null;
                start = constant;
            }
        }

        if (start is not { } first) return null;
        foreach (var block in graph.Blocks)
        {
            if (block is { ConditionalSuccessor: not null, BranchValue: IBinaryOperation comparison } && HoldsFor(comparison, counter, first)) return first;
        }

        return null;
    }

    private static ISimpleAssignmentOperation? Assigned(IOperation operation) =>
        (operation is IExpressionStatementOperation statement ? statement.Operation : operation) as ISimpleAssignmentOperation;

    private static bool HoldsFor(IBinaryOperation comparison, ISymbol counter, long first) =>
        SymbolEqualityComparer.Default.Equals(SymbolOf(Unconverted(comparison.LeftOperand)), counter) && NumberOf(comparison.RightOperand) is { } bound && comparison.OperatorKind switch
        {
            BinaryOperatorKind.LessThan => first < bound,
            BinaryOperatorKind.LessThanOrEqual => first <= bound,
            BinaryOperatorKind.GreaterThan => first > bound,
            BinaryOperatorKind.GreaterThanOrEqual => first >= bound,
            _ => false,
        };

    private static long? NumberOf(IOperation operation) => operation.ConstantValue switch
    {
        { HasValue: true, Value: int number } => number,
        { HasValue: true, Value: long number } => number,
        _ => null,
    };

    /// <summary>Whether some assignments of a variable or a capture give it a constant, and others a number or a string that is not known.</summary>
    public bool IsMixed(object assigned) => mixed.Contain(assigned);

    /// <summary>Adds the members whose values decide what the body does, but for what the DSL's objects tell of themselves.</summary>
    public void AddMembers(ref HashSet<ISymbol>? members)
    {
        foreach (var symbol in counts.Keys)
        {
            if (IsMember(symbol)) Add(ref members, symbol);
        }
    }

    /// <summary>Whether the body tests one of some members.</summary>
    public bool TestsAny(HashSet<ISymbol> members)
    {
        foreach (var symbol in counts.Keys)
        {
            if (IsMember(symbol) && members.Contains(symbol)) return true;
        }

        return false;
    }

    private bool IsMember(ISymbol symbol) => symbol.Kind is SymbolKind.Field or SymbolKind.Property && !contracts.Known.IsDsl(symbol);

    /// <summary>
    /// The bounds of a number that the body computes, so wide that there are not many of them: what it asks for, the numbers next to that,
    /// and what lies between.
    /// </summary>
    public (long Least, long Most) Widen(long least, long most)
    {
        constants ??= FindConstants();
        var below = Array.BinarySearch(constants, least);
        var above = Array.BinarySearch(constants, most);
        if (below < 0) least = ~below == 0 ? long.MinValue : constants[~below - 1] + 1;
        if (above < 0) most = ~above == constants.Length ? long.MaxValue : constants[~above] - 1;
        return (least, most);
    }

    /// <summary>Whether values of a type can be numbers, members of an enumeration, or strings.</summary>
    public static bool IsScalar(ITypeSymbol? type) => type is not null && (type.TypeKind == TypeKind.Enum || type.SpecialType switch
    {
        SpecialType.System_String or SpecialType.System_Char => true,
        >= SpecialType.System_SByte and <= SpecialType.System_UInt64 => true,
        _ => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: { Length: 1 } underlying }
            && (underlying[0].TypeKind == TypeKind.Enum || underlying[0].SpecialType is >= SpecialType.System_Char and <= SpecialType.System_UInt64),
    });

    /// <summary>The variable or the member that an operation reads; <see langword="null"/> if it reads none.</summary>
    public static ISymbol? SymbolOf(IOperation operation) => operation.Kind switch
    {
        OperationKind.LocalReference => ((ILocalReferenceOperation)operation).Local,
        OperationKind.ParameterReference => ((IParameterReferenceOperation)operation).Parameter,
        OperationKind.FieldReference => ((IFieldReferenceOperation)operation).Field,
        OperationKind.PropertyReference => ((IPropertyReferenceOperation)operation).Property,
        _ => null,
    };

    // What a caller, or who is around, may know: but for what the DSL's objects tell of themselves.
    private static bool IsScalarOfOwn(IOperation operation) =>
        operation is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation { Field.HasConstantValue: false }
        && IsScalar(operation.Type) && (IsComparedForEquality(operation) || IsComparedWithConstant(operation));

    private static bool IsComparedWithConstant(IOperation operation)
    {
        var compared = operation;
        while (compared.Parent is IConversionOperation) compared = compared.Parent;
        return compared.Parent is IBinaryOperation binary && (ReferenceEquals(binary.LeftOperand, compared) ? binary.RightOperand : binary.LeftOperand).ConstantValue.HasValue;
    }

    // A value that is tested in two steps, and flags and numbers that are handed on to code that may test them.
    private void NoteUses(IOperation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.FlowCapture:
                var captured = ((IFlowCaptureOperation)operation).Value;
                if (SymbolOf(Unconverted(captured)) is not { } symbol || !IsScalar(captured.Type)) return;
                Note(symbol);
                Note(symbol);
                Add(ref compared, symbol);
                return;
            case OperationKind.ExpressionStatement:
                NoteUses(((IExpressionStatementOperation)operation).Operation);
                return;
            case OperationKind.SimpleAssignment:
                var assignment = (ISimpleAssignmentOperation)operation;
                if (assignment.Value.Kind is OperationKind.Invocation or OperationKind.Await) NoteUses(assignment.Value);
                else if (assignment.Target.Kind is OperationKind.PropertyReference or OperationKind.LocalReference && IsFlag(assignment.Value.Type)) NoteHandedOn(assignment.Value);
                return;
            case OperationKind.Await:
                NoteUses(((IAwaitOperation)operation).Operation);
                return;
            case OperationKind.Invocation when operation is IInvocationOperation { Arguments.IsEmpty: false, TargetMethod.DeclaringSyntaxReferences.IsEmpty: false } invocation:
                foreach (var argument in invocation.Arguments)
                {
                    if (argument.ArgumentKind == ArgumentKind.Explicit && IsSelector(argument)) NoteHandedOn(argument.Value);
                }

                return;
        }
    }

    private void NoteCounter(IOperation operation, BasicBlock block)
    {
        if (operation is IExpressionStatementOperation statement) operation = statement.Operation;
        var target = operation switch
        {
            IIncrementOrDecrementOperation step => step.Target,
            ICompoundAssignmentOperation { Target: var sum } when IsScalar(sum.Type) => sum,
            _ => null,
        };
        if (target is { Type.TypeKind: not TypeKind.Enum } && SymbolOf(target) is { } counter && IsInLoop(block)) Add(ref counters, counter);
    }

    /// <summary>Whether a block may run again: it lies between the head of a loop and a jump back there.</summary>
    public bool IsInLoop(BasicBlock block)
    {
        loops ??= FindLoops();
        foreach (var (head, last) in loops)
        {
            if (head <= block.Ordinal && block.Ordinal <= last) return true;
        }

        return false;
    }

    // Blocks are in the order of the code, so that a jump to one before is one back.
    private (int Head, int Last)[] FindLoops()
    {
        var found = new List<(int, int)>();
        foreach (var block in graph.Blocks)
        {
            foreach (var predecessor in block.Predecessors)
            {
                if (predecessor.Source.Ordinal >= block.Ordinal) found.Add((block.Ordinal, predecessor.Source.Ordinal));
            }
        }

        return found.ToArray();
    }

    // The members of which a flag is computed.
    private void NoteOperands(IOperation flag)
    {
        foreach (var operation in flag.DescendantsAndSelf())
        {
            if (operation is IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation && SymbolOf(operation) is { } operand
                && (IsFlag(operation.Type) || IsScalar(operation.Type)))
                Note(operand);
        }
    }

    private static bool IsSelector(IArgumentOperation argument) =>
        argument.Value.Type is { } type && (IsFlag(type) || IsScalar(type) || argument.Parameter is { NullableAnnotation: NullableAnnotation.Annotated, Type.IsReferenceType: true });

    private void NoteHandedOn(IOperation value)
    {
        if (value is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand }) value = operand;
        if (SymbolOf(value) is { } symbol) Note(symbol);
    }

    private static void Add(ref HashSet<ISymbol>? symbols, ISymbol symbol) => (symbols ??= new(SymbolEqualityComparer.Default)).Add(symbol);

    private static bool IsFlag(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_Boolean };

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion) operation = conversion.Operand;
        return operation;
    }

    private static bool IsComparedForEquality(IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is IConversionOperation) parent = parent.Parent;
        return parent is IIsPatternOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals };
    }

    private static bool IsCompared(IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is IConversionOperation) parent = parent.Parent;
        return parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual };
    }

    private long[] FindConstants()
    {
        var found = new SortedSet<long>();
        foreach (var block in graph.Blocks)
        {
            if (block.ConditionalSuccessor is null || block.BranchValue is null) continue;
            foreach (var operation in block.BranchValue.DescendantsAndSelf())
            {
                if (operation.ConstantValue is not { HasValue: true } constant || Value.OfConstant(constant.Value).Scalar is not { Text: null, Least: > long.MinValue and < long.MaxValue and var number }) continue;
                found.Add(number - 1);
                found.Add(number);
                found.Add(number + 1);
            }
        }

        var all = new long[found.Count];
        found.CopyTo(all);
        return all;
    }
}
