namespace IrqModel.Firmware;

/// <summary>The layout of a function's configuration header (offset 0Eh, bits 6:0).</summary>
public enum PciHeaderType : byte
{
    /// <summary>Type 0: anything but a bridge to another PCI bus.</summary>
    Normal = 0,

    /// <summary>Type 1: a PCI-PCI bridge, root ports and switch ports among them.</summary>
    Bridge = 1,

    /// <summary>Type 2: a CardBus bridge.</summary>
    CardBus = 2,
}
