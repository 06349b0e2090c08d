using IrqModel.Contracts;
using IrqModel.Runtime;

namespace IrqModel;

/// <summary>An IOAPIC, as the MADT lists it. Its interrupts are remapped by the unit whose scope names it.</summary>
public sealed class IoApic
{
    internal IoApic(Machine machine, byte id, RequesterId requesterId, SourceLocation describedAt)
    {
        Machine = machine;
        Id = id;
        RequesterId = requesterId;
        DescribedAt = describedAt;
    }

    /// <summary>The machine that has it.</summary>
    public Machine Machine { get; }

    /// <summary>Its id in the MADT, by which device scopes name it.</summary>
    [States(TopologyTrait.EnumerationId)]
    public byte Id { get; }

    /// <summary>The id that its requests carry.</summary>
    public RequesterId RequesterId { get; }

    internal SourceLocation DescribedAt { get; }

    /// <inheritdoc/>
    public override string ToString() => $"IOAPIC {Id}";
}
