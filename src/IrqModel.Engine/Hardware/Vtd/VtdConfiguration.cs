namespace IrqModel.Engine;

/// <summary>How one VT-d unit is built.</summary>
internal sealed record VtdConfiguration
{
    public static VtdConfiguration Default { get; } = new();

    public VtdCapabilities Capabilities { get; init; } = VtdCapabilities.Server;

    /// <summary>Bits of a physical address, as the DMAR table's header says it.</summary>
    public int HostAddressWidth { get; init; } = 46;

    /// <summary>Lines of the entry cache, a power of two; 0 for a unit that reads the table at each request.</summary>
    public int EntryCacheLines { get; init; } = 1024;

    /// <summary>Whether compatibility-format requests are blocked as section 5.1.4 demands; false for an emulator that passes them.</summary>
    public bool BlocksCompatibilityRequests { get; init; } = true;

    /// <summary>
    /// Whether a fault is dropped while another of the same requester is pending. The hardware may do either (datasheets: "hardware may
    /// collapse additional faults from the same requestor"); QEMU does.
    /// </summary>
    public bool CollapsesFaults { get; init; }
}
