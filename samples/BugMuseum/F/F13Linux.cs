using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.F;

/// <summary>Linux with the driver of F13's endpoint.</summary>
internal sealed class F13Linux(Machine machine, PciDriver driver) : Linux(machine)
{
    public override async Flow Boot()
    {
        Dmar.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        Subscribe(CreateNotifier());
        await ScanBuses();
        await RegisterDriver(driver);
    }
}
