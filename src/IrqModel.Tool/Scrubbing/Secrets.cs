using System.Text.RegularExpressions;

namespace IrqModel.Tool.Scrubbing;

/// <summary>Replaces keys of SSH and WireGuard, fingerprints, tokens, names of wireless networks, and passwords in settings and addresses of pages.</summary>
internal static partial class Secrets
{
    /// <summary>A line without them.</summary>
    public static string Replace(string line, StandIns standIns)
    {
        if (line.Contains("SHA256:", StringComparison.Ordinal)) line = Fingerprint().Replace(line, StandIn);
        if (line.Contains("AAAA", StringComparison.Ordinal)) line = Key().Replace(line, StandIn);
        if (line.Contains("://", StringComparison.Ordinal))
        {
            line = Page().Replace(line, match => match.Groups[1].Value + standIns.User(match.Groups["user"].Value)
                + (match.Groups["secret"].Success ? $":{standIns.Secret(match.Groups["secret"].Value)}" : "") + "@");
        }

        if (line.Contains('=', StringComparison.Ordinal)) line = WireGuardKey().Replace(line, StandIn);
        if (MayCarryToken().IsMatch(line)) line = KnownToken().Replace(Bearer().Replace(line, StandIn), StandIn);
        if (line.Contains("ssid", StringComparison.OrdinalIgnoreCase)) line = UnquotedNetwork().Replace(WirelessNetwork().Replace(line, StandIn), StandIn);
        line = KeySetting().Replace(line, StandIn);
        return Setting().Replace(OldFingerprint().Replace(line, StandIn), StandIn);

        string StandIn(Match match) => match.Groups[1].Value + standIns.Secret(match.Groups[2].Value);
    }

    [GeneratedRegex(@"(\bSHA256:)([A-Za-z0-9+/]{43}=?)")]
    private static partial Regex Fingerprint();

    [GeneratedRegex(@"((?<![0-9a-fA-F:])(?:MD5:)?)((?:[0-9a-f]{2}:){15}[0-9a-f]{2})(?![0-9a-f:])")]
    private static partial Regex OldFingerprint();

    [GeneratedRegex(@"(\b(?:ssh-[a-z0-9]+|ecdsa-sha2-\S+|sk-ssh-\S+) )(AAAA[A-Za-z0-9+/]{12,}=*)")]
    private static partial Regex Key();

    // 32 octets in base64, as WireGuard has its keys.
    [GeneratedRegex(@"((?<![\w+/=])|(?<=(?:[Kk]ey|peer) ?=))([A-Za-z0-9+/]{43}=)(?![\w+/=])")]
    private static partial Regex WireGuardKey();

    [GeneratedRegex("uthorization|earer|_|eyJ|AKIA|xox|glpat")]
    private static partial Regex MayCarryToken();

    // Authorization: Bearer 0123...
    [GeneratedRegex(
        @"(\bauthorization[\u0022']?\s*[:=]\s*[\u0022']?(?:Bearer |Basic |Token |token=)?|\bBearer (?=\S*[0-9]))(?!(?:Bearer|Basic|Token) )"
        + @"([A-Za-z0-9._~+/=-]{8,})",
        RegexOptions.IgnoreCase)]
    private static partial Regex Bearer();

    // Tokens whose beginning says what they are.
    [GeneratedRegex(
        @"((?<![\w-]))((?:gh[pousr]_|github_pat_)\w{20,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,}|AKIA[A-Z0-9]{16}"
        + @"|eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+)")]
    private static partial Regex KnownToken();

    // SSID 'home', ESSID:"home"
    [GeneratedRegex(@"(\be?ssid ?[:=]? ?[\u0022'])([^\u0022']{1,64})(?=[\u0022'])", RegexOptions.IgnoreCase)]
    private static partial Regex WirelessNetwork();

    // ssid=home, SSID: home
    [GeneratedRegex(@"^(\s*(?:SSID: |ssid=))(?![\u0022'])(\S.{0,63})$")]
    private static partial Regex UnquotedNetwork();

    // PrivateKey = ..., private-key: ..., "password": "..."
    [GeneratedRegex(
        @"(\b(?:(?:private|preshared|pre-shared|secret)[_ -]?key|(?:password|passphrase|token|psk|api[_-]?key)(?=[\u0022']?\s?[:=]\s?[\u0022']?[^\s0-9]*[0-9]))"
        + @"[\u0022']?\s?[:=]\s?[\u0022']?)(?![\u0022'(</])([^\s\u0022'&,;]{6,})",
        RegexOptions.IgnoreCase)]
    private static partial Regex KeySetting();

    // https://ann:secret@example.org/
    [GeneratedRegex(@"(://)(?<user>[^\s/:@]+)(?::(?<secret>[^\s/@]+))?@")]
    private static partial Regex Page();

    [GeneratedRegex(@"(\b(?:password|passwd|passphrase|secret|token|psk|api[_-]?key)=[\u0022']?)(?!<)([^\s\u0022'&,;]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Setting();
}
