namespace IrqAnalyzers.Topology;

/// <summary>What an argument or a property says about a part of a machine; the values are those of the contracts' enum.</summary>
internal enum TopologyTrait
{
    None,
    Name,
    Segment,
    BusNumber,
    SubordinateBus,
    DeviceFunction,
    Vectors,
    Sriov,
    TotalVfs,
    FirstVfOffset,
    VfStride,
    VfVectors,
    OtherVfLayout,
    Controller,
    OwnFunction,
    Covered,
    ScopeKind,
    Path,
    EnumerationId,
    RemapsInterrupts,
    SecondaryBus,
    Bus,
    Machine,
    FunctionAt,
    AddressText,
}
