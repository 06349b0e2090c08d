using IrqModel.Firmware;
using IrqModel.Tool.Explaining;
using IrqModel.Tool.Machines;
using IrqModel.Tool.Report;

namespace IrqModel.Tool.Tests;

/// <summary>Inputs of virtual machines and of other systems: what can be said of them, and what to run instead.</summary>
public class GuestTests
{
    private const string Bridge = "00:00.0 Host bridge: Intel Corporation 82G33/G31/P35/P31 Express DRAM Controller\n";
    private const string Vf = "06:10.0 Ethernet controller: Example Virtual Function\n\tCapabilities: [70] MSI-X: Enable+ Count=5 Masked-\n";

    [Theory]
    [InlineData("01:00.0 Ethernet controller: Red Hat, Inc. Virtio network device (rev 01)\n", "QEMU/KVM")]
    [InlineData("00:01.0 VGA compatible controller [0300]: Device [1234:1111] (rev 02)\n", "QEMU/KVM")]
    [InlineData("00:0f.0 VGA compatible controller: VMware SVGA II Adapter\n", "VMware")]
    [InlineData("00:08.0 VGA compatible controller: Microsoft Corporation Hyper-V virtual VGA\n", "Hyper-V")]
    [InlineData("00:03.0 Unassigned class [ff80]: XenSource, Inc. Xen Platform Device (rev 01)\n", "Xen")]
    [InlineData("00:02.0 VGA compatible controller: InnoTek Systemberatung GmbH VirtualBox Graphics Adapter\n", "VirtualBox")]
    [InlineData("$ dmesg\n[    0.000000] Hypervisor detected: KVM\n", "QEMU/KVM")]
    [InlineData("$ dmesg\n[    0.000000] DMI: Microsoft Corporation Virtual Machine/Virtual Machine, BIOS 1\n", "Hyper-V")]
    [InlineData("$ dmesg\n[    0.000000] DMI: Amazon EC2 c5.large/, BIOS 1.0\n", "QEMU/KVM")]
    [InlineData("$ dmesg\n[    0.400000] hv_vmbus: Vmbus version:5.3\n", "Hyper-V")]
    [InlineData("$ dmesg\n[    1.400000] hv_pci 00000001-0c2b-4a7f-9d3c-2f1b0f000001: PCI VMBus probing: Using version 0x10004\n", "Hyper-V")]
    [InlineData("c5a1:00:00.0 Non-Volatile memory controller: Microsoft Corporation Device b111\n", "Hyper-V")]
    [InlineData("$ uname -r\n5.15.133.1-microsoft-standard-WSL2\n", "Hyper-V")]
    [InlineData("$ cat /proc/interrupts\n  CPU0\n 16: 5 IO-APIC 16-fasteoi vmwgfx, snd_ens1371\n", "VMware")]
    [InlineData("$ cat /proc/interrupts\n  CPU0\n 25: 5 PCI-MSI 49152-edge virtio0-input.0\n", "QEMU/KVM")]
    [InlineData("$ cat /proc/interrupts\n  CPU0\n 25: 0 Hyper-V PCIe MSI 524288-edge mlx5_async0@pci:0c2b:00:02.0\n", "Hyper-V")]
    [InlineData("$ lscpu\nHypervisor vendor:       VMware\n", "VMware")]
    [InlineData("3acd:00:00.0 SCSI storage controller: Red Hat, Inc. Virtio filesystem (rev 01)\ne57a:00:00.0 3D controller: Microsoft Corporation Device 008e\n", "Hyper-V")]
    [InlineData("# dmidecode 3.3\nHandle 0x0100, DMI type 1, 27 bytes\nSystem Information\n\tManufacturer: QEMU\n\tProduct Name: Standard PC (Q35 + ICH9, 2009)\n", "QEMU/KVM")]
    public void A_guest_is_no_Intel_machine(string evidence, string hypervisor)
    {
        var explanation = Reference.Explain(null, false, Bridge + Vf + evidence);

        Assert.Equal(hypervisor, explanation.Machine.Virtual?.Hypervisor);
        Assert.False(explanation.Machine.Platform.IsKnown);
        Assert.Contains($"it is a virtual machine: {hypervisor} remaps", explanation.Verdict("06:10.0"), StringComparison.Ordinal);
        Assert.StartsWith(hypervisor == "Hyper-V" || evidence.Contains("Amazon", StringComparison.Ordinal) ? "cat /proc/interrupts" : "on the host of the virtual machine",
            explanation.NextCommand?.Command, StringComparison.Ordinal);
        Assert.All(explanation.Functions, function => Assert.Null(function.Unit.Run));
    }

    [Theory]
    [InlineData("$ systemd-detect-virt\nkvm\n", "QEMU/KVM", null)]
    [InlineData("systemd-detect-virt\nvmware\n", "VMware", null)]
    [InlineData("# virt-what\nxen\nxen-hvm\n", "Xen", null)]
    [InlineData("$ hostnamectl\n  Virtualization: oracle\n", "VirtualBox", null)]
    [InlineData("$ systemd-detect-virt -v\namazon\n", "QEMU/KVM", "Amazon EC2")]
    [InlineData("$ systemd-detect-virt\nnone\n", null, null)]
    [InlineData("$ systemd-detect-virt\nlxc\n", null, null)]
    [InlineData("$ lscpu\nVirtualization:          VT-x\n", null, null)]
    [InlineData("We use kvm:\nkvm\n", null, null)]
    public void What_asks_for_the_kind_of_machine_tells_a_guest(string text, string? hypervisor, string? provider)
    {
        var guest = Reference.Explain(null, false, Bridge + "\n" + text).Machine.Virtual;

        Assert.Equal((hypervisor, provider), (guest?.Hypervisor, guest?.Provider));
    }

    [Theory]
    [InlineData("systemd-detect-virt", "docker", true)]
    [InlineData("systemd-detect-virt", "none", false)]
    [InlineData("echo", "docker", false)]
    public void In_a_container_the_machine_is_asked(string command, string kind, bool isContainer)
    {
        var explanation = Reference.Explain(null, false, $"{Bridge}\n$ {command}\n{kind}\n");

        Assert.Equal(isContainer, Summary.Of(explanation).Any(line => line.Contains("in a container (docker), which has the kernel", StringComparison.Ordinal)));
        Assert.Equal(isContainer, explanation.Notes.Any(note => note.Contains("a container (docker)", StringComparison.Ordinal)));
        Assert.Null(explanation.Machine.Virtual);
    }

    [Theory]
    [InlineData("[    0.000000] Booting paravirtualized kernel on bare hardware\n")]
    [InlineData("[    0.000000] DMI: Amazon EC2 c5.metal/Not Specified, BIOS 1.0\n")]
    [InlineData("[    0.000000] Hypervisor detected: Xen PV\n")]
    public void A_machine_on_bare_hardware_is_no_guest(string log) =>
        Assert.Null(Reference.Explain(null, false, Bridge + Vf, log).Machine.Virtual);

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "[    0.100000] DMAR-IR: Enabled IRQ remapping in x2apic mode\n")]
    public void A_guest_with_an_IOMMU_of_its_own_is_answered_as_a_machine(bool withTable, string log)
    {
        var explanation = Reference.Explain("linux-5.10-rc3", withTable, Reference.Listing, "[    0.000000] Hypervisor detected: KVM\n"
            + log);

        Assert.True(explanation.Machine.Virtual is { HasIommu: true });
        Assert.Contains(explanation.Notes, note => note.Contains("with an IOMMU of its own", StringComparison.Ordinal));
        Assert.Null(explanation.Machine.NotModelled);
        Assert.Equal(withTable, explanation.At("17:10.0").Dies);
        Assert.Equal(withTable ? null : "sudo cat /sys/firmware/acpi/tables/DMAR > DMAR", explanation.Machine.TableCommand is { } command
            && !withTable ? command : null);
    }

    [Theory]
    [InlineData("DMI: Microsoft Corporation Virtual Machine/Virtual Machine, BIOS Hyper-V", "the host runs Windows; where it is one of Azure")]
    [InlineData("DMI: Amazon EC2 m5.large/, BIOS 1.0", "the host is of Amazon EC2")]
    [InlineData("DMI: QEMU Standard PC (Q35 + ICH9, 2009), BIOS 1", "under the address that the function has there")]
    public void A_guest_is_told_what_a_guest_can_do(string machine, string host)
    {
        var explanation = Reference.Explain(
            null, false, "[    0.000000] Linux version 6.8.0-1021-azure (a@b)\n[    0.000000] Command line: root=/dev/sda1 intel_iommu=on\n"
                + $"[    0.000000] {machine}\n[    0.100000] DMAR: IOMMU enabled\n[   60.000000] NETDEV WATCHDOG: eth0 (mlx5_core): transmit queue 1 timed out\n");
        var next = Assert.Single(explanation.Unhandled).Next;

        Assert.Contains(host, next, StringComparison.Ordinal);
        Assert.StartsWith("cat /proc/interrupts, twice", next, StringComparison.Ordinal);
        Assert.DoesNotContain(Summary.Of(explanation), line => line.Contains("firmware setup", StringComparison.Ordinal) || line.Contains("boot with", StringComparison.Ordinal)
            || line.Contains("DMA remapping", StringComparison.Ordinal));
    }

    [Fact]
    public void The_IOMMU_of_a_guest_is_the_hypervisors_to_switch_on()
    {
        var explanation = Reference.Explain(
            null, false, "[    0.000000] Command line: root=/dev/sda1 intel_iommu=on\n[    0.000000] Hypervisor detected: KVM\n[    0.600000] DMAR-IR: Enabled IRQ remapping in x2apic mode\n");

        Assert.True(explanation.Machine.Virtual?.HasIommu);
        Assert.DoesNotContain(Summary.Of(explanation), line => line.Contains("firmware setup", StringComparison.Ordinal));
    }

    [Fact]
    public void The_chipset_that_hypervisors_imitate_tells_a_guest_and_functions_of_Amazon_whose()
    {
        var guest = Reference.Explain(
            null, false, "00:00.0 Host bridge: Intel Corporation 440FX - 82441FX PMC [Natoma]\n00:05.0 Ethernet controller: Amazon.com, Inc. Elastic Network Adapter (ENA)\n").Machine.Virtual;

        Assert.Equal(("QEMU/KVM, Xen or VirtualBox", "Amazon EC2"), (guest?.Hypervisor, guest?.Provider));
        Assert.Null(Reference.Explain(null, false, "00:00.0 Host bridge: Intel Corporation Sky Lake-E DMI3 Registers\n00:05.0 Ethernet controller: Amazon.com, Inc. Elastic Network Adapter (ENA)\n").Machine.Virtual);
    }

    [Theory]
    [InlineData("Microsoft Windows [Version 10.0.19045.1234]\n", "Windows")]
    [InlineData("ProductName:\t\tmacOS\n", "macOS")]
    [InlineData("Product: VMware ESXi\n", "VMware ESXi")]
    public void Output_of_another_system_gets_an_answer(string text, string system)
    {
        var explanation = Reference.Explain(null, false, text);

        Assert.StartsWith($"This is the output of {system}. It is recognised and not read further", Summary.Of(explanation).First(),
            StringComparison.Ordinal);
        Assert.Contains("start a Linux on the same machine", explanation.NextCommand?.Command, StringComparison.Ordinal);
    }

    [Fact]
    public void Refused_requests_in_a_log_of_ESXi_are_explained_and_nothing_else_is_said_of_it()
    {
        var explanation = Reference.Explain(null, false, "2021-03-04T10:11:12.123Z cpu1:2097485)WARNING: IOMMUIntel: 2436: DMAR Fault IOMMU Unit #1: R/W=W, Device 0000:81:00.0 Faulting addr = 0x7b2f5000 Fault Reason = 0x05\n");
        var lines = Summary.Of(explanation).ToArray();

        Assert.Equal("a DMA request, not an interrupt", Assert.Single(explanation.Faults).Meaning);
        Assert.Contains("Of it only refused requests are read", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Contains("intel_iommu", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[    1.000000] DMAR-IR: Enabled IRQ remapping in x2apic mode\n", false)]
    [InlineData("", true)]
    public void FreeBSD_beside_the_log_of_a_Linux_is_a_guest_or_another_machine(string log, bool isFreeBsd)
    {
        var explanation = Reference.Explain(null, false, log + "root@OPNsense:~ # dmesg\n---<<BOOT>>---\nFreeBSD 13.2-RELEASE releng/13.2 GENERIC amd64\n");

        Assert.Equal(isFreeBsd ? "FreeBSD" : null, OtherSystem.Of(explanation.Evidence, explanation.Machine.Topology));
        Assert.Equal(!isFreeBsd, explanation.Notes.Any(note => note.Contains("is left out: the log of a Linux stands beside it", StringComparison.Ordinal)));
    }

    [Fact]
    public void FreeBSD_behind_a_prompt_of_another_name_than_the_logs_is_left_out_as_of_another_machine()
    {
        var explanation = Reference.Explain(null, false, "Nov 02 08:11:41 oak kernel: DMAR-IR: Enabled IRQ remapping in x2apic mode\nroot@OPNsense:~ # dmesg\n---<<BOOT>>---\nFreeBSD 13.2-RELEASE releng/13.2 GENERIC amd64\n");

        Assert.Null(OtherSystem.Of(explanation.Evidence, explanation.Machine.Topology));
        Assert.Contains(Summary.Of(explanation), line => line.StartsWith("  Left out, as of another machine, opnsense: the operating system: FreeBSD", StringComparison.Ordinal));
    }

    [Fact]
    public void A_listing_of_ESXi_is_told_by_its_names()
    {
        var explanation = Reference.Explain(null, false, "0000:18:00.0 Network controller: Example Ethernet Controller [vmnic0]\n");

        Assert.Contains("runs VMware ESXi", explanation.Verdict("18:00.0"), StringComparison.Ordinal);
        Assert.DoesNotContain("/sys", explanation.At("18:00.0").Unit.Run ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_that_runs_Windows_on_other_days_is_what_Linux_shows() =>
        Assert.Null(Reference.Explain(null, true, Reference.Listing, "Microsoft Windows [Version 10.0.19045.1234]\n").Machine.NotModelled);

    [Fact]
    public void No_kernel_is_named_where_none_is_run() =>
        Assert.DoesNotContain("under Linux",
            Summary.Of(Reference.Explain(null, false, Bridge,
            "[    0.000000] Linux version 6.1.0 (a@b)\n[    0.000000] Hypervisor detected: KVM\n")).First(), StringComparison.Ordinal);

    [Fact]
    public void Of_a_host_and_a_guest_that_prompts_name_the_host_is_explained()
    {
        var explanation = Reference.Explain(
            null, false, $"root@pve:~# lspci -vvv\n{Reference.Listing}\nann@guest:~$ lspci\n{Bridge}01:00.0 Ethernet controller: Red Hat, Inc. Virtio network device\n");

        Assert.Null(explanation.Machine.Virtual);
        Assert.DoesNotContain(explanation.Functions, function => function.Function.Name?.Contains("Virtio", StringComparison.Ordinal) == true);
        Assert.Contains(Summary.Of(explanation), line => line.StartsWith("  Left out, as of another machine, guest: lspci without -v, 2 functions (input0.txt line ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("10000:e1:00.0 Non-Volatile memory controller: Example\n\tCapabilities: [b0] MSI-X: Enable+ Count=32 Masked-\n", "10000:e1:00.0", "it is behind a VMD controller, and no listing shows one")]
    [InlineData("3b:00.0 Ethernet controller: Example Virtual Function\n\tCapabilities: [70] MSI-X: Enable+ Count=5 Masked-\n", "3b:00.0", "bus 3b has no free address below it for its PF")]
    public void What_could_not_be_placed_says_why_and_what_would_help(string text, string address, string why)
    {
        var verdict = Reference.Explain("linux-6.12", true, text).At(address).Prediction.Verdict;

        Assert.False(verdict.IsKnown);
        Assert.Contains(why, verdict.Because, StringComparison.Ordinal);
        Assert.StartsWith("sudo lspci", verdict.Run, StringComparison.Ordinal);
    }

    [Fact]
    public void The_PF_of_a_VF_may_be_any_function_whose_SRIOV_capability_is_not_shown()
    {
        var explanation = Reference.Explain(null, false,
            "3b:00.0 Ethernet controller: Example\n3b:02.0 Ethernet controller: Example Virtual Function\n");

        Assert.Equal("perhaps 3b:00.0: SR-IOV capabilities are not shown", explanation.At("3b:02.0").Owner!.Because);
    }

    [Theory]
    [InlineData("00:00.0 Host bridge: Example Root Complex\n00:1f.0 ISA bridge: Example LPC\n")]
    [InlineData("00:14.0 USB controller: Example xHCI\n")]
    public void A_host_bridge_or_a_function_of_a_class_without_VFs_is_not_perhaps_the_PF(string others) =>
        Assert.Equal("no PF that it could belong to is shown",
            Reference.Explain(null, false, others + "3b:02.0 Ethernet controller: Example Virtual Function\n").At("3b:02.0").Owner!.Because);

    [Fact]
    public void In_a_guest_the_PF_is_on_the_host_unless_a_function_of_the_guest_has_SRIOV()
    {
        const string Guest = "[    0.000000] Hypervisor detected: KVM\n00:03.0 Ethernet controller: Example\n";
        const string Vf = "00:05.0 Ethernet controller: Example Virtual Function\n";

        Assert.Equal("its PF is the host's, as far as the guest shows", Reference.Explain(null, false, Guest + Vf).At("00:05.0").Owner!.Because);
        Assert.StartsWith("00:03.0", Reference.Explain(null, false, Guest + "\tCapabilities: [160] Single Root I/O Virtualization (SR-IOV)\n" + Vf).At("00:05.0").Owner!.Because,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("126:          0  DMAR-MSI    0-edge      dmar0\n", Platform.Intel)]
    [InlineData(" 26:          0  AMD-Vi0-Evt    0-edge      AMD-Vi0-Evt\n", Platform.Amd)]
    public void The_interrupt_of_a_unit_tells_whose_it_is(string row, Platform platform) =>
        Assert.Equal(platform, Reference.Explain(null, false, $"           CPU0\n{row}").Machine.Platform.Value);
}
