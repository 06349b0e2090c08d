using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Testing.Tests.Fakes;

/// <summary>Reports types with members; the members are additional locations.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TypePartsAnalyzer : DiagnosticAnalyzer
{
    public static readonly DiagnosticDescriptor Rule = new(
        "T003", "Parts", "{0} has {1} fields", "Naming", DiagnosticSeverity.Info, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var fields = ((INamedTypeSymbol)context.Symbol).GetMembers().OfType<IFieldSymbol>().ToList();
        if (fields.Count > 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                context.Symbol.Locations[0],
                fields.Select(field => field.Locations[0]),
                context.Symbol.Name,
                fields.Count));
        }
    }
}
