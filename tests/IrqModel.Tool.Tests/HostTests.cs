using IrqModel.Tool.Hosts;

namespace IrqModel.Tool.Tests;

public class HostTests
{
    [Theory]
    [InlineData("4.18.0-305.el8.x86_64", "linux-5.9")]
    [InlineData("5.10.0-rc1", "linux-5.10-rc3")]
    [InlineData("5.10.0-rc3+", "linux-5.10-rc3")]
    [InlineData("5.10.0-051000rc2-generic", "linux-5.10-rc3")]
    [InlineData("5.10.0-rc4", "linux-5.10")]
    [InlineData("5.10.0-8-amd64", "linux-5.10")]
    [InlineData("5.15.0-91-generic", "linux-5.10")]
    [InlineData("5.18.0-rc1", "linux-5.18")]
    [InlineData("6.0.12", "linux-5.18")]
    [InlineData("6.1.0-18-amd64", "linux-6.1")]
    [InlineData("6.8.0-45-generic", "linux-6.2")]
    [InlineData("6.12.3-arch1-1", "linux-6.12")]
    [InlineData("7.0.0", "linux-6.12")]
    public void A_kernel_version_chooses_the_host_that_stands_for_it(string text, string host)
    {
        Assert.True(KernelVersion.TryParse(text, out var version));
        Assert.Equal(host, HostCatalogue.For(version).Name);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("linux")]
    [InlineData("99999999999.1")]
    public void What_is_no_version_is_refused(string? text) => Assert.False(KernelVersion.TryParse(text, out _));

    private const string Words = "Hello, I am running kernel 5.10.0-rc2 on this box.\n\n";

    private static string LogWithoutVersion => string.Concat(Reference.Log.Split('\n').Where(line => line.Contains("DMAR", StringComparison.Ordinal)).Select(line => line + "\n"));

    [Fact]
    public void A_kernel_that_a_sentence_names_is_a_condition_and_says_where_it_was_read()
    {
        var explanation = Reference.Explain(null, true, Words + Reference.Listing, LogWithoutVersion);
        var verdict = explanation.At("17:10.0").Prediction.Verdict;

        Assert.Equal(("linux-5.10-rc3", "input0.txt line 1 says that 5.10.0-rc2 runs"), (explanation.Host.Value.Name, explanation.Host.Because));
        Assert.Equal(("blocked (0x25)", false), (verdict.Value.ToString(), verdict.IsCertain));
        Assert.Equal(["the machine runs 5.10.0-rc2, as input0.txt line 1 says"], verdict.Provided);
        Assert.True(explanation.At("17:00.0").Prediction.Verdict.IsCertain);
    }

    [Fact]
    public void A_kernel_that_the_input_shows_counts_and_a_sentence_that_contradicts_it_is_told()
    {
        var explanation = Reference.Explain(null, true, Words + Reference.Listing, LogWithoutVersion, "$ uname -r\n6.8.0-45-generic\n");

        Assert.False(explanation.Host.IsKnown);
        Assert.Equal("the input shows Linux 6.8.0-45-generic, and input0.txt line 1 says that 5.10.0-rc2 runs", explanation.Host.Because);
        Assert.False(explanation.At("17:10.0").Prediction.Verdict.IsKnown);
    }

    [Fact]
    public void Sentences_that_name_several_kernels_leave_it_open() =>
        Assert.StartsWith("sentences name several kernels: 5.10.0-rc2 (input0.txt line 1), 6.8.0-45-generic (input1.txt line 1)",
            Reference.Explain(null, true, Words + Reference.Listing, "I am running 6.8.0-45-generic.\n").Host.Because, StringComparison.Ordinal);

    [Fact]
    public void A_condition_about_a_distribution_reads_at_once() =>
        Assert.Contains("That holds if 6.8.12-4-pve behaves like Linux 6.8 (Proxmox adds fixes of later versions)",
            Cli.RunWith(Reference.Listing + "\n$ uname -r\n6.8.12-4-pve\n", "explain").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("5.10.0-rc3+", true)]
    [InlineData("5.10.0-rc3-00123-gabcdef123456", true)]
    [InlineData("5.10.0-rc3-lab-00123-gabcdef123456-dirty", true)]
    [InlineData("5.10.0-rc3-next-20201110", true)]
    [InlineData("5.10.0-rc3", false)]
    [InlineData("5.10.0-rc3-1-mainline", false)]
    [InlineData("6.1.21-v8+", false)]
    [InlineData("6.1.0-18-amd64", false)]
    public void A_tree_after_a_candidate_is_told_from_the_candidate(string text, bool isAfter) =>
        Assert.Equal(isAfter, KernelVersion.IsAfterCandidate(text));

    private const string OfVf = "  99: 510 0 IR-PCI-MSI 34607104-edge mlx5_comp0@pci:0000:42:00.2\n";

    private static string WithTree(string version, string table) => $"""
        [    0.000000] Linux version {version} (a@b) #1 SMP
        [    0.523001] DMAR-IR: Enabled IRQ remapping in x2apic mode
        [    2.100001] pci 0000:42:00.0: Adding to iommu group 60
        [   61.200001] pci 0000:42:00.2: Adding to iommu group 61
        42:00.0 Ethernet controller: Example NIC
        	Capabilities: [9c] MSI-X: Enable+ Count=64 Masked-
        	Capabilities: [180] Single Root I/O Virtualization (SR-IOV)
        42:00.2 Ethernet controller: Example NIC Virtual Function
        	Capabilities: [9c] MSI-X: Enable+ Count=12 Masked-
        {table}
        """;

    [Fact]
    public void What_a_tree_after_a_defective_candidate_does_rests_on_its_lacking_the_fix()
    {
        var text = Cli.RunWith(WithTree("5.10.0-rc3-00123-gabcdef123456", ""), "explain").Output;

        Assert.Contains("Only if 5.10.0-rc3-00123-gabcdef123456 lacks ff828729be44 (it is a tree after 5.10-rc3, and the fix came with 5.10-rc4).", text, StringComparison.Ordinal);
        Assert.DoesNotContain("lacks ff828729be44", Cli.RunWith(WithTree("5.10.0-rc3", ""), "explain").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_headline_says_of_no_function_that_it_loses_interrupts_which_are_seen_to_arrive()
    {
        var text = Cli.RunWith(WithTree("5.10.0-rc3+", OfVf), "explain").Output;

        Assert.Contains("1 of 2 functions is predicted to lose its interrupts under Linux 5.10-rc1 to 5.10-rc3, but what is seen contradicts that. ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("loses its", text, StringComparison.Ordinal);
        Assert.Contains("1 of 2 functions loses its interrupts", Cli.RunWith(WithTree("5.10.0-rc3+", ""), "explain").Output, StringComparison.Ordinal);
    }
}
