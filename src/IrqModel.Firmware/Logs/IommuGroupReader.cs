using System.Globalization;
using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>IOMMU groups: paths under <c>/sys/kernel/iommu_groups</c>, and the listings that the usual scripts make of them.</summary>
internal sealed partial class IommuGroupReader(string source, EvidenceBuilder evidence, PciRuns runs) : TextReaderPart
{
    private readonly SortedDictionary<int, (HashSet<Bdf> Functions, int Line)> _groups = [];
    private PciRun? _run;
    private int? _current;
    private bool _isFolder;
    private bool _isNumbers;
    private bool _hasRegions;
    private int _lastForeign = -1;
    private int _firstLine;
    private int _lastLine;

    public override bool TryRead(TextLine line)
    {
        string body = line.Body;
        bool hasPath = body.Contains("iommu_groups/", StringComparison.Ordinal);
        if (hasPath && GroupPath().Match(body) is { Success: true } path && Bdf.TryParse(path.Groups[2].Value, null, out Bdf address))
        {
            Add(Numbers.Int(path.Groups[1]), address, line.Number);
            return true;
        }
        if (line.IsKernelLog)
            return false;
        if (hasPath && GroupFile().Match(body) is { Success: true } file)
        {
            // A file of a group says that the group is there, and not which functions are in it.
            AddGroup(Numbers.Int(file.Groups[1]), line.Number);
            return true;
        }
        if (_isNumbers && Numbered().Match(body) is { Success: true } numbered)
        {
            foreach (Capture number in numbered.Groups[1].Captures)
                AddGroup(int.Parse(number.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture), line.Number);
            return true;
        }
        if (Region().IsMatch(body))
        {
            Touch(line.Number);
            _hasRegions = true;
            return true;
        }
        if (hasPath && FolderHeading().Match(body) is { Success: true } folder)
        {
            _current = Numbers.Int(folder.Groups[1]);
            _isFolder = true;
            return true;
        }
        if (_isFolder && _current is not null && Entries().Match(body) is { Success: true } entries)
        {
            foreach (Capture entry in entries.Groups[1].Captures)
                Add(_current, Bdf.Parse(entry.ValueSpan), line.Number);
            return true;
        }
        // "IOMMU group: 27" in the description of a function is of lspci.
        if (line.IsIndented && _lastForeign == line.Number - 1 && body.StartsWith("IOMMU group: ", StringComparison.Ordinal))
            return false;
        if (body[0] is 'I' or 'i' or 'G' or 'g' && Heading().Match(body) is { Success: true } heading)
        {
            _current = Numbers.Int(heading.Groups[1]);
            _isFolder = false;
            return heading.Groups["rest"].Length == 0 || TryReadMember(heading.Groups["rest"].Value.Trim(), line.Number);
        }
        return _current is not null && !_isFolder && (line.IsIndented || Bracketed().IsMatch(body)) && TryReadMember(body, line.Number);
    }

    /// <summary>"ls /sys/kernel/iommu_groups/27/devices" says in the command which group follows.</summary>
    public override void Command(int number, string command)
    {
        Match match = FolderCommand().Match(command);
        _current = match.Success ? Numbers.Int(match.Groups[1]) : null;
        _isFolder = match.Success;
        _isNumbers = AllGroups().IsMatch(command);
    }

    public override void Foreign(int number) => (_current, _lastForeign) = (null, number);

    public override void End()
    {
        if (_groups.Count == 0 && !_hasRegions)
            return;
        foreach ((int number, (HashSet<Bdf> functions, int line)) in _groups)
            evidence.Add(new IommuGroup(source, number, [.. functions.Order()], line));
        evidence.Add(new EvidencePart(source, EvidenceKind.IommuGroups,
            _groups.Count == 0 ? "reserved regions of IOMMU groups, which say nothing of which function is where"
                : Numbers.Count(_groups.Count, "IOMMU group"))
        {
            FirstLine = _firstLine,
            LastLine = _lastLine,
        });
    }

    /// <summary>
    /// A function of the current group, with or without the text of lspci. Some scripts write "[8086:1533] [R]" or the group in brackets,
    /// "(27)", before it.
    /// </summary>
    private bool TryReadMember(string text, int line)
    {
        Match match = Member().Match(text);
        if (!match.Success || !Bdf.TryParse(match.Groups["address"].Value, null, out Bdf address))
            return false;
        Add(_current, address, line);
        string words = match.Groups["text"].Value.Trim();
        if (words.Length == 0)
            return true;
        if (_run is null || _run.Table.Contains(address))
            _run = runs.Start(line, null, ListingForm.IommuGroups);
        DeviceFacts device = _run.Table.At(address, line);
        if (match.Groups["ids"].Success)
            words = $"{words} {match.Groups["ids"].Value}";
        // Some scripts write two spaces where lspci has a colon.
        int gap = words.IndexOf("  ", StringComparison.Ordinal);
        SlotText.Describe(device, gap > 0 && !words[..gap].Contains(':', StringComparison.Ordinal)
            ? $"{words[..gap]}: {words[gap..].TrimStart()}" : words);
        device.IommuGroup = _current;
        _run.LastLine = line;
        return true;
    }

    private void Add(int? number, Bdf address, int line)
    {
        if (AddGroup(number, line) is { } members)
            members.Add(address);
    }

    private HashSet<Bdf>? AddGroup(int? number, int line)
    {
        if (number is not { } group)
            return null;
        Touch(line);
        if (!_groups.TryGetValue(group, out (HashSet<Bdf> Functions, int Line) members))
            _groups.Add(group, members = ([], line));
        return members.Functions;
    }

    private void Touch(int line)
    {
        if (_firstLine == 0)
            _firstLine = line;
        _lastLine = line;
    }

    [GeneratedRegex(@"\biommu_groups/([0-9]{1,6})/devices/([0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])")]
    private static partial Regex GroupPath();

    // "/sys/kernel/iommu_groups/7/type:DMA-FQ" of grep.
    [GeneratedRegex(@"\biommu_groups/([0-9]{1,6})/(?:type|reserved_regions|name):\S")]
    private static partial Regex GroupFile();

    // "ls /sys/kernel/iommu_groups" prints the numbers of the groups, in columns.
    [GeneratedRegex(@"^(?:sudo )?ls(?: -[1C])? /sys/kernel/iommu_groups/?$")]
    private static partial Regex AllGroups();

    [GeneratedRegex(@"^(?:([0-9]{1,5})(?:\s+|$))+$")]
    private static partial Regex Numbered();

    // "0x00000000fee00000 0x00000000feefffff msi" of reserved_regions.
    [GeneratedRegex("^0x[0-9a-f]{16} 0x[0-9a-f]{16} (?:msi|reserved|direct|direct-relaxable|sw-msi)$")]
    private static partial Regex Region();

    [GeneratedRegex(@"\biommu_groups/([0-9]{1,6})/devices/?:?$")]
    private static partial Regex FolderHeading();

    [GeneratedRegex(@"^ls\b.*\biommu_groups/([0-9]{1,6})(?:/devices/?)?(?:\s|$)")]
    private static partial Regex FolderCommand();

    // The entries of a folder, in columns or one a line with what ls -l says of it.
    [GeneratedRegex(@"^(?:l[rwx-]{9}.* (?=[0-9a-f:.]+ ->))?(?:([0-9a-f]{4,8}:[0-9a-f]{2}:[01][0-9a-f]\.[0-7])(?: +|\t|$))+(?:-> .*)?$")]
    private static partial Regex Entries();

    [GeneratedRegex(@"^(?:IOMMU[ _])?Group:?\s+([0-9]{1,6})\b:?(?<rest>.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Heading();

    [GeneratedRegex(
        @"^(?>[-*|+\\ ]*)(?:\([0-9]{1,6}\)\s+)?(?<ids>\[[0-9a-f]{4}:[0-9a-f]{4}\])?\s*(?:\[R\]\s*)?(?<address>(?:[0-9a-f]{4,8}:)?[0-"
        + @"9a-f]{2}:[0-9a-f]{2}\.[0-7])(?:\s+(?<text>.*)|)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Member();

    [GeneratedRegex(@"^\[[0-9a-f]{4}:[0-9a-f]{4}\]")]
    private static partial Regex Bracketed();
}
