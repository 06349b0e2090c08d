namespace IrqModel.Firmware.Tests;

/// <summary>Refused requests in the logs of VMware ESXi.</summary>
public class EsxiTests
{
    [Theory]
    [InlineData("2021-03-04T10:11:12.123Z cpu12:2097485)WARNING: IOMMUIntel: 2436: DMAR Fault IOMMU Unit #1: R/W=W, Device 0000:81:00.0 Faulting addr = 0x7b2f5000 Fault Reason = 0x05 -> PTE not set to allow Write.", "81:00.0", 5, 0x7B2F5000UL, LogVendor.Intel)]
    [InlineData("2021-03-04T10:11:12.123Z esx01 vmkernel: cpu12:2097485)WARNING: IOMMUIntel: 2436: DMAR Fault IOMMU Unit #1: R/W=R, Device 03:02.0 Faulting addr = 0xfec2000 Fault Reason = 0x02 -> Present bit in context entry is clear.", "03:02.0", 2, 0xFEC2000UL, LogVendor.Intel)]
    [InlineData("2023-03-04T10:11:12.123Z In(182) vmkernel: cpu3:1049123)IOMMU Fault detected for 0000:da:00.0 (vmgfx0/made_up) IOaddr: 0xa1fc6a000 Mask: 0x6 Domain: 0x430af4e0c460.", "da:00.0", null, 0xA1FC6A000UL, LogVendor.NotShown)]
    [InlineData("@BlueScreen: IOMMU Fault detected for 0000:da:00.0 (vmgfx0/made_up) IOaddr: 0xa1fc6a000 Reason: 0x6 (PTE not set to allow Read.)", "da:00.0", 6, 0xA1FC6A000UL, LogVendor.NotShown)]
    [InlineData("2023-11-21T05:58:00.093Z Cr(01) vmx - PANIC: PCI passthru device 0000:00:02.0 caused an IOMMU fault type 5 at address 0x31bdc000.  Powering off the virtual machine.", "00:02.0", 5, 0x31BDC000UL, LogVendor.NotShown)]
    public void They_are_read_with_who_sent_them_and_why(string line, string requester, int? reason, ulong address, LogVendor vendor)
    {
        Evidence evidence = EvidenceReader.ReadText(line + "\n", "t");
        LogFault fault = Assert.Single(Assert.Single(evidence.Logs).Faults);

        Assert.Equal((requester, reason, (ulong?)address, vendor, LogFaultKind.Dma), (fault.Requester.ToString(), fault.Reason, fault.Address, fault.Vendor, fault.Kind));
        Assert.Equal("VMware ESXi", evidence.OtherSystem);
    }

    [Theory]
    [InlineData("2021-03-04T10:11:12.123Z cpu12:2097485)IOMMUIntel: 2436: IOMMU default settings for 0000:81:00.0")]
    [InlineData("Enabling the IOMMU by default helps 0000:81:00.0")]
    [InlineData("2021-03-04T10:11:12.123Z cpu0:33011)WARNING: IOMMUIntel: 2777: IOMMU context entry dump for 0000:06:00.0 Ctx-Hi = 0xf000a835f000e2c3")]
    public void Other_lines_of_it_and_sentences_are_none(string line) =>
        Assert.All(EvidenceReader.ReadText(line + "\n", "t").Logs, log => Assert.Empty(log.Faults));
}
