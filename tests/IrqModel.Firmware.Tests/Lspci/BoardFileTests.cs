namespace IrqModel.Firmware.Tests;

public class BoardFileTests
{
    [Fact]
    public void The_tree_of_devices_is_read()
    {
        LspciDump dump = Dump.Of(
            """
            <acrn-config board="x">
              <devices>
                <bus type="system">
                  <bus id="PNP0A08" type="pci" address="0x0" description="Host bridge: Intel">
                    <vendor>0x8086</vendor><identifier>0x9a14</identifier><class>0x060000</class>
                    <device id="INT3472" address="0x0"/>
                    <device address="0x20000" id="0x9a49" description="00:02.0 VGA compatible controller: Intel">
                      <vendor>0x8086</vendor><identifier>0x9a49</identifier><class>0x030000</class>
                      <capability id="PCI Express"/>
                      <capability id="MSI">
                        <count>8</count><capability id="64-bit address"/><capability id="per-vector masking"/>
                      </capability>
                      <capability id="SR-IOV">
                        <initial_vfs>7</initial_vfs><total_vfs>7</total_vfs>
                        <first_vf_bdf><bus>0x0</bus><device>0x2</device><function>0x1</function></first_vf_bdf>
                        <vf_stride>1</vf_stride><vf_device_id>0x9a49</vf_device_id>
                      </capability>
                    </device>
                    <device address="0x60000">
                      <vendor>0x8086</vendor><identifier>0x9a09</identifier><class>0x060400</class>
                      <bus type="pci" address="0x1">
                        <device address="0x0">
                          <vendor>0x8086</vendor><identifier>0xf1a6</identifier><class>0x010802</class>
                          <capability id="MSI-X">
                            <table_size>16</table_size><table_bir>1</table_bir><table_offset>0x1000000</table_offset><pba_bir>1</pba_bir>
                          </capability>
                        </device>
                      </bus>
                    </device>
                  </bus>
                </bus>
              </devices>
            </acrn-config>
            """);

        Assert.Equal(["00:00.0", "00:02.0", "00:06.0", "01:00.0"], dump.Devices.Select(d => d.Address.ToString()[5..]));
        PciDeviceInfo graphics = dump.Devices[1];
        Assert.Equal("VGA compatible controller: Intel", graphics.Description);
        Assert.Equal(7, graphics.Line);
        Assert.Equal(PciePortType.Unknown, graphics.Pcie?.PortType);
        Assert.Equal(new MsiCapability(null, 8, null, true, true, null, null, null), graphics.Msi);
        Assert.Equal(new SriovConfig(null, 7, 7, null, 1, 1, 0x9A49, null, null), graphics.Sriov);
        Assert.Equal(new BridgeBuses(0, 1, 1), dump.Devices[2].Buses);
        Assert.Equal(PciHeaderType.Bridge, dump.Devices[2].HeaderType);
        Assert.Equal(new MsixCapability(null, 16, null, null, 1, 0x1000000, 1, null), dump.Devices[3].Msix);
        Assert.Equal(0x010802, dump.Devices[3].ClassCode);
    }

    [Fact]
    public void The_sections_with_lines_of_lspci_are_put_together()
    {
        PciDeviceInfo device = Dump.One(
            """
            <acrn-config board="x">
            	<PCI_DEVICE>
            	00:1f.3 Audio device: Intel Corporation Device a0c8 (rev 20)
            	Region 0: Memory at ab000000 (64-bit, non-prefetchable) [size=16M]
            	</PCI_DEVICE>
            	<PCI_VID_PID>
            	00:1f.3 0403: 8086:a0c8 (rev 20)
            	</PCI_VID_PID>
            </acrn-config>
            """);

        Assert.Equal((ushort)0x8086, device.VendorId);
        Assert.Equal(0x040300, device.ClassCode);
        Assert.Equal(PciHeaderType.Normal, device.HeaderType);
    }

    [Fact]
    public void A_capability_without_numbers_is_noted()
    {
        PciDeviceInfo device = Dump.One(
            """<bus type="pci" address="0x0"><device address="0x20000"><vendor>1</vendor><capability id="SR-IOV"/></device></bus>""");

        Assert.Equal(new SriovConfig(null, null, null, null, null, null, null, null, null), device.Sriov);
        Assert.Equal("line 1: the function has SR-IOV, but the file does not say how much of it",
            Assert.Single(device.Problems).ToString());
    }

    [Theory]
    [InlineData("<acrn-config>\n<b></acrn-config>", "t: line 2: ")]
    [InlineData("<bus type='pci' address='0x100'/>", "t: line 1: bus 0x100; expected a bus from 0x0 to 0xff")]
    [InlineData("<bus type='pci'>\n<device address='0x200000'><vendor>1</vendor></device></bus>", "t: line 2: device address 0x200000")]
    [InlineData("<bus type='pci'>\n<device><vendor>1</vendor></device></bus>", "t: line 2: a PCI device without an address")]
    [InlineData("<bus type='pci'>\n<vendor>0x12345</vendor></bus>", "t: line 2: <vendor> \"0x12345\"; expected a number from 0 to 65535")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><acrn-config/>", "t: line 1: ")]
    public void A_broken_file_is_refused_with_its_line(string text, string message) => Assert.StartsWith(message, Dump.Refused(text));
}
