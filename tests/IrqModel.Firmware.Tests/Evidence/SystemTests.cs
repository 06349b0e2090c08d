namespace IrqModel.Firmware.Tests;

/// <summary>What texts say of the system that they are of: another one than Linux, a hypervisor, the kernel.</summary>
public class SystemTests
{
    [Theory]
    [InlineData("Microsoft Windows [Version 10.0.19045.1234]", "Windows")]
    [InlineData("PS D:\\Tools> Get-PnpDevice", "Windows")]
    [InlineData("C:\\>pnputil /enum-devices", "Windows")]
    [InlineData("Instance ID:                PCI\\VEN_8086&DEV_1533&SUBSYS_00018086&REV_03\\4&1", "Windows")]
    [InlineData("OK         Net             Made Up(R) Ethernet X5 #2            PCI\\VEN_0001&DEV_10FB&SUBSYS_00010001&REV_01\\4&1", "Windows")]
    [InlineData("   Product: VMware ESXi", "VMware ESXi")]
    [InlineData("VMkernel made.example.org 7.0.3 #1 SMP Release build-1 Jan 1 2023 00:00:00 x86_64 x86_64 x86_64 ESXi", "VMware ESXi")]
    [InlineData("2024-03-01T10:00:00.123Z cpu12:2097152)PCI: 1234: made up", "VMware ESXi")]
    [InlineData("[root@made:~] esxcli hardware pci list", "VMware ESXi")]
    [InlineData("ProductName:\t\tmacOS", "macOS")]
    [InlineData("Darwin made.local 23.1.0 Darwin Kernel Version 23.1.0", "macOS")]
    [InlineData("+-o IOPCIBridge  <class IOPCIBridge, id 0x100000123>", "macOS")]
    [InlineData("    | | +-o PEG0@1  <class IOPCIDevice, id 0x1000001f0, registered, matched, active, busy 0 (1 ms), retain 14>", "macOS")]
    [InlineData("OpenBSD 7.4 (GENERIC.MP) #1397: Tue Oct 10 09:02:37 MDT 2023", "OpenBSD")]
    [InlineData("SunOS made 5.11 omnios-r151046 i86pc i386 i86pc", "SunOS")]
    public void Output_of_another_system_is_recognised(string line, string system) =>
        Assert.Equal(system, EvidenceReader.ReadText(line + "\n", "t").OtherSystem);

    [Theory]
    [InlineData("[    0.100000] ACPI: Added _OSI(Windows 2012)")]
    [InlineData("[    0.000000] Hypervisor detected: Microsoft Hyper-V")]
    [InlineData("01:00.0 3D controller: Microsoft Corporation Basic Render Driver")]
    [InlineData("I have Microsoft Windows on the other disk")]
    [InlineData("00:07.3 Bridge: Made Up \\ Backslash")]
    public void Output_of_Linux_is_no_other_system(string line) => Assert.Null(EvidenceReader.ReadText(line + "\n", "t").OtherSystem);

    [Theory]
    [InlineData("[    0.000000] Hypervisor detected: KVM", "KVM")]
    [InlineData("[    0.000000] Booting paravirtualized kernel on VMware hypervisor", "VMware hypervisor")]
    [InlineData("Hypervisor vendor:       Microsoft", "Microsoft")]
    [InlineData("May  1 10:00:00 made systemd[1]: Detected virtualization oracle.", "oracle")]
    [InlineData("[    2.000000] systemd[1]: Detected virtualization kvm.", "kvm")]
    [InlineData("[    0.000000] Booting paravirtualized kernel on bare hardware", null)]
    [InlineData("[    2.000000] systemd[1]: Detected virtualization lxc.", null)]
    public void The_hypervisor_is_in_the_words_of_whoever_found_it(string line, string? name) =>
        Assert.Equal(name, EvidenceReader.ReadText(line + "\n", "t").Hypervisor);

    [Theory]
    [InlineData("pve-manager/8.1.3/0123456789abcdef (running kernel: 6.5.11-4-pve)", "6.5.11-4-pve")]
    [InlineData("proxmox-ve: 7.4-1 (running kernel: 5.15.131-2-pve)", "5.15.131-2-pve")]
    [InlineData("Kernel Version Linux 6.5.11-4-pve (2023-11-20T10:19Z)", "6.5.11-4-pve")]
    [InlineData("  Kernel: 6.6.8-2-MANJARO arch: x86_64 bits: 64", "6.6.8-2-MANJARO")]
    [InlineData("            Kernel: Linux 6.1.0-17-amd64", "6.1.0-17-amd64")]
    [InlineData("System:    Host: nas Kernel: 5.15.0-91-generic x86_64 bits: 64 compiler: gcc", "5.15.0-91-generic")]
    [InlineData("Kernel driver in use: igb", null)]
    [InlineData("Kernel modules: 8250", null)]
    public void The_kernel_is_read_where_other_tools_print_it(string line, string? version) =>
        Assert.Equal(version, EvidenceReader.ReadText(line + "\n", "t").KernelVersion);

    [Fact]
    public void The_number_of_a_PowerPC_interrupt_is_no_requester_id()
    {
        const string Text = """
                       CPU0       CPU8
             16:        123        654  XIVE-IPI   0 Edge      IPI-0
             40:          0         12  PNV-PCI-MSI 16252934 Edge      nvme0q0

            """;

        Assert.All(Assert.Single(EvidenceReader.ReadText(Text, "t").Interrupts).Rows, row => Assert.Null(row.Function));
    }

    [Fact]
    public void Functions_of_an_earlier_boot_are_not_those_of_the_machine()
    {
        const string Text = """
            [    0.000000] Linux version 6.1.0 (a@b) #1 SMP
            [    5.000000] pci 0000:5e:10.0: [8086:10ed] type 7f class 0xffffff
            [    0.000000] Linux version 6.1.1 (a@b) #1 SMP
            [    1.000000] pci 0000:5e:00.0: [8086:10fb] type 00 class 0x020000

            """;

        Assert.Equal(new Bdf(0, 0x5E, 0, 0), Assert.Single(Assert.Single(EvidenceReader.ReadText(Text, "t").Listings).Functions).Address);
    }

    [Theory]
    [InlineData("2024-02-03T10:11:12.123456Z 00O 00:02.0 VGA compatible controller: Made Up (rev 0c)")]
    [InlineData("<p>Here is <code>lspci</code>:</p><pre>00:02.0 VGA compatible controller: Made Up (rev 0c)</pre><p>Thanks</p>")]
    [InlineData("<li>00:02.0 VGA compatible controller: Made Up (rev 0c)</li>")]
    public void A_function_is_read_out_of_its_wrapping(string line)
    {
        PciDeviceInfo function = Assert.Single(Assert.Single(EvidenceReader.ReadText(line + "\n", "t").Listings).Functions);

        Assert.Equal(("VGA compatible controller: Made Up (rev 0c)", (byte)0x0C), (function.Description, function.Revision!.Value));
    }

    [Theory]
    [InlineData("IOMMU:  Register Base Address: fed90000")]
    [InlineData("IOMMU: two words Register Base Address: fed90000")]
    public void Registers_of_a_unit_without_a_name_are_nobodys(string line)
    {
        Evidence evidence = EvidenceReader.ReadText(line + "\n", "t");

        Assert.Empty(evidence.IommuUnits);
        Assert.Single(evidence.Skipped);
    }

    [Fact]
    public void A_line_that_a_filter_kept_is_whole()
    {
        Evidence evidence = EvidenceReader.ReadText("$ lspci -D | grep Ethernet\n0000:01:00.0 Ethernet controller: Made Up\n", "t");

        PciListing listing = Assert.Single(evidence.Listings);
        Assert.Equal(CapabilityDisplay.NotShown, Assert.Single(listing.Functions).CapabilitiesShown);
        Assert.True(listing.IsCutOff);
    }
}
