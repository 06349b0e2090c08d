using IrqModel;

namespace BugMuseum.F;

/// <summary>The niu driver, with what <c>msix_capability_init()</c> does for it.</summary>
internal sealed class F14After() : PciDriver("niu")
{
    public override bool Matches(PciFunction function) => function.MsixTableSize > 0;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.ReserveVectors(4) == 0) return;    // msix_setup_msi_descs()
        function.WriteMessages();                       // PCI_DEV_FLAGS_MSIX_TOUCH_ENTRY_DATA_FIRST: writel(0, addr + PCI_MSIX_ENTRY_DATA)
        function.MaskVectors();                         // msix_mask_all()
        function.EnableMsi();
        function.RequestInterrupts();
    }
}
