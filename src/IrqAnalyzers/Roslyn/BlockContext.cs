using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Roslyn;

/// <summary>The executable code of one symbol, with a place for what is found in it. It comes from the compiler's driver, or from the fixes.</summary>
internal readonly struct BlockContext
{
    private readonly OperationBlockAnalysisContext? driver;
    private readonly Action<Diagnostic> report;
    private readonly List<Diagnostic> reported;
    private readonly List<IOperation> operations;

    /// <summary>As the driver gives it.</summary>
    public BlockContext(OperationBlockAnalysisContext driver)
        : this(driver.OperationBlocks, driver.OwningSymbol, driver.Options, driver.ReportDiagnostic, driver.CancellationToken) =>
        this.driver = driver;

    /// <param name="blocks">The parts: for a constructor, the call of another one and the body.</param>
    /// <param name="owner">The method, field or property that they belong to.</param>
    /// <param name="options">The options of the project.</param>
    /// <param name="report">Takes what is found.</param>
    /// <param name="cancellation">Stops the work.</param>
    public BlockContext(
        ImmutableArray<IOperation> blocks, ISymbol owner, AnalyzerOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        driver = null;
        OperationBlocks = blocks;
        OwningSymbol = owner;
        Options = options;
        this.report = report;
        reported = new();
        operations = new();
        CancellationToken = cancellation;
    }

    public ImmutableArray<IOperation> OperationBlocks { get; }

    /// <summary>All that the parts consist of, in the order of the text: read once for all who look for something.</summary>
    public List<IOperation> Operations
    {
        get
        {
            if (operations.Count > 0) return operations;
            foreach (var part in OperationBlocks) operations.AddRange(part.Descendants());
            return operations;
        }
    }

    public ISymbol OwningSymbol { get; }

    public AnalyzerOptions Options { get; }

    public CancellationToken CancellationToken { get; }

    public void ReportDiagnostic(Diagnostic diagnostic)
    {
        reported.Add(diagnostic);
        report(diagnostic);
    }

    /// <summary>Whether something of a rule has been reported at a place, or elsewhere because of what stands there.</summary>
    public bool HasReported(string rule, Location place)
    {
        foreach (var diagnostic in reported)
        {
            if (diagnostic.Id != rule) continue;
            if (diagnostic.Location == place) return true;
            foreach (var cause in diagnostic.AdditionalLocations)
            {
                if (cause == place) return true;
            }
        }

        return false;
    }

    /// <summary>The graph of one of the parts. The driver shares it with other analyzers.</summary>
    public ControlFlowGraph GetControlFlowGraph(IOperation part)
    {
        if (driver is { } shared) return shared.GetControlFlowGraph(part);
        var root = part;
        while (root.Parent is not null) root = root.Parent;
        return root switch
        {
            IBlockOperation block => ControlFlowGraph.Create(block, CancellationToken),
            IMethodBodyOperation body => ControlFlowGraph.Create(body, CancellationToken),
            IConstructorBodyOperation body => ControlFlowGraph.Create(body, CancellationToken),
            IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer, CancellationToken),
            IPropertyInitializerOperation initializer => ControlFlowGraph.Create(initializer, CancellationToken),
            IParameterInitializerOperation initializer => ControlFlowGraph.Create(initializer, CancellationToken),
            _ => throw new ArgumentException($"Expected the root of executable code, but it is {root.Kind}.", nameof(part)),
        };
    }
}
