using IrqAnalyzers.Domains;
using IrqAnalyzers.Solver;
using Microsoft.CodeAnalysis;
using static IrqAnalyzers.Transfer.TypeFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>Members of <see cref="Nullable{T}"/>: a nullable value is the value itself, or null.</summary>
internal static class Nullables
{
    /// <summary>What <c>Value</c> or <c>HasValue</c> gives; <see langword="null"/> if it is another property, or nothing is known.</summary>
    public static Value? Read(IPropertySymbol property, Value? owner)
    {
        if (!IsNullable(property.ContainingType)) return null;
        if (property.Name == nameof(Nullable<int>.Value) && owner is { Objects.Length: > 0 } or { Scalar: not null }) return owner;
        return property.Name == nameof(Nullable<int>.HasValue) && owner is { IsNull: not Tri.Unknown } ? Value.OfBoolean(owner.IsNull == Tri.False) : null;
    }

    /// <summary>Whether a property tells whether a nullable value is not null.</summary>
    public static bool IsHasValue(IPropertySymbol property) => property.Name == nameof(Nullable<int>.HasValue) && IsNullable(property.ContainingType);

    /// <summary>What <c>GetValueOrDefault</c> gives; <see langword="null"/> if it is another method, or nothing is known.</summary>
    public static Value? ReadOrDefault(IMethodSymbol method, Value? owner, Value[] arguments)
    {
        if (method.Name != nameof(Nullable<int>.GetValueOrDefault) || !IsNullable(method.ContainingType)) return null;
        switch (owner)
        {
            case { IsNull: Tri.False }:
                return owner;
            case { IsNull: Tri.True }:
                if (arguments.Length > 0) return arguments[0];
                var type = method.ContainingType.TypeArguments[0];
                return type.SpecialType == SpecialType.System_Boolean ? Value.False : TestedSymbols.IsScalar(type) ? Value.OfNumber(0) : Value.Unknown;
            default:
                return null;
        }
    }
}
