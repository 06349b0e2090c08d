using System.Buffers.Binary;

namespace IrqModel.Firmware;

/// <summary>Finds ACPI tables in bytes: one table, several in a row, or tables somewhere in a dump of memory.</summary>
internal static class TableFinder
{
    /// <summary>The largest length of a table that is believed.</summary>
    public const int MostBytes = 16 << 20;

    /// <summary>Adds every table that the bytes hold.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, string source, EvidenceBuilder evidence)
    {
        int at = StartsLikeTable(bytes) ? 0 : Next(bytes, 0);
        bool any = at >= 0;
        while (at >= 0)
        {
            int length = LengthAt(bytes, at);
            int next = length < AcpiHeader.Size ? -1 : Next(bytes, at + length);
            // What follows the last table belongs to it, as a problem; what lies between two in a dump of memory does not.
            int end = next < 0 && at == 0 ? bytes.Length : at + Math.Max(length, Math.Min(AcpiHeader.Size, bytes.Length - at));
            TableEvidence.Add(bytes[at..end], source, line: null, at == 0 ? null : at, evidence);
            at = next;
        }
        return any;
    }

    /// <summary>Whether bytes begin a table that this assembly reads: its signature, and a header that no text has.</summary>
    public static bool StartsLikeTable(ReadOnlySpan<byte> bytes)
    {
        const int Known = 8;
        if (bytes.Length < Known || !AcpiHeader.IsSignature(bytes[..4]))
            return false;
        if (IsKnown(bytes[..4]))
            return bytes[4..Math.Min(AcpiHeader.Size, bytes.Length)].ContainsAnyInRange((byte)0, (byte)8);
        return IsSoundAt(bytes, 0);
    }

    /// <summary>Whether a signature is that of a table that this assembly reads whole.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> signature) =>
        signature.SequenceEqual("DMAR"u8) || signature.SequenceEqual("IVRS"u8) || signature.SequenceEqual("IORT"u8)
        || signature.SequenceEqual("APIC"u8) || signature.SequenceEqual("MCFG"u8);

    private static int Next(ReadOnlySpan<byte> bytes, int from)
    {
        // Tables in a row, perhaps with padding between them.
        int at = from;
        while (at < bytes.Length && bytes[at] == 0)
            at++;
        if (IsSoundAt(bytes, at))
            return at;
        for (; at + AcpiHeader.Size <= bytes.Length; at++)
        {
            int step = bytes[at..].IndexOfAny("DIAM"u8);
            if (step < 0)
                return -1;
            at += step;
            if (at + AcpiHeader.Size <= bytes.Length && IsKnown(bytes.Slice(at, 4)) && IsSoundAt(bytes, at))
                return at;
        }
        return -1;
    }

    /// <summary>The length that a header says, or 0 if it is none that fits.</summary>
    private static int LengthAt(ReadOnlySpan<byte> bytes, int at)
    {
        if (bytes.Length - at < AcpiHeader.Size)
            return 0;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
        return length >= AcpiHeader.Size && length <= bytes.Length - at ? (int)length : 0;
    }

    private static bool IsSoundAt(ReadOnlySpan<byte> bytes, int at)
    {
        if (bytes.Length - at < AcpiHeader.Size || !AcpiHeader.IsSignature(bytes.Slice(at, 4)))
            return false;
        int length = LengthAt(bytes, at);
        if (length is 0 or > MostBytes)
            return false;
        byte sum = 0;
        foreach (byte b in bytes.Slice(at, length))
            sum += b;
        return sum == 0;
    }
}
