using IrqModel.Contracts;
using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <content>Remapping units one at a time.</content>
internal sealed partial class ModelEngine
{
    public override void SetTablePointer(Iommu iommu, RemappingUnit unit, SourceLocation at)
    {
        if (interrupts.IsTableEmpty(unit)) unit.EstablishedFacts &= ~Facts.UnitInUse;
        else unit.EstablishedFacts |= Facts.UnitInUse;
        protocol.Before(Operations.SetTablePointer, iommu, unit, at);
        var hardware = VtdOf(unit, at);
        WriteTable(unit, hardware);
        hardware.SetTablePointer();
        ProtocolChecker.After(Operations.SetTablePointer, iommu, unit);
        NoteUnit(unit, at);
        Trace($"{unit}: table pointer set", at);
    }

    public override void InvalidateEntryCache(Iommu iommu, RemappingUnit unit, SourceLocation at)
    {
        protocol.Before(Operations.InvalidateEntryCache, iommu, unit, at);
        var hardware = VtdOf(unit, at);
        hardware.SetQueuedInvalidation(true);
        hardware.Submit(InvalidationDescriptor.AllEntries);
        ProtocolChecker.After(Operations.InvalidateEntryCache, iommu, unit);
        foreach (var function in Host.Added)
        {
            if (HardwareOf(function).Unit == hardware) function.EstablishedFacts &= ~Facts.EntriesStale;
        }

        Trace($"{unit}: entry cache invalidated", at);
    }

    public override void EnableRemapping(Iommu iommu, RemappingUnit unit, SourceLocation at)
    {
        if (Host.Added.Exists(function => machine.UnitCovering(function) == unit)) iommu.EstablishedFacts |= Facts.FunctionsAdded;
        else iommu.EstablishedFacts &= ~Facts.FunctionsAdded;
        protocol.Before(Operations.EnableRemapping, iommu, unit, at);
        var hardware = VtdOf(unit, at);
        // Software has a table even where it forgot to tell the unit.
        if (!interrupts.HasTable(unit)) WriteTable(unit, hardware);
        hardware.SetRemappingEnabled(true);
        hardware.SetCompatibilityPasses(false);
        var remapping = new RemappingDomain(unit, Host.VectorDomain, Host.DomainStyle);
        iommu.SetDomain(unit, remapping.IsMsiParent ? remapping : new PciMsiDomain(remapping));
        iommu.InterruptRemappingEnabled = machine.RemappingUnits.All(other => iommu.MsiDomainOf(other) is not null);
        ProtocolChecker.After(Operations.EnableRemapping, iommu, unit);
        Host.EstablishedFacts |= Facts.RemappingEnabled;
        NoteUnit(unit, at);
        Trace($"{unit}: interrupt remapping on", at);
        LetAllFire(Operations.EnableRemapping, at);
    }

    public override bool IsInUse(Iommu iommu, RemappingUnit unit) =>
        !interrupts.IsTableEmpty(unit) || Host.Added.Exists(function => iommu.Knows(function) && machine.UnitCovering(function) == unit);

    public override void RemoveUnit(Iommu iommu, RemappingUnit unit, SourceLocation at)
    {
        if (IsInUse(iommu, unit)) unit.EstablishedFacts |= Facts.UnitInUse;
        else unit.EstablishedFacts &= ~Facts.UnitInUse;
        protocol.Before(Operations.RemoveUnit, iommu, unit, at);
        VtdOf(unit, at).SetRemappingEnabled(false);
        iommu.ForgetDomain(unit);
        interrupts.DropTable(unit);
        ProtocolChecker.After(Operations.RemoveUnit, iommu, unit);
        NoteUnit(unit, at);
        Trace($"{unit}: removed", at);
        LetAllFire(Operations.RemoveUnit, at);
    }

    public override Flow EjectRemappingUnit(Host host, Iommu iommu, RemappingUnit unit, SourceLocation at)
    {
        Trace($"{unit}: to be ejected", at);
        return host.RemoveRemappingUnit(iommu, unit);
    }

    public override void EnableX2Apic(Host host, Iommu iommu, SourceLocation at)
    {
        if (!machine.X2Apic) throw new InvalidOperationException($"{at}: the processors of machine '{machine.Name}' have no x2APIC mode.");
        if (iommu.SupportsX2Apic) iommu.EstablishedFacts |= Facts.ExtendedModeSupported;
        protocol.Before(Operations.EnableX2Apic, host, iommu, at);
        SwitchToX2Apic(iommu);
        Trace($"{host}: x2APIC mode", at);
    }

    // Linux try_to_enable_x2apic(): without remapping x2apic_phys is set. What an AMD-Vi unit makes of clusters is not modelled.
    private void SwitchToX2Apic(Iommu iommu)
    {
        interrupts.X2Apic = true;
        interrupts.Clusters = Host.UsesX2ApicClusters && iommu.InterruptRemappingEnabled
            && machine.RemappingUnits.All(unit => unit.Architecture == RemappingArchitecture.VtD);
    }

    private void WriteTable(RemappingUnit unit, RemappingHardware hardware)
    {
        var table = interrupts.CreateTable(unit);
        if (!table.FlushesChanges) protocol.ReturnedNothing(Operations.FlushesChangedEntries, Host);
        if (unit.Scopes.Any(scope => scope.Kind == DeviceScopeKind.IoApic)) pins.RemapThrough(table);
        hardware.WriteTableAddress(table.Memory, machine.X2Apic && unit.SupportsExtendedInterruptMode);
    }

    private static RemappingHardware VtdOf(RemappingUnit unit, SourceLocation at) => unit.Hardware as RemappingHardware
        ?? throw new InvalidOperationException($"{at}: {unit} is no VT-d unit; its steps are other ones. Use EnableInterruptRemapping.");
}
