using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>
/// An ACPI IORT table: how requests of an Arm machine get from root complexes through SMMUs to interrupt translation services (Arm DEN
/// 0049).
/// </summary>
public sealed class IortTable : DescriptionTable
{
    internal IortTable(string name, AcpiHeader header, ImmutableArray<IortNode> nodes, ImmutableArray<AcpiProblem> problems)
        : base(name, header, problems) => Nodes = nodes;

    /// <summary>Every node, in the order of the table.</summary>
    public ImmutableArray<IortNode> Nodes { get; }

    /// <summary>The PCI root complexes.</summary>
    public IEnumerable<IortNode> RootComplexes => Nodes.Where(node => node.Type == IortNodeType.RootComplex);

    /// <summary>The SMMUs of all versions.</summary>
    public IEnumerable<IortNode> Smmus => Nodes.Where(node => node.IsSmmu);

    /// <summary>Follows a requester id from the root complex of its segment.</summary>
    /// <param name="segment">The PCI segment.</param>
    /// <param name="requester">The requester id that the function sends.</param>
    /// <returns>The way, or null if the table has no root complex for the segment.</returns>
    /// <remarks>
    /// As in Linux (<c>iort_node_map_id()</c>), the first mapping that holds counts. Several root complexes can share a segment; the first
    /// whose mappings hold counts.
    /// </remarks>
    public IortCoverage? Covering(int segment, RequesterId requester)
    {
        IortCoverage? found = null;
        foreach (IortNode root in RootComplexes)
        {
            if (root.Segment != segment)
                continue;
            ImmutableArray<IortHop> hops = Follow(root, requester.Value);
            if (!hops.IsEmpty)
                return new IortCoverage(root, hops);
            found ??= new IortCoverage(root, hops);
        }
        return found;
    }

    /// <summary>Reads a table from its bytes, as <c>/sys/firmware/acpi/tables/IORT</c> holds them.</summary>
    /// <param name="bytes">The table. Bytes after the length that its header gives are ignored, with a problem.</param>
    /// <param name="name">The name that errors carry.</param>
    /// <exception cref="FirmwareFormatException">The structure of the table is broken.</exception>
    public static IortTable Parse(ReadOnlySpan<byte> bytes, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return IortParser.Parse(new TableReader(bytes, name), name);
    }

    private ImmutableArray<IortHop> Follow(IortNode node, uint id)
    {
        var hops = ImmutableArray.CreateBuilder<IortHop>();
        // A table can lead in circles; each node is passed once.
        var passed = new HashSet<int> { node.Offset };
        while (Next(node, id) is { } hop && passed.Add(hop.Node.Offset))
        {
            hops.Add(hop);
            (node, id) = (hop.Node, hop.Id);
        }
        return hops.ToImmutable();
    }

    private IortHop? Next(IortNode node, uint id)
    {
        for (int i = 0; i < node.Mappings.Length; i++)
        {
            IortMapping mapping = node.Mappings[i];
            // Only devices and root complexes have single mappings for what passes them; an SMMU has them for its own MSIs.
            bool isOwn = node.OwnMappingIndex == i || (mapping.IsSingle && (node.IsSmmu || node.Type == IortNodeType.Pmcg));
            if (isOwn || mapping.Map(id) is not { } output)
                continue;
            IortNode? target = Nodes.FirstOrDefault(other => other.Offset == mapping.OutputReference);
            return target is null ? null : new IortHop(target, output, mapping);
        }
        return null;
    }
}
