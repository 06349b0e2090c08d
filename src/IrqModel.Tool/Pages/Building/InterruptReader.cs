using System.Globalization;
using IrqModel.Engine;
using IrqModel.Tool.Pages.Document;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Pages.Building;

/// <summary>Reads the interrupts of a function out of a run.</summary>
internal sealed class InterruptReader(TextTable texts, Func<string?, int?> units)
{
    // What differs between the interrupts of one function is seen in the first few; a function may have 2,048.
    private const int MostInterrupts = 16;

    /// <summary>The interrupts that a page keeps: those that die first, then in order.</summary>
    /// <returns>The interrupts, and how many were left out.</returns>
    public (IReadOnlyList<PageInterrupt> Interrupts, int Left) Read(RunFunction function)
    {
        var all = function.Interrupts;
        var shown = all.Length <= MostInterrupts ? all : [.. all.OrderBy(Arrives).ThenBy(interrupt => interrupt.Index).Take(MostInterrupts).OrderBy(interrupt => interrupt.Index)];
        return ([.. shown.Select(interrupt => Read(function, interrupt))], all.Length - shown.Length);
    }

    /// <summary>The layout of a message.</summary>
    public static string FormatOf(RunFunction function, RunInterrupt interrupt)
    {
        // A message to a table that is not VT-d's is an index into one of AMD-Vi, also in a file that has no bits of it.
        if (interrupt is { EntryUnit: not null, Entry: null }) return BitLayouts.AmdIndex;
        if (interrupt.Message.IsRemappable) return BitLayouts.Remappable;
        return function.DomainChain?.Contains("VMD", StringComparison.Ordinal) == true ? BitLayouts.TakenOver : BitLayouts.Compatibility;
    }

    /// <summary>The layout of a table entry; null where its bits are not known.</summary>
    public static string? EntryFormatOf(RunInterrupt interrupt) => interrupt switch
    {
        { EntryLow: null } => null,
        { DeviceEntry: not null, EntryHigh: null } => AmdBitLayouts.NarrowEntry,
        { DeviceEntry: not null, EntryLow: { } low } => AmdBitLayouts.IsGuestMode(low) ? AmdBitLayouts.GuestEntry : AmdBitLayouts.Entry,
        { Entry: { } entry } => entry.Posted ? BitLayouts.PostedEntry : BitLayouts.RemappedEntry,
        _ => null,
    };

    private static bool Arrives(RunInterrupt interrupt) => interrupt.Outcome == DeliveryOutcome.Delivered;

    private PageInterrupt Read(RunFunction function, RunInterrupt interrupt) => new()
    {
        Index = interrupt.Index,
        Address = interrupt.Message.Address.ToString("x8", CultureInfo.InvariantCulture),
        Data = interrupt.Message.Data.ToString("x8", CultureInfo.InvariantCulture),
        Format = FormatOf(function, interrupt),
        Unit = units(interrupt.EntryUnit),
        Entry = interrupt.EntryIndex,
        Low = interrupt.EntryLow?.ToString("x16", CultureInfo.InvariantCulture),
        High = interrupt.EntryHigh?.ToString("x16", CultureInfo.InvariantCulture),
        EntryFormat = EntryFormatOf(interrupt),
        Device = interrupt.DeviceEntry?.ToString("x16", CultureInfo.InvariantCulture),
        Outcome = texts.Of(Words(interrupt)),
        Ends = EndOf(interrupt),
        Arrives = Arrives(interrupt),
        Fault = interrupt.Fault == FaultReason.None ? null : (int)interrupt.Fault,
        Processor = interrupt.Processor,
        Vector = interrupt.Vector,
        Hops = IsPlain(interrupt) ? null : [.. interrupt.Hops.Select(hop => new PageHop(hop.Name, hop.Text, hop.IsLost ? true : null))],
        Chain = interrupt.DomainChain == function.DomainChain ? null : texts.Find(interrupt.DomainChain),
    };

    // The way of nearly all messages: the page can tell it from the rest. That keeps a page of 65,536 functions small.
    private static bool IsPlain(RunInterrupt interrupt) =>
        !interrupt.Hops.Any(hop => hop.Kind is MessageHopKind.Alias or MessageHopKind.Controller)
        && (Arrives(interrupt) || (interrupt.Outcome == DeliveryOutcome.Blocked && interrupt.Hops.Length <= 2));

    private static MessageEnd EndOf(RunInterrupt interrupt) => interrupt.Outcome switch
    {
        DeliveryOutcome.Delivered => MessageEnd.Handler,
        DeliveryOutcome.Blocked => MessageEnd.Unit,
        DeliveryOutcome.NoHandler or DeliveryOutcome.WrongHandler or DeliveryOutcome.HostHandler => MessageEnd.Processor,
        DeliveryOutcome.NotAnInterrupt => MessageEnd.Memory,
        _ => MessageEnd.Function,
    };

    private static string Words(RunInterrupt interrupt) => interrupt.Outcome switch
    {
        DeliveryOutcome.Delivered when interrupt.PostedTo is not null => "reaches the virtual processor that it is posted to",
        DeliveryOutcome.Delivered => "reaches its handler",
        DeliveryOutcome.Blocked => FaultRecord.Describe(interrupt.Fault),
        DeliveryOutcome.NoHandler => "nobody waits on the vector",
        DeliveryOutcome.WrongHandler => "the vector belongs to another interrupt",
        DeliveryOutcome.Masked => "the vector is masked: no message is sent",
        DeliveryOutcome.Disabled => "MSI is disabled: no message is sent",
        DeliveryOutcome.NotAnInterrupt => "the address is outside the interrupt range: a write to memory",
        DeliveryOutcome.Silent => "the function does not answer: no message is sent",
        DeliveryOutcome.HostHandler => "the host's handler gets it, although it is posted to a virtual processor",
        var other => other.ToString(),
    };
}
