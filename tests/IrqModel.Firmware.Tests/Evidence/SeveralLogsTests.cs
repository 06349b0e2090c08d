namespace IrqModel.Firmware.Tests;

/// <summary>Logs of several boots and of several machines in one text, or in several.</summary>
public class SeveralLogsTests
{
    private const string Fault = "DMAR: [INTR-REMAP] Request device [5e:02.1] fault index 0x3 [fault reason 0x25] Blocked";
    private const string Boot = "kernel: Linux version 6.4.1 (a@b) #1 SMP\n";

    private const string Host = """
        [    0.000000] Linux version 6.4.1 (a@b) #1 SMP
        [    0.000000] DMI: Example Server 9/Board, BIOS 1.0 01/01/2024
        [    0.200000] DMAR-IR: Enabled IRQ remapping in x2apic mode
        [   40.000000] DMAR: [INTR-REMAP] Request device [5e:02.1] fault index 0x3 [fault reason 0x25] Blocked

        """;

    private const string Guest = """
        [    0.000000] Linux version 6.9.2 (a@b) #1 SMP
        [    0.000000] DMI: QEMU Standard PC (Q35 + ICH9, 2009), BIOS 1 01/01/2014
        [    0.000000] Hypervisor detected: KVM
        [    0.050000] Booting paravirtualized kernel on KVM
        [    0.700000] pci 0000:01:00.0: [1af4:1041] type 00 class 0x020000

        """;

    [Theory]
    [InlineData("DMI: QEMU Standard PC (Q35 + ICH9, 2009), BIOS 1", "\n")]
    [InlineData("Hypervisor detected: KVM", "\nin the guest, a copy of the host\n")]
    public void A_guest_with_its_hosts_name_is_a_machine_of_its_own(string first, string between)
    {
        Evidence evidence = EvidenceReader.ReadText(
            $"Apr 01 10:00:00 oak kernel: DMI: Example Server 9/Board, BIOS 1.0\nApr 01 10:00:01 oak kernel: {Fault}\n{between}"
            + $"Apr 01 11:00:00 oak kernel: {first}\nApr 01 11:00:01 oak kernel: Hypervisor detected: KVM\n", "t");

        Assert.Equal(OtherLogKind.Guest, Assert.Single(evidence.OtherLogs).Kind);
        Assert.Single(Assert.Single(evidence.Logs).Faults);
    }

    [Fact]
    public void A_machine_that_finds_a_hypervisor_as_it_boots_is_one_machine() =>
        Assert.Empty(EvidenceReader.ReadText(
            "[    0.000000] DMI: Example Cloud Server/Board, BIOS 1.0\n[    0.000000] Hypervisor detected: KVM\n[    0.100000] DMAR: IOMMU enabled\n", "t").OtherLogs);

    [Theory]
    [InlineData($"Apr 01 10:00:00 oak {Boot}Apr 01 10:00:09 oak kernel: {Fault}\nApr 02 10:00:00 oak {Boot}")]
    [InlineData($"Apr 01 10:00:09 oak kernel: {Fault}\nApr 02 10:00:00 oak {Boot}")]
    [InlineData($"Apr 01 10:00:09 oak kernel: {Fault}\n-- Boot 00112233445566778899aabbccddeeff --\nApr 02 10:00:00 oak kernel: DMAR: Host address width 46\n")]
    [InlineData($"Apr 01 10:00:09 oak kernel: {Fault}\n-- Reboot --\nApr 02 10:00:00 oak kernel: DMAR: Host address width 46\n")]
    [InlineData($"[    0.000000] Linux version 6.4.1 (a@b)\n[    9.000000] {Fault}\n[    0.000000] Linux version 6.4.1 (a@b)\n")]
    public void What_an_earlier_boot_showed_is_kept_beside_the_last_boot(string text)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");
        OtherLog earlier = Assert.Single(evidence.OtherLogs);

        Assert.Equal(OtherLogKind.EarlierBoot, earlier.Kind);
        Assert.Equal("5e:02.1", Assert.Single(earlier.Log.Faults).Requester.ToString());
        Assert.Empty(Assert.Single(evidence.Logs).Faults);
        Assert.Contains(evidence.Problems, problem => problem.Text.StartsWith("the log starts anew here", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData($"Apr 01 10:00:09 oak kernel: {Fault}\n\n$ journalctl -k | head -1\nApr 01 09:00:00 oak {Boot}")]
    [InlineData($"Apr 01 10:00:09 oak kernel: {Fault}\n\nand it starts like this\n\nApr 01 09:00:00 oak {Boot}")]
    [InlineData($"[   40.000000] {Fault}\n[    0.000000] Linux version 6.4.1 (a@b)\n")]
    public void Parts_of_a_log_in_any_order_are_of_one_boot(string text)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");

        Assert.Empty(evidence.OtherLogs);
        Assert.Single(Assert.Single(evidence.Logs).Faults);
    }

    [Fact]
    public void Each_of_three_boots_has_its_own_faults()
    {
        string day = $"oak {Boot}Apr 01 10:00:09 oak kernel: {Fault}\n";
        Evidence evidence = EvidenceReader.ReadText($"Apr 01 10:00:00 {day}Apr 02 10:00:00 {day}Apr 03 10:00:00 {day}", "t");

        Assert.Equal([(1, 2), (3, 4)], evidence.OtherLogs.Select(other => (other.Log.FirstLine, other.Log.LastLine)));
        Assert.All(evidence.OtherLogs, other => Assert.Single(other.Log.Faults));
        Assert.Equal(6, Assert.Single(Assert.Single(evidence.Logs).Faults).Line);
    }

    [Fact]
    public void Lines_of_two_machines_by_turns_are_two_logs_and_the_one_that_says_more_is_explained()
    {
        Evidence evidence = EvidenceReader.ReadText(
            $"Apr 01 10:00:00 oak kernel: DMAR-IR: Enabled IRQ remapping in x2apic mode\nApr 01 10:00:01 elm kernel: AMD-Vi: Interrupt remapping enabled\n"
            + $"Apr 01 10:00:02 oak kernel: {Fault}\nApr 01 10:00:03 elm kernel: x2apic enabled\n", "t");
        OtherLog other = Assert.Single(evidence.OtherLogs);

        Assert.Equal((OtherLogKind.OtherMachine, "elm", LogVendor.Amd), (other.Kind, other.Log.Hosts[0], other.Log.Vendor));
        Assert.Equal("its lines name elm, and those of the other log oak", other.Because);
        Assert.Equal("oak", Assert.Single(evidence.Logs).Hosts[0]);
        Assert.Contains(evidence.Problems, problem => problem.Text.StartsWith("a log of another machine is left out", StringComparison.Ordinal));
    }

    [Fact]
    public void The_machine_that_the_listing_names_is_explained()
    {
        Evidence evidence = EvidenceReader.ReadText(
            $"ann@elm:~$ lspci\n00:00.0 Host bridge: Example\n\nApr 01 10:00:00 oak kernel: {Fault}\nApr 01 10:00:03 elm kernel: AMD-Vi: Interrupt remapping enabled\n", "t");

        Assert.Equal("elm", Assert.Single(evidence.Logs).Hosts[0]);
        Assert.Single(Assert.Single(evidence.OtherLogs).Log.Faults);
    }

    public static TheoryData<string> HostAndGuest =>
    [
        Host + Guest, Guest + Host, $"root@oak:~# dmesg\n{Host}\nroot@vm:~# dmesg\n{Guest}", $"The host:\n\n{Host}\nIts guest:\n\n{Guest}",
        $"root@oak:~# dmesg | tail -1\n[   40.000000] {Fault}\n\nroot@vm:~# dmesg\n{Guest}",
    ];

    [Theory]
    [MemberData(nameof(HostAndGuest))]
    public void Of_a_host_and_its_guest_the_host_is_explained(string text)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");
        OtherLog guest = Assert.Single(evidence.OtherLogs);

        Assert.Equal((OtherLogKind.Guest, "6.9.2"), (guest.Kind, guest.Log.KernelVersion));
        Assert.NotEqual("6.9.2", evidence.KernelVersion);
        Assert.Single(Assert.Single(evidence.Logs).Faults);
        Assert.Null(evidence.Hypervisor);
        Assert.DoesNotContain(evidence.Listings, listing => listing.Find(Bdf.Parse("01:00.0")) is not null);
    }

    [Fact]
    public void Of_a_host_and_a_guest_in_two_files_the_host_is_explained()
    {
        Evidence evidence = EvidenceReader.Read([InputSource.FromText("guest", Guest), InputSource.FromText("host", Host)]);

        Assert.Equal("host", Assert.Single(evidence.Logs).Source);
        Assert.Equal("guest", Assert.Single(evidence.OtherLogs).Log.Source);
        Assert.Empty(evidence.Listings);
    }

    [Fact]
    public void Of_a_host_and_a_guest_with_the_listing_of_the_guest_the_guest_is_explained()
    {
        Evidence evidence = EvidenceReader.ReadText(Host + Guest + "\n01:00.0 Ethernet controller: Red Hat, Inc. Virtio network device\n", "t");

        Assert.True(Assert.Single(evidence.Logs).IsGuest);
        Assert.Equal(OtherLogKind.OtherMachine, Assert.Single(evidence.OtherLogs).Kind);
    }

    [Theory]
    [InlineData("[    0.000000] Linux version 6.4.1 (a@b)\n[    0.000000] DMI: Example Server 9/Board, BIOS 2.0 01/01/2025\n", OtherLogKind.EarlierBoot)]
    [InlineData("[    0.000000] Linux version 6.4.1 (a@b)\n[    0.000000] DMI: Example Server 7/Board, BIOS 2.0 01/01/2025\n[    0.0] AMD-Vi: Interrupt remapping enabled\n", OtherLogKind.OtherMachine)]
    public void A_newer_firmware_is_no_other_machine_and_another_model_is(string second, OtherLogKind kind) =>
        Assert.Equal(kind, Assert.Single(EvidenceReader.ReadText(Host + second, "t").OtherLogs).Kind);

    [Fact]
    public void The_kernel_of_a_dom0_is_no_guest_beside_the_log_of_its_hypervisor()
    {
        Evidence evidence = EvidenceReader.ReadText(
            "(XEN) Xen version 4.17.3 (a@b)\n(XEN) Intel VT-d Interrupt Remapping enabled\n[    0.000000] Linux version 6.6.9 (a@b)\n[    0.000000] Hypervisor detected: Xen PV\n", "t");

        Assert.Empty(evidence.OtherLogs);
        Assert.True(Assert.Single(evidence.Logs).IsXen);
    }

    [Theory]
    [InlineData("kexec_core: Starting new kernel", false)]
    [InlineData("reboot: Restarting system", false)]
    [InlineData("Restarting system.", false)]
    [InlineData("systemd[1]: Reached target Reboot", true)]
    public void A_log_that_ends_in_a_restart_is_an_earlier_boot_and_no_second_paste(string end, bool isRepeated)
    {
        const string Start = "[    0.000000] Linux version 6.1.55 (a@b) #1 SMP\n[    0.120001] DMAR-IR: Enabled IRQ remapping in x2apic mode\n";
        OtherLog earlier = Assert.Single(EvidenceReader.ReadText($"{Start}[  400.000001] {end}\n{Start}", "t").OtherLogs);

        Assert.Equal((OtherLogKind.EarlierBoot, isRepeated), (earlier.Kind, earlier.IsRepeated));
    }
}
