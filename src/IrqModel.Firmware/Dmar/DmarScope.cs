using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>A device that a remapping structure names (VT-d spec 8.3.1).</summary>
/// <param name="Offset">Where the scope starts, in bytes from the start of the table.</param>
/// <param name="Type">What is named; a value outside the enumeration is kept as the table gives it.</param>
/// <param name="Flags">The flags byte, which only a SIDP structure gives a meaning.</param>
/// <param name="EnumerationId">The I/O APIC's id in the MADT, the HPET's number, or the ANDD device number; 0 for PCI devices.</param>
/// <param name="StartBus">The bus that the path starts on.</param>
/// <param name="Path">
/// The device and function of each hop. The first is on <paramref name="StartBus"/>, each further one on the secondary bus of the
/// bridge before it.
/// </param>
public sealed record DmarScope(
    int Offset, DmarScopeType Type, byte Flags, byte EnumerationId, byte StartBus, ImmutableArray<DmarScopeHop> Path)
{
    /// <summary>The scope's length in bytes.</summary>
    public int Length => 6 + 2 * Path.Length;

    /// <summary>The scope as type, bus and path, e.g. "PciEndpoint 00:1c.0/00.0".</summary>
    public override string ToString() => $"{Type} {StartBus:x2}:{string.Join('/', Path)}";
}
