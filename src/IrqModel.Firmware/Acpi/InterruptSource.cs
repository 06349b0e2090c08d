namespace IrqModel.Firmware;

/// <summary>
/// An I/O APIC or HPET as a DMAR or IVRS table names it. Its messages carry a requester id, by which a fault line names it, although no
/// PCI function needs to have that address.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The I/O APIC's id in the MADT, or the HPET's number.</param>
/// <param name="Segment">The PCI segment of the requester id.</param>
/// <param name="Requester">The requester id that its messages carry.</param>
/// <param name="UnitBase">The register base of the remapping unit that covers it.</param>
/// <param name="Offset">Where the table names it, in bytes from the start of the table.</param>
public sealed record InterruptSource(
    InterruptSourceKind Kind, byte Id, int Segment, RequesterId Requester, ulong UnitBase, int Offset);
