namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ1009: a unit remaps and has never been told where its table is.</summary>
internal sealed class RemappingEnabledWithoutATable : RuleModel
{
    public override string Rule => "IRQ1009";

    public override string Harm => "fault 0x23";

    public override Host Wrong(Machine machine) => new Forgetful(machine);

    public override Host Right(Machine machine) => new Careful(machine);

    private sealed class Forgetful(Machine machine) : RemappedHost(machine)
    {
        public override async Flow Boot()
        {
            var unit = Machine.RemappingUnits[0];
            Dmar.InvalidateEntryCache(unit);
            Dmar.EnableRemapping(unit);
            CreateDefaultMsiDomain();
            Subscribe(CreateNotifier());
            await ScanBuses();
            await RegisterDriver(Driver);
        }
    }

    private sealed class Careful(Machine machine) : RemappedHost(machine)
    {
        public override async Flow Boot()
        {
            foreach (var unit in Machine.RemappingUnits) Dmar.SetTablePointer(unit);
            foreach (var unit in Machine.RemappingUnits) Dmar.InvalidateEntryCache(unit);
            foreach (var unit in Machine.RemappingUnits) Dmar.EnableRemapping(unit);
            CreateDefaultMsiDomain();
            Subscribe(CreateNotifier());
            await ScanBuses();
            await RegisterDriver(Driver);
        }
    }
}
