using System.Buffers.Binary;
using System.Text;

namespace IrqModel.Firmware;

/// <summary>An input that is one ACPI table in binary, as <c>/sys/firmware/acpi/tables</c> holds them.</summary>
internal static class BinaryTable
{
    private const int HeaderSize = 36;
    private const int LengthOffset = 4;
    private const int LongestTable = 1 << 24;

    private static readonly string[] Signatures = ["DMAR", "IVRS", "IORT", "APIC", "MCFG"];

    /// <summary>Reads the input if it is one.</summary>
    /// <exception cref="FirmwareFormatException">It is one, and its structure is broken.</exception>
    public static bool TryRead(InputSource input, EvidenceBuilder evidence)
    {
        ReadOnlySpan<byte> bytes = input.Bytes.Span;
        if (bytes.Length < HeaderSize || !Signatures.Contains(Encoding.Latin1.GetString(bytes[..LengthOffset])))
            return false;
        // A text that starts with the same letters has no such length.
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[LengthOffset..]) > LongestTable)
            return false;
        DescriptionTable table = DescriptionTable.Read(bytes, input.Name);
        evidence.Add(new EvidencePart(input.Name, EvidenceKind.AcpiTable, $"ACPI table {table.Header.Signature}") { Offset = 0 });
        evidence.Add(new AcpiTable
        {
            Signature = table.Header.Signature,
            Source = input.Name,
            Content = table,
            Problems = [.. table.Problems.Select(problem => new EvidenceProblem(
                input.Name, problem.Severity == AcpiSeverity.Error ? EvidenceSeverity.Error : EvidenceSeverity.Warning,
                $"{problem.Found}; expected {problem.Expected}") { Offset = problem.Offset })],
        });
        return true;
    }
}
