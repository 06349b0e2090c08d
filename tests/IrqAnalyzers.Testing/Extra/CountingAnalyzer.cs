using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Testing;

/// <summary>
/// Another analyzer that calls <paramref name="tick"/> on entry to each of its actions. Actions registered within the start of a symbol,
/// a code block or an operation block are not counted one by one. An analyzer that asks the context of a compilation start for
/// <c>TryGetValue</c> cannot be wrapped: Roslyn keeps that to its own contexts.
/// </summary>
#pragma warning disable RS1001, RS1036 // Not for a host.
internal sealed class CountingAnalyzer(DiagnosticAnalyzer inner, Action tick) : DiagnosticAnalyzer
#pragma warning restore RS1001, RS1036
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => inner.SupportedDiagnostics;

#pragma warning disable RS1025, RS1026 // The inner analyzer configures both.
    public override void Initialize(AnalysisContext context) => inner.Initialize(new Context(context, tick));
#pragma warning restore RS1025, RS1026

    private static Action<T> Counted<T>(Action<T> action, Action tick) => context =>
    {
        tick();
        action(context);
    };

    private sealed class Context(AnalysisContext real, Action tick) : AnalysisContext
    {
        public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode) =>
            real.ConfigureGeneratedCodeAnalysis(analysisMode);

        public override void EnableConcurrentExecution() => real.EnableConcurrentExecution();

        public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action) =>
            real.RegisterCompilationStartAction(Counted<CompilationStartAnalysisContext>(
                start => action(new StartContext(start, tick)), tick));

        public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) =>
            real.RegisterCompilationAction(Counted(action, tick));

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) =>
            real.RegisterSemanticModelAction(Counted(action, tick));

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) =>
            real.RegisterSymbolAction(Counted(action, tick), symbolKinds);

        public override void RegisterSymbolStartAction(Action<SymbolStartAnalysisContext> action, SymbolKind symbolKind) =>
            real.RegisterSymbolStartAction(Counted(action, tick), symbolKind);

        public override void RegisterCodeBlockStartAction<TKind>(Action<CodeBlockStartAnalysisContext<TKind>> action) =>
            real.RegisterCodeBlockStartAction(Counted(action, tick));

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) =>
            real.RegisterCodeBlockAction(Counted(action, tick));

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) =>
            real.RegisterSyntaxTreeAction(Counted(action, tick));

        public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) =>
            real.RegisterAdditionalFileAction(Counted(action, tick));

        public override void RegisterSyntaxNodeAction<TKind>(
            Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TKind> syntaxKinds) =>
            real.RegisterSyntaxNodeAction(Counted(action, tick), syntaxKinds);

        public override void RegisterOperationBlockStartAction(Action<OperationBlockStartAnalysisContext> action) =>
            real.RegisterOperationBlockStartAction(Counted(action, tick));

        public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) =>
            real.RegisterOperationBlockAction(Counted(action, tick));

        public override void RegisterOperationAction(
            Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> operationKinds) =>
            real.RegisterOperationAction(Counted(action, tick), operationKinds);
    }

#pragma warning disable RS1012 // The actions are those of the inner analyzer.
    private sealed class StartContext(CompilationStartAnalysisContext real, Action tick)
#pragma warning restore RS1012
        : CompilationStartAnalysisContext(real.Compilation, real.Options, real.CancellationToken)
    {
        public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action) =>
            real.RegisterCompilationEndAction(Counted(action, tick));

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) =>
            real.RegisterSemanticModelAction(Counted(action, tick));

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) =>
            real.RegisterSymbolAction(Counted(action, tick), symbolKinds);

        public override void RegisterSymbolStartAction(Action<SymbolStartAnalysisContext> action, SymbolKind symbolKind) =>
            real.RegisterSymbolStartAction(Counted(action, tick), symbolKind);

        public override void RegisterCodeBlockStartAction<TKind>(Action<CodeBlockStartAnalysisContext<TKind>> action) =>
            real.RegisterCodeBlockStartAction(Counted(action, tick));

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) =>
            real.RegisterCodeBlockAction(Counted(action, tick));

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) =>
            real.RegisterSyntaxTreeAction(Counted(action, tick));

        public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) =>
            real.RegisterAdditionalFileAction(Counted(action, tick));

        public override void RegisterSyntaxNodeAction<TKind>(
            Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TKind> syntaxKinds) =>
            real.RegisterSyntaxNodeAction(Counted(action, tick), syntaxKinds);

        public override void RegisterOperationBlockStartAction(Action<OperationBlockStartAnalysisContext> action) =>
            real.RegisterOperationBlockStartAction(Counted(action, tick));

        public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) =>
            real.RegisterOperationBlockAction(Counted(action, tick));

        public override void RegisterOperationAction(
            Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> operationKinds) =>
            real.RegisterOperationAction(Counted(action, tick), operationKinds);
    }
}
