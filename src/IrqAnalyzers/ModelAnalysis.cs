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

/// <summary>All that is asked about the bodies of a compilation that uses the DSL, whoever goes through them: the compiler's driver or the fixes.</summary>
internal sealed class ModelAnalysis
{
    private readonly ProgramFacts program;
    private readonly BodyAnalysis bodies;
    private readonly ForeignAwaits awaits;
    private readonly EmptyAnswers answers;
    private readonly ElementOrders orders;
    private readonly DroppedInvalidations invalidations;
    private readonly StepOrders steps;
    private readonly KeptGuards guards;
    private readonly LeftByUndo undo;

    private ModelAnalysis(ContractTable contracts, DeclaredRules rules, ProgramFacts program, BodyAnalysis bodies)
    {
        Contracts = contracts;
        Rules = rules;
        this.program = program;
        this.bodies = bodies;
        awaits = new(contracts.Known);
        answers = new(contracts, rules);
        orders = new(program);
        invalidations = new(program);
        steps = new(program);
        guards = new(program);
        undo = new(program);
    }

    /// <summary>The contracts of the DSL, of the compilation and of its contract files.</summary>
    public ContractTable Contracts { get; }

    /// <summary>The rules that the compilation declares itself.</summary>
    public DeclaredRules Rules { get; }

    /// <summary>The analysis of a compilation; <see langword="null"/> if it does not know the DSL.</summary>
    public static ModelAnalysis? Create(Compilation compilation, AnalyzerOptions options, BodyCache cache, SolverOptions solver, CancellationToken cancellation)
    {
        if (ContractTable.Create(compilation) is not { } contracts) return null;
        var rules = new DeclaredRules(compilation, contracts);
        UnreadableContracts.ReadFiles(compilation, options, contracts, rules, cancellation);
        var budget = new Budget(options.AnalyzerConfigOptionsProvider);
        var outline = new CompilationOutline(compilation, options, budget, cancellation);
        var program = new ProgramFacts(compilation, contracts);
        var summaries = new SummaryProvider(program, outline.Find, budget, solver);
        var reporter = new Reporter(contracts, rules, new(compilation, program));
        var topology = TopologyAnalysis.Create(compilation, contracts.Known);
        return new(contracts, rules, program, new(summaries, reporter, outline, cache.Of(outline.Declarations), topology));
    }

    /// <summary>Reports all that is found in a body.</summary>
    public void Analyze(BlockContext body)
    {
        bodies.Analyze(body);
        answers.Analyze(body);
        var contents = BodyContents.Of(body, program);
        if (contents.HasAwaits) awaits.Analyze(body);
        if (!contents.HasCalls) return;
        if (contents.HasCollections) orders.Analyze(body);
        if (contents.HasCollections) invalidations.Analyze(body);
        if (contents.HasGuards) guards.Analyze(body);
        if (contents.HasCode) undo.Analyze(body);
        if (contents.HasCode || contents.HasLoops || contents.HasOwnCalls || contents.HasObjects) steps.Analyze(body);
    }
}
