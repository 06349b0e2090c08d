using System.Collections.Immutable;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Flow;
using IrqAnalyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers;

/// <summary>Follows every device through bring-up code and reports operations that come in the wrong order, or that are missing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BringUpAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext start)
    {
        if (ContractTable.Create(start.Compilation) is not { } contracts) return;
        UnreadableContracts.Register(start, contracts);
        var context = new CompilationContext(start.Compilation, contracts);
        var reporter = new Reporter(contracts, new(start.Compilation, context));
        WeakenedContracts.Register(start, contracts.Known);
        ForeignAwaits.Register(start, contracts.Known);
        start.RegisterOperationBlockAction(block => Analyze(block, context, reporter));
    }

    private static void Analyze(OperationBlockAnalysisContext block, CompilationContext context, Reporter reporter)
    {
        var seen = new List<IOperation>();
        foreach (var part in block.OperationBlocks)
        {
            if (part is IAttributeOperation || !IsGraphRoot(part)) continue;
            var root = part;
            while (root.Parent is not null) root = root.Parent;
            if (seen.Contains(root)) continue;
            seen.Add(root);
            if (!Relevance.Check(block.OwningSymbol, root, context)) continue;
            var method = block.OwningSymbol as IMethodSymbol;
            var receiver = block.OwningSymbol.IsStatic ? null : block.OwningSymbol.ContainingType;
            var body = new Body(block.GetControlFlowGraph(part), method, receiver, null, root.Syntax);
            Report(block, context, reporter, body, root);
        }
    }

    // The statements at the top level of a program come as a whole method body.
    private static bool IsGraphRoot(IOperation part) =>
        part is IBlockOperation or IMethodBodyOperation or IFieldInitializerOperation or IPropertyInitializerOperation or IParameterInitializerOperation
        || part.Parent is IConstructorBodyOperation;

    private static void Report(OperationBlockAnalysisContext block, CompilationContext context, Reporter reporter, Body body, IOperation root)
    {
        var pending = new Queue<Body>();
        pending.Enqueue(body);
        while (pending.Count > 0)
        {
            block.CancellationToken.ThrowIfCancellationRequested();
            var current = pending.Dequeue();
            var result = context.Analyze(current, block.CancellationToken);
            foreach (var finding in result.Findings.All)
            {
                if (finding.Location.SourceTree is not { } tree) continue;
                var options = block.Options.AnalyzerConfigOptionsProvider.GetOptions(tree);
                if (reporter.Describe(finding, root, options, block.CancellationToken) is { } diagnostic) block.ReportDiagnostic(diagnostic);
            }

            if ((result.Incomplete ?? (result.IsFinal ? null : "its calls go deeper than they are followed")) is { } reason)
            {
                block.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.AnalysisIncomplete, PlaceOf(block.OwningSymbol), block.OwningSymbol.Name, reason));
            }

            foreach (var nested in result.Nested) pending.Enqueue(nested);
        }
    }

    private static Location PlaceOf(ISymbol symbol) => symbol.Locations.IsEmpty ? Location.None : symbol.Locations[0];
}
