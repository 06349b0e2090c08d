using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// <c>lshw</c> and <c>lshw -businfo</c>: the functions that have an address on PCI, their drivers, and the names of their capabilities. It
/// shows no numbers of capabilities, no SR-IOV and no bus numbers of bridges. Above the functions it names the machine.
/// </summary>
internal sealed partial class LshwReader(string source, PciRuns runs, EvidenceBuilder evidence) : TextReaderPart
{
    // Capabilities of the list in configuration space. The others, "bus_master" and "cap_list", are bits of its header.
    private static readonly HashSet<string> Listed = new(StringComparer.Ordinal)
    {
        "pm", "msi", "msix", "pciexpress", "vpd", "ht", "pcix", "agp",
    };

    private readonly Dictionary<string, string> _node = new(StringComparer.Ordinal);
    private PciRun? _run;
    private DeviceFacts? _device;
    private string? _command;
    private bool _isInNode;
    private bool _isAboveNodes = true;
    private int _firstLine;

    public override bool TryRead(TextLine line)
    {
        string body = line.Body;
        if (line.IsKernelLog)
            return false;
        if (body.StartsWith("*-", StringComparison.Ordinal) && Node().IsMatch(body))
        {
            NameMachine(line.Number);
            StartNode();
            return true;
        }
        if (body.StartsWith("pci@", StringComparison.Ordinal) && Row().Match(body) is { Success: true } row
            && Bdf.TryParse(row.Groups["address"].Value, null, out Bdf listed))
        {
            StartNode();
            Start(listed, line.Number).Description ??= row.Groups["name"].Value;
            _isInNode = false;
            return true;
        }
        if (!line.IsIndented || body.IndexOf(": ", StringComparison.Ordinal) is not (> 0 and var colon)
            || Attribute().Match(body) is not { Success: true })
            return false;
        string key = body[..colon];
        // What stands above the first node is the machine, and that starts with its description.
        if (!_isInNode && !(_isAboveNodes && (_node.Count > 0 || key == "description")))
            return false;
        if (_firstLine == 0)
            _firstLine = line.Number;
        _node[key] = body[(colon + 2)..].Trim();
        if (_isInNode)
            ReadAttribute(key, line.Number);
        return true;
    }

    public override void Command(int number, string command)
    {
        StartNode();
        (_run, _command, _isInNode, _isAboveNodes) = (null, command, false, true);
    }

    public override void Blank(int number) => _device = null;

    public override void End()
    {
    }

    private void StartNode()
    {
        _node.Clear();
        (_device, _isInNode, _isAboveNodes) = (null, true, false);
    }

    private void NameMachine(int number)
    {
        if (!_isAboveNodes || !_node.TryGetValue("product", out string? product))
            return;
        evidence.Machine = _node.TryGetValue("vendor", out string? vendor) ? $"{vendor} {product}" : product;
        evidence.Add(new EvidencePart(source, EvidenceKind.Fact, $"the machine: {evidence.Machine}")
        {
            FirstLine = _firstLine,
            LastLine = number - 1,
        });
    }

    private DeviceFacts Start(Bdf address, int number)
    {
        if (_run is null || _run.Table.Contains(address))
            _run = runs.Start(number, _command, ListingForm.Lshw);
        _run.LastLine = number;
        return _device = _run.Table.At(address, number);
    }

    private void ReadAttribute(string key, int number)
    {
        string value = _node[key];
        if (key == "bus info")
        {
            if (value.StartsWith("pci@", StringComparison.Ordinal) && Bdf.TryParse(value["pci@".Length..], null, out Bdf address))
                Describe(Start(address, number));
            return;
        }
        if (_device is not { } device)
            return;
        _run!.LastLine = number;
        if (key == "capabilities")
            ReadCapabilities(device, value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        else if (key == "configuration" && Driver().Match(value) is { Success: true } driver)
            device.Driver ??= driver.Groups[1].Value;
        else if (key == "version" && value.Length == 2)
            device.Revision ??= (byte?)Numbers.Hex(Revision().Match(value).Groups[1]);
    }

    private void Describe(DeviceFacts device)
    {
        string kind = _node.GetValueOrDefault("description", "Device").Replace(" interface", " controller", StringComparison.Ordinal);
        string name = string.Join(' ', new[] { _node.GetValueOrDefault("vendor"), _node.GetValueOrDefault("product") }.OfType<string>());
        device.Description ??= name.Length == 0 ? kind : $"{kind}: {name}";
        device.Class ??= PciClassNames.Find(kind);
    }

    // That MSI is not among the names proves nothing: without root only the header can be read.
    private static void ReadCapabilities(DeviceFacts device, string[] names)
    {
        device.ListsCapabilities |= names.Any(Listed.Contains);
        if (names.Contains("msi"))
            device.Msi ??= new MsiCapability(null, null, null, null, null, null, null, null);
        if (names.Contains("msix"))
            device.Msix ??= new MsixCapability(null, null, null, null, null, null, null, null);
    }

    [GeneratedRegex(@"^\*-[a-z]\w*(?::[0-9]+)?(?: +(?:UNCLAIMED|DISABLED|UNKNOWN))*$")]
    private static partial Regex Node();

    [GeneratedRegex(
        @"^(?:description|product|vendor|physical id|bus info|logical name|version|serial|slot|size|capacity|width|clock|date"
        + @"|capabilities|configuration|resources): ")]
    private static partial Regex Attribute();

    [GeneratedRegex(
        @"^pci@(?<address>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])\s+(?:\S+\s+)??(?:bridge|network|display|storage|bus|memory|generic"
        + @"|communication|multimedia|input|processor|system|power|volume|disk|printer)\s+(?<name>\S.*)$")]
    private static partial Regex Row();

    [GeneratedRegex(@"\bdriver=([\w.-]+)")]
    private static partial Regex Driver();

    [GeneratedRegex("^([0-9a-f]{2})$")]
    private static partial Regex Revision();
}
