using System.Text.RegularExpressions;

namespace IrqModel.Tool.Scrubbing;

/// <summary>Replaces keys of SSH, their fingerprints, and passwords in settings and addresses of pages.</summary>
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

        return Setting().Replace(OldFingerprint().Replace(line, StandIn), StandIn);

        string StandIn(Match match) => match.Groups[1].Value + standIns.Secret(match.Groups[2].Value);
    }

    [GeneratedRegex(@"(\bSHA256:)([A-Za-z0-9+/]{43}=?)")]
    private static partial Regex Fingerprint();

    [GeneratedRegex(@"((?<![0-9a-fA-F:])(?:MD5:)?)((?:[0-9a-f]{2}:){15}[0-9a-f]{2})(?![0-9a-f:])")]
    private static partial Regex OldFingerprint();

    [GeneratedRegex(@"(\b(?:ssh-[a-z0-9]+|ecdsa-sha2-\S+|sk-ssh-\S+) )(AAAA[A-Za-z0-9+/]{12,}=*)")]
    private static partial Regex Key();

    // https://ann:secret@example.org/
    [GeneratedRegex(@"(://)(?<user>[^\s/:@]+)(?::(?<secret>[^\s/@]+))?@")]
    private static partial Regex Page();

    [GeneratedRegex(@"(\b(?:password|passwd|passphrase|secret|token|psk|api[_-]?key)=[\u0022']?)(?!<)([^\s\u0022'&,;]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Setting();
}
