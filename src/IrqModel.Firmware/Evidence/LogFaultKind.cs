namespace IrqModel.Firmware;

/// <summary>What an IOMMU refused.</summary>
public enum LogFaultKind
{
    /// <summary>An interrupt: VT-d <c>[INTR-REMAP]</c>, or an AMD event whose address is in the interrupt range.</summary>
    Interrupt,

    /// <summary>A read or write of memory.</summary>
    Dma,

    /// <summary>Something else, e.g. a hardware error of a table.</summary>
    Other,
}
