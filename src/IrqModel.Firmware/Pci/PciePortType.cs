namespace IrqModel.Firmware;

/// <summary>What a PCI Express function is (PCI Express capabilities register, bits 7:4).</summary>
public enum PciePortType : byte
{
    /// <summary>An endpoint.</summary>
    Endpoint = 0,

    /// <summary>An endpoint that may need I/O space or legacy interrupts.</summary>
    LegacyEndpoint = 1,

    /// <summary>A port of the root complex.</summary>
    RootPort = 4,

    /// <summary>The port of a switch that faces the root.</summary>
    UpstreamPort = 5,

    /// <summary>A port of a switch that faces away from the root.</summary>
    DownstreamPort = 6,

    /// <summary>A bridge from PCI Express to conventional PCI: the devices behind it share a requester id.</summary>
    PcieToPciBridge = 7,

    /// <summary>A bridge from conventional PCI to PCI Express.</summary>
    PciToPcieBridge = 8,

    /// <summary>An endpoint inside the root complex.</summary>
    RootComplexIntegratedEndpoint = 9,

    /// <summary>The function that collects error and power events of the root complex.</summary>
    RootComplexEventCollector = 10,

    /// <summary>The source says that the function is PCI Express, but not of which kind.</summary>
    Unknown = 0xFF,
}
