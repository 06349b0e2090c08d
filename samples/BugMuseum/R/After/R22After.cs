using IrqModel;

namespace BugMuseum.R;

/// <summary>A probe whose serial port cannot be had.</summary>
internal sealed class R22After(bool hasUart = false) : PciDriver("m2sdr")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.AllocateVectors(function.VectorCapacity) == 0)
        {
            function.FailProbe();               // -ENODEV
            return;
        }

        function.RequestInterrupts();
        if (hasUart) return;
        function.ReleaseInterrupts();           // fail_irq:
        function.FreeVectors();                 // fail_vectors:
        function.FailProbe();                   // the error of liteuart_init()
    }
}
