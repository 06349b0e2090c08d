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
/// <param name="name">The name of the program.</param>
/// <param name="files">Its files.</param>
/// <param name="references">What it is compiled with.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class Fixer(string name, IReadOnlyList<SourceFile> files, ImmutableArray<MetadataReference> references, CancellationToken cancellation)
{
    private readonly BringUpFix fix = new();
    private readonly List<DocumentId> documents = [];

    /// <summary>Contract files of the program.</summary>
    public ImmutableArray<AdditionalText> ContractFiles { get; init; } = [];

    /// <summary>Each fix that is offered, by itself, and all rules' Fix All, one after the other.</summary>
    public async Task<ImmutableArray<ProposedFix>> ProposeAsync()
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, name, name, LanguageNames.CSharp,
            compilationOptions: CompiledPrograms.Options(OptimizationLevel.Debug), parseOptions: CompiledPrograms.Parsing, metadataReferences: references));
        foreach (var file in files)
        {
            var document = project.AddDocument(file.Path, SourceText.From(file.Text), filePath: file.Path);
            documents.Add(document.Id);
            project = document.Project;
        }

        foreach (var contracts in ContractFiles)
            project = project.AddAdditionalDocument(contracts.Path, contracts.GetText(cancellation)!, filePath: contracts.Path).Project;

        var solution = project.Solution;
        var fixes = ImmutableArray.CreateBuilder<ProposedFix>();
        var findings = await FindingsAsync(solution, project.Id);
        foreach (var finding in findings)
        {
            if (await OfferAsync(solution, finding) is not var (action, covered)) continue;
            fixes.Add(await ReadAsync(action.Title, covered, Leaves(finding), await ApplyAsync(action)));
        }

        if (fixes.Count < 2) return fixes.ToImmutable();
        var all = solution;
        foreach (var rule in findings.Select(finding => finding.Id).Distinct().Order(StringComparer.Ordinal)) all = await FixAllAsync(all, project.Id, rule);
        var gone = findings.Select(Key).Distinct().ToImmutableArray();
        fixes.Add(await ReadAsync(ProposedFix.All, gone, findings.Any(Leaves), all));
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
        return Batch.Analyze(compilation, ContractFiles, cancellation).RemoveAll(finding => !fix.FixableDiagnosticIds.Contains(finding.Id));
    }

    private async Task<ProposedFix> ReadAsync(string title, ImmutableArray<string> targets, bool leaves, Solution changed)
    {
        var texts = ImmutableArray.CreateBuilder<SourceFile>(documents.Count);
        foreach (var id in documents)
        {
            var document = changed.GetDocument(id)!;
            texts.Add(new(document.FilePath!, (await document.GetTextAsync(cancellation)).ToString()));
        }

        return new(title, targets, leaves, texts.MoveToImmutable());
    }

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
