namespace IrqModel.Firmware;

/// <summary>The type of a node of an IORT table (Arm DEN 0049, table 3).</summary>
public enum IortNodeType : byte
{
    /// <summary>A group of interrupt translation services, which receive MSIs.</summary>
    ItsGroup = 0,

    /// <summary>A device of the ACPI name space.</summary>
    NamedComponent = 1,

    /// <summary>A PCI root complex: one segment.</summary>
    RootComplex = 2,

    /// <summary>An SMMU of version 1 or 2.</summary>
    Smmu = 3,

    /// <summary>An SMMU of version 3.</summary>
    SmmuV3 = 4,

    /// <summary>A performance counter group of an SMMU.</summary>
    Pmcg = 5,

    /// <summary>A memory range that devices need.</summary>
    ReservedMemory = 6,

    /// <summary>A bridge from wired interrupts to messages (GICv5).</summary>
    InterruptWireBridge = 7,
}
