using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <summary>Something that software took and can no longer give back.</summary>
/// <param name="Owner">Name of the function that had it.</param>
/// <param name="What">What it is, with the number: vectors, table entries.</param>
/// <param name="Location">Where it was lost.</param>
public sealed record Leak(string Owner, string What, SourceLocation Location)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Owner}: {What} lost at {Location}";
}
