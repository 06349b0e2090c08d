namespace IrqModel.Engine;

/// <summary>Interrupt type of an upstream request, data bits 10:8, and of a table entry (QEMU <c>amd_iommu.h</c>).</summary>
internal enum AmdInterruptType : byte
{
    Fixed = 0,
    Arbitrated = 1,
    Smi = 2,
    Nmi = 3,
    Init = 4,
    ExtInt = 6,
}
