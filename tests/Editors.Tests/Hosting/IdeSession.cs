using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.MSBuild;
using Xunit;

namespace Editors.Tests.Hosting;

/// <summary>A solution of two projects, loaded as an IDE loads it. Three files have two findings each; one of them has a byte order mark and CRLF.</summary>
public sealed class IdeSession : IAsyncLifetime
{
    private ModelFolder? folder;
    private MSBuildWorkspace? workspace;

    /// <summary>The files with findings: the first two are in one project.</summary>
    internal static string[] Files { get; } = ["Alpha.cs", "Beta.cs", "Gamma.cs"];

    /// <summary>The workspace. A test leaves it as it was.</summary>
    internal MSBuildWorkspace Workspace => workspace!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        folder = await ModelFolder.CreateAsync(
            [
                new("First", [("Alpha.cs", Models.EarlyAssignments("Alpha")), ("Beta.cs", "\uFEFF" + Models.EarlyAssignments("Beta").ReplaceLineEndings("\r\n"))]),
                new("Second", [("Gamma.cs", Models.EarlyAssignments("Gamma"))]),
            ],
            cancellation);
        workspace = MSBuildWorkspace.Create();
        await workspace.OpenSolutionAsync(folder.Solution, cancellationToken: cancellation);
        Assert.Empty(workspace.Diagnostics);
    }

    /// <summary>A document of the solution as it is now.</summary>
    /// <param name="file">The name of its file.</param>
    internal Document Document(string file) =>
        Workspace.CurrentSolution.Projects.SelectMany(project => project.Documents).Single(document => document.Name == file);

    /// <summary>The bytes of all files with findings, as they are on disk.</summary>
    internal byte[][] Disk() => [.. Files.Select(file => File.ReadAllBytes(Document(file).FilePath!))];

    /// <summary>Where there are findings: for each file with findings in the solution, how many.</summary>
    /// <param name="solution">The solution.</param>
    /// <param name="cancellation">Stops the analysis.</param>
    internal static async Task<Dictionary<string, int>> CountAsync(Solution solution, CancellationToken cancellation)
    {
        var counts = new Dictionary<string, int>();
        foreach (var project in solution.Projects)
        {
            foreach (var finding in await LightBulb.FindingsAsync(project, cancellation))
            {
                var file = Path.GetFileName(finding.Location.SourceTree!.FilePath);
                counts[file] = counts.GetValueOrDefault(file) + 1;
            }
        }

        return counts;
    }

    /// <summary>Applies an action to the workspace, which writes it to disk.</summary>
    /// <param name="action">The action.</param>
    /// <param name="cancellation">Stops it.</param>
    internal async Task ApplyAsync(CodeAction action, CancellationToken cancellation)
    {
        foreach (var operation in await action.GetOperationsAsync(cancellation)) operation.Apply(Workspace, cancellation);
    }

    /// <summary>Goes back, or forth, to texts that the solution has had.</summary>
    /// <param name="solution">The solution as it was.</param>
    internal void GoTo(Solution solution)
    {
        var current = Workspace.CurrentSolution;
        foreach (var id in solution.Projects.SelectMany(project => project.DocumentIds))
            current = current.WithDocumentText(id, solution.GetDocument(id)!.GetTextAsync().GetAwaiter().GetResult());
        Assert.True(Workspace.TryApplyChanges(current));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        workspace?.Dispose();
        folder?.Dispose();
        return default;
    }
}
