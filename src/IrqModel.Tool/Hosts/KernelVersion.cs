using System.Globalization;
using System.Text.RegularExpressions;

namespace IrqModel.Tool.Hosts;

/// <summary>A version of Linux, as far as it decides which host to run.</summary>
/// <param name="Major">For instance 5.</param>
/// <param name="Minor">For instance 10.</param>
/// <param name="Candidate">The number of the release candidate; <see cref="Released"/> for a release.</param>
public readonly partial record struct KernelVersion(int Major, int Minor, int Candidate = KernelVersion.Released)
    : IComparable<KernelVersion>
{
    /// <summary>What <see cref="Candidate"/> is for a release.</summary>
    public const int Released = int.MaxValue;

    /// <summary>Reads <c>5.10.0-rc3+</c>, <c>6.1.0-18-amd64</c>, <c>6.12.3-arch1-1</c>.</summary>
    public static bool TryParse(string? text, out KernelVersion version)
    {
        version = default;
        if (text is null || Pattern().Match(text) is not { Success: true } match) return false;
        if (!int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            || !int.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var minor)) return false;
        var candidate = match.Groups[3].Success
            && int.TryParse(match.Groups[3].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : Released;
        version = new(major, minor, candidate);
        return true;
    }

    /// <summary>
    /// Whose kernel it is, for distributions that take fixes of later versions over into kernels that keep their number; null for others.
    /// Red Hat's are told by <see cref="IsRebased"/>.
    /// </summary>
    public static string? BackporterOf(string text) =>
        Ubuntu().IsMatch(text) ? "Ubuntu" : Proxmox().IsMatch(text) ? "Proxmox" : Suse().IsMatch(text) ? "SUSE" : Debian().IsMatch(text)
            ? "Debian"
        : Amazon().IsMatch(text) ? "Amazon Linux" : Oracle().IsMatch(text) ? "Oracle Linux" : null;

    /// <summary>
    /// Whether a kernel has much of later versions than its number says, as those of Red Hat Enterprise Linux:
    /// <c>4.18.0-553.el8_10.x86_64</c>.
    /// </summary>
    public static bool IsRebased(string text) => Rebased().IsMatch(text);

    /// <summary>
    /// Whether a kernel was built from a tree after the release candidate that it names, and so may have later fixes: <c>5.10.0-rc3+</c>,
    /// <c>5.10.0-rc3-00123-gabcdef123456</c>, <c>5.10.0-rc3-next-20201110</c>.
    /// </summary>
    public static bool IsAfterCandidate(string text) => AfterCandidate().IsMatch(text);

    /// <inheritdoc/>
    public int CompareTo(KernelVersion other) => (Major, Minor, Candidate).CompareTo((other.Major, other.Minor, other.Candidate));

    /// <summary>Whether one version comes before another.</summary>
    public static bool operator <(KernelVersion left, KernelVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether one version comes after another.</summary>
    public static bool operator >(KernelVersion left, KernelVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether one version does not come after another.</summary>
    public static bool operator <=(KernelVersion left, KernelVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one version does not come before another.</summary>
    public static bool operator >=(KernelVersion left, KernelVersion right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Candidate == Released ? $"{Major}.{Minor}" : $"{Major}.{Minor}-rc{Candidate}";

    [GeneratedRegex(@"\.el[0-9]+(?:_|\.|$)")]
    private static partial Regex Rebased();

    [GeneratedRegex("-[0-9]+-(?:generic|lowlatency|aws|azure|gcp|gke|oracle|kvm|oem|raspi|realtime|nvidia|ibm|hwe|virtual|server)")]
    private static partial Regex Ubuntu();

    [GeneratedRegex("-pve$")]
    private static partial Regex Proxmox();

    [GeneratedRegex("-(?:default|preempt|rt|azure|vanilla|longterm|kvmsmall)$")]
    private static partial Regex Suse();

    [GeneratedRegex(@"-(?:amd64|686(?:-pae)?|arm64|powerpc64le|rt-amd64|cloud-amd64)$|[~+.]?(?:deb|bpo)[0-9]+")]
    private static partial Regex Debian();

    [GeneratedRegex(@"(?<![a-z])rc[0-9]+(?:-[\w.]+)*?(?:\+|-[0-9]{1,6}-g[0-9a-f]{4,40}|-next\b)")]
    private static partial Regex AfterCandidate();

    [GeneratedRegex(@"\.amzn[0-9]")]
    private static partial Regex Amazon();

    [GeneratedRegex(@"uek")]
    private static partial Regex Oracle();

    [GeneratedRegex(@"^([0-9]+)\.([0-9]+)(?:\.[0-9]+)?(?:.*?-?(?<![a-z])rc([0-9]+))?")]
    private static partial Regex Pattern();
}
