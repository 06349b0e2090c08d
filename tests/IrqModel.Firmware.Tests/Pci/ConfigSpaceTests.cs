namespace IrqModel.Firmware.Tests;

public class ConfigSpaceTests
{
    [Fact]
    public void The_header_of_a_normal_function_is_read()
    {
        ConfigSpace config = new ConfigBytes(classCode: 0x010802, headerType: 0x80).Read();

        Assert.Equal((ushort)0x8086, config.VendorId);
        Assert.Equal((ushort)0x10C9, config.DeviceId);
        Assert.Equal(0x010802, config.ClassCode);
        Assert.Equal(PciHeaderType.Normal, config.HeaderType);
        Assert.True(config.IsMultiFunction);
        Assert.Null(config.Buses);
        Assert.Empty(config.Problems);
    }

    [Fact]
    public void A_bridge_has_bus_numbers_and_a_port_type()
    {
        ConfigSpace config = new ConfigBytes(classCode: 0x060400, headerType: 1)
            .Set8(0x18, 0).Set8(0x19, 2).Set8(0x1A, 5)
            .Capability(0x40, 0x10).Set16(0x42, 0x0142)
            .Read();

        Assert.Equal(PciHeaderType.Bridge, config.HeaderType);
        Assert.Equal(new BridgeBuses(0, 2, 5), config.Buses);
        Assert.Equal(new PcieCapability(0x40, 2, PciePortType.RootPort, true), config.Pcie);
    }

    [Fact]
    public void A_CardBus_bridge_has_its_list_elsewhere()
    {
        ConfigSpace config = new ConfigBytes(classCode: 0x060700, headerType: 2)
            .Set16(6, 0x10).Set8(0x14, 0xA0).Set8(0x18, 1).Set8(0x19, 3).Set8(0x1A, 6).Set8(0xA0, 1)
            .Read();

        Assert.Equal(new BridgeBuses(1, 3, 6), config.Buses);
        Assert.Equal([new PciCapability(1, 0xA0, false, 0)], config.Capabilities);
    }

    [Fact]
    public void MSI_with_64_bits_and_masking_is_read()
    {
        ConfigSpace config = new ConfigBytes()
            .Capability(0x50, 0x05).Set16(0x52, 0x01A7).Set32(0x54, 0xFEE00018).Set32(0x58, 1).Set16(0x5C, 0x4021)
            .Read();

        Assert.Equal(new MsiCapability(0x50, 8, 4, true, true, true, 0x1_FEE00018, 0x4021), config.Msi);
    }

    [Fact]
    public void MSI_with_32_bits_has_its_data_right_after_the_address()
    {
        ConfigSpace config = new ConfigBytes().Capability(0x50, 0x05).Set16(0x52, 1).Set32(0x54, 0xFEE01000).Set16(0x58, 0x41).Read();

        Assert.Equal(new MsiCapability(0x50, 1, 1, false, false, true, 0xFEE01000, 0x41), config.Msi);
    }

    [Fact]
    public void The_message_of_a_disabled_MSI_is_not_given()
    {
        ConfigSpace config = new ConfigBytes().Capability(0x50, 0x05).Set32(0x54, 0xFEE01000).Read();

        Assert.Equal(new MsiCapability(0x50, 1, 1, false, false, false, null, null), config.Msi);
    }

    [Fact]
    public void A_physical_function_is_read_with_its_extended_capabilities()
    {
        ConfigSpace config = ConfigBytes.PhysicalFunction().Read();

        Assert.Equal(new MsiCapability(0x50, 8, 1, true, true, false, null, null), config.Msi);
        Assert.Equal(new MsixCapability(0x70, 10, true, false, 3, 0x2000, 3, 0x3000), config.Msix);
        Assert.Equal(new SriovConfig(0x160, 8, 8, 7, 128, 2, 0x10CA, true, true), config.Sriov);
        Assert.Equal(new AriCapability(0x150, 1), config.Ari);
        Assert.Equal([5, 0x11, 0x10, 1, 0xE, 0x10], config.Capabilities.Select(c => c.Id));
        Assert.Empty(config.Problems);
    }

    [Fact]
    public void What_a_function_without_PCI_Express_shows_beyond_256_bytes_is_left_alone()
    {
        ConfigSpace config = new ConfigBytes(4096).Extended(0x100, 0x10, 0).Read();

        Assert.Null(config.Sriov);
        Assert.Empty(config.Problems);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    public void An_empty_extended_list_is_no_problem(uint header) =>
        Assert.Empty(new ConfigBytes(4096).Capability(0x40, 0x10).Set32(0x100, header).Read().Problems);

    [Fact]
    public void A_list_that_runs_in_a_circle_is_noted_and_read_once()
    {
        ConfigSpace config = new ConfigBytes().Capability(0x40, 1).Capability(0x50, 5).Set8(0x51, 0x40).Read();

        Assert.Equal(2, config.Capabilities.Length);
        Assert.NotNull(config.Msi);
        Assert.Equal("offset 0x51: the capability list runs in a circle, back to 40h", Assert.Single(config.Problems).ToString());
    }

    [Theory]
    [InlineData(0x20, "leads to 20h, inside the header")]
    [InlineData(0xF0, "leads to f0h, which is not in the dump")]
    public void A_pointer_to_nowhere_is_noted(byte pointer, string text)
    {
        ConfigSpace config = new ConfigBytes(128).Capability(0x40, 5).Set8(0x41, pointer).Read();

        Assert.NotNull(config.Msi);
        Assert.Contains(text, Assert.Single(config.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_capability_of_ones_ends_the_list()
    {
        ConfigSpace config = new ConfigBytes().Capability(0x40, 0xFF).Read();

        Assert.Empty(config.Capabilities);
        Assert.Single(config.Problems);
    }

    [Fact]
    public void A_capability_cut_by_the_end_of_the_dump_is_noted()
    {
        ConfigSpace config = new ConfigBytes(0x48).Capability(0x40, 0x11).Read();

        Assert.Null(config.Msix);
        Assert.Contains("MSI-X", Assert.Single(config.Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x150, "runs in a circle, back to 150h")]
    [InlineData(0x040, "leads to 040h, below 100h")]
    public void A_broken_extended_list_is_noted(int next, string text)
    {
        ConfigSpace config = new ConfigBytes(4096).Capability(0x40, 0x10).Extended(0x100, 1, 0x150).Extended(0x150, 0xE, next).Read();

        Assert.NotNull(config.Ari);
        Assert.Contains(text, Assert.Single(config.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_virtual_functions_than_there_can_be_are_noted()
    {
        ConfigSpace config = ConfigBytes.PhysicalFunction().Set16(0x170, 9).Read();

        Assert.Equal("offset 0x170: SR-IOV has NumVFs 9, above its TotalVFs 8", Assert.Single(config.Problems).ToString());
    }

    [Fact]
    public void A_function_that_does_not_answer_is_absent()
    {
        var bytes = new byte[256];
        Array.Fill(bytes, (byte)0xFF);

        ConfigSpace config = ConfigSpace.Parse(bytes);

        Assert.True(config.IsAbsent);
        Assert.Null(config.VendorId);
        Assert.Single(config.Problems);
    }

    [Fact]
    public void An_unknown_header_type_is_noted()
    {
        ConfigSpace config = new ConfigBytes(headerType: 0x45).Capability(0x40, 5).Read();

        Assert.Null(config.HeaderType);
        Assert.Empty(config.Capabilities);
        Assert.Equal(0xE, Assert.Single(config.Problems).Offset);
    }

    [Fact]
    public void Random_spaces_never_fail()
    {
        var random = new Random(3);
        byte[] sound = ConfigBytes.PhysicalFunction().Build();
        for (int round = 0; round < 20_000; round++)
        {
            byte[] bytes = [.. sound.AsSpan(0, round % 3 == 0 ? random.Next(sound.Length) : round % 3 == 1 ? 256 : 4096)];
            for (int n = random.Next(40); n > 0 && bytes.Length > 0; n--)
                bytes[random.Next(round % 2 == 0 ? bytes.Length : Math.Min(bytes.Length, 0x200))] = (byte)random.Next(256);
            if (round % 5 == 0)
                random.NextBytes(bytes);
            ConfigSpace config = ConfigSpace.Parse(bytes);
            Assert.Equal(bytes.Length, config.Bytes.Length);
            Assert.True(config.Capabilities.Length <= 1024 + 64);
        }
    }
}
