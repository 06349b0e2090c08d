using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>Follows the header and both capability lists of a configuration space, bounded whatever the bytes are.</summary>
internal sealed class ConfigSpaceDecoder(ReadOnlySpan<byte> bytes, bool[]? present)
{
    private const int FirstCapability = 0x40;
    private const int FirstExtended = 0x100;

    public ImmutableArray<byte> Bytes { get; } = ImmutableArray.Create(bytes);

    public ImmutableArray<PciCapability>.Builder Capabilities { get; } = ImmutableArray.CreateBuilder<PciCapability>();

    public ImmutableArray<PciProblem>.Builder Problems { get; } = ImmutableArray.CreateBuilder<PciProblem>();

    public ushort? VendorId { get; private set; }

    public ushort? DeviceId { get; private set; }

    public int? ClassCode { get; private set; }

    public byte? Revision { get; private set; }

    public bool HasWholeList { get; private set; }

    public bool HasWholeExtendedList { get; private set; }

    public PciHeaderType? HeaderType { get; private set; }

    public bool IsMultiFunction { get; private set; }

    public bool IsAbsent { get; private set; }

    public BridgeBuses? Buses { get; private set; }

    public PcieCapability? Pcie { get; private set; }

    public MsiCapability? Msi { get; private set; }

    public MsixCapability? Msix { get; private set; }

    public SriovConfig? Sriov { get; private set; }

    public AriCapability? Ari { get; private set; }

    public void Decode()
    {
        if (!Has(0, 16))
        {
            Problem(Bytes.Length, "the first 16 bytes of the header are not all there: nothing can be read");
            return;
        }
        if (Bytes.AsSpan(0, Math.Min(64, Bytes.Length)).IndexOfAnyExcept((byte)0xFF) < 0)
        {
            IsAbsent = true;
            Problem(0, "every byte of the header is FFh: the function does not answer");
            return;
        }
        VendorId = (ushort)U16(0);
        DeviceId = (ushort)U16(2);
        Revision = Bytes[8];
        ClassCode = Bytes[0xB] << 16 | Bytes[0xA] << 8 | Bytes[9];
        IsMultiFunction = (Bytes[0xE] & 0x80) != 0;
        int layout = Bytes[0xE] & 0x7F;
        if (layout > (int)PciHeaderType.CardBus)
        {
            Problem(0xE, $"header type {layout:x2}h is not known: no bus numbers and no capabilities were read");
            return;
        }
        HeaderType = (PciHeaderType)layout;
        if (layout != 0)
        {
            if (Has(0x18, 3))
                Buses = new BridgeBuses(Bytes[0x18], Bytes[0x19], Bytes[0x1A]);
            else
                Problem(0x18, "the bridge's bus numbers are not in the dump");
        }

        bool hasList = (U16(6) & 0x10) != 0;
        HasWholeList = !hasList || FollowList(layout == (int)PciHeaderType.CardBus ? 0x14 : 0x34);
        // Only PCI Express and PCI-X 2.0 have an extended space; others may show anything there.
        bool canHaveExtendedList = Capabilities.Any(c => c.Id is 0x10 or 0x07);
        HasWholeExtendedList = canHaveExtendedList
            ? Bytes.Length > FirstExtended && FollowExtendedList()
            : HasWholeList;
    }

    private bool FollowList(int pointerAt)
    {
        if (!Has(pointerAt, 1))
        {
            Problem(pointerAt, "the pointer to the capability list is not in the dump: no capability was read");
            return false;
        }
        var visited = new HashSet<int>();
        int from = pointerAt;
        int at = Bytes[pointerAt] & 0xFC;
        while (at != 0)
        {
            if (at < FirstCapability)
            {
                Problem(from, $"the capability list leads to {at:x2}h, inside the header: the rest of the list was not read");
                return false;
            }
            if (!visited.Add(at))
            {
                Problem(from, $"the capability list runs in a circle, back to {at:x2}h");
                return false;
            }
            if (!Has(at, 2))
            {
                Problem(from, $"the capability list leads to {at:x2}h, which is not in the dump: the rest of the list was not read");
                return false;
            }
            int id = Bytes[at];
            if (id == 0xFF)
            {
                Problem(at, "the capability list leads to a byte FFh, which is no capability: the rest of the list was not read");
                return false;
            }
            Capabilities.Add(new PciCapability(id, at, false, 0));
            Decode(id, at);
            from = at + 1;
            at = Bytes[from] & 0xFC;
        }
        return true;
    }

    private bool FollowExtendedList()
    {
        var visited = new HashSet<int>();
        int from = FirstExtended;
        int at = FirstExtended;
        while (true)
        {
            if (!visited.Add(at))
            {
                Problem(from, $"the extended capability list runs in a circle, back to {at:x3}h");
                return false;
            }
            if (!Has(at, 4))
            {
                Problem(
                    from, $"the extended capability list leads to {at:x3}h, which is not in the dump: the rest of the list was not read");
                return false;
            }
            uint header = U32(at);
            // An empty list is a header of zeros (or of ones, where nothing answers) in its first place.
            if (at == FirstExtended && header is 0)
                return true;
            if (at == FirstExtended && header is uint.MaxValue)
                return false;
            int id = (int)(header & 0xFFFF);
            if (id == 0xFFFF)
            {
                Problem(at, "the extended capability list leads to FFFFh, which is no capability: the rest of the list was not read");
                return false;
            }
            Capabilities.Add(new PciCapability(id, at, true, (int)(header >> 16 & 0xF)));
            DecodeExtended(id, at);
            int next = (int)(header >> 20) & 0xFFC;
            if (next == 0)
                return true;
            if (next < FirstExtended)
            {
                Problem(at, $"the extended capability list leads to {next:x3}h, below 100h: the rest of the list was not read");
                return false;
            }
            from = at;
            at = next;
        }
    }

    private void Decode(int id, int at)
    {
        switch (id)
        {
            case 0x05 when Msi is null && Whole(at, 10, "MSI"):
                DecodeMsi(at);
                break;
            case 0x11 when Msix is null && Whole(at, 12, "MSI-X"):
                int control = U16(at + 2);
                Msix = new MsixCapability(
                    at, (control & 0x7FF) + 1, (control & 0x8000) != 0, (control & 0x4000) != 0,
                    (int)(U32(at + 4) & 7), U32(at + 4) & ~7u, (int)(U32(at + 8) & 7), U32(at + 8) & ~7u);
                if (Msix.TableBar > 5 || Msix.PendingBar > 5)
                    Problem(at, $"MSI-X names the base address registers {Msix.TableBar} and {Msix.PendingBar}; there are 0 to 5");
                break;
            case 0x10 when Pcie is null && Whole(at, 4, "PCI Express"):
                int flags = U16(at + 2);
                var type = (PciePortType)(flags >> 4 & 0xF);
                if (!Enum.IsDefined(type))
                {
                    Problem(at + 2, $"PCI Express port type {(int)type} is not known");
                    type = PciePortType.Unknown;
                }
                Pcie = new PcieCapability(at, flags & 0xF, type, (flags & 0x100) != 0);
                break;
        }
    }

    private void DecodeMsi(int at)
    {
        int control = U16(at + 2);
        bool wide = (control & 0x80) != 0;
        int capable = control >> 1 & 7;
        int given = control >> 4 & 7;
        if (capable > 5 || given > 5)
            Problem(at + 2, $"MSI offers 2^{capable} vectors and was given 2^{given}; 2^5 is the most");
        bool enabled = (control & 1) != 0;
        ulong? address = null;
        ushort? data = null;
        if (enabled && Whole(at, wide ? 14 : 10, "MSI"))
        {
            address = wide ? U32(at + 4) | (ulong)U32(at + 8) << 32 : U32(at + 4);
            data = (ushort)U16(at + (wide ? 12 : 8));
        }
        Msi = new MsiCapability(
            at, 1 << Math.Min(5, capable), 1 << Math.Min(5, given), wide, (control & 0x100) != 0, enabled, address, data);
    }

    private void DecodeExtended(int id, int at)
    {
        switch (id)
        {
            case 0x0E when Ari is null && Whole(at, 6, "ARI"):
                Ari = new AriCapability(at, Bytes[at + 5]);
                break;
            case 0x10 when Sriov is null && Whole(at, 0x1C, "SR-IOV"):
                int control = U16(at + 8);
                Sriov = new SriovConfig(
                    at, U16(at + 0xC), U16(at + 0xE), U16(at + 0x10), U16(at + 0x14), U16(at + 0x16), U16(at + 0x1A),
                    (control & 1) != 0, (control & 0x10) != 0);
                if (Sriov.NumVfs > Sriov.TotalVfs)
                    Problem(at + 0x10, $"SR-IOV has NumVFs {Sriov.NumVfs}, above its TotalVFs {Sriov.TotalVfs}");
                break;
        }
    }

    private bool Whole(int at, int length, string name)
    {
        if (Has(at, length))
            return true;
        Problem(at, $"the {name} capability is not in the dump with all of its {length} bytes: it was not read");
        return false;
    }

    private bool Has(int at, int length)
    {
        if (at + length > Bytes.Length)
            return false;
        for (int i = at; present is not null && i < at + length; i++)
        {
            if (!present[i])
                return false;
        }
        return true;
    }

    private int U16(int at) => Bytes[at] | Bytes[at + 1] << 8;

    private uint U32(int at) => (uint)(U16(at) | U16(at + 2) << 16);

    private void Problem(int offset, string message) => Problems.Add(new PciProblem(offset, message));
}
