using IrqModel.Contracts;
using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <content>Operations of functions.</content>
internal sealed partial class ModelEngine
{
    public override void SetDefaultMsiDomain(PciFunction function, MsiDomain? domain, SourceLocation at)
    {
        protocol.Before(Operations.SetDefaultMsiDomain, function, null, at);
        Note(function, Deed.DefaultDomain, at);
        if ((function.EstablishedFacts & Facts.MsiDomainDecided) == 0) function.MsiDomain = domain;
        ProtocolChecker.After(Operations.SetDefaultMsiDomain, function, null);
        Trace($"{function}: default MSI domain {ChainOf(domain)}", at);
    }

    public override void AssignMsiDomain(PciFunction function, MsiDomain? domain, SourceLocation at)
    {
        protocol.Before(Operations.AssignMsiDomain, function, null, at);
        Note(function, Deed.DomainDecided, at);
        function.MsiDomain = domain;
        ProtocolChecker.After(Operations.AssignMsiDomain, function, null);
        Trace($"{function}: MSI domain {ChainOf(domain)}", at);
    }

    public override void InheritMsiDomain(PciFunction function, SourceLocation at)
    {
        if (function.PhysicalFunction is not { } physical)
            throw new InvalidOperationException($"{at}: {function} is no VF and has no PF to inherit an MSI domain from.");
        protocol.Before(Operations.InheritMsiDomain, function, null, at);
        Note(function, Deed.DomainDecided, at);
        function.MsiDomain = physical.MsiDomain;
        ProtocolChecker.After(Operations.InheritMsiDomain, function, null);
        Trace($"{function}: MSI domain {ChainOf(function.MsiDomain)}, inherited from {physical}", at);
    }

    public override void InheritMsiDomainFromBus(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.InheritMsiDomainFromBus, function, null, at);
        Note(function, Deed.DomainDecided, at);
        function.MsiDomain = function.Bus.MsiDomain;
        ProtocolChecker.After(Operations.InheritMsiDomainFromBus, function, null);
        Trace($"{function}: MSI domain {ChainOf(function.MsiDomain)}, inherited from bus {function.Bus}", at);
    }

    public override void SetMatchDriver(PciFunction function, bool value)
    {
        if (value) function.EstablishedFacts &= ~Facts.BindingHeld;
        else function.EstablishedFacts |= Facts.BindingHeld;
    }

    public override async Flow Add(PciFunction function, SourceLocation at)
    {
        if (function.IsAdded) throw new InvalidOperationException($"{at}: {function} has been added already.");
        protocol.Before(Operations.Add, function, null, at);
        Note(function, Deed.Added, at);
        function.IsAdded = true;
        Host.Added.Add(function);
        HardwareOf(function);
        ProtocolChecker.After(Operations.Add, function, null);
        Trace($"{function}: added", at);

        // A copy: a handler may subscribe further notifiers, which see the next function.
        var running = notifiers.ToArray();
        // The domain that the function comes with is the platform's where it is special; a host that gave it one of its own knows what it does.
        if (function.MsiDomain is { IsSpecial: true }) function.EstablishedFacts |= Facts.SpecialMsiDomain;
        function.IsLeftToPlatform = false;
        try
        {
            foreach (var notifier in running)
                await (notifier.OnDeviceAdded(function)
                    ?? throw new InvalidOperationException($"OnDeviceAdded of {notifier.GetType().Name} returned no flow."));
        }
        catch
        {
            function.EstablishedFacts &= ~Facts.SpecialMsiDomain;   // They run no more.
            throw;
        }

        // A duty that one notifier neglects another may fulfil; what counts is how the function leaves the last of them.
        foreach (var notifier in running)
        {
            if (notifier is not IommuNotifier) continue;
            protocol.Leaving(Operations.IommuDeviceAdded, notifier, function);
            NoteLeftUndecided(function, notifier);
        }

        function.EstablishedFacts &= ~Facts.SpecialMsiDomain;

        await BindIfAllowed(function, at);
    }

    public override async Flow Attach(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.Attach, function, null, at);
        await BindIfAllowed(function, at);
        ProtocolChecker.After(Operations.Attach, function, null);
    }

    public override async Flow Remove(PciFunction function, SourceLocation at)
    {
        if (!function.IsAdded) throw new InvalidOperationException($"{at}: {function} is not in the system.");
        CheckRemoval(function, at);
        function.EstablishedFacts &= ~Facts.VfsHeldByGuests;    // has been reported
        LoseGuest(function, at);
        if (function is PciBridge bridge)
        {
            await StopBelow(bridge, at);
            await RemoveBelow(bridge, at);
        }

        if (function is { Driver: null } and PhysicalFunction { VirtualFunctions.Count: > 0 } physical) await DisableSriov(physical, at);
        await Unbind(function, at);
        foreach (var notifier in notifiers.ToArray()) await notifier.OnDeviceRemoved(function);
        Host.Added.Remove(function);
        function.IsAdded = false;
        function.IsPlugged = false;
        SwitchOff(function);
        HardwareOf(function).Reset();       // what is plugged in next comes out of one
        Forget(function);
        ProtocolChecker.After(Operations.Remove, function, null);
        Trace($"{function}: removed", at);
    }

    // A driver frees what it has allocated when it is unbound; only vectors without an owner are lost by the removal itself.
    private void CheckRemoval(PciFunction function, SourceLocation at)
    {
        var facts = function.EstablishedFacts;
        if (function.Driver is not null) function.EstablishedFacts &= ~Facts.VectorsAllocated;
        protocol.Before(Operations.Remove, function, null, at);
        function.EstablishedFacts = facts;
    }

    private async Flow Unbind(PciFunction function, SourceLocation at)
    {
        if (function.Driver is { } driver)
        {
            await driver.Unbind(function);
            GiveBackManaged(function, at);
            protocol.Leaving(Operations.Unbind, driver, function);
            function.Driver = null;
            function.EstablishedFacts &= ~Facts.Bound;
            function.DeviceMsiDomain = null;        // Linux msi_device_data_release(): devres, after the driver
            Trace($"{function}: unbound from {driver}", at);
        }

        LoseVectors(function, HardwareOf(function), at);
        if (function is not PhysicalFunction physical) return;
        // Linux sriov_release(): BUG_ON(dev->sriov->num_VFs). The VFs that are left answer no more.
        foreach (var left in physical.VirtualFunctions) LoseHardware(left, at);
        if (physical.VirtualFunctions.Count > 0) physical.EnabledVfs = 0; // otherwise a flow that is about to add VFs would not notice
    }

    // Linux pci_stop_bus_device(): what was added last loses its driver first, so that VFs do before their PF (ac205b7bb72f).
    private async Flow StopBelow(PciBridge bridge, SourceLocation at)
    {
        foreach (var function in LastFirst(bridge))
        {
            if (function is PciBridge below) await StopBelow(below, at);
            if (function.Driver is not null) await Unbind(function, at);
        }
    }

    // Linux pci_remove_bus_device(), after all have been stopped. They stay in their slots, and the bus that a later scan makes is new.
    private async Flow RemoveBelow(PciBridge bridge, SourceLocation at)
    {
        foreach (var function in LastFirst(bridge))
        {
            if (!function.IsAdded || function.IsVirtual) continue;  // a VF goes with its PF
            await Remove(function, at);
            function.IsPlugged = true;
        }

        bridge.SecondaryBus.MsiDomain = null;
    }

    // Linux keeps the functions of a bus in the order in which they were added.
    private PciFunction[] LastFirst(PciBridge bridge) =>
        [.. Enumerable.Reverse(Host.Added).Where(function => ReferenceEquals(function.Bus, bridge.SecondaryBus))];

    public override int AllocateVectors(PciFunction function, int count, SourceLocation at)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        protocol.Before(Operations.AllocateVectors, function, null, at);
        var hardware = HardwareOf(function);
        if (hardware.Interrupts.Length > 0)
            throw new InvalidOperationException($"{at}: {function} has {hardware.Interrupts.Length} vectors already; free them first.");
        var wanted = Math.Min(count, function.VectorCapacity);
        hardware.Interrupts = Allocate(function, Host.MsiDomainForVectors(function), wanted, activate: true);
        Note(function, hardware.Interrupts.Length > 0 ? Deed.Allocated : Deed.AskedInVain, at);
        if (hardware.Interrupts.Length > 0)
        {
            hardware.EnableMsi(function.LatchesMessages);
            hardware.MessagesLost = IsOutOfReach(function, hardware);
            ProtocolChecker.After(Operations.AllocateVectors, function, null);
        }

        Trace($"{function}: {hardware.Interrupts.Length} vectors through {ChainOfVectors(function)}", at);
        return hardware.Interrupts.Length;
    }

    public override void RequestInterrupts(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.RequestInterrupts, function, null, at);
        var hardware = HardwareOf(function);
        if (hardware.Interrupts.Length == 0)
        {
            Trace($"{function}: has no vectors to request interrupts of", at);
            return;
        }

        var all = interrupts.Request(hardware.Interrupts);
        Note(function, Deed.Requested, at);
        ProtocolChecker.After(Operations.RequestInterrupts, function, null);
        Trace($"{function}: {hardware.Interrupts.Length} interrupts requested{(all ? "" : ", not all granted: no processor has a vector left")}", at);
        LetFire(function, Operations.RequestInterrupts, at);
    }

    public override void ReleaseInterrupts(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.ReleaseInterrupts, function, null, at);
        Note(function, Deed.Released, at);
        interrupts.Release(HardwareOf(function).Interrupts);
        ProtocolChecker.After(Operations.ReleaseInterrupts, function, null);
        LetFire(function, Operations.ReleaseInterrupts, at);
    }

    public override void FreeVectors(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.FreeVectors, function, null, at);
        var hardware = HardwareOf(function);
        var requested = hardware.Interrupts.Count(interrupt => interrupt.Requested);
        if (requested > 0) Lose(function, requested, "vectors with handlers", at);
        interrupts.Free(hardware.Interrupts);
        hardware.Interrupts = [];
        hardware.MsiEnabled = false;
        hardware.MessagesLost = false;
        ProtocolChecker.After(Operations.FreeVectors, function, null);
        Trace($"{function}: vectors freed", at);
    }

    private async Flow BindIfAllowed(PciFunction function, SourceLocation at)
    {
        if (!function.MatchDriver || function.Driver is not null) return;
        if (function.PhysicalFunction is { VirtualFunctionsMayBind: false }) return;   // Linux pci_device_can_probe()
        foreach (var driver in drivers)
        {
            if (!driver.Matches(function)) continue;
            function.Driver = driver;
            function.EstablishedFacts |= Facts.Bound;
            Note(function, Deed.Bound, at);
            Trace($"{function}: bound to {driver}", default, "Bind");
            var hardware = HardwareOf(function);
            (hardware.IsProbed, hardware.HasFailedProbe) = (true, false);
            await driver.Probe(function);
            protocol.Leaving(Operations.Probe, driver, function);
            if (EndProbe(function, hardware)) return;
        }
    }
}
