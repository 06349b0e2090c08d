using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Caching;

/// <summary>128 bits that stand for a text or for a list of such: two that differ are taken to differ in them.</summary>
internal readonly struct Fingerprint : IEquatable<Fingerprint>
{
    private const int Window = 2048;

    private readonly ulong high;
    private readonly ulong low;

    private Fingerprint(ulong high, ulong low)
    {
        this.high = high;
        this.low = low;
    }

    public Fingerprint With(ulong word) => unchecked(new(
        Mix(high ^ word) * 0x9E3779B185EBCA87UL, (Mix(low + word) * 0xC2B2AE3D27D4EB4FUL) ^ (high >> 17)));

    public Fingerprint With(Fingerprint other) => With(other.high).With(other.low);

    public Fingerprint With(string? text)
    {
        if (text is null) return With(ulong.MaxValue);
        var next = With((ulong)text.Length);
        foreach (var character in text) next = next.With(character);
        return next;
    }

    /// <summary>Takes in a stretch of a text, without making a string of it.</summary>
    public Fingerprint With(SourceText text, TextSpan span)
    {
        var next = With((ulong)span.Length);
        var window = new char[Math.Min(Window, span.Length)];
        for (var start = span.Start; start < span.End; start += window.Length)
        {
            var count = Math.Min(window.Length, span.End - start);
            text.CopyTo(start, window, 0, count);
            var index = 0;
            for (; index + 3 < count; index += 4)
                next = next.With(window[index] | ((ulong)window[index + 1] << 16) | ((ulong)window[index + 2] << 32) | ((ulong)window[index + 3] << 48));
            for (; index < count; index++) next = next.With(window[index]);
        }

        return next;
    }

    public bool Equals(Fingerprint other) => high == other.high && low == other.low;

    public override bool Equals(object? obj) => obj is Fingerprint other && Equals(other);

    public override int GetHashCode() => low.GetHashCode();

    private static ulong Mix(ulong word) => (word << 29) | (word >> 35);
}
