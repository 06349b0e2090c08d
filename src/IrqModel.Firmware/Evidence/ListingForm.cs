namespace IrqModel.Firmware;

/// <summary>Where a <see cref="PciListing"/> comes from, and with that what it can show.</summary>
public enum ListingForm
{
    /// <summary>
    /// One line for each function: <c>lspci</c>, <c>-n</c>, <c>-nn</c>, <c>-D</c>, <c>-P</c>, with <c>-k</c> also the drivers.
    /// </summary>
    Plain,

    /// <summary>The tree of <c>lspci -t</c>: addresses and bus numbers.</summary>
    Tree,

    /// <summary><c>lspci -mm</c> or <c>-vmm</c>.</summary>
    MachineReadable,

    /// <summary><c>lspci -v</c>: capabilities are named, most of their numbers are missing.</summary>
    Verbose,

    /// <summary><c>lspci -vv</c> or <c>-vvv</c>: capabilities with their numbers.</summary>
    VeryVerbose,

    /// <summary><c>lspci -x</c> to <c>-xxxx</c>: bytes of configuration space, with any words beside them.</summary>
    Hexadecimal,

    /// <summary>A board file of the ACRN hypervisor.</summary>
    BoardFile,

    /// <summary><c>pciconf -l</c> of FreeBSD.</summary>
    Pciconf,

    /// <summary>The folder <c>/sys/bus/pci/devices</c>.</summary>
    Sysfs,

    /// <summary>The functions that a kernel log mentions as it finds them.</summary>
    KernelLog,

    /// <summary>The functions that a list of IOMMU groups mentions.</summary>
    IommuGroups,

    /// <summary><c>lshw</c>: names of functions and, to root, of their capabilities.</summary>
    Lshw,

    /// <summary>Links of <c>/sys/bus/pci</c> as <c>ls -l</c> prints them.</summary>
    SysLinks,

    /// <summary><c>inxi</c> or <c>hwinfo</c>: names of functions, and their drivers.</summary>
    Inventory,
}
