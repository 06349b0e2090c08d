using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>
/// What stands behind a log that is left out, in one text: it may be of that log's machine, where no name tells. It is kept only where
/// what it shows tells that it is of the machine that is explained.
/// </summary>
internal sealed partial class EvidenceBuilder
{
    // Two functions that a log names may have the same addresses in a guest by chance; more on buses of their own hardly.
    private const int EnoughFunctions = 3;

    private void LeaveOutWhatIsBehindOthers()
    {
        OtherLog[] others = [.. _otherLogs.Where(other => other.Kind != OtherLogKind.EarlierBoot)];
        foreach (string source in others.Select(other => other.Log.Source).Distinct())
        {
            KernelLog[] kept = [.. _logs.Where(log => log.Source == source)];
            if (kept.Length > 0)
                LeaveOut(new Behind(this, source, [.. others.Where(other => other.Log.Source == source)], kept));
        }
    }

    /// <summary>Leaves out what headings say to be of a guest, in a text that has something of its host.</summary>
    private void LeaveOutWhatHeadingsSay()
    {
        foreach (string source in _parts.Select(part => part.Source).Distinct().Where(Headings.NameGuest).ToArray())
        {
            bool IsGuests(EvidencePart part) => Headings.At(source, part.FirstLine).Side == MachineSide.Guest;
            EvidencePart[] parts = [.. _parts.Where(part => part.Source == source)];
            bool hasHosts = Array.Exists(parts, part => part.Kind != EvidenceKind.Fact && !IsGuests(part));
            bool isGuestChosen = _otherLogs.Any(other => other.Log.Source == source && other.Kind == OtherLogKind.OtherMachine)
                && _logs.Any(log => log.Source == source && log.Side == MachineSide.Guest);
            if (!hasHosts || isGuestChosen || Array.Find(parts, IsGuests) is not { } first)
                continue;
            string because = $"a heading says that it is of a guest (line {Headings.At(source, first.FirstLine).Line})";
            for (int at = _logs.Count - 1; at >= 0; at--)
            {
                if (_logs[at].Source != source || _logs[at].Side != MachineSide.Guest)
                    continue;
                var other = new OtherLog(_logs[at], OtherLogKind.Guest, because) { Instead = "it is no guest" };
                LogChoice.Note([_logs[at]], [other], this);
                _otherLogs.Add(other);
                RemoveLog(at);
            }
            OtherLog[] others = [.. _otherLogs.Where(other => other.Log.Source == source && other.Kind == OtherLogKind.Guest)];
            LeaveOut(new Behind(this, source, others, [.. _logs.Where(log => log.Source == source)]) { Heading = because });
        }
    }

    private void LeaveOut(Behind behind)
    {
        HashSet<int?> lines = [];
        RemoveFrom(_listings, listing => listing.FirstLine, listing => listing.Form != ListingForm.KernelLog && !behind.IsOwn(listing));
        RemoveFrom(_interrupts, table => table.Line, table => !behind.IsOwn(table));
        RemoveFrom(_details, detail => detail.Line, _ => true);
        if (behind.MayHaveIommu)
        {
            RemoveFrom(_tables, table => table.Line, _ => true);
            RemoveFrom(_groups, group => group.Line, _ => true);
            RemoveFrom(_entries, entry => entry.Line, _ => true);
            RemoveFrom(_units, unit => unit.Line, _ => true);
        }
        foreach (SaidFact fact in Facts)
        {
            lines.UnionWith(fact.RemoveWhere(
                said => said.Place is { } place && behind.Holds(place.Source, place.Line, said.Machine) && !behind.IsOwn(said.Text)));
        }
        bool IsLeftOut(EvidencePart part) => part.Source == behind.Source && part is { Kind: not EvidenceKind.KernelLog, IsOfLog: false }
            && (lines.Contains(part.FirstLine) || lines.Any(line => line > part.FirstLine && line <= part.LastLine));
        LeaveOutParts(IsLeftOut, behind.Heading is null ? behind.Source : "a guest", behind.Because, null, isUncertain: behind.Heading is null);

        void RemoveFrom<T>(ImmutableArray<T>.Builder items, Func<T, int?> lineOf, Predicate<T> isOthers)
        {
            RemoveWhere(items, item =>
            {
                if (SourceOf(item!) != behind.Source || !behind.Holds(behind.Source, lineOf(item), NameAt(item!, lineOf(item))) || !isOthers(item))
                    return false;
                lines.Add(lineOf(item));
                return true;
            });
        }
    }

    private string? NameAt(object item, int? line) => item is PciListing listing ? NameOf(listing) : Prompts.Of(SourceOf(item), line);

    private static string SourceOf(object item) => item switch
    {
        PciListing listing => listing.Source,
        InterruptTable table => table.Source,
        IrqDetail detail => detail.Source,
        AcpiTable table => table.Source,
        IommuGroup group => group.Source,
        RemappingEntry entry => entry.Source,
        IommuUnit unit => unit.Source,
        _ => throw new ArgumentException($"a {item.GetType().Name} has no source", nameof(item)),
    };

    /// <summary>What one text has behind logs that are left out.</summary>
    private sealed class Behind
    {
        private readonly OtherLog[] _others;
        private readonly KernelLog[] _kept;
        private readonly KernelLog[] _own;
        private readonly string? _name;
        private readonly HashSet<string> _otherNames;
        private readonly bool _areSameName;
        private readonly MachineHeadings _headings;

        public Behind(EvidenceBuilder evidence, string source, OtherLog[] others, KernelLog[] kept)
        {
            Source = source;
            (_others, _kept, _own, _headings) = (others, kept, [.. evidence._logs], evidence.Headings);
            _name = kept.Select(EvidenceBuilder.NameOf).FirstOrDefault(name => name is not null);
            _otherNames = [.. others.Select(other => EvidenceBuilder.NameOf(other.Log)).OfType<string>()];
            _areSameName = _name is not null && _otherNames.Contains(_name);
        }

        public string Source { get; }

        /// <summary>What a heading says, where it is the heading that tells; null where the logs before tell.</summary>
        public string? Heading { get; init; }

        /// <summary>Whether a machine that is left out may have an IOMMU.</summary>
        public bool MayHaveIommu => _others.Length == 0 || _others.Any(other => other.Log.Vendor != LogVendor.NotShown);

        public string Because => Heading ??
            $"it stands behind the log of {(_others[0].Kind == OtherLogKind.Guest ? "a virtual machine" : "another machine")}, "
                + "and nothing shows that it is not of that. If it is of the machine that is explained, give it in a file of its own, with that machine's log";

        /// <summary>
        /// Whether no name tells whose a line is, and a heading says that it is a guest's, or it comes after a log that is left out and before
        /// any of the machine's own.
        /// </summary>
        public bool Holds(string source, int? line, string? name)
        {
            bool isNamed = name is not null && !_areSameName && _otherNames.Count > 0 && (name == _name || _otherNames.Contains(name));
            if (source != Source || line is not { } at || isNamed)
                return false;
            if (_headings.At(source, at).Side is not MachineSide.NotSaid and var side)
                return side == MachineSide.Guest && Heading is not null;
            if (Heading is not null)
                return false;
            int own = LastBefore(_kept, at);
            int other = LastBefore(_others.Select(each => each.Log), at);
            // Before all logs it is of the first one.
            return own == 0 && other == 0 ? _others.Min(each => each.Log.FirstLine) < _kept.Min(log => log.FirstLine) : other > own;
        }

        /// <summary>Whether a listing can only be of the machine that is explained.</summary>
        public bool IsOwn(PciListing listing)
        {
            if (HasGuestsFunctions(listing))
                return _own.Any(log => log.IsGuest);
            if (_others.Any(other => Named(other.Log).Any(named => Fits(listing, named)))
                || (_others is [{ Kind: OtherLogKind.OtherMachine }, ..] && listing.Host is null))
                return false;
            LogFunction[] named = [.. _own.SelectMany(Named)];
            return named.Any(function => Fits(listing, function))
                || named.Select(function => function.Address).Where(address => address is not { Segment: 0, Bus: 0 } && listing.Find(address) is not null)
                    .Distinct().Count() >= EnoughFunctions;
        }

        /// <summary>Whether a table of interrupts can only be of the machine that is explained.</summary>
        public bool IsOwn(InterruptTable table)
        {
            if (table.Rows.Any(row => IsOfIommu(row.Chip)))
                return !MayHaveIommu;
            return table.Rows.Any(row => _own.SelectMany(Named).Any(named => Fits(row, named)))
                && !table.Rows.Any(row => _others.SelectMany(other => Named(other.Log)).Any(named => Fits(row, named)));
        }

        /// <summary>Whether a log of the machine says a fact too, so that it is the machine's whoever else says it.</summary>
        public bool IsOwn(string fact) => _own.Any(
            log => log.KernelVersion == fact || log.CommandLine == fact || (log.Machine is { } machine && IsSameModel(fact, machine)));

        private static int LastBefore(IEnumerable<KernelLog> logs, int line) =>
            logs.Where(log => log.FirstLine <= line).Select(log => log.FirstLine).DefaultIfEmpty(0).Max();

        private static IEnumerable<LogFunction> Named(KernelLog log) => log.Functions.Where(function => function.Driver is not ("pci" or "pcieport"));

        private static bool Fits(PciListing listing, LogFunction named) => listing.Find(named.Address)?.Driver == named.Driver;

        // Handlers are named after their driver or have another name; then nothing is known.
        private static bool Fits(InterruptRow row, LogFunction named) =>
            row.Function == named.Address && row.Actions.Contains(named.Driver, StringComparison.Ordinal);

        private static bool IsOfIommu(string? chip) => chip is not null && (chip.StartsWith("IR-", StringComparison.Ordinal)
            || chip.StartsWith("DMAR", StringComparison.Ordinal) || chip.StartsWith("AMD-Vi", StringComparison.Ordinal));
    }
}
