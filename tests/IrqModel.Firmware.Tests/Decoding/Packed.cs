using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace IrqModel.Firmware.Tests;

/// <summary>Writes bytes in the forms that people send them in.</summary>
internal static class Packed
{
    /// <summary>Every form of one table, by the name of the tool that writes it.</summary>
    public static readonly Dictionary<string, Func<byte[], byte[]>> TableForms = new(StringComparer.Ordinal)
    {
        ["binary"] = table => table,
        ["gzip"] = Gzip,
        ["gzip twice"] = table => Gzip(Gzip(table)),
        ["tar"] = table => Tar(("tables/DMAR", table)),
        ["tar.gz"] = table => Gzip(Tar(("machine/sys/firmware/acpi/tables/DMAR", table))),
        ["zip"] = table => Zip(("dmar.bin", table)),
        ["base64"] = table => Text(Base64(table)),
        ["base64 in a paste"] = table => Text($"$ base64 DMAR\n{Base64(table)}\nLinux host\n"),
        ["base64 of gzip in a paste"] = table => Text($"$ gzip -c DMAR | base64\n{Base64(Gzip(table))}\n$ exit\n"),
        ["xxd -p"] = table => Text(Lines(Convert.ToHexStringLower(table), 60)),
        ["acpidump"] = table => Text($"{Encoding.ASCII.GetString(table, 0, 4)} @ 0x0000000000000000\n{Rows(table, AcpidumpRow)}\n"),
        ["quoted acpidump"] = table =>
            Text($"> {Encoding.ASCII.GetString(table, 0, 4)} @ 0x0000000000000000\n> {Rows(table, AcpidumpRow, "\n> ")}\n"),
        ["xxd"] = table => Text(Rows(table, XxdRow)),
        ["xxd as UTF-16"] = table => Encoding.Unicode.GetBytes(Rows(table, XxdRow)),
        ["xxd as big-endian UTF-16"] = table => Encoding.BigEndianUnicode.GetBytes(Rows(table, XxdRow)),
        ["hexdump -C"] = table => Text(Hexdump(table)),
        ["raw data of iasl -d"] = table =>
            Text($"Raw Table Data: Length {table.Length} (0x{table.Length:X})\n\n{Rows(table, RawDataRow)}\n"),
        ["fields of iasl -d"] = table => Text(Fields(table)),
    };

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>An archive; a path of the form "a -> b" is a symbolic link.</summary>
    public static byte[] Tar(params (string Path, byte[] Content)[] files)
    {
        using var packed = new MemoryStream();
        using (var tar = new TarWriter(packed, TarEntryFormat.Pax))
        {
            foreach ((string path, byte[] content) in files)
            {
                if (path.Split(" -> ") is [var link, var target])
                    tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, link) { LinkName = target });
                else
                    tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(content) });
            }
        }
        return packed.ToArray();
    }

    public static byte[] Zip(params (string Path, byte[] Content)[] files)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string path, byte[] content) in files)
            {
                using Stream entry = zip.CreateEntry(path).Open();
                entry.Write(content);
            }
        }
        return packed.ToArray();
    }

    private static string Base64(byte[] bytes) => Lines(Convert.ToBase64String(bytes), 76);

    private static string Lines(string text, int width) => string.Join('\n', text.Chunk(width).Select(line => new string(line)));

    private static string Rows(byte[] bytes, Func<int, byte[], string> row, string between = "\n") =>
        string.Join(between, bytes.Chunk(16).Select((chunk, n) => row(16 * n, chunk)));

    private static string AcpidumpRow(int at, byte[] row) => $"    {at:X4}: {Hex(row, 1),-48} {Letters(row)}";

    private static string RawDataRow(int at, byte[] row) => $"    {at:X4}: {Hex(row, 1),-48} // {Letters(row)}";

    private static string XxdRow(int at, byte[] row) => $"{at:x8}: {Hex(row, 2).ToLowerInvariant(),-40} {Letters(row)}";

    // Rows like the one before are written as one star.
    private static string Hexdump(byte[] bytes)
    {
        var text = new StringBuilder();
        byte[] last = [];
        bool isSqueezed = false;
        foreach ((int n, byte[] row) in bytes.Chunk(16).Index())
        {
            if (row.AsSpan().SequenceEqual(last))
            {
                text.Append(isSqueezed ? "" : "*\n");
                isSqueezed = true;
                continue;
            }
            string halves = $"{Hex(row[..Math.Min(8, row.Length)], 1),-23}  {Hex(row[Math.Min(8, row.Length)..], 1),-23}".ToLowerInvariant();
            text.Append(CultureInfo.InvariantCulture, $"{16 * n:x8}  {halves}  |{Letters(row)}|\n");
            (last, isSqueezed) = (row, false);
        }
        return text.Append(CultureInfo.InvariantCulture, $"{bytes.Length:x8}\n").ToString();
    }

    private static string Fields(byte[] table)
    {
        var text = new StringBuilder($"[000h 0000 004h]                   Signature : \"{Encoding.ASCII.GetString(table, 0, 4)}\"    [A Table]\n");
        text.Append(CultureInfo.InvariantCulture, $"[004h 0004 004h]                Table Length : {BitConverter.ToUInt32(table, 4):X8}\n");
        for (int at = 8; at < table.Length; at++)
            text.Append(CultureInfo.InvariantCulture, $"[{at:X3}h {at:D4} 001h]                    Reserved : {table[at]:X2}\n");
        return text.ToString();
    }

    private static string Hex(byte[] row, int group) => string.Join(' ', row.Chunk(group).Select(Convert.ToHexString));

    private static string Letters(byte[] row) => string.Concat(row.Select(b => b is >= 0x20 and < 0x7F ? (char)b : '.'));
}
