using IrqModel;

namespace BugMuseum.F;

/// <summary>A driver, with what <c>irq_startup()</c> does for it.</summary>
internal sealed class F12Before() : PciDriver("xhci")
{
    public override bool Matches(PciFunction function) => function.Name == Name;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.ReserveVectors(1) == 0) return;
        function.WriteMessages();
        function.RequestInterrupts();           // __irq_startup()
        function.EnableMsi();
        function.SetAffinity(0, 0);             // irq_setup_affinity(), after it
    }
}
