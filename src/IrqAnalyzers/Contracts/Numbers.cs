namespace IrqAnalyzers.Contracts;

/// <summary>Constants of enums as numbers, for any underlying type; broken code has none.</summary>
internal static class Numbers
{
    public static ulong ToUInt64(object? constant) => constant switch
    {
        ulong value => value,
        long value => unchecked((ulong)value),
        int value => unchecked((ulong)value),
        uint value => value,
        short value => unchecked((ulong)value),
        ushort value => value,
        sbyte value => unchecked((ulong)value),
        byte value => value,
        _ => 0,
    };

    /// <summary>Whether it is one fact, or none, and not several.</summary>
    public static bool IsSingle(ulong facts) => (facts & (facts - 1)) == 0;

    public static long ToInt64(object? constant) => unchecked((long)ToUInt64(constant));
}
