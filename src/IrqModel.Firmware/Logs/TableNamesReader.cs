using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// The names of ACPI tables, as <c>ls /sys/firmware/acpi/tables</c> prints them. A table that is named is there; one that is not may have
/// been left out.
/// </summary>
internal sealed partial class TableNamesReader(string source, EvidenceBuilder evidence) : TextReaderPart
{
    private const string Tables = "/sys/firmware/acpi/tables";
    private bool _isListing;

    public override bool TryRead(TextLine line)
    {
        string body = line.Body;
        if (line.IsKernelLog)
            return false;
        if (body.StartsWith(Tables, StringComparison.Ordinal) && Path().Match(body) is { Success: true } path)
        {
            _isListing = path.Groups["heading"].Success;
            if (!_isListing)
                Take(path.Groups["name"].Value, line.Number);
            return true;
        }
        if (!_isListing || Row().Match(body) is not { Success: true } row)
            return false;
        foreach (Capture name in row.Groups["name"].Captures)
            Take(name.Value, line.Number);
        return true;
    }

    public override void Command(int number, string command) => _isListing = List().IsMatch(command);

    public override void Blank(int number) => _isListing = false;

    public override void End()
    {
    }

    private void Take(string name, int line)
    {
        if (name is not ("DMAR" or "IVRS" or "IORT"))
            return;
        evidence.AddTableName(name);
        evidence.Add(new EvidencePart(source, EvidenceKind.Fact, $"firmware has {(name == "DMAR" ? "a" : "an")} {name} table")
        {
            FirstLine = line,
            LastLine = line,
        });
    }

    [GeneratedRegex(@"^/sys/firmware/acpi/tables/?(?:(?<heading>:)|(?<name>[A-Z0-9]{4}))$")]
    private static partial Regex Path();

    // A name that fits two ways is read in one: each doubles the ways to try, and a line may have thousands.
    [GeneratedRegex(@"^(?:[-d][rwx-]{9}[.+]? .* (?=\S+$))?(?:(?<name>(?>SSDT[0-9]+|[A-Z0-9!_]{3,5}|data|dynamic))/?(?:\s+|$))+$")]
    private static partial Regex Row();

    [GeneratedRegex(@"^(?:sudo )?ls\b.* /sys/firmware/acpi/tables/?$")]
    private static partial Regex List();
}
