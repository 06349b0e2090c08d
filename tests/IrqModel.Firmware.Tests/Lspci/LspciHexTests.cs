namespace IrqModel.Firmware.Tests;

public class LspciHexTests
{
    [Fact]
    public void A_full_dump_shows_every_capability()
    {
        PciDeviceInfo device = Dump.One($"02:00.0 Ethernet controller: Intel\n{ConfigBytes.PhysicalFunction().ToHex()}");

        Assert.Equal(new Bdf(0, 2, 0, 0), device.Address);
        Assert.Equal((ushort)0x10C9, device.DeviceId);
        Assert.Equal(8, device.Sriov?.TotalVfs);
        Assert.Equal(10, device.Msix?.TableSize);
        Assert.Equal(4096, device.Config?.Bytes.Length);
        Assert.Empty(device.Problems);
    }

    [Fact]
    public void Devices_keep_their_order_their_line_and_their_segment()
    {
        string hex = new ConfigBytes().ToHex(64);
        LspciDump dump = Dump.Of(
            $"0001:00:1f.3 Class 0403: Device 8086:a0c8\r\n{hex}\r\n10000:e1:00.0 Class 0108: Device 8086:2522\r\n{hex}");

        Assert.Equal(["0001:00:1f.3", "10000:e1:00.0"], dump.Devices.Select(d => d.Address.ToString()));
        Assert.Equal([1, 7], dump.Devices.Select(d => d.Line));
        Assert.Same(dump.Devices[1], dump.Find(new Bdf(0x10000, 0xE1, 0, 0)));
        Assert.Null(dump.Find(default));
    }

    [Fact]
    public void Bytes_win_over_words()
    {
        PciDeviceInfo device = Dump.One(
            $"""
            02:00.0 Class 0403: Device 1234:5678
            	Capabilities: [50] MSI: Enable- Count=1/1 Maskable- 64bit-
            {ConfigBytes.PhysicalFunction().ToHex()}
            """);

        Assert.Equal((ushort)0x8086, device.VendorId);
        Assert.Equal(0x020000, device.ClassCode);
        Assert.Equal(8, device.Msi?.VectorsCapable);
    }

    [Fact]
    public void Words_fill_what_a_short_dump_leaves_out()
    {
        PciDeviceInfo device = Dump.One(
            $"""
            02:00.0 Class 0200: Device 8086:10c9
            	Capabilities: [50] MSI: Enable- Count=1/8 Maskable+ 64bit+
            {ConfigBytes.PhysicalFunction().ToHex(64)}
            """);

        Assert.Equal(new MsiCapability(0x50, 8, 1, true, true, false, null, null), device.Msi);
        Assert.Empty(device.Problems);
    }

    [Fact]
    public void A_short_dump_alone_says_what_it_leaves_out()
    {
        PciDeviceInfo device = Dump.One($"02:00.0 Class 0200: Device 8086:10c9\n{ConfigBytes.PhysicalFunction().ToHex(64)}");

        Assert.Contains("which is not in the dump", Assert.Single(device.Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(256, CapabilityDisplay.WithoutExtended)]
    [InlineData(128, CapabilityDisplay.CutOff)]
    public void A_dump_of_256_bytes_leaves_out_extended_capabilities_and_is_not_cut_off(int length, CapabilityDisplay shown)
    {
        PciDeviceInfo device = Dump.One($"02:00.0 Class 0200: Device 8086:10c9\n{ConfigBytes.PhysicalFunction().ToHex(length)}");

        Assert.Equal(shown, device.CapabilitiesShown);
        Assert.Equal(CapabilityVisibility.NotShown, device.Visibility(PciCapabilityKind.Sriov));
    }

    [Fact]
    public void Bytes_that_a_dump_skips_are_not_made_up()
    {
        string[] lines = ConfigBytes.PhysicalFunction().ToHex(256).Split('\n');
        string holed = string.Join('\n', lines.Where(l => !l.StartsWith("70:", StringComparison.Ordinal)));

        PciDeviceInfo device = Dump.One($"02:00.0 Class 0200: Device 8086:10c9\n{holed}");

        Assert.NotNull(device.Msi);
        Assert.Null(device.Msix);
        Assert.Contains("leads to 70h, which is not in the dump", Assert.Single(device.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_virtual_function_takes_its_ids_from_the_words()
    {
        string hex = new ConfigBytes(vendor: 0xFFFF, device: 0xFFFF).ToHex();

        PciDeviceInfo device = Dump.One($"02:10.0 Ethernet controller [0200]: Intel 82576 Virtual Function [8086:10ca] (rev 01)\n{hex}");

        Assert.Equal((ushort)0x8086, device.VendorId);
        Assert.Equal((ushort)0x10CA, device.DeviceId);
        Assert.Equal((ushort)0xFFFF, device.Config?.VendorId);
    }

    [Fact]
    public void Two_forms_of_one_state_are_put_together()
    {
        string hex = new ConfigBytes().ToHex(64);

        PciDeviceInfo device = Dump.One($"00:02.0 0300: 8086:9a49\n\n00:02.0 VGA compatible controller: Intel\n{hex}");

        Assert.NotNull(device.Config);
        Assert.Equal("0300: 8086:9a49", device.Description);
    }

    [Fact]
    public void Two_dumps_in_one_form_are_two_states()
    {
        string earlier = new ConfigBytes().ToHex(64);
        string later = earlier.Replace("00: 86 80", "00: 86 81", StringComparison.Ordinal);

        Evidence evidence = EvidenceReader.ReadText($"00:02.0 x\n{earlier}\n\n00:02.0 x\n{later}", "t");

        Assert.Equal(["8086", "8186"], evidence.Listings.Select(listing => $"{listing.Functions.Single().VendorId:x4}"));
        Assert.Contains(evidence.Problems, problem => problem.Text.Contains("2 listings", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("00: 86 8g")]
    [InlineData("00: 86 8")]
    [InlineData("00: 8680")]
    [InlineData("40:")]
    [InlineData("fff: 00 00")]
    [InlineData("01: 00 00")]
    [InlineData("10: ens1f0: <BROADCAST,MULTICAST,UP> mtu 1500")]
    [InlineData("00:20.0 y")]
    [InlineData("00:02.8 x")]
    [InlineData("00:02 x")]
    public void A_line_that_is_no_row_and_no_slot_is_skipped_and_counted(string line)
    {
        Evidence evidence = EvidenceReader.ReadText($"00:02.0 Ethernet controller: x\n\n{line}", "t");

        Assert.Null(Assert.Single(evidence.Listings).Functions.Single().Config);
        Assert.Equal(new SkippedText("t", 1, 3, line), Assert.Single(evidence.Skipped));
    }

    [Fact]
    public void Bytes_of_no_device_are_skipped()
    {
        Evidence evidence = EvidenceReader.ReadText("00: 86 80", "t");

        Assert.Empty(evidence.Listings);
        Assert.Equal(1, Assert.Single(evidence.Skipped).Count);
    }

    [Fact]
    public void A_second_and_different_byte_is_a_problem_and_does_not_count()
    {
        PciDeviceInfo device = Dump.One($"00:02.0 x\n{new ConfigBytes().ToHex(64)}\n00: 87");

        Assert.Equal((ushort)0x8086, device.VendorId);
        Assert.Contains(device.Problems,
            problem => problem.Message.StartsWith("a second and different byte 87 at offset 00h", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("  |................|")]
    [InlineData("  ................")]
    public void A_column_of_characters_is_no_part_of_a_row(string column)
    {
        string hex = string.Join('\n', new ConfigBytes().ToHex(64).Trim().Split('\n').Select(row => row.ToUpperInvariant() + column));

        Assert.Equal((ushort)0x8086, Dump.One($"00:02.0 x\n{hex}").VendorId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing here\n\tCapabilities: [50] MSI: Enable- Count=1/1 Maskable- 64bit-\n")]
    [InlineData("<acrn-config><PCI_DEVICE></PCI_DEVICE></acrn-config>")]
    public void A_file_without_a_device_is_refused(string text) =>
        Assert.StartsWith("t: no PCI device; expected the output of lspci", Dump.Refused(text));
}
