using System.Buffers.Binary;
using System.IO.Compression;

namespace IrqModel.Firmware;

/// <summary>Reads a zip archive into a <see cref="FileTree"/>.</summary>
internal static class ZipLoader
{
    /// <summary>Reads the files of an archive that are of use.</summary>
    /// <exception cref="FirmwareFormatException">The archive is damaged, or too large.</exception>
    public static FileTree Load(Stream stream, string name, DecodeBudget budget)
    {
        CheckDirectory(stream, name);
        var tree = new FileTree(DecodeLimits.PackedBytes);
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > DecodeLimits.TreeEntries)
            {
                throw FirmwareFormatException.InFile(
                    name, $"an archive of {archive.Entries.Count} files", $"at most {DecodeLimits.TreeEntries}");
            }
            foreach (ZipArchiveEntry entry in archive.Entries)
                Add(tree, entry, name, budget);
        }
        // The reader meets damaged data in many ways.
        catch (Exception error) when (error is not (OutOfMemoryException or FirmwareFormatException))
        {
            throw FirmwareFormatException.InFile(name, "a zip archive that breaks off or is damaged", "a whole archive");
        }
        return tree;
    }

    private static void Add(FileTree tree, ZipArchiveEntry entry, string name, DecodeBudget budget)
    {
        const int LinkType = 0xA;
        string path = entry.FullName.Replace('\\', '/');
        bool isLink = (uint)entry.ExternalAttributes >> 28 == LinkType;
        if (path.EndsWith('/'))
        {
            tree.Add(path, new TreeEntry(TreeEntryKind.Folder, default, null));
            return;
        }
        if (!isLink && !TreeDecoder.IsWanted(path))
        {
            tree.Add(path, new TreeEntry(TreeEntryKind.Unread, default, null));
            return;
        }
        long limit = tree.BytesLeft;
        if (entry.Length > limit)
        {
            tree.Add(path, new TreeEntry(TreeEntryKind.Unread, default, null));
            return;
        }
        // The platform's reader gives no more bytes than the directory says that the file has.
        using var content = new MemoryStream();
        using var unpacked = new LimitedStream(entry.Open(), budget, $"{name}:{path}");
        unpacked.CopyTo(content);
        if (content.Length > limit)
            throw FirmwareFormatException.InFile(name, $"{path} is larger than the directory says", $"{entry.Length} bytes");
        tree.Add(path, isLink
            ? new TreeEntry(TreeEntryKind.Link, default, System.Text.Encoding.UTF8.GetString(content.ToArray()))
            : new TreeEntry(TreeEntryKind.File, content.ToArray(), null));
    }

    // The platform's reader makes an object of every entry before the caller can count them, so the size of the directory is checked first.
    private static void CheckDirectory(Stream stream, string name)
    {
        const int EndRecord = 22;
        const int LongestComment = 0xFFFF;
        const int OffsetField = 16;
        var tail = new byte[Math.Min(stream.Length, EndRecord + LongestComment)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        stream.Position = 0;
        int at = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (at < 0 || at + EndRecord > tail.Length)
            throw FirmwareFormatException.InFile(name, "a zip archive without its end", "a whole archive");
        uint directory = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + OffsetField));
        long size = stream.Length - directory;
        if (directory == uint.MaxValue || size is < 0 or > DecodeLimits.ZipDirectoryBytes + LongestComment)
        {
            throw FirmwareFormatException.InFile(
                name, "a zip archive with too large a directory",
                $"at most {DecodeLimits.ZipDirectoryBytes >> 20} MiB; unpack it and give the folder");
        }
    }
}
