namespace IrqModel.Tool.Machines;

/// <summary>Whose interrupt remapping a machine has.</summary>
public enum Platform
{
    /// <summary>Nothing shown says it.</summary>
    NotShown = 0,

    /// <summary>Intel VT-d.</summary>
    Intel,

    /// <summary>AMD-Vi.</summary>
    Amd,

    /// <summary>Arm: message-signalled interrupts go to a GIC ITS. No host here models it.</summary>
    Arm,

    /// <summary>PowerPC: message-signalled interrupts go to the PHB's XIVE or XICS. No host here models it.</summary>
    PowerPc,

    /// <summary>RISC-V: message-signalled interrupts go to an IMSIC, or to what the board has in its place. No host here models it.</summary>
    RiscV,

    /// <summary>LoongArch: message-signalled interrupts go to the PCH. No host here models it.</summary>
    LoongArch,
}
