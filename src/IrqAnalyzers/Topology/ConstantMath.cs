using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>Calculates with constants as the language does; what it does not know how to is unknown.</summary>
internal static class ConstantMath
{
    public static TopologyValue Binary(BinaryOperatorKind kind, TopologyValue left, TopologyValue right, ITypeSymbol? type)
    {
        if (kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
            return AreEqual(left, right) is { } same ? TopologyValue.Constant(same == (kind == BinaryOperatorKind.Equals)) : TopologyValue.Unknown;
        if (!left.IsConstant || !right.IsConstant) return TopologyValue.Unknown;
        if (left.Content is bool one && right.Content is bool other) return Logic(kind, one, other);
        if (kind == BinaryOperatorKind.Add && type?.SpecialType == SpecialType.System_String)
            return ConstantText.Of(left) is { } first && ConstantText.Of(right) is { } second ? TopologyValue.Constant(first + second) : TopologyValue.Unknown;
        return Wide(left) is { } x && Wide(right) is { } y ? Numbers(kind, x, y, type) : TopologyValue.Unknown;
    }

    public static TopologyValue Unary(UnaryOperatorKind kind, TopologyValue operand, ITypeSymbol? type) => (kind, operand.Content) switch
    {
        (UnaryOperatorKind.Not, bool value) when operand.IsConstant => TopologyValue.Constant(!value),
        (UnaryOperatorKind.Minus, _) when Wide(operand) is { } value => Fit(-value, type),
        (UnaryOperatorKind.Plus, _) when Wide(operand) is { } value => Fit(value, type),
        (UnaryOperatorKind.BitwiseNegation, _) when type?.SpecialType == SpecialType.System_Int32 && Wide(operand) is { } value => Fit(~value, type),
        _ => TopologyValue.Unknown,
    };

    /// <summary>A value after a conversion that the language defines.</summary>
    public static TopologyValue Convert(TopologyValue value, ITypeSymbol? type, bool isChecked)
    {
        if (!value.IsConstant || value.Content is null || Wide(value) is not { } number) return value;
        var target = Underlying(type);
        if (target?.SpecialType is SpecialType.System_Char)
            return number is >= char.MinValue and <= char.MaxValue ? TopologyValue.Constant((char)number) : TopologyValue.Unknown;
        if (RangeOf(target) is not { } range)
            return target is { IsReferenceType: true } ? value : TopologyValue.Unknown;
        if (number >= range.Least && number <= range.Most) return TopologyValue.Constant(number);
        return isChecked ? TopologyValue.Unknown : Wrap(number, target!.SpecialType);
    }

    /// <summary>Whether two values are the same; <see langword="null"/> if that is not known.</summary>
    public static bool? AreEqual(TopologyValue left, TopologyValue right)
    {
        if (!left.IsKnown || !right.IsKnown) return null;
        if (left.IsNull || right.IsNull) return left.IsNull && right.IsNull;
        if (left.IsConstant != right.IsConstant) return null;
        if (!left.IsConstant) return left.Content is Part or MachineModel && ReferenceEquals(left.Content, right.Content) ? true : null;
        if (left.Content is string one && right.Content is string other) return one == other;
        if (left.Content is bool flag && right.Content is bool second) return flag == second;
        return Wide(left) is { } x && Wide(right) is { } y ? x == y : null;
    }

    /// <summary>An integer, if it is one.</summary>
    public static long? Wide(TopologyValue value) => !value.IsConstant ? null : value.Content switch
    {
        int number => number,
        long number => number,
        char character => character,
        _ => null,
    };

    /// <summary>Whether one number stands to another as an operator says; <see langword="null"/> for other operators.</summary>
    public static bool? Compare(BinaryOperatorKind kind, long left, long right) => kind switch
    {
        BinaryOperatorKind.LessThan => left < right,
        BinaryOperatorKind.LessThanOrEqual => left <= right,
        BinaryOperatorKind.GreaterThan => left > right,
        BinaryOperatorKind.GreaterThanOrEqual => left >= right,
        _ => null,
    };

    private static TopologyValue Logic(BinaryOperatorKind kind, bool left, bool right) => kind switch
    {
        BinaryOperatorKind.And => TopologyValue.Constant(left & right),
        BinaryOperatorKind.Or => TopologyValue.Constant(left | right),
        BinaryOperatorKind.ExclusiveOr => TopologyValue.Constant(left ^ right),
        _ => TopologyValue.Unknown,
    };

    private static TopologyValue Numbers(BinaryOperatorKind kind, long x, long y, ITypeSymbol? type)
    {
        if (Compare(kind, x, y) is { } holds) return TopologyValue.Constant(holds);

        // What may not fit is left alone before it does not.
        if (Math.Abs((decimal)x) > int.MaxValue || Math.Abs((decimal)y) > int.MaxValue) return TopologyValue.Unknown;
        return kind switch
        {
            BinaryOperatorKind.Add => Fit(x + y, type),
            BinaryOperatorKind.Subtract => Fit(x - y, type),
            BinaryOperatorKind.Multiply => Fit(x * y, type),
            BinaryOperatorKind.Divide when y != 0 => Fit(x / y, type),
            BinaryOperatorKind.Remainder when y != 0 => Fit(x % y, type),
            BinaryOperatorKind.LeftShift when x >= 0 && y is >= 0 and < 31 => Fit(x << (int)y, type),
            BinaryOperatorKind.RightShift when x >= 0 && y is >= 0 and < 31 => Fit(x >> (int)y, type),
            BinaryOperatorKind.And => Fit(x & y, type),
            BinaryOperatorKind.Or => Fit(x | y, type),
            BinaryOperatorKind.ExclusiveOr => Fit(x ^ y, type),
            _ => TopologyValue.Unknown,
        };
    }

    private static TopologyValue Fit(long value, ITypeSymbol? type) =>
        RangeOf(Underlying(type)) is { } range && value >= range.Least && value <= range.Most ? TopologyValue.Constant(value) : TopologyValue.Unknown;

    /// <summary>A type without the question mark of a value type.</summary>
    public static ITypeSymbol? Bare(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static ITypeSymbol? Underlying(ITypeSymbol? type)
    {
        type = Bare(type);
        return type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : type;
    }

    private static (long Least, long Most)? RangeOf(ITypeSymbol? type) => type?.SpecialType switch
    {
        SpecialType.System_Byte => (byte.MinValue, byte.MaxValue),
        SpecialType.System_SByte => (sbyte.MinValue, sbyte.MaxValue),
        SpecialType.System_Int16 => (short.MinValue, short.MaxValue),
        SpecialType.System_UInt16 => (ushort.MinValue, ushort.MaxValue),
        SpecialType.System_Int32 => (int.MinValue, int.MaxValue),
        SpecialType.System_UInt32 => (uint.MinValue, uint.MaxValue),
        SpecialType.System_Int64 => (long.MinValue, long.MaxValue),
        SpecialType.System_UInt64 => (0, long.MaxValue),
        _ => null,
    };

    private static TopologyValue Wrap(long number, SpecialType type) => type switch
    {
        SpecialType.System_Byte => TopologyValue.Constant(unchecked((byte)number)),
        SpecialType.System_SByte => TopologyValue.Constant(unchecked((sbyte)number)),
        SpecialType.System_Int16 => TopologyValue.Constant(unchecked((short)number)),
        SpecialType.System_UInt16 => TopologyValue.Constant(unchecked((ushort)number)),
        SpecialType.System_Int32 => TopologyValue.Constant(unchecked((int)number)),
        _ => TopologyValue.Unknown,
    };
}
