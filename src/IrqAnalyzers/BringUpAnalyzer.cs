using System.Collections.Immutable;
using IrqAnalyzers.Caching;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Interprocedural;
using IrqAnalyzers.Program;
using IrqAnalyzers.Roslyn;
using IrqAnalyzers.Rules;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Topology;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers;

/// <summary>
/// Follows every device through bring-up code and reports operations that come in the wrong order, or that are missing; reads the machines that a
/// model describes and reports what is wrong with them.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BringUpAnalyzer : DiagnosticAnalyzer
{
    /// <summary>What is known from compilations before. An editor keeps the analyzer from one keystroke to the next, and so its cache.</summary>
    internal BodyCache Cache { get; } = new();

    /// <summary>How bodies are solved. The findings are the same for all options.</summary>
    internal SolverOptions Solver { get; set; } = new();

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        Descriptors.All.AddRange(TopologyDescriptors.All).AddRange(DeclaredRules.Reserved);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCode.IsLeftAlone);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    /// <summary>What is asked about the bodies of a compilation; <see langword="null"/> if it does not know the DSL.</summary>
    internal ModelAnalysis? Of(Compilation compilation, AnalyzerOptions options, CancellationToken cancellation) =>
        ModelAnalysis.Create(compilation, options, Cache, Solver, cancellation);

    private void Start(CompilationStartAnalysisContext start)
    {
        if (Of(start.Compilation, start.Options, start.CancellationToken) is not { } analysis) return;
        UnreadableContracts.Register(start, analysis.Contracts, analysis.Rules);
        start.RegisterCompilationEndAction(UnknownOptions.Check);
        WrittenContracts.Register(start, analysis.Contracts, analysis.Rules);
        start.RegisterOperationBlockAction(block => analysis.Analyze(new(block)));
    }
}
