using System.Collections.Immutable;

namespace IrqModel.Engine;

/// <summary>The fate of one vector of a function when it fired at the end of a run.</summary>
/// <remarks>There may be hundreds of thousands: names and chains are made when asked for.</remarks>
public sealed record InterruptReport
{
    private readonly MsiDomain domain;
    private readonly Interrupt interrupt;
    private readonly InterconnectResult result;
    private readonly Irte entry;
    private readonly bool hasEntry;
    private readonly byte subhandle;

    internal InterruptReport(Interrupt interrupt, Irte? entry, in InterconnectResult result)
    {
        this.interrupt = interrupt;
        this.result = result;
        this.entry = entry.GetValueOrDefault();
        hasEntry = entry is not null;
        domain = interrupt.Domain;
        subhandle = interrupt.Subhandle;
        Index = interrupt.Index;
        Number = interrupt.Number;
        Message = interrupt.Message;
        EntryIndex = interrupt.EntryIndex;
        EntryUnit = interrupt.Table?.Unit;
        PostedTo = interrupt.PostedTo;
    }

    /// <summary>Its place in the function's table.</summary>
    public int Index { get; }

    /// <summary>Software's number for it (Linux: the irq).</summary>
    public int Number { get; }

    /// <summary>The domains it was allocated through, first to last.</summary>
    public string DomainChain => domain.Chain;

    /// <summary>The names of their interrupt chips.</summary>
    public ImmutableArray<string> Chips => InterruptLevels.ChipsOf(domain);

    /// <summary>Its number at each of these levels (Linux: hwirq).</summary>
    public ImmutableArray<long> HardwareNumbers => InterruptLevels.NumbersOf(domain, interrupt.Function.Address, Index, Number, EntryIndex, subhandle);

    /// <summary>The message in the function's table.</summary>
    public MsiMessage Message { get; }

    /// <summary>Index of its table entry; -1 without remapping.</summary>
    public int EntryIndex { get; }

    /// <summary>The entry, if it has one and a VT-d unit reads it.</summary>
    public Irte? Entry => hasEntry ? entry : null;

    /// <summary>
    /// For an AMD-Vi unit the device table entry of the id under which the function sends, and the entry to which it leads; the latter null
    /// where it leads to none.
    /// </summary>
    internal (AmdDeviceEntry Device, AmdIrte? Entry)? Amd { get; init; }

    /// <summary>The unit in whose table the entry is.</summary>
    public RemappingUnit? EntryUnit { get; }

    /// <summary>The vCPU that software has it posted to; <see langword="null"/> for the host.</summary>
    public VirtualProcessor? PostedTo { get; }

    /// <summary>How the request ended.</summary>
    public DeliveryOutcome Outcome => result.Outcome;

    /// <summary>Why it was refused, if it was.</summary>
    public FaultReason Fault => result.Fault;

    /// <summary>The processor it reached, or that was notified of what was posted; -1 if none.</summary>
    public int Processor => result.Processor;

    /// <summary>The vector it reached there, or in the guest; 0 if none.</summary>
    public byte Vector => result.Vector;

    /// <summary>
    /// The way of its message station by station: function, aliases, remapping unit, table entry, vector, handler. It ends where the message
    /// ended; <see cref="MessageHop.IsLost"/> marks the station at which it was lost.
    /// </summary>
    public ImmutableArray<MessageHop> Hops => MessageWay.Of(interrupt, result);

    /// <summary>The message that left the function; <see langword="null"/> if none did.</summary>
    public MsiMessage? SentMessage => result.IsSent ? result.Message : null;
}
