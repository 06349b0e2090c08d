using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.C;

/// <summary>Linux with two notifiers and no driver yet.</summary>
internal abstract class C03Linux(Machine machine) : Host(machine)
{
    private readonly Iommu dmar = new(machine);

    public override async Flow Boot()
    {
        dmar.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        Subscribe(new FirstToKnow());
        Subscribe(new DmarNotifier(dmar));
        await ScanBuses();
    }

    // Any notifier that runs before the DMAR driver's; until it has returned the function is in the bus's list, and undecided.
    private sealed class FirstToKnow() : BusNotifier(priority: 2);
}
