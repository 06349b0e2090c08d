using IrqModel.Contracts;
using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <content>Operations of hosts, buses and IOMMUs.</content>
internal sealed partial class ModelEngine
{
    public override void SetBusMsiDomain(PciBus bus, MsiDomain? domain, SourceLocation at)
    {
        protocol.Before(Operations.SetBusMsiDomain, bus, null, at);
        bus.MsiDomain = domain;
        Trace($"bus {bus}: MSI domain {ChainOf(domain)}", at);
    }

    public override void EnableInterruptRemapping(Iommu iommu, SourceLocation at)
    {
        if (Host.Added.Count > 0) iommu.EstablishedFacts |= Facts.FunctionsAdded;
        protocol.Before(Operations.EnableInterruptRemapping, iommu, null, at);
        if (!machine.OffersInterruptRemapping || machine.RemappingUnits.Count == 0
            || machine.RemappingUnits.Any(unit => !unit.SupportsInterruptRemapping)
            || machine.IoApics.Any(ioApic => !TopologyChecker.IsCovered(machine, ioApic)))
        {
            Trace($"{iommu}: interrupt remapping cannot be switched on", at);
            return;
        }

        if (machine.RemappingUnits.FirstOrDefault(unit => unit.Hardware is InterruptRemapper { RemappingEnabled: true }) is { } taken)
            throw new InvalidOperationException(
                $"{at}: {iommu} cannot enable interrupt remapping: it is already enabled in {taken}, and new tables would cut off what uses the old ones.");
        foreach (var unit in machine.RemappingUnits)
        {
            if (unit.Architecture == RemappingArchitecture.AmdVi) interrupts.EnableAmd(unit);
            else EnableVtd(unit);
            var remapping = new RemappingDomain(unit, Host.VectorDomain, Host.DomainStyle);
            iommu.SetDomain(unit, remapping.IsMsiParent ? remapping : new PciMsiDomain(remapping));
            NoteUnit(unit, at);
            Trace($"{unit}: interrupt remapping on", at);
        }

        iommu.InterruptRemappingEnabled = true;
        Host.EstablishedFacts |= Facts.RemappingEnabled;
        if (machine.X2Apic && iommu.SupportsX2Apic) SwitchToX2Apic(iommu); // Linux enable_IR_x2apic() ends with try_to_enable_x2apic()
        ProtocolChecker.After(Operations.EnableInterruptRemapping, iommu, null);
    }

    public override void RequestFaultInterrupts(Iommu iommu, SourceLocation at)
    {
        protocol.Before(Operations.RequestFaultInterrupts, iommu, null, at);
        foreach (var unit in machine.RemappingUnits)
        {
            if (unit.Architecture != RemappingArchitecture.VtD) continue;
            var number = interrupts.Numbers.Allocate();
            Trace($"{unit}: fault interrupt {number}", at);
        }
    }

    public override void Register(Iommu iommu, PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.Register, iommu, function, at);
        iommu.Insert(function);
        ProtocolChecker.After(Operations.Register, iommu, function);
        Trace($"{function}: registered with {iommu}, unit {machine.UnitCovering(function)?.Name ?? "none"}", at);
    }

    public override void Unregister(Iommu iommu, PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.Unregister, iommu, function, at);
        iommu.Forget(function);
        ProtocolChecker.After(Operations.Unregister, iommu, function);
        Trace($"{function}: forgotten by {iommu}", at);
    }

    public override MsiDomain? FindMsiDomain(Iommu iommu, PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.FindMsiDomain, iommu, function, at);
        ProtocolChecker.After(Operations.FindMsiDomain, iommu, function);
        var domain = iommu.Knows(function) ? iommu.SelectMsiDomain(function) : null;
        Trace($"{function}: {iommu} finds MSI domain {ChainOf(domain)}", at);
        return domain;
    }

    public override void CreateDefaultMsiDomain(Host host, SourceLocation at)
    {
        protocol.Before(Operations.CreateDefaultMsiDomain, host, null, at);
        host.DefaultMsiDomain = host.PlatformMsiDomain
            ?? (host.VectorDomain.IsMsiParent ? host.VectorDomain : new PciMsiDomain(host.VectorDomain));
        ProtocolChecker.After(Operations.CreateDefaultMsiDomain, host, null);
        Trace($"{host}: default MSI domain is {ChainOf(host.DefaultMsiDomain)}", at);
    }

    public override void OverrideDefaultMsiDomain(Host host, MsiDomain domain, SourceLocation at)
    {
        protocol.Before(Operations.OverrideDefaultMsiDomain, host, null, at);
        host.PlatformMsiDomain = domain;
        ProtocolChecker.After(Operations.OverrideDefaultMsiDomain, host, null);
        Trace($"{host}: the platform will use MSI domain {ChainOf(domain)}", at);
    }

    public override void Subscribe(Host host, BusNotifier notifier, SourceLocation at)
    {
        protocol.Before(Operations.Subscribe, host, null, at);
        var position = notifiers.FindIndex(other => other.Priority < notifier.Priority);
        notifiers.Insert(position < 0 ? notifiers.Count : position, notifier);
        ProtocolChecker.After(Operations.Subscribe, host, null);
        Trace($"{notifier.GetType().Name}: subscribed with priority {notifier.Priority}", at);
    }

    public override async Flow ScanBuses(Host host, SourceLocation at)
    {
        protocol.Before(Operations.ScanBuses, host, null, at);
        foreach (var bus in machine.Buses.Where(bus => bus is { Parent: null, Controller: null }).ToArray()) await Scan(host, bus, at);
        ProtocolChecker.After(Operations.ScanBuses, host, null);
    }

    public override async Flow ScanBus(Host host, PciBus bus, SourceLocation at)
    {
        protocol.Before(Operations.ScanBus, host, bus, at);
        await Scan(host, bus, at);
        ProtocolChecker.After(Operations.ScanBus, host, bus);
    }

    public override async Flow RegisterDriver(Host host, PciDriver driver, SourceLocation at)
    {
        protocol.Before(Operations.RegisterDriver, host, null, at);
        drivers.Add(driver);
        Trace($"{driver}: registered", at);
        foreach (var function in host.Added.ToArray())
        {
            if (function.IsAdded) await BindIfAllowed(function, at);
        }
    }

    public override async Flow HotAdd(Host host, PciFunction function, SourceLocation at)
    {
        if (function.IsPlugged) throw new InvalidOperationException($"{at}: {function} is plugged in already.");
        protocol.Before(Operations.HotAdd, host, null, at);
        function.IsPlugged = true;
        Trace($"{function}: plugged in", at);
        await AddDevice(host, function, at);
        if (function is PciBridge bridge) await Scan(host, bridge.SecondaryBus, at);
        ProtocolChecker.After(Operations.HotAdd, host, function);
    }

    // The function is a new one: nothing known about the previous one in its slot applies.
    private async Flow AddDevice(Host host, PciFunction function, SourceLocation at)
    {
        Note(function, Deed.Found, at);
        function.EstablishedFacts &= ~Facts.Removed;
        await host.AddDevice(function);
        protocol.Leaving(Operations.AddDevice, host, function);
    }

    // Linux pci_scan_child_bus(): first the functions of a bus, then the buses below, each created when its bridge is scanned.
    private async Flow Scan(Host host, PciBus bus, SourceLocation at)
    {
        bus.EstablishedFacts &= ~Facts.BusScanned;      // a bus that is scanned again is a new one
        host.SetUpBus(bus);
        bus.EstablishedFacts |= Facts.BusScanned;
        var functions = bus.Functions.ToArray();
        foreach (var function in functions)
        {
            if (function.IsPlugged && !function.IsAdded) await AddDevice(host, function, at);
        }

        foreach (var function in functions)
        {
            if (function is PciBridge { IsPlugged: true } bridge) await Scan(host, bridge.SecondaryBus, at);
        }
    }

    // Linux iommu_set_irq_remapping(), iommu_enable_irq_remapping(): pointer, enable, then no compatibility format.
    private void EnableVtd(RemappingUnit unit)
    {
        var hardware = (RemappingHardware)unit.Hardware!;
        WriteTable(unit, hardware);
        hardware.SetTablePointer();
        hardware.Submit(InvalidationDescriptor.AllEntries);
        hardware.SetRemappingEnabled(true);
        hardware.SetCompatibilityPasses(false);
    }
}
