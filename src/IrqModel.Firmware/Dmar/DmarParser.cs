using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>The structure of a DMAR table. Every length is checked before it is used; nothing that was read is dropped.</summary>
internal static class DmarParser
{
    private const int HeaderSize = 48;
    private const int RecordHeader = 4;
    private const int ScopeHeader = 6;

    public static DmarTable Parse(TableReader file, string name)
    {
        var problems = new AcpiProblemList();
        AcpiHeader header = AcpiHeader.Read(file, "DMAR", HeaderSize, problems);
        TableReader table = file.Until(header.Length);
        int width = table.U8(36, "host address width") + 1;
        var flags = (DmarFlags)table.U8(37, "flags");

        var records = ImmutableArray.CreateBuilder<DmarRecord>();
        for (int at = HeaderSize; at < header.Length;)
        {
            DmarRecord record = ReadRecord(table, at);
            records.Add(record);
            at += record.Length;
        }

        ImmutableArray<DmarRecord> all = records.ToImmutable();
        return new DmarTable(name, header, width, flags, all, DmarChecks.Run(width, header.Length, all, problems));
    }

    private static DmarRecord ReadRecord(TableReader table, int at)
    {
        int left = table.Length - at;
        if (left < RecordHeader)
            throw table.Bad(at, $"{left} bytes after the last structure", $"none, or the {RecordHeader} bytes that start a structure");
        var type = (DmarRecordType)table.U16(at, "structure type");
        int length = table.U16(at + 2, "structure length");
        string what = NameOf(type);
        int fixedPart = FixedPart(type);
        if (length < fixedPart)
            throw table.Bad(at + 2, $"{what} length {length}", $"at least {fixedPart}");
        if (length > left)
            throw table.Bad(at + 2, $"{what} length {length}", $"at most {left}, which is what the table has left");

        TableReader record = table.Until(at + length);
        return type switch
        {
            DmarRecordType.Drhd => new Drhd(
                at, length, record.U8(at + 4, "flags"), (byte)(record.U8(at + 5, "size") & 0xF), record.U16(at + 6, "segment"),
                record.U64(at + 8, "register base"), ReadScopes(record, at + fixedPart, what)),
            DmarRecordType.Rmrr => new Rmrr(
                at, length, record.U16(at + 6, "segment"), record.U64(at + 8, "region base"), record.U64(at + 16, "region limit"),
                ReadScopes(record, at + fixedPart, what)),
            DmarRecordType.Atsr => new Atsr(
                at, length, record.U8(at + 4, "flags"), record.U16(at + 6, "segment"), ReadScopes(record, at + fixedPart, what)),
            DmarRecordType.Rhsa => new Rhsa(
                at, length, record.U64(at + 8, "register base"), record.U32(at + 16, "proximity domain")),
            DmarRecordType.Andd => ReadAndd(record, at, length),
            DmarRecordType.Satc => new Satc(
                at, length, record.U8(at + 4, "flags"), record.U16(at + 6, "segment"), ReadScopes(record, at + fixedPart, what)),
            DmarRecordType.Sidp => new Sidp(
                at, length, record.U16(at + 6, "segment"), ReadScopes(record, at + fixedPart, what)),
            _ => new UnknownDmarRecord(
                type, at, length, ImmutableArray.Create(record.Take(at + RecordHeader, length - RecordHeader, "structure"))),
        };
    }

    private static Andd ReadAndd(TableReader record, int at, int length)
    {
        const int NameAt = 8;
        ReadOnlySpan<byte> name = record.Take(at + NameAt, length - NameAt, "ACPI object name");
        if (name.IndexOf((byte)0) < 0)
            throw record.Bad(at + NameAt, $"ACPI object name of {name.Length} bytes without an end", "a name that ends in a NUL byte");
        return new Andd(at, length, record.U8(at + 7, "ACPI device number"), record.Text(at + NameAt, name.Length, "ACPI object name"));
    }

    private static ImmutableArray<DmarScope> ReadScopes(TableReader record, int at, string owner)
    {
        var scopes = ImmutableArray.CreateBuilder<DmarScope>();
        while (at < record.Length)
        {
            int left = record.Length - at;
            if (left < ScopeHeader)
                throw record.Bad(at, $"{left} bytes after the last device scope of the {owner}", $"none, or at least {ScopeHeader}");
            int length = record.U8(at + 1, "device scope length");
            if (length < ScopeHeader)
                throw record.Bad(at + 1, $"device scope length {length}", $"at least {ScopeHeader}");
            if (length > left)
                throw record.Bad(at + 1, $"device scope length {length}", $"at most {left}, which is what its {owner} has left");
            if (length % 2 != 0)
                throw record.Bad(at + 1, $"device scope length {length}", $"{ScopeHeader} plus 2 for each hop of the path");

            var path = ImmutableArray.CreateBuilder<DmarScopeHop>((length - ScopeHeader) / 2);
            for (int hop = at + ScopeHeader; hop < at + length; hop += 2)
                path.Add(new DmarScopeHop(record.U8(hop, "path"), record.U8(hop + 1, "path")));
            scopes.Add(new DmarScope(
                at,
                (DmarScopeType)record.U8(at, "device scope type"),
                record.U8(at + 2, "device scope flags"),
                record.U8(at + 4, "enumeration id"),
                record.U8(at + 5, "start bus"),
                path.MoveToImmutable()));
            at += length;
        }
        return scopes.ToImmutable();
    }

    /// <summary>The length of a structure without scopes: the least that it can have.</summary>
    private static int FixedPart(DmarRecordType type) => type switch
    {
        DmarRecordType.Drhd => 16,
        DmarRecordType.Rmrr => 24,
        DmarRecordType.Rhsa => 20,
        DmarRecordType.Andd => 9,
        DmarRecordType.Atsr or DmarRecordType.Satc or DmarRecordType.Sidp => 8,
        _ => RecordHeader,
    };

    private static string NameOf(DmarRecordType type) => type switch
    {
        DmarRecordType.Drhd => "DRHD",
        DmarRecordType.Rmrr => "RMRR",
        DmarRecordType.Atsr => "ATSR",
        DmarRecordType.Rhsa => "RHSA",
        DmarRecordType.Andd => "ANDD",
        DmarRecordType.Satc => "SATC",
        DmarRecordType.Sidp => "SIDP",
        _ => $"structure of unknown type {(ushort)type}",
    };
}
