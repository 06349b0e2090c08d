using BugMuseum.D;
using IrqModel;
using DmarNotifier = BugMuseum.Shared.DmarNotifier;

namespace BugMuseum.G;

/// <summary>A kernel that does not ask.</summary>
internal sealed class G01Before(Machine machine) : Host(machine)
{
    public override async Flow Boot()
    {
        var dmar = new Iommu(Machine);
        EnableX2Apic(dmar);                     // x2apic_enable(): all processors have it
        dmar.EnableInterruptRemapping();        // irq_remapping_enable()
        CreateDefaultMsiDomain();
        Subscribe(new DmarNotifier(dmar));
        await ScanBuses();
        await RegisterDriver(new EndpointDriver());
    }
}
