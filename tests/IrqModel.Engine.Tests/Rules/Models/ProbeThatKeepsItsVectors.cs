namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ4002: a probe fails and keeps the vectors that it has allocated.</summary>
internal sealed class ProbeThatKeepsItsVectors : RuleModel
{
    public override string Rule => "IRQ4002";

    public override string Harm => "leak: 1 vectors and their table entries";

    public override Host Wrong(Machine machine) => new KeepingHost(machine);

    public override Host Right(Machine machine) => new FreeingHost(machine);

    // A driver that is loaded later takes the function that the other one has left.
    public override Flow Scenario(Host host) => host.RegisterDriver(new Later());

    private sealed class KeepingHost(Machine machine) : RemappedHost(machine)
    {
        protected override PciDriver Driver => new Keeping();
    }

    private sealed class FreeingHost(Machine machine) : RemappedHost(machine)
    {
        protected override PciDriver Driver => new Freeing();
    }

    private sealed class Later() : PciDriver("later")
    {
        public override bool Matches(PciFunction function) => function.VectorCapacity > 0;
    }

    private sealed class Keeping() : PciDriver("keeping")
    {
        public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

        protected override async Flow Probe(PciFunction function)
        {
            if (function.AllocateVectors(1) == 0) return;
            function.RequestInterrupts();
            function.FailProbe();
        }
    }

    private sealed class Freeing() : PciDriver("freeing")
    {
        public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

        protected override async Flow Probe(PciFunction function)
        {
            if (function.AllocateVectors(1) == 0) return;
            function.RequestInterrupts();
            function.ReleaseInterrupts();
            function.FreeVectors();
            function.FailProbe();
        }
    }
}
