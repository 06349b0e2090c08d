namespace IrqModel.Firmware.Tests;

public class LspciWordsTests
{
    [Theory]
    [InlineData("00:1f.3 Audio device: Intel Corporation Device a0c8 (rev 20)", 0x040300, null, 0xA0C8)]
    [InlineData("00:1f.3 Audio device [0403]: Intel Corporation X [8086:a0c8] (rev 20) (prog-if 80)", 0x040380, 0x8086, 0xA0C8)]
    [InlineData("00:1f.3 0403: 8086:a0c8 (rev 20)", 0x040300, 0x8086, 0xA0C8)]
    [InlineData("00:1f.3 Class 0403: 8086:a0c8", 0x040300, 0x8086, 0xA0C8)]
    [InlineData("00:1f.3 Class 0403: Device 8086:a0c8 (rev 20)", 0x040300, 0x8086, 0xA0C8)]
    [InlineData("00:1f.3 Unassigned class [ff00]: Intel Corporation Device 0d93", 0xFF0000, null, 0x0D93)]
    [InlineData("00:1f.3 USB Controller: NEC (prog-if 20 [EHCI])", 0x0C0320, null, null)]
    [InlineData("00:1f.3 Flux capacitor: DeLorean", null, null, null)]
    [InlineData("00:1f.3", null, null, null)]
    public void Class_and_ids_are_read_in_every_style(string line, int? classCode, int? vendor, int? device)
    {
        PciDeviceInfo read = Dump.One(line);

        Assert.Equal(classCode, read.ClassCode);
        Assert.Equal((ushort?)vendor, read.VendorId);
        Assert.Equal((ushort?)device, read.DeviceId);
        Assert.Null(read.Config);
        Assert.Null(read.IsMultiFunction);
        Assert.Empty(read.Problems);
    }

    [Fact]
    public void A_bridge_in_words_has_its_buses_and_port_type()
    {
        PciDeviceInfo read = Dump.One(
            """
            00:1c.0 PCI bridge: Intel Corporation Device 9d10 (rev f1) (prog-if 00 [Normal decode])
            	Bus: primary=00, secondary=02, subordinate=0a, sec-latency=0
            	Capabilities: [40] Express (v2) Root Port (Slot+), MSI 00
            		DevCap:	MaxPayload 256 bytes, PhantFunc 0
            	Kernel driver in use: pcieport
            """);

        Assert.True(read.IsBridge);
        Assert.Equal(PciHeaderType.Bridge, read.HeaderType);
        Assert.Equal(new BridgeBuses(0, 2, 10), read.Buses);
        Assert.Equal(new PcieCapability(0x40, 2, PciePortType.RootPort, true), read.Pcie);
        Assert.Equal("pcieport", read.Driver);
    }

    [Theory]
    [InlineData("Express (v2) Endpoint, IntMsgNum 0", PciePortType.Endpoint)]
    [InlineData("Express (v1) Legacy Endpoint, MSI 00", PciePortType.LegacyEndpoint)]
    [InlineData("Express (v2) Upstream Port, MSI 00", PciePortType.UpstreamPort)]
    [InlineData("Express (v2) Downstream Port (Slot+), MSI 00", PciePortType.DownstreamPort)]
    [InlineData("Express (v1) PCI-Express to PCI/PCI-X Bridge, MSI 00", PciePortType.PcieToPciBridge)]
    [InlineData("Express (v1) PCI/PCI-X to PCI-Express Bridge, MSI 00", PciePortType.PciToPcieBridge)]
    [InlineData("Express (v2) Root Complex Integrated Endpoint, MSI 00", PciePortType.RootComplexIntegratedEndpoint)]
    [InlineData("Express (v2) Root Complex Event Collector, MSI 00", PciePortType.RootComplexEventCollector)]
    [InlineData("Express (v2) Unknown type 13, MSI 00", PciePortType.Unknown)]
    public void Port_types_are_read(string words, PciePortType type) =>
        Assert.Equal(type, Dump.One($"00:02.0 x\n\tCapabilities: [40] {words}").Pcie?.PortType);

    [Theory]
    [InlineData("MSI: Enable+ Count=2/8 Maskable+ 64bit+", 8, 2, true, true)]
    [InlineData("MSI: Mask+ 64bit+ Count=2/8 Enable+", 8, 2, true, true)]
    [InlineData("Message Signalled Interrupts: Mask- 64bit+ Queue=1/3 Enable+", 8, 2, true, false)]
    public void MSI_is_read_in_the_words_of_old_and_new_releases(string words, int capable, int given, bool wide, bool masking)
    {
        PciDeviceInfo read = Dump.One(
            $"""
            00:02.0 VGA compatible controller: x
            	Capabilities: [ac] {words}
            		Address: 00000000fee00018  Data: 4021
            		Masking: 00000000  Pending: 00000000
            """);

        Assert.Equal(new MsiCapability(0xAC, capable, given, wide, masking, true, 0xFEE00018, 0x4021), read.Msi);
    }

    [Fact]
    public void The_message_of_a_disabled_MSI_is_not_given()
    {
        PciDeviceInfo read = Dump.One(
            "00:02.0 x\n\tCapabilities: [50] MSI: Enable- Count=1/1 Maskable- 64bit-\n\t\tAddress: fee00000  Data: 4021");

        Assert.Null(read.Msi?.Address);
    }

    [Theory]
    [InlineData("MSI-X: Enable+ Count=16 Masked+")]
    [InlineData("MSI-X: Enable+ Mask+ TabSize=16")]
    public void MSI_X_is_read_in_the_words_of_old_and_new_releases(string words)
    {
        PciDeviceInfo read = Dump.One(
            $"""
            00:02.0 x
            	Capabilities: [b0] {words}
            		Vector table: BAR=2 offset=000f0000
            		PBA: BAR=3 offset=00002000
            """);

        Assert.Equal(new MsixCapability(0xB0, 16, true, true, 2, 0xF0000, 3, 0x2000), read.Msix);
    }

    [Fact]
    public void SR_IOV_and_ARI_are_read()
    {
        PciDeviceInfo read = Dump.One(
            """
            01:00.0 Ethernet controller: Intel Corporation Device 10c9 (rev 01)
            	Capabilities: [150 v1] Alternative Routing-ID Interpretation (ARI)
            		ARICap:	MFVC- ACS-, Next Function: 1
            		ARICtl:	MFVC- ACS-, Function Group: 0
            	Capabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)
            		IOVCap:	Migration- 10BitTagReq- Interrupt Message Number: 000
            		IOVCtl:	Enable+ Migration- Interrupt- MSE+ ARIHierarchy+ 10BitTagReq-
            		IOVSta:	Migration-
            		Initial VFs: 8, Total VFs: 8, Number of VFs: 1, Function Dependency Link: 00
            		VF offset: 384, stride: 2, Device ID: 10ca
            		Supported Page Size: 00000553, System Page Size: 00000001
            """);

        Assert.Equal(new AriCapability(0x150, 1), read.Ari);
        Assert.Equal(new SriovConfig(0x160, 8, 8, 1, 384, 2, 0x10CA, true, true), read.Sriov);
    }

    [Theory]
    [InlineData("Capabilities: <access denied>", "line 2: lspci was not allowed to read the capabilities")]
    [InlineData("!!! Unknown header type 7f", "line 2: lspci says \"!!! Unknown header type 7f\"")]
    [InlineData("Capabilities: [50] MSI: Enable- Count=1/99999999999 Maskable- 64bit-", "line 2: the number of vectors in")]
    [InlineData("Capabilities: [50] MSI-X: Enable- Count=5000 Masked-", "line 2: the table size in")]
    [InlineData("Bus: primary=00, secondary=100, subordinate=02", "line 2: the bus numbers in")]
    public void Words_that_give_no_value_are_noted(string words, string problem) =>
        Assert.StartsWith(problem, Assert.Single(Dump.One($"00:02.0 x\n\t{words}").Problems).ToString());

    [Theory]
    [InlineData("Control: AttnInd Unknown, PwrInd Unknown, Power- Interlock-")]
    [InlineData("Control: AttnInd Off, PwrInd On, Power- Interlock-")]
    public void The_control_line_of_a_slot_is_no_start_of_another_function(string control)
    {
        PciListing listing = Assert.Single(EvidenceReader.ReadText(
            $"""
            00:1c.0 PCI bridge: Made Up Root Port (prog-if 00 [Normal decode])
            	Control: I/O+ Mem+ BusMaster+ SpecCycle- MemWINV- VGASnoop- ParErr- Stepping- SERR- FastB2B- DisINTx+
            	Capabilities: [40] Express (v2) Root Port (Slot+), MSI 00
            		SltCtl:	Enable: AttnBtn- PwrFlt- MRL- PresDet+ CmdCplt- HPIrq+ LinkChg+
            			{control}
            	Capabilities: [80] MSI: Enable+ Count=1/1 Maskable- 64bit-
            		Address: fee00258  Data: 0000
            	Kernel driver in use: pcieport
            """, "t").Listings);

        PciDeviceInfo port = Assert.Single(listing.Functions);
        Assert.False(listing.IsCutOff);
        Assert.Equal(0xFEE00258ul, port.Msi?.Address);
        Assert.Equal("pcieport", port.Driver);
    }
}
