using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// <c>lshw</c>, also with <c>-json</c>, <c>-xml</c>, <c>-businfo</c> and <c>-short</c>: the functions that have an address on PCI, their
/// drivers, and the names of their capabilities. It shows no numbers of capabilities, no SR-IOV and no bus numbers of bridges. Above the
/// functions it names the machine. With <c>-short</c> it names no addresses, and so no functions.
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

    // The tree of -json or -xml: whether one has begun, and what the list is of whose members follow.
    private bool _isTree;
    private string? _list;
    private bool _isShort;
    private int _firstLine;

    public override bool TryRead(TextLine line)
    {
        string body = line.Body;
        if (line.IsKernelLog)
            return false;
        if (TryReadHeading(body, line.Number) || TryReadTree(body, line))
            return true;
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
        (_isTree, _isShort, _list) = (false, false, null);
    }

    public override void Blank(int number)
    {
        _device = null;
        _isShort = false;
    }

    public override void End()
    {
    }

    private void StartNode()
    {
        _node.Clear();
        (_device, _isInNode, _isAboveNodes) = (null, true, false);
    }

    /// <summary>The headings of tables, and the rows of a table without addresses.</summary>
    private bool TryReadHeading(string body, int number)
    {
        if (body[0] is 'B' or 'H' && Heading().Match(body) is { Success: true } heading)
        {
            _isShort = heading.Groups["short"].Success;
            if (_isShort)
                NoteShort(number);
            return true;
        }
        const int ShortestRule = 20;
        return (_isShort && PathRow().IsMatch(body))
            || (body[0] == '=' && body.Length > ShortestRule && body.AsSpan().Trim('=').IsEmpty);
    }

    private void NoteShort(int number)
    {
        evidence.Add(new EvidencePart(
            source, EvidenceKind.Fact, "lshw -short, which names no addresses on PCI and says nothing of interrupts")
        {
            FirstLine = number,
            LastLine = number,
        });
        evidence.Add(new EvidenceProblem(
            source, EvidenceSeverity.Warning, "lshw -short does not say which function is which: run lshw -businfo, or sudo lspci -vvv")
        {
            Line = number,
        });
    }

    /// <summary>
    /// A line of the tree that -json and -xml print. Each value has a line, and a node says its own before those below it.
    /// </summary>
    private bool TryReadTree(string body, TextLine line)
    {
        if (body[0] == '"' && JsonMember().Match(body) is { Success: true } member)
            return TryReadMember(member.Groups["key"].Value, StringLiterals.Decode($"\"{member.Groups["value"].Value}\""), member, line);
        if (body[0] == '<' && XmlElement().Match(body) is { Success: true } element)
        {
            if (element.Groups["id"].Success)
                StartTreeNode(element.Groups["class"].Value, line.Number);
            else if (!_isTree)
                return false;
            else if (element.Groups["setting"].Success)
                ReadTreeValue("configuration", element.Groups["setting"].Value, element.Groups["value"].Value, line.Number);
            else if (element.Groups["capability"].Success)
                ReadTreeValue("capabilities", element.Groups["capability"].Value, null, line.Number);
            else if (element.Groups["key"].Success)
                ReadTreeValue(null, element.Groups["key"].Value, element.Groups["text"].Value, line.Number);
            return true;
        }
        if (!_isTree && body is "{" or "[" && JsonStart().IsMatch(line.Following ?? ""))
            return true;
        if (!_isTree || body[0] is not ('{' or '}' or '[' or ']' or ',' or '"'))
            return false;
        if (body[0] != '"')
            _list = null;
        return true;
    }

    private bool TryReadMember(string key, string? value, Match member, TextLine line)
    {
        if (key == "id" && _list is null && JsonClass().Match(line.Following ?? "") is { Success: true } kind)
        {
            StartTreeNode(kind.Groups[1].Value, line.Number);
            return true;
        }
        if (!_isTree)
            return false;
        if (member.Groups["open"].Success)
            _list = key;
        else
            ReadTreeValue(_list, key, value, line.Number);
        return true;
    }

    private void StartTreeNode(string kind, int number)
    {
        if (_isAboveNodes && _node.GetValueOrDefault("class") == "system")
            NameMachine(number);
        bool isMachine = kind == "system" && !_isTree;
        StartNode();
        (_isTree, _isAboveNodes, _list) = (true, isMachine, null);
        _firstLine = number;
        _node["class"] = kind;
    }

    private void ReadTreeValue(string? list, string key, string? value, int number)
    {
        if (list == "capabilities")
        {
            if (_device is { } device)
                ReadCapabilities(device, [key]);
        }
        else if (list == "configuration")
        {
            if (_device is { } device && key == "driver")
                device.Driver ??= value;
        }
        else if (list is null && value is not null)
        {
            key = key == "businfo" ? "bus info" : key;
            _node[key] = value.Trim();
            if (key is "bus info" or "version")
                ReadAttribute(key, number);
        }
        if (_device is not null)
            _run!.LastLine = number;
    }

    private void NameMachine(int number)
    {
        if (!_isAboveNodes || !_node.TryGetValue("product", out string? product))
            return;
        string name = _node.TryGetValue("vendor", out string? vendor) ? $"{vendor} {product}" : product;
        evidence.AddMachine(name, source, number);
        evidence.Add(new EvidencePart(source, EvidenceKind.Fact, $"the machine: {name}")
        {
            FirstLine = _firstLine,
            LastLine = Math.Max(_firstLine, number - 1),
            Model = name,
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
        if (Array.IndexOf(names, "msi") >= 0)
            device.Msi ??= new MsiCapability(null, null, null, null, null, null, null, null);
        if (Array.IndexOf(names, "msix") >= 0)
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

    // "Bus info          Device     Class          Description", "H/W path        Device     Class          Description".
    [GeneratedRegex(@"^(?:Bus info|(?<short>H/W path)) +Device +Class +Description$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?:/[0-9a-f./]+ +)?[a-z]\S* {2,}\S")]
    private static partial Regex PathRow();

    [GeneratedRegex(
        "^\"(?<key>[\\w .:@/-]{1,64})\"\\s*:\\s*(?:\"(?<value>(?:[^\"\\\\]|\\\\.)*)\"|(?<raw>[\\w.-]+)|(?<open>[\\[{])\\s*[\\]}]?)\\s*,?$")]
    private static partial Regex JsonMember();

    [GeneratedRegex("^\\s*(?:\\{$|\"id\"\\s*:\\s*\")")]
    private static partial Regex JsonStart();

    [GeneratedRegex("^\\s*\"class\"\\s*:\\s*\"(\\w+)\"")]
    private static partial Regex JsonClass();

    [GeneratedRegex(
        "^(?:<node id=\"(?<id>[^\"]+)\"[^>]*? class=\"(?<class>\\w+)\"[^>]*>"
        + "|<setting id=\"(?<setting>[^\"]+)\" value=\"(?<value>[^\"]*)\"\\s*/?>"
        + "|<capability id=\"(?<capability>[^\"]+)\".*|<(?<key>[a-z]+)(?: [^>]*)?>(?<text>[^<]*)</[a-z]+>|</?[a-z]+[^>]*>|<\\?xml .*|<!-- .*)$")]
    private static partial Regex XmlElement();

    [GeneratedRegex(@"\bdriver=([\w.-]+)")]
    private static partial Regex Driver();

    [GeneratedRegex("^([0-9a-f]{2})$")]
    private static partial Regex Revision();
}
