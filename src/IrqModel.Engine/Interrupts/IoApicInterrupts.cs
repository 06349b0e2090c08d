namespace IrqModel.Engine;

/// <summary>
/// Interrupts of IOAPIC pins. The ISA ones exist from the start; the others while some function uses their GSI. Where the IOAPIC is
/// remapped each holds an entry of its unit's table.
/// </summary>
/// <remarks>Linux <c>setup_IO_APIC_irqs()</c>, <c>mp_map_gsi_to_irq()</c>, <c>mp_unmap_irq()</c>.</remarks>
internal sealed class IoApicInterrupts
{
    private const int IsaInterrupts = 16;

    // ISA interrupt 2 is the cascade of the second 8259: no pin interrupt is made for it.
    private const int Cascade = 2;

    private readonly Dictionary<int, (int Users, int Entry)> pins = [];
    private RemappingTable? table;

    /// <summary>Interrupt remapping has been switched on, before any device is there: every ISA interrupt takes an entry.</summary>
    public void RemapThrough(RemappingTable remapping)
    {
        table = remapping;
        for (var interrupt = 0; interrupt < IsaInterrupts; interrupt++)
        {
            if (interrupt != Cascade) table.Allocate();
        }
    }

    /// <summary>A function begins to use a GSI.</summary>
    public void Acquire(int gsi)
    {
        if (gsi < IsaInterrupts) return;
        var (users, entry) = pins.TryGetValue(gsi, out var pin) ? pin : (0, table?.Allocate() ?? -1);
        pins[gsi] = (users + 1, entry);
    }

    /// <summary>A function no longer uses a GSI.</summary>
    public void Release(int gsi)
    {
        if (gsi < IsaInterrupts || !pins.TryGetValue(gsi, out var pin)) return;
        if (pin.Users > 1)
        {
            pins[gsi] = (pin.Users - 1, pin.Entry);
            return;
        }

        pins.Remove(gsi);
        if (pin.Entry >= 0) table!.Free(pin.Entry);
    }
}
