using System.Collections.Immutable;
using IrqModel.Firmware;
using IrqModel.Tool.Answers;

namespace IrqModel.Tool.Hosts;

/// <summary>Finds the host that stands for the kernel of an input, and all hosts that its kernel may behave like.</summary>
internal static class HostFinder
{
    /// <summary>Finds them.</summary>
    /// <param name="evidence">What the inputs show.</param>
    /// <param name="kernel">The version that is shown, if it can be read.</param>
    /// <param name="asked">The host that was asked for; null to choose by the version.</param>
    public static (Answer<HostChoice> Choice, ImmutableArray<HostChoice> Hosts) Find(Evidence evidence, KernelVersion? kernel,
        HostChoice? asked)
    {
        if (asked is not null) return (Answer.Known(asked, "--host"), [asked]);
        var versions = evidence.KernelVersions;
        ImmutableArray<HostChoice> shown =
            [.. versions.Select(text => KernelVersion.TryParse(text, out var version) ? HostCatalogue.For(version) : null)
            .OfType<HostChoice>().Distinct()];
        if (shown.Length > 1)
        {
            return (Answer.Unknown<HostChoice>($"the input shows different kernels: {string.Join(", ", versions)}", "uname -r (or --host)"),
                versions.Any(KernelVersion.IsRebased) ? HostCatalogue.Linux : [.. versions.SelectMany(LikeThese).Concat(shown).Distinct()]);
        }

        if (kernel is not { } number || evidence.KernelVersion is not { } text)
            return (Answer.Unknown<HostChoice>("no kernel version is shown", "uname -r (or --host)"), HostCatalogue.Linux);
        if (KernelVersion.IsRebased(text))
            return (Answer.Unknown<HostChoice>($"the input shows {text}, a kernel of Red Hat, which takes over much of later versions: its number does not say what it does", "--host"), HostCatalogue.Linux);
        var choice = Answer.Known(HostCatalogue.For(number), $"the input shows Linux {text}");
        return versions.Select(KernelVersion.BackporterOf).FirstOrDefault(who => who is not null) is { } distributor
            ? (choice.ProvidedThat(ConditionOf(text, distributor)), [.. LikeThese(text)])
            : (choice, [choice.Value]);
    }

    /// <summary>On what an answer rests that follows from the number of a distribution's kernel.</summary>
    private static string ConditionOf(string version, string distributor) =>
        $"{version} does what Linux of its number does: {distributor} takes over fixes of later versions";

    // Fixes are taken over from later versions, never from earlier ones.
    private static IEnumerable<HostChoice> LikeThese(string text)
    {
        if (!KernelVersion.TryParse(text, out var version)) return HostCatalogue.Linux;
        return KernelVersion.BackporterOf(text) is null ? [HostCatalogue.For(version)] : HostCatalogue.Linux
            .Where(host => host.First >= HostCatalogue.For(version).First);
    }
}
