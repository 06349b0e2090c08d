using System.Globalization;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>How one reported diagnostic differs from one expected.</summary>
internal sealed class DiagnosticComparison
{
    private readonly List<string> differences = [];

    public DiagnosticComparison(DiagnosticResult expected, Diagnostic actual)
    {
        Expected = expected;
        Actual = actual;
        CompareLocations();
        var sameLocation = Cost == 0;
        if (expected.Id != actual.Id)
            Differ(4, $"ID: expected \"{expected.Id}\" but was \"{actual.Id}\"");
        IsSamePlaceOrRule = sameLocation || expected.Id == actual.Id;
        CompareRest();
    }

    public DiagnosticResult Expected { get; }

    public Diagnostic Actual { get; }

    /// <summary>Zero if nothing differs.</summary>
    public int Cost { get; private set; }

    /// <summary>Whether it makes sense to call the two the same diagnostic with mistakes.</summary>
    public bool IsSamePlaceOrRule { get; }

    public IReadOnlyList<string> Differences => differences;

    private void CompareLocations()
    {
        if (!Expected.HasLocation)
        {
            if (Actual.Location != Location.None)
                Differ(6, $"location: expected none but was {Show(Actual.Location.GetLineSpan())}");
            return;
        }

        if (Actual.Location == Location.None)
            Differ(6, $"location: expected {Show(Expected.Spans[0].Span)} but was none");
        else
            Compare("", Expected.Spans[0], Actual.Location.GetLineSpan());

        if (Expected.Options.HasFlag(DiagnosticOptions.IgnoreAdditionalLocations))
            return;
        var additional = Actual.AdditionalLocations;
        if (additional.Count != Expected.Spans.Length - 1)
        {
            Differ(1, $"additional locations: expected {Expected.Spans.Length - 1} but was {additional.Count}");
            return;
        }

        var unnecessary = UnnecessaryLocations();
        for (var i = 0; i < additional.Count; i++)
        {
            var expected = Expected.Spans[i + 1];
            Compare($"additional location {i + 1}, ", expected, additional[i].GetLineSpan());
            var marked = expected.Options.HasFlag(DiagnosticLocationOptions.UnnecessaryCode);
            if (marked != unnecessary.Contains(i))
                Differ(1, $"additional location {i + 1}: expected {(marked ? "" : "not ")}to be marked as unnecessary code");
        }
    }

    private HashSet<int> UnnecessaryLocations()
    {
        if (!Actual.Properties.TryGetValue(WellKnownDiagnosticTags.Unnecessary, out var encoded) || encoded is null)
            return [];
        var indices = encoded.Trim().TrimStart('[').TrimEnd(']').Split(',', StringSplitOptions.TrimEntries);
        var numbers = new HashSet<int>();
        foreach (var index in indices)
        {
            if (int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number < Actual.AdditionalLocations.Count)
                numbers.Add(number);
            else
                Differ(1, $"the property '{WellKnownDiagnosticTags.Unnecessary}' is no list of indices of additional locations: {encoded}");
        }

        if (!Actual.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.Unnecessary))
            Differ(1, "unnecessary locations are given, but the descriptor is not tagged as unnecessary code");
        return numbers;
    }

    private void Compare(string what, DiagnosticLocation expected, FileLinePositionSpan actual)
    {
        if (expected.Span.Path != actual.Path)
            Differ(4, $"{what}file: expected \"{expected.Span.Path}\" but was \"{actual.Path}\"");
        if (expected.Span.StartLinePosition != actual.StartLinePosition)
            Differ(2, $"{what}start: expected {Show(expected.Span.StartLinePosition)} but was {Show(actual.StartLinePosition)}");
        if (!expected.Options.HasFlag(DiagnosticLocationOptions.IgnoreLength)
            && expected.Span.EndLinePosition != actual.EndLinePosition)
            Differ(2, $"{what}end: expected {Show(expected.Span.EndLinePosition)} but was {Show(actual.EndLinePosition)}");
    }

    private void CompareRest()
    {
        if (!Expected.Options.HasFlag(DiagnosticOptions.IgnoreSeverity) && Expected.Severity != Actual.Severity)
            Differ(1, $"severity: expected \"{Expected.Severity}\" but was \"{Actual.Severity}\"");

        var message = Actual.GetMessage(CultureInfo.CurrentUICulture);
        if (Expected.Message is not null)
        {
            if (Expected.Message != message)
                Differ(1, $"message: expected \"{Expected.Message}\" but was \"{message}\"");
        }
        else if (Expected.MessageArguments is { Length: > 0 } arguments)
        {
            var actual = Actual.Arguments().Select(Text).ToList();
            var expected = arguments.Select(Text).ToList();
            if (!expected.SequenceEqual(actual))
                Differ(1, $"message arguments: expected [{string.Join(", ", expected)}] but was [{string.Join(", ", actual)}]");
        }

        if (Expected.IsSuppressed is { } suppressed && suppressed != Actual.IsSuppressed)
            Differ(1, $"suppression: expected {(suppressed ? "suppressed" : "not suppressed")} but was not so");
    }

    private void Differ(int cost, string difference)
    {
        Cost += cost;
        differences.Add(difference);
    }

    private static string Text(object? argument) => argument?.ToString() ?? string.Empty;

    private static string Show(FileLinePositionSpan span) => $"\"{span.Path}\", {Show(span.StartLinePosition)}";

    private static string Show(Text.LinePosition position) => $"line {position.Line + 1}, column {position.Character + 1}";
}
