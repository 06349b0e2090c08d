using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>
/// Fix All: the plan of each file, however many findings and projects it has, and the same text in all of its projects, those included in
/// which nothing was found.
/// </summary>
internal sealed class FileByFile : FixAllProvider
{
    // Each has a fork of the whole compilation in memory. More of them than processors only wait for each other.
    private const int FilesAtATime = 4;

    private readonly FixPlanner planner;
    private readonly ImmutableArray<string> rules;

    /// <param name="planner">Plans the changes of a file.</param>
    /// <param name="rules">The rules that it is for.</param>
    public FileByFile(FixPlanner planner, ImmutableArray<string> rules)
    {
        this.planner = planner;
        this.rules = rules;
    }

    /// <inheritdoc/>
    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var found = await FindAsync(context).ConfigureAwait(false);

        // Tools that ask for one rule ask for it even if another rule's fixes have left nothing of it, and take no answer for a failure.
        if (found.Count == 0)
        {
            if (context.DiagnosticIds.Count != 1) return null;
            return CodeAction.Create("Nothing to fix", _ => Task.FromResult(context.Solution), context.CodeActionEquivalenceKey);
        }

        var rules = found.SelectMany(static one => one.Value).Distinct(StringComparer.Ordinal).OrderBy(static rule => rule, StringComparer.Ordinal);
        var names = string.Join(", ", rules);
        return CodeAction.Create($"Fix all {names}", cancellation => FixAsync(context.Solution, found, cancellation), context.CodeActionEquivalenceKey);
    }

    // The documents of the scope with the rules that are to be fixed in them.
    private async Task<Dictionary<Document, SortedSet<string>>> FindAsync(FixAllContext context)
    {
        var found = new Dictionary<Document, SortedSet<string>>();
        if (context is { Scope: FixAllScope.Document, Document: { } only })
        {
            Add(only, await context.GetDocumentDiagnosticsAsync(only).ConfigureAwait(false));
            return found;
        }

        foreach (var project in context.Scope == FixAllScope.Solution ? context.Solution.Projects : new[] { context.Project })
        {
            if (project.Language != LanguageNames.CSharp) continue;
            var diagnostics = await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            foreach (var group in diagnostics.Where(static one => one.Location.SourceTree is not null).GroupBy(static one => one.Location.SourceTree))
            {
                if (context.Solution.GetDocument(group.Key) is { } document) Add(document, group);
            }
        }

        return found;

        void Add(Document document, IEnumerable<Diagnostic> diagnostics)
        {
            var meant = new SortedSet<string>(diagnostics.Select(static one => one.Id).Where(rule => IsMeant(context, rule)), StringComparer.Ordinal);
            if (meant.Count > 0) found.Add(document, meant);
        }
    }

    // Editors ask for all rules and name the one that is meant by the key. Tools that ask for one rule take the key from whatever finding
    // comes first: it may be another rule's, or none if that finding has no fix.
    private bool IsMeant(FixAllContext context, string rule) =>
        rules.Contains(rule) && (context.DiagnosticIds.Count == 1 || context.CodeActionEquivalenceKey is null || context.CodeActionEquivalenceKey == rule);

    private async Task<Solution> FixAsync(Solution solution, Dictionary<Document, SortedSet<string>> found, CancellationToken cancellation)
    {
        var done = new HashSet<DocumentId>();
        var plans = new List<Task<AnalyzedFile?>>();

        using var places = new SemaphoreSlim(FilesAtATime);
        foreach (var document in found.Keys)
        {
            // Of the documents of one file, the first speaks for all.
            if (!done.Add(document.Id)) continue;
            var linked = document.GetLinkedDocumentIds();
            done.UnionWith(linked);
            var meant = new SortedSet<string>(found[document], StringComparer.Ordinal);
            foreach (var other in found)
            {
                if (linked.Contains(other.Key.Id)) meant.UnionWith(other.Value);
            }

            plans.Add(Task.Run(() => InTurnAsync(places, () => PlanAsync(document, meant, cancellation), cancellation), cancellation));
        }

        foreach (var plan in await Task.WhenAll(plans).ConfigureAwait(false))
        {
            if (plan is not null) solution = plan.WriteTo(solution);
        }

        return solution;
    }

    private static async Task<T> InTurnAsync<T>(SemaphoreSlim places, Func<Task<T>> work, CancellationToken cancellation)
    {
        await places.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<AnalyzedFile?> PlanAsync(Document document, SortedSet<string> meant, CancellationToken cancellation)
    {
        if (await AnalyzedFile.OfAsync(document, cancellation).ConfigureAwait(false) is not { } file) return null;
        var changed = file;
        foreach (var rule in meant) changed = await planner.FixAllAsync(changed, rule, cancellation).ConfigureAwait(false);
        return changed == file ? null : changed;
    }
}
