using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Topology;

/// <summary>The values of fields and elements that were never set.</summary>
internal static class Defaults
{
    public static TopologyValue Of(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying }) type = underlying;
        if (type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T) return TopologyValue.Constant(null);
        return type.SpecialType switch
        {
            SpecialType.System_Boolean => TopologyValue.Constant(false),
            SpecialType.System_Char => TopologyValue.Constant('\0'),
            >= SpecialType.System_SByte and <= SpecialType.System_UInt64 => TopologyValue.Constant(0),
            _ => TopologyValue.Unknown,
        };
    }
}
