using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// Headings by which people say what follows: "On the host:", "Inside the VM:", "## Guest dmesg". A sentence that speaks of a guest is no heading:
/// "dmesg when I start the VM:" leads to the host's log.
/// </summary>
internal sealed partial class MachineHeadings
{
    private const int LongestHeading = 80;

    private const string Machines = "guest|VM|virtual machine|domU|host|hypervisor|dom0|bare[- ]metal";

    private readonly Dictionary<string, List<(int Line, MachineSide Side)>> _headings = new(StringComparer.Ordinal);

    /// <summary>The side of the last heading of the text that is being read.</summary>
    public MachineSide Current { get; private set; }

    /// <summary>Ends a text.</summary>
    public void EndText() => Current = MachineSide.NotSaid;

    /// <summary>Notes a line that no reader takes, if it is a heading.</summary>
    public void Note(string source, int line, string text)
    {
        if (SideIn(text) is not (not MachineSide.NotSaid and var side))
            return;
        if (!_headings.TryGetValue(source, out List<(int Line, MachineSide Side)>? headings))
            _headings.Add(source, headings = []);
        headings.Add((line, side));
        Current = side;
    }

    /// <summary>The side of a line, and the line of the heading that says so.</summary>
    public (MachineSide Side, int Line) At(string source, int? line) =>
        line is { } at && _headings.TryGetValue(source, out List<(int Line, MachineSide Side)>? headings)
            && headings.FindLastIndex(heading => heading.Line <= at) is >= 0 and int last ? (headings[last].Side, headings[last].Line) : default;

    /// <summary>Whether a heading of a text says that something is of a guest.</summary>
    public bool NameGuest(string source) =>
        _headings.TryGetValue(source, out List<(int Line, MachineSide Side)>? headings) && headings.Exists(heading => heading.Side == MachineSide.Guest);

    private static MachineSide SideIn(string text)
    {
        if (text.Length is 0 or > LongestHeading || !Mentions().IsMatch(text))
            return MachineSide.NotSaid;
        string words = text.Trim('*', '#', '_', '=', '-', '`', '>', '<', ' ', '\t');
        bool isMarked = words.Length < text.Trim().Length || words.EndsWith(':');
        words = words.TrimEnd(':', ' ');
        const int MostWords = 4;
        if (!isMarked && words.Split(' ').Length > MostWords)
            return MachineSide.NotSaid;
        return Host().IsMatch(words) ? MachineSide.Host : Guest().IsMatch(words) ? MachineSide.Guest : MachineSide.NotSaid;
    }

    [GeneratedRegex($@"\b(?:{Machines})\b", RegexOptions.IgnoreCase)]
    private static partial Regex Mentions();

    private const string Before =
        @"^(?:(?:and|then|now|next|here|this|is|output|dmesg|logs?|kernel|result|lspci|interrupts|\S*/proc/\w+|journal(?:ctl)?|uname|the|of|-\w+)[ :,]+)*"
        + @"(?:(?:in|inside|on|within|from)(?: the| my| a| this)? )?";

    private const string After =
        @"(?:'?s)?(?: (?:OS|side|machine|system|kernel|dmesg|logs?|lspci|output|\S*/proc/\w+|interrupts|journal|[0-9]{1,5}))*(?: ?\([^()]*\))?$";

    [GeneratedRegex(
        Before + @"(?:(?:KVM|VM|QEMU|Proxmox|Unraid|ESXi|Xen|libvirt|Linux|Debian|Ubuntu|PVE) )?(?:host|hypervisor|dom0|bare[- ]metal)" + After,
        RegexOptions.IgnoreCase)]
    private static partial Regex Host();

    [GeneratedRegex(Before + @"(?:(?!host\b)[\w.-]+ )?(?:guest|VM|virtual machine|domU)" + After, RegexOptions.IgnoreCase)]
    private static partial Regex Guest();
}
