namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ4007: a driver masks its vectors for a moment and leaves them masked.</summary>
internal sealed class VectorsLeftMasked : RuleModel
{
    public override string Rule => "IRQ4007";

    public override string Harm => nameof(DeliveryOutcome.Masked);

    public override Host Wrong(Machine machine) => new MaskingHost(machine);

    public override Host Right(Machine machine) => new UnmaskingHost(machine);

    private sealed class MaskingHost(Machine machine) : RemappedHost(machine)
    {
        protected override PciDriver Driver => new Masking();
    }

    private sealed class UnmaskingHost(Machine machine) : RemappedHost(machine)
    {
        protected override PciDriver Driver => new Unmasking();
    }

    private sealed class Masking() : PciDriver("masking")
    {
        public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

        protected override async Flow Probe(PciFunction function)
        {
            if (function.AllocateVectors(1) == 0) return;
            function.RequestInterrupts();
            function.MaskVectors();
        }
    }

    private sealed class Unmasking() : PciDriver("unmasking")
    {
        public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

        protected override async Flow Probe(PciFunction function)
        {
            if (function.AllocateVectors(1) == 0) return;
            function.RequestInterrupts();
            function.MaskVectors();
            function.UnmaskVectors();
        }
    }
}
