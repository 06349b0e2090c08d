namespace IrqModel.Runtime;

/// <summary>What the engine does when a model calls an operation. A model never sees it.</summary>
internal abstract class ModelRuntime
{
    [ThreadStatic]
    private static ModelRuntime? running;

    /// <summary>The engine whose run is under way on this thread; <see langword="null"/> outside a run.</summary>
    public static ModelRuntime? Running
    {
        get => running;
        protected set => running = value;
    }

    /// <summary>An operation with contracts of the model's own is about to be called.</summary>
    public abstract void BeforeOwn(CheckedOperation operation, object? receiver, object?[] arguments, SourceLocation at);

    /// <summary>A handler with duties of the model's own has ended.</summary>
    public abstract void LeavingOwn(CheckedOperation operation, object? handler, object?[] arguments);

    /// <summary><see cref="PciFunction.SetDefaultMsiDomain"/></summary>
    public abstract void SetDefaultMsiDomain(PciFunction function, MsiDomain? domain, SourceLocation at);

    /// <summary><see cref="PciFunction.AssignMsiDomain"/></summary>
    public abstract void AssignMsiDomain(PciFunction function, MsiDomain? domain, SourceLocation at);

    /// <summary><see cref="PciFunction.InheritMsiDomain"/></summary>
    public abstract void InheritMsiDomain(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.InheritMsiDomainFromBus"/></summary>
    public abstract void InheritMsiDomainFromBus(PciFunction function, SourceLocation at);

    /// <summary>Setting <see cref="PciFunction.MatchDriver"/>.</summary>
    public abstract void SetMatchDriver(PciFunction function, bool value);

    /// <summary><see cref="PciFunction.Add"/></summary>
    public abstract Flow Add(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.Attach"/></summary>
    public abstract Flow Attach(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.Remove"/></summary>
    public abstract Flow Remove(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.AssignTo"/></summary>
    public abstract void AssignTo(PciFunction function, Guest guest, SourceLocation at);

    /// <summary><see cref="PciFunction.TakeBack"/></summary>
    public abstract void TakeBack(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.ManageVectors"/></summary>
    public abstract void ManageVectors(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.FailProbe"/></summary>
    public abstract void FailProbe(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.AllocateVectors"/></summary>
    public abstract int AllocateVectors(PciFunction function, int count, SourceLocation at);

    /// <summary><see cref="PciFunction.RequestInterrupts"/></summary>
    public abstract void RequestInterrupts(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.ReleaseInterrupts"/></summary>
    public abstract void ReleaseInterrupts(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.FreeVectors"/></summary>
    public abstract void FreeVectors(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.SetAffinity"/></summary>
    public abstract bool SetAffinity(PciFunction function, int vector, int processor, SourceLocation at);

    /// <summary><see cref="PciFunction.SetVcpuAffinity"/></summary>
    public abstract bool SetVcpuAffinity(PciFunction function, int vector, VirtualProcessor vcpu, byte guestVector, SourceLocation at);

    /// <summary><see cref="PciFunction.ClearVcpuAffinity"/></summary>
    public abstract void ClearVcpuAffinity(PciFunction function, int vector, SourceLocation at);

    /// <summary><see cref="PciFunction.Enable"/></summary>
    public abstract void Enable(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.Disable"/></summary>
    public abstract void Disable(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.RequestPinInterrupt"/></summary>
    public abstract bool RequestPinInterrupt(PciFunction function, SourceLocation at);

    /// <summary><see cref="PhysicalFunction.ConfigureSriov"/></summary>
    public abstract Flow ConfigureSriov(PhysicalFunction function, int count, SourceLocation at);

    /// <summary><see cref="PhysicalFunction.EnableSriov"/></summary>
    public abstract Flow EnableSriov(PhysicalFunction function, int count, SourceLocation at);

    /// <summary><see cref="VirtualFunction.SetMsixVectorCount"/></summary>
    public abstract bool SetMsixVectorCount(VirtualFunction function, int count, SourceLocation at);

    /// <summary><see cref="PhysicalFunction.DisableSriov"/></summary>
    public abstract Flow DisableSriov(PhysicalFunction function, SourceLocation at);

    /// <summary><see cref="PciBus.SetMsiDomain"/></summary>
    public abstract void SetBusMsiDomain(PciBus bus, MsiDomain? domain, SourceLocation at);

    /// <summary><see cref="Iommu.EnableInterruptRemapping"/></summary>
    public abstract void EnableInterruptRemapping(Iommu iommu, SourceLocation at);

    /// <summary><see cref="Iommu.RequestFaultInterrupts"/></summary>
    public abstract void RequestFaultInterrupts(Iommu iommu, SourceLocation at);

    /// <summary><see cref="Iommu.Register"/></summary>
    public abstract void Register(Iommu iommu, PciFunction function, SourceLocation at);

    /// <summary><see cref="Iommu.Unregister"/></summary>
    public abstract void Unregister(Iommu iommu, PciFunction function, SourceLocation at);

    /// <summary><see cref="Iommu.FindMsiDomain"/></summary>
    public abstract MsiDomain? FindMsiDomain(Iommu iommu, PciFunction function, SourceLocation at);

    /// <summary><see cref="Host.CreateDefaultMsiDomain"/></summary>
    public abstract void CreateDefaultMsiDomain(Host host, SourceLocation at);

    /// <summary><see cref="Host.OverrideDefaultMsiDomain"/></summary>
    public abstract void OverrideDefaultMsiDomain(Host host, MsiDomain domain, SourceLocation at);

    /// <summary><see cref="Host.Subscribe"/></summary>
    public abstract void Subscribe(Host host, BusNotifier notifier, SourceLocation at);

    /// <summary><see cref="Host.ScanBuses"/></summary>
    public abstract Flow ScanBuses(Host host, SourceLocation at);

    /// <summary><see cref="Host.ScanBus"/></summary>
    public abstract Flow ScanBus(Host host, PciBus bus, SourceLocation at);

    /// <summary><see cref="Host.RegisterDriver"/></summary>
    public abstract Flow RegisterDriver(Host host, PciDriver driver, SourceLocation at);

    /// <summary><see cref="Host.HotAdd"/></summary>
    public abstract Flow HotAdd(Host host, PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.ReserveVectors"/></summary>
    public abstract int ReserveVectors(PciFunction function, int count, SourceLocation at);

    /// <summary><see cref="PciFunction.WriteMessages"/></summary>
    public abstract void WriteMessages(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.EnableMsi"/></summary>
    public abstract void EnableMsi(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.DisableMsi"/></summary>
    public abstract void DisableMsi(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.MaskVectors"/></summary>
    public abstract void MaskVectors(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.UnmaskVectors"/></summary>
    public abstract void UnmaskVectors(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.ClearEntries"/></summary>
    public abstract void ClearEntries(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.Suspend"/></summary>
    public abstract void Suspend(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.PowerUp"/></summary>
    public abstract void PowerUp(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.EnableMemoryDecoding"/></summary>
    public abstract void EnableMemoryDecoding(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.RestoreMessages"/></summary>
    public abstract void RestoreMessages(PciFunction function, SourceLocation at);

    /// <summary><see cref="PciFunction.SetInterruptSource"/></summary>
    public abstract void SetInterruptSource(PciFunction function, PciFunction source, SourceLocation at);

    /// <summary><see cref="PhysicalFunction.SetVfEnable"/></summary>
    public abstract void SetVfEnable(PhysicalFunction function, int count, SourceLocation at);

    /// <summary><see cref="PhysicalFunction.AddVirtualFunctions"/></summary>
    public abstract Flow AddVirtualFunctions(PhysicalFunction function, SourceLocation at);

    /// <summary><see cref="PhysicalFunction.RemoveVirtualFunctions"/></summary>
    public abstract Flow RemoveVirtualFunctions(PhysicalFunction function, SourceLocation at);

    /// <summary><see cref="PhysicalFunction.ClearVfEnable"/></summary>
    public abstract void ClearVfEnable(PhysicalFunction function, SourceLocation at);

    /// <summary><see cref="Iommu.SetTablePointer"/></summary>
    public abstract void SetTablePointer(Iommu iommu, RemappingUnit unit, SourceLocation at);

    /// <summary><see cref="Iommu.InvalidateEntryCache"/></summary>
    public abstract void InvalidateEntryCache(Iommu iommu, RemappingUnit unit, SourceLocation at);

    /// <summary><see cref="Iommu.EnableRemapping"/></summary>
    public abstract void EnableRemapping(Iommu iommu, RemappingUnit unit, SourceLocation at);

    /// <summary><see cref="Iommu.RemoveUnit"/></summary>
    public abstract void RemoveUnit(Iommu iommu, RemappingUnit unit, SourceLocation at);

    /// <summary><see cref="Iommu.IsInUse"/></summary>
    public abstract bool IsInUse(Iommu iommu, RemappingUnit unit);

    /// <summary><see cref="Host.SuspendDevices"/></summary>
    public abstract Flow SuspendDevices(Host host, SourceLocation at);

    /// <summary><see cref="Host.ResumeDevices"/></summary>
    public abstract Flow ResumeDevices(Host host, SourceLocation at);

    /// <summary><see cref="Host.EjectRemappingUnit"/></summary>
    public abstract Flow EjectRemappingUnit(Host host, Iommu iommu, RemappingUnit unit, SourceLocation at);

    /// <summary><see cref="Host.EnableX2Apic"/></summary>
    public abstract void EnableX2Apic(Host host, Iommu iommu, SourceLocation at);

    /// <summary><see cref="PciFunction.AllocateVectorAt"/></summary>
    public abstract InterruptVector? AllocateVectorAt(PciFunction function, int index, SourceLocation at);

    /// <summary><see cref="PciFunction.VectorAt"/></summary>
    public abstract InterruptVector VectorAt(PciFunction function, int index);

    /// <summary><see cref="PciFunction.ChangeEntry"/></summary>
    public abstract bool ChangeEntry(PciFunction function, int vector, int processor, SourceLocation at);

    /// <summary><see cref="PciFunction.InvalidateEntry"/></summary>
    public abstract void InvalidateEntry(PciFunction function, int vector, SourceLocation at);

    /// <summary><see cref="InterruptVector.WriteMessage"/></summary>
    public abstract void WriteMessage(InterruptVector vector, SourceLocation at);

    /// <summary><see cref="InterruptVector.Request"/></summary>
    public abstract void Request(InterruptVector vector, SourceLocation at);

    /// <summary><see cref="InterruptVector.Release"/></summary>
    public abstract void Release(InterruptVector vector, SourceLocation at);

    /// <summary><see cref="InterruptVector.Mask"/></summary>
    public abstract void Mask(InterruptVector vector, SourceLocation at);

    /// <summary><see cref="InterruptVector.Unmask"/></summary>
    public abstract void Unmask(InterruptVector vector, SourceLocation at);

    /// <summary><see cref="InterruptVector.Free"/></summary>
    public abstract void Free(InterruptVector vector, SourceLocation at);
}
