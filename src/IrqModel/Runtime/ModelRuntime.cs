namespace IrqModel.Runtime;

/// <summary>What the engine does when a model calls an operation. A model never sees it.</summary>
public abstract class ModelRuntime
{
    /// <summary><see cref="PciFunction.SetDefaultMsiDomain"/></summary>
    protected internal abstract void SetDefaultMsiDomain(PciFunction function, MsiDomain? domain, SourceLocation at);

    /// <summary><see cref="PciFunction.AssignMsiDomain"/></summary>
    protected internal abstract void AssignMsiDomain(PciFunction function, MsiDomain? domain, SourceLocation at);

    /// <summary><see cref="PciFunction.InheritMsiDomain"/></summary>
    protected internal abstract void InheritMsiDomain(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.InheritMsiDomainFromBus"/></summary>
    protected internal abstract void InheritMsiDomainFromBus(PciFunction function, SourceLocation at);

    /// <summary>Setting <see cref="PciFunction.MatchDriver"/>.</summary>
    protected internal abstract void SetMatchDriver(PciFunction function, bool value);

    /// <summary><see cref="PciFunction.Add"/></summary>
    protected internal abstract Flow Add(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.Attach"/></summary>
    protected internal abstract Flow Attach(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.Remove"/></summary>
    protected internal abstract Flow Remove(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.AllocateVectors"/></summary>
    protected internal abstract int AllocateVectors(PciFunction function, int count, SourceLocation at);

    /// <summary><see cref="PciFunction.RequestInterrupts"/></summary>
    protected internal abstract void RequestInterrupts(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.ReleaseInterrupts"/></summary>
    protected internal abstract void ReleaseInterrupts(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.FreeVectors"/></summary>
    protected internal abstract void FreeVectors(PciFunction function, SourceLocation at);

    /// <summary><see cref="PhysicalFunction.EnableSriov"/></summary>
    protected internal abstract Flow EnableSriov(PhysicalFunction function, int count, SourceLocation at);

    /// <summary><see cref="PhysicalFunction.DisableSriov"/></summary>
    protected internal abstract Flow DisableSriov(PhysicalFunction function, SourceLocation at);

    /// <summary><see cref="PciBus.SetMsiDomain"/></summary>
    protected internal abstract void SetBusMsiDomain(PciBus bus, MsiDomain? domain, SourceLocation at);

    /// <summary><see cref="Iommu.EnableInterruptRemapping"/></summary>
    protected internal abstract void EnableInterruptRemapping(Iommu iommu, SourceLocation at);

    /// <summary><see cref="Iommu.Register"/></summary>
    protected internal abstract void Register(Iommu iommu, PciFunction function, SourceLocation at);

    /// <summary><see cref="Iommu.Unregister"/></summary>
    protected internal abstract void Unregister(Iommu iommu, PciFunction function, SourceLocation at);

    /// <summary><see cref="Iommu.FindMsiDomain"/></summary>
    protected internal abstract MsiDomain? FindMsiDomain(Iommu iommu, PciFunction function, SourceLocation at);

    /// <summary><see cref="Host.CreateDefaultMsiDomain"/></summary>
    protected internal abstract void CreateDefaultMsiDomain(Host host, SourceLocation at);

    /// <summary><see cref="Host.OverrideDefaultMsiDomain"/></summary>
    protected internal abstract void OverrideDefaultMsiDomain(Host host, MsiDomain domain, SourceLocation at);

    /// <summary><see cref="Host.Subscribe"/></summary>
    protected internal abstract void Subscribe(Host host, BusNotifier notifier, SourceLocation at);

    /// <summary><see cref="Host.ScanBuses"/></summary>
    protected internal abstract Flow ScanBuses(Host host, SourceLocation at);

    /// <summary><see cref="Host.RegisterDriver"/></summary>
    protected internal abstract Flow RegisterDriver(Host host, PciDriver driver, SourceLocation at);

    /// <summary><see cref="Host.HotAdd"/></summary>
    protected internal abstract Flow HotAdd(Host host, PciFunction function, SourceLocation at);
}
