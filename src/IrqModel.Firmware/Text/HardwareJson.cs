using System.Text.Encodings.Web;
using System.Text.Json;

namespace IrqModel.Firmware;

/// <summary>
/// Puts the tree of <c>lshw -json</c> on lines of its own, as the program prints it, where something else has put it on one: <c>jq -c</c>, a
/// log, a form of a website.
/// </summary>
internal static class HardwareJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The lines of a text, with the lines of such a tree in place of the one that holds it.</summary>
    public static IEnumerable<(int Number, string Line)> Unfold(string text, IEnumerable<(int Number, string Line)> lines) =>
        text.Contains("\"businfo\"", StringComparison.Ordinal) ? Read(lines) : lines;

    private static IEnumerable<(int Number, string Line)> Read(IEnumerable<(int Number, string Line)> lines)
    {
        foreach ((int number, string line) in lines)
        {
            if (Print(line) is not { } printed)
            {
                yield return (number, line);
                continue;
            }
            foreach (string part in printed.ReplaceLineEndings("\n").Split('\n'))
                yield return (number, part);
        }
    }

    private static string? Print(string line)
    {
        ReadOnlySpan<char> text = line.AsSpan().Trim();
        if (text is not ['{' or '[', ..] || !text.Contains("\"businfo\"", StringComparison.Ordinal))
            return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return JsonSerializer.Serialize(document.RootElement, Indented);
        }
        catch (JsonException)
        {
            // A tree that is cut off shows nothing for sure: the line stays what it is, and nobody's.
            return null;
        }
    }
}
