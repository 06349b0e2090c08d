using System.Collections.Immutable;
using System.Globalization;

namespace IrqModel.Firmware;

/// <summary>
/// Reads what a tree holds of <c>/sys</c>: PCI functions, IOMMU groups, ACPI tables, IOMMUs, interrupts of debugfs. The parts are found
/// by their own names, so it does not matter from where in <c>/sys</c> the tree was taken.
/// </summary>
internal sealed class SysfsReader(FileTree tree, string source, EvidenceBuilder evidence)
{
    /// <summary>The folders of <c>/sys/class/iommu/NAME</c> that hold registers.</summary>
    public static readonly string[] IommuKinds = ["intel-iommu", "amd-iommu"];

    /// <summary>The registers that are read there.</summary>
    public static readonly string[] IommuRegisters = ["address", "cap", "ecap", "features"];

    private const string Tables = "firmware/acpi/tables/";
    private const string Groups = "kernel/iommu_groups/";
    private const string Irqs = "debug/irq/irqs/";
    private const string Domains = "debug/irq/domains/";

    private static readonly string[] FunctionFiles =
    [
        "config", "vendor", "device", "class", "revision", "irq", "uevent", "enable", "msi_bus", "sriov_totalvfs", "sriov_numvfs", "sriov_offset",
        "sriov_stride", "sriov_vf_device", "secondary_bus_number", "subordinate_bus_number",
    ];

    private static readonly string[] FunctionLinks = ["physfn", "driver", "iommu_group", "iommu"];
    private readonly SortedDictionary<Bdf, FunctionFolder> _functions = [];
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Whether a file of a function's folder is read.</summary>
    public static bool IsFunctionFile(string name) => FunctionFiles.Contains(name);

    /// <summary>Whether a link of a function's folder is read.</summary>
    public static bool IsFunctionLink(string name) =>
        FunctionLinks.Contains(name) || name.StartsWith("virtfn", StringComparison.Ordinal);

    /// <summary>Whether a file of <c>/sys</c> can matter, by its name.</summary>
    public static bool IsAttribute(string path)
    {
        string name = FileTree.Last(path);
        return IsFunctionFile(name) || path.Contains("/msi_irqs/", StringComparison.Ordinal)
            || path.Contains(Tables, StringComparison.Ordinal)
            || path.Contains("debug/", StringComparison.Ordinal) || IommuRegisters.Contains(name);
    }

    /// <summary>Adds a function of which there is only its configuration space, in a file with its address in the name.</summary>
    public static void ReadConfig(string name, ReadOnlyMemory<byte> bytes, EvidenceBuilder evidence)
    {
        PciDeviceInfo function = SysfsConfig.Parse(bytes.Span, SysfsConfig.AddressOf(name)!.Value, name);
        evidence.Add(new PciListing
        {
            Source = name,
            Form = ListingForm.Sysfs,
            Functions = [function],
            ShowsTopology = false,
            IsSelection = true
        });
        evidence.Add(new EvidencePart(name, EvidenceKind.Sysfs, $"configuration space of {function.Address}, {bytes.Length} bytes"));
    }

    /// <summary>Reads everything that is of <c>/sys</c>.</summary>
    public void Read()
    {
        var groups = new SortedSet<string>(StringComparer.Ordinal);
        var units = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string path in tree.Paths)
        {
            NoteFunction(path);
            if (Under(path, Groups) is { } group && int.TryParse(group.Split('/')[0], out _))
                groups.Add(path[..^(group.Length - group.Split('/')[0].Length)]);
            else if (Under(path, Tables) is { } table && !table.Contains('/', StringComparison.Ordinal))
                ReadTable(path, table);
            else if (Under(path, Irqs) is { } irq && int.TryParse(irq, out int number))
                ReadIrq(path, number);
            else if (Under(path, Domains) is { } domain && !domain.Contains('/', StringComparison.Ordinal))
                ReadDomain(path, domain);
            foreach (string start in (string[])["class/iommu/", "virtual/iommu/"])
            {
                if (Under(path, start) is { } unit)
                {
                    string unitName = unit.Split('/')[0];
                    units.TryAdd(unitName, path[..(path.Length - unit.Length + unitName.Length)]);
                    _taken.Add(path);
                }
            }
        }
        foreach ((string name, string folder) in units)
            ReadUnit(name, folder);
        ReadGroups(groups);
        ReadFunctions();
    }

    /// <summary>Whether a path was read as part of <c>/sys</c>.</summary>
    public bool Takes(string path)
    {
        if (_taken.Contains(path) || _folders.Contains(path))
            return true;
        for (string folder = FileTree.Parent(path); folder.Length > 0; folder = FileTree.Parent(folder))
        {
            if (_folders.Contains(folder) || _taken.Contains(folder))
                return true;
        }
        return false;
    }

    private static string? Under(string path, string folder)
    {
        int at = path.IndexOf(folder, StringComparison.Ordinal);
        return at == 0 || (at > 0 && path[at - 1] == '/') ? path[(at + folder.Length)..] : null;
    }

    private void NoteFunction(string path)
    {
        string name = FileTree.Last(path);
        string folder = FileTree.Parent(path);
        if (SysfsConfig.AddressOf(FileTree.Last(folder)) is { } address && (IsFunctionFile(name) || IsFunctionLink(name)))
        {
            if (IsSideways(folder))
                _taken.Add(path);
            else
                Note(address, folder);
        }
        else if (SysfsConfig.AddressOf(name) is { } flat && tree.Read(path) is { } bytes && SysfsConfig.IsConfig(name, bytes.Span))
        {
            Note(flat, path);
        }
        else if (Under(path, "bus/pci/devices/") == name && SysfsConfig.AddressOf(name) is { } linked)
        {
            // The link says that the function is there and below what, even where its own folder is missing.
            _taken.Add(path);
            Note(linked, tree.Resolve(path) ?? FileTree.Normalize(FileTree.Join(folder, tree.LinkTarget(path) ?? name)) ?? path);
        }
    }

    // The same function again, seen from another one.
    private static bool IsSideways(string folder) => folder.Contains("/physfn", StringComparison.Ordinal)
        || folder.Contains("/virtfn", StringComparison.Ordinal) || folder.Contains("/iommu_group/", StringComparison.Ordinal)
        || folder.Contains("/driver/", StringComparison.Ordinal) || folder.Contains(Groups, StringComparison.Ordinal);

    private void Note(Bdf address, string folder)
    {
        _folders.Add(folder);
        if (!_functions.TryGetValue(address, out FunctionFolder? function))
            _functions.Add(address, function = new FunctionFolder(address, folder));
        else if (function.Path != folder && tree.Exists(folder) && ConfigLength(folder) > ConfigLength(function.Path))
            _functions[address] = new FunctionFolder(address, folder);
    }

    private int ConfigLength(string folder) => tree.Read(FileTree.Join(folder, "config"))?.Length ?? -1;

    private void ReadTable(string path, string name)
    {
        _taken.Add(path);
        TreeEntry? entry = tree.Find(path);
        // The same table is not worth a second look, and others but these say nothing about interrupts.
        string signature = name.Length >= 4 ? name[..4] : name;
        if (entry is not { } file || !TableFinder.IsKnown(System.Text.Encoding.Latin1.GetBytes(signature)))
            return;
        string inside = $"{source}:{path}";
        bool isReadable = file.Kind == TreeEntryKind.File && file.Content.Span.ContainsAnyExcept((byte)0);
        if (isReadable)
        {
            // tar fills a table that it could not read to the end with zeros, as it does for all of /sys.
            TableEvidence.Add(file.Content.Span, inside, line: null, offset: 0, evidence);
            return;
        }
        var problem = new EvidenceProblem(
            inside, EvidenceSeverity.Warning, $"the machine has the table {signature}, and the user may not read it; run as root");
        evidence.Add(new AcpiTable { Signature = signature, Source = inside, Problems = [problem] });
    }

    private void ReadIrq(string path, int number)
    {
        _taken.Add(path);
        if (tree.Read(path) is not { } bytes || TextDecoder.TryDecode(bytes.Span) is not { } text)
            return;
        var reader = new IrqDebugReader($"{source}:{path}", evidence) { Number = number };
        int line = 0;
        foreach (string part in text.Split('\n'))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(part))
                reader.TryRead(new TextLine(line, part));
        }
        reader.End();
    }

    private void ReadDomain(string path, string name)
    {
        _taken.Add(path);
        // The file "default" tells of one that has a name of its own.
        if (name != "default")
            evidence.AddDomain(name);
    }

    private void ReadUnit(string name, string folder)
    {
        foreach (string kind in IommuKinds)
        {
            string registers = $"{folder}/{kind}";
            if (tree.Names(registers).Count == 0)
                continue;
            bool isAmd = kind == "amd-iommu";
            evidence.Add(new IommuUnit($"{source}:{folder}", name)
            {
                RegisterBase = Hex(tree.ReadLine($"{registers}/address")),
                Capabilities = Hex(tree.ReadLine($"{registers}/cap")),
                ExtendedCapabilities = isAmd ? null : Hex(tree.ReadLine($"{registers}/ecap")),
            });
            return;
        }
        evidence.Add(new IommuUnit($"{source}:{folder}", name));
    }

    private void ReadGroups(SortedSet<string> groups)
    {
        foreach (string folder in groups)
        {
            _folders.Add(folder);
            ImmutableArray<Bdf> functions =
                [.. tree.Names($"{folder}/devices").Select(SysfsConfig.AddressOf).Where(address => address is not null)
                    .Select(a => a!.Value)];
            if (!functions.IsEmpty)
                evidence.Add(new IommuGroup(source, int.Parse(FileTree.Last(folder), CultureInfo.InvariantCulture), functions, null));
        }
    }

    private void ReadFunctions()
    {
        if (_functions.Count == 0)
            return;
        bool showsMsi = _functions.Values.Any(function => tree.Names($"{function.Path}/msi_irqs").Count > 0);
        Dictionary<Bdf, Bdf> physical = [];
        foreach (FunctionFolder function in _functions.Values)
        {
            foreach (Bdf virtualFunction in function.VirtualFunctions(tree))
                physical[virtualFunction] = function.Address;
        }
        var topology = new SysfsTopology(_functions.Values);
        ImmutableArray<PciDeviceInfo> functions =
        [
            .. _functions.Values.Select(function => topology.Complete(
                function.Read(tree, showsMsi, physical.TryGetValue(function.Address, out Bdf owner) ? owner : null))),
        ];
        evidence.Add(new PciListing
        {
            Source = source,
            Form = ListingForm.Sysfs,
            Functions = functions,
            ShowsTopology = topology.IsWhole(functions),
        });
        int denied = functions.Count(function => function.CapabilitiesShown == CapabilityDisplay.AccessDenied);
        string note = denied == 0 ? "" : $", {denied} without capabilities, which need root";
        evidence.Add(new EvidencePart(source, EvidenceKind.Sysfs, $"sysfs, {functions.Length} PCI functions{note}"));
    }

    private static ulong? Hex(string? text) =>
        ulong.TryParse(
            text is not null && text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text,
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out ulong value)
            ? value
            : null;
}
