using IrqModel.Firmware;

namespace IrqModel.Tool.Machines;

/// <summary>A function as far as the input shows it. Null means not shown.</summary>
/// <param name="Address">Its address.</param>
public sealed record ObservedFunction(Bdf Address)
{
    /// <summary>Where the input shows it: the source and the line.</summary>
    public string? Where { get; init; }

    /// <summary>The function in words.</summary>
    public string? Name { get; init; }

    /// <summary>Class in 23:16, subclass in 15:8, programming interface in 7:0.</summary>
    public int? ClassCode { get; init; }

    /// <summary>Vendor id in 31:16, device id in 15:0.</summary>
    public uint? Ids { get; init; }

    /// <summary>The driver that was bound.</summary>
    public string? Driver { get; init; }

    /// <summary>Whether configuration reads return all ones: nothing answers at the address.</summary>
    public bool DoesNotAnswer { get; init; }

    /// <summary>Whether it has an MSI capability.</summary>
    public Presence Msi { get; init; }

    /// <summary>Whether it has an MSI-X capability.</summary>
    public Presence Msix { get; init; }

    /// <summary>Why capabilities are not shown, and what would show them.</summary>
    public NotShownReason WhyNotShown { get; init; } = NotShownReason.Listing;

    /// <summary>Vectors of the MSI capability.</summary>
    public int? MsiVectors { get; init; }

    /// <summary>Entries of the MSI-X table.</summary>
    public int? MsixEntries { get; init; }

    /// <summary>Whether MSI or MSI-X was enabled when the input was made.</summary>
    public bool? IsMsiEnabled { get; init; }

    /// <summary>The message that MSI was enabled with: address and data.</summary>
    public (ulong Address, ushort Data)? Message { get; init; }

    /// <summary>Whether it has an interrupt pin, as far as is shown: VFs have none (SR-IOV specification, Interrupt Pin).</summary>
    public bool HasInterruptPin { get; init; }

    /// <summary>Whether MSI-X was on and all of its vectors were masked, so that the function held its messages back.</summary>
    public bool HoldsMessages { get; init; }

    /// <summary>Whether it may write to memory, which its messages are; null where that is not shown.</summary>
    public bool? IsBusMaster { get; init; }

    /// <summary>Where the input shows <see cref="IsBusMaster"/>: the source and the line.</summary>
    public string? BusMasterWhere { get; init; }

    /// <summary>Where the input shows <see cref="Message"/>: the source and the line.</summary>
    public string? MessageWhere { get; init; }

    /// <summary>The number of the interrupt that the listing shows for it: of its pin, or of its first message where MSI is on.</summary>
    public int? Irq { get; init; }

    /// <summary>The device/port type of the PCI Express capability.</summary>
    public PciePortType? Port { get; init; }

    /// <summary>Whether a PCI Express capability is certainly missing.</summary>
    public bool IsConventional { get; init; }

    /// <summary>Whether it is a bridge.</summary>
    public bool? IsBridge { get; init; }

    /// <summary>The bus numbers of a bridge.</summary>
    public BridgeBuses? Buses { get; init; }

    /// <summary>Whether it has an SR-IOV capability.</summary>
    public Presence Sriov { get; init; }

    /// <summary>TotalVFs.</summary>
    public int? TotalVfs { get; init; }

    /// <summary>NumVFs.</summary>
    public int? NumVfs { get; init; }

    /// <summary>First VF Offset and VF Stride.</summary>
    public VfLayout? VfLayout { get; init; }

    /// <summary>VF Enable.</summary>
    public bool? VfEnable { get; init; }

    /// <summary>Why it is no VF, where something of the function itself says so.</summary>
    public string? PhysicalBecause { get; init; }

    /// <summary>Why it is a VF, where something says so of the function itself: its name, a link in sysfs, a line of the log.</summary>
    public string? VirtualBecause { get; init; }

    /// <summary>Its PF, where something names it: a link in sysfs.</summary>
    public Bdf? PhysicalFunction { get; init; }

    /// <summary>Its IOMMU group: some unit covers a function that has one.</summary>
    public int? IommuGroup { get; init; }

    /// <summary>The unit to which sysfs links it, by the kernel's name, e.g. "dmar1".</summary>
    public string? IommuUnit { get; init; }

    /// <summary>Whether it is not shown but asked for with <c>--plug</c>.</summary>
    public bool IsPlugged { get; init; }

    /// <summary>Whether a driver of VFIO has it, which passes it to a guest.</summary>
    public bool IsVfio => Driver?.Contains("vfio", StringComparison.Ordinal) == true;

    /// <summary>Whether it can send messages.</summary>
    public Presence SendsMessages =>
        Msi == Presence.Present || Msix == Presence.Present ? Presence.Present
        : Msi == Presence.Absent && Msix == Presence.Absent ? Presence.Absent
        : Presence.NotShown;
}
