using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>What was gathered about one function, from one or several parts of a dump. What is known first stays.</summary>
internal sealed class DeviceFacts(Bdf address, int? line)
{
    private byte[]? _bytes;
    private bool[]? _present;
    private int _end;

    public Bdf Address { get; } = address;

    public string? Description { get; set; }

    public ushort? VendorId { get; set; }

    public ushort? DeviceId { get; set; }

    /// <summary>Class in 15:8 and subclass in 7:0.</summary>
    public int? Class { get; set; }

    public byte? ProgrammingInterface { get; set; }

    public BridgeBuses? Buses { get; set; }

    public PcieCapability? Pcie { get; set; }

    public MsiCapability? Msi { get; set; }

    public MsixCapability? Msix { get; set; }

    public SriovConfig? Sriov { get; set; }

    public AriCapability? Ari { get; set; }

    public string? Driver { get; set; }

    /// <summary>Whether the text listed at least one capability: then the text covers what a short dump leaves out.</summary>
    public bool ListsCapabilities { get; set; }

    public ImmutableArray<PciProblem>.Builder Problems { get; } = ImmutableArray.CreateBuilder<PciProblem>();

    public void Problem(string message) => Problems.Add(new PciProblem(null, message));

    /// <summary>Stores a byte of configuration space; false if another one is there already.</summary>
    public bool TrySet(int offset, byte value)
    {
        _bytes ??= NewBytes();
        _present ??= new bool[ConfigSpace.MaxSize];
        if (_present[offset] && _bytes[offset] != value)
            return false;
        _present[offset] = true;
        _bytes[offset] = value;
        _end = Math.Max(_end, offset + 1);
        return true;
    }

    public PciDeviceInfo Build()
    {
        PciDeviceInfo fromHex = new() { Address = Address };
        if (_bytes is not null)
            fromHex = PciDeviceInfo.FromConfig(Address, ConfigSpace.Parse(_bytes.AsSpan(0, _end), _present));
        // A virtual function answers FFFFh for both ids.
        bool namesItself = fromHex.VendorId is not (null or 0xFFFF);
        int? classCode = fromHex.ClassCode ?? (Class << 8 | (ProgrammingInterface ?? 0));
        return fromHex with
        {
            Line = line,
            Description = Description,
            VendorId = namesItself ? fromHex.VendorId : VendorId ?? fromHex.VendorId,
            DeviceId = namesItself ? fromHex.DeviceId : DeviceId ?? fromHex.DeviceId,
            ClassCode = classCode,
            HeaderType = fromHex.HeaderType ?? (_bytes is null ? HeaderOf(classCode) : null),
            Buses = fromHex.Buses ?? Buses,
            Pcie = fromHex.Pcie ?? Pcie,
            Msi = fromHex.Msi ?? Msi,
            Msix = fromHex.Msix ?? Msix,
            Sriov = fromHex.Sriov ?? Sriov,
            Ari = fromHex.Ari ?? Ari,
            Driver = Driver,
            Problems = [.. fromHex.Problems.Where(p => !IsCoveredByText(p)), .. Problems],
        };
    }

    /// <summary>A dump of only the header next to a text that lists the capabilities leaves nothing out.</summary>
    private bool IsCoveredByText(PciProblem problem) =>
        ListsCapabilities && problem.Message.Contains("is not in the dump", StringComparison.Ordinal);

    private PciHeaderType? HeaderOf(int? classCode) => (classCode >> 8) switch
    {
        0x0604 or 0x0609 => PciHeaderType.Bridge,
        0x0607 => PciHeaderType.CardBus,
        _ when Buses is not null => PciHeaderType.Bridge,
        null => null,
        _ => PciHeaderType.Normal,
    };

    private static byte[] NewBytes()
    {
        var bytes = new byte[ConfigSpace.MaxSize];
        Array.Fill(bytes, (byte)0xFF);
        return bytes;
    }
}
