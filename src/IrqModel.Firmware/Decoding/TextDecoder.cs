using System.Text;

namespace IrqModel.Firmware;

/// <summary>Turns bytes into text: UTF-8 and UTF-16 of both byte orders, with or without a byte order mark.</summary>
internal static class TextDecoder
{
    private const int Sample = 4096;

    /// <summary>The text, or null if the bytes are none.</summary>
    public static string? TryDecode(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes is [0xFE, 0xFF, ..])
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
            bytes = bytes[3..];
        ReadOnlySpan<byte> sample = bytes[..Math.Min(Sample, bytes.Length)];
        (int even, int odd, int controls) = Count(sample);
        // Letters of western languages have a zero byte in UTF-16: the second of each pair, or the first.
        int pairs = sample.Length / 2;
        if (pairs >= 4 && odd > pairs * 3 / 4 && even < pairs / 8)
            return Encoding.Unicode.GetString(bytes);
        if (pairs >= 4 && even > pairs * 3 / 4 && odd < pairs / 8)
            return Encoding.BigEndianUnicode.GetString(bytes);
        // A serial console leaves a few; an archive of /sys pads short files with NULs.
        bool isPadded = TrimEnd(sample).Length < sample.Length && !TrimEnd(sample).Contains((byte)0);
        if (controls > sample.Length / 20 || (even + odd > sample.Length / 20 && !isPadded))
            return null;
        return Encoding.UTF8.GetString(TrimEnd(bytes)).Replace("\0", "", StringComparison.Ordinal);
    }

    private static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> bytes) => bytes.TrimEnd((byte)0);

    private static (int EvenZeros, int OddZeros, int Controls) Count(ReadOnlySpan<byte> sample)
    {
        int even = 0;
        int odd = 0;
        int controls = 0;
        for (int i = 0; i < sample.Length; i++)
        {
            byte b = sample[i];
            if (b == 0)
                _ = i % 2 == 0 ? even++ : odd++;
            else if (b is < 7 or (> 13 and < 27) or (> 27 and < 32) or 0x7F)
                controls++;
        }
        return (even, odd, controls);
    }
}
