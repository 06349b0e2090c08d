using System.Collections.Immutable;
using IrqModel.Engine;
using RealMachine.Machines;

namespace RealMachine.Running;

/// <summary>What both hosts made of a machine.</summary>
/// <param name="Plan">The machine and its NIC.</param>
/// <param name="RemappingEnabled">Whether interrupt remapping was switched on.</param>
/// <param name="Rows">All functions, by address.</param>
/// <param name="Before">The run of S1.</param>
/// <param name="After">The run of S2.</param>
public sealed record MachineOutcome(
    NicPlan Plan, bool RemappingEnabled, ImmutableArray<FunctionRow> Rows, RunResult Before, RunResult After)
{
    /// <summary>Why interrupt remapping stays off; null if it is on.</summary>
    public string? WhyRemappingIsOff
    {
        get
        {
            if (RemappingEnabled) return null;
            var reasons = new List<string>();
            if (!Plan.Machine.FirmwareOffersRemapping) reasons.Add("firmware does not offer interrupt remapping (the table's flag INTR_REMAP is 0)");
            if (Plan.Machine.Defect is { } defect) reasons.Add($"Linux turns VT-d off over the table: {defect.Found} at offset 0x{defect.Offset:X}");
            return string.Join("; ", reasons);
        }
    }
}
