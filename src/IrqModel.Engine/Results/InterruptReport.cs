using System.Collections.Immutable;

namespace IrqModel.Engine;

/// <summary>What became of one vector of a function when it fired at the end of a run.</summary>
/// <param name="Index">Its place in the function's table.</param>
/// <param name="Number">Software's number for it (Linux: the irq).</param>
/// <param name="DomainChain">The domains it was allocated through, first to last.</param>
/// <param name="Chips">The names of their interrupt chips.</param>
/// <param name="HardwareNumbers">Its number at each of these levels (Linux: hwirq).</param>
/// <param name="Message">The message in the function's table.</param>
/// <param name="EntryIndex">Index of its table entry; -1 without remapping.</param>
/// <param name="Entry">The entry, if it has one and a VT-d unit reads it.</param>
/// <param name="EntryUnit">The unit in whose table the entry is.</param>
/// <param name="Outcome">How the request ended.</param>
/// <param name="Fault">Why it was refused, if it was.</param>
/// <param name="Processor">The processor it reached; -1 if none.</param>
public sealed record InterruptReport(
    int Index, int Number, string DomainChain, ImmutableArray<string> Chips, ImmutableArray<long> HardwareNumbers, MsiMessage Message,
    int EntryIndex, Irte? Entry, RemappingUnit? EntryUnit, DeliveryOutcome Outcome, FaultReason Fault, int Processor);
