using IrqModel;
using IrqModel.Firmware;

namespace RealMachine.Machines;

/// <summary>A machine with a NIC that has SR-IOV.</summary>
/// <param name="Machine">The machine, NIC included.</param>
/// <param name="Address">Where the NIC is.</param>
/// <param name="VirtualFunctions">How many VFs it gets after boot.</param>
/// <param name="Origin">In a sentence: where the NIC and its capability come from.</param>
public sealed record NicPlan(ImportedMachine Machine, Bdf Address, int VirtualFunctions, string Origin);
