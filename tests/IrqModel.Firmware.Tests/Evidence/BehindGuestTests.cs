namespace IrqModel.Firmware.Tests;

/// <summary>What stands behind the log of a guest in a text in which no name tells the host from the guest.</summary>
public class BehindGuestTests
{
    private const string Prompt = "root@oak:~# ";

    private const string Host = "[    0.000000] Linux version 6.1.64 (a@b) #1 SMP\n[    0.400000] DMAR-IR: Enabled IRQ remapping in x2apic mode\n"
        + "[    2.100000] ixgbe 0000:17:00.0: Multiqueue Enabled: Rx Queue count = 8\n";

    private const string Guest = "[    0.000000] Linux version 5.10.0-28-amd64 (a@b) #1 SMP\n[    0.000000] Hypervisor detected: KVM\n"
        + "[    2.000000] igb 0000:00:05.0: added PHC on eth1\n";

    private const string GuestsRows = "           CPU0       CPU1\n 30:          0          0   PCI-MSI 81920-edge      eth1\n";
    private const string RemappedRows = "           CPU0       CPU1\n 30:          5          0   IR-PCI-MSI 12058624-edge      eth0\n";
    private const string Listing = "00:00.0 Host bridge: Example Bridge\n17:00.0 Ethernet controller: Example NIC\n";

    [Theory]
    [InlineData(Prompt)]
    [InlineData("$ ")]
    public void Counts_behind_a_guests_log_are_not_taken_for_the_hosts(string prompt)
    {
        Evidence evidence = Read(prompt, Host, $"{Guest}{prompt}cat /proc/interrupts\n{GuestsRows}");
        LeftOutMachine left = Assert.Single(evidence.LeftOutMachines);

        Assert.Empty(evidence.Interrupts);
        Assert.True(left.IsUncertain);
        Assert.StartsWith("it stands behind the log of a virtual machine", left.Because, StringComparison.Ordinal);
        Assert.Equal("/proc/interrupts, 1 row", Assert.Single(left.Parts).Description);
        Assert.Contains(evidence.Problems, problem => problem.Text.StartsWith("left out: it stands behind", StringComparison.Ordinal));
    }

    [Fact]
    public void A_listing_and_the_kernel_behind_a_guests_log_are_not_taken_for_the_hosts()
    {
        Evidence evidence = Read(Prompt, Host, $"{Guest}{Prompt}lspci\n{Listing}{Prompt}uname -r\n5.10.0-28-amd64\n");

        Assert.DoesNotContain(evidence.Listings, listing => listing.Form == ListingForm.Plain);
        Assert.Equal("6.1.64", evidence.KernelVersion);
        Assert.Equal(2, Assert.Single(evidence.LeftOutMachines).Parts.Length);
    }

    [Fact]
    public void Counts_that_stand_before_a_guests_log_at_the_head_of_a_text_may_be_the_guests() =>
        Assert.Empty(EvidenceReader.ReadText($"$ cat /proc/interrupts\n{GuestsRows}$ dmesg\n{Guest}and the host\n$ dmesg\n{Host}", "t").Interrupts);

    [Fact]
    public void A_chip_that_remaps_is_the_hosts_where_the_guest_shows_no_IOMMU()
    {
        Evidence evidence = Read(Prompt, Host, $"{Guest}{Prompt}cat /proc/interrupts\n{RemappedRows}");

        Assert.Single(evidence.Interrupts);
        Assert.Empty(evidence.LeftOutMachines);
    }

    [Fact]
    public void A_chip_that_remaps_may_be_the_guests_where_the_guest_has_an_IOMMU()
    {
        Evidence evidence = Read(
            Prompt, Host + "[    0.000000] DMI: Example Server 9/Board, BIOS 1.0\n",
            $"{Guest}[    0.500000] DMAR-IR: Enabled IRQ remapping in xapic mode\n{Prompt}cat /proc/interrupts\n{RemappedRows}");

        Assert.Empty(evidence.Interrupts);
    }

    [Fact]
    public void A_handler_that_the_hosts_log_names_at_the_same_function_tells_the_host() =>
        Assert.Single(Read(Prompt, Host, $"{Guest}{Prompt}cat /proc/interrupts\n           CPU0\n 30:          5   PCI-MSI 12058624-edge      ixgbe-0\n").Interrupts);

    [Fact]
    public void A_listing_with_the_driver_that_the_hosts_log_names_at_the_same_function_is_the_hosts() =>
        Assert.Contains(
            Read(Prompt, Host, $"{Guest}{Prompt}lspci -k\n{Listing}\tKernel driver in use: ixgbe\n").Listings,
            listing => listing.Form != ListingForm.KernelLog && listing.Functions.Length == 2);

    [Fact]
    public void What_stands_behind_the_hosts_own_log_is_the_hosts()
    {
        Evidence evidence = EvidenceReader.ReadText($"$ dmesg\n{Guest}and the host\n$ dmesg\n{Host}$ cat /proc/interrupts\n{GuestsRows}", "t");

        Assert.Single(evidence.Interrupts);
        Assert.Empty(evidence.LeftOutMachines);
    }

    [Fact]
    public void A_prompt_of_another_name_than_the_guests_tells_the_host() =>
        Assert.Single(Read(Prompt, Host, $"root@elm:~# dmesg\n{Guest}{Prompt}cat /proc/interrupts\n{GuestsRows}").Interrupts);

    [Fact]
    public void What_stands_behind_an_earlier_boot_is_the_machines() =>
        Assert.Single(EvidenceReader.ReadText($"$ dmesg\n{Host}$ cat /proc/interrupts\n{GuestsRows}$ dmesg\n{Host}", "t").Interrupts);

    private static Evidence Read(string prompt, string host, string behind) => EvidenceReader.ReadText($"{prompt}dmesg\n{host}It is not the same for the other one\n{prompt}dmesg\n{behind}", "t");
}
