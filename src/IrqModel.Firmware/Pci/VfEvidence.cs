namespace IrqModel.Firmware;

/// <summary>What says that a function is a VF. Several may apply.</summary>
[Flags]
public enum VfEvidence
{
    /// <summary>Nothing says so.</summary>
    None = 0,

    /// <summary>Its name has "Virtual Function" in it.</summary>
    Name = 1,

    /// <summary>It has the address that the SR-IOV numbers of a PF give one of its VFs.</summary>
    SriovNumbers = 2,

    /// <summary>sysfs names its PF (<c>physfn</c>, or <c>virtfnN</c> of the PF).</summary>
    Sysfs = 4,

    /// <summary>Its configuration space answers FFFFh for both ids, and the header is a sound one.</summary>
    Ids = 8,

    /// <summary>A kernel log says so.</summary>
    KernelLog = 16,
}
