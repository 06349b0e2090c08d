namespace IrqModel.Engine;

/// <summary>An IOAPIC: pins that become messages.</summary>
/// <param name="id">The id that its requests carry: what its device scope says on VT-d, its IVHD special entry on AMD-Vi.</param>
/// <param name="pins">How many pins it has.</param>
internal sealed class IoApic(RequesterId id, int pins)
{
    private readonly IoApicEntry[] entries = CreateEntries(pins);

    public RequesterId Id { get; } = id;

    /// <summary>The redirection table. All pins are masked after reset.</summary>
    public IoApicEntry this[int pin]
    {
        get => entries[pin];
        set => entries[pin] = value;
    }

    /// <summary>A pin is asserted.</summary>
    /// <returns>False if it is masked, and no message is written.</returns>
    public bool TryAssert(int pin, out MsiMessage message)
    {
        message = entries[pin].ToMessage();
        return !entries[pin].Masked;
    }

    private static IoApicEntry[] CreateEntries(int pins)
    {
        var entries = new IoApicEntry[pins];
        Array.Fill(entries, IoApicEntry.Compatibility(0, logical: false, 0, masked: true));
        return entries;
    }
}
