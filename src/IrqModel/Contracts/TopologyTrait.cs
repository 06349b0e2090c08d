namespace IrqModel.Contracts;

/// <summary>What an argument or a property says about a part of a machine, for <see cref="StatesAttribute"/>.</summary>
public enum TopologyTrait
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>What messages call the part.</summary>
    Name = 1,

    /// <summary>The PCI segment.</summary>
    Segment = 2,

    /// <summary>The number of a bus: of the one described, of the one below a bridge (<see langword="null"/>: the next free one), or of an address.</summary>
    BusNumber = 3,

    /// <summary>The last bus number that is routed through a bridge; <see langword="null"/>: it grows with the buses below.</summary>
    SubordinateBus = 4,

    /// <summary>Device and function number as <c>dd.f</c>, hexadecimal.</summary>
    DeviceFunction = 5,

    /// <summary>How many vectors a function can have by one of its capabilities.</summary>
    Vectors = 6,

    /// <summary>The SR-IOV capability of a function.</summary>
    Sriov = 7,

    /// <summary>TotalVFs.</summary>
    TotalVfs = 8,

    /// <summary>First VF Offset.</summary>
    FirstVfOffset = 9,

    /// <summary>VF Stride.</summary>
    VfStride = 10,

    /// <summary>How many vectors a VF can have.</summary>
    VfVectors = 11,

    /// <summary>Offset and stride are not, or not always, what the capability says at first.</summary>
    OtherVfLayout = 12,

    /// <summary>The function that a root bus hides behind.</summary>
    Controller = 13,

    /// <summary>The function that a remapping unit appears as, which it does not cover.</summary>
    OwnFunction = 14,

    /// <summary>What a unit is to cover: a function, an IOAPIC or a device scope.</summary>
    Covered = 15,

    /// <summary>The kind of a device scope.</summary>
    ScopeKind = 16,

    /// <summary>The path of a device scope.</summary>
    Path = 17,

    /// <summary>The number by which firmware lists an IOAPIC, and a scope names it.</summary>
    EnumerationId = 18,

    /// <summary>Whether interrupts can be remapped at all.</summary>
    RemapsInterrupts = 19,

    /// <summary>The bus below a bridge.</summary>
    SecondaryBus = 20,

    /// <summary>The bus that a function is on.</summary>
    Bus = 21,

    /// <summary>The machine that a part belongs to.</summary>
    Machine = 22,

    /// <summary>The function at an address.</summary>
    FunctionAt = 23,

    /// <summary>The text of an address, <c>bb:dd.f</c> or <c>ssss:bb:dd.f</c>, hexadecimal.</summary>
    AddressText = 24,
}
