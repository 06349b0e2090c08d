namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ1004: the table of messages is still empty when the function may send.</summary>
internal sealed class VectorsUnmaskedBeforeTheirMessages : RuleModel
{
    public override string Rule => "IRQ1004";

    public override string Harm => "stray: NotAnInterrupt";

    public override bool IsRestless => true;

    public override Host Wrong(Machine machine) => new WithDriver(machine, new HastyDriver());

    public override Host Right(Machine machine) => new WithDriver(machine, new PatientDriver());

    private sealed class WithDriver(Machine machine, PciDriver driver) : RemappedHost(machine)
    {
        protected override PciDriver Driver => driver;
    }

    private sealed class HastyDriver() : PciDriver("hasty")
    {
        public override bool Matches(PciFunction function) => true;

        protected override async Flow Probe(PciFunction function)
        {
            function.ReserveVectors(1);
            function.EnableMsi();
            function.UnmaskVectors();
            function.MaskVectors();
            function.WriteMessages();
            function.RequestInterrupts();
        }
    }

    private sealed class PatientDriver() : PciDriver("patient")
    {
        public override bool Matches(PciFunction function) => true;

        protected override async Flow Probe(PciFunction function)
        {
            function.ReserveVectors(1);
            function.WriteMessages();
            function.EnableMsi();
            function.RequestInterrupts();
        }
    }
}
