namespace IrqModel.Firmware;

/// <summary>What a part of an input was recognised as.</summary>
public enum EvidenceKind
{
    /// <summary>PCI functions: any form of <c>lspci</c>, <c>pciconf</c>, a board file.</summary>
    PciListing,

    /// <summary>A kernel log: <c>dmesg</c>, a journal, a serial console.</summary>
    KernelLog,

    /// <summary><c>/proc/interrupts</c>.</summary>
    Interrupts,

    /// <summary>A list of IOMMU groups.</summary>
    IommuGroups,

    /// <summary><c>/sys/kernel/debug/irq</c>.</summary>
    IrqDebug,

    /// <summary><c>/sys/kernel/debug/iommu</c>.</summary>
    IommuDebug,

    /// <summary>An ACPI table.</summary>
    AcpiTable,

    /// <summary>A tree of <c>/sys</c>.</summary>
    Sysfs,

    /// <summary>A fact of its own, e.g. the output of <c>uname</c> or <c>/proc/cmdline</c>.</summary>
    Fact,
}
