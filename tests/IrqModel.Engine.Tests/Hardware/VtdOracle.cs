using IrqModel.Engine;

namespace IrqModel.Engine.Tests.Hardware;

/// <summary>VT-d's decision on one request, written from vtd.md 1.1 to 1.6 bit by bit, without a look at the hardware model.</summary>
internal static class VtdOracle
{
    /// <returns>Fault code, vector, destination, delivery mode, logical, level, hint; the fault alone if there is one.</returns>
    public static (int Fault, int Vector, uint Destination, int DeliveryMode, bool Logical, bool Level, bool Hint) Decide(
        ulong address, uint data, int requester, UInt128[] table, bool extended, bool compatibilityPasses)
    {
        if (address >= 1UL << 32 || Bits(address, 31, 20) != 0xFEE) return Fault(0x20);
        if (Bits(address, 4, 4) == 0)
        {
            if (extended || !compatibilityPasses) return Fault(0x25);
            return (0, (int)Bits(data, 7, 0), (uint)Bits(address, 19, 12), (int)Bits(data, 10, 8),
                Bits(address, 2, 2) == 1, Bits(data, 15, 15) == 1, Bits(address, 3, 3) == 1);
        }

        var index = (int)(Bits(address, 19, 5) + (Bits(address, 2, 2) * 32768));
        if (Bits(address, 3, 3) == 1)
        {
            if (Bits(data, 31, 16) != 0) return Fault(0x20);
            index += (int)Bits(data, 15, 0);
        }

        if (index >= table.Length) return Fault(0x21);
        var entry = table[index];
        if (Bits(entry, 0, 0) == 0) return Fault(0x22);
        if (Bits(entry, 14, 12) != 0 || Bits(entry, 15, 15) != 0 || Bits(entry, 31, 24) != 0 || Bits(entry, 127, 84) != 0) return Fault(0x24);
        if (!extended && (Bits(entry, 39, 32) != 0 || Bits(entry, 63, 48) != 0)) return Fault(0x24);
        if (!Verified((int)Bits(entry, 79, 64), (int)Bits(entry, 81, 80), (int)Bits(entry, 83, 82), requester)) return Fault(0x26);
        return (0, (int)Bits(entry, 23, 16), (uint)(extended ? Bits(entry, 63, 32) : Bits(entry, 47, 40)), (int)Bits(entry, 7, 5),
            Bits(entry, 2, 2) == 1, Bits(entry, 4, 4) == 1, Bits(entry, 3, 3) == 1);
    }

    private static bool Verified(int sid, int sq, int svt, int requester)
    {
        switch (svt)
        {
            case 0:
                return true;
            case 1:
                for (var bit = 0; bit < 16; bit++)
                {
                    var ignored = (sq == 1 && bit == 2) || (sq == 2 && bit is 1 or 2 && sq == 2) || (sq == 3 && bit <= 2);
                    if (!ignored && (sid >> bit & 1) != (requester >> bit & 1)) return false;
                }

                return true;
            case 2:
                return requester / 256 >= sid / 256 && requester / 256 <= sid % 256;
            default:
                return false;
        }
    }

    private static (int, int, uint, int, bool, bool, bool) Fault(int code) => (code, 0, 0, 0, false, false, false);

    private static ulong Bits(UInt128 value, int high, int low) => (ulong)((value >> low) & ((UInt128.One << (high - low + 1)) - 1));
}
