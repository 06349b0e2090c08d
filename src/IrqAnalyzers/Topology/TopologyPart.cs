namespace IrqAnalyzers.Topology;

/// <summary>What of a machine a call describes; the values are those of the contracts' enum.</summary>
internal enum TopologyPart
{
    None,
    Machine,
    Bus,
    Function,
    Bridge,
    Unit,
    CatchAllUnit,
    IoApic,
    Coverage,
    DeviceScope,
    SriovCapability,
    Address,
}
