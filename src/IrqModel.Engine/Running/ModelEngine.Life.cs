using IrqModel.Contracts;
using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <content>The life of an interrupt step by step, and the functions that never rest.</content>
internal sealed partial class ModelEngine
{
    private readonly List<StrayInterrupt> strays = [];
    private readonly List<Leak> leaks = [];

    private Interrupt[] Allocate(PciFunction function, MsiDomain? domain, int count, bool activate, int first = 0)
    {
        if (count == 0 || domain is null) return [];
        var allocated = interrupts.Allocate(function, domain, count, activate, first);
        if (allocated is [{ Table: { Unit.Architecture: RemappingArchitecture.AmdVi, FlushedIds.Count: 0 } }, ..])
            protocol.ReturnedNothing(Operations.FlushedIdsFor, Host);
        return allocated;
    }

    private string ChainOfVectors(PciFunction function) => ChainOf(HardwareOf(function).Interrupts is [var first, ..] ? first.Domain : function.MsiDomain);

    public override int ReserveVectors(PciFunction function, int count, SourceLocation at)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        protocol.Before(Operations.ReserveVectors, function, null, at);
        var hardware = HardwareOf(function);
        if (hardware.Interrupts.Length > 0)
            throw new InvalidOperationException($"{at}: {function} has {hardware.Interrupts.Length} vectors already; free them first.");
        var wanted = Math.Min(count, function.VectorCapacity);
        hardware.Interrupts = Allocate(function, Host.MsiDomainForVectors(function), wanted, activate: false);
        Note(function, hardware.Interrupts.Length > 0 ? Deed.Allocated : Deed.AskedInVain, at);
        // The mask bits of an MSI-X table are set after reset, those of an MSI capability, where there are any, are clear (PCI 3.0 6.8.1.8, 6.8.2.9).
        foreach (var interrupt in hardware.Interrupts) interrupt.Masked = function.MsixTableSize > 0;
        if (hardware.Interrupts.Length > 0) ProtocolChecker.After(Operations.ReserveVectors, function, null);
        Trace($"{function}: {hardware.Interrupts.Length} vectors reserved through {ChainOfVectors(function)}", at);
        LetFire(function, Operations.ReserveVectors, at);
        return hardware.Interrupts.Length;
    }

    public override void WriteMessages(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.WriteMessages, function, null, at);
        Note(function, Deed.MessagesWritten, at);
        var hardware = HardwareOf(function);
        interrupts.Activate(hardware.Interrupts);
        hardware.MessagesLost = IsOutOfReach(function, hardware);
        ProtocolChecker.After(Operations.WriteMessages, function, null);
        Trace($"{function}: messages written{(hardware.MessagesLost ? ", and dropped" : "")}", at);
        LetFire(function, Operations.WriteMessages, at);
    }

    public override void EnableMsi(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.EnableMsi, function, null, at);
        Note(function, Deed.MsiOn, at);
        HardwareOf(function).EnableMsi(function.LatchesMessages);
        ProtocolChecker.After(Operations.EnableMsi, function, null);
        Trace($"{function}: MSI enabled", at);
        LetFire(function, Operations.EnableMsi, at);
    }

    public override void DisableMsi(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.DisableMsi, function, null, at);
        Note(function, Deed.MsiOff, at);
        HardwareOf(function).MsiEnabled = false;
        ProtocolChecker.After(Operations.DisableMsi, function, null);
        Trace($"{function}: MSI disabled", at);
        LetFire(function, Operations.DisableMsi, at);
    }

    public override void MaskVectors(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.MaskVectors, function, null, at);
        Note(function, Deed.Masked, at);
        FailOnUnwrittenRead(function, at);
        SetMasks(function, masked: true);
        ProtocolChecker.After(Operations.MaskVectors, function, null);
        Trace($"{function}: vectors masked", at);
        LetFire(function, Operations.MaskVectors, at);
    }

    public override void UnmaskVectors(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.UnmaskVectors, function, null, at);
        Note(function, Deed.Unmasked, at);
        SetMasks(function, masked: false);
        ProtocolChecker.After(Operations.UnmaskVectors, function, null);
        Trace($"{function}: vectors unmasked", at);
        LetFire(function, Operations.UnmaskVectors, at);
    }

    public override void ClearEntries(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.ClearEntries, function, null, at);
        Note(function, Deed.EntriesCleared, at);
        InterruptCore.ClearEntries(HardwareOf(function).Interrupts);
        ProtocolChecker.After(Operations.ClearEntries, function, null);
        Trace($"{function}: table entries cleared", at);
        LetFire(function, Operations.ClearEntries, at);
    }

    public override void SetInterruptSource(PciFunction function, PciFunction source, SourceLocation at)
    {
        protocol.Before(Operations.SetInterruptSource, function, source, at);
        Note(function, Deed.SourceSet, at);
        protocol.CheckArgument(
            Operations.SetInterruptSource, function, source, Host.SourceCheckFor(source), Host.SourceCheckFor(function.RealDmaFunction), at);
        HardwareOf(function).Source = source;
        Trace($"{function}: its entries verify the id of {source}", at);
    }

    // Masking reads each entry of the table first.
    private void FailOnUnwrittenRead(PciFunction function, SourceLocation at)
    {
        var hardware = HardwareOf(function);
        if (!function.FailsOnUnwrittenReads || !Array.Exists(hardware.Interrupts, interrupt => interrupt.Message == default)) return;
        hardware.IsGone = true;
        Note(function, Deed.Gone, at);
        Trace($"{function}: fails, because its table was read before it was written", at);
    }

    private void SetMasks(PciFunction function, bool masked)
    {
        foreach (var interrupt in HardwareOf(function).Interrupts) interrupt.Masked = masked;
    }

    // A function that never rests sends all its interrupts whenever something was done to it.
    private void LetFire(PciFunction function, OperationContract after, SourceLocation at)
    {
        if (!options.RestlessFunctions) return;
        var hardware = HardwareOf(function);
        foreach (var interrupt in hardware.Interrupts)
        {
            var result = Fire(hardware, interrupt);
            if (result.Outcome is DeliveryOutcome.Delivered or DeliveryOutcome.Masked or DeliveryOutcome.Disabled or DeliveryOutcome.Silent) continue;
            strays.Add(new(
                Scheduler.Steps, function.Name, function.Address, interrupt.Index, after.Method.Name, at, result.Outcome, result.Fault));
            Trace($"{function} vector {interrupt.Index}: {interrupt.Message} -> {Describe(result)}", at, "Fire");
        }
    }

    private void LetAllFire(OperationContract after, SourceLocation at)
    {
        if (!options.RestlessFunctions) return;
        foreach (var function in Host.Added) LetFire(function, after, at);
    }

    private void Lose(PciFunction function, int count, string what, SourceLocation at)
    {
        leaks.Add(new(function.Name, $"{count} {what}", at));
        Trace($"{function}: {count} {what} lost", at);
    }

}
