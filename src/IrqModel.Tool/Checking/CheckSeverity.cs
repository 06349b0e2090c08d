namespace IrqModel.Tool.Checking;

/// <summary>How bad a finding about firmware or a machine is.</summary>
public enum CheckSeverity
{
    /// <summary>It is odd, and kernels live with it.</summary>
    Note,

    /// <summary>Kernels work around it or ignore a part of the table.</summary>
    Warning,

    /// <summary>Interrupts are lost, or a kernel switches remapping off.</summary>
    Error,
}
