using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>A block of an IVRS table of a type that this reader does not know.</summary>
/// <param name="Type">The type as the table gives it.</param>
/// <param name="Offset">Where it starts, in bytes from the start of the table.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Body">The bytes after the four of type, flags and length.</param>
public sealed record UnknownIvrsBlock(byte Type, int Offset, int Length, ImmutableArray<byte> Body) : IvrsBlock(Type, Offset, Length);
