namespace IrqModel.Firmware.Tests;

/// <summary>Small texts, one of each form that the readers know.</summary>
internal static class Forms
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        ["lspci"] =
            """
            00:00.0 Host bridge: Made Up Host Bridge (rev 01)
            3b:10.0 Ethernet controller: Made Up 10G Adapter Virtual Function (rev 01)
            """,
        ["lspci -nnk"] =
            "0000:3b:00.0 Ethernet controller [0200]: Made Up 10G Adapter [0001:10fb] (rev 01)\n"
            + "\tSubsystem: Made Up Device [0001:0002]\n\tKernel driver in use: ixgbe\n\tKernel modules: ixgbe\n",
        ["lspci -n"] = "10000:e1:00.0 0108: 8086:2522 (rev 01) (prog-if 02 [NVM Express])\n00:1f.3 0403: 8086:a0c8",
        ["lspci -v"] =
            "3b:00.0 Ethernet controller: Made Up 10G Adapter (rev 01)\n\tSubsystem: Made Up Device 0001\n"
            + "\tFlags: bus master, fast devsel, latency 0, IRQ 16, IOMMU group 27\n\tCapabilities: [70] MSI-X: Enable+ Count=64 Masked-\n"
            + "\tCapabilities: [160] Single Root I/O Virtualization (SR-IOV)\n\tKernel driver in use: ixgbe\n",
        ["lspci -vvv"] =
            "00:03.0 PCI bridge: Made Up Root Port (rev 01) (prog-if 00 [Normal decode])\n"
            + "\tBus: primary=00, secondary=3b, subordinate=3c, sec-latency=0\n\tCapabilities: [40] Express (v2) Root Port (Slot+), MSI 00\n"
            + "\tCapabilities: [80] MSI: Enable+ Count=1/2 Maskable+ 64bit-\n\t\tAddress: fee00018  Data: 0000\n\n"
            + "3b:00.0 Ethernet controller: Made Up 10G Adapter (rev 01)\n\tControl: I/O- Mem+ BusMaster+\n"
            + "\tCapabilities: [70] MSI-X: Enable+ Count=64 Masked-\n\t\tVector table: BAR=4 offset=00000000\n\t\tPBA: BAR=4 offset=00002000\n"
            + "\tCapabilities: [150 v1] Alternative Routing-ID Interpretation (ARI)\n\t\tARICap:\tMFVC- ACS-, Next Function: 1\n"
            + "\tCapabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)\n\t\tIOVCtl:\tEnable+ Migration- Interrupt- MSE+ ARIHierarchy+\n"
            + "\t\tInitial VFs: 64, Total VFs: 64, Number of VFs: 1, Function Dependency Link: 00\n\t\tVF offset: 128, stride: 2, Device ID: 10ed\n"
            + "\tKernel driver in use: ixgbe\n\n3b:10.0 Ethernet controller: Made Up Adapter\n\tCapabilities: <access denied>\n",
        ["lspci -xxx"] = $"00:05.0 Ethernet controller: Made Up NIC\n{ConfigBytes.PhysicalFunction().ToHex(256)}",
        ["lspci -mm"] =
            """
            00:03.0 "PCI bridge" "Made Up" "Root Port" -r01 -p00 "" ""
            3b:00.0 "Ethernet controller [0200]" "Made Up [0001]" "10G Adapter [10fb]" -r01 "Made Up [0001]" "Device [0001]"
            """,
        ["lspci -vmm"] =
            "Slot:\t3b:00.0\nClass:\tEthernet controller\nVendor:\tMade Up\nDevice:\t10G Adapter\nRev:\t01\nDriver:\tixgbe\nIOMMUGroup:\t27\n\n"
            + "Slot:\t3b:10.0\nClass:\tEthernet controller\nVendor:\tMade Up\nDevice:\t10G Adapter Virtual Function\n",
        ["lspci -PP"] =
            """
            00:03.0 PCI bridge: Made Up Root Port
            00:03.0/3b:00.0 Ethernet controller: Made Up 10G Adapter
            """,
        ["inxi"] =
            "Network:   Device-1: Made Up 10G Adapter vendor: Made Up driver: ixgbe v: kernel pcie:\n    gen: 3 port: N/A bus-ID: 3b:00.0 chip-ID: 0001:10fb class-ID: 0200\n"
            + "  Device-2: Made Up Camera type: USB driver: uvcvideo bus-ID: 1-6:4\n    chip-ID: 0001:0002 class-ID: 0e02\n",
        ["hwinfo"] =
            "21: PCI 3b00.0: 0200 Ethernet controller\n  [Created at pci.386]\n  SysFS BusID: 0000:3b:00.0\n  Model: \"Made Up 10G Adapter\"\n"
            + "  Vendor: pci 0x0001 \"Made Up\"\n  Device: pci 0x10fb \"10G Adapter\"\n  Driver: \"ixgbe\"\n  IRQ: 19 (no events)\n",
        ["vmstat -i"] = "interrupt                          total       rate\nirq18: ehci0 uhci5+             81293811      10022\nirq264: ix0:rxq0                 120033         14\n",
        ["lspci -tv"] =
            """
            -[0000:00]-+-00.0  Made Up Host Bridge
                       +-03.0-[3b-3c]--+-00.0  Made Up 10G Adapter
                       |               \-10.0  Made Up Virtual Function
                       \-14.0  Made Up xHCI
            """,
        ["log"] =
            """
            DMAR: DRHD base: 0x000000d1000000 flags: 0x0
            DMAR: dmar0: reg_base_addr d1000000 ver 1:0 cap 8d2078c106f0466 ecap f020df
            DMAR-IR: Enabled IRQ remapping in x2apic mode
            pci 0000:3b:00.0: [0001:10fb] type 00 class 0x020000
            pci 0000:3b:00.0: Adding to iommu group 27
            DMAR: [INTR-REMAP] Request device [3b:10.0] fault index 0x1 [fault reason 0x25] Blocked a compatibility format interrupt request
            """,
        ["interrupts"] =
            """
                       CPU0       CPU1
               0:         12          0  IR-IO-APIC    2-edge      timer
             120:          0          0  DMAR-MSI    0-edge      dmar0
             128:       4711          0  IR-PCI-MSI 327680-edge      xhci_hcd
             129:          0          7  IR-PCI-MSIX-0000:3b:00.0    0-edge      ens1f0-TxRx-0
             NMI:          0          0   Non-maskable interrupts
             ERR:          0
            """,
        ["groups by heading"] = "IOMMU Group 0:\n\t00:00.0 Host bridge [0600]: Made Up [0001:0002]\nIOMMU Group 27:\n\t3b:00.0 Ethernet controller [0200]: Made Up [0001:0003]\n",
        ["groups by line"] = "IOMMU Group 0 00:00.0 Host bridge [0600]: Made Up [0001:0002] (rev 01)\nIOMMU Group 27 3b:00.0 Ethernet controller [0200]: Made Up [0001:0003]",
        ["groups by path"] = "/sys/kernel/iommu_groups/0/devices/0000:00:00.0\n/sys/kernel/iommu_groups/27/devices/0000:3b:00.0",
        ["groups by script"] = "Group 0:\t[0001:0002]     00:00.0  Host bridge                              Made Up Complex\nGroup 27:\t[0001:0003] [R] 3b:00.0  Ethernet controller                      Made Up",
        ["links of sysfs"] =
            "/sys/bus/pci/devices:\ntotal 0\n"
            + "lrwxrwxrwx 1 root root 0 Nov  3 10:00 0000:00:03.0 -> ../../../devices/pci0000:00/0000:00:03.0\n"
            + "lrwxrwxrwx 1 root root 0 Nov  3 10:00 0000:3b:00.0 -> ../../../devices/pci0000:00/0000:00:03.0/0000:3b:00.0\n"
            + "lrwxrwxrwx 1 root root 0 Nov  3 10:00 0000:3b:10.0 -> ../../../devices/pci0000:00/0000:00:03.0/0000:3b:10.0\n"
            + "lrwxrwxrwx 1 root root 0 Nov  3 10:00 /sys/bus/pci/devices/0000:3b:10.0/physfn -> ../0000:3b:00.0\n",
        ["names of tables"] = "/sys/firmware/acpi/tables:\nAPIC  DMAR  FACP  SSDT1  data  dynamic\n",
        ["unhandled"] =
            """
            irq 16: nobody cared (try booting with the "irqpoll" option)
            handlers:
            [<00000000e2b1f5f8>] usb_hcd_irq [usbcore]
            Disabling IRQ #16
            __common_interrupt: 3.36 No irq handler for vector
            """,
        ["pciconf"] =
            "hostb0@pci0:0:0:0:\tclass=0x060000 rev=0x01 hdr=0x00 vendor=0x0001 device=0x0002 subvendor=0x0001 subdevice=0x0001\n"
            + "    vendor     = 'Made Up'\n    device     = 'Host Bridge'\n    class      = bridge\n"
            + "ix0@pci0:59:0:0:\tclass=0x020000 card=0x00010001 chip=0x10fb0001 rev=0x01 hdr=0x00\n    cap 11[70] = MSI-X supports 64 messages, enabled\n"
            + "    cap 10[a0] = PCI-Express 2 endpoint max data 256(512) FLR\n"
            + "    ecap 0010[160] = SR-IOV 1 IOV enabled, Memory Space enabled, ARI disabled\n"
            + "                     4 VFs configured out of 64 supported\n                     First VF RID Offset 0x0080, VF RID Stride 0x0002\n"
            + "                     VF Device ID 0x10ed\n",
        ["lshw"] =
            "  *-network:0\n       description: Ethernet interface\n       product: Made Up NIC\n       bus info: pci@0000:3b:00.0\n"
            + "       capabilities: pm msi msix pciexpress bus_master cap_list\n       configuration: driver=ixgbe latency=0",
        ["uname"] = "Linux host 6.8.0-45-generic #45-Ubuntu SMP PREEMPT_DYNAMIC x86_64 GNU/Linux",
    };

    /// <summary>Everything that was read of a text, without lines and names of inputs.</summary>
    public static string Facts(Evidence evidence)
    {
        IEnumerable<string> listings = evidence.Listings.Select(listing =>
            $"{listing.Form} {listing.ShowsTopology}\n" + string.Join('\n', listing.Functions.Select(f =>
                $"{(f with { Line = null, MsiMessageLine = null, BusMasterLine = null, Problems = [], Config = null })} {f.Config?.Bytes.Length} {string.Join(';', f.Problems.Select(p => p.Message))}")));
        IEnumerable<string> logs = evidence.Logs.Select(log =>
            $"{log.Vendor} {log.InterruptRemapping} {log.RemappingMode} {string.Join('|', log.Units.Select(u => u with { Line = 0 }))} "
            + $"{string.Join('|', log.Functions.Select(f => f with { Line = 0 }))} {string.Join('|', log.Faults.Select(f => f with { Line = 0 }))} "
            + string.Join('|', log.Unhandled.Select(u => $"{u.Kind} {u.Irq} {u.Processor} {u.Vector} {string.Join(',', u.Handlers)}")));
        IEnumerable<string> rows = evidence.Interrupts.SelectMany(table => table.Rows.Select(row =>
            $"{row.Name} {string.Join(',', row.Counts)} {row.Chip} {row.HardwareIrq} {row.Actions} {row.Function}"));
        IEnumerable<string> groups = evidence.IommuGroups.Select(group => $"{group.Number}: {string.Join(',', group.Functions)}");
        return string.Join('\n', [.. listings, .. logs, .. rows, .. groups, .. evidence.TableNames, evidence.KernelVersion ?? ""]);
    }
}
