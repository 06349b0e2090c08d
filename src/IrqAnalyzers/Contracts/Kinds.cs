namespace IrqAnalyzers.Contracts;

/// <summary>The classes of functions that an object may still belong to.</summary>
[Flags]
internal enum Kinds : byte
{
    None = 0,
    Physical = 1,
    Virtual = 2,
    Any = Physical | Virtual,
}
