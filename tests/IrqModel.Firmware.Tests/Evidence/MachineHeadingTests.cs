namespace IrqModel.Firmware.Tests;

/// <summary>Headings that say what follows is of a host or of its guest.</summary>
public class MachineHeadingTests
{
    private const string HostLog = "[    0.400000] DMAR-IR: Enabled IRQ remapping in x2apic mode\n";
    private const string GuestLog = "[    2.000000] igb 0000:00:05.0: added PHC on eth1\n";
    private const string Listing = "17:00.0 Ethernet controller: Example NIC\n";
    private const string Rows = "           CPU0       CPU1\n 30:          0          0   PCI-MSI 81920-edge      eth1\n";

    [Theory]
    [InlineData("In the guest:")]
    [InlineData("**Inside the VM:**")]
    [InlineData("## Guest dmesg")]
    [InlineData("# Guest")]
    [InlineData("VM 101 (Debian):")]
    [InlineData("Then in the VM (same name, cloned):")]
    [InlineData("And now from the Windows VM:")]
    [InlineData("/proc/interrupts of the VM:")]
    [InlineData("=== domU ===")]
    public void What_a_heading_says_to_be_of_a_guest_is_left_out_beside_its_host(string heading)
    {
        Evidence evidence = EvidenceReader.ReadText($"$ dmesg\n{HostLog}$ lspci\n{Listing}\n{heading}\n$ cat /proc/interrupts\n{Rows}", "t");

        Assert.Empty(evidence.Interrupts);
        Assert.Single(evidence.Logs);
        Assert.Equal(("a guest", "a heading says that it is of a guest (line 6)"), (evidence.LeftOutMachines[0].Name, Assert.Single(evidence.LeftOutMachines).Because));
    }

    [Theory]
    [InlineData("dmesg when I start the VM:")]
    [InlineData("The VM hangs:")]
    [InlineData("It works in the guest but not on the host:")]
    [InlineData("After the guest has started:")]
    [InlineData("On the host, with the VM running:")]
    [InlineData("I passed it to a VM and looked at the counts of all interrupts:")]
    public void A_sentence_that_speaks_of_a_guest_is_no_heading(string sentence) =>
        Assert.Single(EvidenceReader.ReadText($"$ dmesg\n{HostLog}$ lspci\n{Listing}\n{sentence}\n$ cat /proc/interrupts\n{Rows}", "t").Interrupts);

    [Theory]
    [InlineData("On the host:")]
    [InlineData("Proxmox host")]
    [InlineData("### Back on the KVM host")]
    [InlineData("dom0:")]
    public void After_a_heading_of_the_host_all_is_of_the_host_again(string heading)
    {
        Evidence evidence = EvidenceReader.ReadText(
            $"$ dmesg\n{HostLog}\nIn the VM:\n$ dmesg\n{GuestLog}\n{heading.Replace("Back on", "on", StringComparison.Ordinal)}\n$ cat /proc/interrupts\n{Rows}$ dmesg\n[    9.000000] pci 0000:17:00.0: Adding to iommu group 3\n", "t");

        Assert.Single(evidence.Interrupts);
        Assert.Equal("0000:17:00.0", Assert.Single(Assert.Single(evidence.Logs).Functions).Address.ToString());
        Assert.Equal((OtherLogKind.Guest, "a heading says that it is of a guest"), (evidence.OtherLogs[0].Kind, Assert.Single(evidence.OtherLogs).Because));
    }

    [Fact]
    public void The_log_of_a_guest_does_not_stand_for_its_host()
    {
        Evidence evidence = EvidenceReader.ReadText($"Host:\n$ lspci\n{Listing}\nGuest:\n$ uname -r\n6.1.9\n$ dmesg\n{GuestLog}", "t");

        Assert.Empty(evidence.Logs);
        Assert.Null(evidence.KernelVersion);
        Assert.Equal(OtherLogKind.Guest, Assert.Single(evidence.OtherLogs).Kind);
    }

    [Fact]
    public void Where_all_is_of_a_guest_it_is_read()
    {
        Evidence evidence = EvidenceReader.ReadText($"In the VM:\n$ dmesg\n{GuestLog}$ cat /proc/interrupts\n{Rows}", "t");

        Assert.Single(evidence.Interrupts);
        Assert.Single(evidence.Logs);
    }
}
