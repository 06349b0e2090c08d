using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// <c>dmidecode</c>: the name of the machine. Its tables say nothing of interrupts, and the rest of them is passed over.
/// </summary>
internal sealed partial class DmiReader(string source, EvidenceBuilder evidence) : TextReaderPart
{
    private const string SystemInformation = "1";

    private string? _type;
    private bool _isTitleNext;
    private string? _maker;
    private string? _product;
    private int _firstLine;
    private int _lastLine;

    public override bool TryRead(TextLine line)
    {
        if (line.IsKernelLog || !(TryReadHeading(line) || TryReadStructure(line)))
            return false;
        if (_firstLine == 0)
            _firstLine = line.Number;
        _lastLine = line.Number;
        return true;
    }

    public override void Blank(int number) => _type = null;

    public override void Foreign(int number) => _type = null;

    public override void End()
    {
        if (_firstLine == 0)
            return;
        string? machine = _product is not null && _maker is not null ? $"{_maker} {_product}" : _product;
        if (machine is not null)
            evidence.AddMachine(machine, source, _firstLine);
        evidence.Add(new EvidencePart(
            source, EvidenceKind.Fact, $"dmidecode{(machine is null ? "" : $", of the machine {machine}")}; it says nothing of interrupts")
        {
            FirstLine = _firstLine,
            LastLine = _lastLine,
            Model = machine,
        });
    }

    private bool TryReadHeading(TextLine line)
    {
        if (line.Body[0] is not ('H' or 'S' or 'G' or 'd' or '#') || Heading().Match(line.Body) is not { Success: true } heading)
            return false;
        _type = heading.Groups["type"].Success ? heading.Groups["type"].Value : null;
        _isTitleNext = _type is not null;
        return true;
    }

    private bool TryReadStructure(TextLine line)
    {
        if (_type is null || (!_isTitleNext && !line.IsIndented))
            return false;
        _isTitleNext = false;
        if (_type != SystemInformation || Member().Match(line.Body) is not { Success: true } member)
            return true;
        string value = member.Groups["value"].Value;
        if (member.Groups["maker"].Success)
            _maker ??= value;
        else
            _product ??= value;
        return true;
    }

    [GeneratedRegex(
        @"^(?:Handle 0x[0-9A-F]{4}, DMI type (?<type>[0-9]{1,3}), [0-9]{1,3} bytes$|(?:# )?dmidecode [0-9]+\.[0-9]+$"
        + @"|SMBIOS [0-9]+\.[0-9.]+ present\.$|Getting SMBIOS data from )")]
    private static partial Regex Heading();

    [GeneratedRegex("^(?:(?<maker>Manufacturer)|Product Name): (?<value>.*)$")]
    private static partial Regex Member();
}
