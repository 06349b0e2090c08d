using IrqModel;

namespace ModelProtocol;

/// <summary>Uses both. 'Route' comes too early here, on purpose: IRQ1001 underlines it.</summary>
public sealed class ExampleNotifier(InterruptRouter router, VendorLibrary vendor) : IommuNotifier(priority: 1)
{
    protected override async Flow OnDeviceAdded(PciFunction function)
    {
        if (function.IsVirtual)
        {
            function.InheritMsiDomain();
            return;
        }

        if (function.VectorCapacity == 0)
        {
            vendor.Start(function);
            vendor.Connect(function);
            return;
        }

        router.Route(function);
        router.Attach(function);
    }
}
