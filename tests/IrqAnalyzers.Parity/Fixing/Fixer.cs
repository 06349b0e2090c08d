using System.Collections.Immutable;
using IrqAnalyzers.CodeFixes;
using IrqAnalyzers.Parity.Checking;
using IrqAnalyzers.Parity.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Parity.Fixing;

/// <summary>Asks for the fixes of a program as an editor does.</summary>
internal sealed class Fixer(ModelProgram program, CancellationToken cancellation)
{
    private readonly BringUpFix fix = new();

    /// <summary>Each fix that is offered, by itself, and all rules' Fix All, one after the other.</summary>
    public async Task<ImmutableArray<ProposedFix>> ProposeAsync()
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, program.Name, program.Name, LanguageNames.CSharp,
            compilationOptions: CompiledPrograms.Options(OptimizationLevel.Debug), parseOptions: CompiledPrograms.Parsing, metadataReferences: CompiledPrograms.References));
        var host = project.AddDocument(program.HostFile, SourceText.From(program.HostSource()), filePath: program.HostFile);
        var driver = host.Project.AddDocument(program.DriverFile, SourceText.From(program.DriverSource()), filePath: program.DriverFile);
        var solution = driver.Project.Solution;
        var fixes = ImmutableArray.CreateBuilder<ProposedFix>();
        var findings = await FindingsAsync(solution, host.Project.Id);
        foreach (var finding in findings)
        {
            if (await OfferAsync(solution, finding) is not var (action, covered)) continue;
            fixes.Add(await ReadAsync(action.Title, covered, Leaves(finding), await ApplyAsync(action), host.Id, driver.Id));
        }

        if (fixes.Count < 2) return fixes.ToImmutable();
        var all = solution;
        foreach (var rule in findings.Select(finding => finding.Id).Distinct().Order(StringComparer.Ordinal)) all = await FixAllAsync(all, host.Project.Id, rule);
        var gone = findings.Select(Key).Distinct().ToImmutableArray();
        fixes.Add(await ReadAsync("all", gone, findings.Any(Leaves), all, host.Id, driver.Id));
        return fixes.ToImmutable();
    }

    private static string Key(Diagnostic finding) => finding.Properties["irq.key"]!;

    private static bool Leaves(Diagnostic finding) => finding.Properties.ContainsKey("irq.kept");

    private static async Task<Solution> ApplyAsync(CodeAction action) =>
        (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;

    private async Task<(CodeAction Action, ImmutableArray<string> Covered)?> OfferAsync(Solution solution, Diagnostic finding)
    {
        (CodeAction Action, ImmutableArray<string> Covered)? offered = null;
        var document = solution.GetDocument(finding.Location.SourceTree)!;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, covered) => offered ??= (action, [.. covered.Select(Key)]), cancellation));
        return offered;
    }

    private async Task<Solution> FixAllAsync(Solution solution, ProjectId project, string rule)
    {
        var findings = (await FindingsAsync(solution, project)).RemoveAll(finding => finding.Id != rule);
        if (findings.IsEmpty) return solution;
        var document = solution.GetDocument(findings[0].Location.SourceTree)!;
        var context = new FixAllContext(document, fix, FixAllScope.Solution, rule, [rule], new Known(findings), cancellation);
        return await fix.GetFixAllProvider().GetFixAsync(context) is { } action ? await ApplyAsync(action) : solution;
    }

    private async Task<ImmutableArray<Diagnostic>> FindingsAsync(Solution solution, ProjectId project)
    {
        var compilation = (Microsoft.CodeAnalysis.CSharp.CSharpCompilation)(await solution.GetProject(project)!.GetCompilationAsync(cancellation))!;
        return Batch.Analyze(compilation, cancellation).RemoveAll(finding => !fix.FixableDiagnosticIds.Contains(finding.Id));
    }

    private async Task<ProposedFix> ReadAsync(string title, ImmutableArray<string> targets, bool leaves, Solution changed, DocumentId host, DocumentId driver) => new(
        title, targets, leaves,
        (await changed.GetDocument(host)!.GetTextAsync(cancellation)).ToString(), (await changed.GetDocument(driver)!.GetTextAsync(cancellation)).ToString());

    private sealed class Known(ImmutableArray<Diagnostic> findings) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(findings);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(findings.Where(finding => finding.Location.SourceTree!.FilePath == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
