using IrqModel.Contracts;

namespace IrqModel;

/// <summary>Is told when functions come and go (Linux <c>struct notifier_block</c> on the PCI bus type).</summary>
/// <param name="priority">Notifiers run in descending order of priority; with equal priority in the order of subscription.</param>
public abstract class BusNotifier(int priority = 0)
{
    /// <summary>Its priority.</summary>
    public int Priority { get; } = priority;

    /// <summary>A function is being added; no driver has bound yet (<c>BUS_NOTIFY_ADD_DEVICE</c>).</summary>
    protected internal virtual Flow OnDeviceAdded([ArrivesWith(Facts.Added), MayArriveWith(Facts.SpecialMsiDomain)] PciFunction function) => Flow.Completed;

    /// <summary>A function has been removed and its driver unbound (<c>BUS_NOTIFY_REMOVED_DEVICE</c>).</summary>
    protected internal virtual Flow OnDeviceRemoved(
        [ArrivesWithout(Facts.VectorsAllocated | Facts.InterruptsRequested)] PciFunction function) => Flow.Completed;
}
