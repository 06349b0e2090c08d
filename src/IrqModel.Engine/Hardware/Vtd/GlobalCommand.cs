namespace IrqModel.Engine;

/// <summary>Bits of GCMD_REG, and of GSTS_REG at the same places.</summary>
[Flags]
internal enum GlobalCommand : uint
{
    None = 0,

    /// <summary>CFI, CFIS: compatibility-format requests pass while remapping is on and EIME off.</summary>
    CompatibilityFormat = 1u << 23,

    /// <summary>SIRTP, IRTPS: takes over what IRTA says. Does its work once; the status bit stays.</summary>
    SetInterruptTablePointer = 1u << 24,

    /// <summary>IRE, IRES.</summary>
    InterruptRemapping = 1u << 25,

    /// <summary>QIE, QIES.</summary>
    QueuedInvalidation = 1u << 26,

    /// <summary>WBF: flushes write buffers.</summary>
    WriteBufferFlush = 1u << 27,

    /// <summary>EAFL.</summary>
    AdvancedFaultLog = 1u << 28,

    /// <summary>SFL.</summary>
    SetFaultLog = 1u << 29,

    /// <summary>SRTP, RTPS.</summary>
    SetRootTablePointer = 1u << 30,

    /// <summary>TE, TES: DMA remapping.</summary>
    Translation = 1u << 31,

    /// <summary>Bits that state what shall be; a write must repeat those that are to stay.</summary>
    Lasting = CompatibilityFormat | InterruptRemapping | QueuedInvalidation | AdvancedFaultLog | Translation,

    /// <summary>Bits that ask for something to be done once.</summary>
    Once = SetInterruptTablePointer | WriteBufferFlush | SetFaultLog | SetRootTablePointer,
}
