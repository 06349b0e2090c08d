using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>Texts that are put together from constants.</summary>
internal static class ConstantText
{
    /// <summary>A constant as text; <see langword="null"/> if it is none, or one whose text depends on where the program runs.</summary>
    public static string? Of(TopologyValue value, string? format = null, ITypeSymbol? type = null)
    {
        if (!value.IsConstant || type?.TypeKind == TypeKind.Enum) return null;
        return value.Content switch
        {
            null => string.Empty,
            string text => text,
            char character => character.ToString(),
            bool flag => flag ? bool.TrueString : bool.FalseString,
            int number when number >= 0 && IsPlain(format) => number.ToString(format, CultureInfo.InvariantCulture),
            long number when number >= 0 && IsPlain(format) => number.ToString(format, CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    /// <summary>The text of an interpolated string, if all its parts are known.</summary>
    public static TopologyValue Read(IInterpolatedStringOperation interpolated, Func<IOperation, TopologyValue> evaluate)
    {
        var text = new System.Text.StringBuilder();
        var isKnown = true;
        foreach (var part in interpolated.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string literal } }:
                    text.Append(literal);
                    break;
                case IInterpolationOperation interpolation:
                    var value = evaluate(interpolation.Expression);
                    var bare = interpolation.Expression is IConversionOperation { IsImplicit: true } boxed ? boxed.Operand : interpolation.Expression;
                    var formatted = interpolation.Alignment is null ? Of(value, interpolation.FormatString?.ConstantValue.Value as string, bare.Type) : null;
                    isKnown &= formatted is not null;
                    text.Append(formatted);
                    break;
                default:
                    isKnown = false;
                    break;
            }
        }

        return isKnown ? TopologyValue.Constant(text.ToString()) : TopologyValue.Unknown;
    }

    // Digits in tens and sixteens are the same everywhere.
    private static bool IsPlain(string? format) => format is null
        || (format.Length is > 0 and <= 3 && format[0] is 'x' or 'X' or 'd' or 'D' && format.Skip(1).All(static character => character is >= '0' and <= '9'));
}
