namespace IrqModel.Tool.Importing;

/// <summary>How to read a machine.</summary>
/// <param name="Name">What messages shall call it; null for a name of the inputs.</param>
/// <param name="State">Which state of it, from 1, where listings show several; null for the last.</param>
/// <param name="Builder">The method that builds it, where a C# file has several.</param>
internal sealed record MachineOptions(string? Name = null, int? State = null, string? Builder = null);
