namespace IrqModel.Firmware;

/// <summary>
/// Which of several logs is explained: of one machine its last boot; of several machines the one that a listing names, else the host of
/// the others, else the one whose log says most.
/// </summary>
internal static class LogChoice
{
    /// <summary>Chooses among the logs of one text, whose order is that of time.</summary>
    /// <param name="logs">The logs.</param>
    /// <param name="listed">The machines that listings name.</param>
    /// <param name="isListingOfGuest">Whether a listing without a name is a virtual machine's.</param>
    /// <returns>For each log, what it is beside the one that is explained; null for that one.</returns>
    public static OtherLog?[] OfText(IReadOnlyList<KernelLog> logs, IReadOnlyCollection<string> listed, bool isListingOfGuest)
    {
        OtherLog?[] others = OfMachines(logs, _ => false, listed, isListingOfGuest);
        KernelLog last = logs[Array.FindLastIndex(others, other => other is null)];
        for (int at = 0; at < logs.Count; at++)
        {
            if (others[at] is null && logs[at] != last)
            {
                others[at] = new OtherLog(logs[at], OtherLogKind.EarlierBoot, Boot(logs[at], last))
                {
                    IsRepeated = logs[at].KernelVersion == last.KernelVersion && IsRepeated(logs[at], last),
                };
            }
        }
        return others;
    }

    /// <summary>Chooses a machine among logs; all logs of it are kept.</summary>
    /// <param name="logs">The logs.</param>
    /// <param name="isBesideListing">Whether a listing stands beside a log.</param>
    /// <param name="listed">The machines that listings name.</param>
    /// <param name="isListingOfGuest">Whether a listing without a name is a virtual machine's.</param>
    public static OtherLog?[] OfMachines(
        IReadOnlyList<KernelLog> logs, Func<KernelLog, bool> isBesideListing, IReadOnlyCollection<string> listed, bool isListingOfGuest)
    {
        var machines = new List<List<int>>();
        for (int at = 0; at < logs.Count; at++)
        {
            if (machines.Find(machine => machine.TrueForAll(other => WhyNotSame(logs[other], logs[at]) is null)) is { } own)
                own.Add(at);
            else
                machines.Add([at]);
        }
        List<int> chosen = machines.OrderByDescending(HasListing).ThenByDescending(IsWanted).ThenByDescending(WeightOf).First();
        var others = new OtherLog?[logs.Count];
        for (int at = 0; at < logs.Count; at++)
        {
            if (chosen.Contains(at))
                continue;
            string because = chosen.Select(own => WhyNotSame(logs[at], logs[own])).OfType<string>().First();
            bool isGuest = logs[at].IsGuest && !chosen.Exists(own => logs[own].IsGuest);
            List<int> own = machines.Find(machine => machine.Contains(at))!;
            others[at] = new OtherLog(logs[at], isGuest ? OtherLogKind.Guest : OtherLogKind.OtherMachine, because)
            {
                Instead = HasListing(chosen) != HasListing(own) ? "a listing of its functions is given"
                    : IsWanted(chosen) != IsWanted(own) ? isListingOfGuest ? "the listing is a guest's" : "it is no guest"
                    : WeightOf(chosen) != WeightOf(own) ? "its log says more" : "it comes first",
            };
        }
        return others;

        bool HasListing(List<int> machine) => machine.Exists(at => isBesideListing(logs[at]) || IsListed(logs[at], listed));
        bool IsWanted(List<int> machine) => machine.Exists(at => logs[at].IsGuest) == isListingOfGuest;
        int WeightOf(List<int> machine) => machine.Sum(at => Weight(logs[at]));
    }

    /// <summary>Says which logs were left out, and where the one that is explained starts anew.</summary>
    public static void Note(IReadOnlyList<KernelLog> logs, OtherLog?[] others, EvidenceBuilder evidence)
    {
        bool hasEarlier = false;
        for (int at = 0; at < logs.Count; at++)
        {
            if (others[at] is { Kind: not OtherLogKind.EarlierBoot } other)
            {
                evidence.Add(new EvidenceProblem(logs[at].Source, EvidenceSeverity.Warning, TextOf(other)) { Line = logs[at].FirstLine });
                continue;
            }
            if (hasEarlier)
            {
                evidence.Add(new EvidenceProblem(
                    logs[at].Source, EvidenceSeverity.Note, "the log starts anew here: what was logged before belongs to an earlier boot")
                {
                    Line = logs[at].FirstLine,
                });
            }
            hasEarlier |= others[at] is not null;
        }
    }

    /// <summary>Why two logs are not of one machine; null where nothing shows that they are of two.</summary>
    private static string? WhyNotSame(KernelLog one, KernelLog other)
    {
        if ((one.Side == MachineSide.Guest) != (other.Side == MachineSide.Guest))
            return one.Side == MachineSide.Guest ? "a heading says that it is of a guest" : "a heading says that the other log is of a guest";
        if (one.IsGuest != other.IsGuest)
        {
            (KernelLog guest, KernelLog host) = one.IsGuest ? (one, other) : (other, one);
            if (IsNoGuest(host, guest))
                return one.IsGuest ? $"its kernel runs on {guest.Hypervisor ?? guest.Machine}, and that of the other log does not"
                    : $"its kernel runs on no hypervisor, and that of the other log on {guest.Hypervisor ?? guest.Machine}";
        }
        (string? name, string? otherName) = (NameOf(one), NameOf(other));
        if (name is not null && otherName is not null)
            return name == otherName ? null : $"its lines name {name}, and those of the other log {otherName}";
        return ModelOf(one) is { } model && ModelOf(other) is { } otherModel && model != otherModel
            ? $"it is of a machine \"{model}\", and the other log of one \"{otherModel}\"" : null;
    }

    // A log that starts in the middle does not say what its kernel found at boot; a refused request or a unit shows that it has an IOMMU,
    // and the whole log of a guest that has none names none.
    private static bool IsNoGuest(KernelLog log, KernelLog guest) =>
        log.Machine is not null || (log.Vendor != LogVendor.NotShown && guest is { Vendor: LogVendor.NotShown, StartsAtBoot: true });

    private static bool IsListed(KernelLog log, IReadOnlyCollection<string> listed) =>
        NameOf(log) is { } name && listed.Any(host => MachineName.Of(host) == name);

    private static string? NameOf(KernelLog log) => log.Hosts.Select(MachineName.Of).FirstOrDefault(name => name is not null);

    // The firmware's version may change between two boots.
    private static string? ModelOf(KernelLog log) => log.Machine?.Split(", BIOS ")[0];

    private static int Weight(KernelLog log) =>
        log.Faults.Length + log.Unhandled.Length + log.Statements.Length + log.Units.Length + log.Functions.Length;

    private static string Boot(KernelLog log, KernelLog last) => log.KernelVersion == last.KernelVersion
        ? IsRepeated(log, last) ? "the log starts anew after it, and repeats all of it: it may be the same boot, shown twice" : "the log starts anew after it"
        : $"the log starts anew after it, under {last.KernelVersion ?? "a kernel that is not shown"}";

    // "dmesg", pasted before and after: stamps are not read, and two boots of one kernel may say the same.
    private static bool IsRepeated(KernelLog log, KernelLog last) => !log.EndsInRestart && log.CommandLine == last.CommandLine
        && log.Statements.Select(said => said.Text).ToHashSet(StringComparer.Ordinal).IsSubsetOf(last.Statements.Select(said => said.Text))
        && log.Faults.Select(fault => fault.Text).ToHashSet(StringComparer.Ordinal).IsSubsetOf(last.Faults.Select(fault => fault.Text))
        && log.Unhandled.Select(each => each.Text).ToHashSet(StringComparer.Ordinal).IsSubsetOf(last.Unhandled.Select(each => each.Text));

    private static string TextOf(OtherLog other) =>
        $"a log of {(other.Kind == OtherLogKind.Guest ? "a virtual machine" : "another machine")} is left out: {other.Because}. "
            + "To have it explained, give it alone";
}
