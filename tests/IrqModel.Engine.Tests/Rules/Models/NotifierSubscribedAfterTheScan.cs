namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ1008: the functions of the boot are there before the IOMMU driver's notifier is.</summary>
internal sealed class NotifierSubscribedAfterTheScan : RuleModel
{
    public override string Rule => "IRQ1008";

    public override string Harm => "fault 0x25";

    public override Host Wrong(Machine machine) => new Late(machine);

    public override Host Right(Machine machine) => new LateAndLooksBack(machine);

    private sealed class Late(Machine machine) : RemappedHost(machine)
    {
        public override async Flow Boot()
        {
            Dmar.EnableInterruptRemapping();
            CreateDefaultMsiDomain();
            await ScanBuses();
            Subscribe(CreateNotifier());
            await RegisterDriver(Driver);
        }
    }

    private sealed class LateAndLooksBack(Machine machine) : RemappedHost(machine)
    {
        public override async Flow Boot()
        {
            Dmar.EnableInterruptRemapping();
            CreateDefaultMsiDomain();
            await ScanBuses();
            foreach (var function in AddedFunctions)
            {
                Dmar.Register(function);
                function.AssignMsiDomain(Dmar.FindMsiDomain(function));
            }

            Subscribe(CreateNotifier());
            await RegisterDriver(Driver);
        }
    }
}
