namespace IrqModel.Firmware;

/// <summary>Which kind of IOMMU a log line is about.</summary>
public enum LogVendor
{
    /// <summary>The log does not say.</summary>
    NotShown = 0,

    /// <summary>Intel VT-d: lines with <c>DMAR:</c> or <c>DMAR-IR:</c>.</summary>
    Intel,

    /// <summary>AMD-Vi.</summary>
    Amd,

    /// <summary>Arm SMMU.</summary>
    Arm,

    /// <summary>PowerPC.</summary>
    PowerPc,

    /// <summary>RISC-V: its interrupt controllers (IMSIC, APLIC, PLIC), its firmware (SBI) or its own IOMMU.</summary>
    RiscV,

    /// <summary>LoongArch.</summary>
    LoongArch,
}
