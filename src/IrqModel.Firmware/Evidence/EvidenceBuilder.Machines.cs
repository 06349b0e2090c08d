using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>Which machine is explained, where inputs are of several, and what is left out with the others.</summary>
internal sealed partial class EvidenceBuilder
{
    /// <summary>Leaves out the logs of guests beside that of a host, and of other machines where no listing can be of those.</summary>
    private void LeaveOutOtherMachines()
    {
        NoteNobodys();
        if (_logs.Count < 2)
            return;
        KernelLog[] logs = [.. _logs];
        PciListing[] nameless = [.. _listings.Where(listing => listing.Form != ListingForm.KernelLog && NameOf(listing) is null)];
        // A listing beside a log in one input is of the log's machine.
        HashSet<string> besideLogs = [.. nameless.Select(listing => Root(listing.Source))];
        besideLogs.IntersectWith(logs.Select(log => Root(log.Source)));
        OtherLog?[] others = LogChoice.OfMachines(
            logs, log => besideLogs.Contains(Root(log.Source)), [.. _listings.Select(NameOf).OfType<string>()],
            nameless.Any(listing => HasGuestsFunctions(listing) && Headings.At(listing.Source, listing.FirstLine).Side == MachineSide.NotSaid) && !logs.Any(log => !log.IsGuest && besideLogs.Contains(Root(log.Source))));
        HashSet<string> kept = [.. logs.Where((_, at) => others[at] is null).Select(log => Root(log.Source))];
        HashSet<string> left = [.. logs.Where((_, at) => others[at] is { Kind: OtherLogKind.OtherMachine }).Select(log => Root(log.Source))];
        // Whose a listing without a name is, nothing shows, unless one machine's logs are beside it; a host's log tells that of a guest.
        if (left.Count > 0 && nameless.FirstOrDefault(listing => kept.Contains(Root(listing.Source)) == left.Contains(Root(listing.Source))) is { } nobodys)
        {
            _whyNobodys ??= WhyNobodys(others.OfType<OtherLog>().First(other => other.Kind == OtherLogKind.OtherMachine).Because, nobodys);
            return;
        }
        LogChoice.Note(logs, others, this);
        for (int at = logs.Length - 1; at >= 0; at--)
        {
            if (others[at] is not { } other)
                continue;
            _otherLogs.Add(other);
            RemoveLog(at);
            string root = Root(logs[at].Source);
            if (!kept.Contains(root))
                LeaveOut((source, line) => Root(source) == root && Prompts.Of(source, line) is null, root, other.Because, other.Instead);
        }
    }

    /// <summary>Notes a listing that names no machine and stands beside logs of several.</summary>
    private void NoteNobodys()
    {
        foreach (OtherLog other in _otherLogs)
        {
            if (other.Kind == OtherLogKind.OtherMachine && _listings.FirstOrDefault(listing => listing.Form != ListingForm.KernelLog
                && Root(listing.Source) == Root(other.Log.Source) && NameOf(listing) is null) is { } listing)
                _whyNobodys ??= WhyNobodys(other.Because, listing);
        }
    }

    private static string WhyNobodys(string because, PciListing listing) =>
        $"the logs are of several machines ({because}), and nothing shows whose the listing of {Place(listing)} is";

    private void RemoveLog(int at)
    {
        KernelLog log = _logs[at];
        _logs.RemoveAt(at);
        RemoveWhere(_listings, listing => listing.Source == log.Source && listing.Form == ListingForm.KernelLog);
        RemoveWhere(_groups, group => group.Source == log.Source && group.Line >= log.FirstLine && group.Line <= log.LastLine);
    }

    /// <summary>
    /// Leaves out what prompts say to be of another machine: of the one that is explained there is a listing, else a log, and of several it
    /// is the one of which more is shown. What names no machine would be of any: then all is kept, and does not belong together.
    /// </summary>
    private void LeaveOutOtherNames()
    {
        Shown[] shown =
        [
            .. _listings.Where(listing => listing.Form != ListingForm.KernelLog)
                .Select(listing => new Shown(NameOf(listing), Rank.Listing, listing.Functions.Length) { IsOfGuest = HasGuestsFunctions(listing) }),
            .. _logs.Select(log => new Shown(NameOf(log), Rank.Log, (100 * (log.Faults.Length + log.Unhandled.Length)) + log.Statements.Length)
            {
                IsOfGuest = log.IsGuest,
            }),
            .. Texts().Select(text => new Shown(Prompts.Of(text.Source, text.Line), Rank.Other, 1)),
            .. Facts.SelectMany(fact => fact.Machines).Select(name => new Shown(name, Rank.Other, 0)),
        ];
        if (shown.Select(each => each.Name).OfType<string>().Distinct().Count() < 2 || Array.Exists(shown, each => each.Name is null))
            return;
        ShownMachine[] machines =
        [
            .. shown.GroupBy(each => each.Name!).Select(machine => new ShownMachine(
                    machine.Key, machine.Any(each => each.IsOfGuest), machine.Any(each => each.Rank == Rank.Listing),
                    machine.Where(each => each.Rank == Rank.Log).Sum(each => 1 + each.Weight), machine.Sum(each => each.Weight)))
                .OrderBy(machine => machine.IsGuest).ThenByDescending(machine => machine.HasListing)
                .ThenByDescending(machine => machine.OfLogs).ThenByDescending(machine => machine.OfAll),
        ];
        string chosen = machines[0].Name;
        for (int at = _logs.Count - 1; at >= 0; at--)
        {
            if (NameOf(_logs[at]) is not { } name || name == chosen)
                continue;
            var other = new OtherLog(_logs[at], OtherLogKind.OtherMachine, $"its lines name {name}, and what is explained is of {chosen}")
            {
                Instead = Instead(machines, name),
            };
            LogChoice.Note([_logs[at]], [other], this);
            _otherLogs.Add(other);
            RemoveLog(at);
        }
        foreach (string name in shown.Select(each => each.Name!).Distinct().Where(name => name != chosen))
        {
            LeaveOut(
                (source, line) => Prompts.Of(source, line) == name, name, $"a prompt names {name}, and what is explained is of {chosen}",
                Instead(machines, name));
        }
        foreach (SaidFact fact in Facts)
            fact.Keep(chosen);
    }

    private string Instead(ShownMachine[] machines, string name)
    {
        ShownMachine other = Array.Find(machines, machine => machine.Name == name)!;
        // Where logs were chosen among before, that choice decided.
        return _otherLogs.FirstOrDefault(log => log.Instead is not null && NameOf(log.Log) == name)?.Instead
            ?? (machines[0].IsGuest != other.IsGuest ? "it is no guest"
            : machines[0].HasListing != other.HasListing ? "a listing of its functions is given"
            : machines[0].OfLogs != other.OfLogs ? "its log says more"
            : machines[0].OfAll != other.OfAll ? "more of it is shown" : "it comes first");
    }

    private SaidFact[] Facts => [_versions, _commandLines, _systems, _hypervisors, _containers, _machines, _processors];

    /// <summary>Leaves out the name of a machine that is another one than the log's.</summary>
    private void LeaveOutOtherModel()
    {
        if (Machine is not { } machine || _logs.LastOrDefault(log => log.Machine is not null)?.Machine is not { } model || IsSameModel(machine, model))
            return;
        string because = $"it names {machine}, and the log is of {model.Split(", BIOS ")[0]}";
        if (_listings.FirstOrDefault(listing => listing.Form != ListingForm.KernelLog) is { } listing)
        {
            _whyNobodys ??= $"the inputs are of several machines (dmidecode or lshw names {machine}, and the log is of {model.Split(", BIOS ")[0]}), "
                + $"and nothing shows whose the listing of {Place(listing)} is";
            return;
        }
        _machines.Clear();
        LeaveOut(part => part.Model == machine, machine, because, null);
    }

    // "DMI: VENDOR PRODUCT/BOARD, BIOS ..." (dmi_format_ids); lshw adds numbers to the product, in brackets.
    private static bool IsSameModel(string machine, string model)
    {
        string name = Squeezed(machine.Split(" (")[0]);
        return name.Length == 0 || model.StartsWith('/') || Squeezed(model).Contains(name, StringComparison.OrdinalIgnoreCase);
    }

    private static string Squeezed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Leaves out the parts of inputs that are of another machine.</summary>
    private void LeaveOut(Func<string, int?, bool> isOfOther, string name, string because, string? instead)
    {
        RemoveWhere(_listings, listing => listing.Form != ListingForm.KernelLog && isOfOther(listing.Source, listing.FirstLine));
        RemoveWhere(_tables, table => isOfOther(table.Source, table.Line));
        RemoveWhere(_interrupts, table => isOfOther(table.Source, table.Line));
        RemoveWhere(_groups, group => isOfOther(group.Source, group.Line));
        RemoveWhere(_details, detail => isOfOther(detail.Source, detail.Line));
        RemoveWhere(_entries, entry => isOfOther(entry.Source, entry.Line));
        RemoveWhere(_units, unit => isOfOther(unit.Source, unit.Line));
        LeaveOut(
            part => part is { Kind: not EvidenceKind.KernelLog, IsOfLog: false } && isOfOther(part.Source, part.FirstLine), name, because, instead);
    }

    private void LeaveOut(Func<EvidencePart, bool> isOfOther, string name, string because, string? instead) =>
        LeaveOutParts(isOfOther, name, because, instead, isUncertain: false);

    private void LeaveOutParts(Func<EvidencePart, bool> isOfOther, string name, string because, string? instead, bool isUncertain)
    {
        ImmutableArray<EvidencePart> parts = [.. _parts.Where(isOfOther)];
        if (parts.IsEmpty)
            return;
        _leftOut.Add(new LeftOutMachine(name, because, parts) { Instead = instead, IsUncertain = isUncertain });
        _problems.Add(new EvidenceProblem(
            parts[0].Source, EvidenceSeverity.Warning,
            isUncertain ? $"left out: {because}" : $"what is of {name} is left out: {because}. To have it explained, give it alone")
        {
            Line = parts[0].FirstLine,
        });
    }

    /// <summary>The logs that are left out, with what else is left out of their machines: it explains them.</summary>
    private ImmutableArray<OtherLog> OtherLogsOf(PciListing[] listings, (string Text, string? Machine)[] versions)
    {
        PciListing[] leftOut = [.. listings.Except(_listings).Where(listing => listing.Form != ListingForm.KernelLog)];
        return [.. _otherLogs.Select(other => other.Kind == OtherLogKind.EarlierBoot ? other : other with
        {
            Listings = [.. leftOut.Where(listing => IsOfLogsMachine(NameOf(listing), listing.Source, other.Log))],
            KernelVersion = other.Log.KernelVersion
                ?? versions.LastOrDefault(each => each.Machine is not null && each.Machine == NameOf(other.Log)).Text,
        })];
    }

    private static bool IsOfLogsMachine(string? name, string source, KernelLog log) =>
        name is null ? Root(source) == Root(log.Source) : name == NameOf(log);

    /// <summary>The parts, each with the machine that it is of and whether it is left out.</summary>
    private ImmutableArray<EvidencePart> PartsWithMachines()
    {
        var whyLeftOut = new Dictionary<EvidencePart, string>();
        foreach (LeftOutMachine machine in _leftOut)
        {
            foreach (EvidencePart part in machine.Parts)
                whyLeftOut.TryAdd(part, machine.Because);
        }
        OtherLog[] otherLogs = [.. _otherLogs.Where(other => other.Kind != OtherLogKind.EarlierBoot)];
        ILookup<(string, int?), KernelLog> logs = _otherLogs.Select(other => other.Log).Concat(_logs)
            .ToLookup(log => (log.Source, (int?)log.FirstLine));
        return [.. _parts.Select(part => part with
        {
            Host = (part.Kind == EvidenceKind.KernelLog ? logs[(part.Source, part.FirstLine)].Select(NameOf).FirstOrDefault() : null)
                ?? Prompts.Of(part.Source, part.FirstLine),
            WhyLeftOut = whyLeftOut.GetValueOrDefault(part) ?? (part.IsOfLog || part.Kind == EvidenceKind.KernelLog
                ? Array.Find(otherLogs, other => Holds(other.Log, part))?.Because : null),
        })];
    }

    private static bool Holds(KernelLog log, EvidencePart part) =>
        log.Source == part.Source && log.FirstLine <= part.FirstLine && part.FirstLine <= log.LastLine;

    private IEnumerable<NamedMachine> NamedMachines() => _listings.Select(listing => (Name: NameOf(listing), listing.Source))
        .Concat(_logs.SelectMany(log => log.Hosts.Select(host => (Name: MachineName.Of(host), log.Source))))
        .Concat(Texts().Select(text => (Name: Prompts.Of(text.Source, text.Line), text.Source)))
        .Where(each => each.Name is not null).DistinctBy(each => each.Name).Select(each => new NamedMachine(each.Name!, each.Source));

    /// <summary>Where what is neither a log nor a listing stands.</summary>
    private IEnumerable<(string Source, int? Line)> Texts() =>
    [
        .. _tables.Select(table => (table.Source, table.Line)),
        .. _interrupts.Select(table => (table.Source, (int?)table.Line)),
        .. _groups.Select(group => (group.Source, group.Line)),
        .. _details.Select(detail => (detail.Source, detail.Line)),
        .. _entries.Select(entry => (entry.Source, entry.Line)),
        .. _units.Select(unit => (unit.Source, unit.Line)),
    ];

    private string? NameOf(PciListing listing) => MachineName.Of(listing.Host) ?? Prompts.Of(listing.Source, listing.FirstLine);

    private static string? NameOf(KernelLog log) => log.Hosts.Select(MachineName.Of).FirstOrDefault(name => name is not null);

    private static bool HasGuestsFunctions(PciListing listing) => listing.Functions.Any(function => HypervisorNames.OfDevice(
        function is { VendorId: { } vendor, DeviceId: { } id } ? ((uint)vendor << 16) | id : null, function.Description) is not null);

    // The files of an archive or a folder are of one input: "report.tar:proc/interrupts".
    private static string Root(string source) => source.Split(':')[0];

    private static string Place(PciListing listing) => listing.FirstLine is { } line ? $"{listing.Source} line {line}" : listing.Source;

    private sealed record ShownMachine(string Name, bool IsGuest, bool HasListing, int OfLogs, int OfAll);

    private enum Rank
    {
        Other,
        Log,
        Listing,
    }

    private sealed record Shown(string? Name, Rank Rank, int Weight)
    {
        public bool IsOfGuest { get; init; }
    }
}
