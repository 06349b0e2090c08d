namespace IrqModel.Firmware.Tests;

/// <summary>Kernels of which sentences say that they run.</summary>
public class KernelMentionTests
{
    [Theory]
    [InlineData("Hi all, I am running 6.5.13-1-pve and my NIC hangs.", "6.5.13-1-pve")]
    [InlineData("Proxmox 8.1 running kernel 6.5.13-1-pve here", "6.5.13-1-pve")]
    [InlineData("I run Ubuntu 22.04 with kernel 5.15.0-97-generic.", "5.15.0-97-generic")]
    [InlineData("The host is on kernel 5.15", "5.15")]
    [InlineData("We are running Linux 6.9-rc2 on it", "6.9-rc2")]
    [InlineData("It's running the latest kernel 4.18.0-513.5.1.el8_9.x86_64", "4.18.0-513.5.1.el8_9.x86_64")]
    [InlineData("- Kernel 6.1.74-Unraid", "6.1.74-Unraid")]
    [InlineData("* Linux kernel: 6.7.4-arch1-1", "6.7.4-arch1-1")]
    [InlineData("kernel: 6.5.13-1-pve", "6.5.13-1-pve")]
    [InlineData("Proxmox 8.1.4 (kernel 6.5.13-1-pve), Xeon Gold 6130", "6.5.13-1-pve")]
    [InlineData("Specs: Supermicro X11, PVE 8.1, kernel 6.5.13-1-pve", "6.5.13-1-pve")]
    [InlineData("Hi all, I'm on 5.10.9 with an Intel i9", "5.10.9")]
    [InlineData("We're using 5.15.120.", "5.15.120")]
    [InlineData("This is kernel 6.8.12-4-pve on a Ryzen.", "6.8.12-4-pve")]
    [InlineData("My kernel is 6.8.12-4-pve", "6.8.12-4-pve")]
    [InlineData("It happens on 6.8.12-4-pve", "6.8.12-4-pve")]
    [InlineData("Proxmox 8.2 with kernel 6.8.12-4-pve", "6.8.12-4-pve")]
    [InlineData("System: kernel 6.6.9, AMD 5950X", "6.6.9")]
    public void A_kernel_that_somebody_says_runs_is_read(string sentence, string version)
    {
        Evidence evidence = EvidenceReader.ReadText($"{sentence}\n", "t");

        Assert.Equal(new KernelMention("t", 1, version), Assert.Single(evidence.MentionedKernels));
        Assert.Null(evidence.KernelVersion);
    }

    [Theory]
    [InlineData("I am on 5.15 and Proxmox 8.2")]
    [InlineData("I'm on 6.12.3 with an Intel i9")]
    [InlineData("I'm on 5.2.0 with two disks")]
    [InlineData("I'm on QEMU 5.10.9 with an Intel i9")]
    [InlineData("I was on 5.10.9 with the old card")]
    [InlineData("Works with kernel 6.8.12-4-pve")]
    [InlineData("Tested with kernel 6.8.12-4-pve and 6.5.13-1-pve")]
    [InlineData("Running Proxmox VE 8.2.4 with qemu 8.1.5-6")]
    [InlineData("I was running 5.15.0-97-generic before the upgrade")]
    [InlineData("It was fine while running kernel 5.15.0-97-generic")]
    [InlineData("My friend is running 6.5.13-1-pve without trouble")]
    [InlineData("If I run kernel 6.2.16-3-pve, it works")]
    [InlineData("Running kernel 6.2.16-3-pve works fine")]
    [InlineData("You should try running 6.5.13-1-pve")]
    [InlineData("dpkg has proxmox-kernel-6.5.13-1-pve-signed installed")]
    [InlineData("running Oracle Linux 8.9 and Red Hat Enterprise Linux 9.3")]
    [InlineData("> I am running 6.5.13-1-pve")]
    [InlineData("It works with the old one, kernel 6.2.16-3-pve")]
    [InlineData("Since the upgrade from PVE 8.0, kernel 6.2.16-3-pve, VMs hang")]
    [InlineData("Fixed in mainline (kernel 6.9)")]
    [InlineData("In the VM I am running kernel 5.10.0-28-amd64")]
    [InlineData("Guest OS: Debian 12, Kernel: 5.10.0-28-amd64")]
    [InlineData("The switch runs Linux 5.10.176")]
    public void What_is_not_said_of_this_machine_now_or_may_be_another_program_is_not(string sentence) =>
        Assert.Empty(EvidenceReader.ReadText($"{sentence}\n", "t").MentionedKernels);

    [Fact]
    public void A_log_of_another_kernel_than_the_one_that_runs_is_left_out_and_its_faults_are_mentions()
    {
        const string Text = """
            This is what somebody else had:

            [    0.000000] Linux version 5.4.0-80-generic (a@b) #1 SMP
            [    0.100000] DMAR-IR: Enabled IRQ remapping in xapic mode
            [    7.000000] DMAR: [INTR-REMAP] Request device [04:00.0] fault index 0x3 [fault reason 0x26] Blocked

            I am running 6.5.13-1-pve and get the same.

            """;
        Evidence evidence = EvidenceReader.ReadText(Text, "t");

        Assert.Empty(evidence.Logs);
        Assert.Contains("the log is of 5.4.0-80-generic, and line 7 says that 6.5.13-1-pve runs", Assert.Single(evidence.MentionedFaults).Because, StringComparison.Ordinal);
        Assert.Contains(evidence.Problems, problem => problem.Severity == EvidenceSeverity.Warning && problem.Text.Contains("left out", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("I am running 5.4.0-80-generic here.")]
    [InlineData("I am running kernel 5.4 here.")]
    [InlineData("Before I was running 6.5.13-1-pve.")]
    [InlineData("I am running 6.5.13-1-pve. The box is on kernel 5.4.0-80-generic.")]
    [InlineData("$ uname -r\n5.4.0-80-generic\n\nSomebody wrote: I am running 6.5.13-1-pve")]
    public void A_log_stays_where_the_words_do_not_speak_against_it(string words) =>
        Assert.Equal("5.4.0-80-generic", Assert.Single(EvidenceReader.ReadText($"[    0.000000] Linux version 5.4.0-80-generic (a@b) #1 SMP\n\n{words}\n", "t").Logs).KernelVersion);
}
