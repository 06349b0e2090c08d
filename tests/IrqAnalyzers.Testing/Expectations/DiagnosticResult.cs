using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>A diagnostic that a test expects. Immutable: every <c>With..</c> returns a changed copy.</summary>
public readonly struct DiagnosticResult
{
    /// <summary>No expected diagnostics.</summary>
    public static readonly DiagnosticResult[] EmptyDiagnosticResults = [];

    private readonly string? id;

    /// <summary>Expects a diagnostic by ID and severity; the message is not compared.</summary>
    public DiagnosticResult(string id, DiagnosticSeverity severity)
    {
        this.id = id;
        Severity = severity;
    }

    /// <summary>Expects a diagnostic of this descriptor, with its default severity and its message.</summary>
    public DiagnosticResult(DiagnosticDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        id = descriptor.Id;
        Severity = descriptor.DefaultSeverity;
        MessageFormat = descriptor.MessageFormat;
    }

    /// <summary>The diagnostic's ID.</summary>
    public string Id => id ?? string.Empty;

    /// <summary>The expected effective severity.</summary>
    public DiagnosticSeverity Severity { get; private init; }

    /// <summary>Which parts are not compared.</summary>
    public DiagnosticOptions Options { get; private init; }

    /// <summary>The expected locations: the primary one first, then the additional ones in order.</summary>
    public ImmutableArray<DiagnosticLocation> Spans
    {
        get => field.IsDefault ? [] : field;
        private init;
    }

    /// <summary>The format that <see cref="MessageArguments"/> are put into.</summary>
    public LocalizableString? MessageFormat { get; private init; }

    /// <summary>The expected arguments of the message.</summary>
    public object?[]? MessageArguments { get; private init; }

    /// <summary>Whether the diagnostic must (not) be suppressed by a suppressor; <see langword="null"/> if not compared.</summary>
    public bool? IsSuppressed { get; private init; }

    /// <summary>Whether a location is expected.</summary>
    public bool HasLocation => !Spans.IsEmpty;

    /// <summary>The expected message; <see langword="null"/> if only the arguments, or nothing, are compared.</summary>
    public string? Message => MessageIgnored ? null : ExplicitMessage ?? FormatMessage();

    private string? ExplicitMessage { get; init; }

    private bool MessageIgnored { get; init; }

    /// <summary>Expects a compiler error.</summary>
    public static DiagnosticResult CompilerError(string identifier) => new(identifier, DiagnosticSeverity.Error);

    /// <summary>Expects a compiler warning.</summary>
    public static DiagnosticResult CompilerWarning(string identifier) => new(identifier, DiagnosticSeverity.Warning);

    /// <summary>Expects this severity.</summary>
    public DiagnosticResult WithSeverity(DiagnosticSeverity severity) => this with { Severity = severity };

    /// <summary>Compares only what <paramref name="options"/> leave.</summary>
    public DiagnosticResult WithOptions(DiagnosticOptions options) => this with { Options = options };

    /// <summary>Expects these message arguments.</summary>
    public DiagnosticResult WithArguments(params object[] arguments) => this with { MessageArguments = arguments };

    /// <summary>Expects exactly this message; <see langword="null"/> stops comparing it.</summary>
    public DiagnosticResult WithMessage(string? message) =>
        this with { ExplicitMessage = message, MessageIgnored = message is null };

    /// <summary>Expects a message made from this format.</summary>
    public DiagnosticResult WithMessageFormat(LocalizableString messageFormat) => this with { MessageFormat = messageFormat };

    /// <summary>Expects the diagnostic to be suppressed or not; <see langword="null"/> stops comparing it.</summary>
    public DiagnosticResult WithIsSuppressed(bool? isSuppressed) => this with { IsSuppressed = isSuppressed };

    /// <summary>Expects a diagnostic without any location.</summary>
    public DiagnosticResult WithNoLocation() => this with { Spans = [] };

    /// <summary>Adds a location in the first source by its one-based start.</summary>
    public DiagnosticResult WithLocation(int line, int column) => WithLocation(string.Empty, line, column);

    /// <summary>Adds a location in the first source by its start.</summary>
    public DiagnosticResult WithLocation(LinePosition location) => WithLocation(string.Empty, location);

    /// <summary>Adds a location by its one-based start.</summary>
    public DiagnosticResult WithLocation(string path, int line, int column) =>
        WithLocation(path, new LinePosition(line - 1, column - 1));

    /// <summary>Adds a location by its start.</summary>
    public DiagnosticResult WithLocation(string path, LinePosition location) =>
        WithLocation(path, location, DiagnosticLocationOptions.None);

    /// <summary>Adds a location by its start.</summary>
    public DiagnosticResult WithLocation(string path, LinePosition location, DiagnosticLocationOptions options) =>
        WithSpan(new FileLinePositionSpan(path, location, location), options | DiagnosticLocationOptions.IgnoreLength);

    /// <summary>Adds the location that the sources mark with <c>{|#key:..|}</c>.</summary>
    public DiagnosticResult WithLocation(int markupKey) => WithLocation(markupKey, DiagnosticLocationOptions.None);

    /// <summary>Adds the location that the sources mark with <c>{|#key:..|}</c>.</summary>
    public DiagnosticResult WithLocation(int markupKey, DiagnosticLocationOptions options)
    {
        var key = new LinePosition(0, markupKey);
        return WithSpan(new FileLinePositionSpan(string.Empty, key, key), options | DiagnosticLocationOptions.InterpretAsMarkupKey);
    }

    /// <summary>Adds a one-based span in the first source.</summary>
    public DiagnosticResult WithSpan(int startLine, int startColumn, int endLine, int endColumn) =>
        WithSpan(string.Empty, startLine, startColumn, endLine, endColumn);

    /// <summary>Adds a one-based span.</summary>
    public DiagnosticResult WithSpan(string path, int startLine, int startColumn, int endLine, int endColumn) =>
        WithSpan(new FileLinePositionSpan(
            path,
            new LinePosition(startLine - 1, startColumn - 1),
            new LinePosition(endLine - 1, endColumn - 1)));

    /// <summary>Adds a span.</summary>
    public DiagnosticResult WithSpan(FileLinePositionSpan span) => WithSpan(span, DiagnosticLocationOptions.None);

    /// <summary>Adds a span.</summary>
    public DiagnosticResult WithSpan(FileLinePositionSpan span, DiagnosticLocationOptions options) =>
        this with { Spans = Spans.Add(new DiagnosticLocation(span, options)) };

    /// <summary>Gives every location without a path this one.</summary>
    public DiagnosticResult WithDefaultPath(string path) => WithEachSpan(location =>
        location.Span.Path.Length > 0 || location.Options.HasFlag(DiagnosticLocationOptions.InterpretAsMarkupKey)
            ? location
            : new DiagnosticLocation(
                new FileLinePositionSpan(path, location.Span.StartLinePosition, location.Span.EndLinePosition),
                location.Options));

    /// <summary>Moves every location down by <paramref name="offset"/> lines.</summary>
    public DiagnosticResult WithLineOffset(int offset) => WithEachSpan(location =>
        new DiagnosticLocation(
            new FileLinePositionSpan(
                location.Span.Path,
                new LinePosition(location.Span.StartLinePosition.Line + offset, location.Span.StartLinePosition.Character),
                new LinePosition(location.Span.EndLinePosition.Line + offset, location.Span.EndLinePosition.Character)),
            location.Options));

    /// <inheritdoc/>
    public override string ToString()
    {
        var where = HasLocation && Spans[0].Options.HasFlag(DiagnosticLocationOptions.InterpretAsMarkupKey)
            ? $"#{Spans[0].Span.StartLinePosition.Character}: "
            : HasLocation
                ? $"{Spans[0].Span.Path}({Spans[0].Span.StartLinePosition.Line + 1},{Spans[0].Span.StartLinePosition.Character + 1}): "
                : string.Empty;
        return $"{where}{Severity.ToString().ToLowerInvariant()} {Id}{(Message is { } message ? ": " + message : string.Empty)}";
    }

    /// <summary>Moves the locations in these files down by <paramref name="offset"/> lines.</summary>
    internal DiagnosticResult WithLineOffset(int offset, IReadOnlySet<string> paths)
    {
        var moved = WithLineOffset(offset).Spans;
        return this with { Spans = [.. Spans.Select((location, index) => paths.Contains(location.Span.Path) ? moved[index] : location)] };
    }

    internal DiagnosticResult WithMarkupLocations(IReadOnlyDictionary<int, FileLinePositionSpan> spans) => WithEachSpan(location =>
    {
        if (!location.Options.HasFlag(DiagnosticLocationOptions.InterpretAsMarkupKey))
            return location;
        var key = location.Span.StartLinePosition.Character;
        return spans.TryGetValue(key, out var span)
            ? new DiagnosticLocation(span, location.Options & ~DiagnosticLocationOptions.InterpretAsMarkupKey)
            : throw new InvalidOperationException(
                $"An expected diagnostic names the location #{key}, but no source has '{{|#{key}:..|}}'.");
    });

    private DiagnosticResult WithEachSpan(Func<DiagnosticLocation, DiagnosticLocation> change) =>
        this with { Spans = [.. Spans.Select(change)] };

    private string? FormatMessage()
    {
        if (MessageFormat is null)
            return null;
        var format = MessageFormat.ToString(System.Globalization.CultureInfo.CurrentUICulture);
        try
        {
            return string.Format(format, MessageArguments ?? []);
        }
        catch (FormatException)
        {
            return format;
        }
    }
}
