using System.Text.RegularExpressions;

namespace IrqModel.Tool.Scrubbing;

/// <summary>
/// The names of people that a text gives away in one of the places where systems write them. They are replaced wherever they stand as a
/// word; in what a kernel or a listing says, only where a path or a setting has them, for a name may be that of a driver too.
/// </summary>
internal sealed partial class UserNames
{
    // Accounts of systems and of installation media are nobody's.
    private static readonly HashSet<string> Nobodys = new(StringComparer.OrdinalIgnoreCase)
    {
        "root", "nobody", "daemon", "bin", "sys", "sync", "games", "man", "lp", "mail", "news", "uucp", "proxy", "backup", "list", "irc",
        "gnats", "sshd", "ntp", "chrony", "messagebus", "dbus", "polkitd", "avahi", "gdm", "sddm", "lightdm", "colord", "rtkit", "www-data",
        "nginx", "apache", "postgres", "mysql", "redis", "qemu", "libvirt", "libvirt-qemu", "kvm", "adm", "sudo", "wheel", "users", "disk",
        "tty", "video", "audio", "render", "input", "staff", "user", "admin", "administrator", "test", "guest", "live", "liveuser",
        "ubuntu", "debian", "fedora", "arch", "core", "pi", "deck", "vagrant", "kernel", "none", "unknown", "system", "public", "shared",
        "default", "nfs", "by", "pci",
    };

    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly RealNames people;
    private readonly StandIns standIns;

    /// <summary>Looks for names.</summary>
    public UserNames(IReadOnlyCollection<string> lines, StandIns standIns)
    {
        this.standIns = standIns;
        people = new(lines, standIns);
        foreach (var line in lines)
        {
            if (!MayName().IsMatch(line)) continue;
            foreach (var pattern in (Regex[])[Logins(), Sessions(), Columns(), Places()])
            {
                foreach (Match match in pattern.Matches(line))
                {
                    foreach (Capture name in match.Groups["user"].Captures)
                    {
                        if (name.Length > 1 && !IsNobodys(name.Value)) names.Add(name.Value);
                    }
                }
            }
        }
    }

    /// <summary>Whether an account is one that many systems have.</summary>
    public static bool IsNobodys(string name) => Nobodys.Contains(name) || name.StartsWith("systemd-", StringComparison.Ordinal) || name.StartsWith('_');

    /// <summary>Where in a line begins what a kernel or a listing says; the line's length if it is of neither.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isListing">Whether it stands below a slot of <c>lspci</c>.</param>
    public static int MessageOf(string line, bool isListing) => isListing && line.StartsWith('\t') ? 1
        : OfMachine().Match(line) is { Success: true } match ? match.Length : line.Length;

    /// <summary>A line with stand-ins for the names.</summary>
    public string Replace(string line, bool isListing)
    {
        line = people.Replace(line, MessageOf(line, isListing));
        if (line.Contains(":x:", StringComparison.Ordinal)) line = Gecos().Replace(line, StandIn);
        if (names.Count == 0) return line;
        var isMachines = MessageOf(line, isListing) < line.Length;
        if (isMachines && line.AsSpan().IndexOfAny("/=~@\\") < 0) return line;
        return Word().Replace(line, match =>
            names.Contains(match.Value) && (!isMachines || IsInPath(line, match.Index)) ? standIns.User(match.Value) : match.Value);

        string StandIn(Match match) => match.Groups["before"].Value + standIns.User(match.Groups["name"].Value);
    }

    private static bool IsInPath(string line, int at) => at > 0 && line[at - 1] is '/' or '=' or '~' or '@' or '\\';

    [GeneratedRegex(
        @"user|User|uid=|gid=|sudo|su[\[:]|CRON|home|Users|media/|Slice of|LOGIN|pts/|tty|:x:|^[-dl][-rwx]|name=|acct|[$#%~@]| for ", RegexOptions.None)]
    private static partial Regex MayName();

    // sshd, login, su, sudo, cron.
    [GeneratedRegex(
        @"\b(?:Accepted|Failed|Postponed) \S+ for (?:invalid user )?(?<user>[A-Za-z_][\w.-]*) from |\b[Ii]nvalid user (?<user>[A-Za-z_][\w.-]*)(?= |$)"
        + @"|\b(?:[Cc]onnection (?:closed|reset) by|[Dd]isconnect(?:ed|ing)(?: from)?) (?:authenticating |invalid )?user (?<user>[A-Za-z_][\w.-]*) "
        + @"|\bsudo(?:\[[0-9]+\])?: +(?<user>[A-Za-z_][\w.-]*) : |\bsu(?:\[[0-9]+\])?: .*\(to \S+\) (?<user>[A-Za-z_][\w.-]*) on "
        + @"|\bLOGIN ON \S+ BY (?<user>[A-Za-z_][\w.-]*)"
        + @"|\b(?:CRON|crond?)(?:\[[0-9]+\])?: \((?<user>[A-Za-z_][\w.-]*)\)|\bunix-user:(?<user>[A-Za-z_][\w.-]*)|\bnew user: name=(?<user>[A-Za-z_][\w.-]*)"
        + @"|\[sudo\] password for (?<user>[A-Za-z_][\w.-]*)")]
    private static partial Regex Logins();

    // pam, systemd, id, audit.
    [GeneratedRegex(
        @"\bsession (?:opened|closed) for user (?<user>[A-Za-z_][\w.-]*[\w])|\bby (?<user>[A-Za-z_][\w.-]*)\(uid="
        + @"|\b[ug]id=[0-9]+\((?<user>[A-Za-z_][\w.-]*)\)"
        + @"|\b[Ss]ession \S+ of [Uu]ser (?<user>[A-Za-z_][\w.-]*[\w])|\bSlice of (?<user>[A-Za-z_][\w.-]*[\w])"
        + @"|\b(?:r?user|username|login|acct|logname|LOGNAME|USER|SUDO_USER)=[\u0022']?(?<user>[A-Za-z_][\w.-]*)")]
    private static partial Regex Sessions();

    // "ls -l", "who", "last", /etc/passwd.
    [GeneratedRegex(
        @"^(?:[-dlcbps][-rwxsStT]{9}[.+@]? +[0-9]+ (?<user>[A-Za-z_][\w.-]*) +(?<user>[A-Za-z_][\w.-]*) +[0-9]"
        + @"|(?<user>[A-Za-z_][\w.-]*) +(?:pts/[0-9]+|tty[0-9]+|:[0-9]+) |(?<user>[A-Za-z_][\w.-]*):x:[0-9]+:[0-9]+:)")]
    private static partial Regex Columns();

    // Home folders, prompts, comments of keys.
    [GeneratedRegex(
        @"(?:/home/|/Users/|\\Users\\|/run/media/)(?<user>[A-Za-z_][\w.-]*)|(?<![\w/])~(?<user>[A-Za-z_][\w-]*)/"
        + @"|(?<![\w.-])(?<user>[a-z_][\w-]*)@[A-Za-z0-9][\w.-]*(?::[~/]|[:\]]?[^\n@]{0,40}[#$%>] )"
        + @"|\b(?:ssh-\w+|ecdsa-\S+) AAAA\S+ (?<user>[A-Za-z_][\w.-]*)@|^\[(?<user>[a-z_][\w-]*)@")]
    private static partial Regex Places();

    [GeneratedRegex(@"^(?<before>[A-Za-z_][\w.-]*:x:[0-9]+:[0-9]+:)(?<name>[^:,]*\p{L}[^:,]*)")]
    private static partial Regex Gecos();

    // What the kernel or lspci says.
    [GeneratedRegex(
        @"^(?:.{0,80}?\bkernel(?:\[[0-9]+\])?: |[>\s|]*(?:<[0-9]{1,3}>)?\[ *[0-9]+\.[0-9]+\]|[>\s|]*(?=Linux version )|\(XEN\)"
        + @"|[>\s|]*(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7] | *[0-9]+: +[0-9])")]
    private static partial Regex OfMachine();

    [GeneratedRegex(@"(?<![\w.-])[A-Za-z_][\w-]*(?:\.[\w-]+)*")]
    private static partial Regex Word();
}
