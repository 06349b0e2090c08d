namespace IrqAnalyzers.Topology;

/// <summary>What can be wrong with a part of a machine; the values are those of the contracts' enum.</summary>
internal enum TopologyMistake
{
    None,
    FunctionUncovered,
    ScopesOverlap,
    AddressTaken,
    SecondCatchAll,
    VfsBeyondBuses,
    IoApicUncovered,
}
