using System.Text.Json;

namespace Editors.Tests.LanguageServer;

/// <summary>The part of the Language Server Protocol 3.17 that the tests read. Names are the protocol's, in camel case on the wire.</summary>
internal static class Protocol
{
    private static readonly string[] Severities = ["", "Error", "Warning", "Information", "Hint"];

    public sealed record Position(int Line, int Character);

    public sealed record Range(Position Start, Position End);

    public sealed record Diagnostic(Range Range, int Severity, JsonElement Code, string Message)
    {
        public Squiggle ToSquiggle() => new(
            Code.ToString(), Severities[Severity], Range.Start.Line, Range.Start.Character, Range.End.Line, Range.End.Character, Message);
    }

    public sealed record DiagnosticReport(string Kind, string? ResultId, Diagnostic[] Items);

    public sealed record CodeAction(string Title, string? Kind);

    public sealed record ConfigurationItem(string? Section);

    public sealed record ConfigurationParams(ConfigurationItem[] Items);
}
