namespace IrqModel.Firmware;

/// <summary>The listings of one text, from all of its readers. Runs that show one state in different forms become one listing.</summary>
internal sealed class PciRuns(string source, EvidenceBuilder evidence)
{
    private readonly List<PciRun> _runs = [];

    /// <summary>The machine that the last prompt names, or null.</summary>
    public string? Host { get; private set; }

    /// <summary>Notes the machine that a prompt names.</summary>
    public void NamePrompt(int line, string host)
    {
        Host = evidence.Prompts.Note(source, line, host);
    }

    /// <summary>The machines that prompts name before listings, other than those that follow from a log.</summary>
    public IReadOnlyCollection<string> Hosts =>
        [.. _runs.Where(run => run.KnownForm != ListingForm.KernelLog && !run.Table.IsEmpty).Select(run => run.Host).OfType<string>()];

    /// <summary>Whether a listing that no prompt names has functions that only a hypervisor makes.</summary>
    public bool IsOfGuest => _runs.Exists(run => run.Host is null && run.Side == MachineSide.NotSaid && run.KnownForm != ListingForm.KernelLog
        && run.Table.Functions.Any(device => HypervisorNames.OfDevice(
            device is { VendorId: { } vendor, DeviceId: { } id } ? ((uint)vendor << 16) | id : null, device.Description) is not null));

    /// <summary>Starts a run.</summary>
    public PciRun Start(int firstLine, string? command, ListingForm? form = null)
    {
        var run = new PciRun(firstLine) { Command = command, KnownForm = form, Host = Host, Side = evidence.Headings.Current };
        _runs.Add(run);
        return run;
    }

    /// <summary>Drops a run: what it shows is of another time.</summary>
    public void Drop(PciRun run) => _runs.Remove(run);

    /// <summary>Adds the listings, after the last line.</summary>
    public void End()
    {
        var states = new List<PciRun>();
        foreach (PciRun run in _runs.Where(run => !run.Table.IsEmpty))
        {
            if (states.Count > 0 && (states[^1].Host ?? run.Host) == (run.Host ?? states[^1].Host) && states[^1].Side == run.Side && states[^1].ShowsSameState(run))
                states[^1].Absorb(run);
            else
                states.Add(run);
        }
        foreach (PciRun state in states)
            Add(state);
        bool isOfOne = states.Select(state => MachineName.Of(state.Host)).OfType<string>().Distinct().Count() < 2;
        if (isOfOne && states.Count(state => state.KnownForm is not (ListingForm.KernelLog or ListingForm.IommuGroups or ListingForm.SysLinks or ListingForm.Inventory)) > 1)
        {
            evidence.Add(new EvidenceProblem(
                source,
                EvidenceSeverity.Note,
                $"{states.Count} listings of functions: if they are of one machine, these are its states, and the last is the latest")
            {
                Line = states[^1].FirstLine,
            });
        }
    }

    private void Add(PciRun run)
    {
        PciListing listing = ListingBuilder.Build(source, run);
        evidence.Add(listing);
        NoteFilter(run);
        foreach (int line in run.Orphans)
        {
            evidence.Add(new EvidenceProblem(
                source, EvidenceSeverity.Warning, "lines of a function whose first line, the one with its address, is missing: left out")
            {
                Line = line,
            });
        }
        evidence.Add(new EvidencePart(source, EvidenceKind.PciListing, Describe(listing))
        {
            FirstLine = listing.FirstLine,
            LastLine = listing.LastLine,
            IsOfLog = listing.Form == ListingForm.KernelLog,
        });
    }

    private void NoteFilter(PciRun run)
    {
        if (run.IsFiltered)
        {
            evidence.Add(new EvidenceProblem(
                source, EvidenceSeverity.Warning, $"\"{run.Command}\" shows only some lines: functions and capabilities may be missing")
            {
                Line = run.FirstLine,
            });
        }
    }

    private static string Describe(PciListing listing)
    {
        string form = listing.Form switch
        {
            ListingForm.Plain => "lspci without -v",
            ListingForm.Tree => "lspci -t",
            ListingForm.MachineReadable => "lspci -mm",
            ListingForm.Verbose => "lspci -v",
            ListingForm.VeryVerbose => "lspci -vv or -vvv",
            ListingForm.Hexadecimal => "lspci with bytes of configuration space",
            ListingForm.BoardFile => "a board file",
            ListingForm.Pciconf => "pciconf -l",
            ListingForm.Sysfs => "/sys/bus/pci/devices",
            ListingForm.Lshw => "lshw",
            ListingForm.Inventory => "functions that inxi or hwinfo names",
            ListingForm.SysLinks => "links of /sys/bus/pci",
            ListingForm.KernelLog => "functions that a kernel log names",
            _ => "functions of IOMMU groups",
        };
        return $"{form}, {Numbers.Count(listing.Functions.Length, "function")}{(listing.IsCutOff ? ", cut off" : "")}";
    }
}
