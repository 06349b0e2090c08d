namespace IrqModel.Contracts;

/// <summary>The parts of the modelled system that an operation reads or writes; see <see cref="FootprintAttribute"/>.</summary>
[Flags]
public enum Slots
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The MSI domain of the subject.</summary>
    MsiDomain = 1 << 0,

    /// <summary>What an IOMMU driver knows of the subject.</summary>
    Registration = 1 << 1,

    /// <summary>Whether and by which driver the subject is bound.</summary>
    Binding = 1 << 2,

    /// <summary>Which functions a bus holds and which have been announced.</summary>
    Membership = 1 << 3,

    /// <summary>Vectors, messages and table entries of the subject.</summary>
    Vectors = 1 << 4,

    /// <summary>The host's default domain.</summary>
    HostDefault = 1 << 5,

    /// <summary>The host's notifiers and drivers.</summary>
    Subscriptions = 1 << 6,

    /// <summary>The registers of remapping units.</summary>
    RemappingHardware = 1 << 7,

    /// <summary>All of the above: the operation runs handlers of others.</summary>
    Everything = (1 << 8) - 1,
}
