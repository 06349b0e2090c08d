using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Editors.Tests.Hosting;

/// <summary>What an IDE does for its light bulb: it finds analyzers and code fixes in the assemblies that the project names, and asks them.</summary>
internal static class LightBulb
{
    /// <summary>This project's findings in a document, in the order in which they stand there.</summary>
    /// <param name="document">The document.</param>
    /// <param name="cancellation">Stops the analysis.</param>
    public static async Task<Diagnostic[]> FindingsAsync(Document document, CancellationToken cancellation)
    {
        var tree = await document.GetSyntaxTreeAsync(cancellation);
        return [.. (await FindingsAsync(document.Project, cancellation)).Where(finding => finding.Location.SourceTree == tree)];
    }

    /// <summary>This project's findings in a project, in the order of files and lines.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellation">Stops the analysis.</param>
    public static async Task<Diagnostic[]> FindingsAsync(Project project, CancellationToken cancellation)
    {
        var compilation = await project.GetCompilationAsync(cancellation) ?? throw new InvalidOperationException($"{project.Name} has no compilation.");
        var analyzers = project.AnalyzerReferences.SelectMany(reference => reference.GetAnalyzers(LanguageNames.CSharp));
        var all = await compilation.WithAnalyzers([.. analyzers], project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(cancellation);
        return
        [
            .. all.Where(diagnostic => diagnostic.Id.StartsWith("IRQ", StringComparison.Ordinal))
                .OrderBy(finding => finding.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(finding => finding.Location.SourceSpan.Start),
        ];
    }

    /// <summary>What the light bulb at a finding offers.</summary>
    /// <param name="document">The document.</param>
    /// <param name="finding">A finding in it.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static async Task<CodeAction[]> ActionsAsync(Document document, Diagnostic finding, CancellationToken cancellation)
    {
        var actions = new List<CodeAction>();
        foreach (var provider in Providers(document.Project, finding.Id))
            await provider.RegisterCodeFixesAsync(new(document, finding, (action, _) => actions.Add(action), cancellation));
        return [.. actions];
    }

    /// <summary>Fix All: the one action that fixes what the light bulb at a finding would fix, in a whole scope.</summary>
    /// <param name="document">The document.</param>
    /// <param name="finding">A finding in it.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static async Task<CodeAction> FixAllAsync(Document document, Diagnostic finding, FixAllScope scope, CancellationToken cancellation)
    {
        var provider = Providers(document.Project, finding.Id).Single();
        var key = (await ActionsAsync(document, finding, cancellation)).First().EquivalenceKey;
        var all = provider.GetFixAllProvider() ?? throw new InvalidOperationException($"{provider} has no Fix All.");
        if (!all.GetSupportedFixAllScopes().Contains(scope)) throw new InvalidOperationException($"{provider} does not support Fix All in a {scope}.");
        var context = new FixAllContext(document, provider, scope, key, [finding.Id], new Findings([finding.Id]), cancellation);
        return await all.GetFixAsync(context) ?? throw new InvalidOperationException($"Fix All in the {scope} has nothing to do.");
    }

    private static IEnumerable<CodeFixProvider> Providers(Project project, string rule) =>
        project.AnalyzerReferences.OfType<AnalyzerFileReference>()
            .Where(reference => Path.GetFileName(reference.FullPath).StartsWith("IrqAnalyzers", StringComparison.Ordinal))
            .SelectMany(reference => reference.GetAssembly().GetTypes())
            .Where(type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>()?.Languages.Contains(LanguageNames.CSharp) == true)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)
            .Where(provider => provider.FixableDiagnosticIds.Contains(rule));

    private sealed class Findings(string[] rules) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            (await FindingsAsync(project, cancellationToken)).Where(finding => rules.Contains(finding.Id));

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await FindingsAsync(document, cancellationToken)).Where(finding => rules.Contains(finding.Id));

        public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            (await GetAllDiagnosticsAsync(project, cancellationToken)).Where(finding => !finding.Location.IsInSource);
    }
}
