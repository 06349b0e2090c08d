namespace IrqModel.Firmware.Tests;

/// <summary>Files of debugfs as Linux writes them.</summary>
internal static class DebugText
{
    public const string Irq = """
        handler:  handle_edge_irq
        device:   0000:3b:10.0
        status:   0x00004000
        istate:   0x00000000
        affinity: 0-7
        effectiv: 1
        domain:  IR-PCI-MSIX-0000:3b:10.0-12
         hwirq:   0x1
         chip:    IR-PCI-MSIX-0000:3b:10.0
          flags:   0x30
                     IRQCHIP_SKIP_SET_WAKE
         parent:
            domain:  INTEL-IR-0-13
             hwirq:   0x20000
             chip:    INTEL-IR
             parent:
                domain:  VECTOR
                 hwirq:   0x22
                 chip:    APIC

        """;

    public const string Remapping = """
        Remapped Interrupt supported on IOMMU: dmar0
         IR table address:100900000
         Entry SrcID   DstID    Vct IRTE_high		IRTE_low
         7     3b:10.0 00000100 22  0000000000043b80	000001000022000d
         8     3b:10.0 00000100 23  0000000000043b80	000001000023000d

        """;

    public const string Registers = """
        IOMMU: dmar1 Register Base Address: d2000000
        Name			Offset		Contents
        CAP			0x08		0x00d2008c40660462
        ECAP			0x10		0x0000000000f050da
        GSTS			0x1c		0x00000000c7000000

        """;
}
