using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Testing;

/// <summary>
/// Another analyzer, each of whose actions runs within <paramref name="watch"/>. Actions registered within the start of a symbol,
/// a code block or an operation block are not watched one by one. An analyzer that asks the context of a compilation start for
/// <c>TryGetValue</c> cannot be wrapped: Roslyn keeps that to its own contexts.
/// </summary>
#pragma warning disable RS1001, RS1036 // Not for a host.
internal sealed class WatchedAnalyzer(DiagnosticAnalyzer inner, Action<Action> watch) : DiagnosticAnalyzer
#pragma warning restore RS1001, RS1036
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => inner.SupportedDiagnostics;

#pragma warning disable RS1025, RS1026 // The inner analyzer configures both.
    public override void Initialize(AnalysisContext context) => inner.Initialize(new Context(context, watch));
#pragma warning restore RS1025, RS1026

    private static Action<T> Watched<T>(Action<T> action, Action<Action> watch) => context => watch(() => action(context));

    private sealed class Context(AnalysisContext real, Action<Action> watch) : AnalysisContext
    {
        public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode) =>
            real.ConfigureGeneratedCodeAnalysis(analysisMode);

        public override void EnableConcurrentExecution() => real.EnableConcurrentExecution();

        public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action) =>
            real.RegisterCompilationStartAction(Watched<CompilationStartAnalysisContext>(
                start => action(new StartContext(start, watch)), watch));

        public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) =>
            real.RegisterCompilationAction(Watched(action, watch));

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) =>
            real.RegisterSemanticModelAction(Watched(action, watch));

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) =>
            real.RegisterSymbolAction(Watched(action, watch), symbolKinds);

        public override void RegisterSymbolStartAction(Action<SymbolStartAnalysisContext> action, SymbolKind symbolKind) =>
            real.RegisterSymbolStartAction(Watched(action, watch), symbolKind);

        public override void RegisterCodeBlockStartAction<TKind>(Action<CodeBlockStartAnalysisContext<TKind>> action) =>
            real.RegisterCodeBlockStartAction(Watched(action, watch));

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) =>
            real.RegisterCodeBlockAction(Watched(action, watch));

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) =>
            real.RegisterSyntaxTreeAction(Watched(action, watch));

        public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) =>
            real.RegisterAdditionalFileAction(Watched(action, watch));

        public override void RegisterSyntaxNodeAction<TKind>(
            Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TKind> syntaxKinds) =>
            real.RegisterSyntaxNodeAction(Watched(action, watch), syntaxKinds);

        public override void RegisterOperationBlockStartAction(Action<OperationBlockStartAnalysisContext> action) =>
            real.RegisterOperationBlockStartAction(Watched(action, watch));

        public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) =>
            real.RegisterOperationBlockAction(Watched(action, watch));

        public override void RegisterOperationAction(
            Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> operationKinds) =>
            real.RegisterOperationAction(Watched(action, watch), operationKinds);
    }

#pragma warning disable RS1012 // The actions are those of the inner analyzer.
    private sealed class StartContext(CompilationStartAnalysisContext real, Action<Action> watch)
#pragma warning restore RS1012
        : CompilationStartAnalysisContext(real.Compilation, real.Options, real.CancellationToken)
    {
        public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action) =>
            real.RegisterCompilationEndAction(Watched(action, watch));

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) =>
            real.RegisterSemanticModelAction(Watched(action, watch));

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) =>
            real.RegisterSymbolAction(Watched(action, watch), symbolKinds);

        public override void RegisterSymbolStartAction(Action<SymbolStartAnalysisContext> action, SymbolKind symbolKind) =>
            real.RegisterSymbolStartAction(Watched(action, watch), symbolKind);

        public override void RegisterCodeBlockStartAction<TKind>(Action<CodeBlockStartAnalysisContext<TKind>> action) =>
            real.RegisterCodeBlockStartAction(Watched(action, watch));

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) =>
            real.RegisterCodeBlockAction(Watched(action, watch));

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) =>
            real.RegisterSyntaxTreeAction(Watched(action, watch));

        public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) =>
            real.RegisterAdditionalFileAction(Watched(action, watch));

        public override void RegisterSyntaxNodeAction<TKind>(
            Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TKind> syntaxKinds) =>
            real.RegisterSyntaxNodeAction(Watched(action, watch), syntaxKinds);

        public override void RegisterOperationBlockStartAction(Action<OperationBlockStartAnalysisContext> action) =>
            real.RegisterOperationBlockStartAction(Watched(action, watch));

        public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) =>
            real.RegisterOperationBlockAction(Watched(action, watch));

        public override void RegisterOperationAction(
            Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> operationKinds) =>
            real.RegisterOperationAction(Watched(action, watch), operationKinds);
    }
}
