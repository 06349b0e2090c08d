using System.Text.RegularExpressions;

namespace IrqModel.Tool.Scrubbing;

/// <summary>
/// The names of people that mails give away: in their headers, where they quote, and in signatures. They are replaced wherever they stand
/// outside of what a kernel or a listing says, first name and family name by themselves too.
/// </summary>
internal sealed partial class RealNames
{
    private const int ShortestPart = 3;
    private const string Name = @"(?<name>\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'.-]*){1,3})";

    // What lists, teams and systems are called by.
    private static readonly HashSet<string> Technical = new(StringComparer.OrdinalIgnoreCase)
    {
        "Linux", "Kernel", "Bug", "Bugzilla", "Debian", "Ubuntu", "Fedora", "Team", "List", "Support", "System", "Intel", "Remapping", "Version", "Interrupt",
        "Command", "Listing", "Log", "Forum", "Proxmox", "Mailing", "Daemon", "Robot", "Bot", "GitHub", "DMAR", "IOMMU", "GNU",
    };

    private readonly Regex? known;
    private readonly StandIns standIns;

    /// <summary>Looks for names.</summary>
    public RealNames(IEnumerable<string> lines, StandIns standIns)
    {
        this.standIns = standIns;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var isSignature = false;
        foreach (var line in lines)
        {
            if (line.Contains('@', StringComparison.Ordinal)) Add(WithAddress(), line);
            if (line.Contains(':', StringComparison.Ordinal)) Add(Header(), line);
            if (isSignature) Add(Signature(), line);
            isSignature = line.TrimEnd() is "--" or "> --";
        }

        if (names.Count == 0) return;
        var alternatives = string.Join('|', names.OrderByDescending(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).Select(Regex.Escape));
        known = new Regex($@"(?<![\w.-])(?:{alternatives})(?![\w-])", RegexOptions.None, TimeSpan.FromSeconds(5));

        void Add(Regex pattern, string line)
        {
            foreach (Match match in pattern.Matches(line))
            {
                var parts = match.Groups["name"].Value.Split(' ');
                if (parts.Any(Technical.Contains)) continue;
                names.Add(match.Groups["name"].Value);
                names.UnionWith(parts.Where(part => part.Length >= ShortestPart && !part.EndsWith('.')));
            }
        }
    }

    /// <summary>A line with stand-ins for the names up to where the message of a kernel begins, and before addresses of mails.</summary>
    public string Replace(string line, int message)
    {
        if (known is not null)
            line = known.Replace(line, match => match.Index < message ? StandIn(match.Value) : match.Value);
        return line.Contains('@', StringComparison.Ordinal)
            ? WithAddress().Replace(line, match => match.Groups["before"].Value + StandIn(match.Groups["name"].Value)) : line;
    }

    // Word for word, and each of letters alone: explain tells prose from data by words.
    private string StandIn(string name) => Word().Replace(name, word => standIns.Person(word.Value));

    // Ann Lee <ann.lee@example.org>, "Ann Lee" <ann.lee@example.org>
    [GeneratedRegex(@"(?<before>^|[:,>""] ?|[a-z]: |[0-9] )" + Name + @"(?=""? <[^<>@\s]+@[^<>\s]+>)")]
    private static partial Regex WithAddress();

    // From: Ann Lee, Reported-by: Ann Lee, On Tue, Jan 10, 2023, Ann Lee wrote:
    [GeneratedRegex(
        @"^[>\s|]*(?:From|Von|De|To|An|Cc|[A-Z][a-z]+(?:-[a-z]+)?-by): ""?" + Name + @"""?(?=\s*$| [<(,])"
        + @"|^[>\s|]*(?:.{0,80}[0-9,] )?" + Name + @" (?:<[^<>]*> )?(?:wrote|writes|schrieb):", RegexOptions.None)]
    private static partial Regex Header();

    [GeneratedRegex(@"[\p{L}'-]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[>\s|]*" + Name + @"\s*$")]
    private static partial Regex Signature();
}
