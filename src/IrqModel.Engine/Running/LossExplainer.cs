using System.Collections.Immutable;
using IrqModel.Contracts;
using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <summary>Accounts for the interrupts that are lost at the end of a run, from what was done to their functions and to the units.</summary>
/// <param name="protocol">What was found.</param>
/// <param name="unitChanges">Where each unit was last set up or removed, and when.</param>
/// <param name="fallback">A place in the model for what has none of its own.</param>
/// <param name="undecided">The place at which a function was left without a decision.</param>
/// <param name="promote">Makes a finding of what was only suspected until an interrupt was lost through it.</param>
internal sealed class LossExplainer(
    ProtocolChecker protocol, IReadOnlyDictionary<RemappingUnit, (SourceLocation At, int Order)> unitChanges, Func<SourceLocation> fallback,
    Func<FunctionHistory, SourceLocation> undecided, Action<PciFunction, LossCause> promote)
{
    private static readonly FunctionHistory Empty = new();
    private readonly List<Loss> losses = [];

    /// <summary>The losses that are accounted for, in the order of the functions.</summary>
    public ImmutableArray<Loss> Losses => [.. losses];

    /// <summary>Accounts for a function's interrupts.</summary>
    public void Explain(PciFunction function, FunctionHardware hardware, ImmutableArray<InterruptReport> reports)
    {
        var history = hardware.History ?? Empty;
        if (reports.IsEmpty)
        {
            if (history.IsAfter(Deed.AskedInVain, Deed.Allocated)) ExplainVain(function, history);
            return;
        }

        foreach (var same in reports.Zip(hardware.Interrupts).Where(pair => IsLost(pair.First, pair.Second))
            .GroupBy(pair => (pair.First.Outcome, pair.First.Fault)))
        {
            var (report, interrupt) = same.First();
            var (cause, at, what) = CauseOf(function, hardware, history, interrupt, report);
            Add(function, [.. same.Select(pair => pair.First.Index)], cause, at, what, report.Fault);
        }
    }

    // A vector that was never requested and that sends nothing loses nothing.
    private static bool IsLost(InterruptReport report, Interrupt interrupt) => report.Outcome switch
    {
        DeliveryOutcome.Delivered => false,
        DeliveryOutcome.Masked or DeliveryOutcome.Disabled or DeliveryOutcome.Silent => interrupt.Requested,
        _ => true,
    };

    private void ExplainVain(PciFunction function, FunctionHistory history)
    {
        var asked = history.Last(Deed.AskedInVain).At;
        if (function.VectorCapacity == 0)
        {
            Add(function, [], LossCause.NoCapability, asked, $"{function} asked for vectors and has neither MSI nor MSI-X");
        }
        else if (function.MsiDomain is not null)
        {
            Add(function, [], LossCause.DomainExhausted, asked, $"{function} asked for vectors, and its domain {function.MsiDomain.Chain} had none to give");
        }
        else if ((function.EstablishedFacts & Facts.MsiDomainDecided) != 0)
        {
            Add(function, [], LossCause.NoDomain, history.Last(Deed.DomainDecided).At, $"{function} asked for vectors and got none: it was decided that "
                + "it has no MSI domain");
        }
        else
        {
            Add(function, [], LossCause.NoDomain, undecided(history), $"{function} asked for vectors and got none: {NobodyGave(history)}");
        }
    }

    private (LossCause Cause, SourceLocation At, string What) CauseOf(
        PciFunction function, FunctionHardware hardware, FunctionHistory history, Interrupt interrupt, InterruptReport report) => report.Outcome switch
        {
            DeliveryOutcome.Masked => history.Last(Deed.Masked).Order > 0
                ? (LossCause.Masked, history.Last(Deed.Masked).At, "its vectors were masked and not unmasked again")
                : (LossCause.Masked, history.Last(Deed.Requested).At, "its vectors stayed masked, because no processor had a vector left "
                    + "when they were requested"),
            DeliveryOutcome.Disabled => history.Last(Deed.MsiOff).Order > 0
                ? (LossCause.MsiOff, history.Last(Deed.MsiOff).At, "MSI was switched off and not on again")
                : (LossCause.MsiOff, history.Last(Deed.Allocated).At, "MSI was never switched on"),
            DeliveryOutcome.Silent => hardware.IsGone
                ? (LossCause.FunctionGone, history.Last(Deed.Gone).At, "it is gone from hardware, and software still has it")
                : hardware.IsSwitchedOff
                ? (LossCause.SwitchedOff, history.Last(Deed.SwitchedOff).At, "it was switched off and may not write to memory")
                : hardware is { PoweredDown: false, Physical: { PoweredDown: true } physical }
                ? (LossCause.PoweredDown, (physical.History ?? Empty).Last(Deed.Suspended).At, "its PF was suspended and has no power")
                : (LossCause.PoweredDown, history.Last(Deed.Suspended).At, "it was suspended and has no power"),
            DeliveryOutcome.NotAnInterrupt => CauseOfNoMessage(hardware, history),
            DeliveryOutcome.Blocked => CauseOfRefusal(function, hardware, history, interrupt, report),
            DeliveryOutcome.NoHandler or DeliveryOutcome.WrongHandler when (function.EstablishedFacts & Facts.EntriesStale) != 0 && interrupt.IsStale =>
                (LossCause.EntryStale, history.Last(Deed.EntryChanged).At, "its unit goes on with the entry that it had cached, and was not "
                    + "told that it changed"),
            DeliveryOutcome.NoHandler => interrupt.Requested
                ? (LossCause.NoHandler, history.Latest(), "its message leads to a vector on which nobody waits")
                : (LossCause.NoHandler, history.Last(history.IsAfter(Deed.Released, Deed.Requested) ? Deed.Released : Deed.Allocated).At,
                    "it sends, and nobody waits for its interrupts"),
            DeliveryOutcome.WrongHandler => (LossCause.OtherHandler, history.Latest(), "its message leads to a vector that belongs to another interrupt"),
            DeliveryOutcome.HostHandler => (LossCause.HostHandler, history.Latest(), "it is posted to a vCPU, and its entry sends it to the host"),
            _ => (LossCause.Unknown, default, $"it ended as {report.Outcome}"),
        };

    private static (LossCause, SourceLocation, string) CauseOfNoMessage(FunctionHardware hardware, FunctionHistory history)
    {
        if (hardware.MessagesLost)
            return (LossCause.MessageLost, history.Last(Deed.Suspended).At, "its messages went with its power, and what was written since did not reach it");
        if (hardware.Latched is not null)
            return (LossCause.MessageNotWritten, history.Last(Deed.MsiOn).At, "it took its messages over when MSI was switched on, and they "
                + "were not written yet");
        return history.IsAfter(Deed.Released, Deed.MessagesWritten)
            ? (LossCause.MessageNotWritten, history.Last(Deed.Released).At, "its messages were cleared when its interrupts were released")
            : (LossCause.MessageNotWritten, history.Last(Deed.Allocated).At, "its messages were never written");
    }

    private (LossCause, SourceLocation, string) CauseOfRefusal(
        PciFunction function, FunctionHardware hardware, FunctionHistory history, Interrupt interrupt, InterruptReport report)
    {
        if (InheritedFrom(function) is { Hardware: FunctionHardware { History: var above } } physical)
            return (LossCause.DomainUndecided, undecided(above
                ?? Empty), $"it inherited the domain of {physical}, which was never decided: {NobodyGave(above ?? Empty)}");
        var unit = hardware.Unit?.Unit;
        var changed = unit is null ? default : unitChanges.GetValueOrDefault(unit);
        if (interrupt.Table is { Unit: var entryUnit } && entryUnit != unit)
            return (LossCause.DomainOfOtherUnit, Decided(history), $"its entries are in {entryUnit.Name}, and its requests go through "
                + $"{unit?.Name ?? "no unit"}");
        switch (report.Fault)
        {
            case FaultReason.SourceIdMismatch when history.Last(Deed.SourceSet).Order > 0:
                return (LossCause.SourceRejected, history.Last(Deed.SourceSet).At, $"its entries verify another id than {RequesterAliases.Emitted(function)}, "
                    + "under which it sends");
            case FaultReason.SourceIdMismatch:
                return (LossCause.SourceRejected, history.Last(Deed.Allocated).At, "its entries verify another id than the one under which it sends");
            case FaultReason.TableAccessFailed or FaultReason.IndexOutOfRange or FaultReason.AmdTableAccessFailed or FaultReason.AmdDeviceTableAccessFailed:
                return (LossCause.UnitWithoutTable, changed.At, $"{unit} has no table that its entries are in");
            case FaultReason.AmdInterruptsAborted or FaultReason.AmdIllegalDeviceTableEntry:
                return (LossCause.SourceRejected, history.Last(Deed.Allocated).At, $"the device table of {unit} leads to no interrupt table for the id "
                    + "under which it sends");
        }

        if (interrupt.Table is not null)
        {
            return history.Last(Deed.EntriesCleared).Order > 0
                ? (LossCause.EntryNotPresent, history.Last(Deed.EntriesCleared).At, "its table entries were cleared and not written again")
                : changed.Order > history.Last(Deed.Allocated).Order
                ? (LossCause.UnitWithoutTable, changed.At, $"{unit} was set up anew or removed after its vectors had been allocated")
                : (LossCause.EntryNotPresent, history.Latest(), "its table entries are not valid");
        }

        if (changed.Order > history.Last(Deed.Allocated).Order && history.Last(Deed.Allocated).Order > 0)
            return (LossCause.RemappingCameLater, changed.At, $"remapping was switched on in {unit} after its vectors had been allocated without");
        if (changed.Order > history.Last(Deed.Found).Order && (function.EstablishedFacts & Facts.MsiDomainDecided) == 0)
            return (LossCause.RemappingCameLater, changed.At, $"remapping was switched on in {unit} after it had been added, and nobody "
                + "decided its domain anew");
        return (function.EstablishedFacts & Facts.MsiDomainDecided) != 0
            ? (LossCause.DomainDoesNotRemap, Decided(history), $"its domain {interrupt.Domain.Chain} does not remap, and {unit} does")
            : (LossCause.DomainUndecided, undecided(history), "the host never decided its domain, and the provisional one does not remap: "
                + $"{NobodyGave(history)}");
    }

    // A VF that inherits what its PF was never given is as undecided as that.
    private static PhysicalFunction? InheritedFrom(PciFunction function) =>
        (function.EstablishedFacts & Facts.MsiDomainInherited) != 0 && function.PhysicalFunction is { MsiDomain.Remaps: false } physical
        && (physical.EstablishedFacts & Facts.MsiDomainDecided) == 0 ? physical : null;

    private static SourceLocation Decided(FunctionHistory history) =>
        history.Last(Deed.DomainDecided) is { Order: > 0, At: var at } ? at : history.Latest();

    private string NobodyGave(FunctionHistory history) => history.LeftUndecidedBy is { } notifier
        ? $"'{notifier.GetType().Name}.OnDeviceAdded', which starts at {undecided(history)}, returned without a decision"
        : "no IOMMU notifier was subscribed when it was added, and the host decided nothing itself";

    private void Add(PciFunction function, ImmutableArray<int> vectors, LossCause cause, SourceLocation at, string what, FaultReason fault = FaultReason.None)
    {
        promote(InheritedFrom(function) ?? function, cause);
        if (!at.IsInModel) at = fallback();
        var which = vectors.IsEmpty ? "" : vectors.Length == 1 ? $"{function} vector {vectors[0]}: " : $"{function} vectors {string.Join(", ", vectors)}: ";
        losses.Add(new(function.Name, function.Address, vectors, cause, at, which + what) { Finding = protocol.AboutLossOf(function), Fault = fault });
    }
}
