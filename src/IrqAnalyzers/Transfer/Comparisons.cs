using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.Logic;
using static IrqAnalyzers.Transfer.TypeFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>Comparisons and arithmetic of values: null, numbers, members of enumerations, strings.</summary>
internal sealed class Comparisons(BodyContext context, Cursor at, Heap heap, ParameterUse parameterUse, Losses losses)
{
    private readonly Body body = context.Body;
    private readonly ContractTable contracts = context.Contracts;
    private readonly ObjectTable table = context.Table;
    private readonly TestedSymbols tested = context.Tested;
    private HashSet<ISymbol>? askedFor;

    public Value Compare(Value left, Value right, IOperation leftOperand, IOperation rightOperand)
    {
        if (right.IsNull == Tri.True) return TestNull(left, leftOperand);
        if (left.IsNull == Tri.True) return TestNull(right, rightOperand);
        if (right.Boolean != Tri.Unknown) return right.Boolean == Tri.True ? Truth(left) : Negate(left);
        if (left.Boolean != Tri.Unknown) return left.Boolean == Tri.True ? Truth(right) : Negate(right);
        if (heap.ScalarOf(right) is { IsConstant: true } constant) return CompareScalar(left, constant.From(-1), leftOperand.Type);
        if (heap.ScalarOf(left) is { IsConstant: true } first) return CompareScalar(right, first.From(-1), rightOperand.Type);
        if (left.Objects.Length > 0 && right.Objects.Length > 0) return losses.CompareObjects(left, right);
        if (AreOfSame(leftOperand, rightOperand)) return Value.Unknown;
        return IsAmount(left, right, leftOperand, rightOperand, BinaryOperatorKind.Equals) ? Value.Free : losses.Lossy(Unfollowed(left, right), left, new[] { right });
    }

    // How much an operation has done, where it is sure that it has done something, against a setting or a size: enough or not, who knows. What was computed
    // may have a bound. That it is more than something, or just as much as something that was not asked for, may never be.
    private bool IsAmount(Value left, Value right, IOperation leftOperand, IOperation rightOperand, BinaryOperatorKind kind)
    {
        var isLeft = IsSurelySome(left);
        var (other, operand) = isLeft ? (right, rightOperand) : (left, leftOperand);
        if (!other.IsOpen || !(isLeft || IsSurelySome(right)) || !IsSetting(operand)) return false;
        return kind switch
        {
            BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThanOrEqual => isLeft,
            BinaryOperatorKind.GreaterThan or BinaryOperatorKind.LessThanOrEqual => !isLeft,
            _ => IsAskedFor(operand),
        };
    }

    /// <summary>Whether two values are those of members of one object, directly or not: how they go together the model says, and nobody sees it here.</summary>
    public static bool AreOfSame(IOperation left, IOperation right) =>
        RootOf(left) is { } one && RootOf(right) is { } other && SymbolEqualityComparer.Default.Equals(one, other);

    private static ISymbol? RootOf(IOperation operand)
    {
        IOperation? current = operand;
        while (current is IConversionOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true })
            current = current is IConversionOperation conversion ? conversion.Operand : ((IPropertyReferenceOperation)current).Instance;
        return ReferenceEquals(current, operand) || current is not (ILocalReferenceOperation or IParameterReferenceOperation) ? null : TestedSymbols.SymbolOf(current);
    }

    private static bool IsSetting(IOperation operand) => operand switch
    {
        IConversionOperation { OperatorMethod: null, Operand: var converted } => IsSetting(converted),
        IParameterReferenceOperation or IFieldReferenceOperation => true,
        IPropertyReferenceOperation { Property: var property } => !ContractTable.IsCollection(property.ContainingType),
        _ => false,
    };

    // Whether a setting or a size is what some operation of the body was asked for.
    private bool IsAskedFor(IOperation operand)
    {
        while (operand is IConversionOperation { OperatorMethod: null } conversion) operand = conversion.Operand;
        if (TestedSymbols.SymbolOf(operand) is not { } symbol) return false;
        askedFor ??= FindAskedFor();
        return askedFor.Contains(symbol);
    }

    private HashSet<ISymbol> FindAskedFor()
    {
        var found = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var block in body.Graph.Blocks)
        {
            foreach (var operation in block.Operations) NoteAskedFor(operation, found);
            if (block.BranchValue is { } value) NoteAskedFor(value, found);
        }

        return found;
    }

    private void NoteAskedFor(IOperation within, HashSet<ISymbol> found)
    {
        foreach (var operation in within.DescendantsAndSelf())
        {
            if (operation is not IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method }, Value: var value } || !contracts.Known.IsDsl(method)) continue;
            if (TestedSymbols.SymbolOf(value) is { } symbol) found.Add(symbol);
        }
    }

    /// <summary>Whether a value tells how much an operation has done, and it is sure that it has done something.</summary>
    public bool IsSurelySome(Value value) =>
        value is { TellsCount: true, Nullness: { Target: var id, Facts: var facts } } && (Answer.Of(at.State.Answers, id) & facts) != 0;

    /// <summary>
    /// Whether objects that the body made are of a type; <see langword="null"/> if it made none of them. Which of several it is may have been decided by
    /// what is known here.
    /// </summary>
    public Value? IsOfExactType(Value value, ITypeSymbol type)
    {
        if (value.Objects.Length == 0) return null;
        bool? all = null;
        foreach (var id in value.Objects)
        {
            if (!heap.ExactTypes.TryGetValue(id, out var exact)) return table[id].Origin == ObjectOrigin.Site && table[id].Type is { } made && !contracts.Known.IsDsl(made) ? Value.Unknown : null;
            var isOne = false;
            for (ITypeSymbol? candidate = exact; candidate is not null && !isOne; candidate = candidate.BaseType) isOne = SymbolEqualityComparer.Default.Equals(candidate, type);
            foreach (var implemented in exact.AllInterfaces) isOne |= SymbolEqualityComparer.Default.Equals(implemented, type);
            if (all is not null && all != isOne) return Value.Unknown;
            all = isOne;
        }

        return value.MayBeOther || (all == true && value.IsNull != Tri.False) ? Value.Unknown : Value.OfBoolean(all == true);
    }

    // The type of a constant pattern's value is that of the input: nothing to convert.
    private static Value OfConstant(IOperation operation, Value otherwise) =>
        operation.ConstantValue is { HasValue: true, Value: not null and not bool and var constant } ? Value.OfConstant(constant) : otherwise;

    /// <summary>Whether a value is among those of a constant or a range.</summary>
    public Value CompareScalar(Value value, Scalar range, ITypeSymbol? type)
    {
        parameterUse.NoteConsulted(value);
        if (value is { IsNull: Tri.True, Scalar: null }) return Value.False;
        if (value.Nullness is not null && CompareAmount(value, range, type) is { } compared) return compared;

        // A count is hardly negative.
        if (range.Most < 0 && range.Least == long.MinValue) value = value.WithFree(false);
        if (heap.ScalarOf(value) is not { } known) return value.IsFree ? Value.Free : Value.Unknown;
        if (known.IsAmong(range) is var isAmong && isAmong != Tri.Unknown) return Value.OfBoolean(isAmong == Tri.True);
        if (!range.IsConstant && value.IsNull != Tri.False && (type is null || !type.IsValueType || IsNullableType(type))) return Unfollowed(value);
        var source = value.Scalar!.Source;
        if (source < 0 || table.VariableAt(source) is not { } variable) return value.IsFree ? Value.Free : Value.Unknown;
        at.State.DependsOnFlags |= body.IsOthers(variable);
        parameterUse.NoteAsked(variable, range);
        if (variable.Symbol is not null && !tested.IsTestedAgain(variable.Symbol)) return value.IsFree && heap.IsAsPassed(variable, known) ? Value.Free : Unfollowed(value);
        var isAsked = Condition.OfScalar(source, range);
        return Value.OfTruth(value.IsCapacity && range.Most == 0 ? isAsked.AndIf(true, value.Nullness!) : isAsked, value.IsFree);
    }

    // How much an operation has done, or how many there are of what it takes to lose something.
    private Value? CompareAmount(Value value, Scalar range, ITypeSymbol? type)
    {
        if (value is { Nullness: { Kind: ConditionKind.Count } isNone })
        {
            // As many as were asked for, or any number below that.
            var outcome = CompareScalar(value.WithNullness(null), range, type);
            return Queries.CompareReport(value, outcome is { IsLossy: true, Truth: null } && value.IsFree ? Value.Free : outcome, isNone, range);
        }

        if (value.Scalar is not null) return null;
        if (value.IsCapacity && range.Most == 0) return Value.OfTruth(value.Nullness, value.IsFree);
        if (value.IsCapacity) return range.Most < 0 ? Value.False : value.IsFree ? Value.Free : Value.Unknown;
        return type is { SpecialType: SpecialType.System_Int32 } ? Queries.CompareCount(value.Nullness!, range) : null;
    }

    /// <summary>A comparison by order with a constant; <see langword="null"/> if it is none.</summary>
    public Value? CompareOrder(BinaryOperatorKind kind, Value left, Value right, IOperation leftOperand, IOperation rightOperand)
    {
        if (heap.ScalarOf(right) is { IsConstant: true, Text: null } bound && rightOperand.Type is { } ofRight && TestedSymbols.IsScalar(ofRight))
            return CompareOrder(kind, left, bound.Least, leftOperand.Type);
        if (left.IsNull == Tri.True || right.IsNull == Tri.True) return Value.False;
        if (IsAmount(left, right, leftOperand, rightOperand, kind)) return Value.Free;
        if (AreOfSame(leftOperand, rightOperand)) return Value.Unknown;
        if (heap.ScalarOf(left) is not { IsConstant: true, Text: null } first || !TestedSymbols.IsScalar(leftOperand.Type)) return null;
        var mirrored = kind switch
        {
            BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
            BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
            BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
            _ => BinaryOperatorKind.LessThanOrEqual,
        };
        return CompareOrder(mirrored, right, first.Least, rightOperand.Type);
    }

    public Value? CompareOrder(BinaryOperatorKind kind, Value value, long bound, ITypeSymbol? type)
    {
        if (bound == long.MinValue) return null;

        // Null is neither more nor less than a number.
        if (value.IsNull == Tri.True) return Value.False;
        return kind switch
        {
            BinaryOperatorKind.LessThan => CompareScalar(value, Scalar.UpTo(bound - 1), type),
            BinaryOperatorKind.LessThanOrEqual => CompareScalar(value, Scalar.UpTo(bound), type),
            BinaryOperatorKind.GreaterThan => Negate(CompareScalar(value, Scalar.UpTo(bound), type)),
            BinaryOperatorKind.GreaterThanOrEqual => Negate(CompareScalar(value, Scalar.UpTo(bound - 1), type)),
            _ => null,
        };
    }

    /// <summary>
    /// The sum of a number and a constant, as exactly as the body asks for it: a loop that counts would otherwise go on for ever. Nobody counts so
    /// far that a number overflows.
    /// </summary>
    public Value Sum(Value left, Value right, int sign)
    {
        if (heap.ScalarOf(left) is not { Text: null } known || heap.ScalarOf(right) is not { IsConstant: true, Text: null, Least: > int.MinValue and < int.MaxValue and var other })
            return OfBoth(left, right);
        var (least, most) = tested.Widen(Plus(known.Least, sign * other), Plus(known.Most, sign * other));
        if (least == long.MinValue && most == long.MaxValue) return Unfollowed(left, right);
        return least == most ? Value.OfNumber(least) : Value.OfScalar(Scalar.Between(least, most));
    }

    /// <summary>What an operator makes of the bits of two numbers. Where both are known it is computed: there are only so many sets of flags.</summary>
    public Value Combine(Value left, Value right, BinaryOperatorKind kind)
    {
        if (heap.ScalarOf(left) is not { IsConstant: true, Text: null, Least: var one } || heap.ScalarOf(right) is not { IsConstant: true, Text: null, Least: var other }) return OfBoth(left, right);
        return Value.OfNumber(kind switch
        {
            BinaryOperatorKind.And => one & other,
            BinaryOperatorKind.Or => one | other,
            _ => one ^ other,
        });
    }

    /// <summary>Whether all flags of a member of an enumeration are set; <see langword="null"/> if it is not known.</summary>
    public Value? HasFlag(IMethodSymbol method, Value? value, Value[] arguments) =>
        method is { Name: nameof(Enum.HasFlag), ContainingType.SpecialType: SpecialType.System_Enum } && value is not null && arguments.Length == 1
        && heap.ScalarOf(value) is { IsConstant: true, Text: null, Least: var flags } && heap.ScalarOf(arguments[0]) is { IsConstant: true, Text: null, Least: var asked }
            ? Value.OfBoolean((flags & asked) == asked)
            : null;

    // Beyond the whole numbers there is no bound.
    private static long Plus(long bound, long other) => bound switch
    {
        <= int.MinValue => long.MinValue,
        >= int.MaxValue => long.MaxValue,
        _ => bound + other,
    };

    /// <summary>What a callee gives that may have looked at what keeps disjuncts apart here: at captured variables, or at members.</summary>
    public Value LossyAfterCall(Value result, CallSite call)
    {
        var method = call.Method;
        if (!result.IsOpen || method.ReturnsVoid) return result;
        if (heap.IsMadeHere(call.Receiver)) return result.WithFree(false);
        var isNested = method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction;
        for (var id = 0; id < at.State.ValueCount; id++)
        {
            var variable = table.VariableAt(id);
            if ((!isNested && !variable.IsMember) || at.State.ValueOf(variable) is not { } value) continue;
            if (value.Outcome is not null) return result.WithFree(false);
            if (value.Scalar is { IsBounded: true } && tested.IsTested(variable) && tested.KeepsApart(variable)) return result.WithFree(false);
        }

        return result;
    }

    /// <summary>What a conversion leaves of a number or a string.</summary>
    public static Value ConvertScalar(Value value, IConversionOperation conversion)
    {
        if (value.Scalar is not { } scalar) return value;
        if (conversion.Type is { SpecialType: SpecialType.System_Enum } or { TypeKind: TypeKind.Delegate }) return value;
        if (conversion.Type is not { } type || !TestedSymbols.IsScalar(type) || conversion.Operand.Type is not { } from) return Unfollowed(value);
        if (scalar.Text is not null || conversion.Conversion.IsIdentity) return value;
        if (conversion.Conversion.IsImplicit) return IsNullableType(type) ? value.WithNull(Tri.False) : value;
        var (least, most) = RangeOf(type);
        var (leastBefore, mostBefore) = RangeOf(from);
        if (leastBefore >= least && mostBefore <= most) return value;
        return scalar.Least >= least && scalar.Most <= most ? value : Unfollowed(value);
    }

    private static (long Least, long Most) RangeOf(ITypeSymbol type)
    {
        if (IsNullableType(type)) type = ((INamedTypeSymbol)type).TypeArguments[0];
        if (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying }) type = underlying;
        return type.SpecialType switch
        {
            SpecialType.System_Byte => (byte.MinValue, byte.MaxValue),
            SpecialType.System_SByte => (sbyte.MinValue, sbyte.MaxValue),
            SpecialType.System_Int16 => (short.MinValue, short.MaxValue),
            SpecialType.System_UInt16 or SpecialType.System_Char => (ushort.MinValue, ushort.MaxValue),
            SpecialType.System_Int32 => (int.MinValue, int.MaxValue),
            SpecialType.System_UInt32 => (uint.MinValue, uint.MaxValue),
            SpecialType.System_UInt64 => (0, long.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
    }

    public Value TestNull(Value value, IOperation operand)
    {
        if (value.IsNull != Tri.Unknown) return Value.OfBoolean(value.IsNull == Tri.True);
        if (value.Nullness is not null) return Value.OfTruth(value.Nullness, value.IsFree);
        while (operand is IConversionOperation { OperatorMethod: null } conversion) operand = conversion.Operand;
        if (operand is IParameterReferenceOperation { Parameter: var asked }) parameterUse.NoteConsulted(asked);
        return heap.VariableOf(operand) is { Symbol: { } symbol } variable && tested.IsTestedAgain(symbol)
            ? Value.OfTruth(Condition.OfNull(variable.Id), value.IsFree)
            : value.IsFree ? Value.Free : Value.Unknown;
    }

    /// <summary>What it says that a value is of a type, if the type is that of a kind.</summary>
    public Condition? IsOf(Value value, ITypeSymbol type)
    {
        var single = value.Single;
        if (single < 0 || table[single].IsSummary) return null;
        var kinds = contracts.KindsOf(type);

        // Where the declared type says the kind already, the test is one of something else: of null, or of a narrower type.
        return kinds == Kinds.Any || (table[single].StaticKinds & ~kinds) == Kinds.None
            ? null
            : Condition.OfKind(single, kinds, contracts.DefinesKind(type) ? Kinds.Any & ~kinds : Kinds.Any);
    }
}
