namespace IrqModel.Engine;

/// <summary>
/// The 64 bytes that posted interrupts are written to: 256 requests (PIR), then ON, SN, NV and NDST (Linux
/// <c>struct pi_desc</c>, <c>arch/x86/include/asm/posted_intr.h</c>).
/// </summary>
/// <param name="words">Eight words of memory.</param>
internal readonly ref struct PostedInterruptDescriptor(Span<ulong> words)
{
    public const int Words = 8;

    /// <summary>The word that holds ON, SN, NV and NDST.</summary>
    public const int Control = 4;

    private const ulong OutstandingBit = 1UL << 0;
    private const ulong SuppressBit = 1UL << 1;

    // Bits 271:258 and 287:280 of the descriptor.
    private const ulong ReservedControl = 0xFF00_FFFC;

    private readonly Span<ulong> words = words;

    /// <summary>ON: a notification is under way.</summary>
    public bool Outstanding => (words[Control] & OutstandingBit) != 0;

    /// <summary>SN: only urgent interrupts notify.</summary>
    public bool NotificationSuppressed => (words[Control] & SuppressBit) != 0;

    /// <summary>NV.</summary>
    public byte NotificationVector => (byte)(words[Control] >> 16);

    /// <summary>NDST; in xAPIC mode the id is in bits 15:8.</summary>
    public uint NotificationDestination => (uint)(words[Control] >> 32);

    public bool HasReservedBits => (words[Control] & ReservedControl) != 0 || (words[5] | words[6] | words[7]) != 0;

    public bool IsRequested(byte vector) => (words[vector >> 6] >> (vector & 63) & 1) != 0;

    /// <summary>Posts a vector.</summary>
    /// <returns>Whether a notification is to be sent: none is under way, and it is not suppressed or the interrupt is urgent.</returns>
    public bool Post(byte vector, bool urgent)
    {
        words[vector >> 6] |= 1UL << (vector & 63);
        if (Outstanding || (NotificationSuppressed && !urgent)) return false;
        words[Control] |= OutstandingBit;
        return true;
    }

    /// <summary>Takes the highest vector that is requested, and clears ON.</summary>
    /// <returns>The vector; -1 if none is requested.</returns>
    public int Take()
    {
        words[Control] &= ~OutstandingBit;
        for (var word = Control - 1; word >= 0; word--)
        {
            if (words[word] == 0) continue;
            var bit = System.Numerics.BitOperations.Log2(words[word]);
            words[word] &= ~(1UL << bit);
            return (word * 64) + bit;
        }

        return -1;
    }

    /// <summary>What software writes into the control word.</summary>
    public static ulong ControlWord(byte notificationVector, uint destination, bool suppressed = false) =>
        (suppressed ? SuppressBit : 0) | ((ulong)notificationVector << 16) | ((ulong)destination << 32);
}
