using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>A node of an IORT table (Arm DEN 0049, 3.1). Facts that only some types have are null for the others.</summary>
/// <param name="Type">What the node is; a value outside the enumeration is kept as the table gives it.</param>
/// <param name="Offset">Where the node starts, in bytes from the start of the table. Other nodes refer to it by this.</param>
/// <param name="Length">Its length in bytes, its mappings included.</param>
/// <param name="Revision">The revision of the node's layout.</param>
/// <param name="Identifier">The node's number; 0 in tables that are older than the field.</param>
/// <param name="Mappings">How ids of requests are passed on, in the order of the node.</param>
public sealed record IortNode(
    IortNodeType Type, int Offset, int Length, byte Revision, uint Identifier, ImmutableArray<IortMapping> Mappings)
{
    /// <summary>The physical address of the registers of an SMMU.</summary>
    public ulong? RegisterBase { get; init; }

    /// <summary>The PCI segment of a root complex.</summary>
    public int? Segment { get; init; }

    /// <summary>The path of a named component in the ACPI name space, e.g. "\_SB.MBI0".</summary>
    public string? ObjectName { get; init; }

    /// <summary>The identifiers of the services of an ITS group, as the MADT gives them; empty for other types.</summary>
    public ImmutableArray<uint> ItsIds { get; init; } = [];

    /// <summary>
    /// The mapping by which an SMMUv3 sends its own MSIs, which maps no id of a device; null where the node has none.
    /// </summary>
    public int? OwnMappingIndex { get; init; }

    /// <summary>Whether the node is an SMMU of any version.</summary>
    public bool IsSmmu => Type is IortNodeType.Smmu or IortNodeType.SmmuV3;

    /// <summary>The node in words, e.g. "SMMUv3 at 0x9050000" or "root complex of segment 0000".</summary>
    public override string ToString() => Type switch
    {
        IortNodeType.ItsGroup => $"ITS group {string.Join(", ", ItsIds)}",
        IortNodeType.NamedComponent => $"named component {ObjectName}",
        IortNodeType.RootComplex => $"root complex of segment {Segment:x4}",
        IortNodeType.Smmu => $"SMMUv1/v2 at 0x{RegisterBase:X}",
        IortNodeType.SmmuV3 => $"SMMUv3 at 0x{RegisterBase:X}",
        _ => $"node of type {(byte)Type} at offset 0x{Offset:X}",
    };
}
