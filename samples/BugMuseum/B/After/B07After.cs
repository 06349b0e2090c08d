using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.B;

/// <summary>Nothing can come between the visit and the subscription.</summary>
internal sealed class B07After(Machine machine) : B07Linux(machine)
{
    protected override async Flow StartDmar()
    {
        foreach (var function in AddedFunctions) // dmar_dev_scope_init()
        {
            Dmar.Register(function);
            function.AssignMsiDomain(Dmar.FindMsiDomain(function));
        }

        Subscribe(new DmarNotifier(Dmar));      // bus_register_notifier(), under dmar_global_lock
        await HotPlugThread;                    // up_write(&dmar_global_lock)
    }
}
