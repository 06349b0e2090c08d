using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Removes the markup of one state's files and collects what it expects.</summary>
internal sealed class MarkupReader(
    MarkupMode mode,
    MarkupOptions options,
    DiagnosticDescriptor? defaultDescriptor,
    ImmutableArray<DiagnosticDescriptor> descriptors,
    ImmutableArray<string> fixable)
{
    private readonly List<DiagnosticResult> expected = [];
    private readonly Dictionary<int, FileLinePositionSpan> numbered = [];

    /// <summary>Diagnostics expected by markup.</summary>
    public IReadOnlyList<DiagnosticResult> Expected => expected;

    /// <summary>The spans <c>{|#key:..|}</c> by their key.</summary>
    public IReadOnlyDictionary<int, FileLinePositionSpan> NumberedSpans => numbered;

    /// <summary>The file's text without markup.</summary>
    public SourceText Read((string Path, SourceText Text) file)
    {
        if (mode == MarkupMode.None)
            return file.Text;

        var marked = file.Text.ToString();
        string code;
        ImmutableArray<int> positions = [];
        ImmutableDictionary<string, ImmutableArray<TextSpan>> spans;
        try
        {
            if (options.HasFlag(MarkupOptions.TreatPositionIndicatorsAsCode))
                TestFileMarkupParser.GetSpans(marked, treatPositionIndicatorsAsCode: true, out code, out spans);
            else
                TestFileMarkupParser.GetPositionsAndSpans(marked, out code, out positions, out spans);
        }
        catch (ArgumentException mistake)
        {
            throw new InvalidOperationException($"The markup of '{file.Path}' is wrong. {mistake.Message}", mistake);
        }

        var text = SourceText.From(code, file.Text.Encoding, file.Text.ChecksumAlgorithm);
        if (mode == MarkupMode.Ignore)
            return text;

        foreach (var position in positions)
            Expect(string.Empty, result => result.WithLocation(file.Path, text.Lines.GetLinePosition(position)));
        foreach (var (name, found) in spans.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            foreach (var span in found.Select(span => new FileLinePositionSpan(file.Path, text.Lines.GetLinePositionSpan(span))))
            {
                if (!name.StartsWith('#'))
                    Expect(name, result => result.WithSpan(span));
                else if (!numbered.TryAdd(int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture), span))
                    throw new InvalidOperationException($"The sources have more than one span '{{|{name}:'.");
            }
        }

        return text;
    }

    private void Expect(string id, Func<DiagnosticResult, DiagnosticResult> locate)
    {
        var descriptor = id.Length == 0 ? defaultDescriptor ?? throw NoDefault() : FindDescriptor(id);
        if (mode == MarkupMode.IgnoreFixable && fixable.Contains(descriptor?.Id ?? id))
            return;
        var result = descriptor is null ? DiagnosticResult.CompilerError(id) : new DiagnosticResult(descriptor);
        expected.Add(locate(result
            .WithMessage(null)
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations | DiagnosticOptions.IgnoreSeverity)));
    }

    private DiagnosticDescriptor? FindDescriptor(string id)
    {
        var found = descriptors.Where(descriptor => descriptor.Id == id).ToList();
        return found.Count <= 1 || options.HasFlag(MarkupOptions.UseFirstDescriptor)
            ? found.FirstOrDefault()
            : throw new InvalidOperationException(
                $"The analyzers have {found.Count} descriptors with the ID {id}: '{{|{id}:' is ambiguous. "
                + $"Expect it with Diagnostic(descriptor), or set {nameof(MarkupOptions)}.{nameof(MarkupOptions.UseFirstDescriptor)}.");
    }

    private static InvalidOperationException NoDefault() => new(
        "'[|..|]' and '$$' need an analyzer with exactly one descriptor. Name the ID with '{|ID:..|}', override GetDefaultDiagnostic, "
        + $"or set {nameof(MarkupOptions)}.{nameof(MarkupOptions.UseFirstDescriptor)}.");
}
