namespace IrqModel.Engine;

/// <summary>What a VT-d unit can do: CAP_REG and ECAP_REG, as far as interrupts are concerned.</summary>
/// <param name="Capability">CAP_REG, offset 0x08.</param>
/// <param name="Extended">ECAP_REG, offset 0x10.</param>
public readonly record struct VtdCapabilities(ulong Capability, ulong Extended)
{
    private const ulong PostedBit = 1UL << 59;
    private const ulong EnhancedSetTablePointerBit = 1UL << 62;
    private const ulong QueuedInvalidationBit = 1UL << 1;
    private const ulong InterruptRemappingBit = 1UL << 3;
    private const ulong ExtendedInterruptModeBit = 1UL << 4;

    /// <summary>A server unit: eight fault recording registers at 0x100, QI, IR, EIM, MHMV 15; no posted interrupts.</summary>
    public static VtdCapabilities Server { get; } =
        new VtdCapabilities(0x10UL << 24, QueuedInvalidationBit | InterruptRemappingBit | ExtendedInterruptModeBit | (0xFUL << 20))
            .WithFaultRegisters(8);

    /// <summary>CAP.FRO: offset of the first fault recording register from the unit's base.</summary>
    public int FaultRegisterOffset => (int)(Capability >> 24 & 0x3FF) * 16;

    /// <summary>CAP.NFR + 1: how many fault recording registers there are.</summary>
    public int FaultRegisters => (int)(Capability >> 40 & 0xFF) + 1;

    /// <summary>CAP.PI: entries may be in posted format.</summary>
    public bool PostedInterrupts => (Capability & PostedBit) != 0;

    /// <summary>CAP.ESIRTPS: SIRTP, and clearing IRE, invalidate the entry cache.</summary>
    public bool EnhancedSetTablePointer => (Capability & EnhancedSetTablePointerBit) != 0;

    /// <summary>ECAP.QI: invalidation through a queue, without which the entry cache cannot be invalidated.</summary>
    public bool QueuedInvalidation => (Extended & QueuedInvalidationBit) != 0;

    /// <summary>ECAP.IR.</summary>
    public bool InterruptRemapping => (Extended & InterruptRemappingBit) != 0;

    /// <summary>ECAP.EIM: 32-bit destinations. IRTA.EIME is reserved without it.</summary>
    public bool ExtendedInterruptMode => (Extended & ExtendedInterruptModeBit) != 0;

    /// <summary>ECAP.MHMV: the binary logarithm of the largest block of entries that one invalidation, or one multi-message MSI, may span.</summary>
    public int MaximumHandleMask => (int)(Extended >> 20) & 0xF;

    /// <summary>The same with CAP.NFR changed.</summary>
    public VtdCapabilities WithFaultRegisters(int count) =>
        this with { Capability = (Capability & ~(0xFFUL << 40)) | ((ulong)(count - 1) & 0xFF) << 40 };

    /// <summary>The same with CAP.PI set.</summary>
    public VtdCapabilities WithPostedInterrupts() => this with { Capability = Capability | PostedBit };

    /// <summary>The same with CAP.ESIRTPS set.</summary>
    public VtdCapabilities WithEnhancedSetTablePointer() => this with { Capability = Capability | EnhancedSetTablePointerBit };

    /// <summary>The same with ECAP.EIM clear.</summary>
    public VtdCapabilities WithoutExtendedInterruptMode() => this with { Extended = Extended & ~ExtendedInterruptModeBit };

    /// <summary>The same with ECAP.IR clear.</summary>
    public VtdCapabilities WithoutInterruptRemapping() => this with { Extended = Extended & ~InterruptRemappingBit };

    /// <summary>The same with ECAP.MHMV changed.</summary>
    public VtdCapabilities WithMaximumHandleMask(int value) => this with { Extended = (Extended & ~(0xFUL << 20)) | ((ulong)value & 0xF) << 20 };

    /// <summary>
    /// Whether a function may get that many vectors of multi-message MSI behind one handle: a power of two whose logarithm MHMV allows
    /// (Linux <c>alloc_irte()</c> refuses the rest).
    /// </summary>
    public bool AllowsMessageBlock(int count) =>
        int.IsPow2(count) && int.Log2(count) <= MaximumHandleMask;
}
