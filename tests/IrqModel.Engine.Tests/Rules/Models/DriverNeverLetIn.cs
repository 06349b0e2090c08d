namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ3002: drivers are held back while the function is added, and for ever after.</summary>
internal sealed class DriverNeverLetIn : RuleModel
{
    public override string Rule => "IRQ3002";

    public override string Harm => "unbound";

    public override Host Wrong(Machine machine) => new HoldsOn(machine);

    public override Host Right(Machine machine) => new LetsGo(machine);

    private sealed class HoldsOn(Machine machine) : RemappedHost(machine)
    {
        protected override async Flow AddDevice(PciFunction function)
        {
            function.SetDefaultMsiDomain(DefaultMsiDomain);
            function.MatchDriver = false;
            await function.Add();
            await function.Attach();
        }
    }

    private sealed class LetsGo(Machine machine) : RemappedHost(machine)
    {
        protected override async Flow AddDevice(PciFunction function)
        {
            function.SetDefaultMsiDomain(DefaultMsiDomain);
            function.MatchDriver = false;
            await function.Add();
            function.MatchDriver = true;
            await function.Attach();
        }
    }
}
