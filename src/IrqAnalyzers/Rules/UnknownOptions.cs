using System.Collections.Immutable;
using System.Globalization;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Solver;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Rules;

/// <summary>
/// IRQ9005: options that do not exist, and values that an option cannot have. Without the rule they would be ignored in silence. The compiler
/// does not say which file an option comes from; the place is known if the files are additional files too, as the package makes them.
/// </summary>
internal static class UnknownOptions
{
    private const string Prefix = "irq_";

    private static readonly ImmutableDictionary<string, string?> Properties = ImmutableDictionary<string, string?>.Empty
        .Add(Reporter.Certainty, "definite").Add(Reporter.Class, "any");

    /// <summary>Reports the wrong options of a compilation, at the end of its analysis.</summary>
    public static void Check(CompilationAnalysisContext context)
    {
        foreach (var option in Read(context.Compilation, context.Options.AnalyzerConfigOptionsProvider, context.CancellationToken))
        {
            if (MessageOf(option.Key, option.Value) is not { } message) continue;
            var isPlaced = false;
            foreach (var place in PlacesOf(option.Key, option.Value, context.Options.AdditionalFiles, context.CancellationToken))
            {
                isPlaced = true;
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.UnknownOption, place, Properties, message));
            }

            if (!isPlaced) context.ReportDiagnostic(Diagnostic.Create(Descriptors.UnknownOption, Location.None, Properties, message));
        }
    }

    private static ImmutableSortedSet<(string Key, string Value)> Read(
        Compilation compilation, AnalyzerConfigOptionsProvider provider, CancellationToken cancellation)
    {
        var found = ImmutableSortedSet.CreateBuilder<(string Key, string Value)>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            var options = provider.GetOptions(tree);
            foreach (var key in KeysOf(options))
            {
                if (key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && options.TryGetValue(key, out var value)) found.Add((key, value.Trim()));
            }
        }

        return found.ToImmutable();
    }

    // Roslyn added Keys to the class later, as a virtual property whose default throws just this, so that options of older hosts still load. A host
    // that has not overridden it cannot list its keys, but can be asked for those that exist: wrong values are found there, misspelt keys are not.
    private static IEnumerable<string> KeysOf(AnalyzerConfigOptions options)
    {
        try
        {
            return options.Keys;
        }
        catch (NotImplementedException)
        {
            return new[] { Reporter.PossibleOption, Budget.Option };
        }
    }

    private static string? MessageOf(string key, string value)
    {
        if (Is(key, Reporter.PossibleOption))
            return Reporter.IsPossibleSeverity(value) ? null : $"'{key} = {value}' is ignored. Expected 'none', 'suggestion' or 'warning'.";
        if (Is(key, Budget.Option))
        {
            return Budget.TryParse(value, out _) ? null
                : string.Format(CultureInfo.InvariantCulture, "'{0} = {1}' is ignored. Expected a number from 1 to {2}.", key, value, Budget.Maximum);
        }

        return $"'{key}' is not an option and is ignored. The options are '{Reporter.PossibleOption}' and '{Budget.Option}'.";
    }

    private static IEnumerable<Location> PlacesOf(string key, string value, ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            if (!file.Path.EndsWith(".editorconfig", StringComparison.OrdinalIgnoreCase)
                && !file.Path.EndsWith(".globalconfig", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (file.GetText(cancellation) is not { } text) continue;
            foreach (var line in text.Lines)
            {
                if (SpanOf(line, key, value) is { } span) yield return Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
            }
        }
    }

    /// <summary>The place of <c>key = value</c> in a line; <see langword="null"/> if the line says something else.</summary>
    private static TextSpan? SpanOf(TextLine line, string key, string value)
    {
        var content = line.ToString();
        var start = content.Length - content.TrimStart().Length;
        if (string.Compare(content, start, key, 0, key.Length, StringComparison.OrdinalIgnoreCase) != 0) return null;
        var separator = content.IndexOfAny(['=', ':'], start + key.Length);
        if (separator < 0 || content.Substring(start + key.Length, separator - start - key.Length).Trim().Length > 0) return null;
        var comment = content.IndexOfAny(['#', ';'], separator);
        var written = (comment < 0 ? content : content.Substring(0, comment)).TrimEnd();
        return written.Substring(separator + 1).Trim() == value ? new TextSpan(line.Start + start, written.Length - start) : null;
    }

    private static bool Is(string key, string option) => string.Equals(key, option, StringComparison.OrdinalIgnoreCase);
}
