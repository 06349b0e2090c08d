using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Roslyn;

/// <summary>Generated code, in which nothing is reported because it cannot be edited.</summary>
internal static class GeneratedCode
{
    /// <summary>
    /// No action runs for generated code, so that what is reported need not be asked about once more: Roslyn would go through all tokens of
    /// the file for it.
    /// </summary>
    public const GeneratedCodeAnalysisFlags IsLeftAlone = GeneratedCodeAnalysisFlags.ReportDiagnostics;

    /// <summary>Whether a symbol, or a type around it, says that a tool wrote it. The driver leaves such symbols out by the flags above.</summary>
    public static bool IsMarked(ISymbol symbol)
    {
        for (var current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            foreach (var attribute in current.GetAttributes())
            {
                if (attribute.AttributeClass is { Name: "GeneratedCodeAttribute", ContainingNamespace: { Name: "Compiler", ContainingNamespace.Name: "CodeDom" } }) return true;
            }
        }

        return false;
    }

    /// <summary>Whether a place is under <c>#line hidden</c>, which the flags above do not leave out.</summary>
    public static bool IsHidden(Location place, CancellationToken cancellation) =>
        place.SourceTree?.GetLineVisibility(place.SourceSpan.Start, cancellation) == LineVisibility.Hidden;
}
