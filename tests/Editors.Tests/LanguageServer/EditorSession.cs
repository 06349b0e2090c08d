using System.Diagnostics;
using Editors.Tests.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.MSBuild;
using Xunit;

namespace Editors.Tests.LanguageServer;

/// <summary>A folder with models that is open in an editor with csharp-ls, and the same project in this process to compare with.</summary>
public sealed class EditorSession : IAsyncLifetime
{
    private ModelFolder? folder;
    private MSBuildWorkspace? workspace;
    private CsharpLanguageServer? server;

    /// <summary>The server, which has loaded the solution.</summary>
    internal CsharpLanguageServer Server => server!;

    /// <summary>The time from the start of the server to its first answer.</summary>
    public TimeSpan TimeToFirstAnswer { get; private set; }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        folder = await ModelFolder.CreateAsync(
            [
                new("Bringup", [("TwoMistakes.cs", Models.TwoMistakes), ("UsesHelper.cs", Models.UsesHelper), ("Helper.cs", Models.Helper)]),
                new("Large", [("Large.cs", Models.Large(25))]),
            ],
            cancellation);
        workspace = MSBuildWorkspace.Create();
        await workspace.OpenSolutionAsync(folder.Solution, cancellationToken: cancellation);
        Assert.Empty(workspace.Diagnostics);

        var clock = Stopwatch.GetTimestamp();
        server = await CsharpLanguageServer.StartAsync(folder.Root, cancellation);
        var document = await OpenAsync("Bringup/TwoMistakes.cs", cancellation);
        await document.PullAsync(cancellation);
        TimeToFirstAnswer = Stopwatch.GetElapsedTime(clock);
        await document.CloseAsync();
    }

    /// <summary>Opens a file in the editor.</summary>
    /// <param name="file">Its path in the folder.</param>
    /// <param name="cancellation">Stops the request.</param>
    internal Task<OpenDocument> OpenAsync(string file, CancellationToken cancellation) => Server.OpenAsync(folder!.PathOf(file), cancellation);

    /// <summary>What analyzers report that have seen no text but this.</summary>
    /// <param name="document">The open file.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellation">Stops the analysis.</param>
    internal Task<Squiggle[]> AnalyzeAfreshAsync(OpenDocument document, string text, CancellationToken cancellation) =>
        FreshAnalysis.OfAsync(OnDisk(document), text, cancellation);

    /// <summary>The titles of this project's fixes for a squiggle in a file that is as it is on disk.</summary>
    /// <param name="document">The open file.</param>
    /// <param name="squiggle">The squiggle.</param>
    /// <param name="cancellation">Stops the search.</param>
    internal async Task<string[]> FixesAsync(OpenDocument document, Squiggle squiggle, CancellationToken cancellation)
    {
        var onDisk = OnDisk(document);
        var finding = (await LightBulb.FindingsAsync(onDisk, cancellation)).Single(finding => finding.Id == squiggle.Rule);
        return [.. (await LightBulb.ActionsAsync(onDisk, finding, cancellation)).Select(action => action.Title)];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        workspace?.Dispose();
        folder?.Dispose();
    }

    private Document OnDisk(OpenDocument document)
    {
        var id = workspace!.CurrentSolution.GetDocumentIdsWithFilePath(document.Path).Single();
        return workspace.CurrentSolution.GetDocument(id)!;
    }
}
