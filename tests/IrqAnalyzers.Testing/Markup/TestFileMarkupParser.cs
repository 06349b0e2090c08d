using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// Reads the markup of test sources: <c>[|..|]</c> (a span without a name), <c>{|name:..|}</c> (a named span; <c>|#0}</c> also
/// closes <c>{|#0:</c>, for spans that overlap), <c>$$</c> (a position). Spans nest.
/// </summary>
public static partial class TestFileMarkupParser
{
    /// <summary>All positions, and all spans by name; spans without a name are under the empty one.</summary>
    public static void GetPositionsAndSpans(
        string input,
        out string output,
        out ImmutableArray<int> positions,
        out ImmutableDictionary<string, ImmutableArray<TextSpan>> spans) =>
        Parse(input, positionsAreCode: false, out output, out positions, out spans);

    /// <summary>All spans by name; spans without a name are under the empty one.</summary>
    public static void GetSpans(
        string input,
        bool treatPositionIndicatorsAsCode,
        out string output,
        out ImmutableDictionary<string, ImmutableArray<TextSpan>> spans)
    {
        Parse(input, treatPositionIndicatorsAsCode, out output, out var positions, out spans);
        if (!positions.IsEmpty)
            throw new ArgumentException("The input has a position '$$' where none is allowed.", nameof(input));
    }

    /// <summary>All spans without a name.</summary>
    public static void GetSpans(string input, out string output, out ImmutableArray<TextSpan> spans)
    {
        GetSpans(input, treatPositionIndicatorsAsCode: false, out output, out var named);
        spans = named.GetValueOrDefault(string.Empty, []);
    }

    /// <summary>The one span without a name.</summary>
    public static void GetSpan(string input, out string output, out TextSpan span)
    {
        GetSpans(input, out output, out ImmutableArray<TextSpan> spans);
        span = spans.Length == 1
            ? spans[0]
            : throw new ArgumentException($"The input has {spans.Length} spans '[|..|]' where exactly one is needed.", nameof(input));
    }

    /// <summary>The one position.</summary>
    public static void GetPosition(string input, out string output, out int cursorPosition)
    {
        GetPositionsAndSpans(input, out output, out var positions, out _);
        cursorPosition = positions.Length == 1
            ? positions[0]
            : throw new ArgumentException($"The input has {positions.Length} positions '$$' where exactly one is needed.", nameof(input));
    }

    private static void Parse(
        string input,
        bool positionsAreCode,
        out string output,
        out ImmutableArray<int> positions,
        out ImmutableDictionary<string, ImmutableArray<TextSpan>> spans)
    {
        ArgumentNullException.ThrowIfNull(input);
        var code = new StringBuilder(input.Length);
        var cursors = ImmutableArray.CreateBuilder<int>();
        var open = new List<(string Name, int Start)>();
        var closed = new List<(string Name, TextSpan Span)>();
        var copied = 0;
        foreach (Match mark in Mark().Matches(input))
        {
            if (positionsAreCode && mark.Value == "$$")
                continue;
            code.Append(input, copied, mark.Index - copied);
            copied = mark.Index + mark.Length;
            if (mark.Value == "$$")
                cursors.Add(code.Length);
            else if (mark.Value == "[|")
                open.Add((string.Empty, code.Length));
            else if (mark.Groups["start"].Success)
                open.Add((mark.Groups["start"].Value, code.Length));
            else
                Close(mark, mark.Value == "|]" ? static name => name.Length == 0
                    : mark.Groups["end"].Success ? name => name == mark.Groups["end"].Value
                    : static name => name.Length > 0);
        }

        code.Append(input, copied, input.Length - copied);
        if (open.Count > 0)
            throw new ArgumentException($"The span '{Show(open[^1].Name)}' is never closed in:\n{input}", nameof(input));

        output = code.ToString();
        positions = cursors.ToImmutable();
        spans = closed
            .GroupBy(span => span.Name)
            .ToImmutableDictionary(group => group.Key, group => group.Select(span => span.Span).Order().ToImmutableArray());

        void Close(Match mark, Predicate<string> isMeant)
        {
            var index = open.FindLastIndex(span => isMeant(span.Name));
            if (index < 0)
                throw new ArgumentException($"'{mark.Value}' at offset {mark.Index} closes nothing in:\n{input}", nameof(input));
            closed.Add((open[index].Name, TextSpan.FromBounds(open[index].Start, code.Length)));
            open.RemoveAt(index);
        }
    }

    private static string Show(string name) => name.Length == 0 ? "[|" : $"{{|{name}:";

    [GeneratedRegex(@"\$\$|\[\||\|\]|\{\|(?<start>[^:|\[\]{}\r\n]+):|\|(?<end>\#[0-9]+)\}|\|\}")]
    private static partial Regex Mark();
}
