using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>What was gathered about one function, from one or several parts of a listing. What is known first stays.</summary>
internal sealed class DeviceFacts(Bdf address, int? line)
{
    private byte[]? _bytes;
    private bool[]? _present;
    private int _end;

    public Bdf Address { get; } = address;

    public int? Line { get; } = line;

    public string? Description { get; set; }

    public ushort? VendorId { get; set; }

    public ushort? DeviceId { get; set; }

    /// <summary>Class in 15:8 and subclass in 7:0.</summary>
    public int? Class { get; set; }

    public byte? ProgrammingInterface { get; set; }

    public byte? Revision { get; set; }

    public PciHeaderType? HeaderType { get; set; }

    public BridgeBuses? Buses { get; set; }

    public PcieCapability? Pcie { get; set; }

    public MsiCapability? Msi { get; set; }

    public MsixCapability? Msix { get; set; }

    public SriovConfig? Sriov { get; set; }

    public AriCapability? Ari { get; set; }

    public string? Driver { get; set; }

    public int? IommuGroup { get; set; }

    /// <summary>The IOMMU to which sysfs links the function.</summary>
    public string? IommuUnit { get; set; }

    /// <summary>The PF to which sysfs links the function.</summary>
    public Bdf? PhysicalFunction { get; set; }

    public int? MsiMessageLine { get; set; }

    public int? Irq { get; set; }

    public bool HasInterruptPin { get; set; }

    public string? PhysicalSlot { get; set; }

    /// <summary>Whether the function may write to memory: "BusMaster+", "bus master".</summary>
    public bool? IsBusMaster { get; set; }

    public int? BusMasterLine { get; set; }

    /// <summary>Whether the text says that there is no list of capabilities: "Cap-".</summary>
    public bool HasNoCapabilities { get; set; }

    /// <summary>Whether the text listed at least one capability: then the text covers what a short dump leaves out.</summary>
    public bool ListsCapabilities { get; set; }

    /// <summary>Whether the text has the lines of <c>-v</c>: a function without a line of capabilities has none in it.</summary>
    public bool IsVerbose { get; set; }

    /// <summary>Whether a capability has its numbers in lines of their own, as with <c>-vv</c>.</summary>
    public bool HasDetails { get; set; }

    /// <summary>Whether the text says that capabilities could not be read.</summary>
    public bool IsDenied { get; set; }

    /// <summary>Whether the text says that the header is one of no function.</summary>
    public bool IsDead { get; set; }

    /// <summary>Whether the text breaks off inside the function.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>What the text says about the function being a VF.</summary>
    public VfEvidence VfEvidence { get; set; }

    public bool HasBytes => _bytes is not null;

    public ImmutableArray<PciProblem>.Builder Problems { get; } = ImmutableArray.CreateBuilder<PciProblem>();

    public void Problem(int line, string message) => Problems.Add(new PciProblem(null, message) { Line = line });

    /// <summary>Stores a byte of configuration space; false if another one is there already.</summary>
    public bool TrySet(int offset, byte value)
    {
        if (_bytes is null)
        {
            _bytes = new byte[offset < 256 ? 256 : ConfigSpace.MaxSize];
            _present = new bool[_bytes.Length];
            Array.Fill(_bytes, (byte)0xFF);
        }
        else if (offset >= _bytes.Length)
        {
            int length = _bytes.Length;
            Array.Resize(ref _bytes, ConfigSpace.MaxSize);
            Array.Resize(ref _present, ConfigSpace.MaxSize);
            Array.Fill(_bytes, (byte)0xFF, length, ConfigSpace.MaxSize - length);
        }
        if (_present![offset] && _bytes[offset] != value)
            return false;
        _present[offset] = true;
        _bytes[offset] = value;
        _end = Math.Max(_end, offset + 1);
        return true;
    }

    /// <summary>Takes over what another listing of the same state knows and this one does not.</summary>
    public void FillFrom(DeviceFacts other)
    {
        Description ??= other.Description;
        VendorId ??= other.VendorId;
        DeviceId ??= other.DeviceId;
        Class ??= other.Class;
        ProgrammingInterface ??= other.ProgrammingInterface;
        Revision ??= other.Revision;
        HeaderType ??= other.HeaderType;
        Buses ??= other.Buses;
        Pcie ??= other.Pcie;
        if (Msi is null)
            MsiMessageLine = other.MsiMessageLine;
        Msi ??= other.Msi;
        Irq ??= other.Irq;
        if (IsBusMaster is null)
            BusMasterLine = other.BusMasterLine;
        IsBusMaster ??= other.IsBusMaster;
        HasNoCapabilities |= other.HasNoCapabilities;
        HasInterruptPin |= other.HasInterruptPin;
        Msix ??= other.Msix;
        Sriov ??= other.Sriov;
        Ari ??= other.Ari;
        Driver ??= other.Driver;
        IommuGroup ??= other.IommuGroup;
        IommuUnit ??= other.IommuUnit;
        PhysicalFunction ??= other.PhysicalFunction;
        PhysicalSlot ??= other.PhysicalSlot;
        // Of two listings of one state, one may show what the other was denied, or is cut off before.
        bool isWhole = IsVerbose && !IsDenied && !IsCutOff;
        bool isOtherWhole = other.IsVerbose && !other.IsDenied && !other.IsCutOff;
        IsDenied = (IsDenied || other.IsDenied) && !isWhole && !isOtherWhole;
        IsCutOff = (IsCutOff || other.IsCutOff) && !isWhole && !isOtherWhole;
        ListsCapabilities |= other.ListsCapabilities;
        IsVerbose |= other.IsVerbose;
        HasDetails |= other.HasDetails;
        IsDead |= other.IsDead;
        VfEvidence |= other.VfEvidence;
        Problems.AddRange(other.Problems);
        if (!HasBytes)
            (_bytes, _present, _end) = (other._bytes, other._present, other._end);
    }

    public PciDeviceInfo Build(bool listingHasDetails)
    {
        PciDeviceInfo fromHex = new() { Address = Address };
        if (_bytes is not null)
            fromHex = PciDeviceInfo.FromConfig(Address, ConfigSpace.Parse(_bytes.AsSpan(0, _end), _present));
        // A virtual function answers FFFFh for both ids.
        bool namesItself = fromHex.VendorId is not (null or 0xFFFF);
        int? classCode = fromHex.ClassCode ?? (Class << 8 | (ProgrammingInterface ?? 0));
        return fromHex with
        {
            Line = Line,
            Description = Description,
            VendorId = namesItself ? fromHex.VendorId : VendorId ?? fromHex.VendorId,
            DeviceId = namesItself ? fromHex.DeviceId : DeviceId ?? fromHex.DeviceId,
            ClassCode = classCode,
            ProgrammingInterface = fromHex.ProgrammingInterface ?? ProgrammingInterface,
            Revision = fromHex.Revision ?? Revision,
            HeaderType = fromHex.HeaderType ?? HeaderType ?? (_bytes is null ? HeaderOf(classCode) : null),
            Buses = fromHex.Buses ?? Buses,
            Pcie = fromHex.Pcie ?? Pcie,
            Msi = fromHex.Msi ?? Msi,
            Msix = fromHex.Msix ?? Msix,
            Sriov = fromHex.Sriov ?? Sriov,
            Ari = fromHex.Ari ?? Ari,
            Driver = Driver,
            IommuGroup = IommuGroup,
            IommuUnit = IommuUnit,
            PhysicalFunction = PhysicalFunction,
            MsiMessageLine = fromHex.Msi is null ? MsiMessageLine : null,
            Irq = Irq,
            IsBusMaster = fromHex.IsBusMaster ?? IsBusMaster,
            BusMasterLine = fromHex.IsBusMaster is null && IsBusMaster is not null ? BusMasterLine : null,
            HasNoCapabilities = HasNoCapabilities && !ListsCapabilities,
            HasInterruptPin = HasInterruptPin,
            PhysicalSlot = PhysicalSlot,
            VfEvidence = fromHex.VfEvidence | VfEvidence,
            CapabilitiesShown = Display(fromHex, listingHasDetails),
            Problems = [.. fromHex.Problems.Where(p => !IsCoveredByText(p)), .. Problems],
        };
    }

    private CapabilityDisplay Display(PciDeviceInfo fromHex, bool listingHasDetails)
    {
        if (fromHex.CapabilitiesShown is CapabilityDisplay.DoesNotAnswer or CapabilityDisplay.All)
            return fromHex.CapabilitiesShown;
        bool isDead = IsDead || (Revision == 0xFF && ProgrammingInterface is null or 0xFF && !ListsCapabilities && !HasBytes);
        if (isDead)
            return CapabilityDisplay.DoesNotAnswer;
        if (IsDenied)
            return CapabilityDisplay.AccessDenied;
        // A line of a plain listing is whole, also where a filter took others away.
        if (IsCutOff && (IsVerbose || ListsCapabilities || HasBytes))
            return CapabilityDisplay.CutOff;
        if (IsVerbose || ListsCapabilities)
            return listingHasDetails ? CapabilityDisplay.All : CapabilityDisplay.NamesOnly;
        return fromHex.CapabilitiesShown;
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
}
