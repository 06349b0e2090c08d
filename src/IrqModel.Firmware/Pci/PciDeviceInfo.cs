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
    /// last is 0.
    /// </summary>
    public int? ClassCode { get; init; }

    /// <summary>The layout of the header; from text it follows from the class.</summary>
    public PciHeaderType? HeaderType { get; init; }

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

    /// <summary>Whether there is another PCI bus behind the function.</summary>
    public bool IsBridge => HeaderType is PciHeaderType.Bridge or PciHeaderType.CardBus;

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
            HeaderType = config.HeaderType,
            IsMultiFunction = config.IsAbsent || config.VendorId is null ? null : config.IsMultiFunction,
            Buses = config.Buses,
            Pcie = config.Pcie,
            Msi = config.Msi,
            Msix = config.Msix,
            Sriov = config.Sriov,
            Ari = config.Ari,
            Config = config,
            Problems = config.Problems,
        };
    }
}
