using System.Text.RegularExpressions;

namespace IrqModel.Tool.Scrubbing;

/// <summary>Blanks the rows of the ACPI tables MSDM and SLIC in the output of <c>acpidump</c>: they hold licence keys.</summary>
internal sealed partial class LicenceTables(StandIns standIns)
{
    private bool isInside;

    public string Next(string line)
    {
        if (Start().Match(line) is { Success: true } start)
        {
            isInside = start.Groups[1].Value is "MSDM" or "SLIC";
            return line;
        }

        if (!isInside || Row().Match(line) is not { Success: true } row) return line;
        standIns.For(ScrubKind.LicenceKey, row.Groups[2].Value, _ => "");
        return row.Groups[1].Value + string
            .Concat(row.Groups[2].Value.Select(letter => char.IsAsciiHexDigit(letter) ? '0' : letter)).TrimEnd();
    }

    [GeneratedRegex(@"^([A-Z0-9]{4}) @ 0x")]
    private static partial Regex Start();

    [GeneratedRegex(@"^(\s*[0-9A-Fa-f]{4,}: )((?:[0-9A-Fa-f]{2} ){1,16})")]
    private static partial Regex Row();
}
