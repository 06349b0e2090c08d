namespace IrqModel.Engine;

/// <summary>
/// A timer of an HPET that interrupts by message. Linux allows each function of the HPET's device to use its entry (SVT 1, SQ 3), because
/// nothing says which one a timer uses (<c>set_hpet_sid()</c>).
/// </summary>
/// <param name="id">The id that its requests carry.</param>
internal sealed class HpetTimer(RequesterId id)
{
    private const ulong EnableBit = 1UL << 14;

    public RequesterId Id { get; } = id;

    /// <summary>Timer configuration: bit 14 lets it interrupt by message (HPET specification 1.0a, 2.3.8).</summary>
    public ulong Configuration { get; set; }

    /// <summary>FSB route: data in 31:0, address in 63:32.</summary>
    public ulong Route { get; set; }

    /// <summary>Writes a message into the route.</summary>
    public void SetMessage(in MsiMessage message)
    {
        Route = (message.Address << 32) | message.Data;
        Configuration |= EnableBit;
    }

    /// <summary>The timer fires.</summary>
    /// <returns>False if it does not interrupt by message.</returns>
    public bool TryFire(out MsiMessage message)
    {
        message = new(Route >> 32, (uint)Route);
        return (Configuration & EnableBit) != 0;
    }
}
