namespace IrqModel.Firmware;

/// <summary>A run of lines in which every function appears once: the output of one command.</summary>
internal sealed class PciRun(int firstLine)
{
    private static readonly string[] FilterNames = ["grep", "head", "tail", "awk", "sed", "sort", "cut "];

    public DeviceFactsTable Table { get; } = new();

    public int FirstLine { get; } = firstLine;

    public int LastLine { get; set; } = firstLine;

    public string? Command { get; set; }

    /// <summary>The machine that the prompt names.</summary>
    public string? Host { get; init; }

    /// <summary>What the heading before it says.</summary>
    public MachineSide Side { get; init; }

    /// <summary>Lines that may belong to a function of which the first line is missing.</summary>
    public List<int> Orphans { get; } = [];

    public bool IsCutOff { get; set; }

    /// <summary>The form, where the reader knows it; null for lines of <c>lspci</c>, whose form follows from what they hold.</summary>
    public ListingForm? KnownForm { get; set; }

    public ListingForm Form => KnownForm
        ?? (Table.Functions.Any(device => device.HasBytes) ? ListingForm.Hexadecimal
        : Table.Functions.Any(device => device.HasDetails) ? ListingForm.VeryVerbose
        : Table.Functions.Any(device => device.IsVerbose) ? ListingForm.Verbose
        : ListingForm.Plain);

    /// <summary>Whether the command selects functions.</summary>
    public bool IsSelection => Command is { } command && command.Contains("lspci", StringComparison.Ordinal)
        && command.Split(' ').Any(word => word is "-s" or "-d" || word.StartsWith("-s", StringComparison.Ordinal)
            || word.StartsWith("-d", StringComparison.Ordinal) || word == "|");

    /// <summary>Whether the command passes its output through a filter: lines may be missing anywhere.</summary>
    public bool IsFiltered => IsFilter(Command);

    /// <summary>Whether a command passes its output through a filter.</summary>
    public static bool IsFilter(string? command) =>
        command is not null && command.IndexOf('|', StringComparison.Ordinal) is >= 0 and int bar
        && FilterNames.Any(name => command.AsSpan(bar).Contains(name, StringComparison.Ordinal));

    /// <summary>Whether the run shows one device only, with its functions.</summary>
    private bool IsOneDevice => Table.Functions.Select(device => (device.Address.Segment, device.Address.Bus)).Distinct().Count() == 1
        && Table.Functions.Count <= 8 && Table.Functions.Select(device => device.Address.Device).Distinct().Count() == 1;

    /// <summary>
    /// Whether a later run shows the same state in another form: it has the same functions, or one of the two is a selection of the
    /// other, and they contradict each other in nothing.
    /// </summary>
    public bool ShowsSameState(PciRun later)
    {
        if (later.Form == Form || !IsOfLspci(Form) || !IsOfLspci(later.Form))
            return false;
        int common = 0;
        foreach (DeviceFacts device in later.Table.Functions)
        {
            if (!Table.TryFind(device.Address, out DeviceFacts? earlier))
                continue;
            common++;
            if (Contradict(earlier, device))
                return false;
        }
        bool laterIsSubset = common == later.Table.Functions.Count;
        bool earlierIsSubset = common == Table.Functions.Count;
        return (laterIsSubset && earlierIsSubset)
            || (laterIsSubset && (later.IsSelection || later.IsOneDevice))
            || (earlierIsSubset && (IsSelection || IsOneDevice));
    }

    /// <summary>Takes over what a later run of the same state shows.</summary>
    public void Absorb(PciRun later)
    {
        ListingForm form = Form == ListingForm.Tree || (later.Form != ListingForm.Tree && later.Form > Form) ? later.Form : Form;
        foreach (DeviceFacts device in later.Table.Functions)
            Table.At(device.Address, device.Line).FillFrom(device);
        KnownForm = form;
        LastLine = later.LastLine;
        IsCutOff |= later.IsCutOff;
        Orphans.AddRange(later.Orphans);
        Command = IsSelection ? later.Command : Command ?? later.Command;
    }

    private static bool IsOfLspci(ListingForm form) => form is ListingForm.Plain or ListingForm.Tree or ListingForm.MachineReadable
        or ListingForm.Verbose or ListingForm.VeryVerbose or ListingForm.Hexadecimal;

    private static bool Contradict(DeviceFacts earlier, DeviceFacts later) =>
        (earlier.Driver is not null && later.Driver is not null && earlier.Driver != later.Driver)
        || (earlier.Buses is { } buses && later.Buses is { } others && buses != others)
        || (earlier.Sriov?.NumVfs is { } count && later.Sriov?.NumVfs is { } number && count != number)
        || (earlier.Sriov?.VfEnable is { } enabled && later.Sriov?.VfEnable is { } enable && enabled != enable)
        || (earlier.Revision is { } revision && later.Revision is { } other && revision != other)
        || (earlier.HasBytes && later.HasBytes);
}
