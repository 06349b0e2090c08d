using System.Text;
using System.Text.RegularExpressions;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Scrubbing;

/// <summary>
/// Removes from a paste what identifies a machine or a person and says nothing about interrupts. Equal values get equal stand-ins of the
/// same
/// form, so the paste stays readable, and <c>irqmodel explain</c> gives the same answer for it.
/// </summary>
public static partial class Scrubber
{
    private const string EscapedHyphen = "\\x2d";

    /// <summary>Scrubs a text.</summary>
    public static ScrubResult Scrub(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var standIns = new StandIns(text);
        var hosts = HostNames(text);
        var users = new UserNames([.. LinesOf(text).Select(line => line.Line)], standIns);
        var hex = new SerialsInHex(standIns);
        var keys = new LicenceTables(standIns);
        var pem = new PrivateKeys(standIns);
        var isListing = false;
        var result = new StringBuilder(text.Length);
        foreach (var (line, end) in LinesOf(text))
        {
            // What is indented by a tab is the machine's below a slot of lspci only.
            if (!line.StartsWith('\t')) isListing = Slot().IsMatch(line);
            result.Append(Names(Numbers(Secrets.Replace(hex.Next(keys.Next(pem.Next(line))), standIns), standIns), isListing, hosts, users, standIns)).Append(end);
        }

        return new(result.ToString(), standIns.Counts);
    }

    private static IEnumerable<(string Line, string End)> LinesOf(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            var next = end < 0 ? text.Length : end + 1;
            var stop = end < 0 ? text.Length : end > start && text[end - 1] == '\r' ? end - 1 : end;
            yield return (text[start..stop], text[stop..next]);
            start = next;
        }
    }

    private static string Numbers(string line, StandIns standIns)
    {
        line = DeviceSerial().Replace(line, match => match.Groups[1].Value + standIns.DeviceSerial(match.Groups[2].Value));
        line = SerialNumber().Replace(line, match => match.Groups[1].Value + standIns.Serial(match.Groups[2].Value));
        line = Uuid().Replace(line, match => standIns.Uuid(match.Value.Replace(EscapedHyphen, "-", StringComparison.Ordinal))
            .Replace("-", match.Groups["hyphen"].Value, StringComparison.Ordinal));
        line = VolumeId().Replace(line, match => match.Groups[1].Value + standIns.VolumeId($"{match.Groups[2].Value}-{match.Groups[4].Value}")
            .Replace("-", match.Groups[3].Value, StringComparison.Ordinal));
        line = JournalId().Replace(line, match => match.Groups[1].Value + standIns.Serial(match.Groups[2].Value));
        line = SerialField().Replace(line, match => match.Groups[1].Value + standIns.Serial(match.Groups[2].Value));
        line = SerialWord().Replace(line, match => match.Groups[1].Value + standIns.Serial(match.Groups[2].Value));
        line = WorldWideNamePairs().Replace(line, match => IsOfNobody(match.Value) ? match.Value : standIns.WorldWideName(match.Value));
        line = WorldWideName().Replace(line, match => match.Groups[1].Value + standIns.WorldWideName(match.Groups[2].Value));
        line = IpAddress().Replace(line, match => match.Groups[1].Value
            + (IsOfNobody(match.Groups[2].Value) ? match.Groups[2].Value : standIns.Ip(match.Groups[2].Value)));
        line = NetworkAddresses.Replace(line, standIns);
        line = BareIpv6().Replace(line, match => IsOfNobody(match.Value) ? match.Value : standIns.Ip(match.Value));
        return Mac().Replace(line, match => IsOfNobody(match.Value) ? match.Value : standIns.Mac(match.Value));
    }

    private static string Names(string line, bool isListing, Regex? hosts, UserNames users, StandIns standIns)
    {
        line = Prompt().Replace(line, match => UserOf(match.Groups[1].Value, standIns) + match.Groups[2].Value + match.Groups[3].Value);
        line = Builder().Replace(line, match => match.Groups[1].Value + UserOf(match.Groups[2].Value, standIns) + match.Groups[3].Value);
        line = Mail().Replace(line, match => UserOf(match.Groups[1].Value, standIns) + match.Groups[2].Value);
        line = UserField().Replace(line, match => match.Groups[1].Value + UserOf(match.Groups[2].Value, standIns));
        line = users.Replace(line, isListing);
        if (line.Contains("-vg", StringComparison.Ordinal) || line.Contains("/mapper/", StringComparison.Ordinal) || line.Contains(".lv=", StringComparison.Ordinal))
            line = Volume().Replace(line, match => match.Value[..(match.Groups["host"].Index - match.Index)] + VolumeOf(match.Groups["host"].Value, standIns)
                + match.Value[(match.Groups["host"].Index - match.Index + match.Groups["host"].Length)..]);
        if (hosts is null) return line;
        var message = UserNames.MessageOf(line, isListing);
        return hosts.Replace(line, match => match.Index < message || IsName(match) ? standIns.Host(match.Value) : match.Value);

        // A machine may be called like a driver, or "version". In what a kernel says, only the place shows a name.
        bool IsName(Match match) => match.Value.Contains('.', StringComparison.Ordinal)
            || (match.Index > 0 && line[match.Index - 1] is '@' or '=' or ':' or '/' or '\\' or '<' or '"')
            || line.AsSpan(0, match.Index).EndsWith("server ");
    }

    // The device mapper doubles the hyphens of a name.
    private static string HostIn(string volume) => volume.Replace("--", "-", StringComparison.Ordinal);

    private static string VolumeOf(string volume, StandIns standIns) => IsOfSystem(HostIn(volume)) ? volume : standIns.Host(HostIn(volume));

    // Installers that name volumes after the system, and not after the machine.
    private static bool IsOfSystem(string name) => OneMachine.IsNoName(name) || name.Length < 2 || Systems().IsMatch(name);

    private static string UserOf(string name, StandIns standIns) => UserNames.IsNobodys(name) ? name : standIns.User(name);

    // Broadcast, all zeros, loopback.
    private static bool IsOfNobody(string address) =>
        address.All(letter => letter is '0' or ':' or '-' or '.') || address.All(letter => letter is 'f' or 'F' or ':' or '-')
        || address is "::1" || address.StartsWith("127.", StringComparison.Ordinal);

    // The names of machines that the text gives away, as one expression for all; null if there are none.
    private static Regex? HostNames(string text)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (line, _) in LinesOf(text))
        {
            foreach (var source in SourcesOf(line))
            {
                foreach (Match match in source.Matches(line))
                {
                    foreach (Capture host in match.Groups["host"].Captures)
                    {
                        if (source != Volume()) Add(host.Value);
                        else if (!IsOfSystem(HostIn(host.Value))) Add(HostIn(host.Value));
                    }
                }
            }
        }

        if (names.Count == 0) return null;
        AddNeighbours();
        var alternatives = string.Join('|', names.OrderByDescending(name => name.Length).Select(Regex.Escape));
        return new Regex($@"(?<![\w.-])(?:{alternatives})(?![\w-])", RegexOptions.None, TimeSpan.FromSeconds(5));

        // A domain that is known by one name makes all names below it known.
        void AddNeighbours()
        {
            var domains = names.SelectMany(name => (string[])[name, name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]])
                .Where(name => Domain().IsMatch(name) && !IsPublic(name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (domains.Count == 0) return;
            foreach (Match match in Dotted().Matches(text))
            {
                for (var dot = match.Value.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = match.Value.IndexOf('.', dot + 1))
                {
                    if (domains.Contains(match.Value[(dot + 1)..])) Add(match.Value);
                }
            }
        }

        void Add(string name)
        {
            if (name.Length > 1 && !IsPublic(name) && name is not ("kernel" or "pci" or "none") && !OneMachine.IsNoName(name) && !name.StartsWith("ip6-", StringComparison.Ordinal)) names.Add(name);
        }
    }

    // Most lines of a log name no machine but that of their prefix: a look at the signs spares most of the expressions.
    private static IEnumerable<Regex> SourcesOf(string line)
    {
        yield return LogPrefix();
        yield return IsoLogPrefix();
        if (line.Contains('@', StringComparison.Ordinal))
        {
            yield return Prompt();
            yield return Builder();
            yield return Mail();
            yield return BracketPrompt();
            yield return KeyComment();
        }

        if (line.Contains("Linux ", StringComparison.Ordinal)) yield return Uname();
        if (line.Contains("ost", StringComparison.OrdinalIgnoreCase)) yield return HostSet();
        if (line.Contains("://", StringComparison.Ordinal)) yield return Page();
        if (line.Contains("-vg", StringComparison.Ordinal) || line.Contains("/mapper/", StringComparison.Ordinal) || line.Contains(".lv=", StringComparison.Ordinal)) yield return Volume();
        if (line.Length > 0 && (char.IsAsciiHexDigit(line[0]) || line[0] is ':' or '>')) yield return HostsFile();
        if (line.Contains("nfs", StringComparison.Ordinal) || line.Contains("rhost=", StringComparison.Ordinal)
            || line.Contains(" port ", StringComparison.Ordinal)) yield return Setting();
    }

    [GeneratedRegex(@"(Device Serial Number +)([0-9a-fA-F]{2}(?:-[0-9a-fA-F]{2}){7})")]
    private static partial Regex DeviceSerial();

    [GeneratedRegex(
        @"((?:Serial [Nn]umber|SerialNumber|Serial No\.?|[Ss]erial_?[Nn]o|Asset [Tt]ag|\[SN\][^:]*|\[YA\][^:]*)\s*[:=]\s*)(?!Not |None|Unknown|To Be "
        + @"|0\b)(\S+)")]
    private static partial Regex SerialNumber();

    // Also behind a word (luks-...), and as systemd writes it in the names of units.
    [GeneratedRegex(
        @"(?:(?<![0-9a-fA-F])|(?<=\\x2d))[0-9a-fA-F]{8}(?<hyphen>-|\\x2d)(?:[0-9a-fA-F]{4}\k<hyphen>){3}[0-9a-fA-F]{12}(?![0-9a-fA-F])")]
    private static partial Regex Uuid();

    // The serial number of a FAT volume: UUID=1A2B-3C4D, /dev/disk/by-uuid/1A2B-3C4D, lsblk's "vfat FAT32 1A2B-3C4D".
    [GeneratedRegex(
        @"(\bUUID=[\u0022']?|\bby(?:-|\\x2d)uuid[-/]|\b(?:vfat|exfat|msdos)\s+(?:FAT[0-9]{2}\s+|1\.0\s+)?(?:\S+\s+)?)([0-9A-F]{4})(-|\\x2d)([0-9A-F]{4})(?![0-9A-Za-z-])")]
    private static partial Regex VolumeId();

    // "_MACHINE_ID":"0123...", _BOOT_ID=0123..., CRYPT-LUKS2-0123...-name
    [GeneratedRegex(@"(\b_(?:MACHINE|BOOT)_ID""?\s*[:=]\s*""?|\bCRYPT-[A-Z0-9]{1,12}-)([0-9a-f]{32})")]
    private static partial Regex JournalId();

    [GeneratedRegex(@"((?:naa\.|wwn-0x|eui\.|WWN:? (?:0x)?))([0-9a-fA-F]{16,32})")]
    private static partial Regex WorldWideName();

    // "serial: PF0ABC12" of inxi, "Serial ID: "..."" and the ids of hwinfo, which it makes of serial numbers. "Serial: 8250/16550 driver" is a kernel's.
    [GeneratedRegex(@"(\b(?:[Ss]erial(?: ID)?|Unique ID|Parent ID): +[\u0022']?)(?!8250|unknown)((?=[\w/.+-]*[0-9A-Z])[\w/.+-]{6,})")]
    private static partial Regex SerialField();

    // "serial S466NX0K123456", and the last part of names in /dev/disk/by-id.
    [GeneratedRegex(@"(\b(?:[Ss]erial(?: [Nn]o\.?| #)?|S/N:?|sn=)[ \t]*|\b(?:nvme|ata|scsi|usb)-\w[\w.+-]*_)((?=[A-Z0-9-]*[0-9])[A-Z0-9][A-Z0-9-]{5,})(?![\w-])")]
    private static partial Regex SerialWord();

    [GeneratedRegex(@"(?<![0-9a-fA-F:.])[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){7}(?![0-9a-fA-F:.])")]
    private static partial Regex WorldWideNamePairs();

    // Eight groups, or fewer with "::". An address of a PCI function has one or two colons and a dot.
    [GeneratedRegex(
        @"(?<![\w:.])(?:(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|(?:[0-9a-fA-F]{1,4}:){1,7}:(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){0,6})?)(?![\w:.])")]
    private static partial Regex BareIpv6();

    // user=ann, acct="ann", LOGNAME=ann
    [GeneratedRegex(@"(\b(?:user|username|login|acct|ruser|logname)=[\u0022']?)([A-Za-z_][\w.-]*)", RegexOptions.IgnoreCase)]
    private static partial Regex UserField();

    [GeneratedRegex(
        @"((?:\b(?:inet6?|brd|broadcast) (?:addr: ?)?|\b(?:ip|nfsroot|SRC|DST)=|\b(?:from|nameserver|via|gateway) ))([0-9]{1,3}(?:\.[0-9]{1,3}){3}"
        + @"|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7})")]
    private static partial Regex IpAddress();

    [GeneratedRegex(@"(?<![0-9a-fA-F:-])[0-9a-fA-F]{2}([:-])[0-9a-fA-F]{2}(?:\1[0-9a-fA-F]{2}){4}(?![0-9a-fA-F:-])")]
    private static partial Regex Mac();

    // ann@server:~$ lspci
    [GeneratedRegex(@"(?<![\w.-])([a-z_][\w-]*)(@)((?<host>[A-Za-z0-9][\w.-]*)(?=:[~/]|[:\]]?[^\n@]{0,40}[#$%>] ))")]
    private static partial Regex Prompt();

    // Linux version 5.10.0 (ann@server) (gcc ...
    [GeneratedRegex(@"(Linux version \S+ \()([A-Za-z_][\w.+-]*)(@(?<host>[A-Za-z0-9][\w.-]*)\))")]
    private static partial Regex Builder();

    // ann.lee@example.org
    [GeneratedRegex(@"(?<![\w.+-])([A-Za-z_][\w.+-]*)(@(?<host>[A-Za-z0-9][\w-]*(?:\.[A-Za-z0-9][\w-]*)*\.[A-Za-z]{2,}))(?![\w-])")]
    private static partial Regex Mail();

    // [ann@server ~]$ lspci
    [GeneratedRegex(@"^\[[a-z_][\w-]*@(?<host>[A-Za-z0-9][\w.-]*) [^\]]*\][#$]")]
    private static partial Regex BracketPrompt();

    // Nov 29 17:00:01 server kernel: ..., Fri 2024-11-29 17:00:01 CET server kernel: ...
    [GeneratedRegex(
        @"^(?:>|&gt;|[ \t|])*(?:\p{L}{1,7}\.?|[0-9]{1,2}[\u6708\uC6D4]) (?:[ 0-9]?[0-9]|[0-9]{4}-[0-9]{2}-[0-9]{2}) [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)? "
        + @"(?:(?<=[0-9]-.{0,40})[A-Z0-9+-]{2,6} )?(?<host>[A-Za-z0-9][\w.-]*) [^ :]+:")]
    private static partial Regex LogPrefix();

    // 2024-11-29T17:00:01.123456+00:00 server kernel: ...
    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.,]+(?:Z|[+-][0-9:]+)? (?<host>[A-Za-z0-9][\w.-]*) [^ :]+:")]
    private static partial Regex IsoLogPrefix();

    [GeneratedRegex(@"(?:^|\s)Linux (?!(?:[Vv]ersion|[Kk]ernel|[Rr]elease) )(?<host>[A-Za-z0-9][\w.-]*) [0-9]+\.[0-9]+\S* #")]
    private static partial Regex Uname();

    // "Host: server Kernel: 6.1.0" is inxi's.
    [GeneratedRegex(@"(?:Hostname set to <|\bHost: (?=\S+ Kernel: )|[Hh]ost ?name\s*[:=]\s*|_HOSTNAME""?\s*[:=]\s*""?)(?<host>[A-Za-z0-9][\w.-]*)")]
    private static partial Regex HostSet();

    // Pages where many people are: who writes there gives nothing of himself away.
    private static bool IsPublic(string host) => PublicSite().IsMatch(host);

    // https://git.example.org/
    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]{1,20}://(?:[^\s/@]*@)?(?<host>[A-Za-z][\w-]*(?:\.[\w-]+)*)")]
    private static partial Regex Page();

    // Of at least two parts, and neither .co.uk nor the like.
    [GeneratedRegex(@"^[A-Za-z0-9][\w-]*(?<!^(?:com?|org|net|ac|gov|edu))\.(?:[\w-]+\.)*[A-Za-z]{2,}$")]
    private static partial Regex Domain();

    [GeneratedRegex(@"(?<![\w.-])[A-Za-z0-9][\w-]*(?:\.[\w-]+){2,}(?![\w-])")]
    private static partial Regex Dotted();

    // /dev/mapper/HOST--vg-root and /dev/HOST-vg/root of Debian, fedora_HOST-root of Fedora and its kin; hyphens within HOST are doubled.
    [GeneratedRegex(
        @"(?<![\w.-])(?<host>[A-Za-z0-9](?:[A-Za-z0-9]|--)*)--vg-(?=\w)|(?:/dev/|\.lv=|\bVG Name +|\bgroup ""?)(?<host>[A-Za-z0-9](?:[A-Za-z0-9]|-(?!vg\b))*)-vg(?![\w-])"
        + @"|(?:/dev/mapper/|/dev/|\.lv=)(?:fedora|centos|rhel|cs|rl|ol|almalinux|rocky)_(?<host>[A-Za-z0-9](?:[A-Za-z0-9]|--)*)(?=[-/])")]
    private static partial Regex Volume();

    [GeneratedRegex("^(?:ubuntu|debian|fedora|kali|rhel|centos|cs|rl|ol|almalinux|rocky|pve|arch|mint|[kx]ubuntu|lubuntu|raspbian|opensuse|system|data|vg|lvm|root)$", RegexOptions.IgnoreCase)]
    private static partial Regex Systems();

    // /etc/hosts: an address and its names.
    [GeneratedRegex(
        @"^>? ?(?:127\.0\.1\.1[ \t]+|[0-9a-fA-F:.]{3,39}\t[ \t]*|[0-9]{1,3}(?:\.[0-9]{1,3}){3} +(?=[\w-]+\.[A-Za-z]))(?<host>[A-Za-z][\w.-]*)(?:[ \t]+(?<host>[A-Za-z][\w.-]*))*[ \t]*(?:#.*)?$")]
    private static partial Regex HostsFile();

    [GeneratedRegex(@"^[>\s|]*(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7] ")]
    private static partial Regex Slot();

    // nfsroot=filer.lan:/srv, nfs: server filer, rhost=desk, "from desk.lan port 22"
    [GeneratedRegex(
        @"(?:\bnfsroot=|\brhost=|\bnfs4?:(?: server )?)(?<host>[A-Za-z][\w-]*(?:\.[\w-]+)*)(?=[:\s]|$)|\bfrom (?<host>[A-Za-z][\w-]*(?:\.[\w-]+)*) port [0-9]")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\b(?:ssh-\w+|ecdsa-\S+) AAAA\S+ [A-Za-z_][\w.-]*@(?<host>[A-Za-z0-9][\w.-]*)")]
    private static partial Regex KeyComment();

    [GeneratedRegex(
        @"(?:^|\.)(?:kernel\.org|git(?:hub|lab)(?:usercontent)?\.(?:com|io)|freedesktop\.org|archlinux\.org|debian\.org|ubuntu\.com|launchpad\.net"
        + @"|redhat\.com|fedoraproject\.org|opensuse\.org"
        + @"|suse\.com|proxmox\.com|xenproject\.org|xen\.org|qubes-os\.org|intel\.com|amd\.com|nvidia\.com|microsoft\.com|vmware\.com|broadcom\.com"
        + @"|truenas\.com|unraid\.net|reddit\.com"
        + @"|stack(?:exchange|overflow)\.com|serverfault\.com|superuser\.com|askubuntu\.com|wikipedia\.org|google\.com|googlegroups\.com"
        + @"|pastebin\.com|paste\.\w+\.\w+|sourceforge\.net|python\.org"
        + @"|nuget\.org|linux\.dev|lwn\.net|gnu\.org)$")]
    private static partial Regex PublicSite();
}
