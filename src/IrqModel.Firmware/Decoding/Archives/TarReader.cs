using System.Text;

namespace IrqModel.Firmware;

/// <summary>
/// Reads tar archives (POSIX ustar and pax, GNU long names) into a <see cref="FileTree"/>. Unlike the platform's reader it never
/// allocates what a header claims, and it keeps what a broken archive still gave.
/// </summary>
internal sealed class TarReader(Stream stream, string name, FileTree tree)
{
    private const int Block = 512;
    private const int MostExtended = 1 << 20;
    private readonly byte[] _header = new byte[Block];
    private string? _nextPath;
    private string? _nextTarget;
    private long? _nextSize;

    /// <summary>Whether 512 bytes start a tar archive: the checksum of the header is right.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Block || Number(bytes.Slice(148, 8)) is not { } stated)
            return false;
        long sum = 8 * ' ';
        for (int i = 0; i < Block; i++)
            sum += i is >= 148 and < 156 ? 0 : bytes[i];
        return sum == stated;
    }

    /// <summary>Reads the archive to its end.</summary>
    /// <param name="isWanted">Which files are kept.</param>
    /// <returns>What cut the archive short, or null.</returns>
    public FirmwareFormatException? ReadAll(Func<string, bool> isWanted)
    {
        long at = 0;
        try
        {
            while (ReadHeader())
            {
                if (!IsHeader(_header))
                    throw Bad("a header with a wrong checksum", "the header of a file");
                if (tree.Count >= DecodeLimits.TreeEntries)
                    throw Bad($"more than {DecodeLimits.TreeEntries} files", "fewer");
                at += Block + ReadEntry(isWanted);
            }
            return null;
        }
        catch (FirmwareFormatException error)
        {
            return error;
        }

        FirmwareFormatException Bad(string found, string expected) =>
            FirmwareFormatException.InFile(name, $"at byte {at} of the archive {found}", expected);
    }

    private bool ReadHeader()
    {
        int read = stream.ReadAtLeast(_header, Block, throwOnEndOfStream: false);
        if (read is > 0 and < Block)
            throw FirmwareFormatException.InFile(name, "an archive that ends within a header", "a whole archive");
        return read == Block && _header.AsSpan().ContainsAnyExcept((byte)0);
    }

    private long ReadEntry(Func<string, bool> isWanted)
    {
        long size = _nextSize ?? Number(_header.AsSpan(124, 12)) ?? 0;
        if (size < 0)
            throw FirmwareFormatException.InFile(name, $"a file of {size} bytes in the archive", "a size that is not negative");
        char type = (char)_header[156];
        long padded = (size + Block - 1) / Block * Block;
        if (type is 'L' or 'K' or 'x' or 'g')
        {
            ReadExtended(type, size, padded);
            return padded;
        }
        string path = _nextPath ?? PathOf(_header);
        string target = _nextTarget ?? Text(_header.AsSpan(157, 100));
        (_nextPath, _nextTarget, _nextSize) = (null, null, null);
        switch (type)
        {
            case '2':
                tree.Add(path, new TreeEntry(TreeEntryKind.Link, default, target));
                break;
            case '1':
                // A hard link names a file of the archive from its root.
                tree.Add(path, new TreeEntry(TreeEntryKind.Link, default, "/" + target));
                break;
            case '5':
                tree.Add(path, new TreeEntry(TreeEntryKind.Folder, default, null));
                break;
            case '0' or '\0' or '7':
                if (size > tree.BytesLeft || !isWanted(path))
                {
                    tree.Add(path, new TreeEntry(TreeEntryKind.Unread, default, null));
                    break;
                }
                tree.Add(path, new TreeEntry(TreeEntryKind.File, Take(size), null));
                Skip(padded - size);
                return padded;
            default:
                break;
        }
        Skip(padded);
        return padded;
    }

    private void ReadExtended(char type, long size, long padded)
    {
        if (size > MostExtended)
            throw FirmwareFormatException.InFile(name, $"a name of {size} bytes in the archive", $"at most {MostExtended} bytes");
        byte[] content = Take(size);
        Skip(padded - size);
        if (type == 'L')
            _nextPath = Text(content);
        else if (type == 'K')
            _nextTarget = Text(content);
        else if (type == 'x')
            ReadPax(content);
    }

    // Records of the form "length key=value\n".
    private void ReadPax(ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            int space = content.IndexOf((byte)' ');
            if (space < 0 || !int.TryParse(content[..space], out int length) || length <= space + 1 || length > content.Length)
                return;
            string record = Encoding.UTF8.GetString(content[(space + 1)..length]).TrimEnd('\n');
            content = content[length..];
            int equals = record.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
                continue;
            string value = record[(equals + 1)..];
            switch (record[..equals])
            {
                case "path":
                    _nextPath = value;
                    break;
                case "linkpath":
                    _nextTarget = value;
                    break;
                case "size" when long.TryParse(value, out long size):
                    _nextSize = size;
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The next bytes. What an archive claims and does not have is never allocated.</summary>
    private byte[] Take(long size)
    {
        const int Step = 1 << 16;
        if (size <= Step)
        {
            var all = new byte[size];
            return stream.ReadAtLeast(all, all.Length, throwOnEndOfStream: false) == all.Length ? all : throw CutOff();
        }
        using var content = new MemoryStream();
        var buffer = new byte[Step];
        while (size > 0)
        {
            int read = stream.Read(buffer, 0, (int)Math.Min(Step, size));
            if (read == 0)
                throw CutOff();
            content.Write(buffer, 0, read);
            size -= read;
        }
        return content.ToArray();
    }

    private void Skip(long size)
    {
        Span<byte> buffer = stackalloc byte[4096];
        while (size > 0)
        {
            int read = stream.Read(buffer[..(int)Math.Min(buffer.Length, size)]);
            if (read == 0)
                throw CutOff();
            size -= read;
        }
    }

    private FirmwareFormatException CutOff() =>
        FirmwareFormatException.InFile(name, "an archive that ends within a file", "a whole archive");

    private static string PathOf(ReadOnlySpan<byte> header)
    {
        string path = Text(header[..100]);
        bool isPosix = header.Slice(257, 6).SequenceEqual("ustar\0"u8);
        string prefix = isPosix ? Text(header.Slice(345, 155)) : "";
        return prefix.Length == 0 ? path : $"{prefix}/{path}";
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    // Octal digits, or GNU's binary form for large values.
    private static long? Number(ReadOnlySpan<byte> field)
    {
        long value = 0;
        if (field[0] == 0x80)
        {
            foreach (byte b in field[^8..])
                value = (value << 8) | b;
            return value;
        }
        bool any = false;
        foreach (byte b in field)
        {
            if (b is >= (byte)'0' and <= (byte)'7')
            {
                value = (value << 3) | (uint)(b - '0');
                any = true;
            }
            else if (b is not ((byte)' ' or 0))
            {
                return null;
            }
            else if (any)
            {
                break;
            }
        }
        return any ? value : null;
    }
}
