namespace IrqModel.Firmware.Tests;

/// <summary>Inputs of several machines: one is explained, and the others are named with what is left out.</summary>
public class SeveralMachinesTests
{
    private const string Listing = "00:00.0 Host bridge: Example Bridge\n17:00.0 Ethernet controller: Example NIC\n";
    private const string Rows = "           CPU0\n 24:          0   PCI-MSI 12058624-edge      eth0\n";
    private const string Log = "[    0.100000] DMAR-IR: Enabled IRQ remapping in x2apic mode\n";
    private const string Fault = "[    9.100000] DMAR: [INTR-REMAP] Request device [5e:02.1] fault index 0x3 [fault reason 0x25] Blocked\n";

    [Fact]
    public void Of_two_machines_that_only_prompts_name_the_one_whose_log_has_faults_is_explained()
    {
        Evidence evidence = EvidenceReader.ReadText(
            $"ann@oak:~$ lspci\n{Listing}ann@oak:~$ dmesg\n{Log}ann@elm:~$ lspci\n{Listing}ann@elm:~$ dmesg\n{Log}{Fault}", "t");
        LeftOutMachine left = Assert.Single(evidence.LeftOutMachines);

        Assert.Equal("elm", Assert.Single(evidence.Listings, listing => listing.Form == ListingForm.Plain).Host);
        Assert.Equal(("oak", 2), (left.Name, Assert.Single(left.Parts).FirstLine));
        Assert.Equal("oak", Assert.Single(evidence.OtherLogs).Log.Hosts[0]);
        Assert.Equal("its log says more", left.Instead);
        Assert.Equal(2, Assert.Single(Assert.Single(evidence.OtherLogs).Listings).Functions.Length);
        Assert.All(evidence.Parts, part => Assert.Equal(part.Host == "oak", part.IsLeftOut));
        Assert.Equal("elm", Assert.Single(evidence.NamedMachines).Name);
        Assert.Contains(evidence.Problems, problem => problem.Text.StartsWith("what is of oak is left out: a prompt names oak", StringComparison.Ordinal));
        Assert.DoesNotContain(evidence.Problems, problem => problem.Text.Contains("if they are of one machine", StringComparison.Ordinal));
    }

    [Fact]
    public void Counts_and_the_kernel_of_another_prompt_are_not_merged_with_a_listing()
    {
        Evidence evidence = EvidenceReader.ReadText(
            $"ann@oak:~$ lspci\n{Listing}root@elm:~# uname -r\n6.1.9\nroot@elm:~# cat /proc/interrupts\n{Rows}", "t");

        Assert.Single(evidence.Listings);
        Assert.Empty(evidence.Interrupts);
        Assert.Null(evidence.KernelVersion);
        Assert.Equal(["the kernel version: 6.1.9", "/proc/interrupts, 1 row"], Assert.Single(evidence.LeftOutMachines).Parts.Select(part => part.Description));
    }

    [Fact]
    public void The_kernel_of_a_machine_of_which_nothing_else_is_shown_is_not_that_of_another()
    {
        Evidence evidence = EvidenceReader.ReadText($"root@elm:~# uname -r\n6.1.9\nann@oak:~$ lspci\n{Listing}", "t");

        Assert.Null(evidence.KernelVersion);
        Assert.Equal(("elm", "the kernel version: 6.1.9"), (evidence.LeftOutMachines[0].Name, Assert.Single(evidence.LeftOutMachines[0].Parts).Description));
    }

    [Theory]
    [InlineData("ann@oak:~$ ", "root@oak.example.org:~# ")]
    [InlineData("ann@oak:~$ ", "$ ")]
    [InlineData("root@archiso ~ # ", "ann@oak:~$ ")]
    public void Prompts_of_one_machine_are_merged(string first, string second)
    {
        Evidence evidence = EvidenceReader.ReadText($"{first}lspci\n{Listing}{second}cat /proc/interrupts\n{Rows}", "t");

        Assert.Empty(evidence.LeftOutMachines);
        Assert.Single(evidence.Interrupts);
    }

    [Fact]
    public void A_log_without_stamps_goes_on_past_the_line_that_names_a_disk()
    {
        Evidence evidence = EvidenceReader.ReadText(
            "My laptop\n\nLinux version 6.5.0 (a@b) #1 SMP\nvmd 0000:00:0e.0: PCI host bridge to bus 10000:e0\nnvme nvme0: pci function 10000:e1:00.0\n"
            + "nvme nvme0: I/O 24 QID 1 timeout, aborting\n", "t");

        Assert.Empty(evidence.MentionedUnhandled);
        Assert.Equal("nvme0", Assert.Single(Assert.Single(evidence.Logs).Unhandled).Device);
    }

    [Theory]
    [InlineData("pct enter 101", "ct101")]
    [InlineData("sudo docker exec -it web bash", "web")]
    [InlineData("lxc exec web -- bash", "web")]
    [InlineData("uname -n", "0a1b2c3d4e5f")]
    public void What_a_container_shows_is_of_its_machine(string command, string container)
    {
        Evidence evidence = EvidenceReader.ReadText(
            $"root@oak:~# lspci\n{Listing}root@oak:~# {command}\nroot@{container}:/# cat /proc/interrupts\n{Rows}root@oak:~# dmesg\n{Log}", "t");

        Assert.Empty(evidence.LeftOutMachines);
        Assert.Single(evidence.Interrupts);
        Assert.Equal("oak", Assert.Single(evidence.NamedMachines).Name);
    }

    [Theory]
    [InlineData("ssh elm")]
    [InlineData("virsh console elm")]
    [InlineData("docker ps")]
    public void What_another_machine_shows_that_a_command_leads_to_is_not(string command)
    {
        Evidence evidence = EvidenceReader.ReadText(
            $"root@oak:~# lspci\n{Listing}root@oak:~# {command}\nroot@elm:~# cat /proc/interrupts\n{Rows}", "t");

        Assert.Equal("elm", Assert.Single(evidence.LeftOutMachines).Name);
        Assert.Empty(evidence.Interrupts);
    }

    [Fact]
    public void A_prompt_after_its_output_names_the_machine_of_the_whole_text()
    {
        Evidence[] read =
        [
            EvidenceReader.Read([Text($"{Rows}ann@elm:~$ lspci\n{Listing}", "elm"), Text("Apr 01 10:00:00 oak kernel: DMAR: Host address width 46\n", "oak")]),
            EvidenceReader.Read([Text($"{Rows}ann@elm:~$ lspci\n{Listing}", "elm"), Text("Apr 01 10:00:00 elm kernel: DMAR: Host address width 46\n", "log")]),
        ];

        Assert.Equal((1, 0, "its lines name oak, and what is explained is of elm"),
            (read[0].Interrupts.Length, read[0].Logs.Length, Assert.Single(read[0].OtherLogs).Because));
        Assert.Equal((1, 1, 0), (read[1].Interrupts.Length, read[1].Logs.Length, read[1].OtherLogs.Length));
    }

    [Fact]
    public void What_names_no_machine_beside_two_that_are_named_is_kept_with_all_and_both_names_are_told()
    {
        Evidence evidence = EvidenceReader.Read([Text($"ann@oak:~$ lspci\n{Listing}root@elm:~# cat /proc/interrupts\n{Rows}", "t"), Text(Rows, "u")]);

        Assert.Equal(2, evidence.Interrupts.Length);
        Assert.Equal(["oak", "elm"], evidence.NamedMachines.Select(machine => machine.Name));
    }

    [Theory]
    [InlineData("oak.txt", "oak.txt", true)]
    [InlineData("oak.tar:lspci", "oak.tar:dmesg", true)]
    [InlineData("lspci.txt", "oak.txt", false)]
    public void A_listing_is_of_the_machine_whose_log_is_in_the_same_input(string listing, string log, bool isKnown)
    {
        const string Oak = "[    0.000000] DMI: Example Server 9/Board, BIOS 1.0\n" + Log;
        const string Elm = "[    0.000000] DMI: Other Server 3/Board, BIOS 1.0\n" + Log + Fault;
        InputSource[] inputs = listing == log ? [Text(Oak + Listing, log)] : [Text(Oak, log), Text(Listing, listing)];
        Evidence evidence = EvidenceReader.Read([.. inputs, Text(Elm, "elm.txt")]);

        Assert.Equal(isKnown, evidence.WhyNobodys is null);
        Assert.Equal(isKnown ? 1 : 2, evidence.Logs.Length);
        Assert.Equal(isKnown, evidence.OtherLogs.Any(other => other.Log.Source == "elm.txt" && other.Log.Faults.Length == 1));
    }

    [Fact]
    public void What_stands_beside_the_log_of_a_guest_is_left_out_with_it()
    {
        const string Guest = "[    0.000000] Linux version 6.9.2 (a@b)\n[    0.000000] Hypervisor detected: KVM\n";
        Evidence evidence = EvidenceReader.Read(
            [Text("[    0.000000] DMI: Example Server 9/Board, BIOS 1.0\n" + Log + Listing, "host"), Text(Guest + Listing + Rows, "guest")]);

        Assert.Equal("host", Assert.Single(evidence.Listings).Source);
        Assert.Empty(evidence.Interrupts);
        Assert.Equal(("guest", 2), (Assert.Single(evidence.LeftOutMachines).Name, evidence.LeftOutMachines[0].Parts.Length));
    }

    [Theory]
    [InlineData("Example", "Server 9", null)]
    [InlineData("example", "Server  9", null)]
    [InlineData("Other", "Server 3", "Other Server 3")]
    public void Dmidecode_of_another_machine_than_the_log_is_left_out(string maker, string product, string? left)
    {
        Evidence evidence = EvidenceReader.ReadText(
            $"Handle 0x0100, DMI type 1, 27 bytes\nSystem Information\n\tManufacturer: {maker}\n\tProduct Name: {product}\n\n"
            + "[    0.000000] DMI: Example Server 9/Board, BIOS 1.0\n" + Fault, "t");

        Assert.Equal(left, evidence.LeftOutMachines.SingleOrDefault()?.Name);
        Assert.Equal(left is null, evidence.Machine is not null);
        Assert.Single(Assert.Single(evidence.Logs).Faults);
    }

    private static InputSource Text(string text, string name) => InputSource.FromText(name, text);
}
