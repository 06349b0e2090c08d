using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.B;

/// <summary>The lock is let go between the visit and the subscription.</summary>
internal sealed class B07Before(Machine machine) : B07Linux(machine)
{
    protected override async Flow StartDmar()
    {
        foreach (var function in AddedFunctions) // dmar_dev_scope_init()
        {
            Dmar.Register(function);
            function.AssignMsiDomain(Dmar.FindMsiDomain(function));
        }

        await HotPlugThread;                    // up_write(&dmar_global_lock): whoever waited goes first
        Subscribe(new DmarNotifier(Dmar));      // dmar_register_bus_notifier()
    }
}
