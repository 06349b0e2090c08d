namespace IrqModel.Contracts;

/// <summary>What can be wrong with a part of a machine, for <see cref="TopologyRuleAttribute"/>.</summary>
public enum TopologyMistake
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>No remapping unit covers the function, in a machine that has units.</summary>
    FunctionUncovered = 1,

    /// <summary>The scope names what a unit that is found before this one names too.</summary>
    ScopesOverlap = 2,

    /// <summary>The address or number is taken, or there is no such address. Describing the part throws.</summary>
    AddressTaken = 3,

    /// <summary>The segment has a unit already that covers all the rest.</summary>
    SecondCatchAll = 4,

    /// <summary>The last of the function's VFs has a bus number that is not routed to it.</summary>
    VfsBeyondBuses = 5,

    /// <summary>The IOAPIC is in no unit's scope, in a machine that has units.</summary>
    IoApicUncovered = 6,
}
