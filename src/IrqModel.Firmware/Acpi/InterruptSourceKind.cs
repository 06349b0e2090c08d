namespace IrqModel.Firmware;

/// <summary>What sends interrupt messages without being a PCI function.</summary>
public enum InterruptSourceKind
{
    /// <summary>An I/O APIC.</summary>
    IoApic,

    /// <summary>A timer block (HPET).</summary>
    Hpet,
}
