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

    private void Start(CompilationStartAnalysisContext start)
    {
        if (ContractTable.Create(start.Compilation) is not { } contracts) return;
        var rules = new DeclaredRules(start.Compilation, contracts);
        UnreadableContracts.Register(start, contracts, rules);
        start.RegisterCompilationEndAction(UnknownOptions.Check);
        var budget = new Budget(start.Options.AnalyzerConfigOptionsProvider);
        var outline = new CompilationOutline(start.Compilation, start.Options, budget, start.CancellationToken);
        var program = new ProgramFacts(start.Compilation, contracts);
        var summaries = new SummaryProvider(program, outline.Find, budget, Solver);
        var reporter = new Reporter(contracts, rules, new(start.Compilation, program));
        var bodies = new BodyAnalysis(
            summaries, reporter, outline, Cache.Of(outline.Declarations), TopologyAnalysis.Create(start.Compilation, contracts.Known));
        WrittenContracts.Register(start, contracts, rules);
        ForeignAwaits.Register(start, contracts.Known);
        EmptyAnswers.Register(start, contracts, rules);
        ElementOrders.Register(start, program);
        DroppedInvalidations.Register(start, program);
        start.RegisterOperationBlockAction(bodies.Analyze);
    }
}
