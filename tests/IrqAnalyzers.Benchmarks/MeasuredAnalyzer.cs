using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Benchmarks;

/// <summary>
/// Another analyzer with a clock around each of its actions: what Roslyn's own telemetry measures, but in processor time rather than on the wall.
/// </summary>
#pragma warning disable RS1001, RS1012, RS1025, RS1026, RS1036, RS1038, RS1041 // It is never shipped, and the other analyzer decides.
internal sealed class MeasuredAnalyzer(DiagnosticAnalyzer inner) : DiagnosticAnalyzer
{
    private readonly Meter meter = new();

    /// <summary>Milliseconds in the actions since it was made.</summary>
    public double Milliseconds => meter.Milliseconds;

    /// <summary>Bytes allocated in the actions since it was made.</summary>
    public long Bytes => meter.Bytes;

    /// <summary>The same over another instance of the analyzer.</summary>
    public MeasuredAnalyzer Fresh() => new((DiagnosticAnalyzer)Activator.CreateInstance(inner.GetType())!);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => inner.SupportedDiagnostics;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context) => inner.Initialize(new Context(context, meter));

    private sealed class Meter
    {
        private double total;
        private long bytes;

        public double Milliseconds => total;

        public long Bytes => bytes;

        public Action<T> Around<T>(Action<T> action) => context =>
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var start = ThreadClock.Now;
            try
            {
                action(context);
            }
            finally
            {
                total += Math.Max(0, ThreadClock.Now - start - ThreadClock.Cost); // one thread
                bytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
            }
        };
    }

    private sealed class Context(AnalysisContext outer, Meter meter) : AnalysisContext
    {
        public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode) => outer.ConfigureGeneratedCodeAnalysis(analysisMode);

        public override void EnableConcurrentExecution() => outer.EnableConcurrentExecution();

        public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) => outer.RegisterAdditionalFileAction(meter.Around(action));

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => outer.RegisterCodeBlockAction(meter.Around(action));

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) =>
            throw new NotSupportedException();

        public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) => outer.RegisterCompilationAction(meter.Around(action));

        public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action) =>
            outer.RegisterCompilationStartAction(meter.Around<CompilationStartAnalysisContext>(start => action(new Start(start, meter))));

        public override void RegisterOperationAction(Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> operationKinds) =>
            outer.RegisterOperationAction(meter.Around(action), operationKinds);

        public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) => outer.RegisterOperationBlockAction(meter.Around(action));

        public override void RegisterOperationBlockStartAction(Action<OperationBlockStartAnalysisContext> action) => throw new NotSupportedException();

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => outer.RegisterSemanticModelAction(meter.Around(action));

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) =>
            outer.RegisterSymbolAction(meter.Around(action), symbolKinds);

        public override void RegisterSymbolStartAction(Action<SymbolStartAnalysisContext> action, SymbolKind symbolKind) => throw new NotSupportedException();

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) =>
            outer.RegisterSyntaxNodeAction(meter.Around(action), syntaxKinds);

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => outer.RegisterSyntaxTreeAction(meter.Around(action));
    }

    private sealed class Start(CompilationStartAnalysisContext outer, Meter meter)
        : CompilationStartAnalysisContext(outer.Compilation, outer.Options, outer.CancellationToken)
    {
        public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) => outer.RegisterAdditionalFileAction(meter.Around(action));

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => outer.RegisterCodeBlockAction(meter.Around(action));

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) =>
            throw new NotSupportedException();

        public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action) => outer.RegisterCompilationEndAction(meter.Around(action));

        public override void RegisterOperationAction(Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> operationKinds) =>
            outer.RegisterOperationAction(meter.Around(action), operationKinds);

        public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) => outer.RegisterOperationBlockAction(meter.Around(action));

        public override void RegisterOperationBlockStartAction(Action<OperationBlockStartAnalysisContext> action) => throw new NotSupportedException();

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => outer.RegisterSemanticModelAction(meter.Around(action));

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) =>
            outer.RegisterSymbolAction(meter.Around(action), symbolKinds);

        public override void RegisterSymbolStartAction(Action<SymbolStartAnalysisContext> action, SymbolKind symbolKind) => throw new NotSupportedException();

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) =>
            outer.RegisterSyntaxNodeAction(meter.Around(action), syntaxKinds);

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => outer.RegisterSyntaxTreeAction(meter.Around(action));
    }
}
