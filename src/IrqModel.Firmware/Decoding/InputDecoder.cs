using System.Buffers.Binary;

namespace IrqModel.Firmware;

/// <summary>Finds out what the bytes of an input are and hands them to the readers.</summary>
internal static class InputDecoder
{
    private const int Block = 512;

    /// <summary>Reads an input and everything that is packed in it.</summary>
    /// <exception cref="FirmwareFormatException">The input, or the part of it that was reached, cannot be used.</exception>
    public static void Read(InputSource input, EvidenceBuilder evidence)
    {
        evidence.Budget = new DecodeBudget(input.Folder is null ? DecodeLimits.PackedBytes : DecodeLimits.FileBytes);
        if (input.Folder is { } folder)
        {
            TreeDecoder.Read(FolderLoader.Load(folder), input.Name, evidence);
        }
        else if (input.File is { } path)
        {
            using FileStream file = File.OpenRead(path);
            var start = new byte[Block];
            int count = file.ReadAtLeast(start, Block, throwOnEndOfStream: false);
            file.Position = 0;
            ReadArchive(start.AsSpan(0, count), file, input.Name, evidence);
        }
        else
        {
            Read(input.Bytes, input.Name, evidence);
        }
    }

    /// <summary>Reads an input that is inside another one. What is wrong with it is a problem.</summary>
    public static void ReadNested(InputSource input, EvidenceBuilder evidence)
    {
        evidence.Depth++;
        try
        {
            if (evidence.Depth > DecodeLimits.Depth)
                throw FirmwareFormatException.InFile(input.Name, "an input inside of too many others",
                    $"at most {DecodeLimits.Depth} levels");
            evidence.Budget.Read(input.Bytes.Length, input.Name);
            Read(input.Bytes, input.Name, evidence);
        }
        catch (FirmwareFormatException error)
        {
            evidence.Add(error);
        }
        finally
        {
            evidence.Depth--;
        }
    }

    private static void Read(ReadOnlyMemory<byte> bytes, string name, EvidenceBuilder evidence)
    {
        ReadOnlySpan<byte> span = bytes.Span;
        if (span.IsEmpty)
            throw FirmwareFormatException.InFile(name, "an empty input", "a table, a listing or a log");
        Compression.Refuse(span, name);
        if (Compression.IsCompressed(span) || Compression.IsZip(span) || TarReader.IsHeader(span))
        {
            using var stream = new MemoryStream(bytes.ToArray(), writable: false);
            ReadArchive(span[..Math.Min(Block, span.Length)], stream, name, evidence);
        }
        else if (TableFinder.StartsLikeTable(span))
        {
            TableFinder.TryRead(span, name, evidence);
        }
        else if (SysfsConfig.IsConfig(name, span))
        {
            SysfsReader.ReadConfig(name, bytes, evidence);
        }
        else
        {
            ReadText(span, name, evidence);
        }
    }

    private static void ReadText(ReadOnlySpan<byte> bytes, string name, EvidenceBuilder evidence)
    {
        if (TextDecoder.TryDecode(bytes) is not { } text)
        {
            if (TableFinder.TryRead(bytes, name, evidence))
                return;
            string start = Convert.ToHexString(bytes[..Math.Min(8, bytes.Length)]);
            throw FirmwareFormatException.InFile(name, $"bytes that are no text and start with {start}",
                "text, an ACPI table or an archive");
        }
        if (EncodedTextReader.DecodeWhole(text) is { } decoded && (TextDecoder.TryDecode(decoded) is not null || IsKnown(decoded)))
            ReadNested(new InputSource(name, decoded), evidence);
        else
            TextEvidence.Read(text, name, firstLine: 1, evidence);
    }

    private static bool IsKnown(ReadOnlySpan<byte> bytes) => Compression.IsCompressed(bytes) || Compression.IsZip(bytes)
        || TarReader.IsHeader(bytes) || TableFinder.StartsLikeTable(bytes);

    private static void ReadArchive(ReadOnlySpan<byte> start, Stream stream, string name, EvidenceBuilder evidence)
    {
        Compression.Refuse(start, name);
        if (Compression.IsZip(start))
        {
            TreeDecoder.Read(ZipLoader.Load(stream, name, evidence.Budget), name, evidence);
        }
        else if (TarReader.IsHeader(start))
        {
            ReadTar(stream, name, evidence);
        }
        else if (Compression.IsCompressed(start))
        {
            ReadCompressed(stream, name, evidence);
        }
        else
        {
            throw FirmwareFormatException.InFile(name, $"{stream.Length >> 20} MiB",
                $"an archive, or a file of at most {DecodeLimits.FileBytes >> 20} MiB; give the part that matters");
        }
    }

    // A gzip file ends with the size of what it holds. The platform's reader does not notice where the end is missing.
    private static uint SizeAtEnd(Stream packed)
    {
        Span<byte> size = stackalloc byte[sizeof(uint)];
        packed.Position = Math.Max(0, packed.Length - size.Length);
        packed.ReadAtLeast(size, size.Length, throwOnEndOfStream: false);
        return BinaryPrimitives.ReadUInt32LittleEndian(size);
    }

    private static void ReadCompressed(Stream packed, string name, EvidenceBuilder evidence)
    {
        using Stream stream = Compression.Open(packed, evidence.Budget, name);
        var start = new byte[Block];
        int count = 0;
        FirmwareFormatException? damage = null;
        using var content = new MemoryStream();
        try
        {
            count = stream.ReadAtLeast(start, Block, throwOnEndOfStream: false);
            if (count == Block && TarReader.IsHeader(start))
            {
                using var whole = new PrefixedStream(start, stream);
                ReadTar(whole, name, evidence);
                return;
            }
            content.Write(start, 0, count);
            ReadRest(stream, content, evidence.Budget.Left, name);
        }
        catch (FirmwareFormatException error)
        {
            // What came before the damage is still of use.
            damage = error;
        }
        if (damage is not null && content.Length == 0)
            throw damage;
        if (damage is not null)
            evidence.Add(damage);
        else if (SizeAtEnd(packed) is var size && size < (uint)content.Length)
            evidence.Add(new EvidenceProblem(name, EvidenceSeverity.Note,
                "several compressed files in one: all are read, one after the other"));
        else if (size != (uint)content.Length)
            evidence.Add(FirmwareFormatException.InFile(name, $"compressed data that breaks off: {content.Length} bytes",
                $"{size} bytes, as its end says"));
        ReadNested(new InputSource(name, content.ToArray()), evidence);
    }

    private static void ReadRest(Stream stream, MemoryStream content, long most, string name)
    {
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (content.Length + read > most)
            {
                throw FirmwareFormatException.InFile(
                    name,
                    $"more than {DecodeLimits.PackedBytes >> 20} MiB of packed content; the rest is not read",
                    "less; unpack it and give the part that matters");
            }
            content.Write(buffer, 0, read);
        }
    }

    private static void ReadTar(Stream stream, string name, EvidenceBuilder evidence)
    {
        var tree = new FileTree(DecodeLimits.PackedBytes);
        if (new TarReader(stream, name, tree).ReadAll(TreeDecoder.IsWanted) is { } damage)
            evidence.Add(damage);
        TreeDecoder.Read(tree, name, evidence);
    }
}
