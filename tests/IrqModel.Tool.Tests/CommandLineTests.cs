using IrqModel.Firmware;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Tests;

/// <summary>Command lines of the kernel: the one that was booted, and those that are only configured.</summary>
public class CommandLineTests
{
    [Theory]
    [InlineData("$ cat /proc/cmdline\nquiet splash nointremap\n", "nointremap")]
    [InlineData("root@box:~# cat /proc/cmdline\ninitrd=\\EFI\\proxmox\\vmlinuz root=ZFS=rpool/ROOT/pve-1 boot=zfs intremap=off\n", "intremap=off")]
    [InlineData("quiet splash root=/dev/sda1 intremap=off\n", "intremap=off")]
    [InlineData("BOOT_IMAGE=/boot/vmlinuz-6.8 root=/dev/sda1 intremap=off\n", "intremap=off")]
    [InlineData("Cmdline: BOOT_IMAGE=/boot/vmlinuz-6.8 root=/dev/sda1 intremap=off\n", "intremap=off")]
    [InlineData("ProcKernelCmdLine: BOOT_IMAGE=/boot/vmlinuz-6.8 root=/dev/sda1 intremap=off\n", "intremap=off")]
    [InlineData("  Kernel: 6.5.0 arch: x86_64 bits: 64 compiler: gcc v: 12 parameters: BOOT_IMAGE=/vmlinuz root=/dev/sda1 intremap=off\n", "intremap=off")]
    [InlineData("Nov  2 09:30:02 oak dracut-cmdline[323]: Using kernel command line parameters:  BOOT_IMAGE=/vmlinuz root=/dev/sda1 intremap=off\n", "intremap=off")]
    public void What_was_booted_decides(string text, string option)
    {
        var remapping = Reference.Explain("linux-6.12", false, text).Machine.Remapping;

        Assert.True(remapping is { IsKnown: true, Value: false });
        Assert.Equal($"the kernel's command line has {option}", remapping.Because);
    }

    [Theory]
    [InlineData("GRUB_CMDLINE_LINUX_DEFAULT=\"quiet intremap=off\"\n", "GRUB_CMDLINE_LINUX_DEFAULT")]
    [InlineData("GRUB_CMDLINE_LINUX='rhgb intremap=off'\n", "GRUB_CMDLINE_LINUX")]
    [InlineData("GRUB_CMDLINE_LINUX=intremap=off\n", "GRUB_CMDLINE_LINUX")]
    [InlineData("options root=PARTUUID=1111 rw intremap=off\n", "the options of systemd-boot")]
    [InlineData("options quiet zfs=bootfs intremap=off\n", "the options of systemd-boot")]
    [InlineData("  append intremap=off initrd=/bzroot\n", "the append line of syslinux")]
    [InlineData("linux /boot/vmlinuz-6.8 root=/dev/sda1 ro intremap=off\n", "the entry of the boot loader")]
    [InlineData("root=ZFS=rpool/ROOT/pve-1 boot=zfs intremap=off\n", "/etc/kernel/cmdline")]
    [InlineData("$ cat /etc/kernel/cmdline\nquiet intremap=off\n", "/etc/kernel/cmdline")]
    public void What_is_configured_decides_nothing_and_is_named(string text, string setting)
    {
        var explanation = Reference.Explain("linux-6.12", true, Reference.ListingWhere(line => !line.Contains("Address:", StringComparison.Ordinal)), text);

        Assert.Equal(setting, Assert.Single(explanation.Evidence.ConfiguredCommandLines).Setting);
        Assert.False(explanation.Machine.Remapping.IsKnown);
        Assert.Contains("nothing shows whether the kernel was booted with it", explanation.Machine.Remapping.Because, StringComparison.Ordinal);
        Assert.Contains(explanation.Notes, note => note.StartsWith("intremap=off is configured (input1.txt line ", StringComparison.Ordinal)
            && note.EndsWith("cat /proc/cmdline tells", StringComparison.Ordinal));
    }

    [Fact]
    public void A_configured_option_that_was_not_booted_is_told_so_and_the_booted_line_counts()
    {
        var explanation = Reference.Explain("linux-6.12", true, "GRUB_CMDLINE_LINUX=\"quiet intremap=off\"\n$ cat /proc/cmdline\nBOOT_IMAGE=/vmlinuz root=/dev/sda1 quiet\n");

        Assert.True(explanation.Machine.Remapping is { IsKnown: true, Value: true });
        Assert.Contains(explanation.Notes, note => note.Contains("the kernel was booted without: that is in force once", StringComparison.Ordinal));
    }

    [Fact]
    public void A_configured_option_that_was_booted_needs_no_word() =>
        Assert.DoesNotContain(Reference.Explain("linux-6.12", false, "GRUB_CMDLINE_LINUX=\"intel_iommu=on\"\n$ cat /proc/cmdline\nroot=/dev/sda1 intel_iommu=on\n").Notes,
            note => note.Contains("configured", StringComparison.Ordinal));

    [Theory]
    [InlineData("options vfio-pci ids=10de:1b80 disable_vga=1\n")]
    [InlineData("options vfio_iommu_type1 allow_unsafe_interrupts=1\n")]
    [InlineData("You should add intel_iommu=on and then root=whatever to it.\n")]
    [InlineData("I added intremap=off, no change\n")]
    [InlineData("GRUB_TIMEOUT=5\n")]
    public void Options_of_modules_and_sentences_are_no_command_line(string text)
    {
        var evidence = Reference.Read(InputSource.FromText("t", text));

        Assert.Null(evidence.CommandLine);
        Assert.Empty(evidence.ConfiguredCommandLines);
    }

    [Theory]
    [InlineData("[    3.0] DMAR: [INTR-REMAP] Request device [03:00.0] fault index 0x1a [fault reason 0x26] Blocked\n", Platform.Intel)]
    [InlineData("(XEN) [VT-D]INTR-REMAP: Request device [0000:02:00.0] fault index 0\n", Platform.Intel)]
    [InlineData("65:00.0 Non-Volatile memory controller: Example\n\tCapabilities: [50] MSI: Enable+ Count=1/32 Maskable- 64bit+\n\t\tAddress: 00000000fee00798  Data: 0000\n", Platform.Intel)]
    [InlineData("00:1c.0 PCI bridge: Intel Corporation Cannon Lake PCH PCI Express Root Port #5 (rev f0)\n", Platform.Intel)]
    [InlineData("5d:00.0 PCI bridge [0604]: Intel Corporation Sky Lake-E PCI Express Root Port A [8086:2030]\n", Platform.Intel)]
    [InlineData("00:01.1 PCI bridge [0604]: Advanced Micro Devices, Inc. [AMD] Starship/Matisse GPP Bridge [1022:1483]\n", Platform.Amd)]
    [InlineData("40:03.1 PCI bridge: Advanced Micro Devices, Inc. [AMD] Starship/Matisse GPP Bridge\n", Platform.Amd)]
    public void Whose_remapping_it_is_follows_from_messages_and_root_ports(string text, Platform platform) =>
        Assert.Equal(platform, Reference.Explain(null, false, text).Machine.Platform.Value);

    [Theory]
    [InlineData("65:00.0 Non-Volatile memory controller: Intel Corporation NVMe\n\tCapabilities: [50] MSI: Enable+ Count=1/32 Maskable- 64bit+\n\t\tAddress: 00000000fee00000  Data: 4021\n")]
    [InlineData("3a:00.0 PCI bridge: Intel Corporation JHL7540 Thunderbolt 3 Bridge\n")]
    [InlineData("03:00.0 PCI bridge: Advanced Micro Devices, Inc. [AMD/ATI] Navi 10 XL Upstream Port of PCI Express Switch\n")]
    public void Cards_say_nothing_of_the_machine(string text) =>
        Assert.False(Reference.Explain(null, false, text).Machine.Platform.IsKnown);

    [Theory]
    [InlineData("$ uname -r && cat /proc/cmdline\n4.4.0-210-generic\nroot=/dev/sda1 ro pci=nomsi\n", "4.4.0-210-generic", "root=/dev/sda1 ro pci=nomsi")]
    [InlineData("$ cat /proc/cmdline; uname -r\nroot=/dev/sda1 ro\n6.1.9\n", "6.1.9", "root=/dev/sda1 ro")]
    [InlineData("Uname: Linux 6.2.0-39-generic x86_64\n", "6.2.0-39-generic", null)]
    public void One_command_may_ask_for_the_kernel_and_its_command_line(string text, string version, string? options)
    {
        var evidence = EvidenceReader.ReadText(text, "t");

        Assert.Equal((version, options), (evidence.KernelVersion, evidence.CommandLine));
    }
}
