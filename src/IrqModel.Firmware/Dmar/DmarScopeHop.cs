namespace IrqModel.Firmware;

/// <summary>One step of a scope's path (VT-d spec 8.3.1). A table can hold values that no PCI device has.</summary>
/// <param name="Device">The device number, 0 to 31.</param>
/// <param name="Function">The function number, 0 to 7.</param>
public readonly record struct DmarScopeHop(byte Device, byte Function)
{
    /// <summary>Whether the two numbers fit a PCI address.</summary>
    public bool IsValid => Device <= 31 && Function <= 7;

    /// <summary>Device and function as <c>lspci</c> writes them, e.g. "1f.7".</summary>
    public override string ToString() => $"{Device:x2}.{Function:x}";
}
