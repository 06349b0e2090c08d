using System.Text;

namespace IrqModel.Firmware;

/// <summary>The 36 bytes that every ACPI system description table starts with (ACPI 6.5, 5.2.6).</summary>
/// <param name="Signature">Four letters that name the table, e.g. "DMAR".</param>
/// <param name="Length">The table's length in bytes, this header included.</param>
/// <param name="Revision">The revision of the table's layout.</param>
/// <param name="Checksum">The byte that makes the table's bytes sum to 0 modulo 256.</param>
/// <param name="OemId">Who supplied the table, without padding.</param>
/// <param name="OemTableId">The supplier's name for the board, without padding.</param>
/// <param name="OemRevision">The supplier's revision number.</param>
/// <param name="CreatorId">The tool that built the table, without padding.</param>
/// <param name="CreatorRevision">The tool's revision number.</param>
public sealed record AcpiHeader(
    string Signature,
    int Length,
    byte Revision,
    byte Checksum,
    string OemId,
    string OemTableId,
    uint OemRevision,
    string CreatorId,
    uint CreatorRevision)
{
    /// <summary>The header's size in bytes.</summary>
    public const int Size = 36;

    /// <summary>Reads and verifies the header. A wrong checksum and bytes after the table are problems, as they are to Linux.</summary>
    /// <param name="file">The table and what follows it.</param>
    /// <param name="signature">The signature that the table must have, or null for any.</param>
    /// <param name="leastLength">The size of the table's fixed part.</param>
    /// <param name="problems">Where problems are noted.</param>
    internal static AcpiHeader Read(TableReader file, string? signature, int leastLength, AcpiProblemList problems)
    {
        if (file.Length < Size)
            throw file.Bad(file.Length, $"the file ends after {file.Length} bytes", $"an ACPI header of {Size} bytes");
        ReadOnlySpan<byte> letters = file.Take(0, 4, "signature");
        string found = Encoding.Latin1.GetString(letters);
        if (!IsSignature(letters) || (signature is not null && found != signature))
            throw file.Bad(0, $"signature {Quote(letters)}", signature is null ? "four capital letters or digits" : $"\"{signature}\"");
        uint length = file.U32(4, "table length");
        if (length < leastLength)
            throw file.Bad(4, $"table length {length}", $"at least {leastLength}");
        if (length > file.Length)
            throw file.Bad(4, $"table length {length}", $"at most {file.Length}, which is the file's length");
        byte checksum = file.U8(9, "checksum");
        byte sum = 0;
        foreach (byte b in file.Take(0, (int)length, "table"))
            sum += b;
        if (sum != 0)
            problems.Warning(9, $"checksum 0x{checksum:X2}", $"0x{(byte)(checksum - sum):X2}, which makes the table's bytes sum to 0");
        if (file.Length > length)
            problems.Warning((int)length, $"{file.Length - length} bytes after the table", "the end of the file");
        return new AcpiHeader(
            found,
            (int)length,
            file.U8(8, "revision"),
            checksum,
            file.Text(10, 6, "OEM id"),
            file.Text(16, 8, "OEM table id"),
            file.U32(24, "OEM revision"),
            file.Text(28, 4, "creator id"),
            file.U32(32, "creator revision"));
    }

    /// <summary>Whether four bytes can be the name of a table.</summary>
    internal static bool IsSignature(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            if (b is not (>= (byte)'A' and <= (byte)'Z' or >= (byte)'0' and <= (byte)'9' or (byte)'_' or (byte)'!'))
                return false;
        }
        return bytes.Length == 4;
    }

    private static string Quote(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            if (b is < 0x20 or > 0x7E)
                return Convert.ToHexString(bytes);
        }
        return $"\"{Encoding.ASCII.GetString(bytes)}\"";
    }
}
