using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Gives the diagnostics already found to a Fix All provider.</summary>
internal sealed class KnownDiagnostics(ImmutableArray<(Project Project, Diagnostic Diagnostic)> all) : FixAllContext.DiagnosticProvider
{
    public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
        Find(project, _ => true);

    public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
        Find(document.Project, diagnostic => diagnostic.Location.GetLineSpan().Path == document.FilePath);

    public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
        Find(project, diagnostic => !diagnostic.Location.IsInSource);

    private Task<IEnumerable<Diagnostic>> Find(Project project, Predicate<Diagnostic> isMeant) =>
        Task.FromResult(all
            .Where(found => found.Project.Id == project.Id && isMeant(found.Diagnostic))
            .Select(found => found.Diagnostic));
}
