using BugMuseum.D;
using IrqModel;
using DmarNotifier = BugMuseum.Shared.DmarNotifier;

namespace BugMuseum.G;

/// <summary>A kernel that switches remapping on first.</summary>
internal sealed class G01After(Machine machine) : Host(machine)
{
    // enable_IR_x2apic()
    public override async Flow Boot()
    {
        var dmar = new Iommu(Machine);
        if (dmar.EnableInterruptRemapping() && dmar.SupportsX2Apic) EnableX2Apic(dmar); // irq_remapping_enable(), then try_to_enable_x2apic()
        CreateDefaultMsiDomain();
        Subscribe(new DmarNotifier(dmar));
        await ScanBuses();
        await RegisterDriver(new EndpointDriver());
    }
}
