using System.Collections.Immutable;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Roslyn;
using IrqAnalyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers;

/// <summary>
/// IRQ9006 for a whole project: it writes contracts of its own, and its compiler is too old for the generator that lets runs check them. The analyzers
/// work all the same.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OldCompilerAnalyzer : DiagnosticAnalyzer
{
    private static readonly Version Needed = new(4, 14);

    /// <summary>The version of the compiler; tests say that it is another one.</summary>
    internal Version Compiler { get; set; } = typeof(Compilation).Assembly.GetName().Version!;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.UncheckedContract);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCode.IsLeftAlone);
        context.EnableConcurrentExecution();
        if (Compiler < Needed) context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext start)
    {
        if (ContractTable.Create(start.Compilation) is not { } contracts) return;
        var found = HasDemandsInFiles(start.Compilation, start.Options, contracts, start.CancellationToken) ? 1 : 0;
        start.RegisterSymbolAction(
            context =>
            {
                foreach (var attribute in context.Symbol.GetAttributes())
                {
                    if (IsDemand(contracts.Known.RoleOf(attribute))) Interlocked.Exchange(ref found, 1);
                }
            },
            SymbolKind.Method);
        start.RegisterCompilationEndAction(context =>
        {
            if (Volatile.Read(ref found) == 1) context.ReportDiagnostic(Diagnostic.Create(Descriptors.UncheckedContract, Location.None, Message()));
        });
    }

    private static bool HasDemandsInFiles(Compilation compilation, AnalyzerOptions options, ContractTable contracts, CancellationToken cancellation)
    {
        var found = false;
        var reader = new ContractFile(compilation, contracts, static _ => null, (_, contract) => found |= IsDemand(contract.Role), static (_, _) => { });
        foreach (var file in options.AdditionalFiles)
        {
            if (ContractFile.IsOne(file.Path) && file.GetText(cancellation) is { } text) reader.Read(text);
        }

        return found;
    }

    private static bool IsDemand(AttributeRole role) => role is AttributeRole.Requires or AttributeRole.RequiresAbsent or AttributeRole.WrongIf;

    private string Message() =>
        $"Only the analyzers check the contracts of this project: a run needs compiler {Needed} (.NET SDK 9.0.300) or newer, and this is compiler "
            + $"{Compiler.ToString(2)}.";
}
