using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>
/// The configuration space of a PCI function, as far as it was read: 64 bytes for an ordinary user, 256 for conventional PCI, 4096 for
/// PCI Express. Reading it never fails; what its capability lists get wrong is in <see cref="Problems"/>.
/// </summary>
public sealed class ConfigSpace
{
    /// <summary>The size in bytes of the largest configuration space.</summary>
    public const int MaxSize = 4096;

    private ConfigSpace(ConfigSpaceDecoder decoder)
    {
        Bytes = decoder.Bytes;
        VendorId = decoder.VendorId;
        DeviceId = decoder.DeviceId;
        ClassCode = decoder.ClassCode;
        HeaderType = decoder.HeaderType;
        IsMultiFunction = decoder.IsMultiFunction;
        IsAbsent = decoder.IsAbsent;
        Buses = decoder.Buses;
        Capabilities = decoder.Capabilities.ToImmutable();
        Pcie = decoder.Pcie;
        Msi = decoder.Msi;
        Msix = decoder.Msix;
        Sriov = decoder.Sriov;
        Ari = decoder.Ari;
        Problems = decoder.Problems.ToImmutable();
        Revision = decoder.Revision;
        HasWholeList = decoder.HasWholeList;
        HasWholeExtendedList = decoder.HasWholeExtendedList;
    }

    /// <summary>The bytes that were read, from offset 0. Where a dump leaves some out, they are FFh.</summary>
    public ImmutableArray<byte> Bytes { get; }

    /// <summary>The vendor id at 00h. A virtual function answers FFFFh; its physical function's id applies.</summary>
    public ushort? VendorId { get; }

    /// <summary>The device id at 02h. A virtual function answers FFFFh; <see cref="SriovConfig.VfDeviceId"/> applies.</summary>
    public ushort? DeviceId { get; }

    /// <summary>The class code at 09h: class in 23:16, subclass in 15:8, programming interface in 7:0.</summary>
    public int? ClassCode { get; }

    /// <summary>The revision at 08h.</summary>
    public byte? Revision { get; }

    /// <summary>The layout of the header, or null for one that is not known.</summary>
    public PciHeaderType? HeaderType { get; }

    /// <summary>Whether the device says that it has several functions.</summary>
    public bool IsMultiFunction { get; }

    /// <summary>Whether every byte of the header is FFh: nothing answered, e.g. a device that sleeps or was unplugged.</summary>
    public bool IsAbsent { get; }

    /// <summary>The bus numbers of a bridge.</summary>
    public BridgeBuses? Buses { get; }

    /// <summary>Every capability of both lists, in the order of the lists, as far as the lists could be followed.</summary>
    public ImmutableArray<PciCapability> Capabilities { get; }

    /// <summary>Whether the list at 34h was followed to its end: a capability that is not in it does not exist.</summary>
    public bool HasWholeList { get; }

    /// <summary>
    /// Whether the list at 100h was followed to its end, or cannot exist, because the function is neither PCI Express nor PCI-X: an
    /// extended capability that is not in it does not exist.
    /// </summary>
    public bool HasWholeExtendedList { get; }

    /// <summary>The PCI Express capability.</summary>
    public PcieCapability? Pcie { get; }

    /// <summary>The MSI capability.</summary>
    public MsiCapability? Msi { get; }

    /// <summary>The MSI-X capability.</summary>
    public MsixCapability? Msix { get; }

    /// <summary>The SR-IOV capability, which only a dump beyond 256 bytes can show.</summary>
    public SriovConfig? Sriov { get; }

    /// <summary>The ARI capability, which only a dump beyond 256 bytes can show.</summary>
    public AriCapability? Ari { get; }

    /// <summary>What is wrong with the header and the capability lists. Empty for a sound function that was read in full.</summary>
    public ImmutableArray<PciProblem> Problems { get; }

    /// <summary>Reads a configuration space, e.g. a <c>config</c> file of sysfs.</summary>
    /// <param name="bytes">The space from offset 0; bytes beyond <see cref="MaxSize"/> are ignored.</param>
    public static ConfigSpace Parse(ReadOnlySpan<byte> bytes) => Parse(bytes, null);

    /// <summary>Reads a configuration space of which only some bytes are known.</summary>
    internal static ConfigSpace Parse(ReadOnlySpan<byte> bytes, bool[]? present)
    {
        var decoder = new ConfigSpaceDecoder(bytes.Length > MaxSize ? bytes[..MaxSize] : bytes, present);
        decoder.Decode();
        return new ConfigSpace(decoder);
    }
}
