namespace IrqModel.Firmware;

/// <summary>What an <see cref="AcpiProblem"/> costs.</summary>
public enum AcpiSeverity
{
    /// <summary>Odd or against the specification, but system software lives with it.</summary>
    Warning = 1,

    /// <summary>System software turns remapping off, or the defective part can never take effect.</summary>
    Error = 2,
}
