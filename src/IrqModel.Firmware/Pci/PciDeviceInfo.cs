using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>
/// A PCI function as a dump describes it. A value that the dump does not give is null; where it gives one in hexadecimal and in words,
/// the hexadecimal one counts.
/// </summary>
public sealed record PciDeviceInfo
{
    /// <summary>The function's address.</summary>
    public required Bdf Address { get; init; }

    /// <summary>The line of the dump that the function starts on, counted from 1, or null where there are no lines.</summary>
    public int? Line { get; init; }

    /// <summary>The function in words, as the dump has them, e.g. "Host bridge: Intel Corporation ...".</summary>
    public string? Description { get; init; }

    /// <summary>The vendor id. For a virtual function, whose configuration space has none, it is the one that the text says.</summary>
    public ushort? VendorId { get; init; }

    /// <summary>The device id. For a virtual function, whose configuration space has none, it is the one that the text says.</summary>
    public ushort? DeviceId { get; init; }

    /// <summary>
    /// The class code: class in 23:16, subclass in 15:8, programming interface in 7:0. From text without a programming interface the
    /// last is 0: <see cref="ProgrammingInterface"/> says whether it is known.
    /// </summary>
    public int? ClassCode { get; init; }

    /// <summary>The layout of the header; from text it follows from the class.</summary>
    public PciHeaderType? HeaderType { get; init; }

    /// <summary>The last byte of the class code, where the source says it.</summary>
    public byte? ProgrammingInterface { get; init; }

    /// <summary>The revision, where the source says it; FFh in a function that does not answer.</summary>
    public byte? Revision { get; init; }

    /// <summary>Whether the device says that it has several functions; null where only text exists.</summary>
    public bool? IsMultiFunction { get; init; }

    /// <summary>The bus numbers of a bridge. From a board file or a tree the subordinate bus is the highest one shown.</summary>
    public BridgeBuses? Buses { get; init; }

    /// <summary>The PCI Express capability.</summary>
    public PcieCapability? Pcie { get; init; }

    /// <summary>The MSI capability.</summary>
    public MsiCapability? Msi { get; init; }

    /// <summary>The MSI-X capability.</summary>
    public MsixCapability? Msix { get; init; }

    /// <summary>The SR-IOV capability, which makes the function a physical one.</summary>
    public SriovConfig? Sriov { get; init; }

    /// <summary>The ARI capability.</summary>
    public AriCapability? Ari { get; init; }

    /// <summary>The kernel driver that was bound, where the dump says it.</summary>
    public string? Driver { get; init; }

    /// <summary>The configuration space, where the dump has bytes of it.</summary>
    public ConfigSpace? Config { get; init; }

    /// <summary>What the dump gets wrong or leaves out about the function.</summary>
    public ImmutableArray<PciProblem> Problems { get; init; } = [];

    /// <summary>How far the source shows the capabilities.</summary>
    public CapabilityDisplay CapabilitiesShown { get; init; }

    /// <summary>What says that the function is a VF.</summary>
    public VfEvidence VfEvidence { get; init; }

    /// <summary>The PF of a VF, where the source says it by numbers or by name; null where it does not.</summary>
    public Bdf? PhysicalFunction { get; init; }

    /// <summary>The interrupt numbers of <c>msi_irqs</c> in sysfs; default where the source does not show them.</summary>
    public ImmutableArray<int> MsiIrqs { get; init; }

    /// <summary>The line of the dump with the message of <see cref="Msi"/>, counted from 1, or null.</summary>
    public int? MsiMessageLine { get; init; }

    /// <summary>Whether the text shows an interrupt pin ("Interrupt: pin A"), which VFs do not have; false where it shows none.</summary>
    public bool HasInterruptPin { get; init; }

    /// <summary>
    /// The number that the system gave the function's interrupt, as the text has it ("IRQ 16"): of its pin, or of its first message where
    /// MSI is enabled; or null.
    /// </summary>
    public int? Irq { get; init; }

    /// <summary>
    /// Whether the function may write to memory (bit 2 of the command register), which its messages are: "BusMaster+", or "bus master" among
    /// the flags. Null where the source does not show it.
    /// </summary>
    public bool? IsBusMaster { get; init; }

    /// <summary>The line of the dump that shows <see cref="IsBusMaster"/>, counted from 1, or null.</summary>
    public int? BusMasterLine { get; init; }

    /// <summary>Whether the text says that the function has no list of capabilities ("Cap-"): then it has neither MSI nor MSI-X.</summary>
    public bool HasNoCapabilities { get; init; }

    /// <summary>The IOMMU group, or null.</summary>
    public int? IommuGroup { get; init; }

    /// <summary>The IOMMU that sysfs names for the function, e.g. "dmar1" or "ivhd0", or null.</summary>
    public string? IommuUnit { get; init; }

    /// <summary>The physical slot that a tree, a path or the text names, or null.</summary>
    public string? PhysicalSlot { get; init; }

    /// <summary>Whether the function does not answer: nothing can be known of its capabilities.</summary>
    public bool DoesNotAnswer => CapabilitiesShown == CapabilityDisplay.DoesNotAnswer;

    /// <summary>Whether anything says that the function is a VF.</summary>
    public bool IsVirtualFunction => VfEvidence != VfEvidence.None;

    /// <summary>Whether there is another PCI bus behind the function.</summary>
    public bool IsBridge => HeaderType is PciHeaderType.Bridge or PciHeaderType.CardBus;

    /// <summary>Whether the source shows one capability.</summary>
    /// <param name="kind">The capability.</param>
    public CapabilityVisibility Visibility(PciCapabilityKind kind)
    {
        (object? capability, int id, bool isExtended) = kind switch
        {
            PciCapabilityKind.Msi => ((object?)Msi, 0x05, false),
            PciCapabilityKind.Msix => (Msix, 0x11, false),
            PciCapabilityKind.Pcie => (Pcie, 0x10, false),
            PciCapabilityKind.Sriov => (Sriov, 0x10, true),
            _ => (Ari, 0x0E, true),
        };
        if (capability is not null || Config?.Capabilities.Any(listed => listed.Id == id && listed.IsExtended == isExtended) == true)
            return CapabilityVisibility.Shown;
        if (Config is { } config && (isExtended ? config.HasWholeExtendedList : config.HasWholeList))
            return CapabilityVisibility.Absent;
        if (HasNoCapabilities)
            return CapabilityVisibility.Absent;
        return CapabilitiesShown is CapabilityDisplay.All or CapabilityDisplay.NamesOnly
            ? CapabilityVisibility.NotListed
            : CapabilityVisibility.NotShown;
    }

    /// <summary>A function of which only the configuration space is known.</summary>
    /// <param name="address">The function's address.</param>
    /// <param name="config">Its configuration space.</param>
    public static PciDeviceInfo FromConfig(Bdf address, ConfigSpace config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new PciDeviceInfo
        {
            Address = address,
            VendorId = config.VendorId,
            DeviceId = config.DeviceId,
            ClassCode = config.ClassCode,
            ProgrammingInterface = (byte?)config.ClassCode,
            Revision = config.Revision,
            HeaderType = config.HeaderType,
            IsMultiFunction = config.IsAbsent || config.VendorId is null ? null : config.IsMultiFunction,
            Buses = config.Buses,
            Pcie = config.Pcie,
            Msi = config.Msi,
            Msix = config.Msix,
            Sriov = config.Sriov,
            Ari = config.Ari,
            IsBusMaster = BusMasterOf(config),
            Config = config,
            CapabilitiesShown = DisplayOf(config),
            VfEvidence = config is { VendorId: 0xFFFF, DeviceId: 0xFFFF, HeaderType: PciHeaderType.Normal }
                ? VfEvidence.Ids
                : VfEvidence.None,
            Problems = config.Problems,
        };
    }

    private static bool? BusMasterOf(ConfigSpace config)
    {
        const int Command = 4;
        const int BusMaster = 4;
        // Where a dump leaves the register out, its bytes are FFh, which no function has there.
        return config.IsAbsent || config.Bytes.Length <= Command + 1 || (config.Bytes[Command] == 0xFF && config.Bytes[Command + 1] == 0xFF)
            ? null : (config.Bytes[Command] & BusMaster) != 0;
    }

    private static CapabilityDisplay DisplayOf(ConfigSpace config)
    {
        const int Header = 64;
        const int Conventional = 256;
        if (config.IsAbsent)
            return CapabilityDisplay.DoesNotAnswer;
        if (config.HasWholeList && config.HasWholeExtendedList)
            return CapabilityDisplay.All;
        if (config.Bytes.Length <= Header)
            return CapabilityDisplay.AccessDenied;
        return config is { HasWholeList: true, Bytes.Length: Conventional } ? CapabilityDisplay.WithoutExtended : CapabilityDisplay.CutOff;
    }
}
