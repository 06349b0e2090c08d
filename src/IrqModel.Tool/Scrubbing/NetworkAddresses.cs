using System.Globalization;
using System.Text.RegularExpressions;

namespace IrqModel.Tool.Scrubbing;

/// <summary>Replaces the IPv4 addresses of a text, and the names of machines in the settings of a kernel that starts from the network.</summary>
internal static partial class NetworkAddresses
{
    /// <summary>A line without them. A version with four numbers looks the same: it stays where it is named one, and where a kernel prints it.</summary>
    public static string Replace(string line, StandIns standIns)
    {
        if (line.Contains("ip=", StringComparison.Ordinal))
            line = OfKernel().Replace(line, match => match.Groups[1].Value + Fields(match.Groups[2].Value, standIns));
        if (line.AsSpan().Count('.') < 3) return line;
        var isMachines = OfMachine().IsMatch(line);
        return Quad().Replace(line, match => IsAddress(match, isMachines) ? standIns.Ip(match.Groups["address"].Value) : match.Value);
    }

    // ip=<client>:<server>:<gateway>:<netmask>:<host name>:<device>:<autoconf>:<dns>
    private static string Fields(string setting, StandIns standIns)
    {
        const int HostName = 4;
        var fields = setting.Split(':');
        if (fields.Length > HostName && fields[HostName].Length > 1 && !setting.StartsWith('[')) fields[HostName] = standIns.Host(fields[HostName]);
        return string.Join(':', fields);
    }

    private static bool IsAddress(Match match, bool isMachines)
    {
        var octets = match.Groups["address"].Value.Split('.');
        foreach (var octet in octets)
        {
            if (int.Parse(octet, NumberStyles.None, CultureInfo.InvariantCulture) > byte.MaxValue || (octet.Length > 1 && octet[0] == '0')) return false;
        }

        // Masks, loopback, nobody, and the range for documentation, which the stand-ins are of.
        if (octets[0] is "255" or "127" or "0" || match.Groups["address"].Value.StartsWith("192.0.2.", StringComparison.Ordinal)) return false;
        if (match.Groups["version"].Success) return false;
        return !isMachines || match.Groups["place"].Success || octets[0] == "10" || (octets[0], octets[1]) is ("192", "168") or ("169", "254")
            || (octets[0] == "172" && int.Parse(octets[1], CultureInfo.InvariantCulture) is >= 16 and < 32);
    }

    [GeneratedRegex(@"(\bip=)(\S+)")]
    private static partial Regex OfKernel();

    [GeneratedRegex(
        @"(?<![\w.-])(?:(?<version>(?<=(?:[Vv]ersion|[Vv]er\.?|[Ff]irmware|FW|fw|[Rr]evision|[Rr]ev|BIOS|[Bb]uild|[Rr]elease|driver)[ :=(v]{1,3}))"
        + @"|(?<place>(?<=(?:[=@:/]|from |inet |server |addr |via |gateway |to ))))?"
        + @"(?<address>[0-9]{1,3}(?:\.[0-9]{1,3}){3})(?![\w.]*[0-9A-Za-z]|-)")]
    private static partial Regex Quad();

    [GeneratedRegex(
        @"^(?:.{0,80}?\bkernel(?:\[[0-9]+\])?: |[>\s|]*(?:<[0-9]{1,3}>)?\[ *[0-9]+\.[0-9]+\]|[>\s|]*(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7] |\t)")]
    private static partial Regex OfMachine();
}
