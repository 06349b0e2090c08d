using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>The sentences in which people say which kernel runs.</summary>
internal static partial class KernelMentionText
{
    private const int LongestLine = 400;

    // What distributions append to the version of a kernel. Without it, "kernel" or "Linux" must stand before the number: other programs
    // have numbers like it.
    private const string Flavoured = @"[2-9]\.[0-9]{1,2}\.[0-9]{1,3}-(?:[0-9][\w.]*-)?(?:pve|generic|lowlatency|amd64|cloud-amd64|rt-amd64|default|lts|zen[0-9]"
        + @"|hardened|arch[0-9]|MANJARO|Unraid|production\+truenas|azure|aws|gcp|oem|raspi|kvm|oracle|gentoo|liquorix|xanmod[0-9]*)[\w+.~-]*"
        + @"|[2-9]\.[0-9]{1,2}\.[0-9]{1,3}-[0-9][\w.~-]*\.(?:el[0-9]+\w*|fc[0-9]+|amzn[0-9]+|x86_64)(?:[\w.]*\w)?";

    // What no release of Proxmox, Unraid, ESXi, QEMU or VirtualBox has for a number.
    private const string Bare = @"(?:[345]\.(?:[6-9]|1[0-9])|6\.1[3-9])\.[0-9]{1,3}";

    private const string Numbered = @"[2-9]\.[0-9]{1,2}(?:\.[0-9]{1,3})?(?:-rc[0-9]{1,2})?(?![\w.]*[0-9])";

    /// <summary>The versions that run, by a line; none where it says none, or speaks of another time or machine.</summary>
    /// <param name="text">The line.</param>
    public static IEnumerable<string> Read(string text) => ReadAll(text).Distinct();

    private static IEnumerable<string> ReadAll(string text)
    {
        if (text.Length > LongestLine || !text.Contains('.', StringComparison.Ordinal) || !MayBe(text))
            yield break;
        foreach (Match item in Item().Matches(text))
        {
            if (!Elsewhere().IsMatch(text[..item.Index]) && !Changing().IsMatch(text[..item.Index]))
                yield return Trimmed(item);
        }
        foreach (Match running in Running().Matches(text).Concat(Alone().Matches(text)))
        {
            if (!Elsewhere().IsMatch(SentenceBefore(text, running)) && !Condition().IsMatch(text[(running.Index + running.Length)..]))
                yield return Trimmed(running);
        }
        foreach (Match with in With().Matches(text))
        {
            if (!Elsewhere().IsMatch(SentenceBefore(text, with)) && !Comparing().IsMatch(text))
                yield return Trimmed(with);
        }
    }

    private static string SentenceBefore(string text, Match match) => text[(text.AsSpan(0, match.Index).LastIndexOfAny(".;!?") + 1)..match.Index];

    /// <summary>Whether a text is a version of a kernel and nothing else.</summary>
    public static bool IsVersion(string text) => Version().IsMatch(text);

    private static string Trimmed(Match match) => match.Groups["version"].Value.TrimEnd('.', '-', '~', '+');

    private static bool MayBe(string text) => text.Contains("un", StringComparison.OrdinalIgnoreCase)
        || text.Contains("ernel", StringComparison.Ordinal) || text.Contains(" on ", StringComparison.Ordinal)
        || text.Contains("oot", StringComparison.Ordinal) || text.Contains("sing ", StringComparison.Ordinal);

    [GeneratedRegex(
        @"\b(?:(?:[Rr]unning|run|runs|booted(?: into)?)(?: on)?|[Uu]sing|use|[Tt]his is|happens(?: here| for me)? (?:on|with)|[Mm]y kernel is|(?:I'm"
        + @"|[Ii]m|I am|we're|we are|it's|it is|(?:host|server|machine|box|system) is)(?: currently| now| still)? on)"
        + @"(?: +(?:the|a|latest|stock|its|my|pve|Proxmox|VE|Debian|Ubuntu|Arch|Fedora|Unraid|TrueNAS|Scale|with|version"
        + @"|[0-9]{1,2}(?:\.[0-9]{1,2}){0,2},?)){0,6}"
        + @" +(?:(?:(?:[Ll]inux )?[Kk]ernel|Linux)(?: version)? +v?(?<version>" + Flavoured + "|" + Numbered + ")|(?<version>" + Flavoured + "))")]
    private static partial Regex Running();

    // "I'm on 5.10.9 with a made-up card".
    [GeneratedRegex(
        @"\b(?:I'm|[Ii]m|I am|[Ww]e're|[Ww]e are)(?: currently| now| still)? (?:on|running|using) +v?(?<version>" + Bare
        + @")(?= +(?:with|and|here|now|on|kernel|right|at)\b|[.,;!?)]*\s*$|[.,;!?)] )|^Linux (?<version>" + Flavoured + ")$")]
    private static partial Regex Alone();

    // "Proxmox 8.2 with kernel 6.8.12-4-pve".
    [GeneratedRegex(@"\b(?:with|on|under) (?:the )?(?:Linux )?kernel +(?<version>" + Flavoured + ")")]
    private static partial Regex With();

    [GeneratedRegex(
        @"\b(?:since|works?|worked|working|fine|broke|broken|test\w*|compar\w*|upgrad\w*|updat\w*|downgrad\w*|install\w*|regress\w*|same|also|until"
        + @"|both|either|(?:and|or|vs) (?:with )?(?:kernel )?[2-9]\.[0-9])\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Comparing();

    [GeneratedRegex("^(?:" + Flavoured + "|" + Numbered + ")$")]
    private static partial Regex Version();

    // An item of a list of what somebody has: "- Kernel: 6.1.74-Unraid", "Proxmox 8.1 (kernel 6.5.13-1-pve), Xeon E5".
    [GeneratedRegex(
        @"(?:^(?:[-*\u2022] *|[A-Z]\w{2,11}: +)?|[,;(/|] *)(?:Linux )?[Kk]ernel(?: [Vv]ersion)?(?: *[:=] *"
        + @"| +)(?:Linux +)?v?(?<version>" + Flavoured + "|" + Numbered
        + @")(?=$|[,;( ]*$| *[,;()/|])")]
    private static partial Regex Item();

    [GeneratedRegex(
        @"\b(?:not|never|no longer|was|were|been|used to|had|previously|before|after|until|other|another|someone|somebody|others|friend|his|her|their"
        + @"|he|she|they"
        + @"|if|when|should|would|could|tried|try|trying|instead|whoever|people|who"
        + @"|guests?|vms?|virtual machines?|domu|containers?|lxc|second|switch|router|nas|laptop|desktop)\b|n't\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(
        @"\b(?:from|since|between|vs|versus|upgrad\w*|updat\w*|downgrad\w*|install\w*|with|on|in|works?|fine|broken?|broke|regression)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Changing();

    // "I am running X before the upgrade", "running X works".
    [GeneratedRegex(@"^[^.;!?]{0,40}\b(?:before|until|works?|worked|was fine|did not|didn't|but (?:now|then))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Condition();
}
