using System.Reflection;

namespace IrqModel.Engine;

/// <summary>The contracts of the DSL's operations.</summary>
internal static class Operations
{
    public static readonly OperationContract SetDefaultMsiDomain = Of<PciFunction>(nameof(PciFunction.SetDefaultMsiDomain));
    public static readonly OperationContract AssignMsiDomain = Of<PciFunction>(nameof(PciFunction.AssignMsiDomain));
    public static readonly OperationContract InheritMsiDomain = Of<PciFunction>(nameof(PciFunction.InheritMsiDomain));
    public static readonly OperationContract InheritMsiDomainFromBus = Of<PciFunction>(nameof(PciFunction.InheritMsiDomainFromBus));
    public static readonly OperationContract Add = Of<PciFunction>(nameof(PciFunction.Add));
    public static readonly OperationContract Attach = Of<PciFunction>(nameof(PciFunction.Attach));
    public static readonly OperationContract Remove = Of<PciFunction>(nameof(PciFunction.Remove));
    public static readonly OperationContract AllocateVectors = Of<PciFunction>(nameof(PciFunction.AllocateVectors));
    public static readonly OperationContract RequestInterrupts = Of<PciFunction>(nameof(PciFunction.RequestInterrupts));
    public static readonly OperationContract ReleaseInterrupts = Of<PciFunction>(nameof(PciFunction.ReleaseInterrupts));
    public static readonly OperationContract FreeVectors = Of<PciFunction>(nameof(PciFunction.FreeVectors));
    public static readonly OperationContract Enable = Of<PciFunction>(nameof(PciFunction.Enable));
    public static readonly OperationContract Disable = Of<PciFunction>(nameof(PciFunction.Disable));
    public static readonly OperationContract RequestPinInterrupt = Of<PciFunction>(nameof(PciFunction.RequestPinInterrupt));
    public static readonly OperationContract ConfigureSriov = Of<PhysicalFunction>(nameof(PhysicalFunction.ConfigureSriov));
    public static readonly OperationContract EnableSriov = Of<PhysicalFunction>(nameof(PhysicalFunction.EnableSriov));
    public static readonly OperationContract DisableSriov = Of<PhysicalFunction>(nameof(PhysicalFunction.DisableSriov));
    public static readonly OperationContract SetBusMsiDomain = Of<PciBus>(nameof(PciBus.SetMsiDomain));
    public static readonly OperationContract EnableInterruptRemapping = Of<Iommu>(nameof(Iommu.EnableInterruptRemapping));
    public static readonly OperationContract RequestFaultInterrupts = Of<Iommu>(nameof(Iommu.RequestFaultInterrupts));
    public static readonly OperationContract Register = Of<Iommu>(nameof(Iommu.Register));
    public static readonly OperationContract Unregister = Of<Iommu>(nameof(Iommu.Unregister));
    public static readonly OperationContract FindMsiDomain = Of<Iommu>(nameof(Iommu.FindMsiDomain));
    public static readonly OperationContract CreateDefaultMsiDomain = Of<Host>(nameof(Host.CreateDefaultMsiDomain));
    public static readonly OperationContract OverrideDefaultMsiDomain = Of<Host>(nameof(Host.OverrideDefaultMsiDomain));
    public static readonly OperationContract Subscribe = Of<Host>(nameof(Host.Subscribe));
    public static readonly OperationContract ScanBuses = Of<Host>(nameof(Host.ScanBuses));
    public static readonly OperationContract ScanBus = Of<Host>(nameof(Host.ScanBus));
    public static readonly OperationContract RegisterDriver = Of<Host>(nameof(Host.RegisterDriver));
    public static readonly OperationContract HotAdd = Of<Host>(nameof(Host.HotAdd));
    public static readonly OperationContract IommuDeviceAdded = Of<IommuNotifier>("OnDeviceAdded");

    private static OperationContract Of<T>(string name) => OperationContract.Of(typeof(T), name);
}
