using IrqModel.Engine;
using Xunit;

namespace IrqModel.Hosts.Tests.Golden;

/// <summary>A boot with devices and a driver that are not modelled: they are built as they were seen, and what becomes of their vectors is predicted.</summary>
public sealed class UnknownDeviceTests
{
    private static readonly GoldenBoot Boot = GoldenBoot.Parse(
        "unknown",
        $$"""
        {
          "kernel": "6.6-fix", "machine": ["-M", "q35", "-smp", "cpus=4,sockets=1", "-device", "intel-iommu,intremap=on,eim=on"], "cmdline": "gt_vfs=0",
          "interrupt_remapping": true, "ir_line": "DMAR-IR: Enabled IRQ remapping in x2apic mode", "snapshots": {}, "vf_interrupt_delivered": null,
          "pf_interrupt_delivered": true, "remap_faults": [], "irq_domains_debugfs": [], "iommu_dmesg": [],
          "devices": [
            {{Device("0000:00:04.0", "0x8232", "pcieport", header: 1, type: 5, "/sys/devices/pci0000:00/0000:00:04.0", "msi", count: 1)}},
            {{Device("0000:01:00.0", "0x0010", "nvme", header: 0, type: 0, "/sys/devices/pci0000:00/0000:00:04.0/0000:01:00.0", "msix", count: 5)}}
          ]
        }
        """);

    [Fact]
    public void They_have_the_kind_and_the_vectors_that_they_were_seen_with()
    {
        var machine = Q35.Build(Boot);

        Assert.Equal((4, true), (machine.Processors, machine.X2Apic));
        var port = Assert.IsType<PciBridge>(machine[Bdf.Parse("00:04.0")]);
        Assert.Equal((BridgeKind.SwitchPort, 0, 1), (port.Kind, port.MsixTableSize, port.MsiVectors));
        Assert.Equal((5, 0), (machine[Bdf.Parse("01:00.0")].MsixTableSize, machine[Bdf.Parse("01:00.0")].MsiVectors));
    }

    [Fact]
    public void Their_vectors_go_through_the_unit_as_all_others()
    {
        var result = Scenario.Run(Boot, "devices");

        var disk = result["01:00.0"];
        Assert.Equal(("nvme", 5, true), (disk.Driver, disk.Interrupts.Length, disk.Delivers));
        Assert.All(disk.Interrupts, interrupt => Assert.True(interrupt.Message.IsRemappable && interrupt.Entry!.Value.LogicalDestination));
        Assert.Equal("pcieport", result["00:04.0"].Driver);
    }

    private static string Device(string address, string device, string driver, int header, int type, string path, string mode, int count) =>
        $$"""
        {
          "bdf": "{{address}}", "vendor": "0x1b36", "device": "{{device}}", "is_vf": false, "physfn": null, "driver": "{{driver}}", "iommu": "dmar0",
          "header_type": {{header}}, "pcie_type": {{type}}, "sriov_totalvfs": null, "sriov_numvfs": null, "dev_msi_domain": [], "bus_msi_domain": [],
          "per_device_msi_domain": null, "sysfs_path": "{{path}}", "msi_irqs": [{{string.Join(", ", Enumerable.Range(0, count).Select(index => Interrupt(index, mode)))}}]
        }
        """;

    private static string Interrupt(int index, string mode) =>
        $$"""
        {
          "irq": {{24 + index}}, "msi_index": {{index}}, "mode": "{{mode}}", "domain_chain": [], "chip_chain": [], "hwirq_chain": [], "format": "remappable",
          "msi_address": "0x0", "msi_address_hi": "0x0", "msi_data": "0x0", "masked": null, "delivered_count": 1
        }
        """;
}
