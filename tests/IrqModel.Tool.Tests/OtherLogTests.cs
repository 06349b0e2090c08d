using System.Text.Json;
using IrqModel.Firmware;
using IrqModel.Tool.Report;

namespace IrqModel.Tool.Tests;

/// <summary>What is said of logs of earlier boots and of other machines.</summary>
public class OtherLogTests
{
    private const string Old = """
        Nov 02 08:11:40 oak kernel: Linux version 5.10.0-rc2 (a@b) #1 SMP
        Nov 02 08:12:55 oak kernel: DMAR: [INTR-REMAP] Request device [17:10.1] fault index 0x0 [fault reason 0x25] Blocked
        Nov 02 08:12:56 oak kernel: DMAR: [INTR-REMAP] Request device [17:10.1] fault index 0x0 [fault reason 0x25] Blocked

        """;

    private const string New = """
        Nov 02 09:30:02 oak kernel: Linux version 5.10.11 (a@b) #1 SMP
        Nov 02 09:30:03 oak kernel: DMAR-IR: Enabled IRQ remapping in x2apic mode

        """;

    [Fact]
    public void The_verdict_is_about_the_last_boot_and_the_faults_of_the_earlier_one_are_named_with_its_kernel()
    {
        var explanation = Reference.Explain(null, true, Reference.Listing, Old + New);

        Assert.Equal("arrives", explanation.Verdict("17:10.1"));
        Assert.Empty(explanation.At("17:10.1").Observations);
        Assert.Contains(Summary.Of(explanation), line => line
            == "  An earlier boot of Linux 5.10.0-rc2 (input1.txt lines 1 to 3) shows refused requests of 17:10.1 (reason 0x25, line 2 and others). "
            + "That says nothing of the last boot, which this answer is about: its log shows none.");
        var earlier = Assert.Single(explanation.OtherLogs);
        Assert.Contains("a VF of 0000:17:00.1", Assert.Single(earlier.Faults).Who, StringComparison.Ordinal);
        Assert.Contains("of that kernel skips VFs", Assert.Single(earlier.Faults).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void An_earlier_boot_without_trouble_is_only_noted()
    {
        var explanation = Reference.Explain(null, true, Reference.Listing, New + New);

        Assert.DoesNotContain(Summary.Of(explanation), line => line.Contains("earlier boot", StringComparison.Ordinal));
        Assert.Contains(explanation.Evidence.Problems, problem => problem.Text.Contains("earlier boot", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_log_twice_is_not_said_to_be_an_earlier_boot_with_faults_of_its_own()
    {
        var explanation = Reference.Explain(null, true, Reference.Listing, Old + Old);

        Assert.True(Assert.Single(explanation.OtherLogs).Other.IsRepeated);
        Assert.DoesNotContain(Summary.Of(explanation), line => line.Contains("earlier boot", StringComparison.Ordinal));
        Assert.Equal(2, Assert.Single(explanation.Faults).Times);
        Assert.False(Assert.Single(Reference.Explain(null, true, Reference.Listing, Old + Old.Replace("17:10.1", "17:10.3", StringComparison.Ordinal)).OtherLogs).Other.IsRepeated);
    }

    [Fact]
    public void Of_two_machines_one_is_explained_and_the_other_is_named_with_its_faults()
    {
        const string Elm = "Nov 02 08:12:55 elm kernel: ixgbe 0000:0a:00.0: AMD-Vi: Event logged [INVALID_DEVICE_REQUEST address=0xfdf8000000 flags=0x0a00]\n";
        var run = Cli.RunWith(Old + New + Elm, "explain");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Left out: the log of another machine, elm (standard input line 6): its lines name elm, and those of the other log oak. "
            + "It shows refused requests of 0a:00.0 (INVALID_DEVICE_REQUEST, line 6).", run.Output, StringComparison.Ordinal);
        Assert.Contains("platform: Intel", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("several machines", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_that_is_left_out_is_named_with_its_own_listing_and_kernel_and_the_answer_says_why_it_is_left_out()
    {
        const string Of = "root@NAME:~# uname -r\n5.10.0-rc3\nroot@NAME:~# lspci\n17:00.0 Ethernet controller: Example NIC\n17:10.1 Ethernet controller: Example NIC Virtual Function\n"
            + "root@NAME:~# dmesg\n[    9.100000] DMAR: [INTR-REMAP] Request device [17:10.1] fault index 0x0 [fault reason 0x25] Blocked\n";
        var run = Cli.RunWith(Of.Replace("NAME", "oak", StringComparison.Ordinal) + Of.Replace("NAME", "elm", StringComparison.Ordinal), "explain");

        Assert.Contains("  This is about oak, because it comes first. To have another one explained, give what is of it alone.", run.Output, StringComparison.Ordinal);
        Assert.Contains("another machine, elm, with Linux 5.10.0-rc3 (standard input line 14)", run.Output, StringComparison.Ordinal);
        Assert.Contains("      from  0000:17:10.1, a VF: Ethernet controller: Example NIC Virtual Function", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("no listing of functions is given", run.Output, StringComparison.Ordinal);
        Assert.Contains("lspci without -v, 2 functions [of oak]", run.Output, StringComparison.Ordinal);
        Assert.Contains("lspci without -v, 2 functions [of elm, left out]", run.Output, StringComparison.Ordinal);
        Assert.Contains("the kernel version: 5.10.0-rc3 [of elm, left out]", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_read_of_one_machine_names_none()
    {
        var run = Cli.RunWith("root@oak:~# uname -r\n6.1.9\nroot@oak:~# lspci\n17:00.0 Ethernet controller: Example NIC\n", "explain");

        Assert.DoesNotContain("[of oak]", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("This is about", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_listing_that_names_no_machine_is_nobodys_where_logs_of_two_are_given()
    {
        var explanation = Reference.Explain(null, true, New + New.Replace("oak", "elm", StringComparison.Ordinal) + "\n" + Reference.Listing);

        Assert.Contains("the logs are of several machines", explanation.Machine.NotModelled, StringComparison.Ordinal);
    }

    [Fact]
    public void A_guest_beside_its_host_is_left_out_with_what_it_shows()
    {
        const string Guest = """
            [    0.000000] Linux version 6.9.2 (a@b) #1 SMP
            [    0.000000] Hypervisor detected: KVM
            [   12.000000] __common_interrupt: 1.36 No irq handler for vector

            """;
        var explanation = Reference.Explain(null, true, Reference.Listing, "[    0.000000] DMI: Example Server\n" + Reference.Log, Guest);

        Assert.Null(explanation.Machine.Virtual);
        Assert.Equal("blocked (0x25)", explanation.Verdict("17:10.1"));
        Assert.Contains(Summary.Of(explanation), line => line.StartsWith(
            "  Left out: the log of a virtual machine with Linux 6.9.2 (input2.txt lines 1 to 3): its kernel runs on KVM, and that of the other log does not. "
            + "It shows trouble with an interrupt (line 3: vector 36", StringComparison.Ordinal));
    }

    [Fact]
    public void Programs_find_other_logs_in_the_JSON()
    {
        using var document = JsonDocument.Parse(JsonReport.Write(Reference.Explain(null, false, Old + New)));
        var other = document.RootElement.GetProperty("otherLogs").EnumerateArray().Single();

        Assert.Equal(("EarlierBoot", "5.10.0-rc2", "oak"),
            (other.GetProperty("kind").GetString(), other.GetProperty("kernel").GetString(), other.GetProperty("host").GetString()));
        Assert.Equal(2, other.GetProperty("faults")[0].GetProperty("times").GetInt32());
    }

    [Fact]
    public void JSON_says_whose_each_part_is_and_why_one_is_left_out()
    {
        const string Guest = "root@oak:~# dmesg\n[    0.000000] Linux version 6.9.2 (a@b)\n[    0.000000] Hypervisor detected: KVM\n"
            + "root@oak:~# cat /proc/interrupts\n  CPU0\n 30: 0 PCI-MSI 81920-edge eth1\n";
        using var document = JsonDocument.Parse(
            JsonReport.Write(Reference.Explain(null, false, $"root@oak:~# dmesg\n{Reference.Log}\nIn the guest:\n{Guest}")));
        var inputs = document.RootElement.GetProperty("inputs").EnumerateArray().ToArray();

        Assert.All(inputs, part => Assert.Equal("oak", part.GetProperty("host").GetString()));
        Assert.All(inputs, part => Assert.Equal(part.GetProperty("leftOut").GetBoolean(), part.GetProperty("whyLeftOut").ValueKind == JsonValueKind.String));
        Assert.Equal([true], inputs.Where(part => part.GetProperty("kind").GetString() == "Interrupts").Select(part => part.GetProperty("leftOut").GetBoolean()));
        Assert.Equal([false, true], inputs.Where(part => part.GetProperty("kind").GetString() == "KernelLog").Select(part => part.GetProperty("leftOut").GetBoolean()));
    }

    [Fact]
    public void What_may_be_of_another_machine_is_said_to_be_left_out()
    {
        const string Guest = "$ dmesg\n[    0.000000] Linux version 6.9.2 (a@b)\n[    0.000000] Hypervisor detected: KVM\n$ cat /proc/interrupts\n  CPU0\n 30: 0 PCI-MSI 81920-edge eth1\n";
        var lines = Summary.Of(Reference.Explain(null, false, $"$ dmesg\n{Reference.Log}\nIt is not the same for the other one\n{Guest}")).ToArray();

        Assert.Contains(lines, line => line.StartsWith("  Left out, because it may be of another machine: /proc/interrupts, 1 row", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("00:05.0", StringComparison.Ordinal));
    }
}
