using System.Collections.Immutable;
using IrqModel.Firmware;
using IrqModel.Tool.Answers;
using IrqModel.Tool.Knowledge;

namespace IrqModel.Tool.Hosts;

/// <summary>Finds the host that stands for the kernel of an input, and all hosts that its kernel may behave like.</summary>
internal static class HostFinder
{
    /// <summary>How the condition starts that a kernel runs of which a sentence says so.</summary>
    public const string RunsIt = "the machine runs";

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

        if (kernel is not { } number || evidence.KernelVersion is not { } text) return OfSentences(evidence);
        var rebased = KernelVersion.IsRebased(text);
        if (evidence.MentionedKernels.FirstOrDefault(mention => !IsSame(text, mention.Version)) is { } other)
        {
            return (Answer.Unknown<HostChoice>($"the input shows Linux {text}, and {Place(other)} says that {other.Version} runs", "uname -r (or --host)"),
                rebased || KernelVersion.IsRebased(other.Version) ? HostCatalogue.Linux : [.. LikeThese(text).Concat(LikeThese(other.Version)).Distinct()]);
        }

        return rebased ? Rebased($"the input shows {text}") : (Choice(text, number, $"the input shows Linux {text}"), [.. LikeThese(text)]);
    }

    // A sentence may be about another machine, whatever it says: what follows from it holds on that condition.
    private static (Answer<HostChoice> Choice, ImmutableArray<HostChoice> Hosts) OfSentences(Evidence evidence)
    {
        var mentions = evidence.MentionedKernels.DistinctBy(mention => mention.Version).ToArray();
        if (mentions.Length > 1)
            return (Answer.Unknown<HostChoice>($"sentences name several kernels: {string.Join(", ", mentions.Select(mention => $"{mention.Version} ({Place(mention)})"))}", "uname -r (or --host)"), HostCatalogue.Linux);
        if (mentions is not [var only] || !KernelVersion.TryParse(only.Version, out var number))
            return (Answer.Unknown<HostChoice>("no kernel version is shown", "uname -r (or --host)"), HostCatalogue.Linux);
        var because = $"{Place(only)} says that {only.Version} runs";
        return KernelVersion.IsRebased(only.Version) ? Rebased(because)
            : (Choice(only.Version, number, because).ProvidedThat($"{RunsIt} {only.Version}, as {Place(only)} says"), HostCatalogue.Linux);
    }

    private static Answer<HostChoice> Choice(string text, KernelVersion number, string because)
    {
        var choice = Answer.Known(HostCatalogue.For(number), because);
        if (KernelVersion.BackporterOf(text) is { } distributor) return choice.ProvidedThat(ConditionOf(text, number, distributor));
        return KernelVersion.IsAfterCandidate(text) ? choice.ProvidedThat(ConditionOfTree(text, number)) : choice;
    }

    private static (Answer<HostChoice>, ImmutableArray<HostChoice>) Rebased(string because) =>
        (Answer.Unknown<HostChoice>($"{because}, a kernel of Red Hat: it has much of later versions, so its number does not say what it does", "--host"), HostCatalogue.Linux);

    private static string Place(KernelMention mention) => $"{mention.Source} line {mention.Line}";

    private static bool IsSame(string version, string mention) => version == mention
        || (version.StartsWith(mention, StringComparison.Ordinal) && version[mention.Length] is '.' or '-' or '+');

    /// <summary>On what an answer rests that follows from the number of a distribution's kernel.</summary>
    private static string ConditionOf(string text, KernelVersion number, string distributor) =>
        $"{text} behaves like Linux {number} ({distributor} adds fixes of later versions)";

    // A number of a candidate says less of a tree after it: the fix of the next candidate may be in it.
    private static string ConditionOfTree(string text, KernelVersion number) => HostCatalogue.For(number).Name == FaultKnowledge.HostThatSkipsVfs
        ? $"{text} lacks ff828729be44 (it is a tree after {number}, and the fix came with {FaultKnowledge.FirstThatTakesVfs})"
        : $"{text} behaves like Linux {number} (it is a tree after that, and may have later fixes)";

    private static bool MayHaveLaterFixes(string text) => KernelVersion.BackporterOf(text) is not null || KernelVersion.IsAfterCandidate(text);

    // Fixes are taken over from later versions, never from earlier ones.
    private static IEnumerable<HostChoice> LikeThese(string text)
    {
        if (!KernelVersion.TryParse(text, out var version)) return HostCatalogue.Linux;
        return MayHaveLaterFixes(text) ? HostCatalogue.Linux.Where(host => host.First >= HostCatalogue.For(version).First)
            : [HostCatalogue.For(version)];
    }
}
