namespace IrqAnalyzers.Parity.Generation;

/// <summary>An operation that a program declares itself, with contracts.</summary>
/// <param name="Format">A call of it, where {0} is the object that it is about and {1} another one.</param>
/// <param name="IsAwaited">Whether it returns a flow.</param>
internal sealed record OwnOperation(string Format, bool IsAwaited)
{
    /// <summary>Whether it is about two objects.</summary>
    public bool TakesTwo => Format.Contains("{1}", StringComparison.Ordinal);

    /// <summary>A call of it for an object.</summary>
    public string On(string first, string second = "") =>
        $"{(IsAwaited ? "await " : "")}{Format.Replace("{0}", first, StringComparison.Ordinal).Replace("{1}", second, StringComparison.Ordinal)};";
}
