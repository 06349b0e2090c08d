using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.CodeFixes.Tests.Support;

/// <summary>
/// Fixes as <c>dotnet format analyzers</c> does (<c>AnalyzerFormatter</c>, <c>SolutionCodeFixApplier</c> of the .NET SDK): it goes over the rules
/// once, in no certain order; for each it analyses anew, takes the key of whatever finding comes first, and asks for that rule alone.
/// </summary>
internal static class FormatRun
{
    public static async Task<Solution> FixAsync(Solution solution, IEnumerable<string> rules, CodeFixProvider fix, CancellationToken cancellation)
    {
        foreach (var rule in rules)
        {
            var findings = new Dictionary<Project, IReadOnlyList<Diagnostic>>();
            foreach (var project in solution.Projects) findings.Add(project, await FindingsAsync(project, cancellation));
            if (findings.Values.SelectMany(list => list).FirstOrDefault() is not { } first) continue;
            string? key = null;
            var document = solution.GetDocument(first.Location.SourceTree)!;
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, first, (action, _) => key ??= action.EquivalenceKey, cancellation));
            var context = new FixAllContext(document, fix, FixAllScope.Solution, key!, [rule], new Known(findings), cancellation);
            var all = await fix.GetFixAllProvider()!.GetFixAsync(context);

            // Where there is none it warns that the rule cannot be fixed.
            Assert.NotNull(all);
            var operations = await all.GetOperationsAsync(cancellation);
            solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        }

        return solution;
    }

    public static async Task<IReadOnlyList<Diagnostic>> FindingsAsync(Project project, CancellationToken cancellation)
    {
        var compilation = (await project.GetCompilationAsync(cancellation))!;
        var options = new CompilationWithAnalyzersOptions(project.AnalyzerOptions, onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        return await compilation.WithAnalyzers([new BringUpAnalyzer()], options).GetAnalyzerDiagnosticsAsync(cancellation);
    }

    private sealed class Known(Dictionary<Project, IReadOnlyList<Diagnostic>> findings) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            GetProjectDiagnosticsAsync(project, cancellationToken);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await GetProjectDiagnosticsAsync(document.Project, cancellationToken)).Where(finding => finding.Location.SourceTree?.FilePath == document.FilePath);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(findings.GetValueOrDefault(project) ?? []);
    }
}
