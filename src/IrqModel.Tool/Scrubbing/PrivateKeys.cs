using System.Text.RegularExpressions;

namespace IrqModel.Tool.Scrubbing;

/// <summary>Replaces what stands between the marks of private keys and certificates (PEM, OpenVPN).</summary>
internal sealed partial class PrivateKeys(StandIns standIns)
{
    // The longest keys and certificates have about a hundred lines.
    private const int MostLines = 400;

    private int left;

    public string Next(string line)
    {
        if (line.Contains("-----BEGIN ", StringComparison.Ordinal) && Begin().Match(line) is { Success: true } begin)
        {
            // All of it in one line, as in a JSON string.
            if (Whole().IsMatch(line)) return Whole().Replace(line, match => match.Groups[1].Value + standIns.Secret(match.Groups[2].Value) + match.Groups[3].Value);
            left = MostLines;
            return line[..(begin.Index + begin.Length)] + (Row().Match(line[(begin.Index + begin.Length)..]) is { Success: true } row ? standIns.Secret(row.Value) : line[(begin.Index + begin.Length)..]);
        }

        if (left == 0) return line;
        left--;
        if (line.Contains("-----END ", StringComparison.Ordinal)) left = 0;
        return left == 0 || Row().Match(line) is not { Success: true } key ? line
            : key.Groups[1].Value + standIns.Secret(key.Groups[2].Value) + key.Groups[3].Value;
    }

    [GeneratedRegex(@"-----BEGIN [A-Z0-9 ]*?(?:PRIVATE KEY|CERTIFICATE|OpenVPN Static key)[A-Za-z0-9 ]*-----")]
    private static partial Regex Begin();

    [GeneratedRegex(@"(-----BEGIN [A-Z0-9 ]*?(?:PRIVATE KEY|CERTIFICATE|OpenVPN Static key)[A-Za-z0-9 ]*-----)(.+?)(-----END )")]
    private static partial Regex Whole();

    // Base64 or hexadecimal digits alone, perhaps quoted, indented, or in a string.
    [GeneratedRegex(@"^([>\s|""']*)([A-Za-z0-9+/=]{2,})([""',;\s\\n]*)$")]
    private static partial Regex Row();
}
