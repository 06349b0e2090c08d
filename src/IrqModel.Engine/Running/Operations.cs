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
    public static readonly OperationContract AssignTo = Of<PciFunction>(nameof(PciFunction.AssignTo));
    public static readonly OperationContract TakeBack = Of<PciFunction>(nameof(PciFunction.TakeBack));
    public static readonly OperationContract FailProbe = Of<PciFunction>(nameof(PciFunction.FailProbe));
    public static readonly OperationContract AllocateVectors = Of<PciFunction>(nameof(PciFunction.AllocateVectors));
    public static readonly OperationContract RequestInterrupts = Of<PciFunction>(nameof(PciFunction.RequestInterrupts));
    public static readonly OperationContract ReleaseInterrupts = Of<PciFunction>(nameof(PciFunction.ReleaseInterrupts));
    public static readonly OperationContract FreeVectors = Of<PciFunction>(nameof(PciFunction.FreeVectors));
    public static readonly OperationContract SetAffinity = Of<PciFunction>(nameof(PciFunction.SetAffinity));
    public static readonly OperationContract SetVcpuAffinity = Of<PciFunction>(nameof(PciFunction.SetVcpuAffinity));
    public static readonly OperationContract ClearVcpuAffinity = Of<PciFunction>(nameof(PciFunction.ClearVcpuAffinity));
    public static readonly OperationContract Enable = Of<PciFunction>(nameof(PciFunction.Enable));
    public static readonly OperationContract Disable = Of<PciFunction>(nameof(PciFunction.Disable));
    public static readonly OperationContract RequestPinInterrupt = Of<PciFunction>(nameof(PciFunction.RequestPinInterrupt));
    public static readonly OperationContract ConfigureSriov = Of<PhysicalFunction>(nameof(PhysicalFunction.ConfigureSriov));
    public static readonly OperationContract SetMsixVectorCount = Of<VirtualFunction>(nameof(VirtualFunction.SetMsixVectorCount));
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
    public static readonly OperationContract ReserveVectors = Of<PciFunction>(nameof(PciFunction.ReserveVectors));
    public static readonly OperationContract WriteMessages = Of<PciFunction>(nameof(PciFunction.WriteMessages));
    public static readonly OperationContract EnableMsi = Of<PciFunction>(nameof(PciFunction.EnableMsi));
    public static readonly OperationContract DisableMsi = Of<PciFunction>(nameof(PciFunction.DisableMsi));
    public static readonly OperationContract MaskVectors = Of<PciFunction>(nameof(PciFunction.MaskVectors));
    public static readonly OperationContract UnmaskVectors = Of<PciFunction>(nameof(PciFunction.UnmaskVectors));
    public static readonly OperationContract ClearEntries = Of<PciFunction>(nameof(PciFunction.ClearEntries));
    public static readonly OperationContract SetInterruptSource = Of<PciFunction>(nameof(PciFunction.SetInterruptSource));
    public static readonly OperationContract Suspend = Of<PciFunction>(nameof(PciFunction.Suspend));
    public static readonly OperationContract PowerUp = Of<PciFunction>(nameof(PciFunction.PowerUp));
    public static readonly OperationContract EnableMemoryDecoding = Of<PciFunction>(nameof(PciFunction.EnableMemoryDecoding));
    public static readonly OperationContract RestoreMessages = Of<PciFunction>(nameof(PciFunction.RestoreMessages));
    public static readonly OperationContract SetVfEnable = Of<PhysicalFunction>(nameof(PhysicalFunction.SetVfEnable));
    public static readonly OperationContract AddVirtualFunctions = Of<PhysicalFunction>(nameof(PhysicalFunction.AddVirtualFunctions));
    public static readonly OperationContract RemoveVirtualFunctions = Of<PhysicalFunction>(nameof(PhysicalFunction.RemoveVirtualFunctions));
    public static readonly OperationContract ClearVfEnable = Of<PhysicalFunction>(nameof(PhysicalFunction.ClearVfEnable));
    public static readonly OperationContract SetTablePointer = Of<Iommu>(nameof(Iommu.SetTablePointer));
    public static readonly OperationContract InvalidateEntryCache = Of<Iommu>(nameof(Iommu.InvalidateEntryCache));
    public static readonly OperationContract EnableRemapping = Of<Iommu>(nameof(Iommu.EnableRemapping));
    public static readonly OperationContract RemoveUnit = Of<Iommu>(nameof(Iommu.RemoveUnit));
    public static readonly OperationContract EnableX2Apic = Of<Host>(nameof(Host.EnableX2Apic));
    public static readonly OperationContract AddDevice = Of<Host>("AddDevice");
    public static readonly OperationContract ResumeDevice = Of<Host>("ResumeDevice");
    public static readonly OperationContract Unbind = Of<PciDriver>("Unbind");
    public static readonly OperationContract Probe = Of<PciDriver>("Probe");
    public static readonly OperationContract FlushesChangedEntries = OperationContract.OfProperty(typeof(Host), nameof(Host.FlushesChangedEntries));
    public static readonly OperationContract FlushedIdsFor = Of<Host>("FlushedIdsFor");
    public static readonly OperationContract Boot = Of<Host>(nameof(Host.Boot));

    private static OperationContract Of<T>(string name) => OperationContract.Of(typeof(T), name);
}
