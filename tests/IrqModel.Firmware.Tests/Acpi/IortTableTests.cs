namespace IrqModel.Firmware.Tests;

public class IortTableTests
{
    private const uint Its = 48;
    private const uint Smmu = Its + 24;

    private static readonly byte[] ItsNode = TableBytes.Node(0, [.. TableBytes.U32(1), .. TableBytes.U32(7)]);

    [Fact]
    public void A_requester_id_goes_through_the_smmu_to_the_its()
    {
        IortTable table = Parse(
            ItsNode,
            SmmuNode(TableBytes.Mapping(0x10000, 0x10000, 0x20000, Its)),
            RootNode(0, TableBytes.Mapping(0, 0x1000, 0x10000, Smmu)));

        IortCoverage way = Assert.IsType<IortCoverage>(table.Covering(0, new RequesterId(0x108)));

        Assert.Equal(["SMMUv3 at 0x9050000", "ITS group 7"], way.Hops.Select(hop => hop.Node.ToString()));
        Assert.Equal(0x10108u, way.Smmu?.Id);
        Assert.Equal(0x20108u, way.ItsGroup?.Id);
        Assert.Empty(table.Problems);
    }

    [Fact]
    public void A_requester_id_outside_every_mapping_reaches_nothing()
    {
        IortTable table = Parse(ItsNode, SmmuNode(), RootNode(0, TableBytes.Mapping(0, 0x1000, 0, Smmu)));

        IortCoverage way = Assert.IsType<IortCoverage>(table.Covering(0, new RequesterId(0x1000)));

        Assert.Empty(way.Hops);
        Assert.Null(way.Smmu);
        Assert.Null(table.Covering(1, new RequesterId(0)));
    }

    [Fact]
    public void A_root_complex_can_lead_past_the_smmu()
    {
        IortTable table = Parse(ItsNode, SmmuNode(), RootNode(3, TableBytes.Mapping(0, 0x10000, 0, Its)));

        IortCoverage way = Assert.IsType<IortCoverage>(table.Covering(3, new RequesterId(0x2A)));

        Assert.Null(way.Smmu);
        Assert.Equal(0x2Au, way.ItsGroup?.Id);
    }

    [Fact]
    public void The_mapping_of_an_smmus_own_messages_maps_no_device()
    {
        IortTable table = Parse(
            ItsNode,
            MessagingSmmuNode(TableBytes.Mapping(0, 1, 0x99, Its), TableBytes.Mapping(0, 0x10000, 0, Its)),
            RootNode(0, TableBytes.Mapping(0, 0x10000, 0, Smmu)));

        Assert.Equal(0x42u, table.Covering(0, new RequesterId(0x42))?.ItsGroup?.Id);
    }

    [Fact]
    public void Nodes_in_a_circle_end_the_way()
    {
        IortTable table = Parse(
            SmmuNode(TableBytes.Mapping(0, 0x10000, 0, 48)), RootNode(0, TableBytes.Mapping(0, 0x10000, 0, 48)));

        Assert.Single(table.Covering(0, new RequesterId(1))!.Hops);
    }

    [Fact]
    public void A_reference_to_nothing_is_an_error()
    {
        AcpiProblem problem = Assert.Single(Parse(RootNode(0, TableBytes.Mapping(0, 1, 0, 0x999))).Problems);

        Assert.Equal(AcpiSeverity.Error, problem.Severity);
        Assert.StartsWith("offset 0x60: output reference 0x999", problem.ToString());
    }

    [Fact]
    public void More_mappings_than_fit_the_node_are_a_format_error()
    {
        byte[] node = RootNode(0, TableBytes.Mapping(0, 1, 0, 48));
        node[8] = 2;

        Assert.Contains(
            "2 mappings from offset 36 of the root complex",
            Assert.Throws<FirmwareFormatException>(() => Parse(node)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_component_has_its_path()
    {
        byte[] part = [.. new byte[13], .. @"\_SB.MBI0"u8, 0, 0];

        Assert.Equal(@"\_SB.MBI0", Parse(TableBytes.Node(1, part)).Nodes[0].ObjectName);
    }

    /// <summary>An SMMUv3 whose four interrupts are wired.</summary>
    private static byte[] SmmuNode(params byte[][] mappings) => TableBytes.Node(
        4, [.. TableBytes.U64(0x9050000), .. new byte[20], .. Enumerable.Repeat((byte)1, 16), .. new byte[8]], mappings);

    /// <summary>An SMMUv3 whose interrupts are messages, which go by its first mapping.</summary>
    private static byte[] MessagingSmmuNode(params byte[][] mappings) =>
        TableBytes.Node(4, [.. TableBytes.U64(0x9050000), .. new byte[44]], mappings);

    private static byte[] RootNode(uint segment, params byte[][] mappings) =>
        TableBytes.Node(2, [.. new byte[12], .. TableBytes.U32(segment), .. new byte[4]], mappings);

    private static IortTable Parse(params byte[][] nodes) => IortTable.Parse(TableBytes.Iort(nodes), "t");
}
