using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>The structure of an IORT table. Every length and count is checked before it is used.</summary>
internal static class IortParser
{
    private const int HeaderSize = 48;
    private const int NodeHeader = 16;
    private const int MappingSize = 20;

    public static IortTable Parse(TableReader file, string name)
    {
        var problems = new AcpiProblemList();
        AcpiHeader header = AcpiHeader.Read(file, "IORT", HeaderSize, problems);
        TableReader table = file.Until(header.Length);
        uint count = table.U32(36, "number of nodes");
        uint first = table.U32(40, "offset of the first node");
        if (count > 0 && (first < HeaderSize || first > header.Length - NodeHeader))
        {
            string room = $"an offset from {HeaderSize} to {header.Length - NodeHeader}, where the table has room for a node";
            throw table.Bad(40, $"offset {first} of the first node", room);
        }

        var nodes = ImmutableArray.CreateBuilder<IortNode>();
        int at = (int)Math.Min(first, (uint)header.Length);
        for (uint i = 0; i < count; i++)
        {
            if (header.Length - at < NodeHeader)
                throw table.Bad(at, $"the end of the table after {i} nodes", $"{count} nodes, which the field at 0x24 says");
            IortNode node = ReadNode(table, at, problems);
            nodes.Add(node);
            at += node.Length;
        }
        if (count > 0 && at < header.Length)
            problems.Warning(at, $"{header.Length - at} bytes after the last of {count} nodes", "the end of the table");
        Check(nodes, problems);
        return new IortTable(name, header, nodes.ToImmutable(), problems.InOrder());
    }

    private static IortNode ReadNode(TableReader table, int at, AcpiProblemList problems)
    {
        int left = table.Length - at;
        var type = (IortNodeType)table.U8(at, "node type");
        int length = table.U16(at + 1, "node length");
        (string what, int fixedPart) = type switch
        {
            IortNodeType.ItsGroup => ("ITS group", 20),
            IortNodeType.NamedComponent => ("named component", 29),
            IortNodeType.RootComplex => ("root complex", 32),
            IortNodeType.Smmu => ("SMMUv1/v2", 60),
            IortNodeType.SmmuV3 => ("SMMUv3", 60),
            IortNodeType.Pmcg => ("PMCG", 32),
            IortNodeType.ReservedMemory => ("RMR", 28),
            _ => ($"node of type {(byte)type}", NodeHeader),
        };
        if (length < fixedPart)
            throw table.Bad(at + 1, $"{what} length {length}", $"at least {fixedPart}");
        if (length > left)
            throw table.Bad(at + 1, $"{what} length {length}", $"at most {left}, which is what the table has left");
        TableReader node = table.Until(at + length);
        byte revision = node.U8(at + 3, "node revision");
        var read = new IortNode(type, at, length, revision, node.U32(at + 4, "identifier"), ReadMappings(node, at, what));
        switch (type)
        {
            case IortNodeType.ItsGroup:
                return read with { ItsIds = ReadItsIds(node, at) };
            case IortNodeType.NamedComponent:
                int end = read.Mappings.IsEmpty ? node.Length : Math.Max(at + fixedPart, read.Mappings[0].Offset);
                return read with { ObjectName = node.Text(at + 29, end - (at + 29), "object name") };
            case IortNodeType.RootComplex:
                uint segment = node.U32(at + 28, "segment");
                if (segment > int.MaxValue)
                    throw node.Bad(at + 28, $"segment 0x{segment:X}", "at most 0x7FFFFFFF");
                return read with { Segment = (int)segment };
            case IortNodeType.Smmu:
                return read with { RegisterBase = node.U64(at + 16, "register base") };
            case IortNodeType.SmmuV3:
                return read with { RegisterBase = node.U64(at + 16, "register base"), OwnMappingIndex = OwnMapping(node, at, revision) };
            default:
                if (!Enum.IsDefined(type))
                    problems.Warning(at, $"node of unknown type {(byte)type}", "a type from 0 to 7");
                return read;
        }
    }

    // Linux iort_get_id_mapping_index(). Since revision 5 a flag says whether the index is meant; before, it is unless all interrupts of
    // the SMMU are wired.
    private static int? OwnMapping(TableReader node, int at, byte revision)
    {
        const int FullSize = 68;
        const uint DeviceIdValid = 0x10;
        if (revision < 1 || node.Length - at < FullSize)
            return null;
        bool isMeant = revision >= 5
            ? (node.U32(at + 24, "flags") & DeviceIdValid) != 0
            : node.U32(at + 44, "event GSIV") == 0 || node.U32(at + 48, "PRI GSIV") == 0
                || node.U32(at + 52, "error GSIV") == 0 || node.U32(at + 56, "sync GSIV") == 0;
        uint index = node.U32(at + 64, "index of the mapping of its own MSIs");
        return isMeant && index < node.U32(at + 8, "number of mappings") ? (int)index : null;
    }

    private static ImmutableArray<uint> ReadItsIds(TableReader node, int at)
    {
        uint count = node.U32(at + 16, "number of ITS identifiers");
        if (count > (node.Length - at - 20) / 4)
            throw node.Bad(at + 16, $"{count} ITS identifiers", $"at most {(node.Length - at - 20) / 4}, which fit the node");
        var ids = ImmutableArray.CreateBuilder<uint>((int)count);
        for (int i = 0; i < count; i++)
            ids.Add(node.U32(at + 20 + 4 * i, "ITS identifier"));
        return ids.MoveToImmutable();
    }

    private static ImmutableArray<IortMapping> ReadMappings(TableReader node, int at, string what)
    {
        uint count = node.U32(at + 8, "number of mappings");
        if (count == 0)
            return [];
        uint start = node.U32(at + 12, "offset of the mappings");
        int length = node.Length - at;
        if (start < NodeHeader || start > length || count > (length - start) / MappingSize)
            throw node.Bad(at + 8, $"{count} mappings from offset {start} of the {what}", $"mappings within the node's {length} bytes");
        var mappings = ImmutableArray.CreateBuilder<IortMapping>((int)count);
        for (int i = 0; i < count; i++)
        {
            int from = at + (int)start + i * MappingSize;
            mappings.Add(new IortMapping(
                from, node.U32(from, "input base"), node.U32(from + 4, "number of ids") + 1L, node.U32(from + 8, "output base"),
                node.U32(from + 12, "output reference"), node.U32(from + 16, "mapping flags")));
        }
        return mappings.MoveToImmutable();
    }

    private static void Check(IEnumerable<IortNode> all, AcpiProblemList problems)
    {
        Dictionary<int, IortNode> nodes = all.ToDictionary(node => node.Offset);
        foreach (IortNode node in nodes.Values)
        {
            if (node.IsSmmu && node.RegisterBase == 0)
                problems.Error(node.Offset + 16, "SMMU register base 0x0", "the address of the SMMU's registers");
            foreach (IortMapping mapping in node.Mappings)
            {
                if (mapping.OutputReference > int.MaxValue || !nodes.TryGetValue((int)mapping.OutputReference, out IortNode? target))
                    problems.Error(mapping.Offset + 12, $"output reference 0x{mapping.OutputReference:X}", "the offset of a node");
                else if (target.Type is IortNodeType.NamedComponent or IortNodeType.RootComplex)
                    problems.Warning(mapping.Offset + 12, $"a mapping to the {target}", "a mapping to an SMMU or an ITS group");
                if (!mapping.IsSingle && mapping.InputBase + mapping.Count > 1L << 32)
                    problems.Warning(mapping.Offset + 4, $"{mapping.Count} ids from 0x{mapping.InputBase:X}", "ids of 32 bits");
            }
        }
    }
}
