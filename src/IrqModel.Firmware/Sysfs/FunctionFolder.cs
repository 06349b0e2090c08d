using System.Collections.Immutable;
using System.Globalization;

namespace IrqModel.Firmware;

/// <summary>The folder of a PCI function in a tree of <c>/sys</c>, or a file with its configuration space.</summary>
/// <param name="address">The function's address.</param>
/// <param name="path">The folder or file; for a function of which there is only a link, where its folder would be.</param>
internal sealed class FunctionFolder(Bdf address, string path)
{
    private const int Header = 64;

    public Bdf Address { get; } = address;

    public string Path { get; } = path;

    /// <summary>The functions that the links virtfnN name.</summary>
    public IEnumerable<Bdf> VirtualFunctions(FileTree tree)
    {
        foreach (string name in tree.Names(Path))
        {
            if (name.StartsWith("virtfn", StringComparison.Ordinal) && Target(tree, name) is { } virtualFunction)
                yield return virtualFunction;
        }
    }

    /// <summary>Reads the function.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="showsMsi">Whether the tree shows the MSIs of any function, so that a function without the folder has none.</param>
    /// <param name="owner">The PF that names this function as its VF, or null.</param>
    public PciDeviceInfo Read(FileTree tree, bool showsMsi, Bdf? owner)
    {
        var problems = ImmutableArray.CreateBuilder<PciProblem>();
        PciDeviceInfo read = FromConfig(tree, problems);
        Bdf? physical = Target(tree, "physfn");
        if (physical is { } named && owner is { } owns && named != owns)
            problems.Add(new PciProblem(null, $"physfn says that the PF is {named}, and virtfn of {owns} says that it is that one"));
        int? classCode = read.ClassCode ?? (int?)Hex(tree.ReadLine($"{Path}/class"));
        bool hasMsiFolder = tree.Exists($"{Path}/msi_irqs");
        bool hasNone = showsMsi && !hasMsiFolder && tree.Exists($"{Path}/irq");
        return read with
        {
            VendorId = Id(read.VendorId) ?? (ushort?)Hex(tree.ReadLine($"{Path}/vendor")) ?? read.VendorId,
            DeviceId = Id(read.DeviceId) ?? (ushort?)Hex(tree.ReadLine($"{Path}/device")) ?? read.DeviceId,
            ClassCode = classCode,
            ProgrammingInterface = read.ProgrammingInterface ?? (byte?)classCode,
            Revision = read.Revision ?? (byte?)Hex(tree.ReadLine($"{Path}/revision")),
            HeaderType = read.HeaderType ?? HeaderOf(classCode),
            Buses = read.Buses ?? ReadBuses(tree),
            Sriov = read.Sriov ?? ReadSriov(tree),
            Driver = tree.LinkName($"{Path}/driver"),
            IommuGroup = int.TryParse(tree.LinkName($"{Path}/iommu_group"), out int group) ? group : null,
            IommuUnit = tree.LinkName($"{Path}/iommu"),
            PhysicalFunction = physical ?? owner,
            VfEvidence = read.VfEvidence | (physical is not null || owner is not null ? VfEvidence.Sysfs : VfEvidence.None),
            MsiIrqs = hasMsiFolder ? ReadMsiIrqs(tree) : hasNone ? [] : default,
            Problems = read.Problems.AddRange(problems),
        };
    }

    private PciDeviceInfo FromConfig(FileTree tree, ImmutableArray<PciProblem>.Builder problems)
    {
        TreeEntry? entry = tree.Find($"{Path}/config") ?? (tree.Find(Path) is { Kind: TreeEntryKind.File } file ? file : null);
        if (entry is not { } config)
            return new PciDeviceInfo { Address = Address };
        if (config.Kind != TreeEntryKind.File || config.Content.Length < Header)
        {
            problems.Add(new PciProblem(null, config.Kind == TreeEntryKind.Denied
                ? "permission denied: the user may not read the configuration space; run as root"
                : $"{config.Content.Length} bytes of configuration space were read; expected at least {Header}"));
            return new PciDeviceInfo
            {
                Address = Address,
                CapabilitiesShown = config.Kind == TreeEntryKind.Denied ? CapabilityDisplay.AccessDenied : CapabilityDisplay.CutOff,
            };
        }
        ReadOnlySpan<byte> bytes = config.Content.Span;
        if (bytes.Length > ConfigSpace.MaxSize)
            problems.Add(new PciProblem(ConfigSpace.MaxSize, $"{bytes.Length} bytes; a configuration space ends at {ConfigSpace.MaxSize}"));
        if (IsPadded(bytes))
            bytes = bytes[..Header];
        PciDeviceInfo read = PciDeviceInfo.FromConfig(Address, ConfigSpace.Parse(bytes));
        if (bytes.Length == Header && read.CapabilitiesShown == CapabilityDisplay.AccessDenied)
            problems.Add(new PciProblem(Header, "the user may read only the first 64 bytes: capabilities are not shown; run as root"));
        return read;
    }

    // An ordinary user can read 64 bytes; tar fills the file up with zeros. A function with capabilities has bytes that are not.
    private static bool IsPadded(ReadOnlySpan<byte> bytes)
    {
        const int Status = 6;
        const int HasCapabilities = 0x10;
        return bytes.Length > Header && (bytes[Status] & HasCapabilities) != 0 && !bytes[Header..].ContainsAnyExcept((byte)0);
    }

    private Bdf? Target(FileTree tree, string link)
    {
        if (tree.LinkName($"{Path}/{link}") is { } name)
            return SysfsConfig.AddressOf(name);
        // A copy that followed the link has the function's folder in its place.
        return tree.Read($"{Path}/{link}/uevent") is { } uevent ? SlotName(uevent.Span) : null;
    }

    private static Bdf? SlotName(ReadOnlySpan<byte> uevent)
    {
        ReadOnlySpan<byte> key = "PCI_SLOT_NAME="u8;
        int at = uevent.IndexOf(key);
        if (at < 0)
            return null;
        ReadOnlySpan<byte> value = uevent[(at + key.Length)..];
        int end = value.IndexOfAny((byte)'\n', (byte)0);
        return SysfsConfig.AddressOf(System.Text.Encoding.Latin1.GetString(end < 0 ? value : value[..end]));
    }

    private ImmutableArray<int> ReadMsiIrqs(FileTree tree) =>
        [.. tree.Names($"{Path}/msi_irqs").Where(name => int.TryParse(name, out _)).Select(int.Parse).Order()];

    private BridgeBuses? ReadBuses(FileTree tree) =>
        Decimal(tree, "secondary_bus_number") is { } secondary and <= 255 && Decimal(tree, "subordinate_bus_number") is { } last and <= 255
            ? new BridgeBuses(Address.Bus, (byte)secondary, (byte)last)
            : null;

    private SriovConfig? ReadSriov(FileTree tree)
    {
        if (Decimal(tree, "sriov_totalvfs") is not { } total)
            return null;
        int? count = Decimal(tree, "sriov_numvfs");
        return new SriovConfig(
            null, null, total, count, Decimal(tree, "sriov_offset"), Decimal(tree, "sriov_stride"),
            (int?)Hex(tree.ReadLine($"{Path}/sriov_vf_device")), count is null ? null : count > 0, null);
    }

    private int? Decimal(FileTree tree, string name) =>
        int.TryParse(tree.ReadLine($"{Path}/{name}"), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;

    private static ushort? Id(ushort? id) => id == 0xFFFF ? null : id;

    private static PciHeaderType? HeaderOf(int? classCode) => (classCode >> 8) switch
    {
        null => null,
        0x0604 => PciHeaderType.Bridge,
        0x0607 => PciHeaderType.CardBus,
        _ => PciHeaderType.Normal,
    };

    private static uint? Hex(string? text) =>
        text is not null && text.StartsWith("0x", StringComparison.Ordinal)
        && uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value)
            ? value
            : text is { Length: 4 } && uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            ? value : null;
}
