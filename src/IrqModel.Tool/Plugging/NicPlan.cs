using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Plugging;

/// <summary>A NIC with SR-IOV that is asked for.</summary>
/// <param name="Nic">The NIC, VFs enabled.</param>
/// <param name="Origin">In a sentence: where the NIC and its capability come from.</param>
public sealed record NicPlan(ObservedFunction Nic, string Origin);
