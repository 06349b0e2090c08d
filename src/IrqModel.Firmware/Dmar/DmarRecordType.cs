namespace IrqModel.Firmware;

/// <summary>The type of a remapping structure in a DMAR table (VT-d spec 8.2).</summary>
public enum DmarRecordType : ushort
{
    /// <summary>DMA remapping hardware unit definition.</summary>
    Drhd = 0,

    /// <summary>Reserved memory region reporting.</summary>
    Rmrr = 1,

    /// <summary>Root port ATS capability reporting.</summary>
    Atsr = 2,

    /// <summary>Remapping hardware static affinity.</summary>
    Rhsa = 3,

    /// <summary>ACPI name-space device declaration.</summary>
    Andd = 4,

    /// <summary>SoC integrated address translation cache reporting.</summary>
    Satc = 5,

    /// <summary>SoC integrated device property reporting.</summary>
    Sidp = 6,
}
