namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ1011: functions are there, and have no MSI domain, when the default domain is created.</summary>
internal sealed class DefaultDomainCreatedAfterTheScan : RuleModel
{
    public override string Rule => "IRQ1011";

    public override string Harm => "no vectors";

    public override Host Wrong(Machine machine) => new CreatesLast(machine);

    public override Host Right(Machine machine) => new CreatesFirst(machine);

    private sealed class CreatesLast(Machine machine) : RemappedHost(machine)
    {
        public override async Flow Boot()
        {
            await ScanBuses();
            CreateDefaultMsiDomain();
            await RegisterDriver(Driver);
        }
    }

    private sealed class CreatesFirst(Machine machine) : RemappedHost(machine)
    {
        public override async Flow Boot()
        {
            CreateDefaultMsiDomain();
            await ScanBuses();
            await RegisterDriver(Driver);
        }
    }
}
