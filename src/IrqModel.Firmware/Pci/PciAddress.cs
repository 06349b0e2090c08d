using System.Globalization;

namespace IrqModel.Firmware;

/// <summary>The address of a PCI function.</summary>
/// <param name="Segment">The segment (domain), which a Linux host can number beyond 16 bits, e.g. 10000 behind VMD.</param>
/// <param name="Bus">The bus, 0 to 255.</param>
/// <param name="Device">The device, 0 to 31.</param>
/// <param name="Function">The function, 0 to 7.</param>
public readonly record struct PciAddress(int Segment, byte Bus, byte Device, byte Function)
{
    /// <summary>The requester id that the function's messages carry: bus in 15:8, device in 7:3, function in 2:0.</summary>
    public ushort RequesterId => (ushort)(Bus << 8 | Device << 3 | Function);

    /// <summary>Reads "0000:00:1f.3" or "00:1f.3", which is on segment 0. The numbers are hexadecimal.</summary>
    /// <param name="text">The address and nothing else.</param>
    /// <param name="address">The address read.</param>
    /// <returns>Whether the text is an address of a device 0 to 1f and a function 0 to 7.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out PciAddress address)
    {
        address = default;
        int dot = text.LastIndexOf('.');
        int colon = dot < 0 ? -1 : text[..dot].LastIndexOf(':');
        if (colon < 0)
            return false;
        int first = text[..colon].LastIndexOf(':');
        int segment = 0;
        if ((first >= 0 && (first is < 4 or > 8 || !Hex(text[..first], out segment)))
            || colon - first != 3 || !Hex(text[(first + 1)..colon], out int bus)
            || dot - colon != 3 || !Hex(text[(colon + 1)..dot], out int device) || device > 31
            || text.Length - dot != 2 || !Hex(text[(dot + 1)..], out int function) || function > 7)
            return false;
        address = new PciAddress(segment, (byte)bus, (byte)device, (byte)function);
        return true;

        static bool Hex(ReadOnlySpan<char> digits, out int value) =>
            int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && value >= 0;
    }

    /// <summary>The address as <c>lspci -D</c> writes it, e.g. "0000:00:1f.3".</summary>
    public override string ToString() => $"{Segment:x4}:{Bus:x2}:{Device:x2}.{Function:x}";
}
