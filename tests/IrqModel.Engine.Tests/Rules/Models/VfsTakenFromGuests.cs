namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ2004: a PF's driver disables SR-IOV while a guest uses one of the VFs.</summary>
internal sealed class VfsTakenFromGuests : RuleModel
{
    public override string Rule => "IRQ2004";

    public override string Harm => "leak: 3 vectors that guest waits on";

    public override Host Wrong(Machine machine) => new ObedientHost(machine);

    public override Host Right(Machine machine) => new RefusingHost(machine);

    public override async Flow Scenario(Host host)
    {
        var physical = (PhysicalFunction)host.Machine[Bdf.Parse("00:02.0")];
        await physical.ConfigureSriov(2);
        physical.VirtualFunctions[1].AssignTo(new Guest("guest"));
        await physical.ConfigureSriov(0);
    }

    private sealed class ObedientHost(Machine machine) : RemappedHost(machine)
    {
        protected override PciDriver Driver => new Obedient();
    }

    private sealed class RefusingHost(Machine machine) : RemappedHost(machine)
    {
        protected override PciDriver Driver => new Refusing();
    }

    private sealed class Obedient() : PciDriver("obedient")
    {
        public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

        protected override async Flow ConfigureSriov(PhysicalFunction function, int count)
        {
            if (count > 0) await function.EnableSriov(count);
            else await function.DisableSriov();
        }
    }

    private sealed class Refusing() : PciDriver("refusing")
    {
        public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

        protected override async Flow ConfigureSriov(PhysicalFunction function, int count)
        {
            if (count > 0) await function.EnableSriov(count);
            else if (!function.HasVirtualFunctionsInGuests) await function.DisableSriov();
        }
    }
}
