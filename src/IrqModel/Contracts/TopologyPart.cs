namespace IrqModel.Contracts;

/// <summary>The part of a machine that a call describes, for <see cref="DescribesAttribute"/>.</summary>
public enum TopologyPart
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A machine, empty at first.</summary>
    Machine = 1,

    /// <summary>A bus of the machine that the call is made on.</summary>
    Bus = 2,

    /// <summary>A function on the bus that the call is made on.</summary>
    Function = 3,

    /// <summary>A bridge on the bus that the call is made on, and the bus below it.</summary>
    Bridge = 4,

    /// <summary>A remapping unit that covers what its scopes name.</summary>
    Unit = 5,

    /// <summary>A remapping unit that covers what no other unit of its segment names.</summary>
    CatchAllUnit = 6,

    /// <summary>An IOAPIC.</summary>
    IoApic = 7,

    /// <summary>A scope of the unit that the call is made on; the call returns the unit.</summary>
    Coverage = 8,

    /// <summary>A device scope, of no unit yet.</summary>
    DeviceScope = 9,

    /// <summary>An SR-IOV capability, of no function yet.</summary>
    SriovCapability = 10,

    /// <summary>The address of a function.</summary>
    Address = 11,
}
