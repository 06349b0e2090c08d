using System.Collections.Immutable;
using System.Text;

namespace IrqModel.Firmware;

/// <summary>Adds a table to the evidence, with everything that is wrong with it.</summary>
internal static class TableEvidence
{
    /// <summary>Reads a table and adds it. A table that cannot be read is added without content.</summary>
    /// <param name="bytes">The table, and what of the input follows it.</param>
    /// <param name="source">The name of the input.</param>
    /// <param name="line">The line that it starts on, for text.</param>
    /// <param name="offset">Where it starts, for a binary input.</param>
    /// <param name="evidence">Takes the table.</param>
    public static void Add(ReadOnlySpan<byte> bytes, string source, int? line, int? offset, EvidenceBuilder evidence)
    {
        string signature = bytes.Length >= 4 && AcpiHeader.IsSignature(bytes[..4]) ? Encoding.ASCII.GetString(bytes[..4]) : "";
        DescriptionTable? table = null;
        ImmutableArray<EvidenceProblem> problems;
        try
        {
            table = DescriptionTable.Read(bytes, source);
            problems = [.. table.Problems.Select(problem => Problem(problem.Severity, problem.Offset, problem.Found, problem.Expected))];
        }
        catch (FirmwareFormatException error)
        {
            problems = [Problem(AcpiSeverity.Error, error.Offset ?? 0, error.Found, error.Expected)];
        }
        evidence.Add(new AcpiTable { Signature = signature, Source = source, Line = line, Problems = problems, Content = table });
        // What cannot be read is no part of what was read: its problem says so.
        if (table is null)
            return;
        evidence.Add(new EvidencePart(source, EvidenceKind.AcpiTable, Describe(table))
        {
            FirstLine = line,
            Offset = offset,
        });

        EvidenceProblem Problem(AcpiSeverity severity, int at, string found, string expected)
        {
            // A line says nothing of the byte within the table, so the text does.
            string place = line is null ? "" : $" at offset 0x{at:X}";
            string cost = severity == AcpiSeverity.Error && table is null ? " cannot be read" : "";
            return new EvidenceProblem(
                source,
                severity == AcpiSeverity.Error ? EvidenceSeverity.Error : EvidenceSeverity.Warning,
                $"{signature} table{cost}{place}: {found}; expected {expected}")
            {
                Line = line,
                Offset = line is null ? at + (offset ?? 0) : null,
            };
        }
    }

    private static string Describe(DescriptionTable table) => table switch
    {
        DmarTable dmar => $"DMAR table, {Count(dmar.Drhds.Count(), "remapping unit")}",
        IvrsTable ivrs => $"IVRS table, {Count(ivrs.ActiveIvhds.Count(), "IOMMU")}",
        IortTable iort => $"IORT table, {Count(iort.Smmus.Count(), "SMMU")}, {Count(iort.RootComplexes.Count(), "root complex", "es")}",
        MadtTable madt => $"MADT table, {Count(madt.IoApics.Count(), "I/O APIC")}, {Count(madt.EnabledProcessors, "processor")}",
        McfgTable mcfg => $"MCFG table, {Count(mcfg.Regions.Length, "region")}",
        _ => $"{table.Header.Signature} table, {table.Header.Length} bytes",
    };

    private static string Count(int count, string noun, string plural = "s") => $"{count} {noun}{(count == 1 ? "" : plural)}";
}
