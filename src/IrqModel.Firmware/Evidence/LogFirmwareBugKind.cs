namespace IrqModel.Firmware;

/// <summary>What firmware gets wrong, as a kernel says it in its log.</summary>
public enum LogFirmwareBugKind
{
    /// <summary>Something about an IOMMU that has no kind of its own here.</summary>
    Other = 0,

    /// <summary>An IOAPIC that no IOMMU has: "ioapic 2 has no mapping iommu", "IOAPIC[33] not in IVRS table".</summary>
    IoApicWithoutUnit,

    /// <summary>AMD: "No southbridge IOAPIC found".</summary>
    NoSouthbridgeIoApic,

    /// <summary>A unit without registers: "Your BIOS is broken; DMAR reported at address 0!", or one that "returns all ones".</summary>
    RegisterBase,

    /// <summary>
    /// Firmware has switched interrupt remapping on in a chipset that has an erratum about it: "This system BIOS has enabled interrupt remapping".
    /// </summary>
    Erratum,
}
