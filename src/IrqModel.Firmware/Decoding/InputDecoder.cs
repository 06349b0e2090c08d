using System.Text;

namespace IrqModel.Firmware;

/// <summary>Finds out what the bytes of an input are and hands them to the readers.</summary>
internal static class InputDecoder
{
    public static void Read(InputSource input, EvidenceBuilder evidence)
    {
        if (input.Bytes.IsEmpty)
            throw FirmwareFormatException.InFile(input.Name, "an empty input", "a table, a listing or a log");
        if (BinaryTable.TryRead(input, evidence))
            return;
        TextEvidence.Read(DecodeText(input.Bytes.Span), input.Name, firstLine: 1, evidence);
    }

    private static string DecodeText(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes is [0xFE, 0xFF, ..])
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
            bytes = bytes[3..];
        return Encoding.UTF8.GetString(bytes);
    }
}
