namespace IrqModel.Firmware;

/// <summary>What a device scope names (VT-d spec 8.3.1).</summary>
public enum DmarScopeType : byte
{
    /// <summary>One PCI function.</summary>
    PciEndpoint = 1,

    /// <summary>A PCI-PCI bridge and everything behind it.</summary>
    PciSubHierarchy = 2,

    /// <summary>An I/O APIC; the path is the requester id that its messages carry.</summary>
    IoApic = 3,

    /// <summary>A timer block that sends messages; the path is the requester id that they carry.</summary>
    Hpet = 4,

    /// <summary>A device of the ACPI name space that sends messages or DMA, declared by an <see cref="Andd"/>.</summary>
    AcpiNamespaceDevice = 5,
}
