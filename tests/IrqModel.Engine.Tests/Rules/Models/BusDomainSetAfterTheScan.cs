namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ1005: functions have taken the default domain when their bus gets its own.</summary>
internal sealed class BusDomainSetAfterTheScan : RuleModel
{
    public override string Rule => "IRQ1005";

    public override string Harm => "fault 0x25";

    public override Host Wrong(Machine machine) => new ScansFirst(machine);

    public override Host Right(Machine machine) => new ScansLast(machine);

    private sealed class ScansFirst(Machine machine) : RemappedHost(machine)
    {
        public override async Flow Boot()
        {
            Dmar.EnableInterruptRemapping();
            CreateDefaultMsiDomain();
            await ScanBuses();
            foreach (var bus in Machine.Buses) bus.SetMsiDomain(Dmar.MsiDomainOf(Machine.RemappingUnits[0]));
            await RegisterDriver(Driver);
        }
    }

    private sealed class ScansLast(Machine machine) : RemappedHost(machine)
    {
        public override async Flow Boot()
        {
            Dmar.EnableInterruptRemapping();
            CreateDefaultMsiDomain();
            foreach (var bus in Machine.Buses) bus.SetMsiDomain(Dmar.MsiDomainOf(Machine.RemappingUnits[0]));
            await ScanBuses();
            await RegisterDriver(Driver);
        }
    }
}
