using System.IO.Compression;

namespace IrqModel.Firmware;

/// <summary>Compressed files: gzip is opened; others are named, with the command that unpacks them.</summary>
internal static class Compression
{
    private const string Open7Zip = "the files in it; unpack it with: 7z x FILE";

    /// <summary>Whether bytes start a file that <see cref="Open"/> opens.</summary>
    public static bool IsCompressed(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]);

    /// <summary>Whether bytes start a zip archive.</summary>
    public static bool IsZip(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[(byte)'P', (byte)'K', 3, 4])
            || bytes.StartsWith((ReadOnlySpan<byte>)[(byte)'P', (byte)'K', 5, 6]);

    /// <summary>Refuses a file that cannot be opened, by its first bytes.</summary>
    /// <exception cref="FirmwareFormatException">It is one; the error says how to unpack it.</exception>
    public static void Refuse(ReadOnlySpan<byte> bytes, string name)
    {
        (string Kind, string Expected)? refusal = null;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]))
            refusal = ("an xz file", "gzip, or the file unpacked: tar -xJf FILE for an archive, xz -dk FILE for others");
        else if (bytes.Length >= 6 && bytes.StartsWith("BZh"u8) && bytes[3] is >= (byte)'1' and <= (byte)'9' && bytes[4] == 0x31
            && bytes[5] == 0x41)
            refusal = ("a bzip2 file", "gzip, or the file unpacked: tar -xjf FILE for an archive, bzip2 -dk FILE for others");
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]))
            refusal = ("a zstd file", "gzip, or the file unpacked: tar --zstd -xf FILE for an archive, zstd -dk FILE for others");
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF]))
            refusal = ("a 7z archive", Open7Zip);
        else if (bytes.StartsWith("Rar!"u8))
            refusal = ("a rar archive", Open7Zip);
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
            || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            refusal = ("a picture", "the text that it shows");
        else if (bytes.StartsWith("%PDF"u8))
            refusal = ("a PDF document", "the text in it");
        if (refusal is { } found)
            throw FirmwareFormatException.InFile(name, found.Kind, found.Expected);
    }

    /// <summary>The decompressed content of a gzip file.</summary>
    public static Stream Open(Stream packed, DecodeBudget budget, string name) =>
        new LimitedStream(new DamageStream(new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true), name), budget, name);
}
