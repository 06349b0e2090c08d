namespace IrqModel.Firmware;

/// <summary>Whose a log is that stands beside the machine's own.</summary>
public enum OtherLogKind
{
    /// <summary>The machine's, of a boot before the last one that is shown.</summary>
    EarlierBoot,

    /// <summary>Another machine's.</summary>
    OtherMachine,

    /// <summary>A virtual machine's, beside the log of a host.</summary>
    Guest,
}
