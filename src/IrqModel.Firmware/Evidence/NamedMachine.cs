namespace IrqModel.Firmware;

/// <summary>A machine that an input names, in a prompt or in the prefixes of a log.</summary>
/// <param name="Name">The first part of its name, in small letters.</param>
/// <param name="Source">The input.</param>
public sealed record NamedMachine(string Name, string Source);
