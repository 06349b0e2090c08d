namespace IrqModel.Engine;

/// <summary>What a local APIC does with an interrupt (MSI data bits 10:8, IRTE bits 7:5).</summary>
public enum DeliveryMode : byte
{
    /// <summary>Delivers the vector.</summary>
    Fixed = 0,

    /// <summary>Delivers the vector to the processor with the lowest priority.</summary>
    LowestPriority = 1,

    /// <summary>System management interrupt.</summary>
    Smi = 2,

    /// <summary>Non-maskable interrupt.</summary>
    Nmi = 4,

    /// <summary>Reset.</summary>
    Init = 5,

    /// <summary>Asks the 8259 for the vector.</summary>
    ExtInt = 7,
}
