using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Testing.Tests.Fakes;

/// <summary>Also reports pragmas: a pragma that silences T001 makes it report T002.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PragmaAnalyzer : LowerCaseTypeAnalyzer
{
    private static readonly DiagnosticDescriptor PragmaRule = new(
        "T002", "Pragma", "A pragma", "Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule, PragmaRule];

    public override void Initialize(AnalysisContext context)
    {
        base.Initialize(context);
        context.RegisterSyntaxTreeAction(tree =>
        {
            var pragmas = tree.Tree.GetRoot(tree.CancellationToken).DescendantTrivia()
                .Where(trivia => trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia));
            foreach (var pragma in pragmas)
                tree.ReportDiagnostic(Diagnostic.Create(PragmaRule, pragma.GetLocation()));
        });
    }
}
