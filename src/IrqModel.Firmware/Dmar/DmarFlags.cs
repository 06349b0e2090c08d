namespace IrqModel.Firmware;

/// <summary>The flags byte of a DMAR table (VT-d spec 8.1).</summary>
[Flags]
public enum DmarFlags : byte
{
    /// <summary>No flag is set: the platform does not offer interrupt remapping.</summary>
    None = 0,

    /// <summary>INTR_REMAP: the platform supports interrupt remapping.</summary>
    InterruptRemapping = 1,

    /// <summary>X2APIC_OPT_OUT: the firmware asks the system software not to enable x2APIC mode.</summary>
    X2ApicOptOut = 2,

    /// <summary>DMA_CTRL_PLATFORM_OPT_IN_FLAG: the firmware asks for DMA protection of external ports.</summary>
    DmaControlOptIn = 4,
}
