using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Writes diagnostics as the code that would expect them.</summary>
internal sealed class DiagnosticFormatter(ImmutableArray<DiagnosticAnalyzer> analyzers, string defaultFilePath)
{
    /// <summary>The diagnostic as a compiler prints it, and the code that expects it.</summary>
    public string Format(Diagnostic diagnostic)
    {
        var code = new StringBuilder(Create(diagnostic.Id, diagnostic.Severity));
        if (diagnostic.Location != Location.None)
            AppendSpan(code, diagnostic.Location.GetLineSpan(), startOnly: false, string.Empty);
        foreach (var location in diagnostic.AdditionalLocations)
            AppendSpan(code, location.GetLineSpan(), startOnly: false, string.Empty);
        AppendArguments(code, diagnostic.Arguments());
        if (diagnostic.IsSuppressed)
            code.Append($".{nameof(DiagnosticResult.WithIsSuppressed)}(true)");
        return $"// {diagnostic.ToString()}\n{code},";
    }

    /// <summary>The code that expects what is expected.</summary>
    public string Format(DiagnosticResult expected)
    {
        var ignoreSeverity = expected.Options.HasFlag(DiagnosticOptions.IgnoreSeverity);
        var code = new StringBuilder(Create(expected.Id, ignoreSeverity ? null : expected.Severity));
        foreach (var location in expected.Spans)
        {
            AppendSpan(
                code,
                location.Span,
                location.Options.HasFlag(DiagnosticLocationOptions.IgnoreLength),
                location.Options.HasFlag(DiagnosticLocationOptions.UnnecessaryCode)
                    ? $", {nameof(DiagnosticLocationOptions)}.{nameof(DiagnosticLocationOptions.UnnecessaryCode)}"
                    : string.Empty);
        }

        AppendArguments(code, expected.MessageArguments ?? []);
        if (expected.IsSuppressed is { } suppressed)
            code.Append($".{nameof(DiagnosticResult.WithIsSuppressed)}({(suppressed ? "true" : "false")})");
        return $"// {expected}\n{code},";
    }

    private string Create(string id, DiagnosticSeverity? severity)
    {
        var descriptors = analyzers
            .SelectMany(analyzer => analyzer.SupportedDiagnostics.Select(descriptor => (analyzer, descriptor)))
            .Where(pair => pair.descriptor.Id == id)
            .ToList();
        if (descriptors.Count == 0)
        {
            return severity switch
            {
                DiagnosticSeverity.Error or null => $"{nameof(DiagnosticResult)}.{nameof(DiagnosticResult.CompilerError)}(\"{id}\")",
                DiagnosticSeverity.Warning => $"{nameof(DiagnosticResult)}.{nameof(DiagnosticResult.CompilerWarning)}(\"{id}\")",
                _ => $"new {nameof(DiagnosticResult)}(\"{id}\", {nameof(DiagnosticSeverity)}.{severity})",
            };
        }

        var (owner, first) = descriptors[0];
        var rule = owner.SupportedDiagnostics.Length == 1 ? string.Empty
            : descriptors.Count == 1 ? $"\"{id}\""
            : $"{owner.GetType().Name}.{id}";
        var explicitSeverity = severity is null || severity == first.DefaultSeverity
            ? string.Empty
            : $".{nameof(DiagnosticResult.WithSeverity)}({nameof(DiagnosticSeverity)}.{severity})";
        return $"VerifyCS.Diagnostic({rule}){explicitSeverity}";
    }

    private void AppendSpan(StringBuilder code, FileLinePositionSpan span, bool startOnly, string options)
    {
        var start = span.StartLinePosition;
        var end = span.EndLinePosition;
        var path = span.Path == defaultFilePath && options.Length == 0 ? string.Empty : $"\"{span.Path}\", ";
        var position = $"{start.Line + 1}, {start.Character + 1}";
        if (options.Length > 0)
        {
            code.Append($".WithSpan(new FileLinePositionSpan({path}new LinePosition({start.Line}, {start.Character}), ")
                .Append($"new LinePosition({end.Line}, {end.Character})){options})");
        }
        else
        {
            code.Append(startOnly
                ? $".WithLocation({path}{position})"
                : $".WithSpan({path}{position}, {end.Line + 1}, {end.Character + 1})");
        }
    }

    private static void AppendArguments(StringBuilder code, IReadOnlyList<object?> arguments)
    {
        if (arguments.Count > 0)
            code.Append($".{nameof(DiagnosticResult.WithArguments)}({string.Join(", ", arguments.Select(Literal))})");
    }

    private static string Literal(object? argument)
    {
        var text = Convert.ToString(argument, CultureInfo.CurrentCulture) ?? string.Empty;
        return $"\"{text.Replace("\\", @"\\").Replace("\"", "\\\"").Replace("\r", @"\r").Replace("\n", @"\n")}\"";
    }
}
