namespace IrqModel.Firmware;

/// <summary>
/// An I/O APIC or HPET as a kernel log names it, e.g. "AMD-Vi: DEV_SPECIAL(IOAPIC[32]) devid: 00:14.0". The line repeats an entry of the
/// IVRS table.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The I/O APIC's id in the MADT, or the HPET's number.</param>
/// <param name="Requester">The segment and the requester id that its messages carry; no PCI function needs to be there.</param>
/// <param name="Line">The line, counted from 1.</param>
public sealed record LogInterruptSource(InterruptSourceKind Kind, byte Id, Bdf Requester, int Line);
