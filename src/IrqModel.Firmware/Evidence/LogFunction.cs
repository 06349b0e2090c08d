namespace IrqModel.Firmware;

/// <summary>A line of a kernel log that names a PCI function.</summary>
/// <param name="Address">The function.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Driver">Who speaks: "pci", "vfio-pci", a driver's name.</param>
/// <param name="Text">The message after the address.</param>
public sealed record LogFunction(Bdf Address, int Line, string Driver, string Text);
