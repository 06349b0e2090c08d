using IrqModel;

namespace BugMuseum.R;

/// <summary>A probe whose serial port cannot be had.</summary>
internal sealed class R22Before(bool hasUart = false) : PciDriver("m2sdr")
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
        function.FailProbe();                   // the error of liteuart_init()
    }
}
