using System.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Editors.Tests.LanguageServer;

/// <summary>A file that is open in the editor: it is the text here that counts, not the one on disk.</summary>
internal sealed class OpenDocument(CsharpLanguageServer server, string path, string text)
{
    private SourceText source = SourceText.From(text);

    /// <summary>The path of the file.</summary>
    public string Path => path;

    /// <summary>The file's address in the protocol.</summary>
    public string Uri { get; } = new Uri(path).AbsoluteUri;

    /// <summary>How often the text has changed, plus one.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>The text as it is now.</summary>
    public string Text => source.ToString();

    /// <summary>Changes the text.</summary>
    /// <param name="keystroke">The change.</param>
    public Task ChangeAsync(Keystroke keystroke)
    {
        var span = new TextSpan(keystroke.Position, keystroke.Deleted);
        var range = source.Lines.GetLinePositionSpan(span);
        source = source.WithChanges(new TextChange(span, keystroke.Inserted));
        Version++;
        return server.NotifyAsync("textDocument/didChange", new
        {
            textDocument = new { uri = Uri, version = Version },
            contentChanges = new[] { new { range = new { start = ToWire(range.Start), end = ToWire(range.End) }, text = keystroke.Inserted } },
        });
    }

    /// <summary>Asks for what is underlined now.</summary>
    /// <param name="cancellation">Stops the request.</param>
    public async Task<Squiggle[]> PullAsync(CancellationToken cancellation)
    {
        var report = await server.RequestAsync<Protocol.DiagnosticReport>("textDocument/diagnostic", new { textDocument = new { uri = Uri } }, cancellation);
        if (report.Kind != "full") throw new InvalidOperationException($"The server answered a pull without a previous result with '{report.Kind}'.");
        return Squiggle.Sort(report.Items.Select(item => item.ToSquiggle()));
    }

    /// <summary>Changes the text, asks for what is underlined, and says how long the answer took.</summary>
    /// <param name="keystroke">The change.</param>
    /// <param name="cancellation">Stops the request.</param>
    public async Task<Answer> TypeAsync(Keystroke keystroke, CancellationToken cancellation)
    {
        var clock = Stopwatch.GetTimestamp();
        await ChangeAsync(keystroke);
        var squiggles = await PullAsync(cancellation);
        return new(Text, squiggles, Stopwatch.GetElapsedTime(clock));
    }

    /// <summary>The quick fixes that the server offers for a squiggle.</summary>
    /// <param name="squiggle">The squiggle.</param>
    /// <param name="cancellation">Stops the request.</param>
    public async Task<string[]> QuickFixesAsync(Squiggle squiggle, CancellationToken cancellation)
    {
        var actions = await server.RequestAsync<Protocol.CodeAction[]?>("textDocument/codeAction", new
        {
            textDocument = new { uri = Uri },
            range = new
            {
                start = new { line = squiggle.StartLine, character = squiggle.StartColumn },
                end = new { line = squiggle.EndLine, character = squiggle.EndColumn },
            },
            context = new { diagnostics = Array.Empty<object>() },
        }, cancellation);
        return [.. (actions ?? []).Select(action => action.Title)];
    }

    /// <summary>Closes the file without saving: the text on disk counts again.</summary>
    public Task CloseAsync() => server.NotifyAsync("textDocument/didClose", new { textDocument = new { uri = Uri } });

    private static object ToWire(LinePosition position) => new { line = position.Line, character = position.Character };
}
