using IrqAnalyzers.Solver;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Tests.Solver;

/// <summary>
/// A toy analysis: which labels a path may have marked. <c>Mark("a")</c> adds a label, <c>Report()</c> has something to report, <c>Fail()</c> may throw
/// anything, <c>Split()</c> has two cases. Labels with a capital letter keep disjuncts apart.
/// </summary>
internal sealed class LabelAnalysis : IForwardAnalysis<LabelAnalysis.Labels, string>, IDisjunctDomain<LabelAnalysis.Labels>
{
    private readonly ForwardSolver<Labels, string> solver;
    private readonly List<int> transferred = [];

    private LabelAnalysis(ControlFlowGraph graph, int budget, Func<int, int>? rank, Coarseness finest)
    {
        Finest = finest;
        solver = new(graph, this, budget, rank is null ? null : [.. Enumerable.Range(0, graph.Blocks.Length).Select(rank)], CancellationToken.None);
    }

    public Coarseness Finest { get; }

    /// <summary>The labels at each exit, as "a,b".</summary>
    public List<string> Exits { get; } = [];

    /// <summary>The labels with which exceptions leave.</summary>
    public List<string> Thrown { get; } = [];

    /// <summary>The labels at each report.</summary>
    public List<string> Reports { get; } = [];

    public int Visits => solver.Visits;

    /// <summary>How often each block was executed, by ordinal.</summary>
    public int Executions(int block) => transferred.Count(ordinal => ordinal == block);

    public static LabelAnalysis Solve(string body, int budget = 1_000, Func<int, int>? rank = null, Coarseness finest = Coarseness.Full)
    {
        var tree = CSharpSyntaxTree.ParseText($$"""
            using System;
            class C
            {
                bool Test(string of = "") => true;
                bool Mark(string label) => true;
                void Report() { }
                void Fail() { }
                void Split() { }
                void M()
                {
                    {{body}}
                }
            }
            """);
        var compilation = CSharpCompilation.Create("toy", [tree], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);
        var model = compilation.GetSemanticModel(tree);
        Assert.Empty(model.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var method = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(method => method.Identifier.Text == "M");
        var analysis = new LabelAnalysis(ControlFlowGraph.Create(method, model)!, budget, rank, finest);
        analysis.solver.Solve(analysis, new());
        return analysis;
    }

    public void Transfer(BasicBlock block, Labels state)
    {
        transferred.Add(block.Ordinal);
        foreach (var operation in block.Operations) Execute(operation, block, state);
        if (block.BranchValue is { } value) Execute(value, block, state);
        if (block.ConditionalSuccessor is { } conditional) solver.Follow(conditional, state.Copy(), null);
        if (block.FallThroughSuccessor is { } next) solver.Follow(next, state, null);
    }

    private void Execute(IOperation root, BasicBlock block, Labels state)
    {
        foreach (var call in root.DescendantsAndSelf().OfType<IInvocationOperation>())
        {
            switch (call.TargetMethod.Name)
            {
                case "Mark":
                    state.Marked.Add((string)call.Arguments[0].Value.ConstantValue.Value!);
                    break;
                case "Report" when solver.NoteEvent():
                    Reports.Add(state.ToString());
                    break;
                case "Fail":
                    solver.Throw(block.EnclosingRegion, state.Copy());
                    break;
                case "Split":
                    state.Marked.Add($"case{solver.Choices.Choose(2)}");
                    break;
            }
        }
    }

    public void Raise(ControlFlowBranch branch, Labels state) => state.Exception = branch.Source.BranchValue is { } thrown ? Unconverted(thrown).Type : null;

    public Labels? Catch(ControlFlowRegion handler, Labels thrown, out bool isSure)
    {
        var type = handler.ExceptionType;
        var isEverything = type is null || type.Name is "Exception" or "Object";
        isSure = isEverything || SymbolEqualityComparer.Default.Equals(type, thrown.Exception);
        if (!isSure && thrown.Exception is not null) return null;
        var caught = thrown.Copy();
        caught.Exception = null;
        return caught;
    }

    public bool IsInert(ControlFlowRegion finallyRegion) => false;

    public void LeaveScopes(ControlFlowBranch branch, Labels state)
    {
    }

    public void Leave(ControlFlowBranch branch, Labels state, string? result) => Exits.Add(state.ToString());

    public void LeaveByException(Labels thrown) => Thrown.Add(thrown.ToString());

    public Labels Copy(Labels state) => state.Copy();

    public bool IsUnreachable(Labels state) => false;

    public bool Join(Labels into, Labels from)
    {
        var before = into.Marked.Count;
        into.Marked.UnionWith(from.Marked);
        return into.Marked.Count != before;
    }

    public bool AreCompatible(Labels one, Labels other, Coarseness coarseness) =>
        coarseness == Coarseness.None || one.Apart.SequenceEqual(other.Apart);

    private static IOperation Unconverted(IOperation operation) => operation is IConversionOperation conversion ? Unconverted(conversion.Operand) : operation;

    /// <summary>The labels that a path may have marked, and the exception that is thrown.</summary>
    internal sealed class Labels
    {
        public SortedSet<string> Marked { get; } = new(StringComparer.Ordinal);

        public ITypeSymbol? Exception { get; set; }

        public IEnumerable<string> Apart => Marked.Where(label => char.IsUpper(label[0]));

        public Labels Copy()
        {
            var copy = new Labels { Exception = Exception };
            copy.Marked.UnionWith(Marked);
            return copy;
        }

        public override string ToString() => string.Join(",", Marked);
    }
}
