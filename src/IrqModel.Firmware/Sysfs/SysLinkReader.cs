using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// Links of <c>/sys/bus/pci</c> as <c>ls -l</c> prints them: where a function hangs, its PF or VFs, its driver, its IOMMU and its group.
/// A line of full addresses, as <c>ls</c> prints of the same folder, names functions.
/// </summary>
internal sealed partial class SysLinkReader(PciRuns runs) : TextReaderPart
{
    private const string Driver = "drivers/";
    private readonly List<FunctionFolder> _folders = [];
    private PciRun? _run;
    private Bdf? _function;
    private string? _driver;
    private bool _isFolder;

    public override bool TryRead(TextLine line)
    {
        string body = line.Body;
        if (line.IsKernelLog)
            return false;
        if (body.EndsWith(':') && Heading().Match(body) is { Success: true } heading)
            return Enter(heading);
        if (IsNames(line, out Match names))
        {
            foreach (Capture name in names.Groups[1].Captures)
                TakeDriver(At(Bdf.Parse(name.ValueSpan), line.Number));
            return true;
        }
        if (!body.Contains(" -> ", StringComparison.Ordinal) || Link().Match(body) is not { Success: true } link)
            return _isFolder && Entry().IsMatch(body);
        return TryReadLink(link, line.Number) || (_isFolder && Entry().IsMatch(body));
    }

    /// <summary>
    /// Names alone on a line are functions in the listing of a folder, or several of them: other programs head what they say with one.
    /// </summary>
    private bool IsNames(TextLine line, out Match names)
    {
        names = Names().Match(line.Body);
        return names.Success && (_isFolder || names.Groups[1].Captures.Count > 1);
    }

    /// <summary>"ls -l /sys/bus/pci/devices/0000:3b:10.0" says in the command whose links follow.</summary>
    public override void Command(int number, string command)
    {
        (_function, _driver, _isFolder) = (null, null, false);
        if (Folder().Match(command) is { Success: true } folder)
            Enter(folder);
    }

    public override void Blank(int number) => _isFolder = false;

    public override void End()
    {
        if (_run is null)
            return;
        var topology = new SysfsTopology(_folders);
        foreach (FunctionFolder folder in _folders)
        {
            DeviceFacts device = _run.Table.At(folder.Address, null);
            device.Buses ??= topology.Complete(new PciDeviceInfo { Address = folder.Address }).Buses;
        }
    }

    private bool Enter(Match folder)
    {
        _isFolder = true;
        _function = Bdf.TryParse(folder.Groups["function"].Value, null, out Bdf function) ? function : null;
        _driver = folder.Groups["driver"].Success ? folder.Groups["driver"].Value : null;
        return true;
    }

    private bool TryReadLink(Match link, int number)
    {
        string name = link.Groups["name"].Value;
        string target = link.Groups["target"].Value;
        // A link that is named after a function leads to its folder, whose path goes through the bridges above.
        if (Bdf.TryParse(name, null, out Bdf listed) && name.Length > "00:00.0".Length)
        {
            if (!target.EndsWith(name, StringComparison.Ordinal))
                return false;
            TakeDriver(At(listed, number));
            _folders.Add(new FunctionFolder(listed, target));
            return true;
        }
        Bdf? owner = Bdf.TryParse(link.Groups["function"].Value, null, out Bdf named) ? named : _function;
        return owner is { } function && TryReadLinkOf(function, name, target, number);
    }

    private bool TryReadLinkOf(Bdf function, string name, string target, int number)
    {
        string last = target[(target.LastIndexOf('/') + 1)..];
        switch (name)
        {
            case "physfn" when Bdf.TryParse(last, null, out Bdf physical):
                Own(At(function, number), physical);
                At(physical, number);
                break;
            case var vf when VirtualFunction().IsMatch(vf) && Bdf.TryParse(last, null, out Bdf below):
                Own(At(below, number), function);
                At(function, number);
                break;
            case "driver" when target.Contains(Driver, StringComparison.Ordinal):
                At(function, number).Driver ??= last;
                break;
            case "iommu_group" when int.TryParse(last, out int group):
                At(function, number).IommuGroup ??= group;
                break;
            case "iommu" when UnitName().IsMatch(last):
                At(function, number).IommuUnit ??= last;
                break;
            default:
                return name is "subsystem" or "firmware_node" or "of_node" || name.StartsWith("consumer:", StringComparison.Ordinal)
                    || name.StartsWith("supplier:", StringComparison.Ordinal);
        }
        return true;
    }

    private static void Own(DeviceFacts function, Bdf physical)
    {
        function.PhysicalFunction ??= physical;
        function.VfEvidence |= VfEvidence.Sysfs;
    }

    private void TakeDriver(DeviceFacts device) => device.Driver ??= _driver;

    private DeviceFacts At(Bdf address, int number)
    {
        _run ??= runs.Start(number, null, ListingForm.SysLinks);
        _run.LastLine = number;
        return _run.Table.At(address, number);
    }

    [GeneratedRegex(@"^(?:([0-9a-f]{4,8}:[0-9a-f]{2}:[01][0-9a-f]\.[0-7])(?:\s+|$))+$")]
    private static partial Regex Names();

    // "lrwxrwxrwx 1 root root 0 Nov 30 10:00 0000:3b:00.0 -> ../../../devices/pci0000:3a/0000:3a:00.0/0000:3b:00.0", the name perhaps with
    // the folder before it, or alone.
    [GeneratedRegex(
        @"^(?:l[rwx-]{9}[.+@]? .* )?"
        + @"(?:/sys/bus/pci/(?:devices|drivers/[\w-]+)/(?:(?<function>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])/)?)?"
        + @"(?<name>[\w:.-]+) -> (?<target>[\w:./-]+)$")]
    private static partial Regex Link();

    [GeneratedRegex(@"^/sys/bus/pci/(?:devices(?:/(?<function>[0-9a-f:.]{12,16}))?|drivers/(?<driver>[\w-]+))/?:$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?:sudo )?ls\b.* /sys/bus/pci/(?:devices(?:/(?<function>[0-9a-f:.]{12,16}))?|drivers/(?<driver>[\w-]+))/?$")]
    private static partial Regex Folder();

    // "total 0", and what else is in the folder.
    [GeneratedRegex(@"^(?:total [0-9]+|[dlcbps-][rwxsStT-]{9}[.+@]? .*)$")]
    private static partial Regex Entry();

    [GeneratedRegex("^virtfn[0-9]{1,5}$")]
    private static partial Regex VirtualFunction();

    [GeneratedRegex("^(?:dmar|ivhd)[0-9]{1,4}$")]
    private static partial Regex UnitName();
}
