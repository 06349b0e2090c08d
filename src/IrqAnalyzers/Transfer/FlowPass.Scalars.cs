using IrqAnalyzers.Domains;
using IrqAnalyzers.Solver;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>Numbers, members of enumerations and strings that decide what is done: error codes, states, modes.</summary>
internal sealed partial class FlowPass
{
    // The type of a constant pattern's value is that of the input: nothing to convert.
    private static Value OfConstant(IOperation operation, Value otherwise) =>
        operation.ConstantValue is { HasValue: true, Value: not null and not bool and var constant } ? Value.OfConstant(constant) : otherwise;

    /// <summary>A number that is tested offers itself to the test, and tells where it is.</summary>
    private Value RememberingScalar(Value value, Variable variable, ISymbol symbol, ITypeSymbol type)
    {
        if (value.Scalar is { } known)
        {
            if (tested.OnlyCounts(symbol)) return value.IsNull == Tri.Unknown ? Value.Unknown : value.WithScalar(null);
            if (known.Source >= 0 && known.IsBounded) return value;
            return known.IsBounded && tested.IsTested(variable) && tested.KeepsApart(variable) ? value.WithScalar(known.From(variable.Id)) : value;
        }

        if (value.Objects.Length > 0 || value.IsNull == Tri.True || value.IsBlurred || value.Nullness is not null || !TestedSymbols.IsScalar(type)) return value;
        if (!IsOwn(symbol) && (!tested.IsTestedAgain(symbol) || (symbol is IParameterSymbol && IsOfHead(symbol)))) return value;
        if (tested.OnlyCounts(symbol)) return value;
        if (variable.IsMember && contracts.Known.IsDsl(symbol)) return value;
        return value.IsNull == Tri.Unknown ? variable.Offered : value.WithScalar(variable.Offered.Scalar);
    }

    /// <summary>What is known of a value now: of one that a variable has, what is known of that.</summary>
    private Scalar? ScalarOf(Value value)
    {
        if (value.Scalar is not { Source: >= 0, IsConstant: false } scalar) return value.Scalar;
        return state.ValueOf(table.VariableAt(scalar.Source))?.Scalar ?? scalar;
    }

    /// <summary>A value that leaves the body: what is known of it, and nothing of where it is.</summary>
    private Value AtExit(Value value, State left)
    {
        if (value.Scalar is null && !value.IsBlurred) return value;
        var known = value.Scalar is { Source: >= 0, IsConstant: false } scalar ? left.ValueOf(table.VariableAt(scalar.Source))?.Scalar ?? scalar : value.Scalar;
        return new(
            value.Objects, value.MayBeOther, value.Boolean, value.IsNull, value.Truth, value.Nullness, known is { IsBounded: true } ? known.From(-1) : null);
    }

    /// <summary>Whether a value is one that disjuncts are kept apart by.</summary>
    private static bool IsTelling(Value value) => value.IsBlurred || value.Scalar is { Source: >= 0, IsBounded: true };

    /// <summary>What comes of values in a way that is not followed.</summary>
    private static Value Unfollowed(Value one, Value? other = null) => IsTelling(one) || (other is not null && IsTelling(other)) ? Value.Blurred : Value.Unknown;

    /// <summary>A result that is not known, of a call that was given values that are.</summary>
    private static Value Unfollowed(Value result, Value? receiver, Value[] arguments)
    {
        if (result.Objects.Length > 0 || result.IsBlurred || result.Boolean != Tri.Unknown || result.Truth is not null || result.Scalar is not null) return result;
        var isTelling = receiver is not null && IsTelling(receiver);
        foreach (var argument in arguments) isTelling |= IsTelling(argument);
        return isTelling ? Value.Blurred : result;
    }

    /// <summary>Whether a value is among those of a constant or a range.</summary>
    private Value CompareScalar(Value value, Scalar range, ITypeSymbol? type)
    {
        NoteConsulted(value);
        if (value is { Scalar: null, Nullness: { } isEmpty } && type is { SpecialType: SpecialType.System_Int32 }) return CompareCount(isEmpty, range);
        if (ScalarOf(value) is not { } known) return value.IsBlurred ? Value.Blurred : Value.Unknown;
        if (known.IsAmong(range) is var isAmong && isAmong != Tri.Unknown) return Value.OfBoolean(isAmong == Tri.True);
        if (!range.IsConstant && value.IsNull != Tri.False && (type is null || !type.IsValueType || IsNullableType(type))) return Unfollowed(value);
        var source = value.Scalar!.Source;
        if (source < 0 || table.VariableAt(source) is not { } variable) return Value.Unknown;
        state.DependsOnFlags |= IsOthers(variable);
        return variable.Symbol is null || tested.IsTestedAgain(variable.Symbol) ? Value.OfTruth(Condition.OfScalar(source, range)) : Unfollowed(value);
    }

    private bool RefineScalar(State narrowed, Condition condition, bool isAmong)
    {
        var variable = table.VariableAt(condition.Target);
        var value = narrowed.ValueOf(variable) ?? Value.Unknown;
        if ((value.Scalar ?? variable.Offered.Scalar!).Narrow(condition.Range!, isAmong) is not { } known) return false;
        value = value.WithScalar(known.From(-1));
        narrowed.Set(variable, isAmong && condition.Range!.IsConstant ? value.WithNull(Tri.False) : value);
        return true;
    }

    private static bool IsNullableType(ITypeSymbol type) => type is INamedTypeSymbol named && IsNullable(named);

    /// <summary>A comparison by order with a constant; <see langword="null"/> if it is none.</summary>
    private Value? CompareOrder(BinaryOperatorKind kind, Value left, Value right, IOperation leftOperand, IOperation rightOperand)
    {
        if (ScalarOf(right) is { IsConstant: true, Text: null } bound && rightOperand.Type is { } ofRight && TestedSymbols.IsScalar(ofRight))
            return CompareOrder(kind, left, bound.Least, leftOperand.Type);
        if (ScalarOf(left) is not { IsConstant: true, Text: null } first || !TestedSymbols.IsScalar(leftOperand.Type)) return null;
        var mirrored = kind switch
        {
            BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
            BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
            BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
            _ => BinaryOperatorKind.LessThanOrEqual,
        };
        return CompareOrder(mirrored, right, first.Least, rightOperand.Type);
    }

    private Value? CompareOrder(BinaryOperatorKind kind, Value value, long bound, ITypeSymbol? type)
    {
        if (bound == long.MinValue) return null;
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
    private Value Sum(Value left, Value right, int sign)
    {
        if (ScalarOf(left) is not { Text: null } known || ScalarOf(right) is not { IsConstant: true, Text: null, Least: > int.MinValue and < int.MaxValue and var other })
            return Unfollowed(left, right);
        var (least, most) = tested.Widen(Plus(known.Least, sign * other), Plus(known.Most, sign * other));
        if (least == long.MinValue && most == long.MaxValue) return Unfollowed(left, right);
        return least == most ? Value.OfNumber(least) : Value.OfScalar(Scalar.Between(least, most));
    }

    // Beyond the whole numbers there is no bound.
    private static long Plus(long bound, long other) => bound switch
    {
        <= int.MinValue => long.MinValue,
        >= int.MaxValue => long.MaxValue,
        _ => bound + other,
    };

    /// <summary>What a callee gives that may have looked at what keeps disjuncts apart here: at captured variables, or at members.</summary>
    private Value Unfollowed(Value result, IMethodSymbol method)
    {
        if (result.Boolean != Tri.Unknown || result.Truth is not null || result.Objects.Length > 0 || result.IsBlurred || method.ReturnsVoid) return result;
        var isNested = method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction;
        for (var id = 0; id < state.ValueCount; id++)
        {
            var variable = table.VariableAt(id);
            if ((!isNested && !variable.IsMember) || state.ValueOf(variable) is not { Scalar.IsBounded: true }) continue;
            if (tested.IsTested(variable) && tested.KeepsApart(variable)) return Value.Blurred;
        }

        return result;
    }

    // What the number was before, which it depends on, is forgotten: disjuncts that were apart by it are one again.
    private static Value Counted(Value after) => after.IsBlurred ? Value.Unknown : after;

    /// <summary>What a conversion leaves of a number or a string.</summary>
    private static Value ConvertScalar(Value value, IConversionOperation conversion)
    {
        if (value.Scalar is not { } scalar) return value;
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
}
